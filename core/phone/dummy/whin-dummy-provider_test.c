/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/dummy/whin-dummy-provider.h"

#include "core/testing/whin-test-loop.h"

#include <string.h>

typedef struct {
  WhinDummyProvider *dummy;
  WhinPhoneProvider *phone;
  WhinLine *line;
  guint incoming;
  guint ended;
  guint missed;
  WhinCall *last_ended;
} Fixture;

static void
on_incoming (WhinPhoneProvider *phone, WhinCall *call, gpointer data)
{
  ((Fixture *)data)->incoming++;
}

static void
on_call_ended (WhinPhoneProvider *phone, WhinCall *call, gpointer data)
{
  Fixture *fixture = data;

  fixture->ended++;
  g_set_object (&fixture->last_ended, call);
}

static void
on_call_missed (WhinPhoneProvider *phone, WhinCall *call, gpointer data)
{
  ((Fixture *)data)->missed++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->dummy = whin_dummy_provider_new ();
  fixture->phone = WHIN_PHONE_PROVIDER (fixture->dummy);
  fixture->line = whin_phone_provider_get_default_line (fixture->phone);
  g_signal_connect (fixture->phone, "incoming", G_CALLBACK (on_incoming), fixture);
  g_signal_connect (fixture->phone, "call-ended", G_CALLBACK (on_call_ended), fixture);
  g_signal_connect (fixture->phone, "call-missed", G_CALLBACK (on_call_missed), fixture);
  whin_phone_provider_start (fixture->phone);
  whin_test_until (whin_line_get_state (fixture->line) == WHIN_LINE_REGISTERED);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->last_ended);
  g_assert_finalize_object (fixture->dummy);
}

static guint
count_calls (Fixture *fixture)
{
  return g_list_model_get_n_items (whin_phone_provider_get_calls (fixture->phone));
}

static WhinCall *
dial (Fixture *fixture, const char *number)
{
  g_autoptr (GError) error = NULL;
  WhinCall *call = whin_line_dial (fixture->line, number, &error);

  g_assert_no_error (error);
  return call;
}

static void
test_line (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (whin_line_get_reason (fixture->line));
  g_assert_cmpstr (whin_line_get_address (fixture->line), ==, "alice@example.com");
  whin_dummy_line_set_state (WHIN_DUMMY_LINE (fixture->line), WHIN_LINE_REFUSED,
                             "The password was refused.");
  g_assert_cmpstr (whin_line_get_reason (fixture->line), ==, "The password was refused.");
  g_assert_null (whin_line_dial (fixture->line, "100", &error));
  g_assert_error (error, WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_NO_LINE);
  g_assert_cmpstr (error->message, ==, "The password was refused.");
  whin_line_retry (fixture->line);
  g_assert_cmpint (whin_line_get_state (fixture->line), ==, WHIN_LINE_REGISTERING);
  whin_test_until (whin_line_get_state (fixture->line) == WHIN_LINE_REGISTERED);
  whin_dummy_line_set_state (WHIN_DUMMY_LINE (fixture->line), WHIN_LINE_WAITING, NULL);
  g_assert_nonnull (whin_line_get_retry_at (fixture->line));
  g_assert_cmpstr (whin_line_get_reason (fixture->line), ==, "The server cannot be reached.");
}

