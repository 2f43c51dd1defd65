/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/sip/whin-sip-sources.h"

#include "core/testing/phone/whin-test-peer.h"
#include "core/testing/phone/whin-test-phone.h"
#include "core/testing/phone/whin-test-resolver.h"
#include "core/testing/whin-test-loop.h"
#include "core/testing/whin-test-socket.h"

#include <string.h>

/* Calls that come from another machine of the provider's than the one that the phone registered
 * with. */

#define STRANGER "127.0.0.3"
#define WEB_SERVER "127.0.0.4"

#define CHALLENGE(nonce)                                                                           \
  "WWW-Authenticate: Digest realm=\"ours\", nonce=\"" nonce "\", algorithm=MD5\r\n"

typedef struct {
  WhinTestPeer *peer;
  WhinTestPhone *phone;
  GResolver *usual;
  GResolver *resolver;
  guint calls;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->peer = whin_test_peer_new (NULL);
  fixture->usual = g_resolver_get_default ();
  fixture->resolver = whin_test_resolver_new ();
  g_resolver_set_default (fixture->resolver);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_resolver_set_default (fixture->usual);
  g_object_unref (fixture->usual);
  g_object_unref (fixture->resolver);
  if (fixture->phone != NULL)
    whin_test_phone_free (fixture->phone);
  whin_test_peer_free (fixture->peer);
}

static void
ring (Fixture *fixture, GSocket *socket)
{
  WhinTestPeer *peer = fixture->peer;
  g_autoptr (GSocketAddress) local = g_socket_get_local_address (socket, NULL);
  guint port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (local));
  g_autofree char *ip =
      g_inet_address_to_string (g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (local)));
  guint number = ++fixture->calls;
  g_autofree char *text = g_strdup_printf (
      "INVITE %s SIP/2.0\r\nVia: SIP/2.0/UDP %s:%u;branch=z9hG4bK%u\r\n"
      "From: <sip:100@localhost>;tag=%u\r\nTo: <sip:alice@localhost>\r\nCall-ID: %u\r\n"
      "CSeq: 1 INVITE\r\nMax-Forwards: 70\r\nContact: <sip:100@127.0.0.1:%u>\r\n"
      "Content-Length: 0\r\n\r\n",
      peer->contact, ip, port, number, number, number, peer->port);

  g_socket_send_to (socket, peer->phone, text, strlen (text), NULL, NULL);
}

static GSocket *
bind_at (const char *ip)
{
  GSocket *socket = whin_test_socket_new (ip, NULL);

  g_socket_set_blocking (socket, FALSE);
  return socket;
}

/* The status line of the final answer, or of 180. */
static char *
ask (Fixture *fixture, GSocket *socket)
{
  char bytes[8192] = {0};

  ring (fixture, socket);
  while (*bytes == '\0' || g_str_has_prefix (bytes, "SIP/2.0 100")) {
    memset (bytes, 0, sizeof bytes);
    whin_test_until (g_socket_receive (socket, bytes, sizeof bytes - 1, NULL, NULL) > 0);
  }
  return g_strndup (bytes, strcspn (bytes, "\r"));
}

static void
expect_ring (Fixture *fixture, const char *ip)
{
  g_autoptr (GSocket) stranger = bind_at (STRANGER);
  g_autoptr (GSocket) server = bind_at (ip);
  g_autofree char *to_stranger = ask (fixture, stranger);
  g_autofree char *answer = NULL;
  gint64 deadline = g_get_monotonic_time () + WHIN_TEST_DEADLINE_MS * G_TIME_SPAN_MILLISECOND;

  g_assert_cmpstr (to_stranger, ==, "SIP/2.0 404 Not Found");
  /* The names may still be looked up. */
  do {
    g_free (answer);
    answer = ask (fixture, server);
  } while (strstr (answer, "404") != NULL && g_get_monotonic_time () < deadline);
  g_assert_cmpstr (answer, ==, "SIP/2.0 180 Ringing");
  g_free (to_stranger);
  to_stranger = ask (fixture, stranger);
  g_assert_cmpstr (to_stranger, ==, "SIP/2.0 404 Not Found");
}

