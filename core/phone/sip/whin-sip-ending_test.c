/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/sip/whin-sip-call.h"

#include "core/testing/phone/whin-test-peer.h"
#include "core/testing/phone/whin-test-phone.h"
#include "core/testing/whin-test-loop.h"

#include <string.h>

/* However a call is ended, and whatever is under way then, the other side hears of it. */

typedef struct {
  WhinTestPeer *peer;
  WhinTestPhone *phone;
  WhinCall *call; /* outgoing */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->peer = whin_test_peer_new (NULL);
  fixture->phone = whin_test_phone_new (&fixture->peer->registrar, "alice", 440, NULL, NULL);
  whin_test_phone_start (fixture->phone);
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
tear_down (Fixture *fixture, gconstpointer data)
{
  fixture->peer->answer = answer_rest;
  g_clear_object (&fixture->call);
  whin_test_phone_free (fixture->phone);
  whin_test_peer_free (fixture->peer);
}

static void
dial (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture->call = whin_line_dial (fixture->phone->line, "bob", &error);
  g_assert_no_error (error);
}

static void
say_yes (WhinTestPeer *peer, const char *invite)
{
  g_autofree char *description = whin_test_peer_make_description (peer, "");
  g_autofree char *headers = g_strdup_printf ("Contact: <sip:bob@127.0.0.1:%u>\r\n", peer->port);

  whin_test_peer_reply (peer, invite, "bob", "200 OK", headers, description);
}

static void
expect_bye (Fixture *fixture)
{
  WhinTestPeer *peer = fixture->peer;
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
    g_autofree char *headers = g_strdup_printf (
        "Contact: <sip:bob@127.0.0.1:%u>\r\nRequire: 100rel\r\nRSeq: 1\r\n", peer->port);

    whin_test_peer_reply (peer, request, "bob", "180 Ringing", headers, NULL);
  } else if (g_str_has_prefix (request, "PRACK") && whin_test_peer_count (peer, "PRACK") == 1) {
    say_yes (peer, whin_test_peer_find (peer, "INVITE", 0));
  } else if (g_str_has_prefix (request, "BYE")) {
    whin_test_peer_reply (peer, request, "bob", "200 OK", "", NULL);
  }
}

/* The 200 to the INVITE overtakes the one to the PRACK of a reliable 180. */
static void
test_during_prack (Fixture *fixture, gconstpointer data)
{
  fixture->peer->answer = ring_reliably;
  dial (fixture);
  whin_test_until (whin_call_get_state (fixture->call) == WHIN_CALL_ACTIVE);
  whin_call_hang_up (fixture->call);
  g_assert_cmpint (whin_call_get_state (fixture->call), ==, WHIN_CALL_ENDED);
  whin_test_run_for (100);
  whin_test_peer_reply (fixture->peer, whin_test_peer_find (fixture->peer, "PRACK", 0), "bob",
                        "200 OK", "", NULL);
  expect_bye (fixture);
}

static void
say_yes_once (WhinTestPeer *peer, const char *request)
{
  whin_test_peer_register (peer, request);
  if (whin_test_peer_count (peer, "INVITE") == 1 && g_str_has_prefix (request, "INVITE"))
    say_yes (peer, request);
  else if (g_str_has_prefix (request, "BYE"))
    whin_test_peer_reply (peer, request, "bob", "200 OK", "", NULL);
}

/* Our re-INVITE is without answer. */
static void
test_during_hold (Fixture *fixture, gconstpointer data)
{
  fixture->peer->answer = say_yes_once;
  dial (fixture);
  whin_test_until (whin_call_get_state (fixture->call) == WHIN_CALL_ACTIVE);
  whin_call_hold (fixture->call);
  whin_test_until (whin_test_peer_count (fixture->peer, "INVITE") == 2);
  whin_test_peer_reply (fixture->peer, whin_test_peer_find (fixture->peer, "INVITE", 1), "bob",
                        "100 Trying", "", NULL);
  whin_test_run_for (100);
  whin_call_hang_up (fixture->call);
  expect_bye (fixture);
}

static void
ring (WhinTestPeer *peer, const char *request)
{
  whin_test_peer_register (peer, request);
  if (g_str_has_prefix (request, "INVITE")) {
    whin_test_peer_reply (peer, request, "bob", "180 Ringing", "", NULL);
  } else if (g_str_has_prefix (request, "CANCEL")) {
    /* The yes was under way when the CANCEL came. */
    say_yes (peer, whin_test_peer_find (peer, "INVITE", 0));
    whin_test_peer_reply (peer, request, "bob", "200 OK", "", NULL);
  } else if (g_str_has_prefix (request, "BYE")) {
    whin_test_peer_reply (peer, request, "bob", "200 OK", "", NULL);
  }
}

static void
test_cancel_crosses_yes (Fixture *fixture, gconstpointer data)
{
  fixture->peer->answer = ring;
  dial (fixture);
  whin_test_until (whin_call_get_state (fixture->call) == WHIN_CALL_RINGING);
  whin_call_hang_up (fixture->call);
  g_assert_cmpint (whin_call_get_end (fixture->call), ==, WHIN_CALL_END_CANCELLED);
  expect_bye (fixture);
}

