/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/whin-call-tones.h"

#include "core/phone/dummy/whin-dummy-provider.h"
#include "core/phone/media/whin-tone-player.h"
#include "core/testing/whin-test-folder.h"
#include "core/testing/whin-test-loop.h"
#include "core/testing/whin-test-sound.h"

#define SAMPLES_A_MS (WHIN_TEST_SOUND_RATE / 1000)
#define SINK                                                                                       \
  "audioconvert ! audio/x-raw,format=S16LE,rate=48000,channels=1 ! "                               \
  "filesink sync=false buffer-mode=unbuffered location=%s/%s-@N@.raw"

/* The tones of a dummy phone go into files: speaker-1.raw, ringer-1.raw, … */
typedef struct {
  char *folder;
  WhinAccount *account;
  WhinAudioRoute *route;
  WhinDummyProvider *dummy;
  WhinPhoneProvider *phone;
  WhinDummyLine *line;
  WhinCallTones *tones;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *speaker = NULL;
  g_autofree char *ringer = NULL;

  fixture->folder = whin_test_folder_new ();
  speaker = g_strdup_printf (SINK, fixture->folder, "speaker");
  ringer = g_strdup_printf (SINK, fixture->folder, "ringer");
  fixture->account = whin_account_new ();
  fixture->route = whin_audio_route_new_described ("fakesrc", "fakesink");
  whin_audio_route_describe_tones (fixture->route, speaker, ringer);
  fixture->dummy = whin_dummy_provider_new ();
  fixture->phone = WHIN_PHONE_PROVIDER (fixture->dummy);
  fixture->line = whin_dummy_provider_get_line (fixture->dummy);
  fixture->tones = whin_call_tones_new (fixture->phone, fixture->account, fixture->route);
  whin_phone_provider_start (fixture->phone);
  whin_test_until (whin_line_get_state (WHIN_LINE (fixture->line)) == WHIN_LINE_REGISTERED);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->tones);
  g_assert_finalize_object (fixture->dummy);
  g_assert_finalize_object (fixture->route);
  g_object_unref (fixture->account);
  whin_test_folder_remove (fixture->folder);
}

static WhinDummyCall *
dial (Fixture *fixture, WhinDummyOutcome outcome)
{
  g_autoptr (GError) error = NULL;
  WhinCall *call;

  whin_dummy_line_set_outcome (fixture->line, "200", outcome);
  call = whin_line_dial (WHIN_LINE (fixture->line), "200", &error);
  g_assert_no_error (error);
  return WHIN_DUMMY_CALL (call);
}

#define expect(fixture, kind)                                                                      \
  whin_test_until (whin_call_tones_get_tone ((fixture)->tones) == (kind))

static guint
count_ms (Fixture *fixture, const char *name)
{
  g_autoptr (WhinTestSound) sound = whin_test_sound_load (fixture->folder, name);

  return whin_test_sound_count_ms (sound);
}

/* The file's first sound is @hz and @hz2 (0: alone), from @from to @to, and the next begins at
 * @again (all in ms; 0: not looked at). */
static void
expect_sound (Fixture *fixture, const char *name, guint hz, guint hz2, guint to, guint again)
{
  g_autoptr (WhinTestSound) sound = NULL;
  guint edges[3] = {0};
  double share;

  whin_test_until (count_ms (fixture, name) > MAX (to, again) + 100);
  sound = whin_test_sound_load (fixture->folder, name);
  share = whin_test_sound_measure (sound->samples, (gsize)to * SAMPLES_A_MS, hz);
  g_assert_cmpfloat (share, >, hz2 != 0 ? 0.45 : 0.9);
  if (hz2 != 0) {
    double share2 = whin_test_sound_measure (sound->samples, (gsize)to * SAMPLES_A_MS, hz2);

    g_assert_cmpfloat (share2, >, 0.45);
    g_assert_cmpfloat (share + share2, >, 0.9);
  }
  if (again == 0)
    return;
  g_assert_cmpuint (whin_test_sound_find_edges (sound, edges, 3), ==, 3);
  g_assert_cmpuint (edges[0], <=, 10);
  g_assert_cmpint (ABS ((int)edges[1] - (int)to), <=, 10);
  g_assert_cmpint (ABS ((int)edges[2] - (int)again), <=, 10);
}

