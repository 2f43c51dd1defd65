/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/account/whin-account.h"
#include "core/phone/whin-audio-devices.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * WhinAudioGroup:
 *
 * The preferences of sound: microphone, speaker and ringer, whether they work, echo and noise, and
 * the order of the codecs. It listens to the microphone only while the person tests it, and while
 * it is in sight.
 */
#define WHIN_TYPE_AUDIO_GROUP (whin_audio_group_get_type ())
G_DECLARE_FINAL_TYPE (WhinAudioGroup, whin_audio_group, WHIN, AUDIO_GROUP, AdwPreferencesGroup)

/* Once; holds references. */
void whin_audio_group_set (WhinAudioGroup *self, WhinAudioDevices *devices, WhinAccount *account);

G_END_DECLS
