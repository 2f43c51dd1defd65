/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/call-log/whin-call-log.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* WhinHistoryPage: the History tab, the calls of a WhinCallLog, newest first,
 * WHIN_HISTORY_PAGE_ROWS of them until the person wants more. Missed calls are seen when it is
 * shown in the window that the person uses. */
#define WHIN_TYPE_HISTORY_PAGE (whin_history_page_get_type ())
G_DECLARE_FINAL_TYPE (WhinHistoryPage, whin_history_page, WHIN, HISTORY_PAGE, AdwBin)

#define WHIN_HISTORY_PAGE_ROWS 50

/* @quick_dials: a GListModel of WhinQuickDial, which gives numbers names */
void whin_history_page_set_log (WhinHistoryPage *self, WhinCallLog *log, GListModel *quick_dials);

G_END_DECLS
