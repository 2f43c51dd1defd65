/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/sip/whin-sip-line.h"

#include "core/testing/phone/whin-test-peer.h"
#include "core/testing/phone/whin-test-phone.h"
#include "core/testing/whin-test-loop.h"
#include "core/testing/whin-test-memory.h"

#include <gio/gio.h>
#include <string.h>

/* A server of a few lines that answers what a test wants, and sends what it likes. */

typedef struct {
  WhinTestPeer *peer;
  WhinTestPhone *phone;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->peer = whin_test_peer_new (NULL);
  fixture->phone = whin_test_phone_new (&fixture->peer->registrar, "alice", 440, NULL, "password",
                                        "a:%25 ü", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  whin_test_phone_free (fixture->phone);
  whin_test_peer_free (fixture->peer);
}

#define MD5 "WWW-Authenticate: Digest realm=\"x\", nonce=\"m\", algorithm=MD5, qop=\"auth\"\r\n"
#define SHA256 "WWW-Authenticate: Digest realm=\"x\", nonce=\"n\", algorithm=SHA-256\r\n"
#define SHA512                                                                                     \
  "WWW-Authenticate: Digest realm=\"x\", nonce=\"o\", algorithm=SHA-512-256, qop=\"auth\"\r\n"
#define BASIC "WWW-Authenticate: Basic realm=\"x\"\r\n"

/* Challenges with peer->data until an answer comes. */
static void
challenge (WhinTestPeer *peer, const char *request)
{
  if (strstr (request, "\r\nAuthorization: ") == NULL)
    whin_test_peer_reply (peer, request, "x", "401 Unauthorized", peer->data, NULL);
  else
    whin_test_peer_register (peer, request);
}

static void
answer_forbidden (WhinTestPeer *peer, const char *request)
{
  whin_test_peer_reply (peer, request, "x", "403 Forbidden", "", NULL);
}

static void
answer_fault (WhinTestPeer *peer, const char *request)
{
  whin_test_peer_reply (peer, request, "x", "500 Server Internal Error", "", NULL);
}

static void
answer_garbage (WhinTestPeer *peer, const char *request)
{
  static const char *const texts[] = {
      "",
      "\r\n\r\n",
      "SIP/2.0\r\n\r\n",
      "SIP/2.0 200 OK\r\n\r\n",
      "GET / HTTP/1.1\r\n\r\n",
      "SIP/2.0 200 OK\r\nVia: x\r\nCSeq: 99999999999999 REGISTER\r\nContent-Length: -5\r\n\r\n",
  };
  g_autofree char *header = g_strnfill (60000, 'a');
  g_autofree char *large = g_strdup_printf ("SIP/2.0 200 OK\r\nX: %s\r\n\r\n", header);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    whin_test_peer_send (peer, texts[i]);
  whin_test_peer_send (peer, large);
  whin_test_peer_register (peer, request);
}

static void
expect (Fixture *fixture, WhinTestPeerAnswer answer, WhinLineState state, const char *reason)
{
  fixture->peer->answer = answer != NULL ? answer : whin_test_peer_register;
  whin_phone_provider_start (fixture->phone->provider);
  whin_test_until (whin_line_get_state (fixture->phone->line) == state);
  g_assert_cmpstr (whin_line_get_reason (fixture->phone->line), ==, reason);
}

static char *
hash (GChecksumType type, const char *text)
{
  return g_compute_checksum_for_string (type, text, -1);
}

/* SHA-256 alone, or the stronger of two in whatever order, also beside what nobody here knows. */
static void
test_digest (Fixture *fixture, gconstpointer data)
{
  g_autofree char *answer = NULL;
  g_autofree char *secret = hash (G_CHECKSUM_SHA256, "alice:x:a:%25 ü");
  g_autofree char *uri = g_strdup_printf ("REGISTER:sip:localhost:%u", fixture->peer->port);
  g_autofree char *request = hash (G_CHECKSUM_SHA256, uri);
  g_autofree char *text = g_strdup_printf ("%s:n:%s", secret, request);
  g_autofree char *response = hash (G_CHECKSUM_SHA256, text);
  const char *message;

  fixture->peer->data = (gpointer)data;
  expect (fixture, challenge, WHIN_LINE_REGISTERED, NULL);
  g_assert_cmpuint (whin_test_peer_count (fixture->peer, "REGISTER"), ==, 2);
  message = whin_test_peer_find (fixture->peer, "REGISTER", 1);
  answer = whin_test_peer_dup_header (message, "Authorization");
  g_test_message ("%s", answer);
  g_assert_nonnull (strstr (answer, response));
  g_assert_nonnull (strstr (answer, "algorithm=SHA-256"));
  g_assert_nonnull (strstr (answer, "nonce=\"n\""));
}

static void
test_only_unknown (Fixture *fixture, gconstpointer data)
{
  fixture->peer->data = (gpointer)data;
  expect (fixture, challenge, WHIN_LINE_REFUSED,
          "The server asks for a kind of password check that this phone lacks.");
}

/* The same password again and again would lock the account. */
static void
refuse_password (WhinTestPeer *peer, const char *request)
{
  g_autofree char *header = g_strdup_printf (
      "WWW-Authenticate: Digest realm=\"x\", nonce=\"n%u\", algorithm=SHA-256\r\n" MD5,
      whin_test_peer_count (peer, "REGISTER"));

  whin_test_peer_reply (peer, request, "x", "401 Unauthorized", header, NULL);
}

static void
test_wrong_password (Fixture *fixture, gconstpointer data)
{
  expect (fixture, refuse_password, WHIN_LINE_REFUSED, "The password was refused.");
  g_assert_cmpuint (whin_test_peer_count (fixture->peer, "REGISTER"), ==, 2);
}

/* Only the nonce was too old: that is no wrong password. */
static void
refuse_old_nonce (WhinTestPeer *peer, const char *request)
{
  guint count = whin_test_peer_count (peer, "REGISTER");
  g_autofree char *header = g_strdup_printf (
      "WWW-Authenticate: Digest realm=\"x\", nonce=\"n%u\", algorithm=SHA-256%s\r\n", count,
      count > 1 ? ", stale=true" : "");

  if (count < 4)
    whin_test_peer_reply (peer, request, "x", "401 Unauthorized", header, NULL);
  else
    whin_test_peer_register (peer, request);
}

static void
test_stale_nonce (Fixture *fixture, gconstpointer data)
{
  expect (fixture, refuse_old_nonce, WHIN_LINE_REGISTERED, NULL);
  g_assert_nonnull (strstr (whin_test_peer_find (fixture->peer, "REGISTER", 3), "nonce=\"n3\""));
}

static void
test_forbidden (Fixture *fixture, gconstpointer data)
{
  expect (fixture, answer_forbidden, WHIN_LINE_REFUSED, "The server does not allow this account.");
}

static void
test_fault (Fixture *fixture, gconstpointer data)
{
  expect (fixture, answer_fault, WHIN_LINE_WAITING,
          "The server cannot register the phone now (500).");
  fixture->peer->answer = whin_test_peer_register;
  whin_test_until (whin_line_get_state (fixture->phone->line) == WHIN_LINE_REGISTERED);
}

static void
test_garbage (Fixture *fixture, gconstpointer data)
{
  expect (fixture, answer_garbage, WHIN_LINE_REGISTERED, NULL);
}

static void
notify (WhinTestPeer *peer, guint number, const char *body)
{
  g_autofree char *text = g_strdup_printf (
      "NOTIFY %s SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:%u;branch=z9hG4bKn%u\r\nMax-Forwards: 70\r\n"
      "From: <sip:vm@localhost>;tag=v%u\r\nTo: <sip:alice@localhost>\r\nCall-ID: n%u\r\n"
      "CSeq: 1 NOTIFY\r\nContact: <sip:vm@127.0.0.1:%u>\r\nEvent: message-summary\r\n"
      "Subscription-State: active\r\nContent-Type: application/simple-message-summary\r\n"
      "Content-Length: %u\r\n\r\n%s",
      peer->contact, peer->port, number, number, number, peer->port, (guint)strlen (body), body);

  whin_test_peer_send (peer, text);
}

/* Voicemail that nobody subscribed to counts, and a flood of it does no harm. */
static void
test_unsolicited_notify (Fixture *fixture, gconstpointer data)
{
  expect (fixture, NULL, WHIN_LINE_REGISTERED, NULL);
  notify (fixture->peer, 0, "Messages-Waiting: yes\r\nVoice-Message: 3/1\r\n");
  whin_test_until (whin_line_get_voicemail_new (fixture->phone->line) == 3);
  g_assert_true (whin_line_get_voicemail_waiting (fixture->phone->line));
  whin_test_until (whin_test_peer_find (fixture->peer, "SIP/2.0 200", 0) != NULL);
  for (guint i = 1; i < 500; i++) {
    notify (fixture->peer, i, "garbage");
    if (i % 20 == 0) /* sockets' buffers hold no more */
      whin_test_until (whin_test_peer_count (fixture->peer, "SIP/2.0 200") > i);
  }
  notify (fixture->peer, 1000, "Messages-Waiting: no\r\n");
  whin_test_until (!whin_line_get_voicemail_waiting (fixture->phone->line));
}

static void
invite (Fixture *fixture, const char *description)
{
  g_autoptr (WhinTestDialog) dialog = whin_test_dialog_calling (fixture->peer);

  whin_test_dialog_send (dialog, "INVITE", "", description);
}

/* Descriptions that make no sense are refused without a ring. */
static void
test_hostile_descriptions (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[] = {
      "",
      "x",
      "v=0\r\nm=audio 0 RTP/AVP 0\r\n",
      "v=0\r\nm=audio 99999 RTP/AVP 0\r\n",
      "v=0\r\nc=IN IP4 192.0.2.1\r\nm=audio 4000 RTP/AVP 127\r\n",
      "v=0\r\nc=IN IP4 192.0.2.1\r\nm=audio 4000 RTP/SAVP 0\r\na=crypto:1 X inline:\r\n",
      "v=0\r\nm=video 4000 RTP/AVP 96\r\n",
  };

  expect (fixture, NULL, WHIN_LINE_REGISTERED, NULL);
  /* Without a body the phone may ring: the offer is ours then. */
  for (guint i = 1; i < G_N_ELEMENTS (texts); i++) {
    invite (fixture, texts[i]);
    whin_test_until (whin_test_peer_count (fixture->peer, "SIP/2.0 488") == i);
  }
  g_assert_null (fixture->phone->call);
}

/* Rung, answered, and then the caller never says ACK nor anything else. */
static void
test_no_ack (Fixture *fixture, gconstpointer data)
{
  expect (fixture, NULL, WHIN_LINE_REGISTERED, NULL);
  invite (fixture, "v=0\r\nc=IN IP4 127.0.0.1\r\nm=audio 4000 RTP/AVP 0\r\na=crypto:1 "
                   "AES_CM_128_HMAC_SHA1_80 inline:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwd\r\n");
  whin_test_until (fixture->phone->call != NULL);
  g_assert_cmpstr (whin_call_get_number (fixture->phone->call), ==, "+420123456789");
  g_assert_cmpstr (whin_call_get_display_name (fixture->phone->call), ==, "Eve");
  whin_call_answer (fixture->phone->call);
  whin_test_until (whin_test_peer_find (fixture->peer, "SIP/2.0 200", 0) != NULL);
  g_assert_cmpint (whin_call_get_encryption (fixture->phone->call), ==, WHIN_CALL_ENCRYPTION_NONE);
  whin_test_until (whin_call_get_quality (fixture->phone->call) == WHIN_CALL_QUALITY_LOST);
  whin_call_hang_up (fixture->phone->call);
  whin_test_run_for (200);
}

/* Over a connection: no end of a line, of a header, of a body. */
static const char *const endless[] = {
    "a",
    "SIP/2.0 200 OK\r\nX: a",
    "SIP/2.0 200 OK\r\nVia: SIP/2.0/TCP 127.0.0.1\r\nContent-Length: 4294967295\r\n\r\na",
    "SIP/2.0 200 OK\r\nContent-Length: -1\r\n\r\na",
};
#define ENDLESS_BYTES (16 * 1024 * 1024)

static gboolean
on_connection (GThreadedSocketService *service,
               GSocketConnection *connection,
               GObject *source,
               gpointer data)
{
  g_autofree char *filler = g_strnfill (4096, 'a');
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  GInputStream *input = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  char request[4096];

  if (g_input_stream_read (input, request, sizeof request, NULL, NULL) <= 0)
    return TRUE;
  g_output_stream_write_all (output, data, strlen (data), NULL, NULL, NULL);
  for (guint i = 0; i < ENDLESS_BYTES / 4096; i++) {
    if (!g_output_stream_write_all (output, filler, 4096, NULL, NULL, NULL))
      break;
  }
  return TRUE;
}

static void
test_endless (void)
{
  WhinTestPhone *phones[G_N_ELEMENTS (endless)];
  GSocketService *services[G_N_ELEMENTS (endless)];
  guint64 before = whin_test_get_resident_kb ();
  gint64 growth;

  for (gsize i = 0; i < G_N_ELEMENTS (endless); i++) {
    g_autoptr (GInetAddress) address = g_inet_address_new_from_string ("127.0.0.1");
    g_autoptr (GSocketAddress) any = g_inet_socket_address_new (address, 0);
    g_autoptr (GSocketAddress) local = NULL;
    WhinTestRegistrar registrar = {0};

    services[i] = g_threaded_socket_service_new (4);
    g_assert_true (g_socket_listener_add_address (G_SOCKET_LISTENER (services[i]), any,
                                                  G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL,
                                                  &local, NULL));
    registrar.port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (local));
    g_signal_connect (services[i], "run", G_CALLBACK (on_connection), (gpointer)endless[i]);
    phones[i] = whin_test_phone_new (&registrar, "alice", 440, NULL, "transport", "tcp", NULL);
    whin_phone_provider_start (phones[i]->provider);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (endless); i++)
    whin_test_until (whin_line_get_state (phones[i]->line) == WHIN_LINE_WAITING);
  growth = (gint64)(whin_test_get_resident_kb () - before);
  g_test_message ("memory grew by %" G_GINT64_FORMAT " kB", growth);
  g_assert_cmpint (growth, <, G_N_ELEMENTS (endless) * ENDLESS_BYTES / 1024 / 2);
  for (gsize i = 0; i < G_N_ELEMENTS (endless); i++) {
    whin_test_phone_free (phones[i]);
    g_socket_service_stop (services[i]);
    g_object_unref (services[i]);
  }
}

