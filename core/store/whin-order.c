/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/store/whin-order.h"

#include "core/brand/whin-origin.h"
#include "core/service/whin-json.h"

#include <string.h>

static gboolean
parse_state (const char *text, WhinOrderState *state)
{
  static const char *const names[] = {
      [WHIN_ORDER_PENDING] = "pending", [WHIN_ORDER_PAID] = "paid",
      [WHIN_ORDER_FAILED] = "failed",   [WHIN_ORDER_CANCELLED] = "cancelled",
      [WHIN_ORDER_EXPIRED] = "expired",
  };

  for (gsize i = 0; text != NULL && i < G_N_ELEMENTS (names); i++) {
    if (strcmp (names[i], text) == 0) {
      *state = (WhinOrderState)i;
      return TRUE;
    }
  }
  return FALSE;
}

static gboolean
text_is_acceptable (const char *text)
{
  return text != NULL && *text != '\0' && strlen (text) <= WHIN_ORDER_MAX_TEXT_BYTES;
}

gboolean
whin_order_id_is_valid (const char *id)
{
  if (id == NULL || *id == '\0' || strlen (id) > 128 || strspn (id, ".") == strlen (id))
    return FALSE;
  for (const char *p = id; *p != '\0'; p++) {
    if (!g_ascii_isalnum (*p) && strchr ("-_.", *p) == NULL)
      return FALSE;
  }
  return TRUE;
}

WhinOrder *
whin_order_parse (const char *data, gsize length, GError **error)
{
  g_autoptr (JsonObject) object = whin_json_parse (data, length, error);
  const char *checkout_uri, *receipt;
  WhinOrderState state;
  gint64 price = -1;
  WhinOrder *self;

  if (object == NULL)
    return NULL;
  if (!whin_order_id_is_valid (whin_json_get_text (object, "id")) ||
      !text_is_acceptable (whin_json_get_text (object, "productId")) ||
      !parse_state (whin_json_get_text (object, "state"), &state)) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "no order");
    return NULL;
  }
  if (json_object_has_member (object, "price") &&
      (!whin_json_get_integer (object, "price", &price) || price < 0)) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "an order without a price");
    return NULL;
  }
  checkout_uri = whin_json_get_text (object, "checkoutUrl");
  receipt = whin_json_get_text (object, "receipt");
  self = g_new0 (WhinOrder, 1);
  self->id = g_strdup (whin_json_get_text (object, "id"));
  self->product_id = g_strdup (whin_json_get_text (object, "productId"));
  self->state = state;
  self->price = price;
  self->currency = g_strdup (whin_json_get_text (object, "currency"));
  if (text_is_acceptable (checkout_uri) && whin_uri_is_confidential (checkout_uri))
    self->checkout_uri = g_strdup (checkout_uri);
  if (text_is_acceptable (receipt))
    self->receipt = g_strdup (receipt);
  return self;
}

void
whin_order_free (WhinOrder *self)
{
  g_free (self->id);
  g_free (self->product_id);
  g_free (self->currency);
  g_free (self->checkout_uri);
  g_free (self->receipt);
  g_free (self);
}
