/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WhinDialKey:
 *
 * One key of the keypad: a button that activates the action "keypad.press" with its digit.
 *
 * Properties: "digit" utf8, what it enters; "letters" utf8, what is printed under the digit (T9);
 * "spoken" utf8, its accessible name when the digit alone says too little; "long-digit" utf8: what
 * a long press enters instead, or NULL. All construct-only.
 */
#define WHIN_TYPE_DIAL_KEY (whin_dial_key_get_type ())
G_DECLARE_FINAL_TYPE (WhinDialKey, whin_dial_key, WHIN, DIAL_KEY, GtkButton)

G_END_DECLS
