/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/balance/whin-balance.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* WhinBalanceRow: the balance at the top of the keypad: its text, how old it is, why it is old, and
 * a button that asks again. Hidden while the provider has no balance service. */
#define WHIN_TYPE_BALANCE_ROW (whin_balance_row_get_type ())
G_DECLARE_FINAL_TYPE (WhinBalanceRow, whin_balance_row, WHIN, BALANCE_ROW, AdwBin)

void whin_balance_row_set_balance (WhinBalanceRow *self, WhinBalance *balance);

G_END_DECLS
