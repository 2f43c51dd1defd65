/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/sip/whin-sip-call.h"

#include "core/testing/phone/whin-test-scene.h"
#include "core/testing/whin-test-loop.h"
#include "core/testing/whin-test-socket.h"

#include <string.h>

/* Whom the phone proves its password to: the server that it registered with, and nobody else who
 * asks. */

#define OURS "WWW-Authenticate: Digest realm=\"ours\", nonce=\"n\", algorithm=SHA-256\r\n"
#define WEAK "WWW-Authenticate: Digest realm=\"ours\", nonce=\"w\", algorithm=MD5\r\n"
#define EVIL "WWW-Authenticate: Digest realm=\"evil.example\", nonce=\"e\", algorithm=SHA-256\r\n"
#define EVIL2 "WWW-Authenticate: Digest realm=\"more.example\", nonce=\"m\", algorithm=MD5\r\n"
#define NAMED "WWW-Authenticate: Digest realm=\"localhost\", nonce=\"l\", algorithm=MD5\r\n"

typedef struct {
  const char *method;    /* whose requests are challenged, besides REGISTER */
  const char *challenge; /* how */
  gboolean is_open;      /* REGISTER isn't */
  gboolean is_answered;
} Case;

static gboolean
has_proof (const char *request)
{
  return strstr (request, "uthorization:") != NULL;
}

static void
answer (WhinTestPeer *peer, const char *request)
{
  const Case *wanted = peer->data;

  if (!has_proof (request) && !wanted->is_open && g_str_has_prefix (request, "REGISTER"))
    whin_test_peer_reply (peer, request, "x", "401 Unauthorized", OURS, NULL);
  else if (!has_proof (request) && g_str_has_prefix (request, wanted->method))
    whin_test_peer_reply (peer, request, "bob", "401 Unauthorized", wanted->challenge, NULL);
  else
    whin_test_peer_answer_all (peer, request);
}

static void
set_up (WhinTestScene *scene, gconstpointer data)
{
  whin_test_scene_begin (scene, answer, data, NULL);
}

static guint
count_proofs (WhinTestPeer *peer, const char *method)
{
  guint n = 0;

  for (guint i = 0; i < whin_test_peer_count (peer, method); i++)
    n += has_proof (whin_test_peer_find (peer, method, i));
  return n;
}

/* The first request of a call. */
static void
test_dialled (WhinTestScene *scene, gconstpointer data)
{
  whin_test_scene_dial (scene);
  if (((const Case *)data)->is_answered) {
    whin_test_until (whin_call_get_state (scene->call) == WHIN_CALL_ACTIVE);
    g_assert_cmpuint (count_proofs (scene->peer, "INVITE"), ==, 1);
    g_assert_null (strstr (whin_test_peer_find (scene->peer, "INVITE", 1), "evil.example"));
    return;
  }
  whin_test_until (whin_call_get_state (scene->call) == WHIN_CALL_ENDED);
  g_assert_cmpstr (whin_call_get_reason (scene->call), ==,
                   "Somebody other than the account’s server asks for the password.");
  g_assert_cmpuint (count_proofs (scene->peer, "INVITE"), ==, 0);
}

/* The peer calls, the person answers and holds: that re-INVITE is challenged. */
static void
test_held (WhinTestScene *scene, gconstpointer data)
{
  WhinTestPeer *peer = scene->peer;
  g_autofree char *description = whin_test_peer_make_description (peer, "");

  whin_test_scene_ring (scene, "", description);
  scene->call = g_object_ref (scene->phone->call);
  whin_call_answer (scene->call);
  whin_test_scene_take_yes (scene);
  whin_test_dialog_send (scene->dialog, "ACK", "", NULL);
  whin_call_hold (scene->call);
  if (((const Case *)data)->is_answered) {
    whin_test_until (count_proofs (peer, "INVITE") == 1);
  } else {
    whin_test_until (whin_call_get_reason (scene->call) != NULL);
    g_assert_cmpuint (count_proofs (peer, "INVITE"), ==, 0);
  }
  g_assert_cmpint (whin_call_get_state (scene->call), ==, WHIN_CALL_HELD);
  whin_call_hang_up (scene->call);
  whin_test_until (whin_test_peer_count (peer, "BYE") == 1);
}

/* The server may ask for a proof of the end, too. */
static void
test_hung_up (WhinTestScene *scene, gconstpointer data)
{
  WhinTestPeer *peer = scene->peer;

  whin_test_scene_dial_and_talk (scene);
  whin_call_hang_up (scene->call);
  if (((const Case *)data)->is_answered)
    whin_test_until (count_proofs (peer, "BYE") == 1);
  else
    whin_test_until (whin_test_peer_count (peer, "BYE") == 1);
}

/* The account changed during the call: the line begins anew when the end is through. */
static void
test_hung_up_and_changed (WhinTestScene *scene, gconstpointer data)
{
  guint registers;

  whin_test_scene_dial_and_talk (scene);
  registers = whin_test_peer_count (scene->peer, "REGISTER");
  whin_account_set_by_person (scene->phone->account, "expires", "300");
  whin_call_hang_up (scene->call);
  whin_test_until (count_proofs (scene->peer, "BYE") == 1);
  whin_test_until (whin_test_peer_count (scene->peer, "REGISTER") > registers);
  whin_test_until (whin_line_get_state (scene->phone->line) == WHIN_LINE_REGISTERED);
}

