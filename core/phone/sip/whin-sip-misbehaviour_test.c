/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/sip/whin-sip-call.h"

#include "core/testing/phone/whin-test-scene.h"
#include "core/testing/whin-test-loop.h"

#include <string.h>

/* Other sides that break the rules: late, twice, in the wrong order, malformed, or without end. The
 * phone neither crashes nor hangs, and after each of them an ordinary call works. */

/* An ordinary call still works, and nothing of what was before is left in the list. */
static void
tear_down (WhinTestScene *scene, gconstpointer data)
{
  GListModel *calls = whin_phone_provider_get_calls (scene->phone->provider);
  guint before;

  if (scene->call != NULL)
    whin_call_hang_up (scene->call);
  g_clear_object (&scene->call);
  g_clear_pointer (&scene->dialog, whin_test_dialog_free);
  if (scene->phone->call != NULL)
    whin_call_hang_up (scene->phone->call);
  g_assert_cmpuint (g_list_model_get_n_items (calls), ==, 0);
  scene->peer->answer = whin_test_peer_answer_all;
  whin_test_scene_dial_and_talk (scene);
  before = whin_test_peer_count (scene->peer, "BYE");
  whin_call_hang_up (scene->call);
  whin_test_until (whin_test_peer_count (scene->peer, "BYE") > before);
  whin_test_scene_tear_down (scene, data);
}

static void
answer_thrice (WhinTestPeer *peer, const char *request)
{
  if (g_str_has_prefix (request, "INVITE")) {
    for (guint i = 0; i < 3; i++)
      whin_test_peer_reply (peer, request, "bob", "180 Ringing", "", NULL);
    for (guint i = 0; i < 3; i++)
      whin_test_peer_say_yes (peer, request, "bob", "");
    whin_test_peer_reply (peer, request, "bob", "180 Ringing", "", NULL);
    whin_test_peer_reply (peer, request, "bob", "100 Trying", "", NULL);
    whin_test_peer_reply (peer, request, "bob", "486 Busy Here", "", NULL);
  } else {
    for (guint i = 0; i < 3; i++)
      whin_test_peer_answer_all (peer, request);
  }
}

/* Each answer three times, and then others that come too late to count. */
static void
test_repeated (WhinTestScene *scene, gconstpointer data)
{
  scene->peer->answer = answer_thrice;
  whin_test_scene_dial (scene);
  whin_test_until (whin_test_peer_count (scene->peer, "ACK") >= 3);
  whin_test_run_for (100);
  g_assert_cmpint (whin_call_get_state (scene->call), ==, WHIN_CALL_ACTIVE);
  whin_call_hang_up (scene->call);
  whin_test_until (whin_test_peer_find (scene->peer, "BYE", 0) != NULL);
}

static void
answer_late (WhinTestPeer *peer, const char *request)
{
  if (g_str_has_prefix (request, "INVITE")) {
    whin_test_peer_reply (peer, request, "bob", "180 Ringing", "", NULL);
  } else if (g_str_has_prefix (request, "CANCEL")) {
    const char *invite = whin_test_peer_find (peer, "INVITE", 0);

    whin_test_peer_reply (peer, request, "bob", "200 OK", "", NULL);
    whin_test_peer_reply (peer, invite, "bob", "487 Request Terminated", "", NULL);
  } else {
    whin_test_peer_answer_all (peer, request);
  }
}

/* A 200 after the end that was agreed on: it is taken and hung up, so that nobody waits there. */
static void
test_late_yes (WhinTestScene *scene, gconstpointer data)
{
  WhinTestPeer *peer = scene->peer;

  peer->answer = answer_late;
  whin_test_scene_dial (scene);
  whin_test_until (whin_call_get_state (scene->call) == WHIN_CALL_RINGING);
  whin_call_hang_up (scene->call);
  whin_test_until (whin_test_peer_find (peer, "ACK", 0) != NULL);
  whin_test_peer_say_yes (peer, whin_test_peer_find (peer, "INVITE", 0), "other", "");
  whin_test_until (whin_test_peer_find (peer, "BYE", 0) != NULL);
  g_assert_nonnull (strstr (whin_test_peer_find (peer, "BYE", 0), ";tag=other\r\n"));
}

