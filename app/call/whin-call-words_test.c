/* SPDX-License-Identifier: Apache-2.0 */
#include "app/call/whin-call-words.h"

#include "core/phone/dummy/whin-dummy-provider.h"

static void
test_duration (void)
{
  static const struct {
    guint seconds;
    const char *text;
  } rows[] = {{0, "0:00"},       {7, "0:07"},       {59, "0:59"},
              {60, "1:00"},      {754, "12:34"},    {3599, "59:59"},
              {3600, "1:00:00"}, {3723, "1:02:03"}, {86400, "24:00:00"}};

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *text = whin_call_words_dup_duration (rows[i].seconds);
    g_assert_cmpstr (text, ==, rows[i].text);
  }
}

static void
assert_state (WhinDummyCall *call, const char *state, const char *announcement)
{
  g_autofree char *shown = whin_call_words_dup_state (WHIN_CALL (call));
  g_autofree char *spoken = whin_call_words_dup_announcement (WHIN_CALL (call));

  g_assert_cmpstr (shown, ==, state);
  g_assert_cmpstr (spoken, ==, announcement);
}

static void
test_states (void)
{
  g_autoptr (WhinDummyProvider) provider = whin_dummy_provider_new ();
  g_autoptr (WhinDummyCall) call = NULL;

  call = g_object_ref (whin_dummy_provider_ring (provider, "+12025550143", "Alice"));
  g_assert_cmpstr (whin_call_words_get_name (WHIN_CALL (call)), ==, "Alice");
  g_assert_cmpstr (whin_call_words_get_number (WHIN_CALL (call)), ==, "+12025550143");
  assert_state (call, "Incoming call", "Incoming call from Alice");
  whin_call_answer (WHIN_CALL (call));
  assert_state (call, "0:00", "In call with Alice");
  whin_call_hold (WHIN_CALL (call));
  assert_state (call, "On hold", "Call with Alice on hold");
  whin_call_resume (WHIN_CALL (call));
  whin_dummy_call_remote_hold (call, TRUE);
  assert_state (call, "The other side put you on hold", "Alice put you on hold");
  whin_dummy_call_stall_transfer (call);
  whin_call_transfer_async (WHIN_CALL (call), "205", NULL, NULL, NULL);
  assert_state (call, "Transferring…", "Transferring Alice");
  whin_dummy_call_remote_end (call, 0, NULL);
  assert_state (call, "The other side hung up", "Call with Alice ended. The other side hung up.");
}

static void
test_names (void)
{
  g_autoptr (WhinDummyProvider) provider = whin_dummy_provider_new ();
  WhinDummyCall *call = whin_dummy_provider_ring (provider, "", NULL);

  g_assert_cmpstr (whin_call_words_get_name (WHIN_CALL (call)), ==, "Withheld number");
  g_assert_null (whin_call_words_get_number (WHIN_CALL (call)));
  call = whin_dummy_provider_ring (provider, "201", NULL);
  g_assert_cmpstr (whin_call_words_get_name (WHIN_CALL (call)), ==, "201");
  g_assert_null (whin_call_words_get_number (WHIN_CALL (call)));
  whin_call_set_known_name (WHIN_CALL (call), "Reception");
  g_assert_cmpstr (whin_call_words_get_name (WHIN_CALL (call)), ==, "Reception");
  g_assert_cmpstr (whin_call_words_get_number (WHIN_CALL (call)), ==, "201");
  call = whin_dummy_provider_ring (provider, "201", "201");
  g_assert_null (whin_call_words_get_number (WHIN_CALL (call)));
}

static void
test_lines (void)
{
  static const struct {
    WhinLineState state;
    const char *reason;
    const char *text;
  } rows[] = {
      {WHIN_LINE_REGISTERED, NULL, "Ready to call"},
      {WHIN_LINE_REGISTERING, NULL, "Registering…"},
      {WHIN_LINE_NO_NETWORK, NULL, "No network"},
      {WHIN_LINE_UNREGISTERING, NULL, "Signing off…"},
      {WHIN_LINE_REFUSED, "The password was refused.", "The password was refused"},
      {WHIN_LINE_WAITING, "The server does not answer…", "The server does not answer…"},
      {WHIN_LINE_WAITING, "Wait...", "Wait..."},
  };
  g_autoptr (WhinDummyProvider) provider = whin_dummy_provider_new ();
  WhinDummyLine *line = whin_dummy_provider_get_line (provider);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *text = NULL;

    whin_dummy_line_set_state (line, rows[i].state, rows[i].reason);
    text = whin_call_words_dup_line (WHIN_LINE (line));
    g_assert_cmpstr (text, ==, rows[i].text);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/call-words/duration", test_duration);
  g_test_add_func ("/call-words/states", test_states);
  g_test_add_func ("/call-words/names", test_names);
  g_test_add_func ("/call-words/lines", test_lines);
  return g_test_run ();
}
