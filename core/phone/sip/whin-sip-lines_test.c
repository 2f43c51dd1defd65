/* SPDX-License-Identifier: Apache-2.0 */
#include "core/testing/phone/whin-test-phone.h"
#include "core/testing/phone/whin-test-registrar.h"
#include "core/testing/whin-test-loop.h"

/* Lines of several accounts in one process: none has a part in what becomes of another. */

#define ALICE_HZ 440
#define BOB_HZ 660
#define CAROL_HZ 880
#define ECHO_HZ 1100
#define LISTEN_MS 400
#define SHARE 0.9

static WhinTestRegistrar *registrar;

typedef struct {
  WhinTestPhone *alice; /* speaks with carol */
  WhinTestPhone *bob;   /* speaks with echo */
  WhinTestPhone *carol;
  WhinTestPhone *echo;
  WhinCall *alices;
  WhinCall *bobs;
} Fixture;

static WhinTestPhone *
make_phone (const char *name, guint hz, const char *transport)
{
  WhinTestPhone *phone =
      whin_test_phone_new (registrar, name, hz, registrar->ca_file, "transport", transport, NULL);

  whin_test_phone_start (phone);
  return phone;
}

static WhinCall *
talk (WhinTestPhone *caller, const char *number, WhinTestPhone *called)
{
  g_autoptr (GError) error = NULL;
  WhinCall *call = whin_line_dial (caller->line, number, &error);

  g_assert_no_error (error);
  whin_test_until (called->call != NULL);
  whin_call_answer (called->call);
  whin_test_until (whin_call_get_state (call) == WHIN_CALL_ACTIVE);
  return call;
}

static void
expect_tone (WhinTestPhone *phone, guint hz)
{
  guint from = whin_test_phone_count_ms (phone, 1);

  whin_test_until (whin_test_phone_count_ms (phone, 1) > from + LISTEN_MS &&
                   whin_test_phone_measure (phone, 1, hz, LISTEN_MS) > SHARE);
}

/* @data: bob's and echo's transport; the others' is UDP. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->alice = make_phone ("alice", ALICE_HZ, "udp");
  fixture->bob = make_phone ("bob", BOB_HZ, data);
  fixture->carol = make_phone ("carol", CAROL_HZ, "udp");
  fixture->echo = make_phone ("echo", ECHO_HZ, data);
  fixture->alices = talk (fixture->alice, "carol", fixture->carol);
  fixture->bobs = talk (fixture->bob, "echo", fixture->echo);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->alices);
  g_clear_object (&fixture->bobs);
  whin_test_phone_free (fixture->alice);
  whin_test_phone_free (fixture->bob);
  whin_test_phone_free (fixture->carol);
  whin_test_phone_free (fixture->echo);
}

/* Each hears the one that it speaks with; when bob's line is gone, alice's call still does all that
 * a call does. */
static void
test_calls (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (WhinCall) call = NULL;

  g_assert_cmpstr (whin_call_get_number (fixture->carol->call), ==, "alice");
  g_assert_cmpstr (whin_call_get_number (fixture->echo->call), ==, "bob");
  expect_tone (fixture->carol, ALICE_HZ);
  expect_tone (fixture->echo, BOB_HZ);
  expect_tone (fixture->alice, CAROL_HZ);
  expect_tone (fixture->bob, ECHO_HZ);

  whin_phone_provider_stop_async (fixture->bob->provider, whin_test_on_result, &result);
  whin_test_until (result != NULL);
  whin_phone_provider_stop_finish (fixture->bob->provider, result);
  g_assert_cmpint (whin_line_get_state (fixture->bob->line), ==, WHIN_LINE_OFF);
  g_assert_cmpint (whin_call_get_state (fixture->bobs), ==, WHIN_CALL_ENDED);
  whin_test_until (whin_call_get_state (fixture->echo->call) == WHIN_CALL_ENDED);

  g_assert_cmpint (whin_line_get_state (fixture->alice->line), ==, WHIN_LINE_REGISTERED);
  g_assert_cmpint (whin_call_get_state (fixture->alices), ==, WHIN_CALL_ACTIVE);
  whin_call_hold (fixture->alices);
  whin_test_until (whin_call_get_remote_held (fixture->carol->call));
  whin_call_resume (fixture->alices);
  whin_test_until (whin_call_get_state (fixture->alices) == WHIN_CALL_ACTIVE);
  expect_tone (fixture->carol, ALICE_HZ);
  /* And the server knows of bob's end alone. */
  call = whin_line_dial (fixture->alice->line, "bob", NULL);
  whin_test_until (whin_call_get_state (call) == WHIN_CALL_ENDED);
  g_assert_cmpuint (whin_call_get_status (call), ==, 404);
}

/* Bob tries with alice's password, over and over, while she speaks. */
static void
test_passwords (Fixture *fixture, gconstpointer data)
{
  whin_call_hang_up (fixture->bobs);
  for (guint i = 0; i < 2; i++) {
    whin_account_set_by_person (fixture->bob->account, "password", "alicepw");
    whin_test_until (whin_line_get_state (fixture->bob->line) == WHIN_LINE_REFUSED);
    g_assert_cmpstr (whin_line_get_reason (fixture->bob->line), ==, "The password was refused.");
    g_assert_cmpint (whin_line_get_state (fixture->alice->line), ==, WHIN_LINE_REGISTERED);
    whin_account_set_by_person (fixture->bob->account, "password", "bobpw");
    whin_test_until (whin_line_get_state (fixture->bob->line) == WHIN_LINE_REGISTERED);
  }
  g_assert_cmpint (whin_call_get_state (fixture->alices), ==, WHIN_CALL_ACTIVE);
  whin_call_hold (fixture->alices);
  whin_test_until (whin_call_get_remote_held (fixture->carol->call));
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  registrar = whin_test_registrar_new ();
#define ADD(path, transport, test)                                                                 \
  g_test_add ("/phone/lines/" path, Fixture, transport, set_up, test, tear_down)
  ADD ("calls/udp", "udp", test_calls);
  ADD ("calls/tls", "tls", test_calls);
  ADD ("passwords", "tcp", test_passwords);
  result = g_test_run ();
  whin_test_registrar_free (registrar);
  return result;
}
