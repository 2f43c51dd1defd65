/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/store/whin-purchase.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* WhinReceiptPage: how far the purchase is after consent, outside the checkout: being ordered,
 * being confirmed, or its end with the receipt or the reason. */
#define WHIN_TYPE_RECEIPT_PAGE (whin_receipt_page_get_type ())
G_DECLARE_FINAL_TYPE (WhinReceiptPage, whin_receipt_page, WHIN, RECEIPT_PAGE, AdwBin)

WhinReceiptPage *whin_receipt_page_new (WhinPurchase *purchase);

G_END_DECLS
