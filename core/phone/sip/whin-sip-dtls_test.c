/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/sip/whin-sip-call.h"

#include "core/testing/phone/whin-test-baresip.h"
#include "core/testing/phone/whin-test-phone.h"
#include "core/testing/phone/whin-test-registrar.h"
#include "core/testing/whin-test-loop.h"

#include <string.h>

/* Calls whose keys are agreed on by DTLS, between two of this phone and with another one. */

#define ALICE_HZ 440
#define BOB_HZ 660
#define LISTEN_MS 1000
#define SHARE 0.9

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

typedef struct {
  WhinTestPhone *alice;
  WhinTestPhone *bob;
  WhinTestBaresip *baresip;
  WhinCall *call;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const Setup *setup = data;

  fixture->alice = whin_test_phone_new (registrar, "alice", ALICE_HZ, NULL, "dtlsOutgoing",
                                        setup->outgoing, "sdesOutgoing", setup->sdes, NULL);
  fixture->bob = whin_test_phone_new (registrar, "bob", BOB_HZ, NULL, "dtlsIncoming",
                                      setup->incoming, "sdesIncoming", setup->bob_sdes, NULL);
  whin_test_phone_start (fixture->alice);
  whin_test_phone_start (fixture->bob);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->call);
  whin_test_phone_free (fixture->alice);
  g_clear_pointer (&fixture->bob, whin_test_phone_free);
  g_clear_pointer (&fixture->baresip, whin_test_baresip_free);
}

static void
hear_both (Fixture *fixture)
{
  guint alice = whin_test_phone_count_ms (fixture->alice, 1);
  guint bob = whin_test_phone_count_ms (fixture->bob, 1);

  whin_test_until (whin_test_phone_count_ms (fixture->alice, 1) > alice + LISTEN_MS &&
                   whin_test_phone_measure (fixture->alice, 1, BOB_HZ, LISTEN_MS) > SHARE);
  whin_test_until (whin_test_phone_count_ms (fixture->bob, 1) > bob + LISTEN_MS &&
                   whin_test_phone_measure (fixture->bob, 1, ALICE_HZ, LISTEN_MS) > SHARE);
}

static void
expect_encryption (WhinCall *call, WhinCallEncryption encryption)
{
  whin_test_until (whin_call_get_encryption (call) == encryption);
}

static void
test_call (Fixture *fixture, gconstpointer data)
{
  const Setup *setup = data;

  fixture->call = whin_line_dial (fixture->alice->line, "bob", NULL);
  if (!setup->is_call) {
    whin_test_until (whin_call_get_state (fixture->call) == WHIN_CALL_ENDED);
    g_assert_cmpuint (whin_call_get_status (fixture->call), ==, 488);
    return;
  }
  whin_test_until (fixture->bob->call != NULL);
  whin_call_answer (fixture->bob->call);
  whin_test_until (whin_call_get_state (fixture->call) == WHIN_CALL_ACTIVE);
  hear_both (fixture);
  expect_encryption (fixture->call, setup->encryption);
  expect_encryption (fixture->bob->call, setup->encryption);
}

/* Either side holds and resumes: the agreement stays, whoever offers. */
static void
test_hold (Fixture *fixture, gconstpointer data)
{
  WhinCall *called;

  fixture->call = whin_line_dial (fixture->alice->line, "bob", NULL);
  whin_test_until (fixture->bob->call != NULL);
  called = fixture->bob->call;
  whin_call_answer (called);
  hear_both (fixture);
  whin_call_hold (fixture->call);
  whin_test_until (whin_call_get_state (called) == WHIN_CALL_REMOTE_HELD);
  whin_call_resume (fixture->call);
  whin_test_until (whin_call_get_state (called) == WHIN_CALL_ACTIVE);
  hear_both (fixture);
  whin_call_hold (called);
  whin_test_until (whin_call_get_state (fixture->call) == WHIN_CALL_REMOTE_HELD);
  whin_call_resume (called);
  whin_test_until (whin_call_get_state (fixture->call) == WHIN_CALL_ACTIVE);
  hear_both (fixture);
  expect_encryption (fixture->call, WHIN_CALL_ENCRYPTION_DTLS);
}

static void
set_up_baresip (Fixture *fixture, gconstpointer data)
{
  /* By number, since baresip asks the DNS alone for names. */
  g_autofree char *host = g_strdup_printf ("127.0.0.1:%u", registrar->port);

  fixture->baresip = whin_test_baresip_new (registrar, "carol", BOB_HZ, "pcmu/8000/1", "dtls_srtp");
  fixture->alice =
      whin_test_phone_new (registrar, "alice", ALICE_HZ, NULL, "host", host, "dtlsOutgoing",
                           "required", "dtlsIncoming", "required", NULL);
  whin_test_phone_start (fixture->alice);
}

static void
hear_baresip (Fixture *fixture)
{
  whin_test_until (whin_test_phone_count_ms (fixture->alice, 1) > LISTEN_MS &&
                   whin_test_phone_measure (fixture->alice, 1, BOB_HZ, LISTEN_MS) > SHARE);
  whin_test_until (whin_test_baresip_measure (fixture->baresip, ALICE_HZ, LISTEN_MS) > SHARE);
}

static void
test_outgoing (Fixture *fixture, gconstpointer data)
{
  do { /* it may not have registered yet */
    g_clear_object (&fixture->call);
    whin_test_run_for (100);
    fixture->call = whin_line_dial (fixture->alice->line, "carol", NULL);
    whin_test_until (whin_call_get_state (fixture->call) == WHIN_CALL_ACTIVE ||
                     whin_call_get_state (fixture->call) == WHIN_CALL_ENDED);
  } while (whin_call_get_status (fixture->call) == 404);
  g_assert_cmpstr (whin_call_get_reason (fixture->call), ==, NULL);
  hear_baresip (fixture);
  expect_encryption (fixture->call, WHIN_CALL_ENCRYPTION_DTLS);
  whin_call_hang_up (fixture->call);
}

static void
test_incoming (Fixture *fixture, gconstpointer data)
{
  g_autofree char *address = g_strdup_printf ("sip:alice@127.0.0.1:%u", registrar->port);

  whin_test_baresip_command (fixture->baresip, "dial", address);
  whin_test_until (fixture->alice->call != NULL);
  whin_call_answer (fixture->alice->call);
  hear_baresip (fixture);
  expect_encryption (fixture->alice->call, WHIN_CALL_ENCRYPTION_DTLS);
  whin_test_baresip_command (fixture->baresip, "hangup", NULL);
  whin_test_until (fixture->alice->ended != NULL);
}

int
main (int argc, char **argv)
{
  g_autofree char *baresip = g_find_program_in_path ("baresip");
  int result;

  g_test_init (&argc, &argv, NULL);
  registrar = whin_test_registrar_new ();
  if (registrar == NULL) {
    g_print ("1..0 # SKIP kamailio is not installed\n");
    return 0;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (setups); i++) {
    g_autofree char *path = g_strdup_printf ("/phone/dtls/call/%u", (guint)i);

    g_test_add (path, Fixture, &setups[i], set_up, test_call, tear_down);
  }
  g_test_add ("/phone/dtls/hold", Fixture, &setups[0], set_up, test_hold, tear_down);
  if (baresip != NULL) {
    g_test_add ("/phone/dtls/baresip/outgoing", Fixture, NULL, set_up_baresip, test_outgoing,
                tear_down);
    g_test_add ("/phone/dtls/baresip/incoming", Fixture, NULL, set_up_baresip, test_incoming,
                tear_down);
  }
  result = g_test_run ();
  whin_test_registrar_free (registrar);
  return result;
}
