/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/service/whin-service-context.h"
#include "core/store/whin-catalogue.h"

G_BEGIN_DECLS

/* More products than that are cut off. */
#define WHIN_CATALOGUE_MAX_PRODUCTS 1000

WhinCatalogue *whin_catalogue_new (WhinServiceContext *context);

/**
 * whin_catalogue_parse:
 * @data: (array length=length): `{"products":[…]}`, hostile
 *
 * Products that can't be read are left out; of two with the same ID the first one counts.
 *
 * Returns: (transfer full) (element-type WhinProduct). Errors: G_IO_ERROR_INVALID_DATA.
 */
GPtrArray *whin_catalogue_parse (const char *data, gsize length, GError **error);

/* Forgets the products; loads under way are given up. */
void whin_catalogue_forget (WhinCatalogue *self);

G_END_DECLS
