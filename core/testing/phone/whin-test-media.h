/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/phone/media/whin-media-session.h"
#include "core/testing/phone/whin-test-wire.h"

G_BEGIN_DECLS

/* The audio of a call between two phones without their signalling: each session is told what its
 * phone would have agreed on, and sends over the wire in between. */
typedef struct {
  char *folder; /* "near-1.raw" and "far-1.raw": what is heard there: 48 kHz, mono, 16 bits */
  WhinTestWire *wire;
  WhinMediaSession *near;
  WhinMediaSession *far;
  WhinMediaPlan near_plan; /* change them, then apply */
  WhinMediaPlan far_plan;
  WhinCallQuality near_quality; /* the newest */
  WhinCallQuality far_quality;
  WhinCallFigures near_figures;
  WhinCallFigures far_figures;
  char *near_notice; /* what "failed" said last */
  int near_proved;   /* -1 until "proved" */
  int far_proved;
} WhinTestMedia;

/* @route: of the near side, or NULL for a tone of @near_hz and a file. Nothing flows until
 * whin_test_media_apply(). */
WhinTestMedia *
whin_test_media_new (WhinAudioRoute *route, WhinCodecId codec, guint near_hz, guint far_hz);

void whin_test_media_free (WhinTestMedia *self);

void whin_test_media_apply (WhinTestMedia *self);

/* Both encrypt, each with a key of its own. */
void whin_test_media_encrypt (WhinTestMedia *self, WhinSrtpSuite suite);

/* Both agree on keys by DTLS; the near side begins. */
void whin_test_media_encrypt_by_dtls (WhinTestMedia *self);

/* Share of @hz in the last @ms that @side heard (@name: of the file), 0 to 1. */
double whin_test_media_measure (WhinTestMedia *self, const char *name, guint hz, guint ms);

/* How loud they are, in dB below full scale. */
double whin_test_media_measure_power (WhinTestMedia *self, const char *name, guint ms);
guint whin_test_media_count_ms (WhinTestMedia *self, const char *name);

G_END_DECLS
