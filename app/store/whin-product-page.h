/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/store/whin-product.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* WhinProductPage: one product in detail; its button activates "win.buy" with the product's ID. */
#define WHIN_TYPE_PRODUCT_PAGE (whin_product_page_get_type ())
G_DECLARE_FINAL_TYPE (WhinProductPage, whin_product_page, WHIN, PRODUCT_PAGE, AdwBin)

void whin_product_page_set_product (WhinProductPage *self, WhinProduct *product);
WhinProduct *whin_product_page_get_product (WhinProductPage *self); /* NULL before there is one */

G_END_DECLS
