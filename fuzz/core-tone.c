/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/media/whin-tone.h"

#include <stdint.h>
#include <string.h>

/* The tones that a provider describes in the account. */

#define PIECE 960

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *)data, size);
  g_autoptr (GError) error = NULL;
  gint16 samples[PIECE], again[PIECE];
  WhinTone tone;

  if (!whin_tone_read (text, &tone, &error)) {
    g_assert_true (error != NULL);
    return 0;
  }
  g_assert_true (tone.n_segments > 0 && tone.n_segments <= WHIN_TONE_MAX_SEGMENTS);
  g_assert_true (tone.loop <= tone.n_segments);
  g_assert_true (whin_tone_count_ms (&tone) > 0);
  whin_tone_render (&tone, 0, samples, PIECE);
  whin_tone_render (&tone, PIECE / 2, again, PIECE / 2);
  g_assert_true (memcmp (samples + PIECE / 2, again, PIECE / 2 * sizeof (gint16)) == 0);
  whin_tone_render (&tone, G_MAXUINT64 / 2, samples, PIECE);
  return 0;
}
