/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where a brand's phone keeps what it knows, and what can be fetched again; (transfer full). */
char *whin_folders_dup_data (const char *application_id);
char *whin_folders_dup_cache (const char *application_id);

/* Below either: what pages keep; (transfer full). */
char *whin_folders_dup_web (const char *folder);

/* What a build folder has as @name beside the running program; (transfer full), NULL without it, as
 * where the program was installed. */
char *whin_folders_dup_built (const char *name);

G_END_DECLS
