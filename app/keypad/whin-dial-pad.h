/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* WhinDialPad: the twelve keys. Each activates "keypad.press" (s) of the page around it. */
#define WHIN_TYPE_DIAL_PAD (whin_dial_pad_get_type ())
G_DECLARE_FINAL_TYPE (WhinDialPad, whin_dial_pad, WHIN, DIAL_PAD, AdwBin)

G_END_DECLS
