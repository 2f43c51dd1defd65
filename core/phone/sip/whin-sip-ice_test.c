/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/sip/whin-sip-call.h"

#include "core/phone/media/whin-ice.h"
#include "core/testing/phone/whin-test-baresip.h"
#include "core/testing/phone/whin-test-phone.h"
#include "core/testing/phone/whin-test-registrar.h"
#include "core/testing/whin-test-loop.h"

#include <string.h>

/* Calls that find their way by ICE, and those that say where they are by STUN. */

#define ALICE_HZ 440
#define BOB_HZ 660
#define LISTEN_MS 1000
#define SHARE 0.9

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

  fixture->alice =
      whin_test_phone_new (registrar, "alice", ALICE_HZ, NULL, "natTraversal", setup->alice_nat,
                           "STUN", setup->stun, "dtlsOutgoing", setup->dtls, NULL);
  fixture->bob = whin_test_phone_new (registrar, "bob", BOB_HZ, NULL, "natTraversal",
                                      setup->bob_nat, "dtlsIncoming", setup->dtls, NULL);
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
test_call (Fixture *fixture, gconstpointer data)
{
  const Setup *setup = data;

  fixture->call = whin_line_dial (fixture->alice->line, "bob", NULL);
  whin_test_until (fixture->bob->call != NULL);
  whin_call_answer (fixture->bob->call);
  whin_test_until (whin_call_get_state (fixture->call) == WHIN_CALL_ACTIVE);
  hear_both (fixture);
  whin_test_until (whin_call_get_encryption (fixture->call) == setup->encryption);
}

/* A hold begins no new search, whoever asks for it. */
static void
test_hold (Fixture *fixture, gconstpointer data)
{
  WhinCall *called;

  fixture->call = whin_line_dial (fixture->alice->line, "bob", NULL);
  whin_test_until (fixture->bob->call != NULL);
  called = fixture->bob->call;
  whin_call_answer (called);
  hear_both (fixture);
  whin_call_hold (called);
  whin_test_until (whin_call_get_state (fixture->call) == WHIN_CALL_REMOTE_HELD);
  whin_call_resume (called);
  whin_test_until (whin_call_get_state (fixture->call) == WHIN_CALL_ACTIVE);
  whin_call_hold (fixture->call);
  whin_test_until (whin_call_get_state (called) == WHIN_CALL_REMOTE_HELD);
  whin_call_resume (fixture->call);
  whin_test_until (whin_call_get_state (called) == WHIN_CALL_ACTIVE);
  hear_both (fixture);
}

/* Given up before the server of STUN was waited for long enough: nothing ever leaves. */
static void
test_give_up (Fixture *fixture, gconstpointer data)
{
  fixture->call = whin_line_dial (fixture->alice->line, "bob", NULL);
  g_assert_cmpint (whin_call_get_state (fixture->call), ==, WHIN_CALL_DIALING);
  whin_call_hang_up (fixture->call);
  g_assert_cmpint (whin_call_get_end (fixture->call), ==, WHIN_CALL_END_CANCELLED);
  whin_test_run_for (WHIN_ICE_GATHER_MS + 300);
  g_assert_null (fixture->bob->call);
}

/* The called one answers before its own ports are known. */
static void
test_early_answer (Fixture *fixture, gconstpointer data)
{
  fixture->call = whin_line_dial (fixture->bob->line, "alice", NULL);
  whin_test_until (fixture->alice->call != NULL);
  whin_call_answer (fixture->alice->call);
  whin_test_until (whin_call_get_state (fixture->call) == WHIN_CALL_ACTIVE);
  hear_both (fixture);
}

static void
set_up_baresip (Fixture *fixture, gconstpointer data)
{
  /* By number, since baresip asks the DNS alone for names. */
  g_autofree char *host = g_strdup_printf ("127.0.0.1:%u", registrar->port);

  fixture->baresip =
      whin_test_baresip_new (registrar, "carol", BOB_HZ, "pcmu/8000/1", "dtls_srtp;medianat=ice");
  fixture->alice = whin_test_phone_new (registrar, "alice", ALICE_HZ, NULL, "host", host,
                                        "natTraversal", "ice", "dtlsOutgoing", "required", NULL);
  whin_test_phone_start (fixture->alice);
}

static void
test_baresip (Fixture *fixture, gconstpointer data)
{
  do { /* it may not have registered yet */
    g_clear_object (&fixture->call);
    whin_test_run_for (100);
    fixture->call = whin_line_dial (fixture->alice->line, "carol", NULL);
    whin_test_until (whin_call_get_state (fixture->call) == WHIN_CALL_ACTIVE ||
                     whin_call_get_state (fixture->call) == WHIN_CALL_ENDED);
  } while (whin_call_get_status (fixture->call) == 404);
  g_assert_cmpstr (whin_call_get_reason (fixture->call), ==, NULL);
  whin_test_until (whin_test_phone_count_ms (fixture->alice, 1) > LISTEN_MS &&
                   whin_test_phone_measure (fixture->alice, 1, BOB_HZ, LISTEN_MS) > SHARE);
  whin_test_until (whin_test_baresip_measure (fixture->baresip, ALICE_HZ, LISTEN_MS) > SHARE);
  g_assert_cmpint (whin_call_get_encryption (fixture->call), ==, WHIN_CALL_ENCRYPTION_DTLS);
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
    g_autofree char *path = g_strdup_printf ("/phone/sip-ice/call/%u", (guint)i);

    g_test_add (path, Fixture, &setups[i], set_up, test_call, tear_down);
  }
#define ADD(path, test, setup)                                                                     \
  g_test_add ("/phone/sip-ice/" path, Fixture, setup, set_up, test, tear_down)
  ADD ("hold", test_hold, &setups[1]);
  ADD ("give-up", test_give_up, &setups[4]);
  ADD ("early-answer", test_early_answer, &setups[4]);
  if (baresip != NULL)
    g_test_add ("/phone/sip-ice/baresip", Fixture, NULL, set_up_baresip, test_baresip, tear_down);
  result = g_test_run ();
  whin_test_registrar_free (registrar);
  return result;
}
