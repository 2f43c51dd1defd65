/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/sip/whin-sip-call.h"

#include "core/testing/phone/whin-test-scene.h"
#include "core/testing/whin-test-loop.h"

#include <string.h>

/* Calls that the other side hands over: to another number, to another call, or to nobody. What the
 * person wished of the call still counts. */

static WhinTestDialog *
replace (WhinTestScene *scene, const char *more)
{
  WhinTestDialog *dialog = whin_test_dialog_calling (scene->peer);
  g_autofree char *description = whin_test_peer_make_description (scene->peer, "");
  const char *ours = strstr (scene->dialog->remote, ";tag=") + strlen (";tag=");
  g_autofree char *header = g_strdup_printf ("Replaces: %s;to-tag=%s;from-tag=bob%s\r\n",
                                             scene->dialog->call_id, ours, more);

  whin_test_dialog_send (dialog, "INVITE", header, description);
  return dialog;
}

/* A muted call stays muted when another takes its place. */
static void
test_replaced_muted (WhinTestScene *scene, gconstpointer data)
{
  g_autoptr (WhinTestDialog) dialog = NULL;
  g_autoptr (WhinCall) now = NULL;

  whin_test_scene_dial_and_talk (scene);
  whin_call_set_muted (scene->call, TRUE);
  dialog = replace (scene, "");
  whin_test_until (whin_call_get_state (scene->call) == WHIN_CALL_ENDED);
  now = g_list_model_get_item (whin_phone_provider_get_calls (scene->phone->provider), 0);
  g_assert_nonnull (now);
  g_assert_true (whin_call_get_muted (now));
}

/* A held one is not spoken on without the person: it rings. */
static void
test_replaced_held (WhinTestScene *scene, gconstpointer data)
{
  g_autoptr (WhinTestDialog) dialog = NULL;

  whin_test_scene_dial_and_talk (scene);
  whin_call_hold (scene->call);
  whin_test_until (whin_test_peer_count (scene->peer, "ACK") == 2);
  dialog = replace (scene, "");
  whin_test_until (scene->phone->call != NULL);
  g_assert_cmpint (whin_call_get_state (scene->phone->call), ==, WHIN_CALL_INCOMING);
  g_assert_cmpint (whin_call_get_state (scene->call), ==, WHIN_CALL_HELD);
  whin_call_answer (scene->phone->call);
  g_assert_cmpint (whin_call_get_state (scene->phone->call), ==, WHIN_CALL_ACTIVE);
  g_assert_cmpint (whin_call_get_end (scene->call), ==, WHIN_CALL_END_TRANSFERRED);
}

/* RFC 3891, section 3: only a call that rings was meant. */
static void
test_replaced_early_only (WhinTestScene *scene, gconstpointer data)
{
  g_autoptr (WhinTestDialog) dialog = NULL;

  whin_test_scene_dial_and_talk (scene);
  dialog = replace (scene, ";early-only");
  whin_test_until (whin_test_peer_find (scene->peer, "SIP/2.0 486", 0) != NULL);
  g_assert_cmpint (whin_call_get_state (scene->call), ==, WHIN_CALL_ACTIVE);
}

/* Bob hangs up before he was told to: that is no reason to end the call with Carol. */
static void
test_bye_in_transfer (WhinTestScene *scene, gconstpointer data)
{
  g_autoptr (WhinCall) second = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  whin_test_scene_dial_and_talk (scene);
  second = whin_line_dial (scene->phone->line, "carol", NULL);
  whin_test_until (whin_call_get_state (second) == WHIN_CALL_ACTIVE &&
                   whin_call_get_state (scene->call) == WHIN_CALL_HELD);
  whin_call_transfer_to_call_async (scene->call, second, NULL, whin_test_on_result, &result);
  whin_test_until (whin_test_peer_find (scene->peer, "REFER", 0) != NULL);
  whin_test_dialog_send (scene->dialog, "BYE", "", NULL);
  whin_test_until (result != NULL);
  g_assert_false (whin_call_transfer_finish (scene->call, result, NULL));
  g_assert_cmpint (whin_call_get_end (scene->call), ==, WHIN_CALL_END_HUNG_UP);
  g_assert_cmpint (whin_call_get_state (second), ==, WHIN_CALL_ACTIVE);
  g_assert_nonnull (whin_call_get_reason (second));
}

static void
redirect_once (WhinTestPeer *peer, const char *request)
{
  if (g_str_has_prefix (request, "INVITE sip:bob@"))
    whin_test_peer_reply (
        peer, request, "bob", peer->data,
        "Contact: <sip:mobile@localhost?X-Evil=1&Subject=Hi&body=v%3D0&"
        "From=%3Csip%3Aboss%40localhost%3E&Replaces=abc%3Bto-tag%3D1%3Bfrom-tag%3D2>"
        "\r\n",
        NULL);
  else
    whin_test_peer_answer_all (peer, request);
}

