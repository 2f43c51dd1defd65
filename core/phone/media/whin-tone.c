/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/phone/media/whin-tone.h"

#include "core/phone/whin-phone-error.h"

#include <math.h>
#include <string.h>

#define SAMPLES_A_MS (WHIN_TONE_RATE / 1000)
#define EDGE_SAMPLES (4 * SAMPLES_A_MS)
#define MAX_AMPLITUDE 32767
#define MIN_FREQUENCY 20
#define MAX_FREQUENCY 20000
#define MAX_DIGITS 6

typedef struct {
  const char *text;
  const char *position;
  const char *expected; /* what isn't at @position */
} Reader;

static void
skip_blanks (Reader *reader)
{
  while (g_ascii_isspace (*reader->position))
    reader->position++;
}

static gboolean
expect (Reader *reader, const char *what)
{
  reader->expected = what;
  return FALSE;
}

static gboolean
take (Reader *reader, char character)
{
  skip_blanks (reader);
  if (*reader->position != character)
    return FALSE;
  reader->position++;
  return TRUE;
}

static gboolean
take_word (Reader *reader, const char *word)
{
  gsize length = strlen (word);

  skip_blanks (reader);
  if (g_ascii_strncasecmp (reader->position, word, length) != 0 ||
      g_ascii_isalpha (reader->position[length]))
    return FALSE;
  reader->position += length;
  return TRUE;
}

static gboolean
take_number (Reader *reader, guint *number)
{
  guint digits = 0;

  skip_blanks (reader);
  *number = 0;
  for (; g_ascii_isdigit (*reader->position); reader->position++) {
    if (++digits > MAX_DIGITS)
      return FALSE;
    *number = *number * 10 + (guint)(*reader->position - '0');
  }
  return digits > 0;
}

static gboolean
take_time (Reader *reader, guint *ms)
{
  if (!take_number (reader, ms))
    return expect (reader, "a time");
  if (take_word (reader, "s"))
    *ms = *ms > WHIN_TONE_MAX_SEGMENT_MS ? *ms : *ms * 1000;
  else
    take_word (reader, "ms");
  if (*ms == 0 || *ms > WHIN_TONE_MAX_SEGMENT_MS)
    return expect (reader, "a time of 1 to 60000 ms");
  return TRUE;
}

static gboolean
take_sine (Reader *reader, WhinToneSegment *segment)
{
  if (!take (reader, '('))
    return expect (reader, "“(”");
  if (!take_time (reader, &segment->ms))
    return FALSE;
  if (!take (reader, ',') || !take_number (reader, &segment->amplitude) ||
      segment->amplitude > MAX_AMPLITUDE)
    return expect (reader, "a comma and an amplitude up to 32767");
  while (take (reader, ',')) {
    guint *frequency = &segment->frequencies[segment->n_frequencies];

    if (segment->n_frequencies == WHIN_TONE_MAX_FREQUENCIES)
      return expect (reader, "no more than 4 frequencies");
    if (!take_number (reader, frequency) || *frequency < MIN_FREQUENCY ||
        *frequency > MAX_FREQUENCY)
      return expect (reader, "a frequency of 20 to 20000 Hz");
    take_word (reader, "Hz");
    segment->n_frequencies++;
  }
  if (segment->n_frequencies == 0)
    return expect (reader, "a comma and a frequency");
  return take (reader, ')') || expect (reader, "“)”");
}

static gboolean
take_part (Reader *reader, WhinTone *tone)
{
  WhinToneSegment *segment = &tone->segments[tone->n_segments];

  if (tone->n_segments == WHIN_TONE_MAX_SEGMENTS)
    return expect (reader, "no more than 32 parts");
  *segment = (WhinToneSegment){0};
  if (take_word (reader, "sine")) {
    if (!take_sine (reader, segment))
      return FALSE;
  } else if (take_word (reader, "silence")) {
    if (!take (reader, '('))
      return expect (reader, "“(”");
    if (!take_time (reader, &segment->ms))
      return FALSE;
    if (!take (reader, ')'))
      return expect (reader, "“)”");
  } else {
    return expect (reader, "“sine” or “silence”");
  }
  tone->n_segments++;
  return TRUE;
}

