/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/phone/whin-audio-devices.h"

G_BEGIN_DECLS

/**
 * WhinDummyDevices:
 *
 * Devices without sound, for the screen's tests: at first the microphones "mic" ("Built-in
 * microphone") and "headset-mic" ("Headset"), the speakers "speaker" ("Built-in speaker") and
 * "headset" ("Headset").
 */
#define WHIN_TYPE_DUMMY_DEVICES (whin_dummy_devices_get_type ())
G_DECLARE_FINAL_TYPE (WhinDummyDevices, whin_dummy_devices, WHIN, DUMMY_DEVICES, WhinAudioDevices)

/* @path: (nullable): where choices are kept. */
WhinDummyDevices *whin_dummy_devices_new (const char *path);

void whin_dummy_devices_plug (WhinDummyDevices *self,
                              WhinAudioKind kind,
                              const char *id,
                              const char *name);
void whin_dummy_devices_unplug (WhinDummyDevices *self, WhinAudioKind kind, const char *id);

/* What the microphone hears from now on, in percent. */
void whin_dummy_devices_set_level (WhinDummyDevices *self, guint percent);

G_END_DECLS
