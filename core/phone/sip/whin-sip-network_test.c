/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/sip/whin-sip-keepalive.h"

#include "core/testing/phone/whin-test-peer.h"
#include "core/testing/phone/whin-test-phone.h"
#include "core/testing/phone/whin-test-resolver.h"
#include "core/testing/whin-test-loop.h"

#include <string.h>

/* How a line finds its server, and how it notices that something on the way has changed. */

static GTestDBus *bus; /* takes the system bus's place */

typedef struct {
  WhinTestPeer *peer;
  WhinTestPhone *phone;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->peer = whin_test_peer_new (NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  fixture->peer->answer = whin_test_peer_register;
  whin_test_phone_free (fixture->phone);
  whin_test_peer_free (fixture->peer);
}

static void
start (Fixture *fixture, const char *node, const char *value)
{
  fixture->phone =
      whin_test_phone_new (&fixture->peer->registrar, "alice", 440, NULL, node, value, NULL);
  whin_test_phone_start (fixture->phone);
}

static void
answer_calls (WhinTestPeer *peer, const char *request)
{
  if (g_str_has_prefix (request, "INVITE")) {
    g_autofree char *description = whin_test_peer_make_description (peer, "");
    /* Reached by the proxy alone. */
    g_autofree char *headers = g_strdup_printf (
        "Contact: <sip:bob@192.0.2.1>\r\nRecord-Route: <sip:127.0.0.1:%u;lr>\r\n", peer->port);

    whin_test_peer_reply (peer, request, "bob", "200 OK", headers, description);
  } else if (g_str_has_prefix (request, "BYE")) {
    whin_test_peer_reply (peer, request, "bob", "200 OK", "", NULL);
  } else {
    whin_test_peer_register (peer, request);
  }
}

/* Everything goes by way of the outbound proxy, with the account's domain in it; that has no
 * address. */
static void
test_outbound_proxy (Fixture *fixture, gconstpointer data)
{
  WhinTestPeer *peer = fixture->peer;
  g_autofree char *proxy = g_strdup_printf ("127.0.0.1:%u", peer->port);
  g_autoptr (WhinCall) call = NULL;
  g_autoptr (GError) error = NULL;

  fixture->phone = whin_test_phone_new (&peer->registrar, "alice", 440, NULL, "host", "pbx.invalid",
                                        "proxy", proxy, NULL);
  peer->answer = answer_calls;
  whin_test_phone_start (fixture->phone);
  g_assert_true (g_str_has_prefix (whin_test_peer_find (peer, "REGISTER", 0),
                                   "REGISTER sip:pbx.invalid SIP/2.0\r\n"));
  g_assert_cmpstr (whin_line_get_address (fixture->phone->line), ==, "alice@pbx.invalid");
  call = whin_line_dial (fixture->phone->line, "bob", &error);
  g_assert_no_error (error);
  whin_test_until (whin_call_get_state (call) == WHIN_CALL_ACTIVE);
  g_assert_nonnull (whin_test_peer_find (peer, "INVITE sip:bob@pbx.invalid SIP/2.0\r\n", 0));
  whin_test_until (whin_test_peer_find (peer, "ACK sip:bob@192.0.2.1 SIP/2.0\r\n", 0) != NULL);
  whin_call_hang_up (call);
  whin_test_until (whin_test_peer_find (peer, "BYE sip:bob@192.0.2.1 SIP/2.0\r\n", 0) != NULL);
}

/* RFC 3263: without a port SRV records say where the server is. */
static void
test_service_record (Fixture *fixture, gconstpointer data)
{
  WhinTestPeer *peer = fixture->peer;
  g_autoptr (GResolver) usual = g_resolver_get_default ();
  g_autoptr (GResolver) resolver = whin_test_resolver_new ();

  whin_test_resolver_add_service (resolver, "_sip._udp.pbx.example", "sip1.pbx.example",
                                  (guint16)peer->port);
  whin_test_resolver_add_address (resolver, "sip1.pbx.example", "127.0.0.1");
  g_resolver_set_default (resolver);
  start (fixture, "host", "pbx.example");
  g_assert_true (g_str_has_prefix (whin_test_peer_find (peer, "REGISTER", 0),
                                   "REGISTER sip:pbx.example SIP/2.0\r\n"));
  g_resolver_set_default (usual);
}

/* The first of two servers is down. */
static void
test_second_server (Fixture *fixture, gconstpointer data)
{
  WhinTestPeer *peer = fixture->peer;
  g_autoptr (GResolver) usual = g_resolver_get_default ();
  g_autoptr (GResolver) resolver = whin_test_resolver_new ();

  whin_test_resolver_add_service (resolver, "_sip._udp.pbx.example", "sip1.pbx.example",
                                  (guint16)whin_test_find_port ());
  whin_test_resolver_add_service (resolver, "_sip._udp.pbx.example", "sip2.pbx.example",
                                  (guint16)peer->port);
  whin_test_resolver_add_address (resolver, "sip1.pbx.example", "127.0.0.1");
  whin_test_resolver_add_address (resolver, "sip2.pbx.example", "127.0.0.1");
  g_resolver_set_default (resolver);
  start (fixture, "host", "pbx.example");
  g_resolver_set_default (usual);
}

/* One server with several addresses: the next attempt takes the next address. */
static void
test_second_address (Fixture *fixture, gconstpointer data)
{
  WhinTestPeer *peer = fixture->peer;
  g_autofree char *host = g_strdup_printf ("pbx.example:%u", peer->port);
  g_autoptr (GResolver) usual = g_resolver_get_default ();
  g_autoptr (GResolver) resolver = whin_test_resolver_new ();

  whin_test_resolver_add_address (resolver, "pbx.example", "127.0.0.2"); /* nobody is there */
  whin_test_resolver_add_address (resolver, "pbx.example", "127.0.0.1");
  g_resolver_set_default (resolver);
  start (fixture, "host", host);
  g_resolver_set_default (usual);
}

/* The phone registers anew from a socket that fits the new network. */
static void
expect_new_registration (Fixture *fixture, guint before)
{
  whin_test_until (whin_test_peer_count (fixture->peer, "REGISTER") > before &&
                   whin_line_get_state (fixture->phone->line) == WHIN_LINE_REGISTERED);
}

static void
test_network_change (Fixture *fixture, gconstpointer data)
{
  GNetworkMonitor *monitor = g_network_monitor_get_default ();
  g_autofree char *contact = NULL;

  start (fixture, NULL, NULL);
  contact = g_strdup (fixture->peer->contact);
  for (guint i = 0; i < 5; i++) /* one change comes in many steps */
    g_signal_emit_by_name (monitor, "network-changed", TRUE);
  expect_new_registration (fixture, 1);
  whin_test_until (strcmp (fixture->peer->contact, contact) != 0);
  /* One un-registers the old contact, one registers the new one, and that is all. */
  whin_test_until (whin_test_peer_count (fixture->peer, "REGISTER") == 3);
  whin_test_run_for (700);
  g_assert_cmpuint (whin_test_peer_count (fixture->peer, "REGISTER"), ==, 3);
}

/* A call goes on as it was. */
static void
test_network_change_in_call (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WhinCall) call = NULL;

  fixture->peer->answer = answer_calls;
  start (fixture, NULL, NULL);
  call = whin_line_dial (fixture->phone->line, "bob", NULL);
  whin_test_until (whin_call_get_state (call) == WHIN_CALL_ACTIVE);
  g_signal_emit_by_name (g_network_monitor_get_default (), "network-changed", TRUE);
  expect_new_registration (fixture, 1);
  g_assert_cmpint (whin_call_get_state (call), ==, WHIN_CALL_ACTIVE);
  whin_call_hang_up (call);
  whin_test_until (whin_test_peer_find (fixture->peer, "BYE", 0) != NULL);
}

