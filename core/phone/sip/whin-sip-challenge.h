/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/phone/sip/whin-sip-digest.h"

#include <glib.h>

#include <sofia-sip/sip.h>

G_BEGIN_DECLS

typedef enum {
  WHIN_CHALLENGE_NONE,        /* the answer holds none */
  WHIN_CHALLENGE_ANSWERABLE,  /* one at least, by whin-sip-digest.h */
  WHIN_CHALLENGE_UNSUPPORTED, /* none of them (Basic, SHA-512-256) */
  WHIN_CHALLENGE_FOREIGN,     /* none is of whom may have an answer */
  WHIN_CHALLENGE_WEAK,        /* one is, but weaker than it must be */
} WhinChallenge;

#define WHIN_CHALLENGE_MAX 8 /* challenges looked at in one answer */

/* Whose challenges are answered. */
typedef struct {
  gboolean takes_all;            /* whoever asks; the next two are nothing then */
  char *realm;                   /* quoted, as it is in the header; NULL: any of @names */
  const char *names[2];          /* the server's, or NULL */
  WhinDigestAlgorithm algorithm; /* and nothing weaker */
} WhinChallengeRule;

/**
 * whin_sip_challenge_read:
 * @algorithm: (out): the strongest one in that realm
 * @realm: (out) (transfer full): the realm as it is quoted in the header, or NULL
 * @stale: (out): the server wants the same credentials with a fresh nonce (RFC 2617, section 3.2.1)
 *
 * What a 401 or 407 asks for.
 */
WhinChallenge whin_sip_challenge_read (const sip_t *sip,
                                       const WhinChallengeRule *rule,
                                       char **realm,
                                       WhinDigestAlgorithm *algorithm,
                                       gboolean *stale);

/* (transfer full): the realms, quoted, that @sip's other Digest challenges than those of @realm
 * come from. */
char **whin_sip_challenge_list_others (const sip_t *sip, const char *realm);

G_END_DECLS
