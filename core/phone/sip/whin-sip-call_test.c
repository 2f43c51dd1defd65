/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/sip/whin-sip-call.h"

#include "core/testing/phone/whin-test-pair.h"
#include "core/testing/phone/whin-test-registrar.h"
#include "core/testing/whin-test-loop.h"
#include "core/testing/whin-test-memory.h"

#include <string.h>

#define CAROL_HZ 1000
#define WARM_UP_CALLS 200
#define MANY_CALLS 200
#define PARALLEL_CALLS 20
#define MANY_CALLS_KB 2048
#define SETTLE_MS 36000 /* the stack remembers ended transactions for 32 s */

static WhinTestRegistrar *registrar;

/* Account nodes of both phones. */
typedef struct {
  const char *transport;
  const char *alice_codecs;
  const char *alice_sdes;
  const char *bob_sdes;
  const char *codec;
  WhinCallEncryption encryption;
} Setup;

static const Setup plain = {"udp", "8", "", "", "G.711 A-law", WHIN_CALL_ENCRYPTION_NONE};

static WhinTestPhone *
make_phone (const char *name, guint hz, const Setup *setup, const char *codecs, const char *sdes)
{
  WhinTestPhone *phone =
      whin_test_phone_new (registrar, name, hz, registrar->ca_file, "transport", setup->transport,
                           "codecOrder", codecs, "sdesIncoming", sdes, "sdesOutgoing", sdes, NULL);

  whin_test_phone_start (phone);
  return phone;
}

static void
set_up (WhinTestPair *pair, gconstpointer data)
{
  const Setup *setup = data != NULL ? data : &plain;

  pair->alice =
      make_phone ("alice", WHIN_TEST_ALICE_HZ, setup, setup->alice_codecs, setup->alice_sdes);
  pair->bob = make_phone ("bob", WHIN_TEST_BOB_HZ, setup, "", setup->bob_sdes);
}

static void
test_call (WhinTestPair *pair, gconstpointer data)
{
  const Setup *setup = data;
  WhinCallFigures figures;

  whin_test_pair_talk (pair);
  g_assert_cmpstr (whin_call_get_number (pair->answer), ==, "alice");
  g_assert_cmpstr (whin_call_get_codec (pair->call), ==, setup->codec);
  g_assert_cmpstr (whin_call_get_codec (pair->answer), ==, setup->codec);
  g_assert_cmpint (whin_call_get_encryption (pair->call), ==, setup->encryption);
  g_assert_cmpint (whin_call_get_encryption (pair->answer), ==, setup->encryption);
  whin_test_pair_hear (pair);
  whin_test_until (whin_call_get_quality (pair->call) == WHIN_CALL_QUALITY_GOOD);
  whin_call_get_figures (pair->call, &figures);
  g_assert_cmpuint (figures.packets_received, >, 20);
  g_assert_cmpuint (figures.packets_sent, >, 20);
  whin_call_hang_up (pair->call);
  whin_test_until (whin_call_get_state (pair->answer) == WHIN_CALL_ENDED);
  g_assert_cmpstr (whin_call_get_reason (pair->answer), ==, "The other side hung up.");
  g_assert_cmpstr (whin_call_get_reason (pair->call), ==, "You hung up.");
}

static void
test_remote_hang_up (WhinTestPair *pair, gconstpointer data)
{
  whin_test_pair_talk (pair);
  whin_call_hang_up (pair->answer);
  whin_test_until (whin_call_get_state (pair->call) == WHIN_CALL_ENDED);
  g_assert_cmpint (whin_call_get_end (pair->call), ==, WHIN_CALL_END_HUNG_UP);
}

static void
test_decline (WhinTestPair *pair, gconstpointer data)
{
  whin_test_pair_ring (pair);
  whin_call_decline (pair->answer);
  whin_test_until (whin_call_get_state (pair->call) == WHIN_CALL_ENDED);
  g_assert_cmpint (whin_call_get_end (pair->call), ==, WHIN_CALL_END_BUSY);
  g_assert_cmpstr (whin_call_get_reason (pair->call), ==, "The other side is busy.");
}

static void
test_give_up (WhinTestPair *pair, gconstpointer data)
{
  whin_test_pair_ring (pair);
  whin_call_hang_up (pair->call);
  g_assert_cmpint (whin_call_get_end (pair->call), ==, WHIN_CALL_END_CANCELLED);
  whin_test_until (whin_call_get_state (pair->answer) == WHIN_CALL_ENDED);
  g_assert_cmpint (whin_call_get_end (pair->answer), ==, WHIN_CALL_END_MISSED);
}