#define HEAD "{HEAD}"

/* (transfer full): @text with @value in place of @name. */
static char *
fill (const char *text, const char *name, const char *value)
{
  g_autoptr (GString) filled = g_string_new (text);

  g_string_replace (filled, name, value, 0);
  return g_strdup (filled->str);
}

/* Answers that lack what they need. HEAD stands for the lines that are as they should be. */
static void
answer_badly (WhinTestPeer *peer, const char *request)
{
  g_autofree char *head = NULL;
  g_autofree char *text = NULL;

  if (!g_str_has_prefix (request, "INVITE")) {
    whin_test_peer_answer_all (peer, request);
    return;
  }
  head = whin_test_peer_copy_headers (request, "bob");
  text = fill (peer->data, HEAD, head);
  whin_test_peer_send (peer, text);
}

#define SDP "Content-Type: application/sdp\r\n"
#define GOOD                                                                                       \
  "Content-Length: 68\r\n\r\nv=0\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 4000 RTP/AVP "          \
  "0\r\na=sendrecv\r\n"
#define YES "SIP/2.0 200 OK\r\n" HEAD
/* What the phone makes of them: it ends the call, talks as far as it can, or has not heard. */
static const struct {
  WhinCallState state;
  const char *text;
} bad_answers[] = {
    {WHIN_CALL_ENDED, YES "Content-Length: 0\r\n\r\n"},
    {WHIN_CALL_DIALING, YES "Contact: <<<>>>\r\n" SDP "Content-Length: 1\r\n\r\nx"},
    {WHIN_CALL_DIALING,
     YES "Contact: <sip:b@127.0.0.1>\r\n" SDP "Content-Length: 99999\r\n\r\nv=0\r\n"},
    {WHIN_CALL_ENDED, YES "Contact: <sip:b@127.0.0.1>\r\n" SDP "Content-Length: 4\r\n\r\nv=0\r\n"},
    {WHIN_CALL_DIALING,
     YES "Contact: <sip:b@127.0.0.1>\r\n" SDP
         "Content-Length: 61\r\n\r\nv=0\r\nc=IN IP4 999.1.1.1\r\nt=0 0\r\nm=audio 4000 RTP/AVP "
         "0\r\n\r\n\r\n"},
    {WHIN_CALL_ENDED,
     YES "Contact: <sip:b@127.0.0.1>\r\n" SDP
         "Content-Length: 56\r\n\r\nv=0\r\nc=IN IP4 127.0.0.1\r\nm=audio 4000 RTP/AVP "
         "255\r\n\r\n\r\n\r\n"},
    {WHIN_CALL_ENDED, YES "Contact: *\r\nSession-Expires: 99999999999999999999;refresher=nobody\r\n"
                          "Content-Length: 0\r\n\r\n"},
    {WHIN_CALL_ENDED,
     YES "Record-Route: garbage\r\nContact: <sip:b@127.0.0.1>\r\nContent-Length: 0\r\n\r\n"},
    {WHIN_CALL_ACTIVE, YES "Contact: *\r\n" SDP GOOD},
    {WHIN_CALL_ACTIVE, YES "Contact: <tel:+1>\r\n" SDP GOOD},
    {WHIN_CALL_ACTIVE, YES "Contact: <http://x/>\r\n" SDP GOOD},
    {WHIN_CALL_ACTIVE, YES "Contact: <urn:x:y>\r\n" SDP GOOD},
    {WHIN_CALL_DIALING, YES "Contact: <sip:>\r\n" SDP GOOD},
    {WHIN_CALL_DIALING, YES "Contact: <sip:x@>\r\n" SDP GOOD},
    {WHIN_CALL_ACTIVE, YES "Contact: <sip:x@%00>\r\n" SDP GOOD},
    {WHIN_CALL_ACTIVE, YES "Contact: <sip:x@127.0.0.1:99999>\r\n" SDP GOOD},
    {WHIN_CALL_ACTIVE, YES "Contact: <sip:x@[::g]>\r\n" SDP GOOD},
    {WHIN_CALL_ACTIVE, YES "Contact: <sip:x@127.0.0.1;transport=smoke>\r\n" SDP GOOD},
    {WHIN_CALL_ACTIVE, YES "Contact: <sip:x@127.0.0.1;maddr=*>\r\n" SDP GOOD},
    {WHIN_CALL_ACTIVE, YES "Contact: <sips:x@127.0.0.1;lr?a=b>\r\n" SDP GOOD},
    {WHIN_CALL_ACTIVE, YES "Record-Route: *\r\nContact: <sip:b@127.0.0.1>\r\n" SDP GOOD},
    {WHIN_CALL_ACTIVE, YES "Record-Route: <tel:1>\r\nContact: <sip:b@127.0.0.1>\r\n" SDP GOOD},
    {WHIN_CALL_DIALING, YES "Record-Route: <sip:>;lr\r\nContact: <sip:b@127.0.0.1>\r\n" SDP GOOD},
    {WHIN_CALL_ACTIVE,
     YES "Record-Route: <sip:x@%00;lr>\r\nContact: <sip:b@127.0.0.1>\r\n" SDP GOOD},
    {WHIN_CALL_ACTIVE, YES SDP GOOD},
    {WHIN_CALL_ENDED, "SIP/2.0 999 What\r\n" HEAD "Content-Length: 0\r\n\r\n"},
    {WHIN_CALL_ENDED,
     "SIP/2.0 302 Moved\r\n" HEAD "Contact: <tel:+1>\r\nContent-Length: 0\r\n\r\n"},
    {WHIN_CALL_DIALING,
     "SIP/2.0 302 Moved\r\n" HEAD "Contact: <sip:a%00b@[::1>\r\nContent-Length: 0\r\n\r\n"},
    {WHIN_CALL_ENDED,
     "SIP/2.0 401 Unauthorized\r\n" HEAD "WWW-Authenticate: Digest\r\nContent-Length: 0\r\n\r\n"},
    {WHIN_CALL_ENDED, "SIP/2.0 407 Proxy\r\n" HEAD "Content-Length: 0\r\n\r\n"},
    {WHIN_CALL_DIALING, "SIP/2.0 422 Small\r\n" HEAD "Min-SE: -1\r\nContent-Length: 0\r\n\r\n"},
    {WHIN_CALL_DIALING,
     "SIP/2.0 183 Progress\r\n" HEAD "Require: 100rel\r\nRSeq: 99999999999999\r\n" SDP
     "Content-Length: 3\r\n\r\nm=a"},
    {WHIN_CALL_ENDED, "SIP/2.0 603 \xff\xfe\r\n" HEAD "Content-Length: 0\r\n\r\n"},
};

