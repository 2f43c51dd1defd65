/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/sip/whin-sip-agent.h"
#include "core/phone/sip/whin-sip-call.h"

#include "core/testing/phone/whin-test-peer.h"
#include "core/testing/phone/whin-test-phone.h"
#include "core/testing/whin-test-loop.h"

#include <string.h>

/* What real servers do in calls, said by a peer that does it at the moment when it matters. */

#define PEER_HZ 660
#define LISTEN_MS 600
#define SHARE 0.9

typedef struct {
  WhinTestPeer *peer;
  WhinTestPhone *phone;
  WhinCall *call; /* outgoing */
  WhinTestDialog *dialog;
} Fixture;

static char *
make_contact (WhinTestPeer *peer, const char *more)
{
  return g_strdup_printf ("Contact: <sip:bob@127.0.0.1:%u>\r\n%s", peer->port, more);
}

static void
say_yes (WhinTestPeer *peer, const char *invite, const char *tag, const char *more)
{
  g_autofree char *description = whin_test_peer_make_description (peer, "");
  g_autofree char *headers = make_contact (peer, more);

  whin_test_peer_reply (peer, invite, tag, "200 OK", headers, description);
}

/* Each called number is its own tag. */
static char *
get_called (const char *invite)
{
  return g_strndup (invite + strlen ("INVITE sip:"),
                    strcspn (invite + strlen ("INVITE sip:"), "@"));
}

static void
answer_all (WhinTestPeer *peer, const char *request)
{
  whin_test_peer_register (peer, request);
  if (g_str_has_prefix (request, "INVITE")) {
    g_autofree char *tag = get_called (request);

    say_yes (peer, request, tag, "Allow: INVITE, ACK, BYE, CANCEL, INFO, REFER, NOTIFY\r\n");
  } else if (g_str_has_prefix (request, "REFER")) {
    whin_test_peer_reply (peer, request, "bob", "202 Accepted", "", NULL);
  } else if (!g_str_has_prefix (request, "REGISTER") && !g_str_has_prefix (request, "OPTIONS")) {
    whin_test_peer_reply (peer, request, "bob", "200 OK", "", NULL);
  }
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->peer = whin_test_peer_new (answer_all);
  fixture->phone = whin_test_phone_new (&fixture->peer->registrar, "alice", 440, NULL, NULL);
  whin_test_phone_start (fixture->phone);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  fixture->peer->answer = answer_all;
  g_clear_object (&fixture->call);
  g_clear_pointer (&fixture->dialog, whin_test_dialog_free);
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
dial_and_talk (Fixture *fixture)
{
  dial (fixture);
  whin_test_until (whin_call_get_state (fixture->call) == WHIN_CALL_ACTIVE);
  fixture->dialog = whin_test_dialog_called (
      fixture->peer, whin_test_peer_find (fixture->peer, "INVITE", 0), "bob");
}

static void
hear_peer (Fixture *fixture, guint n, const char *message)
{
  whin_test_peer_play (fixture->peer, PEER_HZ, whin_test_peer_get_audio_port (message));
  whin_test_until (whin_test_phone_count_ms (fixture->phone, n) > LISTEN_MS &&
                   whin_test_phone_measure (fixture->phone, n, PEER_HZ, LISTEN_MS) > SHARE);
}

static void
tell_transfer (Fixture *fixture, const char *fragment)
{
  guint before = whin_test_peer_count (fixture->peer, "SIP/2.0 200");

  whin_test_dialog_send (fixture->dialog, "NOTIFY",
                         "Event: refer\r\nSubscription-State: active\r\n"
                         "Content-Type: message/sipfrag;version=2.0\r\n",
                         fragment);
  whin_test_until (whin_test_peer_count (fixture->peer, "SIP/2.0 200") > before);
}

static void
expect_header (const char *message, const char *name, const char *value)
{
  g_autofree char *found = whin_test_peer_dup_header (message, name);

  g_assert_cmpstr (found, ==, value);
}

static void
test_blind_transfer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *target = g_strdup_printf ("<sip:carol@localhost:%u>", fixture->peer->port);
  g_autofree char *by = g_strdup_printf ("<sip:alice@localhost:%u>", fixture->peer->port);

  dial_and_talk (fixture);
  whin_call_transfer_async (fixture->call, "carol", NULL, whin_test_on_result, &result);
  whin_test_until (whin_test_peer_find (fixture->peer, "REFER", 0) != NULL);
  expect_header (whin_test_peer_find (fixture->peer, "REFER", 0), "Refer-To", target);
  expect_header (whin_test_peer_find (fixture->peer, "REFER", 0), "Referred-By", by);
  tell_transfer (fixture, "SIP/2.0 100 Trying\r\n");
  tell_transfer (fixture, "SIP/2.0 180 Ringing\r\n");
  g_assert_null (result);
  g_assert_cmpint (whin_call_get_state (fixture->call), ==, WHIN_CALL_ACTIVE);
  tell_transfer (fixture, "SIP/2.0 200 OK\r\n");
  whin_test_until (result != NULL);
  g_assert_true (whin_call_transfer_finish (fixture->call, result, &error));
  g_assert_no_error (error);
  g_assert_cmpint (whin_call_get_end (fixture->call), ==, WHIN_CALL_END_TRANSFERRED);
  whin_test_until (whin_test_peer_find (fixture->peer, "BYE", 0) != NULL);
}

