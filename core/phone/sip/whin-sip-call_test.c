/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/sip/whin-sip-call.h"

#include "core/testing/phone/whin-test-phone.h"
#include "core/testing/phone/whin-test-registrar.h"
#include "core/testing/whin-test-loop.h"

#include <string.h>

#define ALICE_HZ 440
#define BOB_HZ 660
#define CAROL_HZ 1000
#define LISTEN_MS 1000
#define SHARE 0.9
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

typedef struct {
  WhinTestPhone *alice;
  WhinTestPhone *bob;
  WhinCall *call;   /* alice's */
  WhinCall *answer; /* bob's */
} Fixture;

static const Setup plain = {"udp", "8", "", "", "G.711 A-law", WHIN_CALL_ENCRYPTION_NONE};

static WhinTestPhone *
make_phone (const char *name, guint hz, const Setup *setup, const char *codecs, const char *sdes)
{
  WhinTestPhone *phone =
      whin_test_phone_new (registrar, name, hz, registrar->ca_file, "transport", setup->transport,
                           "codecOrder", codecs, "sdesIncoming", sdes, "sdesOutgoing", sdes, NULL);

  if (strcmp (setup->transport, "tls") == 0) {
    g_autofree char *host = g_strdup_printf ("localhost:%u", registrar->tls_port);

    whin_account_set_by_person (phone->account, "host", host);
  }
  whin_test_phone_start (phone);
  return phone;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const Setup *setup = data != NULL ? data : &plain;

  fixture->alice = make_phone ("alice", ALICE_HZ, setup, setup->alice_codecs, setup->alice_sdes);
  fixture->bob = make_phone ("bob", BOB_HZ, setup, "", setup->bob_sdes);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->call);
  g_clear_object (&fixture->answer);
  whin_test_phone_free (fixture->alice);
  whin_test_phone_free (fixture->bob);
}

static void
ring (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture->call = whin_line_dial (fixture->alice->line, "bob", &error);
  g_assert_no_error (error);
  whin_test_until (fixture->bob->call != NULL ||
                   whin_call_get_state (fixture->call) == WHIN_CALL_ENDED);
  g_assert_cmpstr (whin_call_get_reason (fixture->call), ==, NULL);
  fixture->answer = g_object_ref (fixture->bob->call);
}

static void
ring_and_answer (Fixture *fixture)
{
  ring (fixture);
  whin_test_until (whin_call_get_state (fixture->call) == WHIN_CALL_RINGING);
  whin_call_answer (fixture->answer);
  g_assert_cmpstr (whin_call_get_reason (fixture->answer), ==, NULL);
  whin_test_until (whin_call_get_state (fixture->call) == WHIN_CALL_ACTIVE &&
                   whin_call_get_state (fixture->answer) == WHIN_CALL_ACTIVE);
}

static void
expect_tones (Fixture *fixture)
{
  whin_test_until (whin_test_phone_measure (fixture->alice, 1, BOB_HZ, LISTEN_MS) > SHARE &&
                   whin_test_phone_count_ms (fixture->alice, 1) > LISTEN_MS);
  whin_test_until (whin_test_phone_measure (fixture->bob, 1, ALICE_HZ, LISTEN_MS) > SHARE &&
                   whin_test_phone_count_ms (fixture->bob, 1) > LISTEN_MS);
}

static void
test_call (Fixture *fixture, gconstpointer data)
{
  const Setup *setup = data;
  WhinCallFigures figures;

  ring_and_answer (fixture);
  g_assert_cmpstr (whin_call_get_number (fixture->answer), ==, "alice");
  g_assert_cmpstr (whin_call_get_codec (fixture->call), ==, setup->codec);
  g_assert_cmpstr (whin_call_get_codec (fixture->answer), ==, setup->codec);
  g_assert_cmpint (whin_call_get_encryption (fixture->call), ==, setup->encryption);
  g_assert_cmpint (whin_call_get_encryption (fixture->answer), ==, setup->encryption);
  expect_tones (fixture);
  whin_test_until (whin_call_get_quality (fixture->call) == WHIN_CALL_QUALITY_GOOD);
  whin_call_get_figures (fixture->call, &figures);
  g_assert_cmpuint (figures.packets_received, >, 20);
  g_assert_cmpuint (figures.packets_sent, >, 20);
  whin_call_hang_up (fixture->call);
  whin_test_until (whin_call_get_state (fixture->answer) == WHIN_CALL_ENDED);
  g_assert_cmpstr (whin_call_get_reason (fixture->answer), ==, "The other side hung up.");
  g_assert_cmpstr (whin_call_get_reason (fixture->call), ==, "You hung up.");
}

