/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum {
  WHIN_PRODUCT_TOPUP,
  WHIN_PRODUCT_ADDON,
} WhinProductKind;

/* WhinProduct: something the provider sells (wire-protocols, section 8); immutable. */
#define WHIN_TYPE_PRODUCT (whin_product_get_type ())
G_DECLARE_FINAL_TYPE (WhinProduct, whin_product, WHIN, PRODUCT, GObject)

/* Texts belong to the product. */
const char *whin_product_get_id (WhinProduct *self);
WhinProductKind whin_product_get_kind (WhinProduct *self);
const char *whin_product_get_title (WhinProduct *self);
const char *whin_product_get_description (WhinProduct *self);
const char *whin_product_get_price_text (WhinProduct *self); /* for people, for instance "$10.00" */
gint64 whin_product_get_price (WhinProduct *self);           /* minor units of the currency */
const char *whin_product_get_currency (WhinProduct *self);   /* ISO 4217 code */

G_END_DECLS
