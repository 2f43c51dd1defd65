/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/phone/sip/whin-sip-challenge.h"
#include "core/phone/sip/whin-sip-settings.h"

#include <sofia-sip/nua.h>

G_BEGIN_DECLS

/* Whom a line proves its password to, and how strongly. */
typedef struct {
  WhinChallengeRule rule;        /* what REGISTER was challenged with: for all other requests */
  WhinDigestAlgorithm strongest; /* that the password was accepted with */
} WhinSipProof;

/* The registration is no more; the next one's challenge counts. */
void whin_sip_proof_forget_registration (WhinSipProof *self);

/* The account is another one: nothing that was known before counts. */
void whin_sip_proof_clear (WhinSipProof *self);

/* The registration was accepted as it was proved. */
void whin_sip_proof_confirm (WhinSipProof *self);

/* Answers the challenge in @sip for @handle's request, if it returns WHIN_CHALLENGE_ANSWERABLE.
 * @is_repeated: after a proof was refused, when only a stale nonce is a reason to try again (else
 * WHIN_CHALLENGE_NONE). */
WhinChallenge whin_sip_proof_give (WhinSipProof *self,
                                   const WhinSipSettings *settings,
                                   nua_handle_t *handle,
                                   gboolean is_registration,
                                   const sip_t *sip,
                                   gboolean is_repeated);

/* @handle's requests bear no proof from here on. */
void
whin_sip_proof_deny (WhinSipProof *self, const WhinSipSettings *settings, nua_handle_t *handle);

/* Why there was no proof, in words; NULL: nothing to be said. */
const char *whin_sip_proof_get_words (WhinChallenge result);

G_END_DECLS
