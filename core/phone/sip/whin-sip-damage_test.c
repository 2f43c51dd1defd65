/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/sip/whin-sip-call.h"

#include "core/testing/phone/whin-test-peer.h"
#include "core/testing/phone/whin-test-phone.h"
#include "core/testing/whin-test-loop.h"

#include <string.h>

/* The person and the other side do this and that, and every other message arrives damaged. The
 * phone lives, and an ordinary call works when the line is good again. The walk's seeds are fixed;
 * WHINCHAT_TEST_SEED takes another one. */

#define STEPS 250

typedef struct {
  WhinTestPeer *peer;
  WhinTestPhone *phone;
  GRand *random;
  WhinCall *call;
  WhinTestDialog *dialog;
} Walk;

static void
answer (WhinTestPeer *peer, const char *request)
{
  static const char *const statuses[] = {"180 Ringing", "183 Session Progress",
                                         "200 OK",      "200 OK",
                                         "200 OK",      "302 Moved",
                                         "401 No",      "407 No",
                                         "422 Small",   "486 Busy",
                                         "491 Pending", "503 No"};
  gboolean is_invite = g_str_has_prefix (request, "INVITE");
  const char *status = is_invite || g_rand_int_range (peer->random, 0, 4) == 0
                           ? statuses[g_rand_int_range (peer->random, 0, G_N_ELEMENTS (statuses))]
                           : "200 OK";
  g_autofree char *description = whin_test_peer_make_description (peer, "a=sendrecv\r\n");
  g_autofree char *headers = NULL;

  if (g_str_has_prefix (request, "REGISTER") && g_rand_int_range (peer->random, 0, 8) > 0) {
    whin_test_peer_register (peer, request);
    return;
  }
  headers = g_strdup_printf (
      "Contact: \"B\" <sip:bob@127.0.0.1:%u>;q=0.5\r\nRequire: 100rel\r\nRSeq: 5\r\n"
      "WWW-Authenticate: Digest realm=\"x\", nonce=\"n\", algorithm=SHA-256, qop=\"auth\"\r\n"
      "Session-Expires: 90;refresher=uac\r\nMin-SE: 90\r\nAllow: INVITE, UPDATE, INFO\r\n"
      "Min-Expires: 90\r\nExpires: 60\r\nAuthentication-Info: nextnonce=\"o\"\r\n",
      peer->port);
  whin_test_peer_reply (peer, request, "bob", status, headers, is_invite ? description : NULL);
}

static void
on_got_result (GObject *source, GAsyncResult *result, gpointer data)
{
  whin_call_transfer_finish (WHIN_CALL (source), result, NULL);
}

/* What the person does with a call. */
static void
act (Walk *walk, WhinCall *call)
{
  switch (g_rand_int_range (walk->random, 0, 7)) {
  case 0:
    whin_call_answer (call);
    break;
  case 1:
    whin_call_hold (call);
    break;
  case 2:
    whin_call_resume (call);
    break;
  case 3:
    whin_call_send_dtmf (call, "1");
    break;
  case 4:
    whin_call_transfer_async (call, "carol", NULL, on_got_result, NULL);
    break;
  case 5:
    whin_call_decline (call);
    break;
  default:
    whin_call_hang_up (call);
    break;
  }
}

static void
begin_call (Walk *walk)
{
  g_autofree char *description = whin_test_peer_make_description (walk->peer, "a=sendrecv\r\n");

  g_clear_pointer (&walk->dialog, whin_test_dialog_free);
  if (g_rand_boolean (walk->random)) {
    guint before = whin_test_peer_count (walk->peer, "INVITE sip:bob");
    const char *invite;

    g_clear_object (&walk->call);
    walk->call = whin_line_dial (walk->phone->line, "bob", NULL);
    whin_test_run_for (3);
    invite = whin_test_peer_find (walk->peer, "INVITE sip:bob", before);
    if (walk->call != NULL && invite != NULL)
      walk->dialog = whin_test_dialog_called (walk->peer, invite, "bob");
    return;
  }
  walk->dialog = whin_test_dialog_calling (walk->peer);
  whin_test_dialog_send (walk->dialog, "INVITE",
                         "Supported: timer, 100rel\r\nSession-Expires: 90;refresher=uac\r\n"
                         "Allow: INVITE, UPDATE\r\nP-Asserted-Identity: <tel:+1>\r\n",
                         g_rand_boolean (walk->random) ? description : NULL);
}

