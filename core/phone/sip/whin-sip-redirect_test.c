/* SPDX-License-Identifier: Apache-2.0 */
#include "core/testing/phone/whin-test-scene.h"
#include "core/testing/whin-test-loop.h"

#include <string.h>

/* A call that is passed on goes where the person wanted it, or the person is asked. */

typedef struct {
  const char *dialled;
  const char *contact;
  const char *asked; /* about this number; NULL: the call goes on */
} Case;

/* Passes the first call on and takes the second. */
static void
pass_on (WhinTestPeer *peer, const char *request)
{
  const Case *wanted = peer->data;

  if (g_str_has_prefix (request, "INVITE") && whin_test_peer_count (peer, "INVITE") == 1) {
    g_autofree char *headers = g_strdup_printf ("Contact: <%s>\r\n", wanted->contact);

    whin_test_peer_reply (peer, request, "first", "302 Moved Temporarily", headers, NULL);
  } else {
    whin_test_peer_answer_all (peer, request);
  }
}

static void
set_up (WhinTestScene *scene, gconstpointer data)
{
  whin_test_scene_begin (scene, pass_on, data, NULL);
}

static void
test_passed_on (WhinTestScene *scene, gconstpointer data)
{
  const Case *wanted = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WhinCall) call = whin_line_dial (scene->phone->line, wanted->dialled, &error);

  g_assert_no_error (error);
  if (wanted->asked == NULL) {
    whin_test_until (whin_call_get_state (call) == WHIN_CALL_ACTIVE);
    g_assert_null (whin_call_get_passed_on_to (call));
    whin_call_hang_up (call);
    return;
  }
  whin_test_until (whin_call_get_state (call) == WHIN_CALL_ENDED);
  g_assert_cmpstr (whin_call_get_passed_on_to (call), ==, wanted->asked);
  g_assert_cmpstr (whin_call_get_number (call), ==, wanted->dialled);
  whin_test_run_for (200);
  g_assert_cmpuint (whin_test_peer_count (scene->peer, "INVITE"), ==, 1);
}

/* The person said yes to a call to 0900123456: the provider's rules are for what people dial. */
static void
test_yes (WhinTestScene *scene, gconstpointer data)
{
  g_autoptr (WhinCall) call = NULL;
  g_autoptr (WhinCall) next = NULL;
  g_autoptr (GError) error = NULL;

  whin_account_set_by_person (
      scene->phone->account, "rewriting",
      "<rewriting><rule><conditions><condition type=\"startsWith\" param=\"0\"/></conditions>"
      "<actions><action type=\"replace\" param=\"+44\"/></actions></rule></rewriting>");
  call = whin_line_dial (scene->phone->line, "200", &error);
  g_assert_no_error (error);
  whin_test_until (whin_call_get_state (call) == WHIN_CALL_ENDED);
  g_assert_cmpstr (whin_call_get_passed_on_to (call), ==, "0900123456");
  next = whin_line_dial_as_written (scene->phone->line, whin_call_get_passed_on_to (call), &error);
  g_assert_no_error (error);
  whin_test_until (whin_call_get_state (next) == WHIN_CALL_ACTIVE);
  g_assert_nonnull (whin_test_peer_find (scene->peer, "INVITE sip:0900123456@", 0));
  whin_call_hang_up (next);
  g_clear_object (&next);
  next = whin_line_dial (scene->phone->line, "0900123456", &error);
  g_assert_no_error (error);
  whin_test_until (whin_call_get_state (next) == WHIN_CALL_ACTIVE);
  g_assert_nonnull (whin_test_peer_find (scene->peer, "INVITE sip:+44900123456@", 0));
  whin_call_hang_up (next);
}

int
main (int argc, char **argv)
{
  static const Case cases[] = {
      {"200", "sip:mobile@localhost", NULL},
      {"200", "sip:201@localhost", NULL},
      {"+420123456789", "sip:00420123456789@localhost;user=phone", NULL},
      {"200", "sip:0900123456@localhost", "0900123456"},
      {"200", "sip:%30900123456@localhost", "0900123456"},
      {"200", "sip:+882301234567@localhost;user=phone", "+882301234567"},
      {"200", "sip:bob@other.example", "bob@other.example"},
      {"200", "sip:200@192.0.2.1:5080", "200@192.0.2.1:5080"},
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/phone/redirect/%zu", i);

    g_test_add (path, WhinTestScene, &cases[i], set_up, test_passed_on, whin_test_scene_tear_down);
  }
  g_test_add ("/phone/redirect/yes", WhinTestScene, &cases[3], set_up, test_yes,
              whin_test_scene_tear_down);
  return g_test_run ();
}
