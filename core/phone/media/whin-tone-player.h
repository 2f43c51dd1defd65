/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/phone/media/whin-audio-route.h"
#include "core/phone/media/whin-tone.h"

G_BEGIN_DECLS

/**
 * WhinTonePlayer:
 *
 * Plays one tone at a time on a device of the route; when another device is to be used for it, goes
 * on there. Without a tone nothing of it runs. Main context.
 *
 * Signal:
 *   "ended": the tone came to its end, or its device broke; not after whin_tone_player_stop()
 */
#define WHIN_TYPE_TONE_PLAYER (whin_tone_player_get_type ())
G_DECLARE_FINAL_TYPE (WhinTonePlayer, whin_tone_player, WHIN, TONE_PLAYER, GObject)

WhinTonePlayer *whin_tone_player_new (WhinAudioRoute *route);

/**
 * whin_tone_player_play:
 * @role: WHIN_AUDIO_SPEAKER or WHIN_AUDIO_RINGER
 * @max_ms: it ends then; 0: when the tone does
 *
 * Errors: WHIN_PHONE_ERROR_MEDIA: there is no such device, or it is busy. Nothing sounds then.
 */
gboolean whin_tone_player_play (
    WhinTonePlayer *self, const WhinTone *tone, WhinAudioRole role, guint max_ms, GError **error);
void whin_tone_player_stop (WhinTonePlayer *self);

G_END_DECLS
