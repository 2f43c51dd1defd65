/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/sip/whin-sip-line.h"

#include "core/phone/sip/whin-sip-agent.h"
#include "core/phone/sip/whin-sip-keepalive.h"
#include "core/phone/sip/whin-sip-line-private.h"
#include "core/testing/phone/whin-test-phone.h"
#include "core/testing/phone/whin-test-registrar.h"
#include "core/testing/whin-test-loop.h"

#include <sofia-sip/url.h>

#include <string.h>

/* One registrar serves all tests. */
static WhinTestRegistrar *registrar;

static void
test_register (gconstpointer data)
{
  const char *transport = data;
  WhinTestPhone *phone = whin_test_phone_new (registrar, "alice", 440, registrar->ca_file,
                                              "transport", transport, NULL);

  whin_test_phone_start (phone);
  g_assert_null (whin_line_get_reason (phone->line));
  g_assert_true (whin_line_get_secure (phone->line) == g_str_has_prefix (transport, "tls"));
  g_assert_cmpstr (whin_line_get_address (phone->line), ==, "alice@localhost");
  whin_test_phone_free (phone);
}

/* The line comes to @state; its reason must be @reason. */
static void
expect (WhinTestPhone *phone, WhinLineState state, const char *reason)
{
  whin_phone_provider_start (phone->provider);
  whin_test_until (whin_line_get_state (phone->line) == state);
  g_assert_cmpstr (whin_line_get_reason (phone->line), ==, reason);
}

static void
test_wrong_password (void)
{
  WhinTestPhone *phone =
      whin_test_phone_new (registrar, "alice", 440, NULL, "password", "wrong", NULL);

  expect (phone, WHIN_LINE_REFUSED, "The password was refused.");
  whin_account_set_by_person (phone->account, "password", "alicepw");
  whin_test_until (whin_line_get_state (phone->line) == WHIN_LINE_REGISTERED);
  whin_test_phone_free (phone);
}

static void
test_wrong_ca (void)
{
  WhinTestPhone *phone = whin_test_phone_new (registrar, "alice", 440, registrar->wrong_ca_file,
                                              "transport", "tls", NULL);

  expect (phone, WHIN_LINE_REFUSED, "The server’s certificate comes from an unknown authority.");
  whin_test_phone_free (phone);
}

/* "localhost." and other spellings aside, this machine has one more name that leads to itself. */
static void
test_wrong_host_name (void)
{
  g_autofree char *host = g_strdup_printf ("other.localhost:%u", registrar->tls_port);
  WhinTestPhone *phone = whin_test_phone_new (registrar, "alice", 440, registrar->ca_file,
                                              "transport", "tls", "host", host, NULL);

  expect (phone, WHIN_LINE_REFUSED, "The server’s certificate is not for other.localhost.");
  whin_test_phone_free (phone);
}

static void
test_unknown_name (void)
{
  WhinTestPhone *phone =
      whin_test_phone_new (registrar, "alice", 440, NULL, "host", "nowhere.invalid:5060", NULL);

  whin_phone_provider_start (phone->provider);
  whin_test_until (whin_line_get_state (phone->line) == WHIN_LINE_WAITING ||
                   whin_line_get_state (phone->line) == WHIN_LINE_NO_NETWORK);
  g_assert_nonnull (whin_line_get_reason (phone->line));
  whin_test_phone_free (phone);
}

static void
test_settings (void)
{
  static const struct {
    const char *node;
    const char *value;
    WhinLineState state;
    const char *reason;
  } cases[] = {
      {"host", "", WHIN_LINE_OFF, "The account has no server for calls."},
      {"username", "", WHIN_LINE_OFF, "The account has no user name for calls."},
      {"host", "a b", WHIN_LINE_REFUSED, "The account’s server address for calls cannot be used."},
      {"transport", "pigeon", WHIN_LINE_REFUSED, "The account’s transport for calls is unknown."},
      {"sdesOutgoing", "maybe", WHIN_LINE_REFUSED,
       "The account’s value of sdesOutgoing is unknown."},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    WhinTestPhone *phone =
        whin_test_phone_new (registrar, "alice", 440, NULL, cases[i].node, cases[i].value, NULL);

    expect (phone, cases[i].state, cases[i].reason);
    whin_test_phone_free (phone);
  }
}

