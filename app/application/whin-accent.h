/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * whin_accent_dup_css:
 * @color: the brand's accent, "#rrggbb"
 * @dark: for the dark style
 *
 * The style sheet that gives libadwaita's named accent colours the brand's hue: the background as
 * the brand has it, black or white text on it, whichever reads better, and for accented text on the
 * window the nearest shade that reaches a contrast of 4.5 (WCAG 2.1, 1.4.3).
 *
 * Returns: (transfer full) (nullable): NULL when @color is not a colour.
 */
char *whin_accent_dup_css (const char *color, gboolean dark);

G_END_DECLS
