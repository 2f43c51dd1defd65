/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "app/call/whin-phone.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* WhinCallBar: tells, below every other page, that a call goes on; leads back to it, and ends it.
 */
#define WHIN_TYPE_CALL_BAR (whin_call_bar_get_type ())
G_DECLARE_FINAL_TYPE (WhinCallBar, whin_call_bar, WHIN, CALL_BAR, AdwBin)

/* Shows @call (nullable: nothing) of the person's @n_calls as it is now. */
void whin_call_bar_update (WhinCallBar *self, WhinCall *call, guint n_calls);

G_END_DECLS