static void
test_ringtone (Fixture *fixture, gconstpointer data)
{
  WhinDummyCall *call;

  expect (fixture, WHIN_TONE_NONE);
  call = whin_dummy_provider_ring (fixture->dummy, "201", NULL);
  g_assert_cmpuint (whin_call_tones_get_tone (fixture->tones), ==, WHIN_TONE_RINGTONE);
  expect_sound (fixture, "ringer-1.raw", 440, 554, 390, 0);
  g_assert_cmpuint (count_ms (fixture, "speaker-1.raw"), ==, 0);
  whin_call_answer (WHIN_CALL (call));
  expect (fixture, WHIN_TONE_NONE);
  whin_call_hang_up (WHIN_CALL (call));
  g_assert_cmpuint (whin_call_tones_get_tone (fixture->tones), ==, WHIN_TONE_NONE);
}

static void
test_do_not_disturb (Fixture *fixture, gconstpointer data)
{
  whin_phone_provider_set_do_not_disturb (fixture->phone, TRUE);
  whin_dummy_provider_ring (fixture->dummy, "201", NULL);
  whin_phone_provider_set_do_not_disturb (fixture->phone, FALSE);
  whin_dummy_provider_ring (fixture->dummy, "201", NULL);
  expect (fixture, WHIN_TONE_RINGTONE);
  whin_phone_provider_set_do_not_disturb (fixture->phone, TRUE);
  expect (fixture, WHIN_TONE_NONE);
  whin_test_run_for (100);
  g_assert_cmpuint (count_ms (fixture, "ringer-2.raw"), ==, 0);
}

/* The account's own ringback, and what sounds for the states around it. */
static void
test_ringback (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WhinDummyCall) call = NULL;

  whin_account_set_by_person (fixture->account, "ringingTone",
                              "periodic(sine(200ms,3000,425Hz),silence(300ms))");
  call = dial (fixture, WHIN_DUMMY_RINGS);
  expect (fixture, WHIN_TONE_RINGBACK);
  expect_sound (fixture, "speaker-1.raw", 425, 0, 200, 500);
  whin_dummy_call_remote_early (call);
  expect (fixture, WHIN_TONE_NONE);
  whin_dummy_call_remote_answer (call);
  expect (fixture, WHIN_TONE_NONE);
  whin_dummy_call_remote_end (call, 0, NULL);
  expect (fixture, WHIN_TONE_END);
  expect (fixture, WHIN_TONE_NONE);
  g_assert_cmpuint (count_ms (fixture, "ringer-1.raw"), ==, 0);
}

static void
test_busy (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WhinDummyCall) call = dial (fixture, WHIN_DUMMY_BUSY);
  gint64 began;

  expect (fixture, WHIN_TONE_BUSY);
  began = g_get_monotonic_time ();
  expect_sound (fixture, "speaker-1.raw", 480, 620, 500, 1000);
  /* In real time, though the sink would take all at once. */
  g_assert_cmpint (g_get_monotonic_time () - began, >, 700 * G_TIME_SPAN_MILLISECOND);
  expect (fixture, WHIN_TONE_NONE);
  /* It ends, and a new call ends it. */
  g_clear_object (&call);
  call = dial (fixture, WHIN_DUMMY_BUSY);
  expect (fixture, WHIN_TONE_BUSY);
  whin_dummy_provider_ring (fixture->dummy, "201", NULL);
  g_assert_cmpuint (whin_call_tones_get_tone (fixture->tones), ==, WHIN_TONE_RINGTONE);
}

