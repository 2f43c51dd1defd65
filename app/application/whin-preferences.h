/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum {
  WHIN_STYLE_SYSTEM,
  WHIN_STYLE_LIGHT,
  WHIN_STYLE_DARK,
} WhinStyle;

/**
 * WhinPreferences:
 *
 * What the person chose for the screen, of this brand's phone on this machine: kept in a small file
 * of the brand's data folder, which is replaced atomically.
 *
 * Properties, readable, writable, notified: "style" guint (WhinStyle); "web-inspector" gboolean,
 * FALSE by default; "do-not-disturb" gboolean; "stay-reachable" gboolean, TRUE by default: closing
 * the window keeps the line; "told-reachable" gboolean: the person knows of it; "window-width",
 * "window-height" gint, in pixels.
 */
#define WHIN_TYPE_PREFERENCES (whin_preferences_get_type ())
G_DECLARE_FINAL_TYPE (WhinPreferences, whin_preferences, WHIN, PREFERENCES, GObject)

#define WHIN_PREFERENCES_MAX_BYTES (16 * 1024)

/* Reads @path at once (start-up, before there is a window); without a readable file, all is as by
 * default. */
WhinPreferences *whin_preferences_new (const char *path);

WhinStyle whin_preferences_get_style (WhinPreferences *self);
gboolean whin_preferences_get_web_inspector (WhinPreferences *self);
gboolean whin_preferences_get_stay_reachable (WhinPreferences *self);
gboolean whin_preferences_get_told_reachable (WhinPreferences *self);

/* Writes what is not yet written; for the end of the process. */
void whin_preferences_flush (WhinPreferences *self);

G_END_DECLS
