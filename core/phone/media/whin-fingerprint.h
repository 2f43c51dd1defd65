/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define WHIN_FINGERPRINT_MAX_BYTES 64

/* What a session description says of the certificate of its owner (RFC 8122, section 5). SHA-1 and
 * older hashes count as none. */
typedef struct {
  GChecksumType hash; /* SHA-256, SHA-384 or SHA-512 */
  guint8 bytes[WHIN_FINGERPRINT_MAX_BYTES];
  gsize length; /* 0: there is none */
} WhinFingerprint;

/* "sha-256 4A:AD:…", from anybody; FALSE when it can't be used. */
gboolean whin_fingerprint_read (const char *text, WhinFingerprint *fingerprint);

/* (transfer full): the same in writing. */
char *whin_fingerprint_dup_text (const WhinFingerprint *self);

/* The fingerprint of a certificate in PEM; FALSE when it is none. */
gboolean
whin_fingerprint_of_pem (const char *pem, GChecksumType hash, WhinFingerprint *fingerprint);

gboolean whin_fingerprint_equal (const WhinFingerprint *self, const WhinFingerprint *other);

G_END_DECLS
