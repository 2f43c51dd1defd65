/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/phone/sip/whin-sip-line-private.h"

G_BEGIN_DECLS

/* WhinSipVoicemail: the line's subscription to the state of its voicemail (RFC 3842). */
typedef struct _WhinSipVoicemail WhinSipVoicemail;

/* @line: unowned. */
WhinSipVoicemail *whin_sip_voicemail_new (WhinSipLine *line);
void whin_sip_voicemail_free (WhinSipVoicemail *self);

/* Subscribes, unless that goes on already; after a refusal it is for the next registration to try
 * again. */
void whin_sip_voicemail_subscribe (WhinSipVoicemail *self);

/* TRUE when the event was one of the subscription's. @self: (nullable) */
gboolean whin_sip_voicemail_handle_event (
    WhinSipVoicemail *self, nua_event_t event, int status, nua_handle_t *handle, const sip_t *sip);

/* What a NOTIFY says of the messages is the line's from here on; any other NOTIFY is left alone. */
void whin_sip_voicemail_take_summary (WhinSipLine *line, const sip_t *sip);

G_END_DECLS