/* Until the phone has read all that was sent to it so far. */
static void
let_it_read (WhinTestPeer *peer)
{
  g_autoptr (WhinTestDialog) dialog = whin_test_dialog_calling (peer);
  gboolean has_answered = FALSE;

  whin_test_dialog_send (dialog, "OPTIONS", "", NULL);
  while (!has_answered) {
    guint n = peer->received->len;

    whin_test_until (peer->received->len > n);
    for (guint i = n; i < peer->received->len; i++)
      has_answered |= strstr (g_ptr_array_index (peer->received, i), dialog->call_id) != NULL;
  }
}

/* A call that did not end by itself can be given up; the reason is fit for a screen. */
static void
test_bad_answer (WhinTestScene *scene, gconstpointer data)
{
  guint number = GPOINTER_TO_UINT (data);
  WhinCallState state = bad_answers[number].state;
  const char *reason;

  scene->peer->answer = answer_badly;
  scene->peer->data = (gpointer)bad_answers[number].text;
  whin_test_scene_dial (scene);
  whin_test_until (whin_test_peer_find (scene->peer, "INVITE", 0) != NULL);
  let_it_read (scene->peer);
  whin_test_until (whin_call_get_state (scene->call) == state);
  if (state == WHIN_CALL_ENDED) {
    g_assert_cmpint (whin_call_get_end (scene->call), !=, WHIN_CALL_END_CANCELLED);
  } else {
    g_assert_null (whin_call_get_reason (scene->call));
    whin_call_hang_up (scene->call);
    g_assert_cmpint (whin_call_get_end (scene->call), ==,
                     state == WHIN_CALL_ACTIVE ? WHIN_CALL_END_HUNG_UP : WHIN_CALL_END_CANCELLED);
  }
  reason = whin_call_get_reason (scene->call);
  g_assert_nonnull (reason);
  g_assert_true (g_utf8_validate (reason, -1, NULL));
}

