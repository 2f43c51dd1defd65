/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/sip/whin-sip-agent.h"
#include "core/phone/sip/whin-sip-call.h"

#include "core/testing/phone/whin-test-scene.h"
#include "core/testing/whin-test-loop.h"

#include <string.h>

/* What real servers do in calls, said by a peer that does it at the moment when it matters. */

#define PEER_HZ 660
#define LISTEN_MS 600
#define SHARE 0.9

static void
hear_peer (WhinTestScene *scene, guint n, const char *message)
{
  whin_test_peer_play (scene->peer, PEER_HZ, whin_test_peer_get_audio_port (message));
  whin_test_until (whin_test_phone_count_ms (scene->phone, n) > LISTEN_MS &&
                   whin_test_phone_measure (scene->phone, n, PEER_HZ, LISTEN_MS) > SHARE);
}

static void
tell_transfer (WhinTestScene *scene, const char *fragment)
{
  guint before = whin_test_peer_count (scene->peer, "SIP/2.0 200");

  whin_test_dialog_send (scene->dialog, "NOTIFY",
                         "Event: refer\r\nSubscription-State: active\r\n"
                         "Content-Type: message/sipfrag;version=2.0\r\n",
                         fragment);
  whin_test_until (whin_test_peer_count (scene->peer, "SIP/2.0 200") > before);
}

static void
expect_header (const char *message, const char *name, const char *value)
{
  g_autofree char *found = whin_test_peer_dup_header (message, name);

  g_assert_cmpstr (found, ==, value);
}

static void
test_blind_transfer (WhinTestScene *scene, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *target = g_strdup_printf ("<sip:carol@localhost:%u>", scene->peer->port);
  g_autofree char *by = g_strdup_printf ("<sip:alice@localhost:%u>", scene->peer->port);

  whin_test_scene_dial_and_talk (scene);
  whin_call_transfer_async (scene->call, "carol", NULL, whin_test_on_result, &result);
  whin_test_until (whin_test_peer_find (scene->peer, "REFER", 0) != NULL);
  expect_header (whin_test_peer_find (scene->peer, "REFER", 0), "Refer-To", target);
  expect_header (whin_test_peer_find (scene->peer, "REFER", 0), "Referred-By", by);
  tell_transfer (scene, "SIP/2.0 100 Trying\r\n");
  tell_transfer (scene, "SIP/2.0 180 Ringing\r\n");
  g_assert_null (result);
  g_assert_cmpint (whin_call_get_state (scene->call), ==, WHIN_CALL_ACTIVE);
  tell_transfer (scene, "SIP/2.0 200 OK\r\n");
  whin_test_until (result != NULL);
  g_assert_true (whin_call_transfer_finish (scene->call, result, &error));
  g_assert_no_error (error);
  g_assert_cmpint (whin_call_get_end (scene->call), ==, WHIN_CALL_END_TRANSFERRED);
  whin_test_until (whin_test_peer_find (scene->peer, "BYE", 0) != NULL);
}

/* Nobody took it there: the call goes on as it was. */
static void
test_transfer_fails (WhinTestScene *scene, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  whin_test_scene_dial_and_talk (scene);
  whin_call_transfer_async (scene->call, "carol", NULL, whin_test_on_result, &result);
  whin_test_until (whin_test_peer_find (scene->peer, "REFER", 0) != NULL);
  tell_transfer (scene, "SIP/2.0 486 Busy Here\r\n");
  whin_test_until (result != NULL);
  g_assert_false (whin_call_transfer_finish (scene->call, result, &error));
  g_assert_error (error, WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_REFUSED);
  g_assert_cmpint (whin_call_get_state (scene->call), ==, WHIN_CALL_ACTIVE);
  /* And it may be tried again. */
  g_clear_object (&result);
  whin_call_transfer_async (scene->call, "dave", NULL, whin_test_on_result, &result);
  whin_test_until (whin_test_peer_count (scene->peer, "REFER") == 2);
  tell_transfer (scene, "SIP/2.0 200 OK\r\n");
  whin_test_until (result != NULL);
  g_assert_true (whin_call_transfer_finish (scene->call, result, NULL));
}