/* A key tone that goes by INFO, since the peer's sound takes none. */
static void
test_key_tone (WhinTestScene *scene, gconstpointer data)
{
  WhinTestPeer *peer = scene->peer;
  gboolean is_answered = ((const Case *)data)->is_answered;

  whin_test_scene_dial_and_talk (scene);
  g_assert_true (whin_call_send_dtmf (scene->call, "5"));
  if (is_answered) {
    whin_test_until (count_proofs (peer, "INFO") == 1);
    g_assert_nonnull (strstr (whin_test_peer_find (peer, "INFO", 1), "\r\n\r\nSignal=5\r\n"));
  } else {
    whin_test_until (whin_test_peer_count (peer, "INFO") == 1);
  }
  /* The BYE comes after whatever follows from the challenge. */
  whin_call_hang_up (scene->call);
  whin_test_until (whin_test_peer_count (peer, "BYE") == 1);
  g_assert_cmpuint (whin_test_peer_count (peer, "INFO"), ==, is_answered ? 2 : 1);
  g_assert_cmpuint (count_proofs (peer, "INFO"), ==, is_answered);
}

/* A server that says 407 in place of 401. */
static void
answer_as_proxy (WhinTestPeer *peer, const char *request)
{
  if (!has_proof (request) && g_str_has_prefix (request, "INFO"))
    whin_test_peer_reply (peer, request, "bob", "407 Proxy Authentication Required",
                          "Proxy-Authenticate: Digest realm=\"ours\", nonce=\"p\", "
                          "algorithm=SHA-256\r\n",
                          NULL);
  else
    answer (peer, request);
}

static void
test_key_tone_by_proxy (WhinTestScene *scene, gconstpointer data)
{
  scene->peer->answer = answer_as_proxy;
  test_key_tone (scene, data);
}

/* Challenges for ever, each time of another realm. */
static void
challenge_refer (WhinTestPeer *peer, const char *request)
{
  if (g_str_has_prefix (request, "REFER")) {
    g_autofree char *header = g_strdup_printf (
        "WWW-Authenticate: Digest realm=\"%s\", nonce=\"n%u\", algorithm=SHA-256\r\n",
        whin_test_peer_count (peer, "REFER") == 1 ? "ours" : "theirs",
        whin_test_peer_count (peer, "REFER"));

    whin_test_peer_reply (peer, request, "bob", "401 Unauthorized", header, NULL);
  } else {
    answer (peer, request);
  }
}

static void
test_transferred (WhinTestScene *scene, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;

  whin_test_scene_dial_and_talk (scene);
  scene->peer->answer = challenge_refer;
  whin_call_transfer_async (scene->call, "carol", NULL, whin_test_on_result, &result);
  whin_test_until (result != NULL);
  g_assert_false (whin_call_transfer_finish (scene->call, result, NULL));
  g_assert_cmpuint (whin_test_peer_count (scene->peer, "REFER"), ==, 2);
  g_assert_cmpuint (count_proofs (scene->peer, "REFER"), ==, 1);
  whin_call_hang_up (scene->call);
  whin_test_until (whin_test_peer_count (scene->peer, "BYE") == 1);
}

/* The answer's Contact leads past the server, to a socket of its own. */
typedef struct {
  GSocket *socket;
  GString *heard;
} Elsewhere;

static Elsewhere elsewhere;

static void
answer_from_elsewhere (WhinTestPeer *peer, const char *request)
{
  if (g_str_has_prefix (request, "INVITE") && has_proof (request)) {
    g_autoptr (GSocketAddress) local = g_socket_get_local_address (elsewhere.socket, NULL);
    g_autofree char *description = whin_test_peer_make_description (peer, "");
    g_autofree char *headers =
        g_strdup_printf ("Contact: <sip:bob@127.0.0.2:%u>\r\n",
                         g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (local)));

    whin_test_peer_reply (peer, request, "bob", "200 OK", headers, description);
  } else {
    answer (peer, request);
  }
}

static gboolean
hears (const char *text)
{
  char bytes[16384];
  gssize n;

  while ((n = g_socket_receive (elsewhere.socket, bytes, sizeof bytes, NULL, NULL)) > 0)
    g_string_append_len (elsewhere.heard, bytes, n);
  return strstr (elsewhere.heard->str, text) != NULL;
}

static void
test_past_the_server (WhinTestScene *scene, gconstpointer data)
{
  elsewhere.socket = whin_test_socket_new ("127.0.0.2", NULL);
  elsewhere.heard = g_string_new (NULL);
  g_socket_set_blocking (elsewhere.socket, FALSE);
  scene->peer->answer = answer_from_elsewhere;
  whin_test_scene_dial_and_talk (scene);
  whin_test_until (hears ("ACK sip:bob@127.0.0.2"));
  whin_call_hang_up (scene->call);
  whin_test_until (hears ("BYE sip:bob@127.0.0.2"));
  /* Only the ACK has to repeat what the INVITE bore (RFC 3261, section 22.1): to the server's
   * nonce. */
  g_assert_false (has_proof (strstr (elsewhere.heard->str, "BYE sip:")));
  g_clear_object (&elsewhere.socket);
  g_string_free (g_steal_pointer (&elsewhere.heard), TRUE);
}