/* A Contact that no request can be sent to, wherever one is taken from the other side. */
static const char *const contacts[] = {"*", "<tel:+1>", "<http://x/>", "<urn:x:y>", "<mailto:a@b>"};

static void
answer_nowhere (WhinTestPeer *peer, const char *request, const char *status, const char *more)
{
  g_autofree char *description = whin_test_peer_make_description (peer, "");
  g_autofree char *headers = g_strdup_printf ("Contact: %s\r\n%s", (char *)peer->data, more);

  whin_test_peer_reply (peer, request, "bob", status, headers, description);
}

static void
cross_nowhere (WhinTestPeer *peer, const char *request)
{
  if (g_str_has_prefix (request, "INVITE")) {
    whin_test_peer_reply (peer, request, "bob", "180 Ringing", "", NULL);
  } else if (g_str_has_prefix (request, "CANCEL")) {
    answer_nowhere (peer, whin_test_peer_find (peer, "INVITE", 0), "200 OK", "");
    whin_test_peer_reply (peer, request, "bob", "200 OK", "", NULL);
  } else {
    whin_test_peer_answer_all (peer, request);
  }
}

static void
test_nowhere_after_cancel (WhinTestScene *scene, gconstpointer data)
{
  scene->peer->answer = cross_nowhere;
  whin_test_scene_dial (scene);
  whin_test_until (whin_call_get_state (scene->call) == WHIN_CALL_RINGING);
  whin_call_hang_up (scene->call);
  whin_test_until (whin_test_peer_find (scene->peer, "CANCEL", 0) != NULL);
  whin_test_run_for (200);
}

static void
ring_nowhere (WhinTestPeer *peer, const char *request)
{
  if (g_str_has_prefix (request, "INVITE"))
    answer_nowhere (peer, request, "183 Session Progress", "Require: 100rel\r\nRSeq: 1\r\n");
  else
    whin_test_peer_answer_all (peer, request);
}

static void
test_nowhere_early (WhinTestScene *scene, gconstpointer data)
{
  scene->peer->answer = ring_nowhere;
  whin_test_scene_dial (scene);
  whin_test_until (whin_test_peer_find (scene->peer, "INVITE", 0) != NULL);
  whin_test_run_for (200);
}

static void
move_nowhere (WhinTestPeer *peer, const char *request)
{
  if (g_str_has_prefix (request, "INVITE") && whin_test_peer_count (peer, "INVITE") > 1)
    answer_nowhere (peer, request, "200 OK", "");
  else
    whin_test_peer_answer_all (peer, request);
}

static void
test_nowhere_in_hold (WhinTestScene *scene, gconstpointer data)
{
  scene->peer->answer = move_nowhere;
  whin_test_scene_dial_and_talk (scene);
  whin_call_hold (scene->call);
  whin_test_until (whin_test_peer_count (scene->peer, "INVITE") == 2);
  whin_test_run_for (200);
}

static void
test_nowhere_forked (WhinTestScene *scene, gconstpointer data)
{
  g_autofree char *headers = g_strdup_printf ("Contact: %s\r\n", (const char *)data);
  const char *invite;

  whin_test_scene_dial_and_talk (scene);
  invite = whin_test_peer_find (scene->peer, "INVITE", 0);
  whin_test_peer_reply (scene->peer, invite, "other", "200 OK", headers, NULL);
  whin_test_run_for (200);
}

