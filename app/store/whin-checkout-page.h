/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "app/web-tab/whin-web-module.h"
#include "core/store/whin-purchase.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* WhinCheckoutPage: the provider's checkout page in a web view, while the purchase is in
 * WHIN_PURCHASE_CHECKOUT. The host is always in sight. */
#define WHIN_TYPE_CHECKOUT_PAGE (whin_checkout_page_get_type ())
G_DECLARE_FINAL_TYPE (WhinCheckoutPage, whin_checkout_page, WHIN, CHECKOUT_PAGE, AdwBin)

WhinCheckoutPage *whin_checkout_page_new (WhinWebModule *module, WhinPurchase *purchase);

G_END_DECLS
