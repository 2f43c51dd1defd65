/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "app/call/whin-phone.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* WhinCallRow: one of several calls, in the list on the call page. */
#define WHIN_TYPE_CALL_ROW (whin_call_row_get_type ())
G_DECLARE_FINAL_TYPE (WhinCallRow, whin_call_row, WHIN, CALL_ROW, AdwActionRow)

WhinCallRow *whin_call_row_new (WhinPhone *phone, WhinCall *call);

WhinCall *whin_call_row_get_call (WhinCallRow *self); /* (transfer none) */

/* Shows the call as it is now; to be called when it or the current one has changed, and every
 * second. */
void whin_call_row_update (WhinCallRow *self);

G_END_DECLS
