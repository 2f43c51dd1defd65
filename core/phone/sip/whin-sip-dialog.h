/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/phone/sip/whin-sip-settings.h"

#include <sofia-sip/nua.h>

G_BEGIN_DECLS

/* What a call reads from and writes into the headers of its dialog. */

/* Whether a call is over once the stack's own refresh of its session (RFC 4028) had this answer. */
gboolean whin_sip_dialog_loses_refresh (guint status);

/* Whether the message's body is a session description. */
gboolean whin_sip_dialog_has_description (const sip_t *sip);

/* Where the dialog's later requests go, by the message that sets it up; may be NULL. @is_caller: we
 * are, and @sip is the answer (RFC 3261, section 12.1). */
const url_t *whin_sip_dialog_get_next_hop (const sip_t *sip, gboolean is_caller);

/* (transfer full): our From header's value. */
char *whin_sip_dialog_make_from (const WhinSipSettings *settings);

/* (transfer full): the caller's number for people: without the host where that is a name or an
 * address of our server (@is_ours) or the user part is a number of the public network, not an
 * extension; "" when it is withheld. */
char *whin_sip_dialog_read_caller (const sip_t *sip, gboolean is_ours);

/* (transfer full): "<sip:bob@example.com?Replaces=…>" (RFC 3891), which takes the place of
 * @handle's dialog; NULL when that isn't established. */
char *whin_sip_dialog_make_replacing (nua_handle_t *handle);

/* (transfer full): the GObject that is the magic of the dialog that the INVITE @sip takes the place
 * of, or NULL. */
gpointer whin_sip_dialog_find_replaced (nua_t *nua, const sip_t *sip);

G_END_DECLS