/* A registration that the server grants for a short time is refreshed before its end; a time that
 * is too short for the server is made longer. */
static void
grant_little (WhinTestPeer *peer, const char *request)
{
  g_autofree char *headers = g_strdup_printf ("Contact: <%s>;expires=4\r\n", peer->contact);

  if (strstr (request, "\r\nExpires: 7200\r\n") != NULL)
    whin_test_peer_reply (peer, request, "server", "200 OK", headers, NULL);
  else
    whin_test_peer_reply (peer, request, "server", "423 Interval Too Brief",
                          "Min-Expires: 7200\r\n", NULL);
}

static void
test_refresh (Fixture *fixture, gconstpointer data)
{
  fixture->peer->answer = grant_little;
  start (fixture, NULL, NULL);
  g_assert_cmpuint (whin_test_peer_count (fixture->peer, "REGISTER"), ==, 2);
  whin_test_until (whin_test_peer_count (fixture->peer, "REGISTER") == 3);
  g_assert_nonnull (strstr (whin_test_peer_find (fixture->peer, "REGISTER", 2), "\r\nContact:"));
  g_assert_cmpint (whin_line_get_state (fixture->phone->line), ==, WHIN_LINE_REGISTERED);
}

/* logind says so on the system bus. */
static void
test_resume (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDBusConnection) login =
      g_dbus_connection_new_for_address_sync (g_test_dbus_get_bus_address (bus),
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                  G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, NULL);
  g_autoptr (GVariant) answer = g_dbus_connection_call_sync (
      login, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName",
      g_variant_new ("(su)", "org.freedesktop.login1", 0), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL,
      NULL);
  gint64 next = 0;

  g_assert_nonnull (answer);
  start (fixture, NULL, NULL);
  g_dbus_connection_emit_signal (login, NULL, "/org/freedesktop/login1",
                                 "org.freedesktop.login1.Manager", "PrepareForSleep",
                                 g_variant_new ("(b)", TRUE), NULL);
  whin_test_run_for (700);
  g_assert_cmpuint (whin_test_peer_count (fixture->peer, "REGISTER"), ==, 1);
  /* Again and again, for a slow machine may not listen to the bus yet. */
  while (whin_test_peer_count (fixture->peer, "REGISTER") < 2) {
    if (g_get_monotonic_time () > next) {
      next = g_get_monotonic_time () + G_USEC_PER_SEC;
      g_dbus_connection_emit_signal (login, NULL, "/org/freedesktop/login1",
                                     "org.freedesktop.login1.Manager", "PrepareForSleep",
                                     g_variant_new ("(b)", FALSE), NULL);
    }
    whin_test_run_for (10);
  }
  expect_new_registration (fixture, 1);
  g_dbus_connection_close_sync (login, NULL, NULL);
}