/* They say yes to it and then nothing, and the person hangs up: no success. */
static void
test_transfer_left (WhinTestScene *scene, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  whin_test_scene_dial_and_talk (scene);
  whin_call_transfer_async (scene->call, "carol", NULL, whin_test_on_result, &result);
  whin_test_until (whin_test_peer_find (scene->peer, "REFER", 0) != NULL);
  tell_transfer (scene, "SIP/2.0 100 Trying\r\n");
  whin_call_hang_up (scene->call);
  whin_test_until (result != NULL);
  g_assert_false (whin_call_transfer_finish (scene->call, result, &error));
  g_assert_error (error, WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_NOT_NOW);
  whin_test_until (whin_test_peer_find (scene->peer, "BYE", 0) != NULL);
  whin_test_dialog_send (scene->dialog, "BYE", "", NULL); /* crosses ours */
  whin_test_run_for (200);
  g_assert_cmpint (whin_call_get_end (scene->call), ==, WHIN_CALL_END_HUNG_UP);
  g_assert_cmpstr (whin_call_get_reason (scene->call), ==, "You hung up.");
}

/* Their BYE in place of the last NOTIFY. */
static void
test_transfer_bye (WhinTestScene *scene, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;

  whin_test_scene_dial_and_talk (scene);
  whin_call_transfer_async (scene->call, "carol", NULL, whin_test_on_result, &result);
  whin_test_until (whin_test_peer_find (scene->peer, "REFER", 0) != NULL);
  whin_test_dialog_send (scene->dialog, "BYE", "", NULL);
  whin_test_until (result != NULL);
  g_assert_true (whin_call_transfer_finish (scene->call, result, NULL));
  g_assert_cmpint (whin_call_get_end (scene->call), ==, WHIN_CALL_END_TRANSFERRED);
}

static void
ignore_refer (WhinTestPeer *peer, const char *request)
{
  if (!g_str_has_prefix (request, "REFER"))
    whin_test_peer_answer_all (peer, request);
}

/* Their BYE before they said yes to the REFER: they just hung up. */
static void
test_transfer_unanswered (WhinTestScene *scene, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  scene->peer->answer = ignore_refer;
  whin_test_scene_dial_and_talk (scene);
  whin_call_transfer_async (scene->call, "carol", NULL, whin_test_on_result, &result);
  whin_test_until (whin_test_peer_find (scene->peer, "REFER", 0) != NULL);
  whin_test_dialog_send (scene->dialog, "BYE", "", NULL);
  whin_test_until (result != NULL);
  g_assert_false (whin_call_transfer_finish (scene->call, result, &error));
  g_assert_error (error, WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_REFUSED);
  g_assert_cmpint (whin_call_get_end (scene->call), ==, WHIN_CALL_END_HUNG_UP);
  g_assert_cmpstr (whin_call_get_reason (scene->call), ==, "The other side hung up.");
}

static void
refuse_refer (WhinTestPeer *peer, const char *request)
{
  if (g_str_has_prefix (request, "REFER"))
    whin_test_peer_reply (peer, request, "bob", peer->data, "", NULL);
  else
    whin_test_peer_answer_all (peer, request);
}

/* No word of a refused call: it goes on. */
static void
test_transfer_refused (WhinTestScene *scene, gconstpointer data)
{
  static const struct {
    const char *status;
    const char *text;
  } refusals[] = {
      {"405 Method Not Allowed", "The other side refused the transfer (405)."},
      {"403 Forbidden", "The other side refused the transfer (403)."},
      {"603 Decline", "The other side declined."},
  };

  scene->peer->answer = refuse_refer;
  whin_test_scene_dial_and_talk (scene);
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++) {
    g_autoptr (GAsyncResult) result = NULL;
    g_autoptr (GError) error = NULL;

    scene->peer->data = (gpointer)refusals[i].status;
    whin_call_transfer_async (scene->call, "carol", NULL, whin_test_on_result, &result);
    whin_test_until (result != NULL);
    g_assert_false (whin_call_transfer_finish (scene->call, result, &error));
    g_assert_cmpstr (error->message, ==, refusals[i].text);
    g_assert_cmpint (whin_call_get_state (scene->call), ==, WHIN_CALL_ACTIVE);
  }
}