/* A call that doesn't come from the server's address, or not to the contact that it was told. */
static void
ring (GSocket *socket, WhinTestPeer *peer, const char *target, const char *id)
{
  g_autofree char *text = g_strdup_printf (
      "INVITE %s SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:%u;branch=z9hG4bK%s\r\n"
      "From: \"Bank\" <sip:100@localhost>;tag=1\r\nTo: <sip:alice@localhost>\r\nCall-ID: %s\r\n"
      "CSeq: 1 INVITE\r\nMax-Forwards: 70\r\nContact: <sip:100@127.0.0.1:%u>\r\n"
      "Content-Length: 0\r\n\r\n",
      target, peer->port, id, id, peer->port);

  g_socket_send_to (socket, peer->phone, text, strlen (text), NULL, NULL);
}

static void
test_ghost (WhinTestScene *scene, gconstpointer data)
{
  WhinTestPeer *peer = scene->peer;
  g_autoptr (GSocket) stranger = whin_test_socket_new ("127.0.0.2", NULL);
  g_autofree char *guess = g_strdup_printf ("sip:alice%s", strchr (peer->contact, '@'));

  g_socket_set_blocking (stranger, FALSE);
  ring (stranger, peer, peer->contact, "ghost1");
  ring (peer->socket, peer, guess, "ghost2");
  ring (peer->socket, peer, peer->contact, "known");
  whin_test_until (scene->phone->call != NULL);
  whin_test_until (whin_test_peer_find (peer, "SIP/2.0 404", 0) != NULL);
  whin_test_until (whin_test_peer_find (peer, "SIP/2.0 180", 0) != NULL);
  g_assert_cmpuint (
      g_list_model_get_n_items (whin_phone_provider_get_calls (scene->phone->provider)), ==, 1);
  g_assert_nonnull (
      strstr (whin_test_peer_find (peer, "SIP/2.0 180", 0), "\r\nCall-ID: known\r\n"));
  g_assert_null (whin_test_peer_find (peer, "SIP/2.0 180", 1));
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *name;
    Case wanted;
    void (*test) (WhinTestScene *scene, gconstpointer data);
  } cases[] = {
      {"dialled/ours", {"INVITE", OURS, FALSE, TRUE}, test_dialled},
      {"dialled/evil", {"INVITE", EVIL, FALSE, FALSE}, test_dialled},
      {"dialled/weak", {"INVITE", WEAK, FALSE, FALSE}, test_dialled},
      {"dialled/open-evil", {"INVITE", EVIL, TRUE, FALSE}, test_dialled},
      {"dialled/open-named", {"INVITE", NAMED, TRUE, TRUE}, test_dialled},
      {"dialled/both", {"INVITE", OURS EVIL, FALSE, TRUE}, test_dialled},
      {"dialled/both-turned", {"INVITE", EVIL OURS, FALSE, TRUE}, test_dialled},
      {"dialled/two-evil", {"INVITE", EVIL EVIL2, FALSE, FALSE}, test_dialled},
      {"held/two-evil", {"INVITE", EVIL EVIL2, FALSE, FALSE}, test_held},
      {"hung-up/both", {"BYE", EVIL OURS, FALSE, TRUE}, test_hung_up},
      {"held/ours", {"INVITE", OURS, FALSE, TRUE}, test_held},
      {"held/evil", {"INVITE", EVIL, FALSE, FALSE}, test_held},
      {"held/open-evil", {"INVITE", EVIL, TRUE, FALSE}, test_held},
      {"hung-up/ours", {"BYE", OURS, FALSE, TRUE}, test_hung_up},
      {"hung-up/changed", {"BYE", OURS, FALSE, TRUE}, test_hung_up_and_changed},
      {"hung-up/evil", {"BYE", EVIL, FALSE, FALSE}, test_hung_up},
      {"key-tone/ours", {"INFO", OURS, FALSE, TRUE}, test_key_tone},
      {"key-tone/proxy", {"INFO", OURS, FALSE, TRUE}, test_key_tone_by_proxy},
      {"key-tone/evil", {"INFO", EVIL, FALSE, FALSE}, test_key_tone},
      {"key-tone/weak", {"INFO", WEAK, FALSE, FALSE}, test_key_tone},
      {"ghost", {"SORCERY", EVIL, FALSE, FALSE}, test_ghost},
      {"transferred", {"REFER", OURS, FALSE, FALSE}, test_transferred},
      {"past-the-server", {"INVITE", OURS, FALSE, TRUE}, test_past_the_server},
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/phone/secrets/%s", cases[i].name);

    g_test_add (path, WhinTestScene, &cases[i].wanted, set_up, cases[i].test,
                whin_test_scene_tear_down);
  }
  return g_test_run ();
}
