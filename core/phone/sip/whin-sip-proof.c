/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/phone/sip/whin-sip-proof.h"

#include <glib/gi18n-lib.h>

#include <sofia-sip/nua_tag.h>

/* REGISTER goes to the account's server alone, and every request that is challenged must be so in
 * its realm and no weaker than it. REGISTER's own challenge may name another realm each time:
 * servers change it at a restart, farms have one for each of their machines, and whoever reads and
 * writes on the way gains nothing by an invented one, since the nonce is his to choose in the real
 * one as well. A weaker algorithm is another matter. What was good enough for SHA-256 must not be
 * had for MD5 by whoever stands on the way later, so without TLS the account's strongest accepted
 * one stays the least until the account changes or the phone is started again. With TLS the server
 * is known to be who asks. */

void
whin_sip_proof_forget_registration (WhinSipProof *self)
{
  g_clear_pointer (&self->rule.realm, g_free);
  self->rule.algorithm = WHIN_DIGEST_UNKNOWN;
}

void
whin_sip_proof_clear (WhinSipProof *self)
{
  whin_sip_proof_forget_registration (self);
  self->strongest = WHIN_DIGEST_UNKNOWN;
}

void
whin_sip_proof_confirm (WhinSipProof *self)
{
  self->strongest = MAX (self->strongest, self->rule.algorithm);
}

/* The stack sends nothing before it has something for all who ask. */
static void
authenticate (nua_handle_t *handle,
              const sip_t *sip,
              const char *realm,
              const WhinSipSettings *settings)
{
  g_auto (GStrv) others = whin_sip_challenge_list_others (sip, realm);
  g_autofree char *credentials =
      whin_sip_digest_make_credentials (realm, settings->auth_username, settings->password);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  tagi_t tags[WHIN_CHALLENGE_MAX + 1] = {{NULL}};

  for (guint i = 0; others[i] != NULL; i++) {
    char *none = whin_sip_digest_make_no_credentials (others[i]);

    g_ptr_array_add (texts, none);
    tags[i] = (tagi_t){NUTAG_AUTH (none)};
  }
  nua_authenticate (handle, NUTAG_AUTH (credentials), TAG_NEXT (tags));
}

WhinChallenge
whin_sip_proof_give (WhinSipProof *self,
                     const WhinSipSettings *settings,
                     nua_handle_t *handle,
                     gboolean is_registration,
                     const sip_t *sip,
                     gboolean is_repeated)
{
  const WhinChallengeRule any = {
      .takes_all = TRUE,
      .algorithm =
          settings->transport == WHIN_TRANSPORT_TLS ? WHIN_DIGEST_UNKNOWN : self->strongest,
  };
  g_autofree char *realm = NULL;
  WhinDigestAlgorithm algorithm;
  WhinChallenge result;
  gboolean stale;

  self->rule.names[0] = settings->domain;
  self->rule.names[1] = settings->proxy;
  result = whin_sip_challenge_read (sip, is_registration ? &any : &self->rule, &realm, &algorithm,
                                    &stale);
  if (result == WHIN_CHALLENGE_WEAK && !is_registration)
    return WHIN_CHALLENGE_FOREIGN;
  if (result != WHIN_CHALLENGE_ANSWERABLE)
    return result;
  if (is_repeated && !stale)
    return WHIN_CHALLENGE_NONE;
  if (is_registration) {
    g_free (self->rule.realm);
    self->rule.realm = g_strdup (realm);
    self->rule.algorithm = algorithm;
  }
  authenticate (handle, sip, realm, settings);
  return WHIN_CHALLENGE_ANSWERABLE;
}

void
whin_sip_proof_deny (WhinSipProof *self, const WhinSipSettings *settings, nua_handle_t *handle)
{
  const char *names[] = {settings->domain, settings->proxy};

  if (self->rule.realm != NULL) {
    g_autofree char *none = whin_sip_digest_make_no_credentials (self->rule.realm);

    nua_authenticate (handle, NUTAG_AUTH (none), TAG_END ());
    return;
  }
  for (guint i = 0; i < G_N_ELEMENTS (names) && names[i] != NULL; i++) {
    g_autofree char *realm = g_strdup_printf ("\"%s\"", names[i]);
    g_autofree char *none = whin_sip_digest_make_no_credentials (realm);

    nua_authenticate (handle, NUTAG_AUTH (none), TAG_END ());
  }
}

const char *
whin_sip_proof_get_words (WhinChallenge result)
{
  switch (result) {
  case WHIN_CHALLENGE_UNSUPPORTED:
    return _ ("The server asks for a kind of password check that this phone lacks.");
  case WHIN_CHALLENGE_FOREIGN:
    return _ ("Somebody other than the account’s server asks for the password.");
  case WHIN_CHALLENGE_WEAK:
    return _ ("The server asks for a weaker password check than before.");
  case WHIN_CHALLENGE_NONE:
  case WHIN_CHALLENGE_ANSWERABLE:
  default:
    return NULL;
  }
}
