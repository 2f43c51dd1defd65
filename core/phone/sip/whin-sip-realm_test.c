/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/sip/whin-sip-keepalive.h"
#include "core/phone/sip/whin-sip-line.h"

#include "core/testing/phone/whin-test-scene.h"
#include "core/testing/whin-test-loop.h"

#include <string.h>

/* A server that asks for the password in another way than it did before. */

#define CHALLENGE(realm, algorithm)                                                                \
  "WWW-Authenticate: Digest realm=\"" realm "\", nonce=\"n\", algorithm=" algorithm "\r\n"

/* Whether @request proves the password in the realm of @challenge, and as strongly. */
static gboolean
proves (const char *request, const char *challenge)
{
  const char *proof = strstr (request, "\r\nAuthorization:");
  const char *realm = strstr (challenge, "realm=\"");
  const char *algorithm = strstr (challenge, "algorithm=");
  g_autofree char *wanted = g_strndup (realm, strcspn (realm, ","));
  g_autofree char *how = g_strndup (algorithm, strcspn (algorithm, "\r"));

  /* After a change in one dialog the stack repeats its older proof first. */
  for (; proof != NULL; proof = strstr (proof + 1, "\r\nAuthorization:")) {
    g_autofree char *line = g_strndup (proof + 2, strcspn (proof + 2, "\r"));

    if (strstr (line, wanted) != NULL && g_str_has_suffix (line, how))
      return TRUE;
  }
  return FALSE;
}

/* The peer's data is the challenge. */
static void
answer (WhinTestPeer *peer, const char *request)
{
  if (g_str_has_prefix (request, "OPTIONS") || g_str_has_prefix (request, "BYE") ||
      proves (request, peer->data))
    whin_test_peer_answer_all (peer, request);
  else
    whin_test_peer_reply (peer, request, "bob", "401 Unauthorized", peer->data, NULL);
}

static void
set_up (WhinTestScene *scene, gconstpointer data)
{
  whin_test_scene_begin (scene, answer, CHALLENGE ("ours", "SHA-256"), NULL);
}

static void
connect_again (WhinTestScene *scene)
{
  whin_sip_line_on_network_changed (WHIN_SIP_LINE (scene->phone->line));
  whin_test_until (whin_line_get_state (scene->phone->line) != WHIN_LINE_REGISTERED);
}

static void
expect_call (WhinTestScene *scene)
{
  whin_test_until (whin_line_get_state (scene->phone->line) == WHIN_LINE_REGISTERED);
  whin_test_scene_dial (scene);
  whin_test_until (whin_call_get_state (scene->call) == WHIN_CALL_ACTIVE);
  whin_call_hang_up (scene->call);
  g_clear_object (&scene->call);
}

/* Calls are challenged in the new realm, too. */
static void
test_new_realm (WhinTestScene *scene, gconstpointer data)
{
  expect_call (scene);
  scene->peer->data = (gpointer)CHALLENGE ("new", "SHA-256");
  connect_again (scene);
  expect_call (scene);
}

/* The server restarted, and the phone hears of it when it asks whether it is still known. */
static void
test_new_realm_unannounced (WhinTestScene *scene, gconstpointer data)
{
  guint before = whin_test_peer_count (scene->peer, "REGISTER");
  const char *asked, *again;

  scene->peer->data = (gpointer)CHALLENGE ("new", "SHA-256");
  whin_test_until (whin_test_peer_count (scene->peer, "REGISTER") == before + 3);
  asked = whin_test_peer_find (scene->peer, "REGISTER", before);
  again = whin_test_peer_find (scene->peer, "REGISTER", before + 2);
  g_assert_null (strstr (asked, "\r\nContact:"));
  g_assert_nonnull (strstr (again, "\r\nContact:"));
  g_assert_true (proves (again, scene->peer->data));
  expect_call (scene);
}

/* Whatever the realm. The phone keeps asking; when the server does better, it is back. */
static void
test_weaker (WhinTestScene *scene, gconstpointer data)
{
  guint before = whin_test_peer_count (scene->peer, "REGISTER");

  scene->peer->data = (gpointer)data;
  connect_again (scene);
  whin_test_until (whin_line_get_state (scene->phone->line) == WHIN_LINE_WAITING);
  g_assert_cmpstr (whin_line_get_reason (scene->phone->line), ==,
                   "The server asks for a weaker password check than before.");
  for (guint i = before; i < whin_test_peer_count (scene->peer, "REGISTER"); i++)
    g_assert_null (strstr (whin_test_peer_find (scene->peer, "REGISTER", i), "algorithm=MD5"));
  scene->peer->data = (gpointer)CHALLENGE ("ours", "SHA-256");
  expect_call (scene);
}

/* An account with another password is another account. */
static void
test_weaker_for_another (WhinTestScene *scene, gconstpointer data)
{
  scene->peer->data = (gpointer)data;
  whin_account_set_by_person (scene->phone->account, "password", "another");
  whin_test_until (whin_line_get_state (scene->phone->line) != WHIN_LINE_REGISTERED);
  expect_call (scene);
}

/* One realm for a registration, another for the question about it: machines of a farm. */
static void
answer_as_farm (WhinTestPeer *peer, const char *request)
{
  gboolean is_query =
      g_str_has_prefix (request, "REGISTER") && strstr (request, "\r\nContact:") == NULL;
  const char *challenge = is_query ? CHALLENGE ("second", "MD5") : CHALLENGE ("first", "MD5");

  if (!g_str_has_prefix (request, "REGISTER") || proves (request, challenge))
    whin_test_peer_answer_all (peer, request);
  else
    whin_test_peer_reply (peer, request, "bob", "401 Unauthorized", challenge, NULL);
}

static void
on_state (WhinLine *line, GParamSpec *pspec, guint *away)
{
  if (whin_line_get_state (line) != WHIN_LINE_REGISTERED)
    ++*away;
}

/* The line registers once more, in case the realm is new; then it stays. */
static void
test_farm (void)
{
  WhinTestScene scene = {0};
  guint away = 0;

  whin_sip_keepalive_set_udp_interval (1);
  whin_test_scene_begin (&scene, answer_as_farm, NULL, NULL);
  g_signal_connect (scene.phone->line, "notify::state", G_CALLBACK (on_state), &away);
  whin_test_until (whin_test_peer_count (scene.peer, "OPTIONS") >= 2);
  g_signal_handlers_disconnect_by_data (scene.phone->line, &away);
  g_assert_cmpuint (away, <=, 1);
  g_assert_cmpint (whin_line_get_state (scene.phone->line), ==, WHIN_LINE_REGISTERED);
  whin_test_scene_tear_down (&scene, NULL);
  whin_sip_keepalive_set_udp_interval (WHIN_SIP_KEEPALIVE_UDP_SECONDS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, challenge, test)                                                                 \
  g_test_add ("/phone/realm/" path, WhinTestScene, challenge, set_up, test,                        \
              whin_test_scene_tear_down)
  ADD ("new", NULL, test_new_realm);
  ADD ("new-unannounced", NULL, test_new_realm_unannounced);
  ADD ("weaker", CHALLENGE ("ours", "MD5"), test_weaker);
  ADD ("weaker-elsewhere", CHALLENGE ("new", "MD5"), test_weaker);
  ADD ("weaker-for-another", CHALLENGE ("ours", "MD5"), test_weaker_for_another);
  g_test_add_func ("/phone/realm/farm", test_farm);
  return g_test_run ();
}
