/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* WhinNumberEntry: a large entry in which what is long gets smaller, in two steps, and what is
 * longer still fades where it goes on. */
#define WHIN_TYPE_NUMBER_ENTRY (whin_number_entry_get_type ())
G_DECLARE_FINAL_TYPE (WhinNumberEntry, whin_number_entry, WHIN, NUMBER_ENTRY, GtkEntry)

G_END_DECLS