/* Nobody took it there: the call goes on as it was. */
static void
test_transfer_fails (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  dial_and_talk (fixture);
  whin_call_transfer_async (fixture->call, "carol", NULL, whin_test_on_result, &result);
  whin_test_until (whin_test_peer_find (fixture->peer, "REFER", 0) != NULL);
  tell_transfer (fixture, "SIP/2.0 486 Busy Here\r\n");
  whin_test_until (result != NULL);
  g_assert_false (whin_call_transfer_finish (fixture->call, result, &error));
  g_assert_error (error, WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_REFUSED);
  g_assert_cmpint (whin_call_get_state (fixture->call), ==, WHIN_CALL_ACTIVE);
  /* And it may be tried again. */
  g_clear_object (&result);
  whin_call_transfer_async (fixture->call, "dave", NULL, whin_test_on_result, &result);
  whin_test_until (whin_test_peer_count (fixture->peer, "REFER") == 2);
  tell_transfer (fixture, "SIP/2.0 200 OK\r\n");
  whin_test_until (result != NULL);
  g_assert_true (whin_call_transfer_finish (fixture->call, result, NULL));
}

/* They say yes to it, and then nothing. */
static void
test_transfer_silence (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  dial_and_talk (fixture);
  whin_sip_call_set_transfer_silence (1);
  whin_call_transfer_async (fixture->call, "carol", NULL, whin_test_on_result, &result);
  whin_test_until (result != NULL);
  whin_sip_call_set_transfer_silence (90);
  g_assert_false (whin_call_transfer_finish (fixture->call, result, &error));
  g_assert_error (error, WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_REFUSED);
  g_assert_cmpint (whin_call_get_state (fixture->call), ==, WHIN_CALL_ACTIVE);
  g_assert_nonnull (whin_test_peer_find (fixture->peer, "REFER", 0));
}

/* The other sides of two calls are connected: the REFER names the second dialog as bob needs it to
 * take its place (RFC 3891). */
static void
test_attended_transfer (Fixture *fixture, gconstpointer data)
{
  WhinTestPeer *peer = fixture->peer;
  g_autoptr (WhinCall) second = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *refer_to = NULL;
  g_autofree char *call_id = NULL;
  g_autofree char *from = NULL;
  g_autofree char *decoded = NULL;

  dial_and_talk (fixture);
  second = whin_line_dial (fixture->phone->line, "carol", &error);
  g_assert_no_error (error);
  whin_test_until (whin_call_get_state (second) == WHIN_CALL_ACTIVE &&
                   whin_call_get_state (fixture->call) == WHIN_CALL_HELD);
  whin_call_transfer_to_call_async (fixture->call, second, NULL, whin_test_on_result, &result);
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
  tell_transfer (fixture, "SIP/2.0 200 OK\r\n");
  whin_test_until (result != NULL);
  g_assert_true (whin_call_transfer_finish (fixture->call, result, &error));
  g_assert_no_error (error);
  g_assert_cmpint (whin_call_get_end (fixture->call), ==, WHIN_CALL_END_TRANSFERRED);
  g_assert_cmpint (whin_call_get_end (second), ==, WHIN_CALL_END_TRANSFERRED);
  whin_test_until (whin_test_peer_count (peer, "BYE") == 2);
}

