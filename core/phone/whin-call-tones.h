/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/account/whin-account.h"
#include "core/phone/media/whin-audio-route.h"
#include "core/phone/whin-phone-provider.h"

G_BEGIN_DECLS

typedef enum {
  WHIN_TONE_NONE,
  WHIN_TONE_RINGTONE,     /* on the ringer */
  WHIN_TONE_CALL_WAITING, /* another call rings while one is talking */
  WHIN_TONE_RINGBACK,     /* it rings at the other side */
  WHIN_TONE_BUSY,         /* for WHIN_TONE_BUSY_MS after the other side was busy or declined */
  WHIN_TONE_END,          /* for WHIN_TONE_END_MS after a call failed or the other side hung up */
} WhinToneKind;

#define WHIN_TONE_BUSY_MS 4000
#define WHIN_TONE_END_MS 1000

/**
 * WhinCallTones:
 *
 * What the phone itself lets the person hear, decided from the states of a provider's calls. The
 * account's nodes `ringingTone`, `busyTone`, `callWaitingTone` and `endCallTone` describe the tones
 * (see whin_tone_read()); where one is missing or wrong, there is one built in (the North American
 * ones of ITU-T E.180).
 *
 * Properties, readable and notified: "tone" uint WhinToneKind.
 */
#define WHIN_TYPE_CALL_TONES (whin_call_tones_get_type ())
G_DECLARE_FINAL_TYPE (WhinCallTones, whin_call_tones, WHIN, CALL_TONES, GObject)

/* @provider: not held. @account, @route: (nullable): built-in tones; silence. */
WhinCallTones *
whin_call_tones_new (WhinPhoneProvider *provider, WhinAccount *account, WhinAudioRoute *route);

WhinToneKind whin_call_tones_get_tone (WhinCallTones *self);

G_END_DECLS