int
main (int argc, char **argv)
{
  static const char *const challenges[] = {SHA256,        SHA256 MD5,   MD5 SHA256,
                                           SHA512 SHA256, BASIC SHA256, SHA512 SHA256 MD5};
  static const char *const unknown[] = {SHA512, BASIC, BASIC SHA512};

  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add ("/phone/hostile/" path, Fixture, NULL, set_up, test, tear_down)
  for (guint i = 0; i < G_N_ELEMENTS (challenges); i++) {
    g_autofree char *path = g_strdup_printf ("/phone/hostile/digest/%u", i);

    g_test_add (path, Fixture, challenges[i], set_up, test_digest, tear_down);
  }
  for (guint i = 0; i < G_N_ELEMENTS (unknown); i++) {
    g_autofree char *path = g_strdup_printf ("/phone/hostile/unknown-check/%u", i);

    g_test_add (path, Fixture, unknown[i], set_up, test_only_unknown, tear_down);
  }
  ADD ("wrong-password", test_wrong_password);
  ADD ("stale-nonce", test_stale_nonce);
  ADD ("forbidden", test_forbidden);
  ADD ("fault", test_fault);
  ADD ("garbage", test_garbage);
  ADD ("unsolicited-notify", test_unsolicited_notify);
  ADD ("descriptions", test_hostile_descriptions);
  ADD ("no-ack", test_no_ack);
  g_test_add_func ("/phone/hostile/endless", test_endless);
  return g_test_run ();
}
