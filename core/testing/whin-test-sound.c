/* SPDX-License-Identifier: Apache-2.0 */
#include "core/testing/whin-test-sound.h"

#include <math.h>

#define SAMPLES_A_MS (WHIN_TEST_SOUND_RATE / 1000)
#define SILENCE 100 /* mean square: under 10 of 32767 */
#define WINDOW_MS 10
#define PIECE_MS 50

static double
get_power (const gint16 *samples, gsize count)
{
  double energy = 0;

  for (gsize i = 0; i < count; i++)
    energy += (double)samples[i] * samples[i];
  return count > 0 ? energy / (double)count : 0;
}

WhinTestSound *
whin_test_sound_load (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  WhinTestSound *self = g_new0 (WhinTestSound, 1);
  char *data;
  gsize length;

  if (g_file_get_contents (path, &data, &length, NULL)) {
    self->samples = (gint16 *)data;
    self->count = length / sizeof (gint16);
  }
  return self;
}

void
whin_test_sound_free (WhinTestSound *self)
{
  g_free (self->samples);
  g_free (self);
}

/* Goertzel's algorithm: the energy at one frequency. */
static double
get_tone (const gint16 *samples, gsize count, guint hz)
{
  double s1 = 0, s2 = 0;
  double k = 2 * cos (2 * G_PI * hz / WHIN_TEST_SOUND_RATE);

  for (gsize i = 0; i < count; i++) {
    double s = samples[i] + k * s1 - s2;

    s2 = s1;
    s1 = s;
  }
  return (s1 * s1 + s2 * s2 - k * s1 * s2) * 2 / (double)count;
}

double
whin_test_sound_measure (const gint16 *samples, gsize count, guint hz)
{
  double tone = 0;
  double power = get_power (samples, count);

  if (count == 0 || power < SILENCE)
    return 0;
  for (gsize first = 0; first < count; first += PIECE_MS * SAMPLES_A_MS) {
    gsize piece = MIN (count - first, PIECE_MS * SAMPLES_A_MS);

    tone += get_tone (samples + first, piece, hz);
  }
  return MIN (1, tone / ((double)count * power));
}

double
whin_test_sound_measure_last (WhinTestSound *self, guint ms, guint hz)
{
  gsize count = MIN (self->count, (gsize)SAMPLES_A_MS * ms);

  if (count == 0)
    return 0;
  return whin_test_sound_measure (self->samples + (self->count - count), count, hz);
}

double
whin_test_sound_measure_power (WhinTestSound *self, guint ms)
{
  gsize count = MIN (self->count, (gsize)SAMPLES_A_MS * ms);
  double power = count > 0 ? get_power (self->samples + (self->count - count), count) : 0;

  return power > 0 ? MAX (-100, 10 * log10 (power / (32767.0 * 32767.0))) : -100;
}

guint
whin_test_sound_count_ms (WhinTestSound *self)
{
  return (guint)(self->count / SAMPLES_A_MS);
}

guint
whin_test_sound_find_edges (WhinTestSound *self, guint *edges, guint n)
{
  const gsize window = WINDOW_MS * SAMPLES_A_MS;
  gboolean sounds = FALSE;
  guint count = 0;

  for (gsize first = 0; first + window <= self->count && count < n; first += window) {
    if ((get_power (self->samples + first, window) >= SILENCE) != sounds) {
      sounds = !sounds;
      edges[count++] = (guint)(first / SAMPLES_A_MS);
    }
  }
  return count;
}