static void
test_numbers (void)
{
  static const struct {
    const char *typed;
    const char *dialled; /* NULL: no number */
  } cases[] = {
      {"100", "100"},
      {"+420 123-456 (789)", "+420123456789"},
      {"tel:+420-123", "+420123"},
      {"*911#", "*911#"},
      {"sip:alice@example.com", "alice@example.com"},
      {" alice@[2001:db8::1]:5070 ", "alice@[2001:db8::1]:5070"},
      {"alice", "alice"},
      {"SIPS:alice@example.com", "sips:alice@example.com"},
      {" sips:1 00", "sips:100"},
      {"sips:", NULL},
      {"sips:sips:alice@example.com", NULL},
      {"", NULL},
      {"   ", NULL},
      {"()", NULL},
      {"@example.com", NULL},
      {"alice@", NULL},
      {"alice@exa mple.com", NULL},
      {"alice@example.com;maddr=192.0.2.1", NULL},
      {"alice@example.com?Route=x", NULL},
      {"100;phone-context=x", NULL},
      {"100?Subject=x", NULL},
      {"a%40b", NULL},
      {"1\r\nVia: x", NULL},
      {"<100>", NULL},
      {"\"100\"", NULL},
      {"1\xc3\xa9", NULL},
  };
  g_autofree char *long_number = g_strnfill (WHIN_CALL_MAX_NUMBER + 1, '1');

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *dialled = whin_line_clean_number (cases[i].typed);

    g_test_message ("%s", cases[i].typed);
    g_assert_cmpstr (dialled, ==, cases[i].dialled);
  }
  g_assert_null (whin_line_clean_number (NULL));
  g_assert_null (whin_line_clean_number (long_number));
}

static void
test_outgoing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WhinCall) call = dial (fixture, "1 0 0");

  g_assert_cmpint (whin_call_get_state (call), ==, WHIN_CALL_DIALING);
  g_assert_cmpstr (whin_call_get_number (call), ==, "100");
  g_assert_true (whin_phone_provider_get_active_call (fixture->phone) == call);
  whin_test_until (whin_call_get_state (call) == WHIN_CALL_RINGING);
  whin_test_until (whin_call_get_state (call) == WHIN_CALL_ACTIVE);
  g_assert_nonnull (whin_call_get_answered_at (call));
  whin_call_set_muted (call, TRUE);
  g_assert_true (whin_call_get_muted (call));
  g_assert_false (whin_call_send_dtmf (call, "1x"));
  g_assert_true (whin_call_send_dtmf (call, "12#d"));
  whin_test_until (strcmp (whin_dummy_call_get_sent_digits (WHIN_DUMMY_CALL (call)), "12#D") == 0);
  whin_call_hang_up (call);
  g_assert_cmpint (whin_call_get_state (call), ==, WHIN_CALL_ENDED);
  g_assert_cmpint (whin_call_get_end (call), ==, WHIN_CALL_END_HUNG_UP);
  g_assert_cmpint (whin_call_get_actions (call), ==, 0);
  g_assert_cmpuint (count_calls (fixture), ==, 0);
  g_assert_null (whin_phone_provider_get_active_call (fixture->phone));
  g_assert_cmpuint (fixture->ended, ==, 1);
  g_assert_cmpuint (fixture->missed, ==, 0);
}

static void
test_outcomes (Fixture *fixture, gconstpointer data)
{
  static const struct {
    WhinDummyOutcome outcome;
    WhinCallEnd end;
    const char *reason;
  } cases[] = {
      {WHIN_DUMMY_BUSY, WHIN_CALL_END_BUSY, "The other side is busy."},
      {WHIN_DUMMY_DECLINED, WHIN_CALL_END_DECLINED, "The other side declined."},
      {WHIN_DUMMY_UNKNOWN, WHIN_CALL_END_FAILED, "The number is unknown."},
      {WHIN_DUMMY_OFFLINE, WHIN_CALL_END_NO_ANSWER,
       "The other side cannot be reached at the moment."},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (WhinCall) call = NULL;

    whin_dummy_line_set_outcome (WHIN_DUMMY_LINE (fixture->line), "200", cases[i].outcome);
    call = dial (fixture, "200");
    whin_test_until (whin_call_get_state (call) == WHIN_CALL_ENDED);
    g_assert_cmpint (whin_call_get_end (call), ==, cases[i].end);
    g_assert_cmpstr (whin_call_get_reason (call), ==, cases[i].reason);
  }
}

