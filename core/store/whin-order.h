/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define WHIN_ORDER_MAX_TEXT_BYTES 4096

typedef enum {
  WHIN_ORDER_PENDING,
  WHIN_ORDER_PAID,
  WHIN_ORDER_FAILED,
  WHIN_ORDER_CANCELLED,
  WHIN_ORDER_EXPIRED,
} WhinOrderState;

/* WhinOrder: the store's word on an order (wire-protocols, section 8). */
typedef struct {
  char *id; /* letters, digits, "-", "_", "." alone: it becomes part of an address */
  char *product_id;
  WhinOrderState state;
  gint64 price;       /* in minor units; -1 when the store doesn't repeat it */
  char *currency;     /* or NULL */
  char *checkout_uri; /* https, or http on loopback; NULL when it is neither or missing */
  char *receipt;      /* or NULL */
} WhinOrder;

/* @data: (array length=length): hostile. Errors: G_IO_ERROR_INVALID_DATA. */
WhinOrder *whin_order_parse (const char *data, gsize length, GError **error);
void whin_order_free (WhinOrder *self);

/* Whether @id may stand in an address as it is. */
gboolean whin_order_id_is_valid (const char *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WhinOrder, whin_order_free)

G_END_DECLS