static gboolean
take_periodic (Reader *reader, WhinTone *tone)
{
  guint ms = 0;

  if (!take (reader, '('))
    return expect (reader, "“(”");
  tone->loop = tone->n_segments;
  do {
    if (!take_part (reader, tone))
      return FALSE;
  } while (take (reader, ','));
  if (!take (reader, ')'))
    return expect (reader, "“,” or “)”");
  for (guint i = tone->loop; i < tone->n_segments; i++)
    ms += tone->segments[i].ms;
  return ms >= WHIN_TONE_MIN_PERIOD_MS || expect (reader, "a period of 20 ms at least");
}

static gboolean
take_tone (Reader *reader, WhinTone *tone)
{
  gboolean is_periodic = FALSE;

  do {
    is_periodic = take_word (reader, "periodic");
    if (is_periodic ? !take_periodic (reader, tone) : !take_part (reader, tone))
      return FALSE;
  } while (!is_periodic && take (reader, ','));
  if (!is_periodic)
    tone->loop = tone->n_segments;
  skip_blanks (reader);
  return *reader->position == '\0' || expect (reader, "the end");
}

/* The sample @offset of @segment, edges softened. */
static gint16
render_sample (const WhinToneSegment *segment, guint64 offset)
{
  guint64 length = (guint64)segment->ms * SAMPLES_A_MS;
  guint64 edge = MIN (offset, length - 1 - offset);
  double sum = 0;

  for (guint i = 0; i < segment->n_frequencies; i++)
    sum += sin (2 * G_PI * segment->frequencies[i] * (double)offset / WHIN_TONE_RATE);
  sum *= segment->amplitude;
  if (edge < EDGE_SAMPLES)
    sum *= (double)edge / EDGE_SAMPLES;
  return (gint16)CLAMP (sum, -MAX_AMPLITUDE, MAX_AMPLITUDE);
}

gboolean
whin_tone_read (const char *text, WhinTone *tone, GError **error)
{
  Reader reader = {.text = text, .position = text};

  *tone = (WhinTone){0};
  if (strnlen (text, WHIN_TONE_MAX_BYTES + 1) > WHIN_TONE_MAX_BYTES) {
    g_set_error_literal (error, WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_SETTINGS,
                         "the tone is longer than 1024 bytes");
    return FALSE;
  }
  if (take_tone (&reader, tone))
    return TRUE;
  g_set_error (error, WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_SETTINGS,
               "%s is expected at character %" G_GSIZE_FORMAT " of the tone", reader.expected,
               (gsize)(reader.position - reader.text) + 1);
  return FALSE;
}

guint64
whin_tone_count_ms (const WhinTone *self)
{
  guint64 ms = 0;

  if (self->loop < self->n_segments)
    return G_MAXUINT64;
  for (guint i = 0; i < self->n_segments; i++)
    ms += self->segments[i].ms;
  return ms;
}

void
whin_tone_render (const WhinTone *self, guint64 position, gint16 *samples, gsize count)
{
  guint64 once = 0, period = 0;
  guint64 begin = 0; /* of the segment, in the first run */
  guint segment = 0;

  for (guint i = 0; i < self->n_segments; i++)
    *(i < self->loop ? &once : &period) += (guint64)self->segments[i].ms * SAMPLES_A_MS;
  for (gsize i = 0; i < count; i++, position++) {
    guint64 place = position;

    if (period > 0 && place >= once)
      place = once + (place - once) % period;
    if (place < begin) {
      begin = 0;
      segment = 0;
    }
    while (segment < self->n_segments &&
           place - begin >= (guint64)self->segments[segment].ms * SAMPLES_A_MS)
      begin += (guint64)self->segments[segment++].ms * SAMPLES_A_MS;
    samples[i] =
        segment < self->n_segments ? render_sample (&self->segments[segment], place - begin) : 0;
  }
}