/* In a call they move to nowhere; then this side has something to say. */
static void
move_by (WhinTestScene *scene, const char *method, const char *contact)
{
  WhinTestPeer *peer = scene->peer;
  g_autofree char *description = whin_test_peer_make_description (peer, "");

  whin_test_scene_dial_and_talk (scene);
  scene->dialog->contact = g_strdup (contact);
  whin_test_dialog_send (scene->dialog, method, "", description);
  whin_test_until (whin_test_peer_count (peer, "SIP/2.0") > 0);
  whin_test_dialog_send (scene->dialog, "ACK", "", NULL);
  whin_call_hold (scene->call);
  whin_test_run_for (200);
}

static void
test_nowhere_by_invite (WhinTestScene *scene, gconstpointer data)
{
  move_by (scene, "INVITE", data);
}

static void
test_nowhere_by_update (WhinTestScene *scene, gconstpointer data)
{
  move_by (scene, "UPDATE", data);
}

static void
test_nowhere_calls (WhinTestScene *scene, gconstpointer data)
{
  WhinTestPeer *peer = scene->peer;
  g_autofree char *description = whin_test_peer_make_description (peer, "");

  scene->dialog = whin_test_dialog_calling (peer);
  scene->dialog->contact = g_strdup (data);
  whin_test_dialog_send (scene->dialog, "INVITE", "", description);
  whin_test_until (scene->phone->call != NULL);
  whin_call_answer (scene->phone->call);
  whin_test_scene_take_yes (scene);
  whin_test_dialog_send (scene->dialog, "ACK", "", NULL);
  whin_test_run_for (100);
  whin_call_hold (scene->phone->call);
  whin_test_run_for (100);
}