static void
test_remote_hang_up (Fixture *fixture, gconstpointer data)
{
  ring_and_answer (fixture);
  whin_call_hang_up (fixture->answer);
  whin_test_until (whin_call_get_state (fixture->call) == WHIN_CALL_ENDED);
  g_assert_cmpint (whin_call_get_end (fixture->call), ==, WHIN_CALL_END_HUNG_UP);
}

static void
test_decline (Fixture *fixture, gconstpointer data)
{
  ring (fixture);
  whin_call_decline (fixture->answer);
  whin_test_until (whin_call_get_state (fixture->call) == WHIN_CALL_ENDED);
  g_assert_cmpint (whin_call_get_end (fixture->call), ==, WHIN_CALL_END_BUSY);
  g_assert_cmpstr (whin_call_get_reason (fixture->call), ==, "The other side is busy.");
}

static void
test_give_up (Fixture *fixture, gconstpointer data)
{
  ring (fixture);
  whin_call_hang_up (fixture->call);
  g_assert_cmpint (whin_call_get_end (fixture->call), ==, WHIN_CALL_END_CANCELLED);
  whin_test_until (whin_call_get_state (fixture->answer) == WHIN_CALL_ENDED);
  g_assert_cmpint (whin_call_get_end (fixture->answer), ==, WHIN_CALL_END_MISSED);
}

static void
test_unknown_number (Fixture *fixture, gconstpointer data)
{
  fixture->call = whin_line_dial (fixture->alice->line, "nobody", NULL);
  whin_test_until (whin_call_get_state (fixture->call) == WHIN_CALL_ENDED);
  g_assert_cmpuint (whin_call_get_status (fixture->call), ==, 404);
  g_assert_cmpstr (whin_call_get_reason (fixture->call), ==, "The number is unknown.");
}

static void
test_do_not_disturb (Fixture *fixture, gconstpointer data)
{
  whin_phone_provider_set_do_not_disturb (fixture->bob->provider, TRUE);
  fixture->call = whin_line_dial (fixture->alice->line, "bob", NULL);
  whin_test_until (whin_call_get_state (fixture->call) == WHIN_CALL_ENDED);
  g_assert_cmpint (whin_call_get_end (fixture->call), ==, WHIN_CALL_END_BUSY);
  g_assert_null (fixture->bob->call);
}

static void
test_no_codec (Fixture *fixture, gconstpointer data)
{
  fixture->call = whin_line_dial (fixture->alice->line, "bob", NULL);
  whin_test_until (whin_call_get_state (fixture->call) == WHIN_CALL_ENDED);
  g_assert_cmpuint (whin_call_get_status (fixture->call), ==, 488);
  g_assert_cmpstr (whin_call_get_reason (fixture->call), ==,
                   "There is no codec or encryption that both sides know.");
}

static void
test_dtmf (Fixture *fixture, gconstpointer data)
{
  ring_and_answer (fixture);
  whin_test_until (whin_test_phone_count_ms (fixture->bob, 1) > 200);
  g_assert_true (whin_call_send_dtmf (fixture->call, "159*#0"));
  whin_test_until (fixture->bob->digits->len >= 6);
  whin_test_run_for (300);
  g_assert_cmpstr (fixture->bob->digits->str, ==, "159*#0");
}

static void
test_mute (Fixture *fixture, gconstpointer data)
{
  ring_and_answer (fixture);
  expect_tones (fixture);
  whin_call_set_muted (fixture->call, TRUE);
  whin_test_run_for (600);
  whin_test_until (whin_test_phone_measure (fixture->bob, 1, ALICE_HZ, 300) == 0);
  whin_call_set_muted (fixture->call, FALSE);
  expect_tones (fixture);
}

