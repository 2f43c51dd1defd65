/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/phone/whin-audio-devices.h"

G_BEGIN_DECLS

/* The part of WhinAudioDevices that those who list the devices use. */

/* Reads the kept choices from @path (nullable: none are kept), whose folder must exist by the time
 * of the first choice. */
void whin_audio_devices_keep_in (WhinAudioDevices *self, const char *path);

/* A device whose ID is listed already takes the other one's place. */
void whin_audio_devices_add (WhinAudioDevices *self, WhinAudioDevice *device);
void whin_audio_devices_remove (WhinAudioDevices *self, WhinAudioKind kind, const char *id);

/* Looked through: an empty list means that there is nothing. */
void whin_audio_devices_set_ready (WhinAudioDevices *self);

/* Begins to look for devices. */
void whin_audio_devices_watch (WhinAudioDevices *self);

void whin_audio_devices_set_signal_level (WhinAudioDevices *self, double level);
/* Whether start_level() was called and stop_level() not yet. */
gboolean whin_audio_devices_measures (WhinAudioDevices *self);

void whin_audio_devices_set_test_sound (WhinAudioDevices *self, gboolean plays);

G_END_DECLS