/* Requests out of nowhere. */
#define TO "From: <sip:e@x>;tag=e\r\nTo: <sip:alice@localhost>\r\n"
#define VIA "Via: SIP/2.0/UDP 127.0.0.1:{PORT};branch=z9hG4bKr\r\nMax-Forwards: 70\r\n"
#define ID "Call-ID: r\r\nCSeq: 1 "
/* With what the phone says to each; NULL: nothing. */
static const struct {
  const char *answer;
  const char *text;
} bad_requests[] = {
    {"SIP/2.0 400", "INVITE {CONTACT} SIP/2.0\r\n" VIA TO "Content-Length: 0\r\n\r\n"},
    {"SIP/2.0 180", "INVITE {CONTACT} SIP/2.0\r\n" VIA TO ID "INVITE\r\nContent-Length: 0\r\n\r\n"},
    {"SIP/2.0 400",
     "INVITE {CONTACT} SIP/2.0\r\n" VIA TO ID "BYE\r\nContact: <sip:e@127.0.0.1:{PORT}>\r\n\r\n"},
    {"SIP/2.0 420", "INVITE {CONTACT} SIP/2.0\r\n" VIA TO ID
                    "INVITE\r\nContact: <sip:e@127.0.0.1:{PORT}>\r\nRequire: "
                    "sorcery\r\nContent-Length: 0\r\n\r\n"},
    {"SIP/2.0 400", "INVITE {CONTACT} SIP/2.0\r\n" VIA
                    "From: \"\x01\xff\\\" <sip:%00%ff@x>;tag=e\r\nTo: <sip:alice@localhost>\r\n" ID
                    "INVITE\r\nContact: <sip:e@127.0.0.1:{PORT}>\r\nContent-Length: 0\r\n\r\n"},
    {"SIP/2.0 180",
     "INVITE {CONTACT} SIP/2.0\r\n" VIA TO ID
     "INVITE\r\nContact: <sip:e@127.0.0.1:{PORT}>\r\nReplaces: ;;;=,\r\nContent-Length: 0\r\n\r\n"},
    {"SIP/2.0 422",
     "INVITE {CONTACT} SIP/2.0\r\n" VIA TO ID
     "INVITE\r\nContact: <sip:e@127.0.0.1:{PORT}>\r\nSession-Expires: 1\r\nMin-SE: 0\r\n"
     "Supported: timer\r\nContent-Length: 0\r\n\r\n"},
    {NULL, "ACK {CONTACT} SIP/2.0\r\n" VIA TO ID "ACK\r\nContent-Length: 0\r\n\r\n"},
    {"SIP/2.0 481", "CANCEL {CONTACT} SIP/2.0\r\n" VIA TO ID "CANCEL\r\nContent-Length: 0\r\n\r\n"},
    {"SIP/2.0 481", "BYE {CONTACT} SIP/2.0\r\n" VIA TO ID "BYE\r\nContent-Length: 0\r\n\r\n"},
    {"SIP/2.0 481", "PRACK {CONTACT} SIP/2.0\r\n" VIA TO ID
                    "PRACK\r\nRAck: 1 1 INVITE\r\nContent-Length: 0\r\n\r\n"},
    {"SIP/2.0 481", "UPDATE {CONTACT} SIP/2.0\r\n" VIA TO ID "UPDATE\r\nContent-Length: 0\r\n\r\n"},
    {"SIP/2.0 481", "INFO {CONTACT} SIP/2.0\r\n" VIA TO ID "INFO\r\nContent-Length: 0\r\n\r\n"},
    {"SIP/2.0 481",
     "REFER {CONTACT} SIP/2.0\r\n" VIA TO ID
     "REFER\r\nContact: <sip:e@x>\r\nRefer-To: <sip:+1900@x>\r\nContent-Length: 0\r\n\r\n"},
    {"SIP/2.0 200",
     "NOTIFY {CONTACT} SIP/2.0\r\n" VIA TO ID
     "NOTIFY\r\nEvent: refer\r\nSubscription-State: active\r\nContent-Length: 0\r\n\r\n"},
    {"SIP/2.0 200", "NOTIFY {CONTACT} SIP/2.0\r\n" VIA TO ID "NOTIFY\r\nContent-Length: 0\r\n\r\n"},
    {"SIP/2.0 405",
     "SUBSCRIBE {CONTACT} SIP/2.0\r\n" VIA TO ID
     "SUBSCRIBE\r\nEvent: dialog\r\nContact: <sip:e@x>\r\nContent-Length: 0\r\n\r\n"},
    {"SIP/2.0 405",
     "MESSAGE {CONTACT} SIP/2.0\r\n" VIA TO ID "MESSAGE\r\nContent-Length: 0\r\n\r\n"},
    {"SIP/2.0 405",
     "REGISTER {CONTACT} SIP/2.0\r\n" VIA TO ID "REGISTER\r\nContent-Length: 0\r\n\r\n"},
    {NULL, "SORCERY {CONTACT} SIP/2.0\r\n" VIA TO ID "SORCERY\r\nContent-Length: 0\r\n\r\n"},
    {"SIP/2.0 200",
     "OPTIONS {CONTACT} SIP/2.0\r\n" VIA TO ID "OPTIONS\r\nContent-Length: 0\r\n\r\n"},
    {NULL, "INVITE {CONTACT} SIP/2.0\r\n\r\n"},
    {NULL, "INVITE {CONTACT} SIP/7.0\r\n" VIA TO ID "INVITE\r\n\r\n"},
};

static void
test_bad_request (WhinTestScene *scene, gconstpointer data)
{
  WhinTestPeer *peer = scene->peer;
  const char *answer = bad_requests[GPOINTER_TO_UINT (data)].answer;
  const char *request = bad_requests[GPOINTER_TO_UINT (data)].text;
  gboolean rings = g_strcmp0 (answer, "SIP/2.0 180") == 0;
  g_autofree char *port = g_strdup_printf ("%u", peer->port);
  g_autofree char *to_phone = fill (request, "{CONTACT}", peer->contact);
  g_autofree char *text = fill (to_phone, "{PORT}", port);

  whin_test_peer_send (peer, text);
  if (answer != NULL)
    whin_test_until (whin_test_peer_find (peer, answer, 0) != NULL);
  let_it_read (peer);
  /* Nobody makes this phone call somebody. */
  g_assert_null (whin_test_peer_find (peer, "INVITE", 0));
  g_assert_cmpint (whin_line_get_state (scene->phone->line), ==, WHIN_LINE_REGISTERED);
  g_assert_cmpint (scene->phone->call != NULL, ==, rings);
  if (rings) {
    g_assert_null (whin_call_get_display_name (scene->phone->call));
    g_assert_cmpstr (whin_call_get_number (scene->phone->call), ==, "e@x");
  }
}

