/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A fresh folder; (transfer full). */
char *whin_test_folder_new (void);

/* Removes the folder with all that is in it, and frees the name. */
void whin_test_folder_remove (char *folder);

G_END_DECLS
