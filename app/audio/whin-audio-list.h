/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/phone/whin-audio-devices.h"

G_BEGIN_DECLS

/* One thing that a person may choose for a role. */
typedef struct {
  char *id;   /* NULL: the system's default */
  char *name; /* for people */
} WhinAudioOption;

/* (transfer full) (element-type WhinAudioOption): what may be chosen for @role: the system's
 * default first, then the devices; at last the chosen one while it is away, with a name that says
 * so. @chosen: (out): the position of the chosen one. */
GPtrArray *whin_audio_list_new (WhinAudioDevices *devices, WhinAudioRole role, guint *chosen);

/* What is wrong, in a sentence for people; NULL when there is a microphone and a speaker. */
const char *whin_audio_list_get_trouble (WhinAudioDevices *devices);

G_END_DECLS