static void
subscribe (WhinTestPeer *peer, const char *request)
{
  if (!g_str_has_prefix (request, "SUBSCRIBE")) {
    whin_test_peer_register (peer, request);
    return;
  }
  whin_test_peer_reply (peer, request, "vm", "200 OK",
                        "Expires: 3600\r\nContact: <sip:vm@127.0.0.1>\r\n", NULL);
  if (whin_test_peer_count (peer, "SUBSCRIBE") == 1) {
    g_autoptr (WhinTestDialog) dialog = whin_test_dialog_called (peer, request, "vm");

    whin_test_dialog_send (dialog, "NOTIFY",
                           "Event: message-summary\r\nSubscription-State: active;expires=3600\r\n"
                           "Content-Type: application/simple-message-summary\r\n",
                           "Messages-Waiting: yes\r\nMessage-Account: sip:alice@localhost\r\n"
                           "Voice-Message: 2/8 (0/2)\r\n");
  }
}

/* RFC 3842. */
static void
test_voicemail_subscription (Fixture *fixture, gconstpointer data)
{
  fixture->peer->answer = subscribe;
  start (fixture, "subscribeForVoicemail", "1");
  whin_test_until (whin_line_get_voicemail_waiting (fixture->phone->line));
  g_assert_cmpuint (whin_line_get_voicemail_new (fixture->phone->line), ==, 2);
  g_assert_cmpuint (whin_line_get_voicemail_old (fixture->phone->line), ==, 8);
  whin_test_until (whin_test_peer_find (fixture->peer, "SIP/2.0 200", 0) != NULL);
}

/* A server that restarted without its memory answers as if nothing was. */
static void
forget (WhinTestPeer *peer, const char *request)
{
  if (g_str_has_prefix (request, "REGISTER") && strstr (request, "\r\nContact:") == NULL)
    whin_test_peer_reply (peer, request, "server", "200 OK", "", NULL);
  else
    whin_test_peer_register (peer, request);
}

static void
test_forgotten (Fixture *fixture, gconstpointer data)
{
  guint before;

  start (fixture, NULL, NULL);
  /* While it is remembered the phone only asks. */
  whin_test_until (whin_test_peer_count (fixture->peer, "REGISTER") == 2);
  g_assert_null (strstr (whin_test_peer_find (fixture->peer, "REGISTER", 1), "\r\nContact:"));
  g_assert_null (strstr (whin_test_peer_find (fixture->peer, "REGISTER", 1), "\r\nExpires:"));
  whin_test_run_for (300);
  g_assert_cmpint (whin_line_get_state (fixture->phone->line), ==, WHIN_LINE_REGISTERED);
  before = whin_test_peer_count (fixture->peer, "REGISTER");
  g_assert_cmpuint (before, ==, 2);
  fixture->peer->answer = forget;
  whin_test_until (whin_test_peer_count (fixture->peer, "REGISTER") == before + 2);
  g_assert_nonnull (
      strstr (whin_test_peer_find (fixture->peer, "REGISTER", before + 1), "\r\nContact:"));
  g_assert_null (
      strstr (whin_test_peer_find (fixture->peer, "REGISTER", before + 1), "\r\nExpires: 0\r\n"));
  whin_test_until (whin_line_get_state (fixture->phone->line) == WHIN_LINE_REGISTERED);
  whin_test_run_for (200);
  for (guint i = 0; i < whin_test_peer_count (fixture->peer, "REGISTER"); i++)
    g_assert_null (
        strstr (whin_test_peer_find (fixture->peer, "REGISTER", i), "\r\nExpires: 0\r\n"));
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (bus);
  g_setenv ("DBUS_SYSTEM_BUS_ADDRESS", g_test_dbus_get_bus_address (bus), TRUE);
#define ADD(path, test) g_test_add ("/phone/network/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("outbound-proxy", test_outbound_proxy);
  ADD ("service-record", test_service_record);
  ADD ("second-address", test_second_address);
  ADD ("second-server", test_second_server);
  ADD ("refresh", test_refresh);
  ADD ("network-change", test_network_change);
  ADD ("network-change-in-call", test_network_change_in_call);
  ADD ("resume", test_resume);
  ADD ("voicemail-subscription", test_voicemail_subscription);
  ADD ("forgotten", test_forgotten);
  result = g_test_run ();
  g_test_dbus_down (bus);
  g_object_unref (bus);
  return result;
}
