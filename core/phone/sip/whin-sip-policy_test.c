/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/sip/whin-sip-call.h"

#include "core/testing/phone/whin-test-scene.h"
#include "core/testing/whin-test-loop.h"

#include <string.h>

/* What the account demands of every call's sound, against other sides that go round it: where it is
 * sent, and that it is encrypted. */

/* @data: a node of the account that is "required", or NULL. */
static void
set_up (WhinTestScene *scene, gconstpointer data)
{
  whin_test_scene_begin (scene, whin_test_peer_answer_all, NULL, data);
}

static void
expect_end (WhinCall *call)
{
  whin_test_until (whin_call_get_state (call) == WHIN_CALL_ENDED);
  g_assert_cmpint (whin_call_get_end (call), ==, WHIN_CALL_END_FAILED);
  g_assert_cmpuint (strlen (whin_call_get_reason (call)), >, 0);
  g_assert_cmpint (whin_call_get_encryption (call), ==, WHIN_CALL_ENCRYPTION_NONE);
}

/* The peer calls; the person answers. The ACK is the caller's. */
static void
receive (WhinTestScene *scene, const char *description)
{
  whin_test_scene_ring (scene, "", description);
  whin_call_answer (scene->phone->call);
  whin_test_scene_take_yes (scene);
}

static char *
make_description_at (WhinTestPeer *peer, const char *connection)
{
  return g_strdup_printf ("v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nc=IN %s\r\nt=0 0\r\n"
                          "m=audio %u RTP/AVP 0\r\n",
                          connection, peer->audio_port);
}

/* Whether the phone still sends sound to the peer. */
static void
expect_sound (WhinTestPeer *peer)
{
  guint8 packet[2048];

  g_socket_set_blocking (peer->audio, FALSE);
  while (g_socket_receive (peer->audio, (char *)packet, sizeof packet, NULL, NULL) > 0)
    ;
  whin_test_until (g_socket_receive (peer->audio, (char *)packet, sizeof packet, NULL, NULL) > 0);
}

/* In a call that runs: another address family, and addresses that nobody may choose. */
static void
test_moved (WhinTestScene *scene, gconstpointer data)
{
  static const char *const connections[] = {"IP6 ::1", "IP6 2001:db8::1", "IP4 224.0.0.1",
                                            "IP4 255.255.255.255"};
  WhinTestPeer *peer = scene->peer;
  g_autofree char *good = whin_test_peer_make_description (peer, "");

  receive (scene, good);
  whin_test_dialog_send (scene->dialog, "ACK", "", NULL);
  expect_sound (peer);
  for (guint i = 0; i < G_N_ELEMENTS (connections); i++) {
    g_autofree char *bad = make_description_at (peer, connections[i]);

    whin_test_dialog_send (scene->dialog, i % 2 == 0 ? "INVITE" : "UPDATE", "", bad);
    whin_test_until (whin_test_peer_count (peer, "SIP/2.0 488") == i + 1);
    if (i % 2 == 0)
      whin_test_dialog_accept_refusal (scene->dialog);
    expect_sound (peer);
    g_assert_cmpint (whin_call_get_state (scene->phone->call), ==, WHIN_CALL_ACTIVE);
  }
}

/* The 183 is of our family, the 200 of another. */
static void
test_moved_at_answer (WhinTestScene *scene, gconstpointer data)
{
  WhinTestPeer *peer = scene->peer;
  g_autofree char *headers = whin_test_peer_make_contact (peer, "bob", "");
  g_autofree char *description = make_description_at (peer, "IP6 ::1");

  peer->answer = whin_test_peer_answer_early;
  whin_test_scene_dial (scene);
  whin_test_until (whin_call_get_state (scene->call) == WHIN_CALL_EARLY);
  expect_sound (peer);
  whin_test_peer_reply (peer, whin_test_peer_find (peer, "INVITE", 0), "bob", "200 OK", headers,
                        description);
  expect_end (scene->call);
}

/* An INVITE without a description makes us offer: what we demand of callers counts all the same. */
static void
test_late_offer (WhinTestScene *scene, gconstpointer data)
{
  WhinTestPeer *peer = scene->peer;
  g_autofree char *description = whin_test_peer_make_description (peer, "");

  receive (scene, NULL);
  g_assert_nonnull (strstr (whin_test_peer_find (peer, "SIP/2.0 200", 0), "RTP/SAVP "));
  whin_test_dialog_send (scene->dialog, "ACK", "", description);
  expect_end (scene->phone->call);
  whin_test_until (whin_test_peer_find (peer, "BYE", 0) != NULL);
}

static void
ring_only (WhinTestPeer *peer, const char *request)
{
  if (g_str_has_prefix (request, "INVITE")) {
    g_autofree char *headers =
        whin_test_peer_make_contact (peer, "bob", "Allow: INVITE, ACK, BYE, CANCEL, UPDATE\r\n");

    whin_test_peer_reply (peer, request, "bob", "180 Ringing", headers, NULL);
  } else {
    whin_test_peer_answer_all (peer, request);
  }
}

