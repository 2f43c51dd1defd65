/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/sip/whin-sip-call.h"

#include "core/testing/phone/whin-test-scene.h"
#include "core/testing/whin-test-loop.h"

#include <string.h>

/* However a call is ended, and whatever is under way then, the other side hears of it. */

static void
set_up (WhinTestScene *scene, gconstpointer data)
{
  whin_test_scene_begin (scene, NULL, data, NULL);
}

/* The BYE and what is still open are answered, so that nothing waits. */
static void
answer_rest (WhinTestPeer *peer, const char *request)
{
  whin_test_peer_register (peer, request);
  if (g_str_has_prefix (request, "BYE") || g_str_has_prefix (request, "PRACK"))
    whin_test_peer_reply (peer, request, "bob", "200 OK", "", NULL);
}

static void
expect_bye (WhinTestScene *scene)
{
  WhinTestPeer *peer = scene->peer;
  g_autofree char *to = NULL;

  whin_test_until (whin_test_peer_find (peer, "BYE", 0) != NULL);
  g_assert_nonnull (whin_test_peer_find (peer, "ACK", 0));
  to = whin_test_peer_dup_header (whin_test_peer_find (peer, "BYE", 0), "To");
  g_assert_true (g_str_has_suffix (to, ";tag=bob"));
}

static void
ring_reliably (WhinTestPeer *peer, const char *request)
{
  whin_test_peer_register (peer, request);
  if (g_str_has_prefix (request, "INVITE")) {
    g_autofree char *headers =
        whin_test_peer_make_contact (peer, "bob", "Require: 100rel\r\nRSeq: 1\r\n");

    whin_test_peer_reply (peer, request, "bob", "180 Ringing", headers, NULL);
  } else if (g_str_has_prefix (request, "PRACK") && whin_test_peer_count (peer, "PRACK") == 1) {
    whin_test_peer_say_yes (peer, whin_test_peer_find (peer, "INVITE", 0), "bob", "");
  } else if (g_str_has_prefix (request, "BYE")) {
    whin_test_peer_reply (peer, request, "bob", "200 OK", "", NULL);
  }
}

/* The 200 to the INVITE overtakes the one to the PRACK of a reliable 180. */
static void
test_during_prack (WhinTestScene *scene, gconstpointer data)
{
  scene->peer->answer = ring_reliably;
  whin_test_scene_dial_and_talk (scene);
  whin_call_hang_up (scene->call);
  g_assert_cmpint (whin_call_get_state (scene->call), ==, WHIN_CALL_ENDED);
  whin_test_run_for (100);
  whin_test_peer_reply (scene->peer, whin_test_peer_find (scene->peer, "PRACK", 0), "bob", "200 OK",
                        "", NULL);
  expect_bye (scene);
}

static void
say_yes_once (WhinTestPeer *peer, const char *request)
{
  whin_test_peer_register (peer, request);
  if (whin_test_peer_count (peer, "INVITE") == 1 && g_str_has_prefix (request, "INVITE"))
    whin_test_peer_say_yes (peer, request, "bob", "");
  else if (g_str_has_prefix (request, "BYE"))
    whin_test_peer_reply (peer, request, "bob", "200 OK", "", NULL);
}

/* Our re-INVITE is without answer. */
static void
test_during_hold (WhinTestScene *scene, gconstpointer data)
{
  scene->peer->answer = say_yes_once;
  whin_test_scene_dial_and_talk (scene);
  whin_call_hold (scene->call);
  whin_test_until (whin_test_peer_count (scene->peer, "INVITE") == 2);
  whin_test_peer_reply (scene->peer, whin_test_peer_find (scene->peer, "INVITE", 1), "bob",
                        "100 Trying", "", NULL);
  whin_test_run_for (100);
  whin_call_hang_up (scene->call);
  expect_bye (scene);
}

static void
ring (WhinTestPeer *peer, const char *request)
{
  whin_test_peer_register (peer, request);
  if (g_str_has_prefix (request, "INVITE")) {
    whin_test_peer_reply (peer, request, "bob", "180 Ringing", "", NULL);
  } else if (g_str_has_prefix (request, "CANCEL")) {
    /* The yes was under way when the CANCEL came. */
    whin_test_peer_say_yes (peer, whin_test_peer_find (peer, "INVITE", 0), "bob", "");
    whin_test_peer_reply (peer, request, "bob", "200 OK", "", NULL);
  } else if (g_str_has_prefix (request, "BYE")) {
    whin_test_peer_reply (peer, request, "bob", "200 OK", "", NULL);
  }
}