/* They say yes to it, and then nothing. */
static void
test_transfer_silence (WhinTestScene *scene, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  whin_test_scene_dial_and_talk (scene);
  whin_sip_call_set_transfer_silence (1);
  whin_call_transfer_async (scene->call, "carol", NULL, whin_test_on_result, &result);
  whin_test_until (result != NULL);
  whin_sip_call_set_transfer_silence (90);
  g_assert_false (whin_call_transfer_finish (scene->call, result, &error));
  g_assert_error (error, WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_REFUSED);
  g_assert_cmpint (whin_call_get_state (scene->call), ==, WHIN_CALL_ACTIVE);
  g_assert_nonnull (whin_test_peer_find (scene->peer, "REFER", 0));
}

/* The server is gone, the port unreachable; the sound goes on by its own way. A hold that nobody
 * heard of ends no call (RFC 3261, section 14.1), and it can be resumed. */
static void
test_hold_without_server (WhinTestScene *scene, gconstpointer data)
{
  whin_test_scene_dial_and_talk (scene);
  whin_test_until (whin_test_peer_find (scene->peer, "ACK", 0) != NULL);
  whin_test_peer_vanish (scene->peer);
  whin_call_hold (scene->call);
  whin_test_until (whin_call_get_reason (scene->call) != NULL);
  whin_test_run_for (300);
  g_assert_cmpstr (whin_call_get_reason (scene->call), ==,
                   "The other side was not told of the hold.");
  g_assert_cmpint (whin_call_get_state (scene->call), ==, WHIN_CALL_HELD);
  whin_call_resume (scene->call);
  whin_test_until (whin_call_get_state (scene->call) == WHIN_CALL_ACTIVE);
  whin_test_run_for (300);
  g_assert_cmpint (whin_call_get_state (scene->call), ==, WHIN_CALL_ACTIVE);
  hear_peer (scene, 1, whin_test_peer_find (scene->peer, "INVITE", 0));
}

static void
refuse_change (WhinTestPeer *peer, const char *request)
{
  if (g_str_has_prefix (request, "INVITE") && strstr (request, ";tag=bob") != NULL)
    whin_test_peer_reply (peer, request, "bob", peer->data, "", NULL);
  else
    whin_test_peer_answer_all (peer, request);
}

/* Whatever the other side has against a hold, only 481 and 408 say that it has no call. */
static void
test_hold_refused (WhinTestScene *scene, gconstpointer data)
{
  static const char *const refusals[] = {"503 Service Unavailable", "500 Server Internal Error",
                                         "404 Not Found", "488 Not Acceptable Here"};

  scene->peer->answer = refuse_change;
  whin_test_scene_dial_and_talk (scene);
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++) {
    scene->peer->data = (gpointer)refusals[i];
    whin_call_hold (scene->call);
    whin_test_until (whin_call_get_reason (scene->call) != NULL);
    g_assert_cmpint (whin_call_get_state (scene->call), ==, WHIN_CALL_HELD);
    whin_call_resume (scene->call);
    whin_test_until (whin_call_get_state (scene->call) == WHIN_CALL_ACTIVE);
    g_assert_null (whin_call_get_reason (scene->call));
  }
  whin_test_run_for (200);
  g_assert_null (whin_test_peer_find (scene->peer, "BYE", 0));
  scene->peer->data = (gpointer) "481 Call/Transaction Does Not Exist";
  whin_call_hold (scene->call);
  whin_test_until (whin_call_get_state (scene->call) == WHIN_CALL_ENDED);
}

/* The other sides of two calls are connected: the REFER names the second dialog as bob needs it to
 * take its place (RFC 3891). */
