/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "app/call/whin-phone.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* WhinIncomingCard: a call that rings, over whatever the window shows. It never takes the
 * keyboard's focus by itself, so that nobody answers while typing. */
#define WHIN_TYPE_INCOMING_CARD (whin_incoming_card_get_type ())
G_DECLARE_FINAL_TYPE (WhinIncomingCard, whin_incoming_card, WHIN, INCOMING_CARD, AdwBin)

WhinIncomingCard *whin_incoming_card_new (WhinPhone *phone, WhinCall *call);

WhinCall *whin_incoming_card_get_call (WhinIncomingCard *self); /* (transfer none) */

G_END_DECLS
