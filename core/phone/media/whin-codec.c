/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/media/whin-codec.h"

#define FIRST_DYNAMIC 96
#define LAST_DYNAMIC 127

static const WhinCodec codecs[WHIN_N_CODECS] = {
    {WHIN_CODEC_OPUS, "Opus", "opus", 107, FALSE, 48000, 48000, 2, "useinbandfec=1"},
    {WHIN_CODEC_G722, "G.722", "G722", 9, TRUE, 8000, 16000, 1, NULL},
    {WHIN_CODEC_PCMU, "G.711 µ-law", "PCMU", 0, TRUE, 8000, 8000, 1, NULL},
    {WHIN_CODEC_PCMA, "G.711 A-law", "PCMA", 8, TRUE, 8000, 8000, 1, NULL},
};

const WhinCodec *
whin_codec_get (WhinCodecId id)
{
  return &codecs[id];
}

const WhinCodec *
whin_codec_find (const char *encoding, guint clock_rate)
{
  for (guint i = 0; i < WHIN_N_CODECS; i++) {
    if (g_ascii_strcasecmp (codecs[i].encoding, encoding) == 0 &&
        codecs[i].clock_rate == clock_rate)
      return &codecs[i];
  }
  return NULL;
}

const WhinCodec *
whin_codec_find_static (guint payload)
{
  for (guint i = 0; i < WHIN_N_CODECS; i++) {
    if (codecs[i].is_static && codecs[i].payload == payload)
      return &codecs[i];
  }
  return NULL;
}

guint
whin_codec_order (const guint *payloads, guint n_payloads, const WhinCodec *order[WHIN_N_CODECS])
{
  gboolean is_taken[WHIN_N_CODECS] = {FALSE};
  guint count = 0;

  for (guint i = 0; i < n_payloads; i++) {
    const WhinCodec *codec = payloads[i] >= FIRST_DYNAMIC && payloads[i] <= LAST_DYNAMIC
                                 ? &codecs[WHIN_CODEC_OPUS]
                                 : whin_codec_find_static (payloads[i]);

    if (codec != NULL && !is_taken[codec->id]) {
      is_taken[codec->id] = TRUE;
      order[count++] = codec;
    }
  }
  if (count == 0) {
    for (; count < WHIN_N_CODECS; count++)
      order[count] = &codecs[count];
  }
  return count;
}
