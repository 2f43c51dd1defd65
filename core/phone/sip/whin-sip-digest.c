/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/phone/sip/whin-sip-digest.h"

#include "core/phone/sip/whin-sip-text.h"

/* The library was built so. */
#define SOFIA_EXTEND_AUTH_CLIENT 1

#include <sofia-sip/auth_client.h>
#include <sofia-sip/auth_client_plugin.h>
#include <sofia-sip/msg_header.h>
#include <sofia-sip/url.h>

#include <string.h>
#include <sys/random.h>

/* The stack's own Digest knows MD5 alone and gives up on a message that offers anything beside it.
 * This one takes the strongest of what is offered, and nothing weaker later in the same dialog.
 * Whom the password is proved to at all is WhinSipLine's matter: only where it gave credentials
 * does this answer. Somebody on the way who takes the server's stronger challenge out of its first
 * answer gets the weaker digest; against that only TLS helps. */

#define CNONCE_BYTES 16

typedef struct {
  auth_client_t client;
  WhinDigestChallenge challenge; /* its texts belong to client.ca_home */
  guint count;
  char cnonce[2 * CNONCE_BYTES + 1];
} Digest;

static GChecksumType
get_checksum_type (WhinDigestAlgorithm algorithm)
{
  return algorithm == WHIN_DIGEST_SHA256 ? G_CHECKSUM_SHA256 : G_CHECKSUM_MD5;
}

/* The strings up to NULL, with colons between them. */
static char *
hash (WhinDigestAlgorithm algorithm, const char *first, ...)
{
  g_autoptr (GChecksum) sum = g_checksum_new (get_checksum_type (algorithm));
  const char *part;
  va_list parts;

  g_checksum_update (sum, (const guchar *)first, -1);
  va_start (parts, first);
  while ((part = va_arg (parts, const char *)) != NULL) {
    g_checksum_update (sum, (const guchar *)":", 1);
    g_checksum_update (sum, (const guchar *)part, -1);
  }
  va_end (parts);
  return g_strdup (g_checksum_get_string (sum));
}

static gboolean
is_word (const char *value, const char *word)
{
  g_autofree char *plain = value != NULL ? whin_sip_text_unquote (value) : NULL;

  return plain != NULL && g_ascii_strcasecmp (plain, word) == 0;
}

static gboolean
read_qop (const char *value, WhinDigestQop *qop)
{
  g_autofree char *plain = NULL;
  g_auto (GStrv) words = NULL;
  gboolean is_known = FALSE;

  *qop = WHIN_DIGEST_NO_QOP;
  if (value == NULL)
    return TRUE;
  plain = whin_sip_text_unquote (value);
  words = g_strsplit (plain, ",", 8);
  for (guint i = 0; words[i] != NULL; i++) {
    g_strstrip (words[i]);
    if (g_ascii_strcasecmp (words[i], "auth") == 0) {
      *qop = WHIN_DIGEST_AUTH;
      return TRUE;
    }
    if (g_ascii_strcasecmp (words[i], "auth-int") == 0) {
      *qop = WHIN_DIGEST_AUTH_INT;
      is_known = TRUE;
    }
  }
  return is_known;
}

void
whin_sip_digest_read (const msg_auth_t *header, WhinDigestChallenge *challenge)
{
  static const struct {
    const char *name;
    WhinDigestAlgorithm algorithm;
    gboolean is_session;
  } algorithms[] = {
      {"MD5", WHIN_DIGEST_MD5, FALSE},
      {"MD5-sess", WHIN_DIGEST_MD5, TRUE},
      {"SHA-256", WHIN_DIGEST_SHA256, FALSE},
      {"SHA-256-sess", WHIN_DIGEST_SHA256, TRUE},
  };
  const char *algorithm = msg_params_find (header->au_params, "algorithm=");

  *challenge = (WhinDigestChallenge){0};
  challenge->realm = msg_params_find (header->au_params, "realm=");
  challenge->nonce = msg_params_find (header->au_params, "nonce=");
  challenge->opaque = msg_params_find (header->au_params, "opaque=");
  challenge->is_stale = is_word (msg_params_find (header->au_params, "stale="), "true");
  if (g_ascii_strcasecmp (header->au_scheme, "Digest") != 0 || challenge->realm == NULL ||
      challenge->nonce == NULL ||
      !read_qop (msg_params_find (header->au_params, "qop="), &challenge->qop))
    return;
  if (algorithm == NULL)
    challenge->algorithm = WHIN_DIGEST_MD5;
  for (guint i = 0; algorithm != NULL && i < G_N_ELEMENTS (algorithms); i++) {
    if (is_word (algorithm, algorithms[i].name)) {
      challenge->algorithm = algorithms[i].algorithm;
      challenge->algorithm_text = algorithms[i].name;
      challenge->is_session = algorithms[i].is_session;
    }
  }
}

