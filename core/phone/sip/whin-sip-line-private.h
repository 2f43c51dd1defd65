/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/phone/sip/whin-sip-agent.h"
#include "core/phone/sip/whin-sip-line.h"

G_BEGIN_DECLS

/* The part of WhinSipLine that its calls, keepalive and voicemail use. */

/* Valid until the line restarts, which it doesn't while it has calls; NULL when the line is down.
 */
WhinSipAgent *whin_sip_line_get_agent (WhinSipLine *self);
const WhinSipSettings *whin_sip_line_get_settings (WhinSipLine *self);
WhinAudioRoute *whin_sip_line_get_route (WhinSipLine *self);

/* Answers the challenge in @sip for @handle's request, which must have gone to the server. The
 * password is proved to the realm that asked for it at the registration alone (where none did: to
 * the one that bears the server's name), and with nothing weaker. FALSE when the stack can't or
 * somebody else asks (@reason: words) or when the server has refused this password already
 * (@reason: NULL). */
gboolean whin_sip_line_authenticate (WhinSipLine *self,
                                     nua_handle_t *handle,
                                     const sip_t *sip,
                                     gboolean is_repeated,
                                     const char **reason);

/* @handle's dialog goes past the server from here on: no request of it bears a proof of the
 * password. */
void whin_sip_line_deny_credentials (WhinSipLine *self, nua_handle_t *handle);

/* Whether @url bears a name or an address of the account's server: its user part is of there. */
gboolean whin_sip_line_is_server (WhinSipLine *self, const url_t *url);

/* A call's requests go to @url, which may have a certificate of another authority than the
 * server's: over TLS the stack gets all authorities from the end of the calls on. */
void whin_sip_line_note_route (WhinSipLine *self, const url_t *url);

/* Whether requests to @url go to the account's server, at a port of it: nobody else on its machine,
 * or on its domain's web server, gets a proof of the password. */
gboolean whin_sip_line_trusts (WhinSipLine *self, const url_t *url);

G_END_DECLS
