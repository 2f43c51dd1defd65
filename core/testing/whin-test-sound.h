/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define WHIN_TEST_SOUND_RATE 48000

/* Samples that a route's sink wrote into a file: 48 kHz, mono, 16 bits. */
typedef struct {
  gint16 *samples;
  gsize count;
} WhinTestSound;

/* What is in the file now; nothing when there is none. */
WhinTestSound *whin_test_sound_load (const char *folder, const char *name);
void whin_test_sound_free (WhinTestSound *self);

/* Share of the energy of @count samples from @first on that is at @hz, 0 to 1; 0 for silence.
 * Taken piece by piece of 50 ms: a tone that was interrupted is that tone all the same. */
double whin_test_sound_measure (const gint16 *samples, gsize count, guint hz);

/* The same of the file's last @ms. */
double whin_test_sound_measure_last (WhinTestSound *self, guint ms, guint hz);

/* How loud the last @ms are, in dB below full scale; -100 is silence. */
double whin_test_sound_measure_power (WhinTestSound *self, guint ms);

/* Milliseconds of the file. */
guint whin_test_sound_count_ms (WhinTestSound *self);

/* Where sound begins or ends, in milliseconds from the beginning; fills @edges with at most @n of
 * them, the first being a beginning. Returns how many there are. */
guint whin_test_sound_find_edges (WhinTestSound *self, guint *edges, guint n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WhinTestSound, whin_test_sound_free)

G_END_DECLS
