/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/store/whin-product.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WhinCatalogue:
 *
 * The products on sale, a GListModel of WhinProduct of both kinds, in the provider's order.
 *
 * Properties, all readable and notified: "available" gboolean (the provider has a store); "busy"
 * gboolean; "loaded" gboolean (at least one good answer); "error" utf8 or NULL (the newest load
 * failed; the last good list stays).
 */
#define WHIN_TYPE_CATALOGUE (whin_catalogue_get_type ())
G_DECLARE_FINAL_TYPE (WhinCatalogue, whin_catalogue, WHIN, CATALOGUE, GObject)

gboolean whin_catalogue_get_available (WhinCatalogue *self);
gboolean whin_catalogue_get_busy (WhinCatalogue *self);
gboolean whin_catalogue_get_loaded (WhinCatalogue *self);
const char *whin_catalogue_get_error (WhinCatalogue *self);

/* Reads the catalogue again; joined to a load under way. */
void whin_catalogue_load (WhinCatalogue *self);

/**
 * whin_catalogue_find:
 * @product_id: full, or without the application ID in front (command-uris, section 2); an exact
 * match wins
 *
 * Returns: (transfer none) (nullable): belongs to the catalogue
 */
WhinProduct *
whin_catalogue_find (WhinCatalogue *self, WhinProductKind kind, const char *product_id);

G_END_DECLS
