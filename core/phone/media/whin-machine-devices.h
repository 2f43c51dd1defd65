/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/phone/whin-audio-devices.h"

G_BEGIN_DECLS

/**
 * WhinMachineDevices:
 *
 * The machine's microphones and speakers as its sound server (PulseAudio, PipeWire) or ALSA lists
 * them. What a speaker plays ("monitor" in PulseAudio) is no microphone and isn't listed.
 */
#define WHIN_TYPE_MACHINE_DEVICES (whin_machine_devices_get_type ())
G_DECLARE_FINAL_TYPE (
    WhinMachineDevices, whin_machine_devices, WHIN, MACHINE_DEVICES, WhinAudioDevices)

/* @path: (nullable): the file where choices are kept; its folder must exist by the first choice. */
WhinMachineDevices *whin_machine_devices_new (const char *path);

G_END_DECLS