static void
test_unknown_number (WhinTestPair *pair, gconstpointer data)
{
  pair->call = whin_line_dial (pair->alice->line, "nobody", NULL);
  whin_test_until (whin_call_get_state (pair->call) == WHIN_CALL_ENDED);
  g_assert_cmpuint (whin_call_get_status (pair->call), ==, 404);
  g_assert_cmpstr (whin_call_get_reason (pair->call), ==, "The number is unknown.");
}

static void
test_do_not_disturb (WhinTestPair *pair, gconstpointer data)
{
  whin_phone_provider_set_do_not_disturb (pair->bob->provider, TRUE);
  pair->call = whin_line_dial (pair->alice->line, "bob", NULL);
  whin_test_until (whin_call_get_state (pair->call) == WHIN_CALL_ENDED);
  g_assert_cmpint (whin_call_get_end (pair->call), ==, WHIN_CALL_END_BUSY);
  g_assert_null (pair->bob->call);
}

static void
test_no_codec (WhinTestPair *pair, gconstpointer data)
{
  pair->call = whin_line_dial (pair->alice->line, "bob", NULL);
  whin_test_until (whin_call_get_state (pair->call) == WHIN_CALL_ENDED);
  g_assert_cmpuint (whin_call_get_status (pair->call), ==, 488);
  g_assert_cmpstr (whin_call_get_reason (pair->call), ==,
                   "There is no codec or encryption that both sides know.");
}

static void
test_dtmf (WhinTestPair *pair, gconstpointer data)
{
  whin_test_pair_talk (pair);
  whin_test_until (whin_test_phone_count_ms (pair->bob, 1) > 200);
  g_assert_true (whin_call_send_dtmf (pair->call, "159*#0"));
  whin_test_until (pair->bob->digits->len >= 6);
  whin_test_run_for (300);
  g_assert_cmpstr (pair->bob->digits->str, ==, "159*#0");
}

static void
test_mute (WhinTestPair *pair, gconstpointer data)
{
  whin_test_pair_talk (pair);
  whin_test_pair_hear (pair);
  whin_call_set_muted (pair->call, TRUE);
  whin_test_run_for (600);
  whin_test_until (whin_test_phone_measure (pair->bob, 1, WHIN_TEST_ALICE_HZ, 300) == 0);
  whin_call_set_muted (pair->call, FALSE);
  whin_test_pair_hear (pair);
}

static void
test_hold (WhinTestPair *pair, gconstpointer data)
{
  whin_test_pair_talk (pair);
  whin_test_pair_hear (pair);
  whin_call_hold (pair->call);
  g_assert_cmpint (whin_call_get_state (pair->call), ==, WHIN_CALL_HELD);
  whin_test_until (whin_call_get_state (pair->answer) == WHIN_CALL_REMOTE_HELD);
  whin_test_phone_await_silence (pair->bob, 1);
  whin_call_resume (pair->call);
  whin_test_until (whin_call_get_state (pair->call) == WHIN_CALL_ACTIVE);
  whin_test_until (whin_call_get_state (pair->answer) == WHIN_CALL_ACTIVE);
  whin_test_pair_hear (pair);
}

/* Both hold at the same moment: one of the two re-INVITEs is refused with 491 and sent again. */
static void
test_glare (WhinTestPair *pair, gconstpointer data)
{
  whin_test_pair_talk (pair);
  whin_call_hold (pair->call);
  whin_call_hold (pair->answer);
  whin_test_until (whin_call_get_remote_held (pair->call) &&
                   whin_call_get_remote_held (pair->answer));
  whin_call_resume (pair->call);
  whin_call_resume (pair->answer);
  whin_test_until (whin_call_get_state (pair->call) == WHIN_CALL_ACTIVE &&
                   whin_call_get_state (pair->answer) == WHIN_CALL_ACTIVE);
}

static void
test_blind_transfer_refused (WhinTestPair *pair, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  whin_test_pair_talk (pair);
  whin_call_transfer_async (pair->call, "carol", NULL, whin_test_on_result, &result);
  whin_test_until (result != NULL);
  g_assert_false (whin_call_transfer_finish (pair->call, result, &error));
  g_assert_error (error, WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_REFUSED);
  g_assert_cmpint (whin_call_get_state (pair->call), ==, WHIN_CALL_ACTIVE);
}

static void
call_once (WhinTestPair *pair)
{
  whin_test_pair_talk (pair);
  whin_call_hang_up (pair->call);
  whin_test_until (whin_call_get_state (pair->answer) == WHIN_CALL_ENDED);
  g_clear_object (&pair->call);
  g_clear_object (&pair->answer);
  g_clear_object (&pair->bob->call);
}

