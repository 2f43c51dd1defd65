/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/phone/sip/whin-sip-line.h"
#include "core/phone/whin-call.h"

#include <sofia-sip/nua.h>

G_BEGIN_DECLS

/* WhinSipCall: one INVITE dialog (RFC 3261) and its audio. Lives at least until it has ended. */
#define WHIN_TYPE_SIP_CALL (whin_sip_call_get_type ())
G_DECLARE_FINAL_TYPE (WhinSipCall, whin_sip_call, WHIN, SIP_CALL, WhinCall)

#define WHIN_SIP_MAX_REDIRECTS 5

/* (transfer full). Errors: WHIN_PHONE_ERROR_MEDIA, _SETTINGS. */
WhinCall *
whin_sip_call_dial (WhinSipLine *line, const char *number, const char *target, GError **error);

/* A new INVITE: rings, or is answered with a refusal. Takes @handle. */
void whin_sip_call_receive (WhinSipLine *line, nua_handle_t *handle, const sip_t *sip);

/* An event of the call's handle. */
void whin_sip_call_handle_event (WhinSipCall *self,
                                 nua_event_t event,
                                 int status,
                                 const char *phrase,
                                 nua_handle_t *handle,
                                 const sip_t *sip,
                                 tagi_t *tags);

/* For tests: how long the other side of a transfer may be silent. */
void whin_sip_call_set_transfer_silence (guint seconds);

G_END_DECLS