static void
test_hold (Fixture *fixture, gconstpointer data)
{
  guint heard;

  ring_and_answer (fixture);
  expect_tones (fixture);
  whin_call_hold (fixture->call);
  g_assert_cmpint (whin_call_get_state (fixture->call), ==, WHIN_CALL_HELD);
  whin_test_until (whin_call_get_state (fixture->answer) == WHIN_CALL_REMOTE_HELD);
  whin_test_run_for (500);
  heard = whin_test_phone_count_ms (fixture->bob, 1);
  whin_test_run_for (700);
  g_assert_cmpuint (whin_test_phone_count_ms (fixture->bob, 1) - heard, <, 100);
  whin_call_resume (fixture->call);
  whin_test_until (whin_call_get_state (fixture->call) == WHIN_CALL_ACTIVE);
  whin_test_until (whin_call_get_state (fixture->answer) == WHIN_CALL_ACTIVE);
  heard = whin_test_phone_count_ms (fixture->bob, 1);
  whin_test_until (whin_test_phone_count_ms (fixture->bob, 1) > heard + LISTEN_MS);
  expect_tones (fixture);
}

/* Both hold at the same moment: one of the two re-INVITEs is refused with 491 and sent again. */
static void
test_glare (Fixture *fixture, gconstpointer data)
{
  ring_and_answer (fixture);
  whin_call_hold (fixture->call);
  whin_call_hold (fixture->answer);
  whin_test_until (whin_call_get_remote_held (fixture->call) &&
                   whin_call_get_remote_held (fixture->answer));
  whin_call_resume (fixture->call);
  whin_call_resume (fixture->answer);
  whin_test_until (whin_call_get_state (fixture->call) == WHIN_CALL_ACTIVE &&
                   whin_call_get_state (fixture->answer) == WHIN_CALL_ACTIVE);
}

static void
test_blind_transfer_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ring_and_answer (fixture);
  whin_call_transfer_async (fixture->call, "carol", NULL, whin_test_on_result, &result);
  whin_test_until (result != NULL);
  g_assert_false (whin_call_transfer_finish (fixture->call, result, &error));
  g_assert_error (error, WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_REFUSED);
  g_assert_cmpint (whin_call_get_state (fixture->call), ==, WHIN_CALL_ACTIVE);
}

/* Kilobytes of this process that are in memory. */
static guint64
get_resident_kb (void)
{
  g_autofree char *text = NULL;
  const char *line;

  g_assert_true (g_file_get_contents ("/proc/self/status", &text, NULL, NULL));
  line = strstr (text, "VmRSS:");
  g_assert_nonnull (line);
  return g_ascii_strtoull (line + strlen ("VmRSS:"), NULL, 10);
}

static void
call_once (Fixture *fixture)
{
  ring_and_answer (fixture);
  whin_call_hang_up (fixture->call);
  whin_test_until (whin_call_get_state (fixture->answer) == WHIN_CALL_ENDED);
  g_clear_object (&fixture->call);
  g_clear_object (&fixture->answer);
  g_clear_object (&fixture->bob->call);
}

/* Calls one after the other leave nothing behind. */
static void
test_many_calls (Fixture *fixture, gconstpointer data)
{
  guint64 before, after;

  for (guint i = 0; i < WARM_UP_CALLS; i++)
    call_once (fixture);
  whin_test_run_for (SETTLE_MS);
  before = get_resident_kb ();
  for (guint i = 0; i < MANY_CALLS; i++)
    call_once (fixture);
  whin_test_run_for (SETTLE_MS);
  after = get_resident_kb ();
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
    if (whin_test_phone_count_ms (phone, i + 1) > before[i] + LISTEN_MS &&
        whin_test_phone_measure (phone, i + 1, BOB_HZ, LISTEN_MS) > SHARE)
      return TRUE;
  }
  return FALSE;
}

