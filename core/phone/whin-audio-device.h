/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum {
  WHIN_AUDIO_INPUT,  /* a microphone */
  WHIN_AUDIO_OUTPUT, /* a speaker, headphones */
} WhinAudioKind;

/**
 * WhinAudioDevice:
 *
 * A microphone or a speaker of this machine. Never changes.
 *
 * Properties, readable, constant: "id" utf8: what the choice is kept by; "name" utf8: for people;
 * "kind" uint WhinAudioKind.
 */
#define WHIN_TYPE_AUDIO_DEVICE (whin_audio_device_get_type ())
G_DECLARE_FINAL_TYPE (WhinAudioDevice, whin_audio_device, WHIN, AUDIO_DEVICE, GObject)

#define WHIN_AUDIO_DEVICE_MAX_NAME 128 /* characters; a longer one is cut */

/* @handle: (nullable): what makes the device's sound, for those who listed it. */
WhinAudioDevice *
whin_audio_device_new (WhinAudioKind kind, const char *id, const char *name, GObject *handle);

WhinAudioKind whin_audio_device_get_kind (WhinAudioDevice *self);
const char *whin_audio_device_get_id (WhinAudioDevice *self);
const char *whin_audio_device_get_name (WhinAudioDevice *self);
GObject *whin_audio_device_get_handle (WhinAudioDevice *self); /* (transfer none) (nullable) */

G_END_DECLS