static void
test_attended_transfer (WhinTestScene *scene, gconstpointer data)
{
  WhinTestPeer *peer = scene->peer;
  g_autoptr (WhinCall) second = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *refer_to = NULL;
  g_autofree char *call_id = NULL;
  g_autofree char *from = NULL;
  g_autofree char *decoded = NULL;

  whin_test_scene_dial_and_talk (scene);
  second = whin_line_dial (scene->phone->line, "carol", &error);
  g_assert_no_error (error);
  whin_test_until (whin_call_get_state (second) == WHIN_CALL_ACTIVE &&
                   whin_call_get_state (scene->call) == WHIN_CALL_HELD);
  whin_call_transfer_to_call_async (scene->call, second, NULL, whin_test_on_result, &result);
  whin_test_until (whin_test_peer_find (peer, "REFER", 0) != NULL);
  refer_to = whin_test_peer_dup_address (whin_test_peer_find (peer, "REFER", 0), "Refer-To");
  decoded = g_uri_unescape_string (refer_to, NULL);
  for (guint i = 0; call_id == NULL; i++) {
    const char *invite = whin_test_peer_find (peer, "INVITE", i);

    if (g_str_has_prefix (invite, "INVITE sip:carol@")) {
      call_id = whin_test_peer_dup_header (invite, "Call-ID");
      from = whin_test_peer_dup_header (invite, "From");
    }
  }
  g_assert_true (g_str_has_prefix (decoded, "sip:carol@localhost"));
  g_assert_nonnull (strstr (decoded, call_id));
  g_assert_nonnull (strstr (decoded, ";to-tag=carol"));
  g_assert_nonnull (strstr (decoded, strstr (from, ";tag=") + 1));
  tell_transfer (scene, "SIP/2.0 200 OK\r\n");
  whin_test_until (result != NULL);
  g_assert_true (whin_call_transfer_finish (scene->call, result, &error));
  g_assert_no_error (error);
  g_assert_cmpint (whin_call_get_end (scene->call), ==, WHIN_CALL_END_TRANSFERRED);
  g_assert_cmpint (whin_call_get_end (second), ==, WHIN_CALL_END_TRANSFERRED);
  whin_test_until (whin_test_peer_count (peer, "BYE") == 2);
}

/* The other side of a call hands it over to somebody else. */
static void
test_replaced (WhinTestScene *scene, gconstpointer data)
{
  WhinTestPeer *peer = scene->peer;
  g_autoptr (WhinTestDialog) dialog = NULL;
  g_autofree char *description = whin_test_peer_make_description (peer, "");
  g_autofree char *header = NULL;
  const char *ours;

  whin_test_scene_dial_and_talk (scene);
  ours = strstr (scene->dialog->remote, ";tag=") + strlen (";tag=");
  /* A dialog that isn't there. */
  dialog = whin_test_dialog_calling (peer);
  whin_test_dialog_send (dialog, "INVITE", "Replaces: nothing;to-tag=a;from-tag=b\r\n",
                         description);
  whin_test_until (whin_test_peer_find (peer, "SIP/2.0 481", 0) != NULL);
  whin_test_dialog_free (dialog);
  dialog = whin_test_dialog_calling (peer);
  header = g_strdup_printf ("Replaces: %s;to-tag=%s;from-tag=bob\r\nRequire: replaces\r\n",
                            scene->dialog->call_id, ours);
  whin_test_dialog_send (dialog, "INVITE", header, description);
  whin_test_until (whin_call_get_state (scene->call) == WHIN_CALL_ENDED);
  g_assert_cmpint (whin_call_get_end (scene->call), ==, WHIN_CALL_END_TRANSFERRED);
  whin_test_until (whin_test_peer_find (peer, "SIP/2.0 200", 0) != NULL);
  whin_test_dialog_answered (dialog, whin_test_peer_find (peer, "SIP/2.0 200", 0));
  whin_test_dialog_send (dialog, "ACK", "", NULL);
  whin_test_until (whin_test_peer_find (peer, "BYE", 0) != NULL);
  expect_header (whin_test_peer_find (peer, "BYE", 0), "Call-ID", scene->dialog->call_id);
  hear_peer (scene, 2, whin_test_peer_find (peer, "SIP/2.0 200", 0));
}

/* An announcement is heard before anybody has answered. */
static void
test_early_media (WhinTestScene *scene, gconstpointer data)
{
  const char *invite;

  scene->peer->answer = whin_test_peer_answer_early;
  whin_test_scene_dial (scene);
  whin_test_until (whin_call_get_state (scene->call) == WHIN_CALL_EARLY);
  invite = whin_test_peer_find (scene->peer, "INVITE", 0);
  hear_peer (scene, 1, invite);
  g_assert_cmpint (whin_call_get_state (scene->call), ==, WHIN_CALL_EARLY);
  g_assert_null (whin_call_get_answered_at (scene->call));
  whin_test_peer_say_yes (scene->peer, invite, "bob", "");
  whin_test_until (whin_call_get_state (scene->call) == WHIN_CALL_ACTIVE);
  whin_call_hang_up (scene->call);
}

