/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* (transfer full) (nullable): the name that one of @quick_dials, a GListModel of WhinQuickDial,
 * gives
 * @number, as a call has it; the quick dial's may be written as people write. */
char *whin_quick_dial_names_dup (GListModel *quick_dials, const char *number);

G_END_DECLS
