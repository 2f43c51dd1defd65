/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

/**
 * WhinAudioRoute:
 *
 * Where a call's sound comes from and goes to: the sound server's default devices (PulseAudio or
 * PipeWire), else ALSA's; or what a test and the demo describe.
 */
#define WHIN_TYPE_AUDIO_ROUTE (whin_audio_route_get_type ())
G_DECLARE_FINAL_TYPE (WhinAudioRoute, whin_audio_route, WHIN, AUDIO_ROUTE, GObject)

WhinAudioRoute *whin_audio_route_new (void);

/* @source, @sink: in the language of gst-launch-1.0; "@N@" becomes the number of the element made,
 * from 1. Never from outside. */
WhinAudioRoute *whin_audio_route_new_described (const char *source, const char *sink);

/**
 * whin_audio_route_make_source:
 *
 * Returns: (transfer floating): an element with a source pad of raw audio
 * Errors: WHIN_PHONE_ERROR_MEDIA, with a sentence for people: there is no microphone.
 */
GstElement *whin_audio_route_make_source (WhinAudioRoute *self, GError **error);

/* As above, with a sink pad: there is no speaker. */
GstElement *whin_audio_route_make_sink (WhinAudioRoute *self, GError **error);

G_END_DECLS
