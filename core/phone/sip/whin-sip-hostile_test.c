/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/sip/whin-sip-line.h"

#include "core/testing/phone/whin-test-phone.h"
#include "core/testing/whin-test-loop.h"

#include <gio/gio.h>
#include <string.h>

/* A server of a few lines that answers what a test wants, and sends what it likes. */

#define MAX_DATAGRAM 65535

typedef struct Server Server;
typedef void (*Answer) (Server *server, const char *request);

struct Server {
  GSocket *socket;
  GSource *source;
  GSocketAddress *phone; /* who wrote last */
  Answer answer;
  guint port;
  guint registers;
  char *contact;     /* of the last REGISTER */
  GString *received; /* every message, one after the other */
};

typedef struct {
  Server server;
  WhinTestPhone *phone;
} Fixture;

static void
send_text (Server *server, const char *text)
{
  g_socket_send_to (server->socket, server->phone, text, strlen (text), NULL, NULL);
}

/* (transfer full): the lines of @request that an answer repeats. */
static char *
copy_headers (const char *request)
{
  static const char *const names[] = {"Via:", "From:", "To:", "Call-ID:", "CSeq:"};
  g_auto (GStrv) lines = g_strsplit (request, "\r\n", -1);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++) {
    for (guint k = 0; k < G_N_ELEMENTS (names); k++) {
      if (!g_str_has_prefix (lines[i], names[k]))
        continue;
      g_string_append (text, lines[i]);
      if (k == 2 && strstr (lines[i], "tag=") == NULL)
        g_string_append (text, ";tag=server");
      g_string_append (text, "\r\n");
    }
  }
  return g_strdup (text->str);
}

static void
reply (Server *server, const char *request, const char *status, const char *headers)
{
  g_autofree char *copied = copy_headers (request);
  g_autofree char *text =
      g_strdup_printf ("SIP/2.0 %s\r\n%s%sContent-Length: 0\r\n\r\n", status, copied, headers);

  send_text (server, text);
}

static gboolean
on_datagram (GSocket *socket, GIOCondition condition, gpointer data)
{
  Server *server = data;
  g_autofree char *request = g_malloc0 (MAX_DATAGRAM + 1);
  const char *contact;

  g_clear_object (&server->phone);
  if (g_socket_receive_from (socket, &server->phone, request, MAX_DATAGRAM, NULL, NULL) <= 0)
    return G_SOURCE_CONTINUE;
  g_string_append (server->received, request);
  contact = strstr (request, "Contact: <");
  if (g_str_has_prefix (request, "REGISTER") && contact != NULL) {
    const char *begin = contact + strlen ("Contact: <");

    server->registers++;
    g_free (server->contact);
    server->contact = g_strndup (begin, strcspn (begin, ">"));
  }
  server->answer (server, request);
  return G_SOURCE_CONTINUE;
}

static void
answer_well (Server *server, const char *request)
{
  g_autofree char *headers = g_strdup_printf ("Contact: <%s>;expires=600\r\n", server->contact);

  if (g_str_has_prefix (request, "REGISTER"))
    reply (server, request, "200 OK", headers);
  else if (g_str_has_prefix (request, "OPTIONS"))
    reply (server, request, "200 OK", "");
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  Server *server = &fixture->server;
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string ("127.0.0.1");
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (address, 0);
  g_autoptr (GSocketAddress) local = NULL;
  WhinTestRegistrar registrar = {0};

  server->socket =
      g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_UDP, NULL);
  g_assert_true (g_socket_bind (server->socket, any, FALSE, NULL));
  local = g_socket_get_local_address (server->socket, NULL);
  server->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (local));
  server->source = g_socket_create_source (server->socket, G_IO_IN, NULL);
  server->answer = answer_well;
  server->received = g_string_new (NULL);
  g_source_set_callback (server->source, G_SOURCE_FUNC (on_datagram), server, NULL);
  g_source_attach (server->source, NULL);
  registrar.port = server->port;
  fixture->phone = whin_test_phone_new (&registrar, "alice", 440, NULL, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  Server *server = &fixture->server;

  whin_test_phone_free (fixture->phone);
  g_source_destroy (server->source);
  g_source_unref (server->source);
  g_clear_object (&server->phone);
  g_object_unref (server->socket);
  g_free (server->contact);
  g_string_free (server->received, TRUE);
}

static void
answer_sha256 (Server *server, const char *request)
{
  reply (server, request, "401 Unauthorized",
         "WWW-Authenticate: Digest realm=\"x\", nonce=\"n\", algorithm=SHA-256\r\n");
}

static void
answer_both (Server *server, const char *request)
{
  reply (server, request, "401 Unauthorized",
         "WWW-Authenticate: Digest realm=\"x\", nonce=\"m\", algorithm=MD5\r\n"
         "WWW-Authenticate: Digest realm=\"x\", nonce=\"n\", algorithm=SHA-256\r\n");
}

static void
answer_forbidden (Server *server, const char *request)
{
  reply (server, request, "403 Forbidden", "");
}

static void
answer_fault (Server *server, const char *request)
{
  reply (server, request, "500 Server Internal Error", "");
}

static void
answer_garbage (Server *server, const char *request)
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
    send_text (server, texts[i]);
  send_text (server, large);
  answer_well (server, request);
}

static void
expect (Fixture *fixture, Answer answer, WhinLineState state, const char *reason)
{
  fixture->server.answer = answer;
  whin_phone_provider_start (fixture->phone->provider);
  whin_test_until (whin_line_get_state (fixture->phone->line) == state);
  g_assert_cmpstr (whin_line_get_reason (fixture->phone->line), ==, reason);
}

