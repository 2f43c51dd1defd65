/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "app/call/whin-phone.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * WhinCallPage:
 *
 * The call that the person is in, and the others in a list. After the end of the last one it says
 * why. Typed digits are sent to the other side.
 *
 * Actions: "call.hide" (activated on the parent widget: see WhinCallOverlay), "call.add",
 * "call.transfer", "call.merge", "call.again", and "keypad.press" (s) of the keys.
 */
#define WHIN_TYPE_CALL_PAGE (whin_call_page_get_type ())
G_DECLARE_FINAL_TYPE (WhinCallPage, whin_call_page, WHIN, CALL_PAGE, AdwBin)

void whin_call_page_set_phone (WhinCallPage *self, WhinPhone *phone);

/* Shows how @call (nullable: none) ended, while there is no other one. */
void whin_call_page_set_ended (WhinCallPage *self, WhinCall *call);

/* Shows everything as it is now; to be called when a call has changed, and every second. */
void whin_call_page_update (WhinCallPage *self);

/* Puts the focus where it does no harm: on the button that ends the call it would be too near. */
void whin_call_page_focus (WhinCallPage *self);

G_END_DECLS
