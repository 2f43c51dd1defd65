/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "app/application/whin-preferences.h"
#include "core/phone/whin-audio-devices.h"
#include "core/session/whin-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* WhinPreferencesPage: the account's nodes that a person may change, sound, and the phone's
 * appearance. */
#define WHIN_TYPE_PREFERENCES_PAGE (whin_preferences_page_get_type ())
G_DECLARE_FINAL_TYPE (WhinPreferencesPage, whin_preferences_page, WHIN, PREFERENCES_PAGE, AdwBin)

/* @devices: (nullable) */
WhinPreferencesPage *whin_preferences_page_new (WhinSession *session,
                                                WhinPreferences *preferences,
                                                WhinAudioDevices *devices);

G_END_DECLS