static void
test_cancel_crosses_yes (WhinTestScene *scene, gconstpointer data)
{
  scene->peer->answer = ring;
  whin_test_scene_dial (scene);
  whin_test_until (whin_call_get_state (scene->call) == WHIN_CALL_RINGING);
  whin_call_hang_up (scene->call);
  g_assert_cmpint (whin_call_get_end (scene->call), ==, WHIN_CALL_END_CANCELLED);
  expect_bye (scene);
}

/* No answer at all, not even "100 Trying": the CANCEL has to wait for one (RFC 3261, section 9.1).
 */
static void
test_cancel_before_answer (WhinTestScene *scene, gconstpointer data)
{
  whin_test_scene_dial (scene);
  whin_test_until (whin_test_peer_find (scene->peer, "INVITE", 0) != NULL);
  whin_call_hang_up (scene->call);
  whin_test_run_for (100);
  g_assert_null (whin_test_peer_find (scene->peer, "CANCEL", 0));
  scene->peer->answer = ring;
  whin_test_until (whin_test_peer_find (scene->peer, "CANCEL", 0) != NULL);
  expect_bye (scene);
}

/* An incoming call is answered and hung up before the caller's ACK: the BYE waits for it (section
 * 15). */
static void
test_before_ack (WhinTestScene *scene, gconstpointer data)
{
  WhinTestPeer *peer = scene->peer;
  g_autofree char *description = whin_test_peer_make_description (peer, "");
  g_autofree char *from = NULL;

  peer->answer = answer_rest;
  whin_test_scene_ring (scene, "", description);
  whin_call_answer (scene->phone->call);
  whin_call_hang_up (scene->phone->call);
  whin_test_scene_take_yes (scene);
  whin_test_run_for (100);
  g_assert_null (whin_test_peer_find (peer, "BYE", 0));
  whin_test_dialog_send (scene->dialog, "ACK", "", NULL);
  whin_test_until (whin_test_peer_find (peer, "BYE", 0) != NULL);
  from = whin_test_peer_dup_header (whin_test_peer_find (peer, "BYE", 0), "Call-ID");
  g_assert_cmpstr (from, ==, scene->dialog->call_id);
}

/* While the BYE waits, requests of a call that is over are refused; none may stay open, for the
 * stack crashes over two of them when it ends. */
static void
test_requests_after_the_end (WhinTestScene *scene, gconstpointer data)
{
  WhinTestPeer *peer = scene->peer;
  g_autofree char *description = whin_test_peer_make_description (peer, "");

  peer->answer = answer_rest;
  whin_test_scene_ring (scene, "", description);
  whin_call_answer (scene->phone->call);
  whin_call_hang_up (scene->phone->call);
  whin_test_scene_take_yes (scene);
  whin_test_dialog_send (scene->dialog, "INFO", "", NULL);
  whin_test_dialog_send (scene->dialog, "UPDATE", "", description);
  whin_test_dialog_send (scene->dialog, "NOTIFY", "Event: refer\r\nSubscription-State: active\r\n",
                         NULL);
  whin_test_until (whin_test_peer_count (peer, "SIP/2.0 4") >= 3);
}

/* Hold has to wait for the ACK too (section 14.1). */
static void
test_hold_before_ack (WhinTestScene *scene, gconstpointer data)
{
  WhinTestPeer *peer = scene->peer;
  g_autofree char *description = whin_test_peer_make_description (peer, "");

  peer->answer = answer_rest;
  whin_test_scene_ring (scene, "", description);
  whin_call_answer (scene->phone->call);
  whin_call_hold (scene->phone->call);
  whin_test_scene_take_yes (scene);
  whin_test_run_for (100);
  g_assert_null (whin_test_peer_find (peer, "INVITE", 0));
  whin_test_dialog_send (scene->dialog, "ACK", "", NULL);
  whin_test_until (whin_test_peer_find (peer, "INVITE", 0) != NULL);
  whin_call_hang_up (scene->phone->call);
  whin_test_until (whin_test_peer_find (peer, "BYE", 0) != NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test)                                                                            \
  g_test_add ("/phone/ending/" path, WhinTestScene, NULL, set_up, test, whin_test_scene_tear_down)
  ADD ("during-prack", test_during_prack);
  ADD ("during-hold", test_during_hold);
  ADD ("cancel-crosses-yes", test_cancel_crosses_yes);
  ADD ("cancel-before-answer", test_cancel_before_answer);
  ADD ("before-ack", test_before_ack);
  ADD ("requests-after-the-end", test_requests_after_the_end);
  ADD ("hold-before-ack", test_hold_before_ack);
  return g_test_run ();
}
