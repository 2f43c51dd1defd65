/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/media/whin-concealer.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SECONDS 4
#define LOSS_SEED 3

static double
measure (const gint16 *samples, gsize count, double cycles)
{
  double s1 = 0, s2 = 0, energy = 0;
  double k = 2 * cos (2 * G_PI * cycles);

  for (gsize i = 0; i < count; i++) {
    double s = samples[i] + k * s1 - s2;

    s2 = s1;
    s1 = s;
    energy += (double)samples[i] * samples[i];
  }
  return energy > 0 ? (s1 * s1 + s2 * s2 - k * s1 * s2) * 2 / ((double)count * energy) : 0;
}

/* A tone of which one packet of 20 ms in twenty is lost stays that tone; with silence in their
 * place it would not. */
static void
test_tone (gconstpointer data)
{
  guint rate = GPOINTER_TO_UINT (data);
  static const guint tones[] = {440, 660, 1000, 97};
  gsize frame = rate / 50, count = (gsize)rate * SECONDS;

  for (guint i = 0; i < G_N_ELEMENTS (tones); i++) {
    g_autofree gint16 *filled = g_new0 (gint16, count);
    g_autofree gint16 *silent = g_new0 (gint16, count);
    g_autoptr (GRand) random = g_rand_new_with_seed (LOSS_SEED);
    WhinConcealer concealer;
    int steepest = 0;
    double share;

    whin_concealer_init (&concealer, rate);
    for (gsize at = 0; at < count; at += frame) {
      gint16 samples[WHIN_CONCEALER_MAX_RATE / 50];

      for (gsize j = 0; j < frame; j++)
        samples[j] =
            (gint16)lrint (8000 * sin (2 * G_PI * tones[i] * (double)(at + j) / (double)rate));
      if (at > 10 * frame && g_rand_int_range (random, 0, 20) == 0) {
        whin_concealer_fill (&concealer, filled + at, frame);
      } else {
        memcpy (silent + at, samples, frame * sizeof (gint16));
        whin_concealer_take (&concealer, samples, frame);
        memcpy (filled + at, samples, frame * sizeof (gint16));
      }
    }
    for (gsize j = 1; j < count; j++)
      steepest = MAX (steepest, abs (filled[j] - filled[j - 1]));
    share = measure (filled, count, (double)tones[i] / rate);
    g_test_message ("%u Hz at %u: %.3f of the energy, %.3f with silence", tones[i], rate, share,
                    measure (silent, count, (double)tones[i] / rate));
    g_assert_cmpfloat (share, >, 0.97);
    g_assert_cmpfloat (share, >, measure (silent, count, (double)tones[i] / rate) + 0.01);
    /* Nowhere does it click: no step is much steeper than the tone's own. */
    g_assert_cmpint (steepest, <, 2 * 8000 * 2 * G_PI * tones[i] / rate + 700);
  }
}

/* A long loss ends in silence, not in a drone. */
static void
test_fades (void)
{
  WhinConcealer concealer;
  gint16 samples[1600];

  whin_concealer_init (&concealer, 8000);
  for (gsize i = 0; i < 800; i++)
    samples[i] = (gint16)lrint (20000 * sin (2 * G_PI * 200 * (double)i / 8000));
  whin_concealer_take (&concealer, samples, 800);
  whin_concealer_fill (&concealer, samples, 1600);
  g_assert_cmpfloat (measure (samples, 80, 200.0 / 8000), >, 0.9);
  for (gsize i = 480; i < 1600; i++)
    g_assert_cmpint (samples[i], ==, 0);
}

static void
test_odd_sizes (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (LOSS_SEED);
  WhinConcealer concealer;

  whin_concealer_init (&concealer, 16000);
  for (guint round = 0; round < 3000; round++) {
    gint16 samples[2000];
    gsize count = (gsize)g_rand_int_range (random, 0, 2000);

    for (gsize i = 0; i < count; i++)
      samples[i] = (gint16)g_rand_int_range (random, G_MININT16, G_MAXINT16 + 1);
    if (g_rand_boolean (random))
      whin_concealer_take (&concealer, samples, count);
    else
      whin_concealer_fill (&concealer, samples, count);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/phone/concealer/tone/8000", GUINT_TO_POINTER (8000), test_tone);
  g_test_add_data_func ("/phone/concealer/tone/16000", GUINT_TO_POINTER (16000), test_tone);
  g_test_add_func ("/phone/concealer/fades", test_fades);
  g_test_add_func ("/phone/concealer/odd-sizes", test_odd_sizes);
  return g_test_run ();
}
