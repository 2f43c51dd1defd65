/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/phone/whin-audio-device.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* What a device is chosen for; each has its own choice. */
typedef enum {
  WHIN_AUDIO_MICROPHONE,
  WHIN_AUDIO_SPEAKER, /* calls, and the tones of the network: ringback, busy, call waiting */
  WHIN_AUDIO_RINGER,  /* the ringtone */
} WhinAudioRole;

#define WHIN_N_AUDIO_ROLES 3

/**
 * WhinAudioDevices:
 *
 * The machine's microphones and speakers, and which of them the person chose: a GListModel of
 * WhinAudioDevice that follows what is plugged in and out. Abstract: WhinMachineDevices lists the
 * real ones, WhinDummyDevices what a script says. All methods and signals: main context.
 *
 * A choice outlives its device: while that is away the system's default device is used, and when it
 * is back, it is used again, also in a call that goes on.
 *
 * Properties, readable and notified:
 *   "microphone", "speaker", "ringer" utf8 or NULL, writable: the ID of the chosen device; NULL:
 *      the system's default;
 *   "has-microphone", "has-speaker" boolean: there is at least one; where not, calls are silent
 *      that way and the screen says so; TRUE until the machine was looked through, which begins
 *      when the list is first asked for and takes a moment;
 *   "signal-level" double: loudness of the microphone, 0 to 1, about ten times a second between
 *      start_level() and stop_level(); 0 otherwise;
 *   "test-sound" boolean: a test sound is being played;
 *   "echo-cancellation", "noise-suppression" boolean, writable: count from the next call on; TRUE
 *      only where "can-process" is: the machine has what it takes, constant.
 *
 * Signal:
 *   "role-changed" (uint WhinAudioRole): another device is to be used for it now, or the first one,
 *      or none any more
 */
#define WHIN_TYPE_AUDIO_DEVICES (whin_audio_devices_get_type ())
G_DECLARE_DERIVABLE_TYPE (WhinAudioDevices, whin_audio_devices, WHIN, AUDIO_DEVICES, GObject)

#define WHIN_AUDIO_MAX_DEVICES 64 /* further ones are not listed */
#define WHIN_AUDIO_TEST_SOUND_MS 1500

struct _WhinAudioDevicesClass {
  GObjectClass parent_class;

  void (*watch) (WhinAudioDevices *self); /* called once, when the devices are first asked for */
  gboolean (*can_process) (WhinAudioDevices *self);
  gboolean (*start_level) (WhinAudioDevices *self, GError **error);
  void (*stop_level) (WhinAudioDevices *self);
  gboolean (*play_test_sound) (WhinAudioDevices *self, WhinAudioRole role, GError **error);
  void (*stop_test_sound) (WhinAudioDevices *self);
};

/* @id: (nullable). Kept on disk. */
void whin_audio_devices_choose (WhinAudioDevices *self, WhinAudioRole role, const char *id);
const char *whin_audio_devices_get_chosen (WhinAudioDevices *self, WhinAudioRole role);

/* The chosen device's name, also while it is away; NULL for the system's default. */
const char *whin_audio_devices_get_chosen_name (WhinAudioDevices *self, WhinAudioRole role);

/* (transfer none) (nullable): the device in use for @role: the chosen one if it is there; NULL: the
 * system's default. */
WhinAudioDevice *whin_audio_devices_get_device (WhinAudioDevices *self, WhinAudioRole role);

gboolean whin_audio_devices_get_has_microphone (WhinAudioDevices *self);
gboolean whin_audio_devices_get_has_speaker (WhinAudioDevices *self);
gboolean whin_audio_devices_get_can_process (WhinAudioDevices *self);
gboolean whin_audio_devices_get_echo_cancellation (WhinAudioDevices *self);
gboolean whin_audio_devices_get_noise_suppression (WhinAudioDevices *self);

/**
 * whin_audio_devices_start_level:
 *
 * Listens to the microphone in use (and follows a change of it) until
 * whin_audio_devices_stop_level(). Nothing is kept or sent.
 *
 * Errors: WHIN_PHONE_ERROR_MEDIA, a sentence for people: there is no microphone, or it is busy.
 */
gboolean whin_audio_devices_start_level (WhinAudioDevices *self, GError **error);
void whin_audio_devices_stop_level (WhinAudioDevices *self);
double whin_audio_devices_get_signal_level (WhinAudioDevices *self);

/**
 * whin_audio_devices_play_test_sound:
 * @role: WHIN_AUDIO_SPEAKER or WHIN_AUDIO_RINGER
 *
 * Plays a sound of WHIN_AUDIO_TEST_SOUND_MS there; one that was playing ends.
 *
 * Errors: WHIN_PHONE_ERROR_MEDIA, a sentence for people.
 */
gboolean
whin_audio_devices_play_test_sound (WhinAudioDevices *self, WhinAudioRole role, GError **error);
void whin_audio_devices_stop_test_sound (WhinAudioDevices *self);
gboolean whin_audio_devices_get_test_sound (WhinAudioDevices *self);

/* Waits until the last choice is on disk, at most until @deadline (monotonic): before the program
 * ends. FALSE: it isn't. */
gboolean whin_audio_devices_wait (WhinAudioDevices *self, gint64 deadline);

G_END_DECLS
