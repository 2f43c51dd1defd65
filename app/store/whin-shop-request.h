/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/store/whin-catalogue.h"

G_BEGIN_DECLS

/**
 * WhinShopRequest:
 *
 * A product that a command asks for, while the catalogue may have to be read first. A product that
 * the last catalogue doesn't hold is looked for in a fresh one.
 *
 * Signal "resolved" (WhinProduct *product): once; NULL when there is no such product on sale.
 */
#define WHIN_TYPE_SHOP_REQUEST (whin_shop_request_get_type ())
G_DECLARE_FINAL_TYPE (WhinShopRequest, whin_shop_request, WHIN, SHOP_REQUEST, GObject)

WhinShopRequest *whin_shop_request_new (WhinCatalogue *catalogue,
                                        WhinProductKind kind,
                                        const char *product_id,
                                        gboolean buy);

gboolean whin_shop_request_get_buy (WhinShopRequest *self);

/* Looks; "resolved" may be emitted before this returns. */
void whin_shop_request_start (WhinShopRequest *self);

G_END_DECLS