/* Where the audio can't carry key tones, INFO does, in order, if the other side takes it. */
static void
test_info (WhinTestScene *scene, gconstpointer data)
{
  static const char *const signals[] = {"Signal=1\r\nDuration=120\r\n",
                                        "Signal=#\r\nDuration=120\r\n"};

  whin_test_scene_dial_and_talk (scene);
  g_assert_true (whin_call_send_dtmf (scene->call, "1#"));
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++) {
    whin_test_until (whin_test_peer_find (scene->peer, "INFO", i) != NULL);
    expect_header (whin_test_peer_find (scene->peer, "INFO", i), "Content-Type",
                   "application/dtmf-relay");
    g_assert_true (g_str_has_suffix (whin_test_peer_find (scene->peer, "INFO", i), signals[i]));
  }
  whin_test_dialog_send (scene->dialog, "INFO", "Content-Type: application/dtmf-relay\r\n",
                         "Signal=5\r\nDuration=160\r\n");
  whin_test_until (strcmp (scene->phone->digits->str, "5") == 0);
}

static void
answer_without_info (WhinTestPeer *peer, const char *request)
{
  if (g_str_has_prefix (request, "INVITE"))
    whin_test_peer_say_yes (peer, request, "bob", "Allow: INVITE, ACK, BYE, CANCEL\r\n");
  else
    whin_test_peer_answer_all (peer, request);
}

static void
test_no_key_tones (WhinTestScene *scene, gconstpointer data)
{
  scene->peer->answer = answer_without_info;
  whin_test_scene_dial_and_talk (scene);
  whin_call_send_dtmf (scene->call, "1");
  whin_test_until (whin_call_get_reason (scene->call) != NULL);
  g_assert_cmpstr (whin_call_get_reason (scene->call), ==, "The other side takes no key tones.");
  g_assert_null (whin_test_peer_find (scene->peer, "INFO", 0));
}

/* Reliable ringing, each with its own number (RFC 3262). */
static void
ring_reliably (WhinTestPeer *peer, const char *request)
{
  g_autofree char *headers = NULL;

  if (g_str_has_prefix (request, "INVITE")) {
    headers = whin_test_peer_make_contact (peer, "bob", "Require: 100rel\r\nRSeq: 7\r\n");
    whin_test_peer_reply (peer, request, "bob", "180 Ringing", headers, NULL);
  } else if (g_str_has_prefix (request, "PRACK")) {
    whin_test_peer_reply (peer, request, "bob", "200 OK", "", NULL);
    whin_test_peer_say_yes (peer, whin_test_peer_find (peer, "INVITE", 0), "bob", "");
  } else {
    whin_test_peer_answer_all (peer, request);
  }
}

static void
test_prack (WhinTestScene *scene, gconstpointer data)
{
  const char *prack;

  scene->peer->answer = ring_reliably;
  whin_test_scene_dial_and_talk (scene);
  prack = whin_test_peer_find (scene->peer, "PRACK", 0);
  g_assert_nonnull (prack);
  g_assert_nonnull (strstr (prack, "\r\nRAck: 7 "));
  g_assert_cmpuint (whin_test_peer_count (scene->peer, "PRACK"), ==, 1);
}

/* The other way round: the caller wants reliable ringing. */
static void
test_prack_received (WhinTestScene *scene, gconstpointer data)
{
  WhinTestPeer *peer = scene->peer;
  g_autofree char *description = whin_test_peer_make_description (peer, "");
  g_autofree char *number = NULL;
  g_autofree char *rack = NULL;

  scene->dialog = whin_test_dialog_calling (peer);
  whin_test_dialog_send (scene->dialog, "INVITE", "Require: 100rel\r\n", description);
  whin_test_until (whin_test_peer_find (peer, "SIP/2.0 180", 0) != NULL);
  number = whin_test_peer_dup_header (whin_test_peer_find (peer, "SIP/2.0 180", 0), "RSeq");
  g_assert_nonnull (number);
  whin_test_dialog_answered (scene->dialog, whin_test_peer_find (peer, "SIP/2.0 180", 0));
  rack = g_strdup_printf ("RAck: %s 1 INVITE\r\n", number);
  whin_test_dialog_send (scene->dialog, "PRACK", rack, NULL);
  whin_test_until (whin_test_peer_find (peer, "SIP/2.0 200", 0) != NULL);
  whin_call_answer (scene->phone->call);
  whin_test_until (whin_test_peer_find (peer, "SIP/2.0 200", 1) != NULL);
  scene->dialog->cseq = 1;
  whin_test_dialog_send (scene->dialog, "ACK", "", NULL);
  scene->dialog->cseq = 2;
  hear_peer (scene, 1, whin_test_peer_find (peer, "SIP/2.0 200", 1));
}

