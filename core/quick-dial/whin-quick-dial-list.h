/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WhinQuickDialList:
 *
 * The quick dials, a GListModel of WhinQuickDial, merged as wire-protocols, section 4 says. An item
 * takes the place of another of its id when its priority (20 unless it says so) is not lower; an
 * item with action="remove" always removes.
 */
#define WHIN_TYPE_QUICK_DIAL_LIST (whin_quick_dial_list_get_type ())
G_DECLARE_FINAL_TYPE (WhinQuickDialList, whin_quick_dial_list, WHIN, QUICK_DIAL_LIST, GObject)

#define WHIN_QUICK_DIAL_MAX_ITEMS 1000
#define WHIN_QUICK_DIAL_MAX_TEXT_BYTES 1024

WhinQuickDialList *whin_quick_dial_list_new (void);

/**
 * whin_quick_dial_list_merge:
 * @data: (array length=length): a document with any root and `quickDial` children, hostile
 *
 * Items without id or uri, or with a text over the bound, are left out.
 *
 * Errors: G_IO_ERROR_INVALID_DATA; nothing changes then.
 */
gboolean whin_quick_dial_list_merge (WhinQuickDialList *self,
                                     const char *data,
                                     gsize length,
                                     GError **error);

void whin_quick_dial_list_clear (WhinQuickDialList *self);

/* What is kept on disk. Damage restores nothing. */
GBytes *whin_quick_dial_list_to_bytes (WhinQuickDialList *self);
void whin_quick_dial_list_restore (WhinQuickDialList *self, GBytes *kept);

G_END_DECLS
