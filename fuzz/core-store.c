/* SPDX-License-Identifier: Apache-2.0 */
#include "core/brand/whin-origin.h"
#include "core/store/whin-catalogue-private.h"
#include "core/store/whin-order.h"

#include <stdint.h>

/* The store's JSON: catalogue and order. */

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GPtrArray) products = whin_catalogue_parse ((const char *)data, size, NULL);
  g_autoptr (WhinOrder) order = whin_order_parse ((const char *)data, size, NULL);

  for (guint i = 0; products != NULL && i < products->len; i++) {
    WhinProduct *product = g_ptr_array_index (products, i);

    g_assert_cmpint (whin_product_get_price (product), >=, 0);
    g_assert_nonnull (whin_product_get_price_text (product));
  }
  if (order != NULL) {
    g_assert_true (whin_order_id_is_valid (order->id));
    g_assert_true (order->checkout_uri == NULL || whin_uri_is_confidential (order->checkout_uri));
  }
  return 0;
}
