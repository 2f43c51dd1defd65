/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  WHIN_CODEC_OPUS,
  WHIN_CODEC_G722,
  WHIN_CODEC_PCMU,
  WHIN_CODEC_PCMA,
} WhinCodecId;

#define WHIN_N_CODECS 4

/* An audio codec as SDP and RTP name it (RFC 3551, section 6; RFC 7587). Each lives as long as the
 * process. */
typedef struct {
  WhinCodecId id;
  const char *title;    /* for people */
  const char *encoding; /* rtpmap's name */
  guint payload;        /* the number of RFC 3551, or the one we offer */
  gboolean is_static;   /* the number alone names it */
  guint clock_rate;     /* of RTP's time stamps: 8000 for G.722 by an old mistake that stays */
  guint audio_rate;     /* of the samples that are coded */
  guint channels;       /* in rtpmap */
  const char *fmtp;     /* what we offer, or NULL */
} WhinCodec;

const WhinCodec *whin_codec_get (WhinCodecId id);

/* By rtpmap's name (any case) and clock rate; NULL when unknown. */
const WhinCodec *whin_codec_find (const char *encoding, guint clock_rate);

/* By static payload number; NULL when unknown. */
const WhinCodec *whin_codec_find_static (guint payload);

/**
 * whin_codec_order:
 * @payloads: the account's `codecOrder`; a dynamic number (96 to 127) means Opus
 *
 * Fills @order with the codecs to offer, the best first; without a usable number: all of them.
 *
 * Returns: how many
 */
guint
whin_codec_order (const guint *payloads, guint n_payloads, const WhinCodec *order[WHIN_N_CODECS]);

G_END_DECLS
