/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/call-log/whin-call-record.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* WhinHistoryRow: one call of the History tab. Choosing it activates "win.fill-in" with its number,
 * its button "win.dial"; a received number that WhinDialRule guards is never dialled by the button:
 * callers choose what they show. */
#define WHIN_TYPE_HISTORY_ROW (whin_history_row_get_type ())
G_DECLARE_FINAL_TYPE (WhinHistoryRow, whin_history_row, WHIN, HISTORY_ROW, AdwActionRow)

/* @known: (nullable): the name by which the person knows the number; @now: tells the time zone. */
WhinHistoryRow *whin_history_row_new (WhinCallRecord *record, const char *known, GDateTime *now);

G_END_DECLS