/* Calls one after the other leave nothing behind. */
static void
test_many_calls (WhinTestPair *pair, gconstpointer data)
{
  guint64 before, after;

  for (guint i = 0; i < WARM_UP_CALLS; i++)
    call_once (pair);
  whin_test_run_for (SETTLE_MS);
  before = whin_test_get_resident_kb ();
  for (guint i = 0; i < MANY_CALLS; i++)
    call_once (pair);
  whin_test_run_for (SETTLE_MS);
  after = whin_test_get_resident_kb ();
  g_test_message ("%d calls; memory grew by %" G_GINT64_FORMAT " kB", MANY_CALLS,
                  (gint64)(after - before));
  g_assert_cmpint ((gint64)after - (gint64)before, <, MANY_CALLS_KB);
}

static void
on_incoming_answer (WhinPhoneProvider *provider, WhinCall *call, gpointer data)
{
  whin_call_answer (call);
}

static guint
count_state (WhinTestPhone *phone, WhinCallState state)
{
  GListModel *calls = whin_phone_provider_get_calls (phone->provider);
  guint count = 0;

  for (guint i = 0; i < g_list_model_get_n_items (calls); i++) {
    g_autoptr (WhinCall) call = g_list_model_get_item (calls, i);

    count += whin_call_get_state (call) == state;
  }
  return count;
}

/* Whether bob's tone has gone on in one of the calls since @before, milliseconds of each. Which
 * sink is whose is chance. */
static gboolean
hears_one (WhinTestPhone *phone, const guint *before)
{
  for (guint i = 0; i < PARALLEL_CALLS; i++) {
    if (whin_test_phone_count_ms (phone, i + 1) > before[i] + WHIN_TEST_LISTEN_MS &&
        whin_test_phone_measure (phone, i + 1, WHIN_TEST_BOB_HZ, WHIN_TEST_LISTEN_MS) >
            WHIN_TEST_SHARE)
      return TRUE;
  }
  return FALSE;
}

/* All at once, each answered at once, which holds the others; in the end one is on, and heard. */
static void
test_parallel_calls (WhinTestPair *pair, gconstpointer data)
{
  g_autoptr (GPtrArray) calls = g_ptr_array_new_with_free_func (g_object_unref);
  guint before[PARALLEL_CALLS];

  g_signal_connect (pair->bob->provider, "incoming", G_CALLBACK (on_incoming_answer), NULL);
  for (guint i = 0; i < PARALLEL_CALLS; i++) {
    g_autoptr (GError) error = NULL;
    WhinCall *call = whin_line_dial (pair->alice->line, "bob", &error);

    g_assert_no_error (error);
    g_ptr_array_add (calls, call);
  }
  whin_test_until (count_state (pair->bob, WHIN_CALL_HELD) == PARALLEL_CALLS - 1 &&
                   count_state (pair->bob, WHIN_CALL_ACTIVE) == 1);
  whin_test_until (count_state (pair->alice, WHIN_CALL_REMOTE_HELD) == PARALLEL_CALLS - 1 &&
                   count_state (pair->alice, WHIN_CALL_ACTIVE) == 1);
  for (guint i = 0; i < PARALLEL_CALLS; i++)
    before[i] = whin_test_phone_count_ms (pair->alice, i + 1);
  whin_test_until (hears_one (pair->alice, before));
  for (guint i = 0; i < PARALLEL_CALLS; i++)
    whin_call_hang_up (g_ptr_array_index (calls, i));
  whin_test_until (g_list_model_get_n_items (whin_phone_provider_get_calls (pair->bob->provider)) ==
                   0);
}

/* Carol's phone stands by; alice talks with bob and with carol at once. */
typedef struct {
  WhinTestPair base;
  WhinTestPhone *carol;
  WhinCall *second;        /* alice's call to carol */
  WhinCall *second_answer; /* carol's */
} Three;

static void
set_up_three (Three *three, gconstpointer data)
{
  set_up (&three->base, data);
  three->carol = make_phone ("carol", CAROL_HZ, &plain, "", "");
}

static void
tear_down_three (Three *three, gconstpointer data)
{
  g_clear_object (&three->second);
  g_clear_object (&three->second_answer);
  whin_test_phone_free (three->carol);
  whin_test_pair_tear_down (&three->base, data);
}

static void
call_carol (Three *three)
{
  three->second = whin_line_dial (three->base.alice->line, "carol", NULL);
  whin_test_until (three->carol->call != NULL);
  three->second_answer = g_object_ref (three->carol->call);
  whin_call_answer (three->second_answer);
  whin_test_until (whin_call_get_state (three->second) == WHIN_CALL_ACTIVE);
}

