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
  return g_test_run ();
}
