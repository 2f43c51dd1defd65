/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/sip/whin-sip-call.h"

#include "core/phone/media/whin-ice.h"
#include "core/testing/phone/whin-test-pair.h"
#include "core/testing/phone/whin-test-registrar.h"
#include "core/testing/whin-test-loop.h"

#include <string.h>

/* Calls that find their way by ICE, and those that say where they are by STUN. */

static WhinTestRegistrar *registrar;

/* Both accounts' nodes. */
typedef struct {
  const char *alice_nat;
  const char *bob_nat;
  const char *stun; /* alice's */
  const char *dtls;
  WhinCallEncryption encryption;
} Setup;

static const Setup setups[] = {
    {"ice", "ice", "", "", WHIN_CALL_ENCRYPTION_NONE},
    {"ICE", "ice", "", "required", WHIN_CALL_ENCRYPTION_DTLS},
    {"ice", "auto", "", "", WHIN_CALL_ENCRYPTION_NONE},
    {"", "ice", "", "", WHIN_CALL_ENCRYPTION_NONE},
    /* Nobody answers there. */
    {"stun", "off", "127.0.0.1:9", "", WHIN_CALL_ENCRYPTION_NONE},
    {"stun", "stun", "does-not-resolve.invalid", "", WHIN_CALL_ENCRYPTION_NONE},
};

static void
set_up (WhinTestPair *pair, gconstpointer data)
{
  const Setup *setup = data;

  pair->alice = whin_test_phone_new (registrar, "alice", WHIN_TEST_ALICE_HZ, NULL, "natTraversal",
                                     setup->alice_nat, "STUN", setup->stun, "dtlsOutgoing",
                                     setup->dtls, NULL);
  pair->bob = whin_test_phone_new (registrar, "bob", WHIN_TEST_BOB_HZ, NULL, "natTraversal",
                                   setup->bob_nat, "dtlsIncoming", setup->dtls, NULL);
  whin_test_phone_start (pair->alice);
  whin_test_phone_start (pair->bob);
}

static void
test_call (WhinTestPair *pair, gconstpointer data)
{
  const Setup *setup = data;

  whin_test_pair_talk (pair);
  whin_test_pair_hear (pair);
  whin_test_until (whin_call_get_encryption (pair->call) == setup->encryption);
}

/* A hold begins no new search, whoever asks for it. */
static void
test_hold (WhinTestPair *pair, gconstpointer data)
{
  whin_test_pair_talk (pair);
  whin_test_pair_hear (pair);
  whin_call_hold (pair->answer);
  whin_test_until (whin_call_get_state (pair->call) == WHIN_CALL_REMOTE_HELD);
  whin_call_resume (pair->answer);
  whin_test_until (whin_call_get_state (pair->call) == WHIN_CALL_ACTIVE);
  whin_call_hold (pair->call);
  whin_test_until (whin_call_get_state (pair->answer) == WHIN_CALL_REMOTE_HELD);
  whin_call_resume (pair->call);
  whin_test_until (whin_call_get_state (pair->answer) == WHIN_CALL_ACTIVE);
  whin_test_pair_hear (pair);
}

/* Given up before the server of STUN was waited for long enough: nothing ever leaves. */
static void
test_give_up (WhinTestPair *pair, gconstpointer data)
{
  pair->call = whin_line_dial (pair->alice->line, "bob", NULL);
  g_assert_cmpint (whin_call_get_state (pair->call), ==, WHIN_CALL_DIALING);
  whin_call_hang_up (pair->call);
  g_assert_cmpint (whin_call_get_end (pair->call), ==, WHIN_CALL_END_CANCELLED);
  whin_test_run_for (WHIN_ICE_GATHER_MS + 300);
  g_assert_null (pair->bob->call);
}

/* The called one answers before its own ports are known. */
static void
test_early_answer (WhinTestPair *pair, gconstpointer data)
{
  pair->call = whin_line_dial (pair->bob->line, "alice", NULL);
  whin_test_until (pair->alice->call != NULL);
  whin_call_answer (pair->alice->call);
  whin_test_until (whin_call_get_state (pair->call) == WHIN_CALL_ACTIVE);
  whin_test_pair_hear (pair);
}

static void
set_up_baresip (WhinTestPair *pair, gconstpointer data)
{
  /* By number, since baresip asks the DNS alone for names. */
  g_autofree char *host = g_strdup_printf ("127.0.0.1:%u", registrar->port);

  pair->baresip = whin_test_baresip_new (registrar, "carol", WHIN_TEST_BARESIP_HZ, "pcmu/8000/1",
                                         "dtls_srtp;medianat=ice");
  pair->alice = whin_test_phone_new (registrar, "alice", WHIN_TEST_ALICE_HZ, NULL, "host", host,
                                     "natTraversal", "ice", "dtlsOutgoing", "required", NULL);
  whin_test_phone_start (pair->alice);
}

static void
test_baresip (WhinTestPair *pair, gconstpointer data)
{
  whin_test_pair_dial_baresip (pair);
  g_assert_cmpstr (whin_call_get_reason (pair->call), ==, NULL);
  whin_test_pair_hear_baresip (pair);
  g_assert_cmpint (whin_call_get_encryption (pair->call), ==, WHIN_CALL_ENCRYPTION_DTLS);
}

int
main (int argc, char **argv)
{
  g_autofree char *baresip = g_find_program_in_path ("baresip");
  int result;

  g_test_init (&argc, &argv, NULL);
  registrar = whin_test_registrar_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (setups); i++) {
    g_autofree char *path = g_strdup_printf ("/phone/sip-ice/call/%u", (guint)i);

    g_test_add (path, WhinTestPair, &setups[i], set_up, test_call, whin_test_pair_tear_down);
  }
#define ADD(path, test, setup)                                                                     \
  g_test_add ("/phone/sip-ice/" path, WhinTestPair, setup, set_up, test, whin_test_pair_tear_down)
  ADD ("hold", test_hold, &setups[1]);
  ADD ("give-up", test_give_up, &setups[4]);
  ADD ("early-answer", test_early_answer, &setups[4]);
  if (baresip != NULL)
    g_test_add ("/phone/sip-ice/baresip", WhinTestPair, NULL, set_up_baresip, test_baresip,
                whin_test_pair_tear_down);
  result = g_test_run ();
  whin_test_registrar_free (registrar);
  return result;
}