static void
test_wrong_description (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WhinDummyCall) call = NULL;

  whin_account_set_by_person (fixture->account, "busyTone", "periodic(silence(0))");
  g_test_expect_message ("whinchat-core", G_LOG_LEVEL_INFO, "A call begins*");
  g_test_expect_message ("whinchat-core", G_LOG_LEVEL_INFO, "A call has ended*");
  g_test_expect_message ("whinchat-core", G_LOG_LEVEL_MESSAGE,
                         "The account’s busyTone is not used: a time of 1 to 60000 ms is*");
  call = dial (fixture, WHIN_DUMMY_BUSY);
  expect (fixture, WHIN_TONE_BUSY);
  g_test_assert_expected_messages ();
  expect_sound (fixture, "speaker-1.raw", 480, 620, 490, 0);
}

static void
test_call_waiting (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WhinDummyCall) call = dial (fixture, WHIN_DUMMY_ANSWERS);
  WhinDummyCall *second;

  whin_test_until (whin_call_get_state (WHIN_CALL (call)) == WHIN_CALL_ACTIVE);
  expect (fixture, WHIN_TONE_NONE);
  second = whin_dummy_provider_ring (fixture->dummy, "201", NULL);
  expect (fixture, WHIN_TONE_CALL_WAITING);
  whin_test_until (count_ms (fixture, "speaker-2.raw") > 400 ||
                   count_ms (fixture, "speaker-1.raw") > 400);
  g_assert_cmpuint (count_ms (fixture, "ringer-1.raw"), ==, 0);
  whin_call_answer (WHIN_CALL (second));
  expect (fixture, WHIN_TONE_NONE);
  whin_call_hang_up (WHIN_CALL (second));
  whin_dummy_provider_ring (fixture->dummy, "202", NULL);
  /* The first one is on hold: nobody's ear is at the speaker. */
  g_assert_cmpint (whin_call_get_state (WHIN_CALL (call)), ==, WHIN_CALL_HELD);
  expect (fixture, WHIN_TONE_RINGTONE);
}

static void
on_ended (WhinTonePlayer *player, gpointer data)
{
  ++*(guint *)data;
}

static void
test_player (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WhinTonePlayer) player = whin_tone_player_new (fixture->route);
  g_autoptr (GError) error = NULL;
  g_autoptr (WhinTestSound) sound = NULL;
  WhinTone tone;
  guint ended = 0;

  g_signal_connect (player, "ended", G_CALLBACK (on_ended), &ended);
  g_assert_true (whin_tone_read ("sine(300ms,4000,1000Hz)", &tone, NULL));
  g_assert_true (whin_tone_player_play (player, &tone, WHIN_AUDIO_SPEAKER, 0, &error));
  g_assert_no_error (error);
  whin_test_until (ended == 1);
  sound = whin_test_sound_load (fixture->folder, "speaker-1.raw");
  g_assert_cmpuint (whin_test_sound_count_ms (sound), ==, 300);
  g_assert_cmpfloat (whin_test_sound_measure (sound->samples, sound->count, 1000), >, 0.95);
  g_assert_true (whin_tone_player_play (player, &tone, WHIN_AUDIO_RINGER, 100, &error));
  whin_test_until (ended == 2);
  g_assert_cmpuint (count_ms (fixture, "ringer-1.raw"), ==, 100);
  whin_audio_route_describe_tones (fixture->route, "filesink location=/nowhere/at/all", NULL);
  g_assert_false (whin_tone_player_play (player, &tone, WHIN_AUDIO_SPEAKER, 0, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (ended, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add ("/phone/tones/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("ringtone", test_ringtone);
  ADD ("do-not-disturb", test_do_not_disturb);
  ADD ("ringback", test_ringback);
  ADD ("busy", test_busy);
  ADD ("wrong-description", test_wrong_description);
  ADD ("call-waiting", test_call_waiting);
  ADD ("player", test_player);
  return g_test_run ();
}
