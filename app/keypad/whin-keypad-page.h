/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "app/call/whin-phone.h"
#include "core/balance/whin-balance.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * WhinKeypadPage:
 *
 * The Keypad tab: line, balance, number, keys, call button. What is pasted is cleaned
 * (whin_number_clean()). Without a number the call button fills the one in that was dialled last.
 * Actions: "keypad.press" (s), "keypad.delete", "keypad.call".
 */
#define WHIN_TYPE_KEYPAD_PAGE (whin_keypad_page_get_type ())
G_DECLARE_FINAL_TYPE (WhinKeypadPage, whin_keypad_page, WHIN, KEYPAD_PAGE, AdwBin)

void whin_keypad_page_set_balance (WhinKeypadPage *self, WhinBalance *balance);

void whin_keypad_page_set_phone (WhinKeypadPage *self, WhinPhone *phone);

/* Fills @number in as it is, in place of what was there. */
void whin_keypad_page_set_number (WhinKeypadPage *self, const char *number);

/* Puts the keyboard's focus on the number. */
void whin_keypad_page_focus (WhinKeypadPage *self);

G_END_DECLS