/* The other side of a call hands it over to somebody else. */
static void
test_replaced (Fixture *fixture, gconstpointer data)
{
  WhinTestPeer *peer = fixture->peer;
  g_autoptr (WhinTestDialog) dialog = NULL;
  g_autofree char *description = whin_test_peer_make_description (peer, "");
  g_autofree char *header = NULL;
  const char *ours;

  dial_and_talk (fixture);
  ours = strstr (fixture->dialog->remote, ";tag=") + strlen (";tag=");
  /* A dialog that isn't there. */
  dialog = whin_test_dialog_calling (peer);
  whin_test_dialog_send (dialog, "INVITE", "Replaces: nothing;to-tag=a;from-tag=b\r\n",
                         description);
  whin_test_until (whin_test_peer_find (peer, "SIP/2.0 481", 0) != NULL);
  whin_test_dialog_free (dialog);
  dialog = whin_test_dialog_calling (peer);
  header = g_strdup_printf ("Replaces: %s;to-tag=%s;from-tag=bob\r\nRequire: replaces\r\n",
                            fixture->dialog->call_id, ours);
  whin_test_dialog_send (dialog, "INVITE", header, description);
  whin_test_until (whin_call_get_state (fixture->call) == WHIN_CALL_ENDED);
  g_assert_cmpint (whin_call_get_end (fixture->call), ==, WHIN_CALL_END_TRANSFERRED);
  whin_test_until (whin_test_peer_find (peer, "SIP/2.0 200", 0) != NULL);
  whin_test_dialog_answered (dialog, whin_test_peer_find (peer, "SIP/2.0 200", 0));
  whin_test_dialog_send (dialog, "ACK", "", NULL);
  whin_test_until (whin_test_peer_find (peer, "BYE", 0) != NULL);
  expect_header (whin_test_peer_find (peer, "BYE", 0), "Call-ID", fixture->dialog->call_id);
  hear_peer (fixture, 2, whin_test_peer_find (peer, "SIP/2.0 200", 0));
}

static void
answer_early (WhinTestPeer *peer, const char *request)
{
  if (g_str_has_prefix (request, "INVITE")) {
    g_autofree char *description = whin_test_peer_make_description (peer, "");
    g_autofree char *headers = make_contact (peer, "");

    whin_test_peer_reply (peer, request, "bob", "183 Session Progress", headers, description);
  } else {
    answer_all (peer, request);
  }
}

/* An announcement is heard before anybody has answered. */
static void
test_early_media (Fixture *fixture, gconstpointer data)
{
  const char *invite;

  fixture->peer->answer = answer_early;
  dial (fixture);
  whin_test_until (whin_call_get_state (fixture->call) == WHIN_CALL_EARLY);
  invite = whin_test_peer_find (fixture->peer, "INVITE", 0);
  hear_peer (fixture, 1, invite);
  g_assert_cmpint (whin_call_get_state (fixture->call), ==, WHIN_CALL_EARLY);
  g_assert_null (whin_call_get_answered_at (fixture->call));
  say_yes (fixture->peer, invite, "bob", "");
  whin_test_until (whin_call_get_state (fixture->call) == WHIN_CALL_ACTIVE);
  whin_call_hang_up (fixture->call);
}

/* Where the audio can't carry key tones, INFO does, in order, if the other side takes it. */
static void
test_info (Fixture *fixture, gconstpointer data)
{
  static const char *const signals[] = {"Signal=1\r\nDuration=120\r\n",
                                        "Signal=#\r\nDuration=120\r\n"};

  dial_and_talk (fixture);
  g_assert_true (whin_call_send_dtmf (fixture->call, "1#"));
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++) {
    whin_test_until (whin_test_peer_find (fixture->peer, "INFO", i) != NULL);
    expect_header (whin_test_peer_find (fixture->peer, "INFO", i), "Content-Type",
                   "application/dtmf-relay");
    g_assert_true (g_str_has_suffix (whin_test_peer_find (fixture->peer, "INFO", i), signals[i]));
  }
  whin_test_dialog_send (fixture->dialog, "INFO", "Content-Type: application/dtmf-relay\r\n",
                         "Signal=5\r\nDuration=160\r\n");
  whin_test_until (strcmp (fixture->phone->digits->str, "5") == 0);
}

static void
answer_without_info (WhinTestPeer *peer, const char *request)
{
  if (g_str_has_prefix (request, "INVITE"))
    say_yes (peer, request, "bob", "Allow: INVITE, ACK, BYE, CANCEL\r\n");
  else
    answer_all (peer, request);
}

