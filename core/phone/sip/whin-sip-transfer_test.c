/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/sip/whin-sip-agent.h"

#include "core/testing/phone/whin-test-scene.h"
#include "core/testing/whin-test-loop.h"

#include <string.h>

/* How an attended transfer ends: who says BYE to whom, and when. */

typedef struct {
  WhinTestScene scene; /* its call is with bob, who is to speak with carol */
  WhinCall *second;    /* with carol */
  WhinTestDialog *carol;
  gint64 told; /* before bob said how it went */
} Fixture;

/* Alice gave bob to carol, and bob says that they speak. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;

  whin_test_scene_set_up (&fixture->scene, NULL);
  whin_test_scene_dial_and_talk (&fixture->scene);
  fixture->second = whin_line_dial (fixture->scene.phone->line, "carol", NULL);
  whin_test_until (whin_call_get_state (fixture->second) == WHIN_CALL_ACTIVE);
  fixture->carol = whin_test_dialog_called (
      fixture->scene.peer, whin_test_peer_find (fixture->scene.peer, "INVITE sip:carol@", 0),
      "carol");
  whin_test_until (whin_call_get_state (fixture->scene.call) == WHIN_CALL_HELD);
  whin_call_transfer_to_call_async (fixture->scene.call, fixture->second, NULL, whin_test_on_result,
                                    &result);
  whin_test_until (whin_test_peer_find (fixture->scene.peer, "REFER", 0) != NULL);
  fixture->told = g_get_monotonic_time ();
  whin_test_dialog_send (fixture->scene.dialog, "NOTIFY",
                         "Event: refer\r\nSubscription-State: terminated\r\n"
                         "Content-Type: message/sipfrag\r\n",
                         "SIP/2.0 200 OK\r\n");
  whin_test_until (result != NULL);
  g_assert_true (whin_call_transfer_finish (fixture->scene.call, result, NULL));
  g_assert_cmpint (whin_call_get_end (fixture->scene.call), ==, WHIN_CALL_END_TRANSFERRED);
  g_assert_cmpint (whin_call_get_end (fixture->second), ==, WHIN_CALL_END_TRANSFERRED);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->second);
  whin_test_dialog_free (fixture->carol);
  whin_test_scene_tear_down (&fixture->scene, data);
}

static gboolean
heard_bye (Fixture *fixture, const char *name)
{
  g_autofree char *start = g_strdup_printf ("BYE sip:%s@", name);

  return whin_test_peer_find (fixture->scene.peer, start, 0) != NULL;
}

/* Carol ends the call whose place bob's takes (RFC 3891, section 3): hers is the only BYE, and it
 * has a 200. */
static void
test_theirs (Fixture *fixture, gconstpointer data)
{
  guint yes;

  whin_test_until (heard_bye (fixture, "bob"));
  yes = whin_test_peer_count (fixture->scene.peer, "SIP/2.0 200");
  whin_test_dialog_send (fixture->carol, "BYE", "", NULL);
  whin_test_until (whin_test_peer_count (fixture->scene.peer, "SIP/2.0 200") == yes + 1);
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

  whin_phone_provider_stop_async (fixture->scene.phone->provider, whin_test_on_result, &result);
  whin_test_until (result != NULL);
  whin_phone_provider_stop_finish (fixture->scene.phone->provider, result);
  whin_test_until (heard_bye (fixture, "carol"));
}

/* Carol called, and her ACK is late: until it's there the phone says no BYE (RFC 3261, section 15).
 */
static void
test_ack (WhinTestScene *scene, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (WhinTestDialog) carol = NULL;
  g_autofree char *description = whin_test_peer_make_description (scene->peer, "");
  guint yes;

  whin_test_scene_dial_and_talk (scene);
  carol = whin_test_dialog_calling (scene->peer);
  whin_test_dialog_send (carol, "INVITE", "", description);
  whin_test_until (scene->phone->call != NULL);
  whin_test_until (whin_test_peer_find (scene->peer, "SIP/2.0 180", 0) != NULL);
  yes = whin_test_peer_count (scene->peer, "SIP/2.0 200");
  whin_call_answer (scene->phone->call);
  whin_test_until (whin_test_peer_count (scene->peer, "SIP/2.0 200") > yes);
  whin_test_dialog_answered (carol, whin_test_peer_find (scene->peer, "SIP/2.0 200", yes));
  whin_test_until (whin_call_get_state (scene->call) == WHIN_CALL_HELD);
  whin_call_transfer_to_call_async (scene->call, scene->phone->call, NULL, whin_test_on_result,
                                    &result);
  whin_test_until (whin_test_peer_find (scene->peer, "REFER", 0) != NULL);
  whin_test_dialog_send (scene->dialog, "NOTIFY",
                         "Event: refer\r\nSubscription-State: terminated\r\n"
                         "Content-Type: message/sipfrag\r\n",
                         "SIP/2.0 200 OK\r\n");
  whin_test_until (result != NULL);
  whin_test_run_for (WHIN_SIP_AGENT_BYE_WAIT_MS + 500);
  g_assert_null (whin_test_peer_find (scene->peer, "BYE sip:eve@", 0));
  whin_test_dialog_send (carol, "ACK", "", NULL);
  whin_test_until (whin_test_peer_find (scene->peer, "BYE sip:eve@", 0) != NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add ("/phone/transfer/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("their-bye", test_theirs);
  ADD ("our-bye", test_ours);
  ADD ("stopped", test_stopped);
  g_test_add ("/phone/transfer/late-ack", WhinTestScene, NULL, whin_test_scene_set_up, test_ack,
              whin_test_scene_tear_down);
  return g_test_run ();
}