static void
start (Fixture *fixture, const char *host, const char *node, const char *value)
{
  fixture->phone = whin_test_phone_new (&fixture->peer->registrar, "alice", 440, NULL, "host", host,
                                        node, value, NULL);
  whin_test_phone_start (fixture->phone);
}

static void
test_second_server (Fixture *fixture, gconstpointer data)
{
  whin_test_resolver_add_service (fixture->resolver, "_sip._udp.pbx.example", "sip1.pbx.example",
                                  (guint16)fixture->peer->port);
  whin_test_resolver_add_service (fixture->resolver, "_sip._udp.pbx.example", "sip2.pbx.example",
                                  5060);
  whin_test_resolver_add_address (fixture->resolver, "sip1.pbx.example", "127.0.0.1");
  whin_test_resolver_add_address (fixture->resolver, "sip2.pbx.example", "127.0.0.2");
  start (fixture, "pbx.example", NULL, NULL);
  expect_ring (fixture, "127.0.0.2");
}

static void
test_second_address (Fixture *fixture, gconstpointer data)
{
  g_autofree char *host = g_strdup_printf ("pbx.example:%u", fixture->peer->port);

  whin_test_resolver_add_address (fixture->resolver, "pbx.example", "127.0.0.1");
  whin_test_resolver_add_address (fixture->resolver, "pbx.example", "127.0.0.2");
  start (fixture, host, NULL, NULL);
  expect_ring (fixture, "127.0.0.2");
}

/* The provider's web server, where its domain's address record leads, is none for calls when
 * service records say which are (RFC 3263, section 4.2). */
static void
test_web_server (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSocket) web = bind_at (WEB_SERVER);
  g_autofree char *answer = NULL;

  whin_test_resolver_add_service (fixture->resolver, "_sip._udp.pbx.example", "sip1.pbx.example",
                                  (guint16)fixture->peer->port);
  whin_test_resolver_add_service (fixture->resolver, "_sip._udp.pbx.example", "sip2.pbx.example",
                                  5060);
  whin_test_resolver_add_address (fixture->resolver, "sip1.pbx.example", "127.0.0.1");
  whin_test_resolver_add_address (fixture->resolver, "sip2.pbx.example", "127.0.0.2");
  whin_test_resolver_add_address (fixture->resolver, "pbx.example", WEB_SERVER);
  start (fixture, "pbx.example", NULL, NULL);
  expect_ring (fixture, "127.0.0.2");
  answer = ask (fixture, web);
  g_assert_cmpstr (answer, ==, "SIP/2.0 404 Not Found");
}

static void
answer_from_other (WhinTestPeer *peer, const char *request)
{
  if ((g_str_has_prefix (request, "REGISTER") || g_str_has_prefix (request, "INVITE")) &&
      strstr (request, "uthorization:") == NULL) {
    whin_test_peer_reply (peer, request, "bob", "401 Unauthorized", CHALLENGE ("usual"), NULL);
  } else if (g_str_has_prefix (request, "INVITE")) {
    g_autofree char *description = whin_test_peer_make_description (peer, "");

    whin_test_peer_reply (peer, request, "bob", "200 OK", peer->data, description);
  } else {
    whin_test_peer_answer_all (peer, request);
  }
}

/* (transfer full): the next BYE that comes to @socket, or NULL within @ms. */
static char *
await_bye (GSocket *socket, guint ms, GSocketAddress **sender)
{
  gint64 deadline = g_get_monotonic_time () + ms * G_TIME_SPAN_MILLISECOND;
  char bytes[8192];

  while (g_get_monotonic_time () < deadline) {
    gssize length;

    g_clear_object (sender);
    length = g_socket_receive_from (socket, sender, bytes, sizeof bytes, NULL, NULL);
    if (length > 3 && memcmp (bytes, "BYE", 3) == 0)
      return g_strndup (bytes, (gsize)length);
    whin_test_run_for (10);
  }
  return NULL;
}

