/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/whin-phone-error.h"

#include "core/testing/phone/whin-test-scene.h"
#include "core/testing/whin-test-loop.h"

#include <string.h>

/* What a provider's rules make of the numbers that a person dials. */

#define RULES                                                                                      \
  "<rewriting>"                                                                                    \
  "<rule><conditions><condition type=\"startsWith\" param=\"00\"/></conditions>"                   \
  "<actions><action type=\"replace\" param=\"+\"/></actions></rule>"                               \
  "<rule><conditions><condition type=\"equals\" param=\"2345678\"/></conditions>"                  \
  "<actions><action type=\"replace\" param=\"112\"/></actions></rule>"                             \
  "<rule><conditions><condition type=\"startsWith\" param=\"3\"/></conditions>"                    \
  "<actions><action type=\"prepend\" param=\"*21*\"/></actions></rule>"                            \
  "</rewriting>"

static void
set_up (WhinTestScene *scene, gconstpointer data)
{
  whin_test_scene_set_up (scene, NULL);
  whin_account_set_by_person (scene->phone->account, "rewriting", RULES);
}

/* The screen and the call log see what the person typed; the server sees what it wants to. */
static void
expect_call (WhinTestScene *scene, const char *typed, const char *called)
{
  g_autofree char *start = g_strdup_printf ("INVITE sip:%s@localhost", called);
  g_autoptr (GError) error = NULL;
  g_autoptr (WhinCall) call = whin_line_dial (scene->phone->line, typed, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (whin_call_get_number (call), ==, typed);
  whin_test_until (whin_call_get_state (call) == WHIN_CALL_ACTIVE);
  g_assert_nonnull (whin_test_peer_find (scene->peer, start, 0));
  g_assert_cmpstr (whin_call_get_number (call), ==, typed);
  whin_call_hang_up (call);
}

static void
test_dialled (WhinTestScene *scene, gconstpointer data)
{
  expect_call (scene, "00420123456", "+420123456");
  expect_call (scene, "112", "112");
  expect_call (scene, "*97", "*97");
  expect_call (scene, "bob", "bob");
  /* As soon as the account says otherwise, without a new registration. */
  whin_account_set_by_person (scene->phone->account, "rewriting", "<rewriting/>");
  whin_test_until (whin_line_get_state (scene->phone->line) == WHIN_LINE_REGISTERED);
  expect_call (scene, "00420123457", "00420123457");
  for (guint i = 1; i < whin_test_peer_count (scene->peer, "REGISTER"); i++)
    g_assert_null (strstr (whin_test_peer_find (scene->peer, "REGISTER", i), "\r\nExpires:"));
}

static void
test_transferred (WhinTestScene *scene, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *target = NULL;

  whin_test_scene_dial_and_talk (scene);
  whin_call_transfer_async (scene->call, "00420123456", NULL, whin_test_on_result, &result);
  whin_test_until (whin_test_peer_find (scene->peer, "REFER", 0) != NULL);
  target = whin_test_peer_dup_address (whin_test_peer_find (scene->peer, "REFER", 0), "Refer-To");
  g_assert_true (g_str_has_prefix (target, "sip:+420123456@"));
  whin_call_hang_up (scene->call);
  whin_test_until (result != NULL);
  g_assert_false (whin_call_transfer_finish (scene->call, result, NULL));
}

/* A rule makes no harmless number an emergency call or a code. */
static void
test_refused (WhinTestScene *scene, gconstpointer data)
{
  static const char *const numbers[][2] = {{"2345678", "112"}, {"3456789", "*21*3456789"}};

  whin_test_scene_dial_and_talk (scene);
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++) {
    g_autoptr (GAsyncResult) result = NULL;
    g_autoptr (GError) error = NULL;
    g_autoptr (GError) transfer_error = NULL;

    g_assert_null (whin_line_dial (scene->phone->line, numbers[i][0], &error));
    g_assert_error (error, WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_BAD_NUMBER);
    g_assert_nonnull (strstr (error->message, numbers[i][1]));
    whin_call_transfer_async (scene->call, numbers[i][0], NULL, whin_test_on_result, &result);
    whin_test_until (result != NULL);
    g_assert_false (whin_call_transfer_finish (scene->call, result, &transfer_error));
    g_assert_error (transfer_error, WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_BAD_NUMBER);
  }
  /* Nothing happened to the call that is there. */
  g_assert_cmpint (whin_call_get_state (scene->call), ==, WHIN_CALL_ACTIVE);
  g_assert_cmpuint (whin_test_peer_count (scene->peer, "INVITE"), ==, 1);
  g_assert_cmpuint (whin_test_peer_count (scene->peer, "REFER"), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test)                                                                            \
  g_test_add ("/phone/rewriting/" path, WhinTestScene, NULL, set_up, test,                         \
              whin_test_scene_tear_down)
  ADD ("dialled", test_dialled);
  ADD ("transferred", test_transferred);
  ADD ("refused", test_refused);
  return g_test_run ();
}