/* A caller without a description: ours is in the 200, theirs in the ACK. */
static void
test_late_offer (WhinTestScene *scene, gconstpointer data)
{
  g_autofree char *description = whin_test_peer_make_description (scene->peer, "");
  const char *yes;

  whin_test_scene_ring (scene, "", NULL);
  whin_call_answer (scene->phone->call);
  yes = whin_test_scene_take_yes (scene);
  whin_test_dialog_send (scene->dialog, "ACK", "", description);
  hear_peer (scene, 1, yes);
  g_assert_cmpstr (whin_call_get_codec (scene->phone->call), ==, "G.711 µ-law");
}

/* Several phones ring and two answer at once: one call is kept, the other is hung up. */
static void
ring_many (WhinTestPeer *peer, const char *request)
{
  if (g_str_has_prefix (request, "INVITE")) {
    g_autofree char *description = whin_test_peer_make_description (peer, "");
    g_autofree char *headers = whin_test_peer_make_contact (peer, "bob", "");

    whin_test_peer_reply (peer, request, "one", "180 Ringing", headers, NULL);
    whin_test_peer_reply (peer, request, "two", "180 Ringing", headers, NULL);
    whin_test_peer_reply (peer, request, "three", "183 Session Progress", headers, description);
    whin_test_peer_reply (peer, request, "one", "180 Ringing", headers, NULL);
  } else {
    whin_test_peer_answer_all (peer, request);
  }
}

static void
test_forked (WhinTestScene *scene, gconstpointer data)
{
  WhinTestPeer *peer = scene->peer;
  const char *invite;

  peer->answer = ring_many;
  whin_test_scene_dial (scene);
  whin_test_until (whin_call_get_state (scene->call) == WHIN_CALL_EARLY);
  invite = whin_test_peer_find (peer, "INVITE", 0);
  whin_test_peer_say_yes (peer, invite, "two", "");
  whin_test_peer_say_yes (peer, invite, "one", "");
  whin_test_until (whin_test_peer_find (peer, "BYE", 0) != NULL);
  g_assert_nonnull (strstr (whin_test_peer_find (peer, "BYE", 0), ";tag=one\r\n"));
  whin_test_until (whin_test_peer_count (peer, "ACK") >= 2);
  g_assert_cmpint (whin_call_get_state (scene->call), ==, WHIN_CALL_ACTIVE);
  hear_peer (scene, 1, invite);
  whin_call_hang_up (scene->call);
  whin_test_until (whin_test_peer_count (peer, "BYE") >= 2);
  g_assert_nonnull (strstr (whin_test_peer_find (peer, "BYE", 1), ";tag=two\r\n"));
}

static void
ring_here (WhinTestScene *scene)
{
  g_autofree char *description = whin_test_peer_make_description (scene->peer, "");

  whin_test_scene_ring (scene, "", description);
}

/* RFC 3326: no missed call where another phone of the person took it. */
static void
test_answered_elsewhere (WhinTestScene *scene, gconstpointer data)
{
  ring_here (scene);
  whin_test_dialog_send (scene->dialog, "CANCEL",
                         "Reason: SIP;cause=200;text=\"Call completed elsewhere\"\r\n", NULL);
  whin_test_until (scene->phone->ended != NULL);
  g_assert_cmpint (whin_call_get_end (scene->phone->ended), ==, WHIN_CALL_END_ELSEWHERE);
  whin_test_until (whin_test_peer_find (scene->peer, "SIP/2.0 487", 0) != NULL);
}