/* Whom I call may let requests of the call go to a program of theirs on the machine of the
 * provider's web pages, or of the server itself: that gets no proof of the password for a nonce of
 * its choice. @data: its address. */
static void
test_proof (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSocket) other = bind_at (data);
  g_autoptr (GSocketAddress) local = g_socket_get_local_address (other, NULL);
  g_autoptr (GSocketAddress) sender = NULL;
  g_autoptr (WhinCall) call = NULL;
  g_autofree char *contact =
      g_strdup_printf ("Contact: <sip:bob@%s:%u>\r\n", (const char *)data,
                       g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (local)));
  g_autofree char *bye = NULL;
  g_autofree char *copied = NULL;
  g_autofree char *text = NULL;
  g_autofree char *next = NULL;

  fixture->peer->answer = answer_from_other;
  fixture->peer->data = contact;
  whin_test_resolver_add_service (fixture->resolver, "_sip._udp.pbx.example", "sip1.pbx.example",
                                  (guint16)fixture->peer->port);
  whin_test_resolver_add_address (fixture->resolver, "sip1.pbx.example", "127.0.0.1");
  whin_test_resolver_add_address (fixture->resolver, "pbx.example", WEB_SERVER);
  start (fixture, "pbx.example", NULL, NULL);
  whin_test_run_for (300); /* the names are looked up */
  call = whin_line_dial (fixture->phone->line, "bob", NULL);
  whin_test_until (whin_call_get_state (call) == WHIN_CALL_ACTIVE);
  whin_call_hang_up (call);
  bye = await_bye (other, WHIN_TEST_DEADLINE_MS, &sender);
  g_assert_nonnull (bye);
  copied = whin_test_peer_copy_headers (bye, "bob");
  text = g_strdup_printf ("SIP/2.0 401 Unauthorized\r\n%s" CHALLENGE ("chosen") "Content-Length: "
                                                                                "0\r\n\r\n",
                          copied);
  g_socket_send_to (other, sender, text, strlen (text), NULL, NULL);
  while ((next = await_bye (other, 1000, &sender)) != NULL) { /* the same BYE comes again too */
    g_assert_null (strstr (next, "chosen"));
    g_clear_pointer (&next, g_free);
  }
}

/* A name with service records is the server only by them: at a port of its own it's the web's. */
static void
test_endpoints (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *host;
    guint16 port;
    gboolean listens;
  } cases[] = {
      {"pbx.example", 0, TRUE},       {"PBX.example", 0, TRUE},
      {"pbx.example", 5060, FALSE},   {"pbx.example", 6666, FALSE},
      {"sip1.pbx.example", 0, FALSE}, {"sip1.pbx.example", 5070, TRUE},
      {"127.0.0.1", 5070, TRUE},      {"127.0.0.1", 5060, FALSE},
      {"127.0.0.1", 0, FALSE},        {WEB_SERVER, 5060, FALSE},
      {"proxy.example", 5080, TRUE},  {"127.0.0.5", 5080, TRUE},
      {"proxy.example", 0, FALSE},    {"127.0.0.5", 6666, FALSE},
      {"evil.example", 0, FALSE},
  };
  WhinSipSettings settings = {.domain = "pbx.example",
                              .proxy = "proxy.example",
                              .proxy_port = 5080,
                              .transport = WHIN_TRANSPORT_UDP};
  WhinSipSources *sources;

  whin_test_resolver_add_service (fixture->resolver, "_sip._udp.pbx.example", "sip1.pbx.example",
                                  5070);
  whin_test_resolver_add_address (fixture->resolver, "sip1.pbx.example", "127.0.0.1");
  whin_test_resolver_add_address (fixture->resolver, "pbx.example", WEB_SERVER);
  whin_test_resolver_add_address (fixture->resolver, "proxy.example", "127.0.0.5");
  sources = whin_sip_sources_new (&settings);
  whin_test_until (whin_sip_sources_has (sources, "127.0.0.1") &&
                   whin_sip_sources_has (sources, "127.0.0.5"));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    if (whin_sip_sources_listens (sources, cases[i].host, cases[i].port) != cases[i].listens)
      g_error ("%s, port %u: %d", cases[i].host, cases[i].port, !cases[i].listens);
  whin_sip_sources_free (sources);
}