/* An offer of theirs while ours has no answer is refused (RFC 3311, section 5.2), and a 200 without
 * a description then ends the call. */
static void
test_early_update (WhinTestScene *scene, gconstpointer data)
{
  WhinTestPeer *peer = scene->peer;
  g_autofree char *description = whin_test_peer_make_description (peer, "");
  g_autofree char *headers = whin_test_peer_make_contact (peer, "bob", "");
  const char *invite;

  peer->answer = ring_only;
  whin_test_scene_dial (scene);
  whin_test_until (whin_call_get_state (scene->call) == WHIN_CALL_RINGING);
  invite = whin_test_peer_find (peer, "INVITE", 0);
  scene->dialog = whin_test_dialog_called (peer, invite, "bob");
  whin_test_dialog_send (scene->dialog, "UPDATE", "", description);
  whin_test_until (whin_test_peer_count (peer, "SIP/2.0") > 0);
  g_assert_nonnull (whin_test_peer_find (peer, "SIP/2.0 491", 0));
  whin_test_peer_reply (peer, invite, "bob", "200 OK", headers, NULL);
  expect_end (scene->call);
}

/* A second offer of theirs while the first one has no answer: later, please. */
static void
test_update_while_ringing (WhinTestScene *scene, gconstpointer data)
{
  WhinTestPeer *peer = scene->peer;
  g_autofree char *description = whin_test_peer_make_description (peer, "");
  const char *ringing;

  scene->dialog = whin_test_dialog_calling (peer);
  whin_test_dialog_send (scene->dialog, "INVITE", "", description);
  whin_test_until (whin_test_peer_find (peer, "SIP/2.0 180", 0) != NULL);
  ringing = whin_test_peer_find (peer, "SIP/2.0 180", 0);
  whin_test_dialog_answered (scene->dialog, ringing);
  whin_test_dialog_send (scene->dialog, "UPDATE", "", description);
  whin_test_until (whin_test_peer_find (peer, "SIP/2.0 500", 0) != NULL);
  g_assert_nonnull (strstr (whin_test_peer_find (peer, "SIP/2.0 500", 0), "\r\nRetry-After:"));
  g_assert_cmpint (whin_call_get_state (scene->phone->call), ==, WHIN_CALL_INCOMING);
}

static void
answer_encrypted (WhinTestPeer *peer, const char *request)
{
  if (g_str_has_prefix (request, "INVITE")) {
    g_autofree char *headers = whin_test_peer_make_contact (peer, "bob", "");
    g_autofree char *plain = whin_test_peer_make_description (
        peer, "a=crypto:1 AES_CM_128_HMAC_SHA1_80 "
              "inline:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwd\r\n");
    g_autoptr (GString) description = g_string_new (plain);

    g_string_replace (description, "RTP/AVP", "RTP/SAVP", 1);
    whin_test_peer_reply (peer, request, "bob", "200 OK", headers, description->str);
  } else {
    whin_test_peer_answer_all (peer, request);
  }
}

/* What is said encrypted isn't said on in a call that isn't, whoever hands it over. */
static void
test_replaced_by_plain (WhinTestScene *scene, gconstpointer data)
{
  WhinTestPeer *peer = scene->peer;
  g_autofree char *description = whin_test_peer_make_description (peer, "");
  g_autoptr (WhinTestDialog) other = NULL;
  g_autofree char *header = NULL;

  peer->answer = answer_encrypted;
  whin_test_scene_dial_and_talk (scene);
  g_assert_cmpint (whin_call_get_encryption (scene->call), ==, WHIN_CALL_ENCRYPTION_SDES);
  header = g_strdup_printf ("Replaces: %s;to-tag=%s;from-tag=bob\r\n", scene->dialog->call_id,
                            strstr (scene->dialog->remote, ";tag=") + strlen (";tag="));
  other = whin_test_dialog_calling (peer);
  whin_test_dialog_send (other, "INVITE", header, description);
  whin_test_until (whin_test_peer_find (peer, "SIP/2.0 488", 0) != NULL);
  whin_test_dialog_accept_refusal (other);
  g_assert_cmpint (whin_call_get_state (scene->call), ==, WHIN_CALL_ACTIVE);
  g_assert_cmpint (whin_call_get_encryption (scene->call), ==, WHIN_CALL_ENCRYPTION_SDES);
  g_assert_null (scene->phone->call);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, node, test)                                                                      \
  g_test_add ("/phone/policy/" path, WhinTestScene, node, set_up, test, whin_test_scene_tear_down)
  ADD ("moved", NULL, test_moved);
  ADD ("moved-at-answer", NULL, test_moved_at_answer);
  ADD ("late-offer/sdes", "sdesIncoming", test_late_offer);
  ADD ("late-offer/dtls", "dtlsIncoming", test_late_offer);
  ADD ("early-update/sdes", "sdesOutgoing", test_early_update);
  ADD ("early-update/dtls", "dtlsOutgoing", test_early_update);
  ADD ("update-while-ringing", NULL, test_update_while_ringing);
  ADD ("replaced-by-plain", "sdesOutgoing", test_replaced_by_plain);
  return g_test_run ();
}
