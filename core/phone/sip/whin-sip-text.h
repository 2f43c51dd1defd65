/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define WHIN_SIP_TEXT_MAX_BYTES 4096 /* of a body that is read here */

/* The digit of a body of application/dtmf-relay ("Signal=5"), or '\0'. */
char whin_sip_text_read_dtmf (const char *body, gsize length);

/* The status of a body of message/sipfrag ("SIP/2.0 200 OK", RFC 3420), or 0. */
guint whin_sip_text_read_fragment (const char *body, gsize length);

/* (transfer full): @text as a quoted-string (RFC 3261, section 25.1). */
char *whin_sip_text_quote (const char *text);

/* (transfer full): the reverse, also for a text without quotes. */
char *whin_sip_text_unquote (const char *text);

G_END_DECLS
