/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/media/whin-concealer.h"

#include <math.h>
#include <string.h>

/* The periods of voices that are looked for: 66 to 200 Hz, also several of a higher one. */
#define MIN_PITCH_US 5000
#define MAX_PITCH_US 15000
#define WINDOW_MS 20 /* that are compared */
#define FULL_MS 10   /* so long it is as loud as before */
#define FADE_MS 50   /* then it takes so long to silence */
#define BLEND_MS 5

static guint
count_history (const WhinConcealer *self)
{
  return self->rate / 1000 * WHIN_CONCEALER_HISTORY_MS;
}

static void
remember (WhinConcealer *self, const gint16 *samples, gsize count)
{
  guint size = count_history (self);

  if (count >= size) {
    memcpy (self->history, samples + (count - size), size * sizeof (gint16));
    return;
  }
  memmove (self->history, self->history + count, (size - count) * sizeof (gint16));
  memcpy (self->history + (size - count), samples, count * sizeof (gint16));
}

/* How alike the last stretch and the one @lag before it are, -1 to 1. */
static double
compare (const WhinConcealer *self, guint lag)
{
  guint window = self->rate / 1000 * WINDOW_MS;
  const gint16 *last = self->history + count_history (self) - window;
  double product = 0, energy = 0, energy_before = 0;

  for (guint i = 0; i < window; i++) {
    double now = last[i];
    double before = last[(int)i - (int)lag];

    product += now * before;
    energy += now * now;
    energy_before += before * before;
  }
  return energy > 0 && energy_before > 0 ? product / sqrt (energy * energy_before) : 0;
}

static void
find_period (WhinConcealer *self)
{
  guint shortest = (guint)((guint64)self->rate * MIN_PITCH_US / G_USEC_PER_SEC);
  guint longest = (guint)((guint64)self->rate * MAX_PITCH_US / G_USEC_PER_SEC);
  const gint16 *end = self->history + count_history (self);
  double best = -2;
  guint blend;

  for (guint lag = shortest; lag <= longest; lag++) {
    double likeness = compare (self, lag);

    if (likeness > best) {
      best = likeness;
      self->pitch = lag;
    }
  }
  memcpy (self->period, end - self->pitch, self->pitch * sizeof (gint16));
  /* Its end is led over to what came before its beginning, so that it can go round. */
  blend = self->pitch / 4;
  for (guint i = 0; i < blend; i++) {
    double weight = (i + 1.0) / (blend + 1.0);
    const gint16 *before = end - self->pitch - blend + i;

    self->period[self->pitch - blend + i] =
        (gint16)lrint ((1 - weight) * *(end - blend + i) + weight * *before);
  }
  self->phase = 0;
}

static double
make_sample (WhinConcealer *self)
{
  guint full = self->rate / 1000 * FULL_MS;
  guint fade = self->rate / 1000 * FADE_MS;
  double gain = self->filled < full ? 1 : 1 - MIN (1, (double)(self->filled - full) / fade);
  double sample = gain * self->period[self->phase];

  self->phase = (self->phase + 1) % self->pitch;
  self->filled = MIN (self->filled + 1, full + fade);
  return sample;
}

void
whin_concealer_init (WhinConcealer *self, guint rate)
{
  *self = (WhinConcealer){.rate = MIN (rate, WHIN_CONCEALER_MAX_RATE)};
}

void
whin_concealer_take (WhinConcealer *self, gint16 *samples, gsize count)
{
  gsize blend = MIN (count, self->rate / 1000 * BLEND_MS);

  if (self->filled > 0) {
    for (gsize i = 0; i < blend; i++) {
      double weight = ((double)i + 1) / ((double)blend + 1);

      samples[i] = (gint16)lrint (weight * samples[i] + (1 - weight) * make_sample (self));
    }
    self->filled = 0;
  }
  remember (self, samples, count);
}

void
whin_concealer_fill (WhinConcealer *self, gint16 *samples, gsize count)
{
  if (count == 0)
    return;
  if (self->filled == 0)
    find_period (self);
  for (gsize i = 0; i < count; i++)
    samples[i] = (gint16)lrint (make_sample (self));
  remember (self, samples, count);
}
