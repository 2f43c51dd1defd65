/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/phone/whin-audio-devices.h"

#include <gst/gst.h>

G_BEGIN_DECLS

/**
 * WhinAudioRoute:
 *
 * Where a call's sound comes from and goes to: the devices that the person chose, else the sound
 * server's default ones (PulseAudio or PipeWire), else ALSA's; or what a test and the demo
 * describe. Main context.
 *
 * Signal:
 *   "role-changed" (uint WhinAudioRole): an element for it made now would be another device's
 */
#define WHIN_TYPE_AUDIO_ROUTE (whin_audio_route_get_type ())
G_DECLARE_FINAL_TYPE (WhinAudioRoute, whin_audio_route, WHIN, AUDIO_ROUTE, GObject)

/* @devices: (nullable): NULL: the system's default ones. */
WhinAudioRoute *whin_audio_route_new (WhinAudioDevices *devices);

/* @source, @sink: in the language of gst-launch-1.0; "@N@" becomes the number of the element made,
 * from 1. Never from outside. */
WhinAudioRoute *whin_audio_route_new_described (const char *source, const char *sink);

/* Of a described route: where tones go; until then they are played to nobody. */
void
whin_audio_route_describe_tones (WhinAudioRoute *self, const char *speaker, const char *ringer);

/* (transfer none) (nullable) */
WhinAudioDevices *whin_audio_route_get_devices (WhinAudioRoute *self);

/**
 * whin_audio_route_make_source:
 *
 * Returns: (transfer floating): an element with a source pad of raw audio
 * Errors: WHIN_PHONE_ERROR_MEDIA, with a sentence for people: there is no microphone.
 */
GstElement *whin_audio_route_make_source (WhinAudioRoute *self, GError **error);

/* As above, with a sink pad: there is no speaker. */
GstElement *whin_audio_route_make_sink (WhinAudioRoute *self, GError **error);

/* As above, for the phone's own tones. @role: WHIN_AUDIO_SPEAKER or WHIN_AUDIO_RINGER. */
GstElement *
whin_audio_route_make_tone_sink (WhinAudioRoute *self, WhinAudioRole role, GError **error);

G_END_DECLS