/* What the other side says in between. */
static void
interrupt (Walk *walk)
{
  static const struct {
    const char *method;
    const char *headers;
    const char *body;
  } requests[] = {
      {"ACK", "", NULL},
      {"CANCEL", "Reason: SIP;cause=200\r\n", NULL},
      {"INVITE", "Content-Type: application/sdp\r\n",
       "v=0\r\nc=IN IP4 0.0.0.0\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0 101\r\na=inactive\r\n"},
      {"INVITE", "Replaces: a;to-tag=b;from-tag=c\r\n", NULL},
      {"UPDATE", "Session-Expires: 90;refresher=uas\r\n", NULL},
      {"INFO", "Content-Type: application/dtmf-relay\r\n", "Signal=1\r\nDuration=100\r\n"},
      {"NOTIFY", "Event: refer\r\nSubscription-State: active\r\nContent-Type: message/sipfrag\r\n",
       "SIP/2.0 180 Ringing\r\n"},
      {"NOTIFY",
       "Event: message-summary\r\nSubscription-State: terminated\r\n"
       "Content-Type: application/simple-message-summary\r\n",
       "Messages-Waiting: yes\r\nVoice-Message: 1/2\r\n"},
      {"REFER", "Refer-To: <sip:x@example.com>\r\n", NULL},
      {"PRACK", "RAck: 1 1 INVITE\r\n", NULL},
      {"OPTIONS", "Accept: application/sdp\r\n", NULL},
      {"BYE", "", NULL},
  };
  guint i = (guint)g_rand_int_range (walk->random, 0, G_N_ELEMENTS (requests));

  if (walk->dialog != NULL &&
      (walk->dialog->branch != NULL || strcmp (requests[i].method, "CANCEL") != 0))
    whin_test_dialog_send (walk->dialog, requests[i].method, requests[i].headers, requests[i].body);
}

static void
step (Walk *walk)
{
  GListModel *calls = whin_phone_provider_get_calls (walk->phone->provider);
  guint count = g_list_model_get_n_items (calls);
  const char *ours = whin_test_peer_find (walk->peer, "SIP/2.0 200", 0);

  if (walk->dialog != NULL && walk->dialog->branch != NULL && ours != NULL &&
      strstr (ours, walk->dialog->call_id) != NULL)
    whin_test_dialog_answered (walk->dialog, ours);
  switch (g_rand_int_range (walk->random, 0, 4)) {
  case 0:
    if (count < 3)
      begin_call (walk);
    break;
  case 1:
    interrupt (walk);
    break;
  case 2:
    whin_line_retry (walk->phone->line);
    break;
  default:
    if (count > 0) {
      g_autoptr (WhinCall) call =
          g_list_model_get_item (calls, (guint)g_rand_int_range (walk->random, 0, (gint)count));

      act (walk, call);
    }
    break;
  }
  whin_test_run_for ((guint)g_rand_int_range (walk->random, 0, 10));
  if (walk->peer->received->len > 500)
    g_ptr_array_set_size (walk->peer->received, 0);
}

static void
hang_up_all (WhinTestPhone *phone)
{
  GListModel *calls = whin_phone_provider_get_calls (phone->provider);

  while (g_list_model_get_n_items (calls) > 0) {
    g_autoptr (WhinCall) call = g_list_model_get_item (calls, 0);

    whin_call_hang_up (call);
  }
}

static void
test_walk (gconstpointer data)
{
  Walk walk = {.random = g_rand_new_with_seed (GPOINTER_TO_UINT (data))};
  g_autoptr (WhinCall) call = NULL;

  walk.peer = whin_test_peer_new (NULL);
  walk.phone = whin_test_phone_new (&walk.peer->registrar, "alice", 440, NULL, NULL);
  whin_test_phone_start (walk.phone);
  walk.peer->answer = answer;
  walk.peer->random = walk.random;
  for (guint i = 0; i < STEPS; i++)
    step (&walk);
  walk.peer->random = NULL;
  walk.peer->answer = whin_test_peer_answer_all;
  hang_up_all (walk.phone);
  /* A damaged refusal of the password is one too; the person would set it again. */
  whin_account_set_by_person (walk.phone->account, "password", "again");
  whin_line_retry (walk.phone->line);
  whin_test_until (whin_line_get_state (walk.phone->line) == WHIN_LINE_REGISTERED);
  call = whin_line_dial (walk.phone->line, "bob", NULL);
  g_assert_nonnull (call);
  whin_test_until (whin_call_get_state (call) == WHIN_CALL_ACTIVE);
  whin_call_hang_up (call);
  g_clear_object (&walk.call);
  g_clear_pointer (&walk.dialog, whin_test_dialog_free);
  whin_test_phone_free (walk.phone);
  whin_test_peer_free (walk.peer);
  g_rand_free (walk.random);
}

int
main (int argc, char **argv)
{
  const char *seed = g_getenv ("WHINCHAT_TEST_SEED");
  guint first = seed != NULL ? (guint)g_ascii_strtoull (seed, NULL, 10) : 1;
  guint count = seed != NULL ? 1 : 3;

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < count; i++) {
    g_autofree char *path = g_strdup_printf ("/phone/damage/%u", first + i);

    g_test_add_data_func (path, GUINT_TO_POINTER (first + i), test_walk);
  }
  return g_test_run ();
}
