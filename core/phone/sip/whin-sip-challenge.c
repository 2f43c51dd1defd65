/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/sip/whin-sip-challenge.h"

#include "core/phone/sip/whin-sip-digest.h"

#include <sofia-sip/sip_header.h>

#include <string.h>

WhinChallenge
whin_sip_challenge_read (const sip_t *sip, char **realm, gboolean *stale)
{
  const msg_auth_t *header = NULL;
  WhinChallenge result = WHIN_CHALLENGE_NONE;

  *realm = NULL;
  *stale = FALSE;
  if (sip == NULL)
    return WHIN_CHALLENGE_NONE;
  header =
      sip->sip_www_authenticate != NULL ? sip->sip_www_authenticate : sip->sip_proxy_authenticate;
  for (guint i = 0; header != NULL && i < WHIN_CHALLENGE_MAX; i++) {
    WhinDigestChallenge challenge;

    whin_sip_digest_read (header, &challenge);
    if (challenge.algorithm != WHIN_DIGEST_UNKNOWN && result != WHIN_CHALLENGE_ANSWERABLE) {
      *realm = g_strdup (challenge.realm);
      *stale = challenge.is_stale;
      result = WHIN_CHALLENGE_ANSWERABLE;
    } else if (result == WHIN_CHALLENGE_NONE) {
      result = WHIN_CHALLENGE_UNSUPPORTED;
    }
    header = header->au_next;
  }
  return result;
}