static void
expect_clean (const char *text)
{
  g_assert_true (g_utf8_validate (text, -1, NULL));
  for (; *text != '\0'; text = g_utf8_next_char (text))
    g_assert_false (g_unichar_iscntrl (g_utf8_get_char (text)));
}

#define LONG "{LONG}"

/* Callers whose names would do harm on a screen: the phone rings all the same. */
static const char *const callers[] = {
    "\"" LONG "\" <sip:eve@x>;tag=t",
    "\"\x01\x7f\xc2\x85\xff\xfe\" <sip:eve@x>;tag=t",
    "\"\xe2\x80\xae eve\" <sip:" LONG "@x>;tag=t",
    "<sip:%00%ff%0d%0a@x>;tag=t",
};

static void
test_caller (WhinTestScene *scene, gconstpointer data)
{
  WhinTestPeer *peer = scene->peer;
  g_autofree char *description = whin_test_peer_make_description (peer, "");
  g_autofree char *long_name = g_strnfill (10000, 'n');
  const char *number, *name;

  scene->dialog = whin_test_dialog_calling (peer);
  g_free (scene->dialog->local);
  scene->dialog->local = fill (data, LONG, long_name);
  whin_test_dialog_send (scene->dialog, "INVITE", "", description);
  whin_test_until (scene->phone->call != NULL);
  number = whin_call_get_number (scene->phone->call);
  expect_clean (number);
  g_assert_cmpuint (strlen (number), <=, WHIN_CALL_MAX_NUMBER);
  name = whin_call_get_display_name (scene->phone->call);
  if (name == NULL)
    return;
  expect_clean (name);
  g_assert_cmpint (g_utf8_strlen (name, -1), <=, WHIN_CALL_MAX_NAME);
}

/* Headers without measure: one that nobody reads does no harm, but many that have to be read. */
static void
test_huge_request (WhinTestScene *scene, gconstpointer data)
{
  WhinTestPeer *peer = scene->peer;
  g_autofree char *description = whin_test_peer_make_description (peer, "");
  g_autofree char *filler = g_strnfill (60000, 'n');
  g_autofree char *long_header = g_strdup_printf ("X-Long: %s\r\n", filler);
  g_autoptr (WhinTestDialog) refused = whin_test_dialog_calling (peer);
  g_autoptr (GString) many = g_string_new (NULL);

  for (guint i = 0; i < 3000; i++)
    g_string_append (many, "Via: SIP/2.0\r\n");
  whin_test_dialog_send (refused, "INVITE", many->str, description);
  whin_test_until (whin_test_peer_count (peer, "SIP/2.0 4") == 1);
  g_assert_null (scene->phone->call);
  scene->dialog = whin_test_dialog_calling (peer);
  whin_test_dialog_send (scene->dialog, "INVITE", long_header, description);
  whin_test_until (scene->phone->call != NULL);
}

#define SHORT_KEY                                                                                  \
  "v=0\r\nc=IN IP4 127.0.0.1\r\nm=audio 4000 RTP/SAVP 0\r\n"                                       \
  "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:c2hvcnQ=\r\n"

/* In the middle of a call: descriptions that make no sense are refused, and the call goes on. */
static void
test_bad_change (WhinTestScene *scene, gconstpointer data)
{
  static const char *const descriptions[] = {
      "v=0\r\n",
      "m=audio 4000 RTP/AVP 0\r\n",
      "v=0\r\nc=IN IP4 127.0.0.1\r\nm=audio 4000 RTP/AVP 77\r\n",
      SHORT_KEY,
  };
  WhinTestPeer *peer = scene->peer;

  whin_test_scene_dial_and_talk (scene);
  for (guint i = 0; i < G_N_ELEMENTS (descriptions); i++) {
    whin_test_dialog_send (scene->dialog, "INVITE", "", descriptions[i]);
    whin_test_until (whin_test_peer_count (peer, "SIP/2.0 488") == i + 1);
    whin_test_dialog_accept_refusal (scene->dialog);
    g_assert_cmpint (whin_call_get_state (scene->call), ==, WHIN_CALL_ACTIVE);
  }
  /* Out of order: an old number is refused (RFC 3261, section 12.2.2). */
  scene->dialog->cseq = 0;
  whin_test_dialog_send (scene->dialog, "INFO", "", NULL);
  whin_test_until (whin_test_peer_find (peer, "SIP/2.0 500", 0) != NULL);
  g_assert_cmpint (whin_call_get_state (scene->call), ==, WHIN_CALL_ACTIVE);
}

