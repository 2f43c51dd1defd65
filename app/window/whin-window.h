/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "app/application/whin-preferences.h"
#include "app/call/whin-phone.h"
#include "app/web-tab/whin-web-module.h"
#include "core/command/whin-destination.h"
#include "core/session/whin-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * WhinWindow:
 *
 * The phone's one window: sign-in, the tabs, settings and the shop, as pages over one another.
 * Shows what destinations and the session ask for; asks nobody itself.
 */
#define WHIN_TYPE_WINDOW (whin_window_get_type ())
G_DECLARE_FINAL_TYPE (WhinWindow, whin_window, WHIN, WINDOW, AdwApplicationWindow)

WhinWindow *whin_window_new (GtkApplication *application,
                             WhinSession *session,
                             WhinPhone *phone,
                             WhinWebModule *module,
                             WhinPreferences *preferences);

void whin_window_navigate (WhinWindow *self, const WhinDestination *destination);

/* One quiet line. */
void whin_window_notice (WhinWindow *self, const char *text);

/* Shows the window, without taking the keyboard from what the person types into. */
void whin_window_show_unfocused (WhinWindow *self);

/* Shows the call that goes on, if one does. */
void whin_window_show_call (WhinWindow *self);

/* Shows the sign-in page, filled in from a "csc:" link. */
void whin_window_sign_in_with (WhinWindow *self, const char *link);

/* For `status`. */
const char *whin_window_get_screen (WhinWindow *self); /* a command's name, "consent", "call", … */
const char *whin_window_get_product (WhinWindow *self); /* ID of the one in sight, or NULL */
const char *whin_window_get_notice (WhinWindow *self);  /* the newest one, or NULL */
char *whin_window_dup_web_uri (WhinWindow *self);       /* (transfer full) (nullable) */

G_END_DECLS
