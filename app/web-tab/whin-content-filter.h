/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Origins beyond this many get no exception. */
#define WHIN_CONTENT_FILTER_MAX_ORIGINS 64

/**
 * whin_content_filter_dup_json:
 * @origins: NULL-terminated, as whin_origin_of_uri() gives them
 *
 * The rules (WebKit's content blocker format) that let a child frame load documents of @origins
 * alone. WebKit's `if-domain` knows no ports, so the whole address is matched.
 *
 * Returns: (transfer full): JSON; the same for the same origins.
 */
char *whin_content_filter_dup_json (const char *const *origins);

/* (transfer full): a name for @json's rules, the same for the same rules, fit for a file name. */
char *whin_content_filter_dup_name (const char *json);

G_END_DECLS
