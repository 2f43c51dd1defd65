/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/account/whin-account.h"
#include "core/phone/media/whin-audio-route.h"
#include "core/phone/whin-line.h"

G_BEGIN_DECLS

/**
 * WhinSipLine:
 *
 * The account's registration: locates the server, registers, keeps that up, and comes back with
 * WhinBackoff after a loss. The account's later changes count at once while there is no call, else
 * after the last one.
 */
#define WHIN_TYPE_SIP_LINE (whin_sip_line_get_type ())
G_DECLARE_FINAL_TYPE (WhinSipLine, whin_sip_line, WHIN, SIP_LINE, WhinLine)

/* @ca_file: see whin_sip_agent_new(). */
WhinSipLine *whin_sip_line_new (WhinAccount *account,
                                WhinAudioRoute *route,
                                const char *ca_file,
                                const char *user_agent);

void whin_sip_line_start (WhinSipLine *self);

/* Un-registers; @task returns TRUE when that is done or its deadline passed. */
void whin_sip_line_stop (WhinSipLine *self, GTask *task);

/* The account changed. */
void whin_sip_line_reload (WhinSipLine *self);

/* The last call may have ended, so that a change that waited counts now. */
void whin_sip_line_reload_if_due (WhinSipLine *self);

/* The network changed: another way to the server, or one at all. */
void whin_sip_line_on_network_changed (WhinSipLine *self);

G_END_DECLS