static void
test_incoming (Fixture *fixture, gconstpointer data)
{
  WhinCall *first =
      WHIN_CALL (whin_dummy_provider_ring (fixture->dummy, "300", "Eve\n\xe2\x80\xae 999"));
  WhinCall *second;

  g_assert_cmpuint (fixture->incoming, ==, 1);
  g_assert_cmpstr (whin_call_get_display_name (first), ==, "Eve 999");
  g_assert_cmpint (whin_call_get_actions (first), ==,
                   WHIN_CALL_CAN_ANSWER | WHIN_CALL_CAN_DECLINE | WHIN_CALL_CAN_HANG_UP);
  whin_call_answer (first);
  g_assert_cmpint (whin_call_get_state (first), ==, WHIN_CALL_ACTIVE);

  /* Call waiting: answering the second one holds the first. */
  second = WHIN_CALL (whin_dummy_provider_ring (fixture->dummy, "400", NULL));
  g_assert_cmpint (whin_call_get_state (first), ==, WHIN_CALL_ACTIVE);
  whin_call_answer (second);
  g_assert_cmpint (whin_call_get_state (first), ==, WHIN_CALL_HELD);
  g_assert_true (whin_phone_provider_get_active_call (fixture->phone) == second);

  /* Swap, with the other side's hold in between. */
  whin_dummy_call_remote_hold (WHIN_DUMMY_CALL (first), TRUE);
  whin_call_resume (first);
  g_assert_cmpint (whin_call_get_state (first), ==, WHIN_CALL_REMOTE_HELD);
  g_assert_cmpint (whin_call_get_state (second), ==, WHIN_CALL_HELD);
  whin_dummy_call_remote_hold (WHIN_DUMMY_CALL (first), FALSE);
  g_assert_cmpint (whin_call_get_state (first), ==, WHIN_CALL_ACTIVE);

  whin_dummy_call_remote_end (WHIN_DUMMY_CALL (first), 0, NULL);
  g_assert_cmpstr (whin_call_get_reason (fixture->last_ended), ==, "The other side hung up.");
  whin_call_hang_up (second);
  g_assert_cmpuint (fixture->missed, ==, 0);
}

static void
test_missed (Fixture *fixture, gconstpointer data)
{
  WhinDummyCall *call = whin_dummy_provider_ring (fixture->dummy, "300", NULL);

  whin_dummy_call_remote_end (call, 0, NULL);
  g_assert_cmpuint (fixture->missed, ==, 1);
  g_assert_cmpint (whin_call_get_end (fixture->last_ended), ==, WHIN_CALL_END_MISSED);
  call = whin_dummy_provider_ring (fixture->dummy, "300", NULL);
  whin_call_decline (WHIN_CALL (call));
  g_assert_cmpuint (fixture->missed, ==, 1);
  whin_phone_provider_set_do_not_disturb (fixture->phone, TRUE);
  g_assert_null (whin_dummy_provider_ring (fixture->dummy, "300", NULL));
  g_assert_cmpuint (fixture->missed, ==, 2);
  g_assert_cmpuint (fixture->incoming, ==, 2);
}

static void
test_room (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < WHIN_PHONE_MAX_CALLS; i++)
    g_assert_nonnull (whin_dummy_provider_ring (fixture->dummy, "300", NULL));
  g_assert_null (whin_dummy_provider_ring (fixture->dummy, "300", NULL));
  g_assert_null (whin_line_dial (fixture->line, "100", &error));
  g_assert_error (error, WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_TOO_MANY);
}

static WhinCall *
ring_and_answer (Fixture *fixture, const char *number)
{
  WhinCall *call = WHIN_CALL (whin_dummy_provider_ring (fixture->dummy, number, NULL));

  whin_call_answer (call);
  return call;
}