/* All at once, each answered at once, which holds the others; in the end one is on, and heard. */
static void
test_parallel_calls (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) calls = g_ptr_array_new_with_free_func (g_object_unref);
  guint before[PARALLEL_CALLS];

  g_signal_connect (fixture->bob->provider, "incoming", G_CALLBACK (on_incoming_answer), NULL);
  for (guint i = 0; i < PARALLEL_CALLS; i++) {
    g_autoptr (GError) error = NULL;
    WhinCall *call = whin_line_dial (fixture->alice->line, "bob", &error);

    g_assert_no_error (error);
    g_ptr_array_add (calls, call);
  }
  whin_test_until (count_state (fixture->bob, WHIN_CALL_HELD) == PARALLEL_CALLS - 1 &&
                   count_state (fixture->bob, WHIN_CALL_ACTIVE) == 1);
  whin_test_until (count_state (fixture->alice, WHIN_CALL_REMOTE_HELD) == PARALLEL_CALLS - 1 &&
                   count_state (fixture->alice, WHIN_CALL_ACTIVE) == 1);
  for (guint i = 0; i < PARALLEL_CALLS; i++)
    before[i] = whin_test_phone_count_ms (fixture->alice, i + 1);
  whin_test_until (hears_one (fixture->alice, before));
  for (guint i = 0; i < PARALLEL_CALLS; i++)
    whin_call_hang_up (g_ptr_array_index (calls, i));
  whin_test_until (
      g_list_model_get_n_items (whin_phone_provider_get_calls (fixture->bob->provider)) == 0);
}

/* Carol's phone stands by; alice talks with bob and with carol at once. */
typedef struct {
  Fixture base;
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
  tear_down (&three->base, data);
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
  Fixture *base = &three->base;
  g_autoptr (GError) error = NULL;

  ring_and_answer (base);
  call_carol (three);
  g_assert_cmpint (whin_call_get_state (base->call), ==, WHIN_CALL_HELD);
  g_assert_true (whin_call_join (three->second, base->call, &error));
  g_assert_no_error (error);
  whin_test_until (whin_call_get_state (base->call) == WHIN_CALL_ACTIVE &&
                   whin_call_get_state (base->answer) == WHIN_CALL_ACTIVE);
  g_assert_true (whin_call_get_in_conference (base->call));
  whin_test_until (whin_test_phone_measure (base->bob, 1, ALICE_HZ, LISTEN_MS) > 0.35 &&
                   whin_test_phone_measure (base->bob, 1, CAROL_HZ, LISTEN_MS) > 0.35);
  whin_test_until (whin_test_phone_measure (three->carol, 1, ALICE_HZ, LISTEN_MS) > 0.35 &&
                   whin_test_phone_measure (three->carol, 1, BOB_HZ, LISTEN_MS) > 0.35);
  g_assert_cmpfloat (whin_test_phone_measure (base->bob, 1, BOB_HZ, LISTEN_MS), <, 0.05);
  whin_call_hang_up (three->second);
  g_assert_false (whin_call_get_in_conference (base->call));
  whin_test_until (whin_test_phone_measure (base->bob, 1, ALICE_HZ, LISTEN_MS) > SHARE);
}

/* Answering a second call holds the first; resuming the first swaps. */
static void
test_call_waiting (Three *three, gconstpointer data)
{
  Fixture *base = &three->base;

  ring_and_answer (base);
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
  if (registrar == NULL) {
    g_print ("1..0 # SKIP kamailio is not installed\n");
    return 0;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (setups); i++) {
    g_autofree char *path = g_strdup_printf ("/phone/call/%s/%u", setups[i].transport, (guint)i);

    g_test_add (path, Fixture, &setups[i], set_up, test_call, tear_down);
  }
#define ADD(path, test) g_test_add ("/phone/call/" path, Fixture, NULL, set_up, test, tear_down)
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
  g_test_add ("/phone/call/one-encrypts", Fixture, &one_encrypts, set_up, test_no_codec, tear_down);
  g_test_add ("/phone/call/conference", Three, NULL, set_up_three, test_conference,
              tear_down_three);
  g_test_add ("/phone/call/call-waiting", Three, NULL, set_up_three, test_call_waiting,
              tear_down_three);
  result = g_test_run ();
  whin_test_registrar_free (registrar);
  return result;
}