static void
test_no_key_tones (Fixture *fixture, gconstpointer data)
{
  fixture->peer->answer = answer_without_info;
  dial_and_talk (fixture);
  whin_call_send_dtmf (fixture->call, "1");
  whin_test_until (whin_call_get_reason (fixture->call) != NULL);
  g_assert_cmpstr (whin_call_get_reason (fixture->call), ==, "The other side takes no key tones.");
  g_assert_null (whin_test_peer_find (fixture->peer, "INFO", 0));
}

/* Reliable ringing, each with its own number (RFC 3262). */
static void
ring_reliably (WhinTestPeer *peer, const char *request)
{
  g_autofree char *headers = NULL;

  if (g_str_has_prefix (request, "INVITE")) {
    headers = make_contact (peer, "Require: 100rel\r\nRSeq: 7\r\n");
    whin_test_peer_reply (peer, request, "bob", "180 Ringing", headers, NULL);
  } else if (g_str_has_prefix (request, "PRACK")) {
    whin_test_peer_reply (peer, request, "bob", "200 OK", "", NULL);
    say_yes (peer, whin_test_peer_find (peer, "INVITE", 0), "bob", "");
  } else {
    answer_all (peer, request);
  }
}

static void
test_prack (Fixture *fixture, gconstpointer data)
{
  const char *prack;

  fixture->peer->answer = ring_reliably;
  dial_and_talk (fixture);
  prack = whin_test_peer_find (fixture->peer, "PRACK", 0);
  g_assert_nonnull (prack);
  g_assert_nonnull (strstr (prack, "\r\nRAck: 7 "));
  g_assert_cmpuint (whin_test_peer_count (fixture->peer, "PRACK"), ==, 1);
}

/* The other way round: the caller wants reliable ringing. */
static void
test_prack_received (Fixture *fixture, gconstpointer data)
{
  WhinTestPeer *peer = fixture->peer;
  g_autofree char *description = whin_test_peer_make_description (peer, "");
  g_autofree char *number = NULL;
  g_autofree char *rack = NULL;

  fixture->dialog = whin_test_dialog_calling (peer);
  whin_test_dialog_send (fixture->dialog, "INVITE", "Require: 100rel\r\n", description);
  whin_test_until (whin_test_peer_find (peer, "SIP/2.0 180", 0) != NULL);
  number = whin_test_peer_dup_header (whin_test_peer_find (peer, "SIP/2.0 180", 0), "RSeq");
  g_assert_nonnull (number);
  whin_test_dialog_answered (fixture->dialog, whin_test_peer_find (peer, "SIP/2.0 180", 0));
  rack = g_strdup_printf ("RAck: %s 1 INVITE\r\n", number);
  whin_test_dialog_send (fixture->dialog, "PRACK", rack, NULL);
  whin_test_until (whin_test_peer_find (peer, "SIP/2.0 200", 0) != NULL);
  whin_call_answer (fixture->phone->call);
  whin_test_until (whin_test_peer_find (peer, "SIP/2.0 200", 1) != NULL);
  fixture->dialog->cseq = 1;
  whin_test_dialog_send (fixture->dialog, "ACK", "", NULL);
  fixture->dialog->cseq = 2;
  hear_peer (fixture, 1, whin_test_peer_find (peer, "SIP/2.0 200", 1));
}

/* A caller without a description: ours is in the 200, theirs in the ACK. */
static void
test_late_offer (Fixture *fixture, gconstpointer data)
{
  WhinTestPeer *peer = fixture->peer;
  g_autofree char *description = whin_test_peer_make_description (peer, "");

  fixture->dialog = whin_test_dialog_calling (peer);
  whin_test_dialog_send (fixture->dialog, "INVITE", "", NULL);
  whin_test_until (fixture->phone->call != NULL);
  whin_call_answer (fixture->phone->call);
  whin_test_until (whin_test_peer_find (peer, "SIP/2.0 200", 0) != NULL);
  whin_test_dialog_answered (fixture->dialog, whin_test_peer_find (peer, "SIP/2.0 200", 0));
  whin_test_dialog_send (fixture->dialog, "ACK", "", description);
  hear_peer (fixture, 1, whin_test_peer_find (peer, "SIP/2.0 200", 0));
  g_assert_cmpstr (whin_call_get_codec (fixture->phone->call), ==, "G.711 µ-law");
}

