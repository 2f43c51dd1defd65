/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/testing/phone/whin-test-baresip.h"
#include "core/testing/phone/whin-test-phone.h"

G_BEGIN_DECLS

/* Who speaks, in tones. */
#define WHIN_TEST_ALICE_HZ 440
#define WHIN_TEST_BOB_HZ 660
#define WHIN_TEST_BARESIP_HZ 880

/* How much of a tone has to be heard, and how clearly (whin_test_phone_measure()). */
#define WHIN_TEST_LISTEN_MS 1000
#define WHIN_TEST_SHARE 0.9

/* Two phones at a real registrar, or one and a softphone that others wrote. The test makes them,
 * with the tones above; whin_test_pair_tear_down() frees whatever is there. */
typedef struct {
  WhinTestPhone *alice;
  WhinTestPhone *bob;       /* or NULL */
  WhinTestBaresip *baresip; /* registered as carol, or NULL */
  WhinCall *call;           /* alice's */
  WhinCall *answer;         /* bob's */
} WhinTestPair;

/* For g_test_add(). */
void whin_test_pair_tear_down (WhinTestPair *self, gconstpointer data);

/* Alice calls bob, and he sees it. */
void whin_test_pair_ring (WhinTestPair *self);

/* And he answers when she hears it ring. */
void whin_test_pair_talk (WhinTestPair *self);

/* From here on alice and bob hear each other. */
void whin_test_pair_hear (WhinTestPair *self);

/* Alice calls baresip, again and again until it has registered; the call is active then, or ended.
 */
void whin_test_pair_dial_baresip (WhinTestPair *self);

/* Alice and baresip hear each other. */
void whin_test_pair_hear_baresip (WhinTestPair *self);

G_END_DECLS