static void
test_cancelled (WhinTestScene *scene, gconstpointer data)
{
  ring_here (scene);
  whin_test_dialog_send (scene->dialog, "CANCEL", "", NULL);
  whin_test_until (scene->phone->ended != NULL);
  g_assert_cmpint (whin_call_get_end (scene->phone->ended), ==, WHIN_CALL_END_MISSED);
  whin_test_until (whin_test_peer_find (scene->peer, "SIP/2.0 487", 0) != NULL);
}

#define TIMER "Supported: timer\r\nRequire: timer\r\nSession-Expires: 6;refresher="
#define ALLOW "Allow: INVITE, ACK, BYE, CANCEL"

static void
answer_with_timer (WhinTestPeer *peer, const char *request)
{
  if (g_str_has_prefix (request, "INVITE"))
    whin_test_peer_say_yes (peer, request, "bob", peer->data);
  else
    whin_test_peer_answer_all (peer, request);
}

/* We refresh the session, as the other side can take it (RFC 4028). */
static void
test_refresh_by_update (WhinTestScene *scene, gconstpointer data)
{
  scene->peer->answer = answer_with_timer;
  scene->peer->data = (gpointer)(TIMER "uac\r\n" ALLOW ", UPDATE\r\n");
  whin_test_scene_dial_and_talk (scene);
  whin_test_until (whin_test_peer_find (scene->peer, "UPDATE", 0) != NULL);
  g_assert_null (strstr (whin_test_peer_find (scene->peer, "UPDATE", 0), "m=audio"));
  whin_test_run_for (200);
  g_assert_cmpint (whin_call_get_state (scene->call), ==, WHIN_CALL_ACTIVE);
  g_assert_cmpuint (whin_test_peer_count (scene->peer, "INVITE"), ==, 1);
}

static void
test_refresh_by_invite (WhinTestScene *scene, gconstpointer data)
{
  scene->peer->answer = answer_with_timer;
  scene->peer->data = (gpointer)(TIMER "uac\r\n" ALLOW "\r\n");
  whin_test_scene_dial_and_talk (scene);
  whin_test_until (whin_test_peer_count (scene->peer, "ACK") == 2);
  g_assert_null (whin_test_peer_find (scene->peer, "UPDATE", 0));
  g_assert_cmpint (whin_call_get_state (scene->call), ==, WHIN_CALL_ACTIVE);
  hear_peer (scene, 1, whin_test_peer_find (scene->peer, "INVITE", 1));
}

/* As the called side we offer nothing with it: their offer comes in the 200, our answer in the ACK.
 */
static void
test_refresh_of_received (WhinTestScene *scene, gconstpointer data)
{
  WhinTestPeer *peer = scene->peer;
  g_autofree char *description = whin_test_peer_make_description (peer, "");

  whin_test_scene_ring (scene, TIMER "uas\r\n" ALLOW "\r\n", description);
  whin_call_answer (scene->phone->call);
  whin_test_scene_take_yes (scene);
  whin_test_dialog_send (scene->dialog, "ACK", "", NULL);
  peer->answer = answer_with_timer;
  peer->data = (gpointer)(TIMER "uac\r\n" ALLOW "\r\n");
  whin_test_until (whin_test_peer_find (peer, "ACK", 0) != NULL);
  g_assert_nonnull (strstr (whin_test_peer_find (peer, "ACK", 0), "\r\nm=audio "));
  g_assert_cmpint (whin_call_get_state (scene->phone->call), ==, WHIN_CALL_ACTIVE);
  hear_peer (scene, 1, whin_test_peer_find (peer, "ACK", 0));
}

static void
refuse_refresh (WhinTestPeer *peer, const char *request)
{
  if (g_str_has_prefix (request, "UPDATE"))
    whin_test_peer_reply (peer, request, "bob", "405 Method Not Allowed", ALLOW "\r\n", NULL);
  else
    answer_with_timer (peer, request);
}

static void
test_refresh_refused (WhinTestScene *scene, gconstpointer data)
{
  scene->peer->answer = refuse_refresh;
  scene->peer->data = (gpointer)(TIMER "uac\r\n" ALLOW ", UPDATE\r\n");
  whin_test_scene_dial_and_talk (scene);
  whin_test_until (whin_test_peer_count (scene->peer, "ACK") == 2);
  g_assert_cmpuint (whin_test_peer_count (scene->peer, "UPDATE"), <=, 2);
  g_assert_cmpint (whin_call_get_state (scene->call), ==, WHIN_CALL_ACTIVE);
}

