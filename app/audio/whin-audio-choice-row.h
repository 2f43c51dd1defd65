/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/phone/whin-audio-devices.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* WhinAudioChoiceRow: which device is used for a role; follows what is plugged in and out. */
#define WHIN_TYPE_AUDIO_CHOICE_ROW (whin_audio_choice_row_get_type ())
G_DECLARE_FINAL_TYPE (
    WhinAudioChoiceRow, whin_audio_choice_row, WHIN, AUDIO_CHOICE_ROW, AdwComboRow)

/* Once; holds a reference. */
void
whin_audio_choice_row_set (WhinAudioChoiceRow *self, WhinAudioDevices *devices, WhinAudioRole role);

G_END_DECLS
