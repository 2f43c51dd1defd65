/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/phone/whin-call.h"

G_BEGIN_DECLS

/* The words for a final SIP response to an outgoing call (RFC 3261, section 21); (transfer full).
 * @phrase: the server's reason phrase or NULL; hostile, used only for statuses without words of
 * their own. @end: what kind of end it is. */
char *whin_call_reason_for_status (guint status, const char *phrase, WhinCallEnd *end);

/* (transfer full): @text from the network as one line of at most @max_characters for people: valid
 * UTF-8, control and direction characters removed; NULL when nothing remains. */
char *whin_call_clean_text (const char *text, gsize max_characters);

G_END_DECLS
