/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* WhinQuickDialPage: the Quick Dial tab, one tile for each WhinQuickDial. Choosing one activates
 * "win.fill-in" with its address. */
#define WHIN_TYPE_QUICK_DIAL_PAGE (whin_quick_dial_page_get_type ())
G_DECLARE_FINAL_TYPE (WhinQuickDialPage, whin_quick_dial_page, WHIN, QUICK_DIAL_PAGE, AdwBin)

/* @quick_dials: a GListModel of WhinQuickDial */
void whin_quick_dial_page_set_quick_dials (WhinQuickDialPage *self, GListModel *quick_dials);

G_END_DECLS