/* No answer at all, not even "100 Trying": the CANCEL has to wait for one (RFC 3261, section 9.1).
 */
static void
test_cancel_before_answer (Fixture *fixture, gconstpointer data)
{
  dial (fixture);
  whin_test_until (whin_test_peer_find (fixture->peer, "INVITE", 0) != NULL);
  whin_call_hang_up (fixture->call);
  whin_test_run_for (100);
  g_assert_null (whin_test_peer_find (fixture->peer, "CANCEL", 0));
  fixture->peer->answer = ring;
  whin_test_until (whin_test_peer_find (fixture->peer, "CANCEL", 0) != NULL);
  expect_bye (fixture);
}

/* An incoming call is answered and hung up before the caller's ACK: the BYE waits for it (section
 * 15). */
static void
test_before_ack (Fixture *fixture, gconstpointer data)
{
  WhinTestPeer *peer = fixture->peer;
  g_autoptr (WhinTestDialog) dialog = whin_test_dialog_calling (peer);
  g_autofree char *description = whin_test_peer_make_description (peer, "");
  g_autofree char *from = NULL;

  peer->answer = answer_rest;
  whin_test_dialog_send (dialog, "INVITE", "", description);
  whin_test_until (fixture->phone->call != NULL);
  whin_call_answer (fixture->phone->call);
  whin_call_hang_up (fixture->phone->call);
  whin_test_until (whin_test_peer_find (peer, "SIP/2.0 200", 0) != NULL);
  whin_test_run_for (100);
  g_assert_null (whin_test_peer_find (peer, "BYE", 0));
  whin_test_dialog_answered (dialog, whin_test_peer_find (peer, "SIP/2.0 200", 0));
  whin_test_dialog_send (dialog, "ACK", "", NULL);
  whin_test_until (whin_test_peer_find (peer, "BYE", 0) != NULL);
  from = whin_test_peer_dup_header (whin_test_peer_find (peer, "BYE", 0), "Call-ID");
  g_assert_cmpstr (from, ==, dialog->call_id);
}

/* While the BYE waits, requests of a call that is over are refused; none may stay open, for the
 * stack crashes over two of them when it ends. */
static void
test_requests_after_the_end (Fixture *fixture, gconstpointer data)
{
  WhinTestPeer *peer = fixture->peer;
  g_autoptr (WhinTestDialog) dialog = whin_test_dialog_calling (peer);
  g_autofree char *description = whin_test_peer_make_description (peer, "");

  peer->answer = answer_rest;
  whin_test_dialog_send (dialog, "INVITE", "", description);
  whin_test_until (fixture->phone->call != NULL);
  whin_call_answer (fixture->phone->call);
  whin_call_hang_up (fixture->phone->call);
  whin_test_until (whin_test_peer_find (peer, "SIP/2.0 200", 0) != NULL);
  whin_test_dialog_answered (dialog, whin_test_peer_find (peer, "SIP/2.0 200", 0));
  whin_test_dialog_send (dialog, "INFO", "", NULL);
  whin_test_dialog_send (dialog, "UPDATE", "", description);
  whin_test_dialog_send (dialog, "NOTIFY", "Event: refer\r\nSubscription-State: active\r\n", NULL);
  whin_test_until (whin_test_peer_count (peer, "SIP/2.0 4") >= 3);
}

/* Hold has to wait for the ACK too (section 14.1). */
static void
test_hold_before_ack (Fixture *fixture, gconstpointer data)
{
  WhinTestPeer *peer = fixture->peer;
  g_autoptr (WhinTestDialog) dialog = whin_test_dialog_calling (peer);
  g_autofree char *description = whin_test_peer_make_description (peer, "");

  peer->answer = answer_rest;
  whin_test_dialog_send (dialog, "INVITE", "", description);
  whin_test_until (fixture->phone->call != NULL);
  whin_call_answer (fixture->phone->call);
  whin_call_hold (fixture->phone->call);
  whin_test_until (whin_test_peer_find (peer, "SIP/2.0 200", 0) != NULL);
  whin_test_run_for (100);
  g_assert_null (whin_test_peer_find (peer, "INVITE", 0));
  whin_test_dialog_answered (dialog, whin_test_peer_find (peer, "SIP/2.0 200", 0));
  whin_test_dialog_send (dialog, "ACK", "", NULL);
  whin_test_until (whin_test_peer_find (peer, "INVITE", 0) != NULL);
  whin_call_hang_up (fixture->phone->call);
  whin_test_until (whin_test_peer_find (peer, "BYE", 0) != NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add ("/phone/ending/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("during-prack", test_during_prack);
  ADD ("during-hold", test_during_hold);
  ADD ("cancel-crosses-yes", test_cancel_crosses_yes);
  ADD ("cancel-before-answer", test_cancel_before_answer);
  ADD ("before-ack", test_before_ack);
  ADD ("requests-after-the-end", test_requests_after_the_end);
  ADD ("hold-before-ack", test_hold_before_ack);
  return g_test_run ();
}