static void
test_conference (Fixture *fixture, gconstpointer data)
{
  WhinCall *first = ring_and_answer (fixture, "1");
  WhinCall *second = ring_and_answer (fixture, "2");
  WhinCall *third;
  g_autoptr (GError) error = NULL;

  g_assert_true (whin_call_join (second, first, &error));
  g_assert_cmpint (whin_call_get_state (first), ==, WHIN_CALL_ACTIVE);
  g_assert_cmpint (whin_call_get_state (second), ==, WHIN_CALL_ACTIVE);
  g_assert_false (whin_call_join (second, first, &error));
  g_assert_error (error, WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_NOT_NOW);
  third = ring_and_answer (fixture, "3");
  g_assert_cmpint (whin_call_get_state (first), ==, WHIN_CALL_HELD);
  g_assert_cmpint (whin_call_get_state (second), ==, WHIN_CALL_HELD);
  whin_call_resume (first);
  whin_call_resume (second);
  g_assert_cmpint (whin_call_get_state (first), ==, WHIN_CALL_ACTIVE);
  g_assert_cmpint (whin_call_get_state (third), ==, WHIN_CALL_HELD);
  whin_call_leave (second);
  g_assert_cmpint (whin_call_get_state (second), ==, WHIN_CALL_HELD);
  g_assert_false (whin_call_get_in_conference (first));
  g_assert_true (whin_call_join (third, first, NULL));
  whin_call_hang_up (first);
  g_assert_false (whin_call_get_in_conference (third));
  g_assert_cmpint (whin_call_get_state (third), ==, WHIN_CALL_ACTIVE);
}

