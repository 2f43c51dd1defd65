/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

#include <sofia-sip/msg_types.h>

G_BEGIN_DECLS

typedef enum {
  WHIN_DIGEST_UNKNOWN,
  WHIN_DIGEST_MD5,
  WHIN_DIGEST_SHA256,
} WhinDigestAlgorithm;

typedef enum {
  WHIN_DIGEST_NO_QOP, /* RFC 2069 */
  WHIN_DIGEST_AUTH,
  WHIN_DIGEST_AUTH_INT,
} WhinDigestQop;

/* What a server asks for (RFC 7616, section 3.3; RFC 8760). The texts are as in the header, with
 * their quotes, and belong to the header. */
typedef struct {
  WhinDigestAlgorithm algorithm; /* UNKNOWN: there is no answer to this one */
  const char *algorithm_text;    /* or NULL */
  gboolean is_session;           /* "-sess" */
  WhinDigestQop qop;
  const char *realm;
  const char *nonce;
  const char *opaque; /* or NULL */
  gboolean is_stale;
} WhinDigestChallenge;

void whin_sip_digest_read (const msg_auth_t *header, WhinDigestChallenge *challenge);

/* (transfer full): the value of the answering header (RFC 7616, section 3.4). @cnonce: hexadecimal
 * digits or base64; @count: how often the nonce was used, from 1. */
char *whin_sip_digest_answer (const WhinDigestChallenge *challenge,
                              const char *user,
                              const char *password,
                              const char *method,
                              const char *uri,
                              const char *body,
                              gsize length,
                              const char *cnonce,
                              guint count);

/* (transfer full): the text of NUTAG_AUTH for @realm, quoted. */
char *whin_sip_digest_make_credentials (const char *realm, const char *user, const char *password);

/* (transfer full): the same, for a dialog whose requests bear no answer to @realm from here on. */
char *whin_sip_digest_make_no_credentials (const char *realm);

/* Makes the stack answer challenges by this file, also those with SHA-256, which it doesn't know.
 */
void whin_sip_digest_install (void);

G_END_DECLS
