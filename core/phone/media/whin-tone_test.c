/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/media/whin-tone.h"

#include "core/phone/whin-phone-error.h"
#include "core/testing/whin-test-sound.h"

#include <string.h>

#define SECOND WHIN_TONE_RATE

static void
test_busy (void)
{
  WhinTone tone;
  g_autoptr (GError) error = NULL;
  g_autofree gint16 *samples = g_new (gint16, SECOND);

  g_assert_true (
      whin_tone_read ("periodic(sine(500ms,2000,480Hz,620Hz),silence(500ms))", &tone, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (tone.n_segments, ==, 2);
  g_assert_cmpuint (tone.loop, ==, 0);
  g_assert_true (whin_tone_count_ms (&tone) == G_MAXUINT64);
  /* Also after three weeks: in time and in phase with the first second. */
  for (guint64 position = 0; position < 2000000ull * SECOND; position += 1999999ull * SECOND) {
    whin_tone_render (&tone, position, samples, SECOND);
    g_assert_cmpfloat_with_epsilon (whin_test_sound_measure (samples, SECOND / 2, 480), 0.5, 0.02);
    g_assert_cmpfloat_with_epsilon (whin_test_sound_measure (samples, SECOND / 2, 620), 0.5, 0.02);
    g_assert_cmpfloat (whin_test_sound_measure (samples + SECOND / 2, SECOND / 2, 480), ==, 0);
  }
}

/* What is rendered in pieces is what is rendered at once. */
static void
test_pieces (void)
{
  WhinTone tone;
  gint16 whole[5000], pieces[5000];

  g_assert_true (
      whin_tone_read ("silence(10ms),periodic(sine(7ms,9000,440),silence(13))", &tone, NULL));
  whin_tone_render (&tone, 100, whole, 5000);
  for (guint at = 0; at < 5000; at += 250)
    whin_tone_render (&tone, 100 + at, pieces + at, 250);
  g_assert_cmpmem (whole, sizeof whole, pieces, sizeof pieces);
}

static void
test_once (void)
{
  WhinTone tone;
  gint16 samples[4800];

  g_assert_true (whin_tone_read (" Sine( 1 s , 30000 , 400 hz ) ", &tone, NULL));
  g_assert_true (whin_tone_count_ms (&tone) == 1000);
  whin_tone_render (&tone, SECOND - 2400, samples, 4800);
  g_assert_cmpfloat (whin_test_sound_measure (samples, 2400, 400), >, 0.95);
  g_assert_cmpfloat (whin_test_sound_measure (samples + 2400, 2400, 400), ==, 0);
  /* Too loud is cut, not wrapped round. */
  g_assert_true (whin_tone_read ("sine(1s,32767,400,401,402,403)", &tone, NULL));
  whin_tone_render (&tone, 1000, samples, 4800);
  for (guint i = 1; i < 4800; i++)
    g_assert_cmpint (ABS (samples[i] - samples[i - 1]), <, 16000);
}

static void
test_refused (void)
{
  static const struct {
    const char *text;
    const char *reason;
  } cases[] = {
      {"", "“sine” or “silence” is expected at character 1 of the tone"},
      {"sine", "“(” is expected at character 5 of the tone"},
      {"sine(500ms,2000)", "a comma and a frequency is expected at character 16 of the tone"},
      {"sine(0,2000,440Hz)", "a time of 1 to 60000 ms is expected at character 7 of the tone"},
      {"sine(61s,2000,440Hz)", "a time of 1 to 60000 ms is expected at character 9 of the tone"},
      {"sine(99999999999999,1,440)", "a time is expected at character 12 of the tone"},
      {"sine(1s,40000,440)",
       "a comma and an amplitude up to 32767 is expected at character 14 of the tone"},
      {"sine(1s,1,440,440,440,440,440)",
       "no more than 4 frequencies is expected at character 27 of the tone"},
      {"sine(1s,1,5Hz)", "a frequency of 20 to 20000 Hz is expected at character 12 of the tone"},
      {"periodic(periodic(silence(1)))",
       "“sine” or “silence” is expected at character 10 of the tone"},
      {"periodic(silence(1),silence(2))",
       "a period of 20 ms at least is expected at character 32 of the tone"},
      {"periodic(silence(1s)", "“,” or “)” is expected at character 21 of the tone"},
      {"periodic(silence(1s)),silence(1s)", "the end is expected at character 22 of the tone"},
      {"silence(1s) x", "the end is expected at character 13 of the tone"},
      {"silences(1s)", "“sine” or “silence” is expected at character 1 of the tone"},
  };
  g_autoptr (GString) many = g_string_new ("silence(1)");
  g_autofree char *long_text = g_strnfill (WHIN_TONE_MAX_BYTES + 1, ' ');
  WhinTone tone;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_false (whin_tone_read (cases[i].text, &tone, &error));
    g_assert_error (error, WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_SETTINGS);
    g_assert_cmpstr (error->message, ==, cases[i].reason);
  }
  for (guint i = 1; i < WHIN_TONE_MAX_SEGMENTS; i++)
    g_string_append (many, ",silence(1)");
  g_assert_true (whin_tone_read (many->str, &tone, NULL));
  g_string_append (many, ",silence(1)");
  g_assert_false (whin_tone_read (many->str, &tone, NULL));
  memcpy (long_text, "silence(1)", strlen ("silence(1)"));
  g_assert_false (whin_tone_read (long_text, &tone, NULL));
  long_text[WHIN_TONE_MAX_BYTES] = '\0';
  g_assert_true (whin_tone_read (long_text, &tone, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/phone/tone/busy", test_busy);
  g_test_add_func ("/phone/tone/pieces", test_pieces);
  g_test_add_func ("/phone/tone/once", test_once);
  g_test_add_func ("/phone/tone/refused", test_refused);
  return g_test_run ();
}
