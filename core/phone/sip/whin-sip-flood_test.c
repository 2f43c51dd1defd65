/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/sip/whin-sip-call.h"

#include "core/testing/phone/whin-test-scene.h"
#include "core/testing/whin-test-loop.h"

#include <signal.h>
#include <string.h>

/* Another program (sipp) speaks to the phone without the server in between, much at once. */

typedef struct {
  const char *scenario; /* core/testing/phone/sipp/NAME.xml */
  const char *count;
  const char *rate;    /* a second */
  const char *at_once; /* at most */
  gboolean answers;    /* the person */
} Flood;

static void
on_incoming_answer (WhinPhoneProvider *provider, WhinCall *call, gpointer data)
{
  whin_call_answer (call);
}

static void
set_up (WhinTestScene *scene, gconstpointer data)
{
  const Flood *flood = data;

  whin_test_scene_set_up (scene, data);
  if (flood->answers)
    g_signal_connect (scene->phone->provider, "incoming", G_CALLBACK (on_incoming_answer), NULL);
}

/* (transfer full): "127.0.0.1:5060" out of the phone's contact. */
static char *
get_phone_address (WhinTestScene *scene)
{
  const char *host = strchr (scene->peer->contact, '@') + 1;

  return g_strndup (host, strcspn (host, ";"));
}

static void
on_ended (GObject *process, GAsyncResult *result, gpointer data)
{
  *(gboolean *)data = TRUE;
  g_subprocess_wait_finish (G_SUBPROCESS (process), result, NULL);
}

static void
test_flood (WhinTestScene *scene, gconstpointer data)
{
  const Flood *flood = data;
  GListModel *calls = whin_phone_provider_get_calls (scene->phone->provider);
  const char *name = strchr (scene->peer->contact, ':') + 1;
  g_autofree char *user = g_strndup (name, strcspn (name, "@")); /* others are not known here */
  g_autofree char *file = g_strdup_printf ("%s/core/testing/phone/sipp/%s.xml",
                                           g_getenv ("WHINCHAT_SOURCE"), flood->scenario);
  g_autofree char *address = get_phone_address (scene);
  g_autofree char *port = g_strdup_printf ("%u", whin_test_find_port ());
  const char *const arguments[] = {"sipp",      "-sf",        file,
                                   "-m",        flood->count, "-r",
                                   flood->rate, "-l",         flood->at_once,
                                   "-s",        user,         "-i",
                                   "127.0.0.1", "-p",         port,
                                   "-timeout",  "25s",        "-timeout_error",
                                   "-nostdin",  address,      NULL};
  GSubprocess *process = whin_test_spawn (scene->phone->folder, arguments);
  g_autoptr (WhinCall) call = NULL;
  gboolean is_over = FALSE;

  g_subprocess_wait_async (process, NULL, on_ended, &is_over);
  whin_test_until (is_over);
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0); /* all as the scenario wants */
  whin_test_end (process, SIGKILL);
  while (g_list_model_get_n_items (calls) > 0) {
    g_autoptr (WhinCall) left = g_list_model_get_item (calls, 0);

    whin_call_hang_up (left);
  }
  g_assert_cmpint (whin_line_get_state (scene->phone->line), ==, WHIN_LINE_REGISTERED);
  call = whin_line_dial (scene->phone->line, "bob", NULL);
  whin_test_until (whin_call_get_state (call) == WHIN_CALL_ACTIVE);
  whin_call_hang_up (call);
  whin_test_until (whin_test_peer_find (scene->peer, "BYE", 0) != NULL);
}

static const Flood floods[] = {
    {"call", "20", "20", "1", TRUE},          {"no-ack", "4", "10", "1", TRUE},
    {"cancel", "200", "100", "30", FALSE},    {"shuffled", "10", "20", "1", TRUE},
    {"notify", "3000", "1000", "500", FALSE},
};

int
main (int argc, char **argv)
{
  g_autofree char *program = g_find_program_in_path ("sipp");

  g_test_init (&argc, &argv, NULL);
  if (program == NULL) {
    g_print ("1..0 # SKIP sipp is not installed\n");
    return 0;
  }
  g_setenv ("TERM", "dumb", TRUE); /* it draws its figures */
  for (gsize i = 0; i < G_N_ELEMENTS (floods); i++) {
    g_autofree char *path = g_strdup_printf ("/phone/flood/%s", floods[i].scenario);

    g_test_add (path, WhinTestScene, &floods[i], set_up, test_flood, whin_test_scene_tear_down);
  }
  return g_test_run ();
}
