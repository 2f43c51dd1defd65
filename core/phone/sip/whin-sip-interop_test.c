/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/sip/whin-sip-call.h"

#include "core/testing/phone/whin-test-pair.h"
#include "core/testing/phone/whin-test-registrar.h"
#include "core/testing/whin-test-loop.h"

#include <string.h>

/* Calls with a softphone that others wrote, through a registrar that others wrote. */

static WhinTestRegistrar *registrar;

typedef struct {
  const char *codec; /* baresip's */
  const char *encryption;
  const char *sdes; /* alice's */
  const char *title;
} Setup;

static const Setup usual = {"pcmu/8000/1", NULL, "", "G.711 µ-law"};

static WhinTestPhone *
make_phone (const char *name, guint hz, const char *sdes)
{
  /* By number, since baresip asks the DNS alone for names. */
  g_autofree char *host = g_strdup_printf ("127.0.0.1:%u", registrar->port);
  WhinTestPhone *phone = whin_test_phone_new (registrar, name, hz, NULL, "host", host,
                                              "sdesIncoming", sdes, "sdesOutgoing", sdes, NULL);

  whin_test_phone_start (phone);
  return phone;
}

static void
set_up (WhinTestPair *pair, gconstpointer data)
{
  const Setup *setup = data != NULL ? data : &usual;

  pair->baresip = whin_test_baresip_new (registrar, "carol", WHIN_TEST_BARESIP_HZ, setup->codec,
                                         setup->encryption);
  pair->alice = make_phone ("alice", WHIN_TEST_ALICE_HZ, setup->sdes);
}

static void
test_outgoing (WhinTestPair *pair, gconstpointer data)
{
  const Setup *setup = data;

  whin_test_pair_dial_baresip (pair);
  g_assert_cmpstr (whin_call_get_reason (pair->call), ==, NULL);
  g_assert_cmpstr (whin_call_get_codec (pair->call), ==, setup->title);
  g_assert_cmpint (whin_call_get_encryption (pair->call), ==,
                   setup->encryption != NULL ? WHIN_CALL_ENCRYPTION_SDES
                                             : WHIN_CALL_ENCRYPTION_NONE);
  whin_test_pair_hear_baresip (pair);
  whin_call_hang_up (pair->call);
}

/* (transfer full): what baresip dials for @name. */
static char *
make_address (const char *name)
{
  return g_strdup_printf ("sip:%s@127.0.0.1:%u", name, registrar->port);
}

static void
test_incoming (WhinTestPair *pair, gconstpointer data)
{
  g_autofree char *address = make_address ("alice");
  WhinTestPhone *alice = pair->alice;

  whin_test_baresip_command (pair->baresip, "dial", address);
  whin_test_until (alice->call != NULL);
  g_assert_cmpstr (whin_call_get_number (alice->call), ==, "carol");
  whin_call_answer (alice->call);
  whin_test_pair_hear_baresip (pair);
  whin_test_baresip_command (pair->baresip, "hangup", NULL);
  whin_test_until (alice->ended != NULL);
  g_assert_cmpstr (whin_call_get_reason (alice->ended), ==, "The other side hung up.");
}

static void
test_hold (WhinTestPair *pair, gconstpointer data)
{
  guint heard;

  whin_test_pair_dial_baresip (pair);
  whin_test_pair_hear_baresip (pair);
  whin_call_hold (pair->call);
  whin_test_phone_await_silence (pair->alice, 1);
  heard = whin_test_phone_count_ms (pair->alice, 1);
  whin_call_resume (pair->call);
  whin_test_until (whin_call_get_state (pair->call) == WHIN_CALL_ACTIVE);
  whin_test_until (whin_test_phone_count_ms (pair->alice, 1) > heard + WHIN_TEST_LISTEN_MS);
  whin_test_pair_hear_baresip (pair);
  whin_test_baresip_command (pair->baresip, "hold", NULL);
  whin_test_until (whin_call_get_state (pair->call) == WHIN_CALL_REMOTE_HELD);
  whin_test_baresip_command (pair->baresip, "resume", NULL);
  whin_test_until (whin_call_get_state (pair->call) == WHIN_CALL_ACTIVE);
  whin_test_pair_hear_baresip (pair);
}

/* Alice hands baresip over to bob, who hears it then. */
static void
test_transfer (WhinTestPair *pair, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  whin_test_pair_dial_baresip (pair);
  pair->bob = make_phone ("bob", WHIN_TEST_BOB_HZ, "");
  whin_call_transfer_async (pair->call, "bob", NULL, whin_test_on_result, &result);
  whin_test_until (pair->bob->call != NULL);
  whin_call_answer (pair->bob->call);
  whin_test_until (result != NULL);
  g_assert_true (whin_call_transfer_finish (pair->call, result, &error));
  g_assert_no_error (error);
  g_assert_cmpint (whin_call_get_end (pair->call), ==, WHIN_CALL_END_TRANSFERRED);
  whin_test_until (whin_test_phone_measure (pair->bob, 1, WHIN_TEST_BARESIP_HZ,
                                            WHIN_TEST_LISTEN_MS) > WHIN_TEST_SHARE);
  whin_test_until (whin_test_baresip_measure (pair->baresip, WHIN_TEST_BOB_HZ,
                                              WHIN_TEST_LISTEN_MS) > WHIN_TEST_SHARE);
}

static const Setup setups[] = {
    {"pcmu/8000/1", NULL, "", "G.711 µ-law"},
    {"G722/16000/1", NULL, "", "G.722"},
    {"opus/48000/2", NULL, "", "Opus"},
    {"pcma/8000/1", "srtp-mand", "required", "G.711 A-law"},
    {"opus/48000/2", "srtp", "enabled", "Opus"},
};

int
main (int argc, char **argv)
{
  g_autofree char *program = g_find_program_in_path ("baresip");
  int result;

  g_test_init (&argc, &argv, NULL);
  if (program == NULL) {
    g_print ("1..0 # SKIP baresip is not installed\n");
    return 0;
  }
  registrar = whin_test_registrar_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (setups); i++) {
    g_autofree char *path = g_strdup_printf ("/phone/interop/outgoing/%u", (guint)i);

    g_test_add (path, WhinTestPair, &setups[i], set_up, test_outgoing, whin_test_pair_tear_down);
  }
#define ADD(path, test)                                                                            \
  g_test_add ("/phone/interop/" path, WhinTestPair, NULL, set_up, test, whin_test_pair_tear_down)
  ADD ("incoming", test_incoming);
  ADD ("hold", test_hold);
  ADD ("transfer", test_transfer);
  result = g_test_run ();
  whin_test_registrar_free (registrar);
  return result;
}