/* Keys in an answer to an offer without any are no encryption. */
static void
answer_with_keys (WhinTestPeer *peer, const char *request)
{
  if (g_str_has_prefix (request, "INVITE")) {
    g_autofree char *description = whin_test_peer_make_description (
        peer, "a=crypto:1 AES_CM_128_HMAC_SHA1_80 "
              "inline:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwd\r\n");
    g_autofree char *headers = whin_test_peer_make_contact (peer, "bob", "");

    whin_test_peer_reply (peer, request, "bob", "200 OK", headers, description);
  } else {
    whin_test_peer_answer_all (peer, request);
  }
}

static void
test_keys_of_nobody (WhinTestScene *scene, gconstpointer data)
{
  scene->peer->answer = answer_with_keys;
  whin_test_scene_dial_and_talk (scene);
  g_assert_cmpint (whin_call_get_encryption (scene->call), ==, WHIN_CALL_ENCRYPTION_NONE);
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *name;
    void (*test) (WhinTestScene *scene, gconstpointer data);
  } nowhere[] = {
      {"after-cancel", test_nowhere_after_cancel},
      {"early", test_nowhere_early},
      {"in-hold", test_nowhere_in_hold},
      {"forked", test_nowhere_forked},
      {"by-invite", test_nowhere_by_invite},
      {"by-update", test_nowhere_by_update},
      {"calls", test_nowhere_calls},
  };

  g_test_init (&argc, &argv, NULL);
#define ADD(path, test)                                                                            \
  g_test_add ("/phone/misbehaviour/" path, WhinTestScene, NULL, whin_test_scene_set_up, test,      \
              tear_down)
  ADD ("repeated", test_repeated);
  ADD ("late-yes", test_late_yes);
  ADD ("huge-request", test_huge_request);
  ADD ("bad-change", test_bad_change);
  ADD ("keys-of-nobody", test_keys_of_nobody);
  for (guint i = 0; i < G_N_ELEMENTS (bad_answers); i++) {
    g_autofree char *path = g_strdup_printf ("/phone/misbehaviour/bad-answer/%u", i);

    g_test_add (path, WhinTestScene, GUINT_TO_POINTER (i), whin_test_scene_set_up, test_bad_answer,
                tear_down);
  }
  for (guint i = 0; i < G_N_ELEMENTS (contacts); i++) {
    for (guint k = 0; k < G_N_ELEMENTS (nowhere); k++) {
      g_autofree char *path =
          g_strdup_printf ("/phone/misbehaviour/nowhere/%s/%u", nowhere[k].name, i);

      g_test_add (path, WhinTestScene, contacts[i], whin_test_scene_set_up, nowhere[k].test,
                  tear_down);
    }
  }
  for (guint i = 0; i < G_N_ELEMENTS (callers); i++) {
    g_autofree char *path = g_strdup_printf ("/phone/misbehaviour/caller/%u", i);

    g_test_add (path, WhinTestScene, callers[i], whin_test_scene_set_up, test_caller, tear_down);
  }
  for (guint i = 0; i < G_N_ELEMENTS (bad_requests); i++) {
    g_autofree char *path = g_strdup_printf ("/phone/misbehaviour/bad-request/%u", i);

    g_test_add (path, WhinTestScene, GUINT_TO_POINTER (i), whin_test_scene_set_up, test_bad_request,
                tear_down);
  }
  return g_test_run ();
}