static void
refuse_refresh_by_invite (WhinTestPeer *peer, const char *request)
{
  if (g_str_has_prefix (request, "INVITE") && strstr (request, ";tag=bob") != NULL)
    whin_test_peer_reply (peer, request, "bob", "503 Service Unavailable", "", NULL);
  else
    answer_with_timer (peer, request);
}

/* Else nobody would notice that nobody is there. */
static void
test_refresh_fails (WhinTestScene *scene, gconstpointer data)
{
  scene->peer->answer = refuse_refresh_by_invite;
  scene->peer->data = (gpointer)(TIMER "uac\r\n" ALLOW "\r\n");
  whin_test_scene_dial_and_talk (scene);
  whin_test_until (whin_call_get_state (scene->call) == WHIN_CALL_ENDED);
  g_assert_cmpstr (whin_call_get_reason (scene->call), ==,
                   "The connection to the other side was lost.");
  whin_test_until (whin_test_peer_find (scene->peer, "BYE", 0) != NULL);
}

/* They should have refreshed it, and are gone. */
static void
test_session_expires (WhinTestScene *scene, gconstpointer data)
{
  scene->peer->answer = answer_with_timer;
  scene->peer->data = (gpointer)(TIMER "uas\r\n" ALLOW ", UPDATE\r\n");
  whin_test_scene_dial_and_talk (scene);
  whin_test_until (whin_call_get_state (scene->call) == WHIN_CALL_ENDED);
  g_assert_cmpstr (whin_call_get_reason (scene->call), ==,
                   "The connection to the other side was lost.");
  whin_test_until (whin_test_peer_find (scene->peer, "BYE", 0) != NULL);
}

static void
want_longer (WhinTestPeer *peer, const char *request)
{
  if (g_str_has_prefix (request, "INVITE") && strstr (request, "Session-Expires: 3600") == NULL)
    whin_test_peer_reply (peer, request, "bob", "422 Session Interval Too Small",
                          "Min-SE: 3600\r\n", NULL);
  else
    whin_test_peer_answer_all (peer, request);
}

static void
test_session_too_short (WhinTestScene *scene, gconstpointer data)
{
  scene->peer->answer = want_longer;
  whin_test_scene_dial_and_talk (scene);
  g_assert_cmpuint (whin_test_peer_count (scene->peer, "INVITE"), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  whin_sip_agent_set_min_session (2);
#define ADD(path, test)                                                                            \
  g_test_add ("/phone/dialog/" path, WhinTestScene, NULL, whin_test_scene_set_up, test,            \
              whin_test_scene_tear_down)
  ADD ("blind-transfer", test_blind_transfer);
  ADD ("transfer-fails", test_transfer_fails);
  ADD ("transfer-silence", test_transfer_silence);
  ADD ("transfer-left", test_transfer_left);
  ADD ("transfer-bye", test_transfer_bye);
  ADD ("transfer-unanswered", test_transfer_unanswered);
  ADD ("transfer-refused", test_transfer_refused);
  ADD ("hold-without-server", test_hold_without_server);
  ADD ("hold-refused", test_hold_refused);
  ADD ("attended-transfer", test_attended_transfer);
  ADD ("replaced", test_replaced);
  ADD ("refresh-by-update", test_refresh_by_update);
  ADD ("refresh-by-invite", test_refresh_by_invite);
  ADD ("refresh-of-received", test_refresh_of_received);
  ADD ("refresh-refused", test_refresh_refused);
  ADD ("refresh-fails", test_refresh_fails);
  ADD ("session-expires", test_session_expires);
  ADD ("session-too-short", test_session_too_short);
  ADD ("early-media", test_early_media);
  ADD ("info", test_info);
  ADD ("no-key-tones", test_no_key_tones);
  ADD ("prack", test_prack);
  ADD ("prack-received", test_prack_received);
  ADD ("late-offer", test_late_offer);
  ADD ("forked", test_forked);
  ADD ("answered-elsewhere", test_answered_elsewhere);
  ADD ("cancelled", test_cancelled);
  return g_test_run ();
}