/* Several phones ring and two answer at once: one call is kept, the other is hung up. */
static void
ring_many (WhinTestPeer *peer, const char *request)
{
  if (g_str_has_prefix (request, "INVITE")) {
    g_autofree char *description = whin_test_peer_make_description (peer, "");
    g_autofree char *headers = make_contact (peer, "");

    whin_test_peer_reply (peer, request, "one", "180 Ringing", headers, NULL);
    whin_test_peer_reply (peer, request, "two", "180 Ringing", headers, NULL);
    whin_test_peer_reply (peer, request, "three", "183 Session Progress", headers, description);
    whin_test_peer_reply (peer, request, "one", "180 Ringing", headers, NULL);
  } else {
    answer_all (peer, request);
  }
}

static void
test_forked (Fixture *fixture, gconstpointer data)
{
  WhinTestPeer *peer = fixture->peer;
  const char *invite;

  peer->answer = ring_many;
  dial (fixture);
  whin_test_until (whin_call_get_state (fixture->call) == WHIN_CALL_EARLY);
  invite = whin_test_peer_find (peer, "INVITE", 0);
  say_yes (peer, invite, "two", "");
  say_yes (peer, invite, "one", "");
  whin_test_until (whin_test_peer_find (peer, "BYE", 0) != NULL);
  g_assert_nonnull (strstr (whin_test_peer_find (peer, "BYE", 0), ";tag=one\r\n"));
  whin_test_until (whin_test_peer_count (peer, "ACK") >= 2);
  g_assert_cmpint (whin_call_get_state (fixture->call), ==, WHIN_CALL_ACTIVE);
  hear_peer (fixture, 1, invite);
  whin_call_hang_up (fixture->call);
  whin_test_until (whin_test_peer_count (peer, "BYE") >= 2);
  g_assert_nonnull (strstr (whin_test_peer_find (peer, "BYE", 1), ";tag=two\r\n"));
}

static void
ring_here (Fixture *fixture)
{
  g_autofree char *description = whin_test_peer_make_description (fixture->peer, "");

  fixture->dialog = whin_test_dialog_calling (fixture->peer);
  whin_test_dialog_send (fixture->dialog, "INVITE", "", description);
  whin_test_until (fixture->phone->call != NULL);
}

/* RFC 3326: no missed call where another phone of the person took it. */
static void
test_answered_elsewhere (Fixture *fixture, gconstpointer data)
{
  ring_here (fixture);
  whin_test_dialog_send (fixture->dialog, "CANCEL",
                         "Reason: SIP;cause=200;text=\"Call completed elsewhere\"\r\n", NULL);
  whin_test_until (fixture->phone->ended != NULL);
  g_assert_cmpint (whin_call_get_end (fixture->phone->ended), ==, WHIN_CALL_END_ELSEWHERE);
  whin_test_until (whin_test_peer_find (fixture->peer, "SIP/2.0 487", 0) != NULL);
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  ring_here (fixture);
  whin_test_dialog_send (fixture->dialog, "CANCEL", "", NULL);
  whin_test_until (fixture->phone->ended != NULL);
  g_assert_cmpint (whin_call_get_end (fixture->phone->ended), ==, WHIN_CALL_END_MISSED);
  whin_test_until (whin_test_peer_find (fixture->peer, "SIP/2.0 487", 0) != NULL);
}

#define TIMER "Supported: timer\r\nRequire: timer\r\nSession-Expires: 6;refresher="
#define ALLOW "Allow: INVITE, ACK, BYE, CANCEL"

static void
answer_with_timer (WhinTestPeer *peer, const char *request)
{
  if (g_str_has_prefix (request, "INVITE"))
    say_yes (peer, request, "bob", peer->data);
  else
    answer_all (peer, request);
}

/* We refresh the session, as the other side can take it (RFC 4028). */
static void
test_refresh_by_update (Fixture *fixture, gconstpointer data)
{
  fixture->peer->answer = answer_with_timer;
  fixture->peer->data = (gpointer)(TIMER "uac\r\n" ALLOW ", UPDATE\r\n");
  dial_and_talk (fixture);
  whin_test_until (whin_test_peer_find (fixture->peer, "UPDATE", 0) != NULL);
  g_assert_null (strstr (whin_test_peer_find (fixture->peer, "UPDATE", 0), "m=audio"));
  whin_test_run_for (200);
  g_assert_cmpint (whin_call_get_state (fixture->call), ==, WHIN_CALL_ACTIVE);
  g_assert_cmpuint (whin_test_peer_count (fixture->peer, "INVITE"), ==, 1);
}

