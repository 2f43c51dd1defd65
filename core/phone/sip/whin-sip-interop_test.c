/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/sip/whin-sip-call.h"

#include "core/testing/phone/whin-test-baresip.h"
#include "core/testing/phone/whin-test-phone.h"
#include "core/testing/phone/whin-test-registrar.h"
#include "core/testing/whin-test-loop.h"

#include <string.h>

/* Calls with a softphone that others wrote, through a registrar that others wrote. */

#define ALICE_HZ 440
#define BARESIP_HZ 660
#define BOB_HZ 1000
#define LISTEN_MS 1000
#define SHARE 0.9

static WhinTestRegistrar *registrar;

typedef struct {
  const char *codec; /* baresip's */
  const char *encryption;
  const char *sdes; /* alice's */
  const char *title;
} Setup;

typedef struct {
  WhinTestBaresip *baresip;
  WhinTestPhone *alice;
  WhinTestPhone *bob;
} Fixture;

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
set_up (Fixture *fixture, gconstpointer data)
{
  const Setup *setup = data != NULL ? data : &usual;

  fixture->baresip =
      whin_test_baresip_new (registrar, "carol", BARESIP_HZ, setup->codec, setup->encryption);
  fixture->alice = make_phone ("alice", ALICE_HZ, setup->sdes);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  whin_test_phone_free (fixture->alice);
  if (fixture->bob != NULL)
    whin_test_phone_free (fixture->bob);
  whin_test_baresip_free (fixture->baresip);
}

/* It may not have registered yet. */
static WhinCall *
dial_baresip (WhinTestPhone *phone)
{
  for (;;) {
    WhinCall *call = whin_line_dial (phone->line, "carol", NULL);

    whin_test_until (whin_call_get_state (call) == WHIN_CALL_ACTIVE ||
                     whin_call_get_state (call) == WHIN_CALL_ENDED);
    if (whin_call_get_status (call) != 404)
      return call;
    g_object_unref (call);
    whin_test_run_for (100);
  }
}

static void
hear_both (Fixture *fixture, guint number)
{
  whin_test_until (whin_test_phone_count_ms (fixture->alice, number) > LISTEN_MS &&
                   whin_test_phone_measure (fixture->alice, number, BARESIP_HZ, LISTEN_MS) > SHARE);
  whin_test_until (whin_test_baresip_measure (fixture->baresip, ALICE_HZ, LISTEN_MS) > SHARE);
}

static void
test_outgoing (Fixture *fixture, gconstpointer data)
{
  const Setup *setup = data;
  g_autoptr (WhinCall) call = dial_baresip (fixture->alice);

  g_assert_cmpstr (whin_call_get_reason (call), ==, NULL);
  g_assert_cmpstr (whin_call_get_codec (call), ==, setup->title);
  g_assert_cmpint (whin_call_get_encryption (call), ==,
                   setup->encryption != NULL ? WHIN_CALL_ENCRYPTION_SDES
                                             : WHIN_CALL_ENCRYPTION_NONE);
  hear_both (fixture, 1);
  whin_call_hang_up (call);
}

/* (transfer full): what baresip dials for @name. */
static char *
make_address (const char *name)
{
  return g_strdup_printf ("sip:%s@127.0.0.1:%u", name, registrar->port);
}

static void
test_incoming (Fixture *fixture, gconstpointer data)
{
  g_autofree char *address = make_address ("alice");
  WhinTestPhone *alice = fixture->alice;

  whin_test_baresip_command (fixture->baresip, "dial", address);
  whin_test_until (alice->call != NULL);
  g_assert_cmpstr (whin_call_get_number (alice->call), ==, "carol");
  whin_call_answer (alice->call);
  hear_both (fixture, 1);
  whin_test_baresip_command (fixture->baresip, "hangup", NULL);
  whin_test_until (alice->ended != NULL);
  g_assert_cmpstr (whin_call_get_reason (alice->ended), ==, "The other side hung up.");
}

static void
test_hold (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WhinCall) call = dial_baresip (fixture->alice);
  guint heard;

  hear_both (fixture, 1);
  whin_call_hold (call);
  whin_test_run_for (500);
  heard = whin_test_phone_count_ms (fixture->alice, 1);
  whin_test_run_for (500);
  g_assert_cmpuint (whin_test_phone_count_ms (fixture->alice, 1) - heard, <, 100);
  whin_call_resume (call);
  whin_test_until (whin_call_get_state (call) == WHIN_CALL_ACTIVE);
  whin_test_until (whin_test_phone_count_ms (fixture->alice, 1) > heard + LISTEN_MS);
  hear_both (fixture, 1);
  whin_test_baresip_command (fixture->baresip, "hold", NULL);
  whin_test_until (whin_call_get_state (call) == WHIN_CALL_REMOTE_HELD);
  whin_test_baresip_command (fixture->baresip, "resume", NULL);
  whin_test_until (whin_call_get_state (call) == WHIN_CALL_ACTIVE);
  hear_both (fixture, 1);
}

/* Alice hands baresip over to bob, who hears it then. */
static void
test_transfer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WhinCall) call = dial_baresip (fixture->alice);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fixture->bob = make_phone ("bob", BOB_HZ, "");
  whin_call_transfer_async (call, "bob", NULL, whin_test_on_result, &result);
  whin_test_until (fixture->bob->call != NULL);
  whin_call_answer (fixture->bob->call);
  whin_test_until (result != NULL);
  g_assert_true (whin_call_transfer_finish (call, result, &error));
  g_assert_no_error (error);
  g_assert_cmpint (whin_call_get_end (call), ==, WHIN_CALL_END_TRANSFERRED);
  whin_test_until (whin_test_phone_measure (fixture->bob, 1, BARESIP_HZ, LISTEN_MS) > SHARE);
  whin_test_until (whin_test_baresip_measure (fixture->baresip, BOB_HZ, LISTEN_MS) > SHARE);
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
  registrar = program != NULL ? whin_test_registrar_new () : NULL;
  if (registrar == NULL) {
    g_print ("1..0 # SKIP kamailio or baresip is not installed\n");
    return 0;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (setups); i++) {
    g_autofree char *path = g_strdup_printf ("/phone/interop/outgoing/%u", (guint)i);

    g_test_add (path, Fixture, &setups[i], set_up, test_outgoing, tear_down);
  }
#define ADD(path, test) g_test_add ("/phone/interop/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("incoming", test_incoming);
  ADD ("hold", test_hold);
  ADD ("transfer", test_transfer);
  result = g_test_run ();
  whin_test_registrar_free (registrar);
  return result;
}
