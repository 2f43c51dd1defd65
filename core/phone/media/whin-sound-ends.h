/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/phone/media/whin-audio-route.h"

#include <gst/gst.h>

G_BEGIN_DECLS

/* A sentence for people on what is wrong with the devices; NULL: all is well again. */
typedef void (*WhinSoundEndsNotice) (const char *text, gpointer data);

/**
 * WhinSoundEnds:
 *
 * The two ends of a call's audio: what gives the person's voice, and what lets them hear. Each
 * follows the route while the call goes on: when another device is to be used, or one breaks, it
 * changes in place, and the call's streams know nothing of it. Without a microphone silence is
 * sent; without a speaker nobody listens; without both the call goes on, for a headset that is
 * plugged in now. Main context, but for what GStreamer runs.
 *
 *   device → 48 kHz mono → [echo, noise] ─▶ source       sink ─▶ [echo probe] → device
 */
typedef struct _WhinSoundEnds WhinSoundEnds;

/* @notice: called at once when a device is missing. */
WhinSoundEnds *
whin_sound_ends_new (WhinAudioRoute *route, WhinSoundEndsNotice notice, gpointer data);

/* The pipeline has come to its end (GST_STATE_NULL). */
void whin_sound_ends_free (WhinSoundEnds *self);

/* (transfer none): a bin with a source pad, of 48 kHz mono 16 bits; to be put into one pipeline. */
GstElement *whin_sound_ends_get_source (WhinSoundEnds *self);

/* (transfer none): a bin with a sink pad for the same. */
GstElement *whin_sound_ends_get_sink (WhinSoundEnds *self);

/* TRUE when @origin, which reported an error, is part of a device; it is replaced then. */
gboolean whin_sound_ends_take_error (WhinSoundEnds *self, GstObject *origin);

/* Whether the machine has what cancels echo and noise; GStreamer runs. */
gboolean whin_sound_ends_can_process (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WhinSoundEnds, whin_sound_ends_free)

G_END_DECLS