/* The line is back within 10 s of the server's return. */
static void
test_restart (gconstpointer data)
{
  const char *transport = data;
  WhinTestPhone *phone = whin_test_phone_new (registrar, "alice", 440, registrar->ca_file,
                                              "transport", transport, NULL);
  gint64 begin;

  whin_test_phone_start (phone);
  whin_test_registrar_kill (registrar);
  whin_test_until (whin_line_get_state (phone->line) == WHIN_LINE_WAITING);
  g_assert_cmpstr (whin_line_get_reason (phone->line), ==, "The server cannot be reached.");
  g_assert_nonnull (whin_line_get_retry_at (phone->line));
  whin_test_run_for (3000);
  g_assert_cmpint (whin_line_get_state (phone->line), !=, WHIN_LINE_REGISTERED);
  whin_test_registrar_start (registrar);
  begin = g_get_monotonic_time ();
  while (whin_line_get_state (phone->line) != WHIN_LINE_REGISTERED &&
         g_get_monotonic_time () - begin < 10 * G_USEC_PER_SEC)
    whin_test_run_for (20);
  g_assert_cmpstr (whin_line_get_reason (phone->line), ==, NULL);
  whin_test_phone_free (phone);
}

/* Over UDP nothing tells of a restart that was over soon: a call to the phone gets through within
 * 10 s all the same, though the server has forgotten all that was registered. */
static void
test_quick_restart (void)
{
  WhinTestPhone *phone = whin_test_phone_new (registrar, "alice", 440, NULL, NULL);
  WhinTestPhone *caller = whin_test_phone_new (registrar, "bob", 660, NULL, NULL);
  gint64 begin;

  whin_test_phone_start (phone);
  whin_test_registrar_kill (registrar);
  whin_test_registrar_start (registrar);
  begin = g_get_monotonic_time ();
  whin_test_phone_start (caller);
  G_STATIC_ASSERT (WHIN_SIP_KEEPALIVE_UDP_SECONDS < 10);
  while (phone->call == NULL &&
         g_get_monotonic_time () - begin < WHIN_TEST_DEADLINE_MS * G_TIME_SPAN_MILLISECOND) {
    g_autoptr (WhinCall) call = whin_line_dial (caller->line, "alice", NULL);

    whin_test_until (phone->call != NULL || whin_call_get_state (call) == WHIN_CALL_ENDED);
    whin_call_hang_up (call);
    whin_test_run_for (100);
  }
  g_test_message ("back after %.1f s", (double)(g_get_monotonic_time () - begin) / G_USEC_PER_SEC);
  g_assert_nonnull (phone->call);
  whin_test_phone_free (phone);
  whin_test_phone_free (caller);
}

static void
on_state (WhinLine *line, GParamSpec *pspec, guint *away)
{
  if (whin_line_get_state (line) == WHIN_LINE_REGISTERING)
    ++*away;
}

/* @url: where the call's requests are to go besides, or NULL; @away, @wanted: how often the line
 * began anew, and is to have done so in the end */
