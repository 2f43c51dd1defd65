/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "app/call/whin-phone.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* WhinLineRow: the line's state with its reason, a retry where it helps, and the voicemail; nothing
 * for a phone without a provider. */
#define WHIN_TYPE_LINE_ROW (whin_line_row_get_type ())
G_DECLARE_FINAL_TYPE (WhinLineRow, whin_line_row, WHIN, LINE_ROW, AdwBin)

void whin_line_row_set_phone (WhinLineRow *self, WhinPhone *phone);

G_END_DECLS
