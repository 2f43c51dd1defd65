/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/sip/whin-sip-challenge.h"

#include "core/phone/sip/whin-sip-text.h"

#include <sofia-sip/sip_header.h>

#include <string.h>

static gboolean
knows (const WhinChallengeRule *rule, const WhinDigestChallenge *challenge)
{
  g_autofree char *plain = NULL;

  if (rule->takes_all)
    return TRUE;
  if (rule->realm != NULL)
    return strcmp (rule->realm, challenge->realm) == 0;
  plain = whin_sip_text_unquote (challenge->realm);
  for (guint i = 0; i < G_N_ELEMENTS (rule->names); i++) {
    if (rule->names[i] != NULL && g_ascii_strcasecmp (rule->names[i], plain) == 0)
      return TRUE;
  }
  return FALSE;
}

static const msg_auth_t *
get_first (const sip_t *sip)
{
  return sip->sip_www_authenticate != NULL ? sip->sip_www_authenticate
                                           : sip->sip_proxy_authenticate;
}

WhinChallenge
whin_sip_challenge_read (const sip_t *sip,
                         const WhinChallengeRule *rule,
                         char **realm,
                         WhinDigestAlgorithm *algorithm,
                         gboolean *stale)
{
  const msg_auth_t *header = NULL;
  WhinChallenge result = WHIN_CHALLENGE_NONE;

  *realm = NULL;
  *algorithm = WHIN_DIGEST_UNKNOWN;
  *stale = FALSE;
  if (sip == NULL)
    return WHIN_CHALLENGE_NONE;
  header = get_first (sip);
  for (guint i = 0; header != NULL && i < WHIN_CHALLENGE_MAX; i++) {
    WhinDigestChallenge challenge;

    whin_sip_digest_read (header, &challenge);
    if (challenge.algorithm == WHIN_DIGEST_UNKNOWN) {
      if (result == WHIN_CHALLENGE_NONE)
        result = WHIN_CHALLENGE_UNSUPPORTED;
    } else if (!knows (rule, &challenge)) {
      if (result != WHIN_CHALLENGE_ANSWERABLE && result != WHIN_CHALLENGE_WEAK)
        result = WHIN_CHALLENGE_FOREIGN;
    } else if (challenge.algorithm < rule->algorithm) {
      if (result != WHIN_CHALLENGE_ANSWERABLE)
        result = WHIN_CHALLENGE_WEAK;
    } else if (result != WHIN_CHALLENGE_ANSWERABLE) {
      *realm = g_strdup (challenge.realm);
      *algorithm = challenge.algorithm;
      *stale = challenge.is_stale;
      result = WHIN_CHALLENGE_ANSWERABLE;
    } else if (strcmp (*realm, challenge.realm) == 0) {
      *algorithm = MAX (*algorithm, challenge.algorithm);
    }
    header = header->au_next;
  }
  return result;
}

char **
whin_sip_challenge_list_others (const sip_t *sip, const char *realm)
{
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func (g_free);
  const msg_auth_t *header = get_first (sip);

  for (guint i = 0; header != NULL && i < WHIN_CHALLENGE_MAX; i++) {
    WhinDigestChallenge challenge;

    whin_sip_digest_read (header, &challenge);
    if (challenge.algorithm != WHIN_DIGEST_UNKNOWN && strcmp (challenge.realm, realm) != 0)
      g_ptr_array_add (others, g_strdup (challenge.realm));
    header = header->au_next;
  }
  g_ptr_array_add (others, NULL);
  return (char **)g_ptr_array_free (g_steal_pointer (&others), FALSE);
}