static void
test_sha256 (Fixture *fixture, gconstpointer data)
{
  expect (fixture, answer_sha256, WHIN_LINE_REFUSED,
          "The server asks for a kind of password check that this phone lacks.");
}

static void
test_both_digests (Fixture *fixture, gconstpointer data)
{
  expect (fixture, answer_both, WHIN_LINE_REFUSED,
          "The server asks for a kind of password check that this phone lacks.");
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
  fixture->server.answer = answer_well;
  whin_test_until (whin_line_get_state (fixture->phone->line) == WHIN_LINE_REGISTERED);
}

static void
test_garbage (Fixture *fixture, gconstpointer data)
{
  expect (fixture, answer_garbage, WHIN_LINE_REGISTERED, NULL);
}

static void
notify (Server *server, guint number, const char *body)
{
  g_autofree char *text = g_strdup_printf (
      "NOTIFY %s SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:%u;branch=z9hG4bKn%u\r\nMax-Forwards: 70\r\n"
      "From: <sip:vm@localhost>;tag=v%u\r\nTo: <sip:alice@localhost>\r\nCall-ID: n%u\r\n"
      "CSeq: 1 NOTIFY\r\nContact: <sip:vm@127.0.0.1:%u>\r\nEvent: message-summary\r\n"
      "Subscription-State: active\r\nContent-Type: application/simple-message-summary\r\n"
      "Content-Length: %u\r\n\r\n%s",
      server->contact, server->port, number, number, number, server->port, (guint)strlen (body),
      body);

  send_text (server, text);
}

/* Voicemail that nobody subscribed to counts, and a flood of it does no harm. */
static void
test_unsolicited_notify (Fixture *fixture, gconstpointer data)
{
  expect (fixture, answer_well, WHIN_LINE_REGISTERED, NULL);
  notify (&fixture->server, 0, "Messages-Waiting: yes\r\nVoice-Message: 3/1\r\n");
  whin_test_until (whin_line_get_voicemail_new (fixture->phone->line) == 3);
  g_assert_true (whin_line_get_voicemail_waiting (fixture->phone->line));
  whin_test_until (strstr (fixture->server.received->str, "SIP/2.0 200 OK") != NULL);
  for (guint i = 1; i < 500; i++) {
    notify (&fixture->server, i, "garbage");
    if (i % 20 == 0) /* the socket's buffer holds no more */
      whin_test_run_for (5);
  }
  notify (&fixture->server, 1000, "Messages-Waiting: no\r\n");
  whin_test_until (!whin_line_get_voicemail_waiting (fixture->phone->line));
}

static void
invite (Server *server, guint number, const char *sdp)
{
  g_autofree char *text = g_strdup_printf (
      "INVITE %s SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:%u;branch=z9hG4bKi%u\r\nMax-Forwards: 70\r\n"
      "From: \"Eve\" <sip:+420123456789@example.com>;tag=i%u\r\nTo: <sip:alice@localhost>\r\n"
      "Call-ID: i%u\r\nCSeq: 1 INVITE\r\nContact: <sip:eve@127.0.0.1:%u>\r\n"
      "Content-Type: application/sdp\r\nContent-Length: %u\r\n\r\n%s",
      server->contact, server->port, number, number, number, server->port, (guint)strlen (sdp),
      sdp);

  send_text (server, text);
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

  expect (fixture, answer_well, WHIN_LINE_REGISTERED, NULL);
  /* Without a body the phone may ring: the offer is ours then. */
  for (guint i = 1; i < G_N_ELEMENTS (texts); i++) {
    g_string_truncate (fixture->server.received, 0);
    invite (&fixture->server, i, texts[i]);
    whin_test_until (strstr (fixture->server.received->str, "SIP/2.0 488") != NULL);
  }
  g_assert_null (fixture->phone->call);
}

/* Rung, answered, and then the caller never says ACK nor anything else. */
static void
test_no_ack (Fixture *fixture, gconstpointer data)
{
  expect (fixture, answer_well, WHIN_LINE_REGISTERED, NULL);
  invite (&fixture->server, 1,
          "v=0\r\nc=IN IP4 127.0.0.1\r\nm=audio 4000 RTP/AVP 0\r\na=crypto:1 "
          "AES_CM_128_HMAC_SHA1_80 inline:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwd\r\n");
  whin_test_until (fixture->phone->call != NULL);
  g_assert_cmpstr (whin_call_get_number (fixture->phone->call), ==, "+420123456789");
  g_assert_cmpstr (whin_call_get_display_name (fixture->phone->call), ==, "Eve");
  whin_call_answer (fixture->phone->call);
  whin_test_until (strstr (fixture->server.received->str, "SIP/2.0 200 OK") != NULL);
  g_assert_cmpint (whin_call_get_encryption (fixture->phone->call), ==, WHIN_CALL_ENCRYPTION_NONE);
  whin_test_until (whin_call_get_quality (fixture->phone->call) == WHIN_CALL_QUALITY_LOST);
  whin_call_hang_up (fixture->phone->call);
  whin_test_run_for (200);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add ("/phone/hostile/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("sha256", test_sha256);
  ADD ("both-digests", test_both_digests);
  ADD ("forbidden", test_forbidden);
  ADD ("fault", test_fault);
  ADD ("garbage", test_garbage);
  ADD ("unsolicited-notify", test_unsolicited_notify);
  ADD ("descriptions", test_hostile_descriptions);
  ADD ("no-ack", test_no_ack);
  return g_test_run ();
}