static void
test_transfer (Fixture *fixture, gconstpointer data)
{
  WhinCall *first = ring_and_answer (fixture, "1");
  WhinCall *second;
  g_autoptr (GAsyncResult) refused = NULL;
  g_autoptr (GAsyncResult) bad = NULL;
  g_autoptr (GAsyncResult) stopped = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (WhinCall) keep = g_object_ref (first);

  whin_call_transfer_async (first, "no number!?", NULL, whin_test_on_result, &bad);
  whin_test_until (bad != NULL);
  g_assert_false (whin_call_transfer_finish (first, bad, &error));
  g_assert_error (error, WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_BAD_NUMBER);
  g_clear_error (&error);

  whin_dummy_call_refuse_transfer (WHIN_DUMMY_CALL (first));
  whin_call_transfer_async (first, "200", NULL, whin_test_on_result, &refused);
  g_assert_false (whin_call_get_actions (first) & WHIN_CALL_CAN_TRANSFER);
  whin_test_until (refused != NULL);
  g_assert_false (whin_call_transfer_finish (first, refused, &error));
  g_assert_error (error, WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_cmpint (whin_call_get_state (first), ==, WHIN_CALL_ACTIVE);

  whin_call_transfer_async (first, "200", cancellable, whin_test_on_result, &stopped);
  g_cancellable_cancel (cancellable);
  whin_test_until (stopped != NULL);
  g_assert_false (whin_call_transfer_finish (first, stopped, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (whin_call_get_actions (first) & WHIN_CALL_CAN_TRANSFER);

  second = ring_and_answer (fixture, "2");
  whin_call_transfer_to_call_async (second, first, NULL, whin_test_on_result, &done);
  whin_test_until (done != NULL);
  g_assert_cmpuint (count_calls (fixture), ==, 0);
  g_assert_cmpint (whin_call_get_end (keep), ==, WHIN_CALL_END_TRANSFERRED);
}

static void
test_stop (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;

  ring_and_answer (fixture, "1");
  ring_and_answer (fixture, "2");
  whin_phone_provider_stop_async (fixture->phone, NULL, NULL);
  whin_phone_provider_stop_async (fixture->phone, whin_test_on_result, &result);
  whin_test_until (result != NULL);
  whin_phone_provider_stop_finish (fixture->phone, result);
  g_assert_cmpuint (count_calls (fixture), ==, 0);
  g_assert_cmpint (whin_line_get_state (fixture->line), ==, WHIN_LINE_OFF);
  whin_phone_provider_start (fixture->phone);
  whin_test_until (whin_line_get_state (fixture->line) == WHIN_LINE_REGISTERED);
}

static void
test_script (Fixture *fixture, gconstpointer data)
{
  static const char script[] = "# a day\n"
                               "0 voicemail 3 1\n"
                               "0 outgoing 200 busy\n"
                               "5 ring +420123 \"Alice and Bob\"\n"
                               "0 encryption last sdes\n"
                               "0 quality 1 poor\n"
                               "300 end last\n"
                               "0 line no-network \"The cable is out.\"\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (WhinCall) call = NULL;

  g_assert_true (whin_dummy_provider_play (fixture->dummy, script, &error));
  g_assert_no_error (error);
  whin_test_until (fixture->incoming == 1);
  g_assert_cmpuint (whin_line_get_voicemail_new (fixture->line), ==, 3);
  g_assert_true (whin_line_get_voicemail_waiting (fixture->line));
  call = g_list_model_get_item (whin_phone_provider_get_calls (fixture->phone), 0);
  g_assert_cmpstr (whin_call_get_display_name (call), ==, "Alice and Bob");
  whin_call_answer (call);
  whin_test_until (whin_call_get_quality (call) == WHIN_CALL_QUALITY_POOR);
  g_assert_cmpint (whin_call_get_encryption (call), ==, WHIN_CALL_ENCRYPTION_SDES);
  whin_test_until (whin_line_get_state (fixture->line) == WHIN_LINE_NO_NETWORK);
  g_assert_cmpint (whin_call_get_end (call), ==, WHIN_CALL_END_HUNG_UP);
  g_assert_cmpstr (whin_line_get_reason (fixture->line), ==, "The cable is out.");
}

static void
test_bad_scripts (Fixture *fixture, gconstpointer data)
{
  static const char *const scripts[] = {
      "ring 1",
      "0",
      "0 dance",
      "0 ring",
      "0 ring 1 \"open",
      "-1 ring 1",
      "99999999999 ring 1",
      "0 quality last splendid",
      "0 quality 0 good",
      "0 dtmf last 12",
      "0 end last 700",
      "0 end last 486 a b c",
      "0 line registered a b",
      "\xff",
  };
  g_autofree char *long_script = g_strnfill (WHIN_DUMMY_MAX_SCRIPT + 1, '\n');

  for (gsize i = 0; i < G_N_ELEMENTS (scripts); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *printable = g_strescape (scripts[i], NULL);

    g_test_message ("%s", printable);
    g_assert_false (whin_dummy_provider_play (fixture->dummy, scripts[i], &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  }
  g_assert_false (whin_dummy_provider_play (fixture->dummy, long_script, NULL));
}

/* What was not yet said when the call is held is not said to whoever is there later. */
static void
test_held_digits (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WhinCall) call = dial (fixture, "1 0 0");

  whin_test_until (whin_call_get_state (call) == WHIN_CALL_ACTIVE);
  g_assert_true (whin_call_send_dtmf (call, "123456"));
  whin_test_until (*whin_dummy_call_get_sent_digits (WHIN_DUMMY_CALL (call)) != '\0');
  whin_call_hold (call);
  whin_test_until (whin_call_get_state (call) == WHIN_CALL_HELD);
  whin_call_resume (call);
  whin_test_until (whin_call_get_state (call) == WHIN_CALL_ACTIVE);
  g_assert_true (whin_call_send_dtmf (call, "0"));
  whin_test_until (
      g_str_has_suffix (whin_dummy_call_get_sent_digits (WHIN_DUMMY_CALL (call)), "0"));
  g_assert_null (strchr (whin_dummy_call_get_sent_digits (WHIN_DUMMY_CALL (call)), '6'));
  whin_call_hang_up (call);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add ("/phone/dummy/" path, Fixture, NULL, set_up, test, tear_down)
  g_test_add_func ("/phone/numbers", test_numbers);
  ADD ("line", test_line);
  ADD ("outgoing", test_outgoing);
  ADD ("outcomes", test_outcomes);
  ADD ("held-digits", test_held_digits);
  ADD ("incoming", test_incoming);
  ADD ("missed", test_missed);
  ADD ("room", test_room);
  ADD ("conference", test_conference);
  ADD ("transfer", test_transfer);
  ADD ("stop", test_stop);
  ADD ("script", test_script);
  ADD ("bad-scripts", test_bad_scripts);
  return g_test_run ();
}
