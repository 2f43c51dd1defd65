/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/phone/whin-audio-devices.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* WhinAudioButton: a menu of the microphones and speakers, to change them during a call. */
#define WHIN_TYPE_AUDIO_BUTTON (whin_audio_button_get_type ())
G_DECLARE_FINAL_TYPE (WhinAudioButton, whin_audio_button, WHIN, AUDIO_BUTTON, AdwBin)

/* @devices: (nullable): without, the button hides. */
void whin_audio_button_set_devices (WhinAudioButton *self, WhinAudioDevices *devices);

G_END_DECLS
