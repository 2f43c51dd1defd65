/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/session/whin-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* WhinSettingsPage: the main page of Settings: whose account this is, and the way to the others. */
#define WHIN_TYPE_SETTINGS_PAGE (whin_settings_page_get_type ())
G_DECLARE_FINAL_TYPE (WhinSettingsPage, whin_settings_page, WHIN, SETTINGS_PAGE, AdwBin)

WhinSettingsPage *whin_settings_page_new (WhinSession *session);

G_END_DECLS
