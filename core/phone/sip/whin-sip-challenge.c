/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/sip/whin-sip-challenge.h"

#include <sofia-sip/msg_header.h>
#include <sofia-sip/sip_header.h>

#include <string.h>

/* Value of a parameter with its quotes taken off; (transfer full) or NULL. */
static char *
dup_unquoted (const msg_auth_t *challenge, const char *name)
{
  const char *value = msg_params_find (challenge->au_params, name);
  gsize length;

  if (value == NULL)
    return NULL;
  length = strlen (value);
  if (length >= 2 && value[0] == '"' && value[length - 1] == '"')
    return g_strndup (value + 1, length - 2);
  return g_strdup (value);
}

static gboolean
is_md5 (const msg_auth_t *challenge)
{
  g_autofree char *algorithm = dup_unquoted (challenge, "algorithm=");

  return algorithm == NULL || g_ascii_strcasecmp (algorithm, "MD5") == 0 ||
         g_ascii_strcasecmp (algorithm, "MD5-sess") == 0;
}

WhinChallenge
whin_sip_challenge_read (const sip_t *sip, char **realm, gboolean *stale)
{
  const msg_auth_t *challenge = NULL;
  WhinChallenge result = WHIN_CHALLENGE_NONE;

  *realm = NULL;
  *stale = FALSE;
  if (sip == NULL)
    return WHIN_CHALLENGE_NONE;
  challenge =
      sip->sip_www_authenticate != NULL ? sip->sip_www_authenticate : sip->sip_proxy_authenticate;
  /* One that it doesn't know among them makes the stack wait for ever, whatever else there is. */
  for (guint i = 0; challenge != NULL && i < WHIN_CHALLENGE_MAX; i++) {
    g_autofree char *is_stale = dup_unquoted (challenge, "stale=");
    const char *quoted = msg_params_find (challenge->au_params, "realm=");

    if (g_ascii_strcasecmp (challenge->au_scheme, "Digest") != 0 || !is_md5 (challenge)) {
      g_clear_pointer (realm, g_free);
      return WHIN_CHALLENGE_UNSUPPORTED;
    }
    if (result == WHIN_CHALLENGE_NONE) {
      *realm = g_strdup (quoted != NULL ? quoted : "\"\"");
      *stale = is_stale != NULL && g_ascii_strcasecmp (is_stale, "true") == 0;
      result = WHIN_CHALLENGE_ANSWERABLE;
    }
    challenge = challenge->au_next;
  }
  return result;
}