static void
expect_caller (Fixture *fixture, const char *from, const char *number)
{
  WhinTestPeer *peer = fixture->peer;
  guint n = ++fixture->calls;
  g_autofree char *text =
      g_strdup_printf ("INVITE %s SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:%u;branch=z9hG4bK%u\r\n"
                       "From: <sip:%s>;tag=f\r\nTo: <sip:alice@localhost>\r\nCall-ID: %u\r\n"
                       "CSeq: 1 INVITE\r\nMax-Forwards: 70\r\nContact: <sip:100@127.0.0.1:%u>\r\n"
                       "Content-Length: 0\r\n\r\n",
                       peer->contact, peer->port, n, from, n, peer->port);

  g_clear_object (&fixture->phone->call);
  whin_test_peer_send (peer, text);
  whin_test_until (fixture->phone->call != NULL);
  g_assert_cmpstr (whin_call_get_number (fixture->phone->call), ==, number);
  whin_call_decline (fixture->phone->call);
}

/* Extension 201 of another server is not this server's 201, whose name the person may know. */
static void
test_foreign_extension (Fixture *fixture, gconstpointer data)
{
  g_autofree char *host = g_strdup_printf ("pbx.example:%u", fixture->peer->port);

  whin_test_resolver_add_address (fixture->resolver, "pbx.example", "127.0.0.1");
  start (fixture, host, NULL, NULL);
  expect_caller (fixture, "201@evil.example", "201@evil.example");
  expect_caller (fixture, "201@PBX.example", "201");
  expect_caller (fixture, "201@127.0.0.1", "201");
  expect_caller (fixture, "@evil.example", "");
  expect_caller (fixture, "+420@evil.example", "+420");
  expect_caller (fixture, "20112@carrier.example", "20112");
}

/* The phone registers through the proxy; the server itself calls. */
static void
test_behind_proxy (Fixture *fixture, gconstpointer data)
{
  g_autofree char *proxy = g_strdup_printf ("127.0.0.1:%u", fixture->peer->port);

  whin_test_resolver_add_address (fixture->resolver, "pbx.example", "127.0.0.2");
  start (fixture, "pbx.example", "proxy", proxy);
  expect_ring (fixture, "127.0.0.2");
}

/* A name with more addresses than any provider has: those beyond the bound don't count. */
static void
test_bound (Fixture *fixture, gconstpointer data)
{
  g_autofree char *host = g_strdup_printf ("pbx.example:%u", fixture->peer->port);

  whin_test_resolver_add_address (fixture->resolver, "pbx.example", "127.0.0.1");
  for (guint i = 2; i <= WHIN_SIP_SOURCES_MAX_ADDRESSES; i++) {
    g_autofree char *ip = g_strdup_printf ("127.0.1.%u", i);

    whin_test_resolver_add_address (fixture->resolver, "pbx.example", ip);
  }
  whin_test_resolver_add_address (fixture->resolver, "pbx.example", STRANGER);
  start (fixture, host, NULL, NULL);
  expect_ring (fixture, "127.0.1.2");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add ("/phone/sources/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("second-server", test_second_server);
  ADD ("second-address", test_second_address);
  ADD ("behind-proxy", test_behind_proxy);
  ADD ("bound", test_bound);
  ADD ("web-server", test_web_server);
  ADD ("foreign-extension", test_foreign_extension);
  ADD ("endpoints", test_endpoints);
  g_test_add ("/phone/sources/proof-at-web-server", Fixture, WEB_SERVER, set_up, test_proof,
              tear_down);
  g_test_add ("/phone/sources/proof-at-other-port", Fixture, "127.0.0.1", set_up, test_proof,
              tear_down);
  return g_test_run ();
}
