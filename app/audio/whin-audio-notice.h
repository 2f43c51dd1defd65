/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/phone/whin-audio-devices.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* WhinAudioNotice: says that there is no microphone or no speaker; hides where there are both. */
#define WHIN_TYPE_AUDIO_NOTICE (whin_audio_notice_get_type ())
G_DECLARE_FINAL_TYPE (WhinAudioNotice, whin_audio_notice, WHIN, AUDIO_NOTICE, AdwBin)

/* @devices: (nullable) */
void whin_audio_notice_set_devices (WhinAudioNotice *self, WhinAudioDevices *devices);

G_END_DECLS
