/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/account/whin-account.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* WhinNodeRow: one text node of the account for editing. What is applied becomes the person's own
 * value; an emptied one gives way to the provider's. A node that the provider locked can only be
 * read. */
#define WHIN_TYPE_NODE_ROW (whin_node_row_get_type ())
G_DECLARE_FINAL_TYPE (WhinNodeRow, whin_node_row, WHIN, NODE_ROW, AdwEntryRow)

/* @node: its name in the account; @title: for people */
WhinNodeRow *whin_node_row_new (WhinAccount *account, const char *node, const char *title);

G_END_DECLS
