/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/media/whin-fingerprint.h"

#include <gio/gio.h>

#include <string.h>

static const struct {
  const char *name;
  GChecksumType hash;
} hashes[] = {
    {"sha-256", G_CHECKSUM_SHA256},
    {"sha-384", G_CHECKSUM_SHA384},
    {"sha-512", G_CHECKSUM_SHA512},
};

gboolean
whin_fingerprint_read (const char *text, WhinFingerprint *fingerprint)
{
  *fingerprint = (WhinFingerprint){0};
  for (gsize i = 0; i < G_N_ELEMENTS (hashes); i++) {
    gsize name = strlen (hashes[i].name);
    gsize length = (gsize)g_checksum_type_get_length (hashes[i].hash);
    const char *digits = text + name;

    if (g_ascii_strncasecmp (text, hashes[i].name, name) != 0 || *digits != ' ')
      continue;
    digits += strspn (digits, " ");
    if (strnlen (digits, 3 * length) != 3 * length - 1)
      return FALSE;
    for (gsize j = 0; j < length; j++, digits += 3) {
      if (!g_ascii_isxdigit (digits[0]) || !g_ascii_isxdigit (digits[1]) ||
          digits[2] != (j + 1 < length ? ':' : '\0'))
        return FALSE;
      fingerprint->bytes[j] =
          (guint8)(g_ascii_xdigit_value (digits[0]) * 16 + g_ascii_xdigit_value (digits[1]));
    }
    fingerprint->hash = hashes[i].hash;
    fingerprint->length = length;
    return TRUE;
  }
  return FALSE;
}

char *
whin_fingerprint_dup_text (const WhinFingerprint *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (hashes); i++) {
    if (hashes[i].hash == self->hash)
      g_string_append (text, hashes[i].name);
  }
  for (gsize i = 0; i < self->length; i++)
    g_string_append_printf (text, "%c%02X", i == 0 ? ' ' : ':', self->bytes[i]);
  return g_strdup (text->str);
}

gboolean
whin_fingerprint_of_pem (const char *pem, GChecksumType hash, WhinFingerprint *fingerprint)
{
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_pem (pem, -1, NULL);
  g_autoptr (GByteArray) der = NULL;
  g_autoptr (GChecksum) checksum = NULL;

  *fingerprint = (WhinFingerprint){0};
  if (certificate == NULL)
    return FALSE;
  g_object_get (certificate, "certificate", &der, NULL);
  checksum = g_checksum_new (hash);
  if (der == NULL || checksum == NULL)
    return FALSE;
  g_checksum_update (checksum, der->data, der->len);
  fingerprint->hash = hash;
  fingerprint->length = sizeof fingerprint->bytes;
  g_checksum_get_digest (checksum, fingerprint->bytes, &fingerprint->length);
  return TRUE;
}

gboolean
whin_fingerprint_equal (const WhinFingerprint *self, const WhinFingerprint *other)
{
  return self->hash == other->hash && self->length == other->length && self->length > 0 &&
         memcmp (self->bytes, other->bytes, self->length) == 0;
}