static void
call_by (
    WhinTestPhone *phone, WhinTestPhone *other, const char *url, const guint *away, guint wanted)
{
  g_autoptr (WhinCall) call = whin_line_dial (phone->line, "bob", NULL);
  url_t route[1];

  whin_test_until (other->call != NULL);
  whin_call_answer (other->call);
  whin_test_until (whin_call_get_state (call) == WHIN_CALL_ACTIVE);
  if (url != NULL) {
    g_autofree char *text = g_strdup (url);

    g_assert_cmpint (url_d (route, text), ==, 0);
    whin_sip_line_note_route (WHIN_SIP_LINE (phone->line), route);
  }
  whin_call_hang_up (call);
  whin_test_until (whin_call_get_state (other->call) == WHIN_CALL_ENDED);
  g_clear_object (&other->call);
  whin_test_until (*away >= wanted);
  whin_test_run_for (200);
  whin_test_until (whin_line_get_state (phone->line) == WHIN_LINE_REGISTERED);
  g_assert_cmpuint (*away, ==, wanted);
}

/* A call's way that leads to another machine, whose certificate may be of any authority: the line
 * begins anew with all of them, once. */
static void
test_other_machine (void)
{
  WhinTestPhone *phone =
      whin_test_phone_new (registrar, "alice", 440, registrar->ca_file, "transport", "tls", NULL);
  WhinTestPhone *other =
      whin_test_phone_new (registrar, "bob", 660, registrar->ca_file, "transport", "tls", NULL);
  guint away = 0;

  whin_test_phone_start (phone);
  whin_test_phone_start (other);
  g_signal_connect (phone->line, "notify::state", G_CALLBACK (on_state), &away);
  call_by (phone, other, NULL, &away, 0);
  call_by (phone, other, "sip:edge.example;transport=tls;lr", &away, 1);
  call_by (phone, other, "sip:edge.example;transport=tls;lr", &away, 1);
  g_signal_handlers_disconnect_by_data (phone->line, &away);
  whin_test_phone_free (phone);
  whin_test_phone_free (other);
}

/* Un-registering ends by its deadline when the server says nothing. */
static void
test_stop_deadline (void)
{
  WhinTestPhone *phone = whin_test_phone_new (registrar, "alice", 440, NULL, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  gint64 begin;

  whin_test_phone_start (phone);
  whin_test_registrar_kill (registrar);
  begin = g_get_monotonic_time ();
  whin_phone_provider_stop_async (phone->provider, whin_test_on_result, &result);
  whin_test_until (result != NULL);
  whin_phone_provider_stop_finish (phone->provider, result);
  g_clear_object (&result);
  g_assert_cmpint (g_get_monotonic_time () - begin, <,
                   (WHIN_PHONE_STOP_DEADLINE_MS + 500) * G_TIME_SPAN_MILLISECOND);
  g_assert_cmpint (whin_line_get_state (phone->line), ==, WHIN_LINE_OFF);
  whin_test_phone_free (phone);
  whin_test_registrar_start (registrar);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  registrar = whin_test_registrar_new ();
  g_test_add_data_func ("/phone/line/register/udp", "udp", test_register);
  g_test_add_data_func ("/phone/line/register/tcp", "tcp", test_register);
  g_test_add_data_func ("/phone/line/register/tls", "tls", test_register);
  g_test_add_data_func ("/phone/line/register/tls+sip:", "tls+sip:", test_register);
  g_test_add_func ("/phone/line/wrong-password", test_wrong_password);
  g_test_add_func ("/phone/line/wrong-ca", test_wrong_ca);
  g_test_add_func ("/phone/line/wrong-host-name", test_wrong_host_name);
  g_test_add_func ("/phone/line/unknown-name", test_unknown_name);
  g_test_add_func ("/phone/line/settings", test_settings);
  g_test_add_data_func ("/phone/line/restart/udp", "udp", test_restart);
  g_test_add_data_func ("/phone/line/restart/tcp", "tcp", test_restart);
  g_test_add_data_func ("/phone/line/restart/tls", "tls", test_restart);
  g_test_add_func ("/phone/line/quick-restart", test_quick_restart);
  g_test_add_func ("/phone/line/other-machine", test_other_machine);
  g_test_add_func ("/phone/line/stop-deadline", test_stop_deadline);
  result = g_test_run ();
  whin_test_registrar_free (registrar);
  return result;
}