/* Each hears both others, and no more than them. */
static void
test_conference (Three *three, gconstpointer data)
{
  WhinTestPair *base = &three->base;
  g_autoptr (GError) error = NULL;

  whin_test_pair_talk (base);
  call_carol (three);
  g_assert_cmpint (whin_call_get_state (base->call), ==, WHIN_CALL_HELD);
  g_assert_true (whin_call_join (three->second, base->call, &error));
  g_assert_no_error (error);
  whin_test_until (whin_call_get_state (base->call) == WHIN_CALL_ACTIVE &&
                   whin_call_get_state (base->answer) == WHIN_CALL_ACTIVE);
  g_assert_true (whin_call_get_in_conference (base->call));
  whin_test_until (whin_test_phone_measure (base->bob, 1, WHIN_TEST_ALICE_HZ, WHIN_TEST_LISTEN_MS) >
                       0.35 &&
                   whin_test_phone_measure (base->bob, 1, CAROL_HZ, WHIN_TEST_LISTEN_MS) > 0.35);
  whin_test_until (
      whin_test_phone_measure (three->carol, 1, WHIN_TEST_ALICE_HZ, WHIN_TEST_LISTEN_MS) > 0.35 &&
      whin_test_phone_measure (three->carol, 1, WHIN_TEST_BOB_HZ, WHIN_TEST_LISTEN_MS) > 0.35);
  g_assert_cmpfloat (whin_test_phone_measure (base->bob, 1, WHIN_TEST_BOB_HZ, WHIN_TEST_LISTEN_MS),
                     <, 0.05);
  whin_call_hang_up (three->second);
  g_assert_false (whin_call_get_in_conference (base->call));
  whin_test_until (whin_test_phone_measure (base->bob, 1, WHIN_TEST_ALICE_HZ, WHIN_TEST_LISTEN_MS) >
                   WHIN_TEST_SHARE);
}

/* Answering a second call holds the first; resuming the first swaps. */
static void
test_call_waiting (Three *three, gconstpointer data)
{
  WhinTestPair *base = &three->base;

  whin_test_pair_talk (base);
  three->second_answer = whin_line_dial (three->carol->line, "alice", NULL);
  whin_test_until (base->alice->call != NULL);
  three->second = g_object_ref (base->alice->call);
  whin_call_answer (three->second);
  whin_test_until (whin_call_get_state (base->answer) == WHIN_CALL_REMOTE_HELD);
  whin_test_until (whin_call_get_state (three->second_answer) == WHIN_CALL_ACTIVE);
  whin_call_resume (base->call);
  whin_test_until (whin_call_get_state (base->answer) == WHIN_CALL_ACTIVE);
  whin_test_until (whin_call_get_state (three->second_answer) == WHIN_CALL_REMOTE_HELD);
}

static const Setup setups[] = {
    {"udp", "0", "", "", "G.711 µ-law", WHIN_CALL_ENCRYPTION_NONE},
    {"tcp", "8", "", "", "G.711 A-law", WHIN_CALL_ENCRYPTION_NONE},
    {"udp", "9", "", "", "G.722", WHIN_CALL_ENCRYPTION_NONE},
    {"udp", "96", "", "", "Opus", WHIN_CALL_ENCRYPTION_NONE},
    {"tls", "0", "required", "required", "G.711 µ-law", WHIN_CALL_ENCRYPTION_SDES},
    {"tls", "96", "enabled", "enabled", "Opus", WHIN_CALL_ENCRYPTION_SDES},
    {"udp", "9", "enabled", "", "G.722", WHIN_CALL_ENCRYPTION_NONE},
};
static const Setup one_encrypts = {"udp", "0", "required", "", NULL, 0};

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  registrar = whin_test_registrar_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (setups); i++) {
    g_autofree char *path = g_strdup_printf ("/phone/call/%s/%u", setups[i].transport, (guint)i);

    g_test_add (path, WhinTestPair, &setups[i], set_up, test_call, whin_test_pair_tear_down);
  }
#define ADD(path, test)                                                                            \
  g_test_add ("/phone/call/" path, WhinTestPair, NULL, set_up, test, whin_test_pair_tear_down)
  ADD ("remote-hang-up", test_remote_hang_up);
  ADD ("decline", test_decline);
  ADD ("give-up", test_give_up);
  ADD ("unknown-number", test_unknown_number);
  ADD ("do-not-disturb", test_do_not_disturb);
  ADD ("dtmf", test_dtmf);
  ADD ("mute", test_mute);
  ADD ("hold", test_hold);
  ADD ("glare", test_glare);
  ADD ("parallel", test_parallel_calls);
  ADD ("many", test_many_calls);
  ADD ("transfer-refused", test_blind_transfer_refused);
  g_test_add ("/phone/call/one-encrypts", WhinTestPair, &one_encrypts, set_up, test_no_codec,
              whin_test_pair_tear_down);
  g_test_add ("/phone/call/conference", Three, NULL, set_up_three, test_conference,
              tear_down_three);
  g_test_add ("/phone/call/call-waiting", Three, NULL, set_up_three, test_call_waiting,
              tear_down_three);
  result = g_test_run ();
  whin_test_registrar_free (registrar);
  return result;
}
