/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/phone/sip/whin-tls-authorities.h"

/* Of what a server sends. */
#define MAX_CHAIN 16

char *
whin_tls_authorities_select (GTlsCertificate *certificate, const char *ca_file)
{
  GList *authorities = g_tls_certificate_list_new_from_file (
      ca_file != NULL ? ca_file : WHIN_TLS_SYSTEM_AUTHORITIES, NULL);
  g_autoptr (GHashTable) names =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL); /* of issuers */
  g_autoptr (GString) selected = g_string_new (NULL);
  guint count;

  for (guint i = 0; certificate != NULL && i < MAX_CHAIN; i++) {
    char *name = g_tls_certificate_get_issuer_name (certificate);

    if (name != NULL)
      g_hash_table_add (names, name);
    certificate = g_tls_certificate_get_issuer (certificate);
  }
  /* What one of them is issued by may stand before it in the file. */
  do {
    count = g_hash_table_size (names);
    g_string_truncate (selected, 0);
    for (GList *link = authorities; link != NULL; link = link->next) {
      g_autofree char *subject = g_tls_certificate_get_subject_name (link->data);
      g_autofree char *issuer = g_tls_certificate_get_issuer_name (link->data);
      g_autofree char *pem = NULL;

      if (subject == NULL || !g_hash_table_contains (names, subject))
        continue;
      if (issuer != NULL)
        g_hash_table_add (names, g_steal_pointer (&issuer));
      g_object_get (link->data, "certificate-pem", &pem, NULL);
      g_string_append (selected, pem);
    }
  } while (g_hash_table_size (names) != count);
  g_list_free_full (authorities, g_object_unref);
  return selected->len > 0 ? g_strdup (selected->str) : NULL;
}
