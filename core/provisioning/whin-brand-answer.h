/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define WHIN_BRAND_ANSWER_MAX_WEB_TABS 8
#define WHIN_BRAND_ANSWER_MAX_ORIGINS 32

/* WhinBrandAnswer: what the portal says of a brand: account defaults, web tabs, trusted origins. */
typedef struct {
  GPtrArray *values;      /* (element-type WhinAccountValue) */
  GPtrArray *web_tabs;    /* (element-type WhinWebTab) */
  char **trusted_origins; /* as whin_origin_of_uri(); only ones that may be trusted */
} WhinBrandAnswer;

/**
 * whin_brand_answer_parse:
 * @data: (array length=length): a `<brand>` document, hostile
 *
 * Origins that may not be trusted are left out and logged, as are tabs without address and what
 * goes beyond the bounds.
 *
 * Errors: G_IO_ERROR_INVALID_DATA.
 */
WhinBrandAnswer *whin_brand_answer_parse (const char *data, gsize length, GError **error);
void whin_brand_answer_free (WhinBrandAnswer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WhinBrandAnswer, whin_brand_answer_free)

G_END_DECLS