static void
test_refresh_by_invite (Fixture *fixture, gconstpointer data)
{
  fixture->peer->answer = answer_with_timer;
  fixture->peer->data = (gpointer)(TIMER "uac\r\n" ALLOW "\r\n");
  dial_and_talk (fixture);
  whin_test_until (whin_test_peer_count (fixture->peer, "ACK") == 2);
  g_assert_null (whin_test_peer_find (fixture->peer, "UPDATE", 0));
  g_assert_cmpint (whin_call_get_state (fixture->call), ==, WHIN_CALL_ACTIVE);
  hear_peer (fixture, 1, whin_test_peer_find (fixture->peer, "INVITE", 1));
}

/* As the called side we offer nothing with it: their offer comes in the 200, our answer in the ACK.
 */
static void
test_refresh_of_received (Fixture *fixture, gconstpointer data)
{
  WhinTestPeer *peer = fixture->peer;
  g_autofree char *description = whin_test_peer_make_description (peer, "");

  fixture->dialog = whin_test_dialog_calling (peer);
  whin_test_dialog_send (fixture->dialog, "INVITE", TIMER "uas\r\n" ALLOW "\r\n", description);
  whin_test_until (fixture->phone->call != NULL);
  whin_call_answer (fixture->phone->call);
  whin_test_until (whin_test_peer_find (peer, "SIP/2.0 200", 0) != NULL);
  whin_test_dialog_answered (fixture->dialog, whin_test_peer_find (peer, "SIP/2.0 200", 0));
  whin_test_dialog_send (fixture->dialog, "ACK", "", NULL);
  peer->answer = answer_with_timer;
  peer->data = (gpointer)(TIMER "uac\r\n" ALLOW "\r\n");
  whin_test_until (whin_test_peer_find (peer, "ACK", 0) != NULL);
  g_assert_nonnull (strstr (whin_test_peer_find (peer, "ACK", 0), "\r\nm=audio "));
  g_assert_cmpint (whin_call_get_state (fixture->phone->call), ==, WHIN_CALL_ACTIVE);
  hear_peer (fixture, 1, whin_test_peer_find (peer, "ACK", 0));
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
test_refresh_refused (Fixture *fixture, gconstpointer data)
{
  fixture->peer->answer = refuse_refresh;
  fixture->peer->data = (gpointer)(TIMER "uac\r\n" ALLOW ", UPDATE\r\n");
  dial_and_talk (fixture);
  whin_test_until (whin_test_peer_count (fixture->peer, "ACK") == 2);
  g_assert_cmpuint (whin_test_peer_count (fixture->peer, "UPDATE"), <=, 2);
  g_assert_cmpint (whin_call_get_state (fixture->call), ==, WHIN_CALL_ACTIVE);
}

/* They should have refreshed it, and are gone. */
static void
test_session_expires (Fixture *fixture, gconstpointer data)
{
  fixture->peer->answer = answer_with_timer;
  fixture->peer->data = (gpointer)(TIMER "uas\r\n" ALLOW ", UPDATE\r\n");
  dial_and_talk (fixture);
  whin_test_until (whin_call_get_state (fixture->call) == WHIN_CALL_ENDED);
  g_assert_cmpstr (whin_call_get_reason (fixture->call), ==,
                   "The connection to the other side was lost.");
  whin_test_until (whin_test_peer_find (fixture->peer, "BYE", 0) != NULL);
}

static void
want_longer (WhinTestPeer *peer, const char *request)
{
  if (g_str_has_prefix (request, "INVITE") && strstr (request, "Session-Expires: 3600") == NULL)
    whin_test_peer_reply (peer, request, "bob", "422 Session Interval Too Small",
                          "Min-SE: 3600\r\n", NULL);
  else
    answer_all (peer, request);
}

static void
test_session_too_short (Fixture *fixture, gconstpointer data)
{
  fixture->peer->answer = want_longer;
  dial_and_talk (fixture);
  g_assert_cmpuint (whin_test_peer_count (fixture->peer, "INVITE"), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  whin_sip_agent_set_min_session (2);
#define ADD(path, test) g_test_add ("/phone/dialog/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("blind-transfer", test_blind_transfer);
  ADD ("transfer-fails", test_transfer_fails);
  ADD ("transfer-silence", test_transfer_silence);
  ADD ("attended-transfer", test_attended_transfer);
  ADD ("replaced", test_replaced);
  ADD ("refresh-by-update", test_refresh_by_update);
  ADD ("refresh-by-invite", test_refresh_by_invite);
  ADD ("refresh-of-received", test_refresh_of_received);
  ADD ("refresh-refused", test_refresh_refused);
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
