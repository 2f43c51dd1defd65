/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/sip/whin-sip-call.h"

#include "core/testing/phone/whin-test-peer.h"
#include "core/testing/phone/whin-test-phone.h"
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

typedef struct {
  WhinTestPeer *peer;
  WhinTestPhone *phone;
} Fixture;

static void
answer_calls (WhinTestPeer *peer, const char *request)
{
  g_autofree char *description = whin_test_peer_make_description (peer, "");
  g_autofree char *contact = g_strdup_printf ("Contact: <sip:b@127.0.0.1:%u>\r\n", peer->port);

  whin_test_peer_register (peer, request);
  if (g_str_has_prefix (request, "INVITE"))
    whin_test_peer_reply (peer, request, "bob", "200 OK", contact, description);
  else if (g_str_has_prefix (request, "BYE"))
    whin_test_peer_reply (peer, request, "bob", "200 OK", "", NULL);
}

static void
on_incoming_answer (WhinPhoneProvider *provider, WhinCall *call, gpointer data)
{
  whin_call_answer (call);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const Flood *flood = data;

  fixture->peer = whin_test_peer_new (answer_calls);
  fixture->phone = whin_test_phone_new (&fixture->peer->registrar, "alice", 440, NULL, NULL);
  whin_test_phone_start (fixture->phone);
  if (flood->answers)
    g_signal_connect (fixture->phone->provider, "incoming", G_CALLBACK (on_incoming_answer), NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  whin_test_phone_free (fixture->phone);
  whin_test_peer_free (fixture->peer);
}

/* (transfer full): "127.0.0.1:5060" out of the phone's contact. */
static char *
get_phone_address (Fixture *fixture)
{
  const char *host = strchr (fixture->peer->contact, '@') + 1;

  return g_strndup (host, strcspn (host, ";"));
}

static void
on_ended (GObject *process, GAsyncResult *result, gpointer data)
{
  *(gboolean *)data = TRUE;
  g_subprocess_wait_finish (G_SUBPROCESS (process), result, NULL);
}

static void
test_flood (Fixture *fixture, gconstpointer data)
{
  const Flood *flood = data;
  GListModel *calls = whin_phone_provider_get_calls (fixture->phone->provider);
  const char *name = strchr (fixture->peer->contact, ':') + 1;
  g_autofree char *user = g_strndup (name, strcspn (name, "@")); /* others are not known here */
  g_autofree char *file = g_strdup_printf ("%s/core/testing/phone/sipp/%s.xml",
                                           g_getenv ("WHINCHAT_SOURCE"), flood->scenario);
  g_autofree char *address = get_phone_address (fixture);
  g_autofree char *port = g_strdup_printf ("%u", whin_test_find_port ());
  const char *const arguments[] = {"sipp",      "-sf",        file,
                                   "-m",        flood->count, "-r",
                                   flood->rate, "-l",         flood->at_once,
                                   "-s",        user,         "-i",
                                   "127.0.0.1", "-p",         port,
                                   "-timeout",  "25s",        "-timeout_error",
                                   "-nostdin",  address,      NULL};
  GSubprocess *process = whin_test_spawn (fixture->phone->folder, arguments);
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
  g_assert_cmpint (whin_line_get_state (fixture->phone->line), ==, WHIN_LINE_REGISTERED);
  call = whin_line_dial (fixture->phone->line, "bob", NULL);
  whin_test_until (whin_call_get_state (call) == WHIN_CALL_ACTIVE);
  whin_call_hang_up (call);
  whin_test_until (whin_test_peer_find (fixture->peer, "BYE", 0) != NULL);
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

    g_test_add (path, Fixture, &floods[i], set_up, test_flood, tear_down);
  }
  return g_test_run ();
}
