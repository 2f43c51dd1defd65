/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/store/whin-product.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum {
  WHIN_PURCHASE_NONE,       /* nothing is being bought */
  WHIN_PURCHASE_CONSENT,    /* waits for the person; nothing has left the phone */
  WHIN_PURCHASE_ORDERING,   /* the order is being made */
  WHIN_PURCHASE_CHECKOUT,   /* the provider's checkout page is open at "checkout-uri" */
  WHIN_PURCHASE_CONFIRMING, /* the checkout was left; the order's state is being asked */
  WHIN_PURCHASE_PAID,       /* receipt */
  WHIN_PURCHASE_CANCELLED,
  WHIN_PURCHASE_FAILED, /* "error" says why and what was kept */
  WHIN_PURCHASE_EXPIRED,
} WhinPurchaseState;

/**
 * WhinPurchase:
 *
 * The one purchase under way. The order and its idempotency key are on disk before the first
 * request leaves and stay there until the order's end is known, so that a crash or a lost answer
 * never buys twice, and a purchase that ended while the phone was closed is told at the next start.
 *
 * Only whin_purchase_consent() spends; nothing but the person's click inside the app may call it.
 *
 * Properties, all readable and notified: "state" WhinPurchaseState; "product" WhinProduct or NULL;
 * "checkout-uri" utf8 or NULL; "order-id" utf8 or NULL; "receipt" utf8 or NULL; "error" utf8 or
 * NULL.
 */
#define WHIN_TYPE_PURCHASE (whin_purchase_get_type ())
G_DECLARE_FINAL_TYPE (WhinPurchase, whin_purchase, WHIN, PURCHASE, GObject)

WhinPurchaseState whin_purchase_get_state (WhinPurchase *self);
const char *
whin_purchase_state_name (WhinPurchaseState state); /* "none", "consent", …, for `status` */
WhinProduct *whin_purchase_get_product (WhinPurchase *self);
const char *whin_purchase_get_checkout_uri (WhinPurchase *self);
const char *whin_purchase_get_order_id (WhinPurchase *self);
const char *whin_purchase_get_receipt (WhinPurchase *self);
const char *whin_purchase_get_error (WhinPurchase *self);

/* Offers @product for consent. FALSE when another purchase is between consent and its end; that one
 * stays. */
gboolean whin_purchase_propose (WhinPurchase *self, WhinProduct *product);

/* The person's click: makes the order. Does nothing outside WHIN_PURCHASE_CONSENT. */
void whin_purchase_consent (WhinPurchase *self);

/* The person closed the checkout, or it reported its end: asks the order's state until it is final.
 */
void whin_purchase_leave_checkout (WhinPurchase *self);

/* The person gave up: in CONSENT nothing was sent; later the order is cancelled at the store if it
 * is still pending. */
void whin_purchase_cancel (WhinPurchase *self);

/* Tries again after a failure that left it unknown whether the order was made: same idempotency
 * key. In CONFIRMING with a checkout-uri: back to CHECKOUT. */
void whin_purchase_retry (WhinPurchase *self);

/* Whether whin_purchase_retry() would do something. */
gboolean whin_purchase_can_retry (WhinPurchase *self);

/* From an end state back to NONE. */
void whin_purchase_dismiss (WhinPurchase *self);

G_END_DECLS