char *
whin_sip_digest_answer (const WhinDigestChallenge *challenge,
                        const char *user,
                        const char *password,
                        const char *method,
                        const char *uri,
                        const char *body,
                        gsize length,
                        const char *cnonce,
                        guint count)
{
  WhinDigestAlgorithm algorithm = challenge->algorithm;
  g_autofree char *realm = whin_sip_text_unquote (challenge->realm);
  g_autofree char *nonce = whin_sip_text_unquote (challenge->nonce);
  g_autofree char *nc = g_strdup_printf ("%08x", count);
  g_autofree char *secret = hash (algorithm, user, realm, password, NULL);
  g_autofree char *request = NULL;
  g_autofree char *response = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  const char *qop = challenge->qop == WHIN_DIGEST_AUTH ? "auth" : "auth-int";

  if (challenge->is_session) {
    char *session = hash (algorithm, secret, nonce, cnonce, NULL);

    g_free (secret);
    secret = session;
  }
  if (challenge->qop == WHIN_DIGEST_AUTH_INT) {
    g_autofree char *entity =
        g_compute_checksum_for_data (get_checksum_type (algorithm), (const guchar *)body, length);

    request = hash (algorithm, method, uri, entity, NULL);
  } else {
    request = hash (algorithm, method, uri, NULL);
  }
  response = challenge->qop == WHIN_DIGEST_NO_QOP
                 ? hash (algorithm, secret, nonce, request, NULL)
                 : hash (algorithm, secret, nonce, nc, cnonce, qop, request, NULL);
  g_string_printf (text, "Digest username=\"%s\", realm=%s, nonce=%s, uri=\"%s\", response=\"%s\"",
                   user, challenge->realm, challenge->nonce, uri, response);
  if (challenge->algorithm_text != NULL)
    g_string_append_printf (text, ", algorithm=%s", challenge->algorithm_text);
  if (challenge->opaque != NULL)
    g_string_append_printf (text, ", opaque=%s", challenge->opaque);
  if (challenge->qop != WHIN_DIGEST_NO_QOP)
    g_string_append_printf (text, ", qop=%s, nc=%s", qop, nc);
  if (challenge->qop != WHIN_DIGEST_NO_QOP || challenge->is_session)
    g_string_append_printf (text, ", cnonce=\"%s\"", cnonce);
  return g_strdup (text->str);
}

/* The stack cuts a password at its first colon, so it travels escaped. */
char *
whin_sip_digest_make_credentials (const char *realm, const char *user, const char *password)
{
  g_autofree char *escaped = g_uri_escape_string (password, NULL, FALSE);

  return g_strdup_printf ("Digest:%s:%s:%s", realm, user, escaped);
}

/* A password that is no escaped text: on_authorize() then writes nothing. */
char *
whin_sip_digest_make_no_credentials (const char *realm)
{
  return g_strdup_printf ("Digest:%s:-:%%", realm);
}

static void
use_nonce (Digest *self, const char *nonce)
{
  su_home_t *home = self->client.ca_home;
  guchar bytes[CNONCE_BYTES];

  if (self->challenge.nonce != NULL && strcmp (self->challenge.nonce, nonce) == 0)
    return;
  su_free (home, (void *)self->challenge.nonce);
  self->challenge.nonce = su_strdup (home, nonce);
  self->count = 0;
  if (getrandom (bytes, sizeof bytes, 0) != sizeof bytes)
    g_error ("No random numbers"); /* there always are 16 bytes */
  for (guint i = 0; i < CNONCE_BYTES; i++)
    g_snprintf (self->cnonce + 2 * i, 3, "%02x", bytes[i]);
}

/* 1: nothing that would make another answer; 2: answer again. */
static int
on_challenge (auth_client_t *client, const msg_auth_t *header)
{
  Digest *self = (Digest *)client;
  su_home_t *home = client->ca_home;
  gboolean is_first = self->challenge.nonce == NULL;
  WhinDigestChallenge challenge;

  whin_sip_digest_read (header, &challenge);
  if (challenge.algorithm < self->challenge.algorithm || challenge.algorithm == WHIN_DIGEST_UNKNOWN)
    return 1;
  use_nonce (self, challenge.nonce);
  challenge.nonce = self->challenge.nonce;
  su_free (home, (void *)self->challenge.realm);
  su_free (home, (void *)self->challenge.opaque);
  challenge.realm = su_strdup (home, challenge.realm);
  challenge.opaque = challenge.opaque != NULL ? su_strdup (home, challenge.opaque) : NULL;
  self->challenge = challenge;
  return is_first || challenge.is_stale ? 2 : 1;
}

static int
on_authorize (auth_client_t *client,
              su_home_t *home,
              const char *method,
              const url_t *url,
              const msg_payload_t *body,
              msg_header_t **header)
{
  Digest *self = (Digest *)client;
  g_autofree char *password = g_uri_unescape_string (client->ca_pass, NULL);
  g_autofree char *text = NULL;
  char *uri;

  if (client->ca_clear || self->challenge.nonce == NULL || password == NULL)
    return 0;
  uri = url_as_string (home, url);
  if (uri == NULL)
    return -1;
  text = whin_sip_digest_answer (&self->challenge, client->ca_user, password, method, uri,
                                 body != NULL ? body->pl_data : "", body != NULL ? body->pl_len : 0,
                                 self->cnonce, ++self->count);
  su_free (home, uri);
  *header = msg_header_make (home, client->ca_credential_class, text);
  return *header != NULL ? 0 : -1;
}

/* RFC 7616, section 3.5: the nonce of the next request. */
static int
on_info (auth_client_t *client, const msg_auth_info_t *info)
{
  const char *nonce = msg_params_find (info->ai_params, "nextnonce=");

  if (nonce == NULL || ((Digest *)client)->challenge.nonce == NULL)
    return 0;
  use_nonce ((Digest *)client, nonce);
  return 1;
}

static int
on_clear (auth_client_t *client)
{
  client->ca_clear = 1;
  return 1;
}

void
whin_sip_digest_install (void)
{
  /* Named in small letters: schemes are looked up without regard to case, but the library puts a
   * new scheme at the place of the first one whose name differs, which must be its "Digest". */
  static const auth_client_plugin_t plugin = {
      .auc_plugin_size = sizeof plugin,
      .auc_size = sizeof (Digest),
      .auc_name = "digest",
      .auc_challenge = on_challenge,
      .auc_authorize = on_authorize,
      .auc_info = on_info,
      .auc_clear = on_clear,
  };

  if (auc_register_plugin (&plugin) != 0)
    g_warning ("The stack takes no other password check.");
}
