/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "app/application/whin-preferences.h"
#include "app/call/whin-phone.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WhinBackground:
 *
 * What closing the window means. A call always goes on. Without one the phone stays reachable as
 * long as there is a line that is not off, if the person wants it so ("stay-reachable" of the
 * preferences); else the program ends. The first time, a notification says so; another one stands
 * while a call goes on without a window, with a button to hang up.
 *
 * A phone that never showed a window (the session bus started it for one question) is not kept.
 */
#define WHIN_TYPE_BACKGROUND (whin_background_get_type ())
G_DECLARE_FINAL_TYPE (WhinBackground, whin_background, WHIN, BACKGROUND, GObject)

/* @name: the phone's, for people. */
WhinBackground *whin_background_new (GtkApplication *application,
                                     WhinPhone *phone,
                                     WhinPreferences *preferences,
                                     const char *name);

/* From now on @window is the phone's
 * window; when it is closed, the rules above begin to count. */
void whin_background_follow (WhinBackground *self, GtkWindow *window);

G_END_DECLS
