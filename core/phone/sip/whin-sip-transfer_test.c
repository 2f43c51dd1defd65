/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/sip/whin-sip-agent.h"

#include "core/testing/phone/whin-test-peer.h"
#include "core/testing/phone/whin-test-phone.h"
#include "core/testing/whin-test-loop.h"

#include <string.h>

/* How an attended transfer ends: who says BYE to whom, and when. */

typedef struct {
  WhinTestPeer *peer;
  WhinTestPhone *phone;
  WhinCall *first;  /* with bob, who is to speak with carol */
  WhinCall *second; /* with carol */
  WhinTestDialog *bob;
  WhinTestDialog *carol;
  gint64 told; /* before bob said how it went */
} Fixture;

/* Each called number is its own tag. */
static void
say_yes (WhinTestPeer *peer, const char *request)
{
  whin_test_peer_register (peer, request);
  if (g_str_has_prefix (request, "INVITE")) {
    const char *name = request + strlen ("INVITE sip:");
    g_autofree char *tag = g_strndup (name, strcspn (name, "@"));
    g_autofree char *description = whin_test_peer_make_description (peer, "");
    g_autofree char *headers =
        g_strdup_printf ("Contact: <sip:%s@127.0.0.1:%u>\r\n", tag, peer->port);

    whin_test_peer_reply (peer, request, tag, "200 OK", headers, description);
  } else if (g_str_has_prefix (request, "REFER")) {
    whin_test_peer_reply (peer, request, "bob", "202 Accepted", "", NULL);
  } else if (!g_str_has_prefix (request, "REGISTER") && !g_str_has_prefix (request, "OPTIONS")) {
    whin_test_peer_reply (peer, request, "x", "200 OK", "", NULL);
  }
}

static void
dial (Fixture *fixture, const char *name, WhinCall **call, WhinTestDialog **dialog)
{
  g_autofree char *start = g_strdup_printf ("INVITE sip:%s@", name);
  g_autoptr (GError) error = NULL;

  *call = whin_line_dial (fixture->phone->line, name, &error);
  g_assert_no_error (error);
  whin_test_until (whin_call_get_state (*call) == WHIN_CALL_ACTIVE);
  *dialog =
      whin_test_dialog_called (fixture->peer, whin_test_peer_find (fixture->peer, start, 0), name);
}

/* Alice gave bob to carol, and bob says that they speak. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;

  fixture->peer = whin_test_peer_new (say_yes);
  fixture->phone = whin_test_phone_new (&fixture->peer->registrar, "alice", 440, NULL, NULL);
  whin_test_phone_start (fixture->phone);
  dial (fixture, "bob", &fixture->first, &fixture->bob);
  dial (fixture, "carol", &fixture->second, &fixture->carol);
  whin_test_until (whin_call_get_state (fixture->first) == WHIN_CALL_HELD);
  whin_call_transfer_to_call_async (fixture->first, fixture->second, NULL, whin_test_on_result,
                                    &result);
  whin_test_until (whin_test_peer_find (fixture->peer, "REFER", 0) != NULL);
  fixture->told = g_get_monotonic_time ();
  whin_test_dialog_send (fixture->bob, "NOTIFY",
                         "Event: refer\r\nSubscription-State: terminated\r\n"
                         "Content-Type: message/sipfrag\r\n",
                         "SIP/2.0 200 OK\r\n");
  whin_test_until (result != NULL);
  g_assert_true (whin_call_transfer_finish (fixture->first, result, NULL));
  g_assert_cmpint (whin_call_get_end (fixture->first), ==, WHIN_CALL_END_TRANSFERRED);
  g_assert_cmpint (whin_call_get_end (fixture->second), ==, WHIN_CALL_END_TRANSFERRED);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->first);
  g_clear_object (&fixture->second);
  whin_test_dialog_free (fixture->bob);
  whin_test_dialog_free (fixture->carol);
  whin_test_phone_free (fixture->phone);
  whin_test_peer_free (fixture->peer);
}

static gboolean
heard_bye (Fixture *fixture, const char *name)
{
  g_autofree char *start = g_strdup_printf ("BYE sip:%s@", name);

  return whin_test_peer_find (fixture->peer, start, 0) != NULL;
}

/* Carol ends the call whose place bob's takes (RFC 3891, section 3): hers is the only BYE, and it
 * has a 200. */
static void
test_theirs (Fixture *fixture, gconstpointer data)
{
  guint yes;

  whin_test_until (heard_bye (fixture, "bob"));
  yes = whin_test_peer_count (fixture->peer, "SIP/2.0 200");
  whin_test_dialog_send (fixture->carol, "BYE", "", NULL);
  whin_test_until (whin_test_peer_count (fixture->peer, "SIP/2.0 200") == yes + 1);
  whin_test_run_for (WHIN_SIP_AGENT_BYE_WAIT_MS + 500);
  g_assert_false (heard_bye (fixture, "carol"));
}

/* She doesn't: the phone hangs up, but not at once. */
static void
test_ours (Fixture *fixture, gconstpointer data)
{
  whin_test_until (heard_bye (fixture, "carol"));
  g_assert_cmpint (g_get_monotonic_time () - fixture->told, >=,
                   WHIN_SIP_AGENT_BYE_WAIT_MS * G_TIME_SPAN_MILLISECOND);
}

/* The line ends meanwhile: nobody is left in a call without this phone's word. */
static void
test_stopped (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;

  whin_phone_provider_stop_async (fixture->phone->provider, whin_test_on_result, &result);
  whin_test_until (result != NULL);
  whin_phone_provider_stop_finish (fixture->phone->provider, result);
  whin_test_until (heard_bye (fixture, "carol"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add ("/phone/transfer/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("their-bye", test_theirs);
  ADD ("our-bye", test_ours);
  ADD ("stopped", test_stopped);
  return g_test_run ();
}
