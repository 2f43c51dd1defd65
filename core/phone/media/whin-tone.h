/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define WHIN_TONE_RATE 48000 /* samples a second */

#define WHIN_TONE_MAX_BYTES 1024
#define WHIN_TONE_MAX_SEGMENTS 32
#define WHIN_TONE_MAX_FREQUENCIES 4 /* at once */
#define WHIN_TONE_MAX_SEGMENT_MS 60000
#define WHIN_TONE_MIN_PERIOD_MS 20 /* of what repeats */

/* A stretch of sound; without a frequency: of silence. */
typedef struct {
  guint ms;
  guint amplitude; /* of each frequency, of 32767 */
  guint n_frequencies;
  guint frequencies[WHIN_TONE_MAX_FREQUENCIES]; /* Hz */
} WhinToneSegment;

/* A sound that is described, not recorded. */
typedef struct {
  guint n_segments;
  WhinToneSegment segments[WHIN_TONE_MAX_SEGMENTS];
  guint loop; /* the first of the segments that repeat for ever; n_segments: none */
} WhinTone;

/**
 * whin_tone_read:
 *
 * Reads a tone as the account's nodes `ringingTone`, `busyTone`, `callWaitingTone` and
 * `endCallTone` give it:
 *
 *   tone     = part *("," part) ["," periodic] | periodic
 *
 *   periodic = "periodic(" part *("," part) ")"
 *
 *   part     = "sine(" time "," amplitude 1*4("," frequency) ")" | "silence(" time ")"
 *
 * Times are in "ms" (also without a unit) or "s", frequencies in "Hz" (also without); blanks are
 * skipped; letters may have any case.
 *
 * Errors: WHIN_PHONE_ERROR_SETTINGS, with the position and what is expected there. @tone is
 * undefined then.
 */
gboolean whin_tone_read (const char *text, WhinTone *tone, GError **error);

/* How long it sounds; G_MAXUINT64: for ever. */
guint64 whin_tone_count_ms (const WhinTone *self);

/* Fills @samples with the @count ones from sample @position on, at WHIN_TONE_RATE; silence after
 * the end. The edges of a sound are softened over 4 ms, so that they don't click. */
void whin_tone_render (const WhinTone *self, guint64 position, gint16 *samples, gsize count);

G_END_DECLS
