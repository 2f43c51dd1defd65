/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/sip/whin-sip-call.h"

#include "core/testing/phone/whin-test-pair.h"
#include "core/testing/phone/whin-test-registrar.h"
#include "core/testing/whin-test-loop.h"

#include <string.h>

/* Calls whose keys are agreed on by DTLS, between two of this phone and with another one. */

static WhinTestRegistrar *registrar;

/* The accounts' nodes, and what comes of them. */
typedef struct {
  const char *outgoing; /* alice's dtlsOutgoing */
  const char *sdes;     /* alice's sdesOutgoing */
  const char *incoming; /* bob's dtlsIncoming */
  const char *bob_sdes; /* bob's sdesIncoming */
  gboolean is_call;
  WhinCallEncryption encryption;
} Setup;

static const Setup setups[] = {
    {"required", "", "required", "", TRUE, WHIN_CALL_ENCRYPTION_DTLS},
    {"enabled", "enabled", "enabled", "enabled", TRUE, WHIN_CALL_ENCRYPTION_DTLS},
    {"enabled", "enabled", "", "enabled", TRUE, WHIN_CALL_ENCRYPTION_SDES},
    {"enabled", "", "", "", TRUE, WHIN_CALL_ENCRYPTION_NONE},
    {"required", "", "", "enabled", FALSE, 0},
    {"", "enabled", "required", "enabled", FALSE, 0},
};

static void
set_up (WhinTestPair *pair, gconstpointer data)
{
  const Setup *setup = data;

  pair->alice = whin_test_phone_new (registrar, "alice", WHIN_TEST_ALICE_HZ, NULL, "dtlsOutgoing",
                                     setup->outgoing, "sdesOutgoing", setup->sdes, NULL);
  pair->bob = whin_test_phone_new (registrar, "bob", WHIN_TEST_BOB_HZ, NULL, "dtlsIncoming",
                                   setup->incoming, "sdesIncoming", setup->bob_sdes, NULL);
  whin_test_phone_start (pair->alice);
  whin_test_phone_start (pair->bob);
}

static void
expect_encryption (WhinCall *call, WhinCallEncryption encryption)
{
  whin_test_until (whin_call_get_encryption (call) == encryption);
}

static void
test_call (WhinTestPair *pair, gconstpointer data)
{
  const Setup *setup = data;

  if (!setup->is_call) {
    pair->call = whin_line_dial (pair->alice->line, "bob", NULL);
    whin_test_until (whin_call_get_state (pair->call) == WHIN_CALL_ENDED);
    g_assert_cmpuint (whin_call_get_status (pair->call), ==, 488);
    return;
  }
  whin_test_pair_talk (pair);
  whin_test_pair_hear (pair);
  expect_encryption (pair->call, setup->encryption);
  expect_encryption (pair->answer, setup->encryption);
}

/* Either side holds and resumes: the agreement stays, whoever offers. */
static void
test_hold (WhinTestPair *pair, gconstpointer data)
{
  whin_test_pair_talk (pair);
  whin_test_pair_hear (pair);
  whin_call_hold (pair->call);
  whin_test_until (whin_call_get_state (pair->answer) == WHIN_CALL_REMOTE_HELD);
  whin_call_resume (pair->call);
  whin_test_until (whin_call_get_state (pair->answer) == WHIN_CALL_ACTIVE);
  whin_test_pair_hear (pair);
  whin_call_hold (pair->answer);
  whin_test_until (whin_call_get_state (pair->call) == WHIN_CALL_REMOTE_HELD);
  whin_call_resume (pair->answer);
  whin_test_until (whin_call_get_state (pair->call) == WHIN_CALL_ACTIVE);
  whin_test_pair_hear (pair);
  expect_encryption (pair->call, WHIN_CALL_ENCRYPTION_DTLS);
}

static void
set_up_baresip (WhinTestPair *pair, gconstpointer data)
{
  /* By number, since baresip asks the DNS alone for names. */
  g_autofree char *host = g_strdup_printf ("127.0.0.1:%u", registrar->port);

  pair->baresip =
      whin_test_baresip_new (registrar, "carol", WHIN_TEST_BARESIP_HZ, "pcmu/8000/1", "dtls_srtp");
  pair->alice = whin_test_phone_new (registrar, "alice", WHIN_TEST_ALICE_HZ, NULL, "host", host,
                                     "dtlsOutgoing", "required", "dtlsIncoming", "required", NULL);
  whin_test_phone_start (pair->alice);
}

static void
test_outgoing (WhinTestPair *pair, gconstpointer data)
{
  whin_test_pair_dial_baresip (pair);
  g_assert_cmpstr (whin_call_get_reason (pair->call), ==, NULL);
  whin_test_pair_hear_baresip (pair);
  expect_encryption (pair->call, WHIN_CALL_ENCRYPTION_DTLS);
  whin_call_hang_up (pair->call);
}

static void
test_incoming (WhinTestPair *pair, gconstpointer data)
{
  g_autofree char *address = g_strdup_printf ("sip:alice@127.0.0.1:%u", registrar->port);

  whin_test_baresip_command (pair->baresip, "dial", address);
  whin_test_until (pair->alice->call != NULL);
  whin_call_answer (pair->alice->call);
  whin_test_pair_hear_baresip (pair);
  expect_encryption (pair->alice->call, WHIN_CALL_ENCRYPTION_DTLS);
  whin_test_baresip_command (pair->baresip, "hangup", NULL);
  whin_test_until (pair->alice->ended != NULL);
}

int
main (int argc, char **argv)
{
  g_autofree char *baresip = g_find_program_in_path ("baresip");
  int result;

  g_test_init (&argc, &argv, NULL);
  registrar = whin_test_registrar_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (setups); i++) {
    g_autofree char *path = g_strdup_printf ("/phone/dtls/call/%u", (guint)i);

    g_test_add (path, WhinTestPair, &setups[i], set_up, test_call, whin_test_pair_tear_down);
  }
  g_test_add ("/phone/dtls/hold", WhinTestPair, &setups[0], set_up, test_hold,
              whin_test_pair_tear_down);
  if (baresip != NULL) {
    g_test_add ("/phone/dtls/baresip/outgoing", WhinTestPair, NULL, set_up_baresip, test_outgoing,
                whin_test_pair_tear_down);
    g_test_add ("/phone/dtls/baresip/incoming", WhinTestPair, NULL, set_up_baresip, test_incoming,
                whin_test_pair_tear_down);
  }
  result = g_test_run ();
  whin_test_registrar_free (registrar);
  return result;
}