static void
test_redirect (WhinTestScene *scene, gconstpointer data)
{
  const char *invite;

  scene->peer->answer = redirect_once;
  whin_test_scene_dial (scene);
  whin_test_until (whin_call_get_state (scene->call) == WHIN_CALL_ACTIVE);
  g_assert_cmpstr (whin_call_get_number (scene->call), ==, "mobile");
  invite = whin_test_peer_find (scene->peer, "INVITE sip:mobile@localhost", 0);
  g_assert_nonnull (invite);
  g_assert_null (strstr (invite, "X-Evil"));
  g_assert_null (strstr (invite, "\r\nSubject"));
  g_assert_null (strstr (invite, "\r\nReplaces"));
  g_assert_null (strstr (invite, "boss"));
  g_assert_nonnull (strstr (invite, "\r\nm=audio "));
  whin_call_hang_up (scene->call);
  whin_test_until (whin_test_peer_find (scene->peer, "BYE", 0) != NULL);
}

/* @data: the status and the Contact. Nobody but the person calls such a number, nor goes by another
 * server. */
static void
redirect_badly (WhinTestPeer *peer, const char *request)
{
  g_auto (GStrv) parts = g_strsplit (peer->data, "|", 2);

  if (g_str_has_prefix (request, "INVITE sip:bob@"))
    whin_test_peer_reply (peer, request, "bob", parts[0], parts[1], NULL);
  else
    whin_test_peer_answer_all (peer, request);
}

static void
test_redirect_refused (WhinTestScene *scene, gconstpointer data)
{
  scene->peer->answer = redirect_badly;
  whin_test_scene_dial (scene);
  whin_test_until (whin_call_get_state (scene->call) == WHIN_CALL_ENDED);
  g_assert_cmpuint (whin_test_peer_count (scene->peer, "INVITE"), ==, 1);
  g_assert_cmpuint (strlen (whin_call_get_reason (scene->call)), >, 0);
}

static void
redirect_for_ever (WhinTestPeer *peer, const char *request)
{
  g_autofree char *contact = g_strdup_printf ("Contact: <sip:round%u@localhost>\r\n",
                                              whin_test_peer_count (peer, "INVITE"));

  if (g_str_has_prefix (request, "INVITE"))
    whin_test_peer_reply (peer, request, "bob", peer->data, contact, NULL);
  else
    whin_test_peer_answer_all (peer, request);
}

static void
test_redirect_loop (WhinTestScene *scene, gconstpointer data)
{
  scene->peer->answer = redirect_for_ever;
  whin_test_scene_dial (scene);
  whin_test_until (whin_call_get_state (scene->call) == WHIN_CALL_ENDED);
  g_assert_cmpuint (whin_call_get_status (scene->call), ==,
                    g_str_has_prefix (data, "300") ? 300 : 301); /* 302 is read as 301 */
  g_assert_cmpuint (whin_test_peer_count (scene->peer, "INVITE sip:round"), <=,
                    WHIN_SIP_MAX_REDIRECTS);
}

int
main (int argc, char **argv)
{
  static const char *const redirections[] = {"300 Multiple Choices", "301 Moved Permanently",
                                             "302 Moved Temporarily"};

  static const char *const refused[] = {
      "302 Moved|Contact: <sip:112@localhost>\r\n",
      "301 Moved|Contact: <sip:*21*900@localhost>\r\n",
      "300 Choices|Contact: <sip:911@example.com>\r\n",
      "303 Other|Contact: <sip:mobile@localhost>\r\n",
      "305 Use Proxy|Contact: <sip:127.0.0.2;lr>\r\n",
      "302 Moved|Contact: <sips:mobile@localhost>\r\n",
  };

  g_test_init (&argc, &argv, NULL);
#define ADD(path, test)                                                                            \
  g_test_add ("/phone/handover/" path, WhinTestScene, NULL, whin_test_scene_set_up, test,          \
              whin_test_scene_tear_down)
  ADD ("replaced/muted", test_replaced_muted);
  ADD ("replaced/held", test_replaced_held);
  ADD ("replaced/early-only", test_replaced_early_only);
  ADD ("bye-in-transfer", test_bye_in_transfer);
  for (guint i = 0; i < G_N_ELEMENTS (redirections); i++) {
    g_autofree char *path = g_strdup_printf ("/phone/handover/redirect/%.3s", redirections[i]);
    g_autofree char *loop = g_strdup_printf ("%s-loop", path);

    g_test_add (path, WhinTestScene, redirections[i], whin_test_scene_set_up, test_redirect,
                whin_test_scene_tear_down);
    g_test_add (loop, WhinTestScene, redirections[i], whin_test_scene_set_up, test_redirect_loop,
                whin_test_scene_tear_down);
  }
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++) {
    g_autofree char *path = g_strdup_printf ("/phone/handover/redirect-refused/%u", i);

    g_test_add (path, WhinTestScene, refused[i], whin_test_scene_set_up, test_redirect_refused,
                whin_test_scene_tear_down);
  }
  return g_test_run ();
}
