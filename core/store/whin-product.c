/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/store/whin-product-private.h"

#include "core/service/whin-json.h"

#include <string.h>

struct _WhinProduct {
  GObject parent_instance;
  char *id;
  WhinProductKind kind;
  char *title;
  char *description;
  char *price_text;
  gint64 price;
  char *currency;
};

G_DEFINE_FINAL_TYPE (WhinProduct, whin_product, G_TYPE_OBJECT)

static gboolean
text_is_acceptable (const char *text)
{
  return text != NULL && *text != '\0' && strlen (text) <= WHIN_PRODUCT_MAX_TEXT_BYTES;
}

static gboolean
currency_is_valid (const char *currency)
{
  return currency != NULL && strlen (currency) == 3 && g_ascii_isupper (currency[0]) &&
         g_ascii_isupper (currency[1]) && g_ascii_isupper (currency[2]);
}

static void
whin_product_finalize (GObject *object)
{
  WhinProduct *self = WHIN_PRODUCT (object);

  g_free (self->id);
  g_free (self->title);
  g_free (self->description);
  g_free (self->price_text);
  g_free (self->currency);
  G_OBJECT_CLASS (whin_product_parent_class)->finalize (object);
}

static void
whin_product_class_init (WhinProductClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = whin_product_finalize;
}

static void
whin_product_init (WhinProduct *self)
{
}

WhinProduct *
whin_product_new_from_json (JsonObject *object)
{
  const char *id = whin_json_get_text (object, "id");
  const char *kind = whin_json_get_text (object, "kind");
  const char *title = whin_json_get_text (object, "title");
  const char *description = whin_json_get_text (object, "description");
  const char *price_text = whin_json_get_text (object, "priceString");
  const char *currency = whin_json_get_text (object, "currency");
  WhinProduct *self;
  gint64 price;

  if (!text_is_acceptable (id) || !text_is_acceptable (title) || !text_is_acceptable (price_text) ||
      !currency_is_valid (currency))
    return NULL;
  if (!whin_json_get_integer (object, "price", &price) || price < 0)
    return NULL;
  if (g_strcmp0 (kind, "topup") != 0 && g_strcmp0 (kind, "addon") != 0)
    return NULL;
  if (description != NULL && strlen (description) > WHIN_PRODUCT_MAX_TEXT_BYTES)
    return NULL;
  self = g_object_new (WHIN_TYPE_PRODUCT, NULL);
  self->id = g_strdup (id);
  self->kind = strcmp (kind, "topup") == 0 ? WHIN_PRODUCT_TOPUP : WHIN_PRODUCT_ADDON;
  self->title = g_strdup (title);
  self->description = g_strdup (description != NULL ? description : "");
  self->price_text = g_strdup (price_text);
  self->price = price;
  self->currency = g_strdup (currency);
  return self;
}

JsonObject *
whin_product_to_json (WhinProduct *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", self->id);
  json_object_set_string_member (object, "kind",
                                 self->kind == WHIN_PRODUCT_TOPUP ? "topup" : "addon");
  json_object_set_string_member (object, "title", self->title);
  json_object_set_string_member (object, "description", self->description);
  json_object_set_string_member (object, "priceString", self->price_text);
  json_object_set_int_member (object, "price", self->price);
  json_object_set_string_member (object, "currency", self->currency);
  return object;
}

const char *
whin_product_get_id (WhinProduct *self)
{
  g_return_val_if_fail (WHIN_IS_PRODUCT (self), NULL);
  return self->id;
}

WhinProductKind
whin_product_get_kind (WhinProduct *self)
{
  g_return_val_if_fail (WHIN_IS_PRODUCT (self), WHIN_PRODUCT_TOPUP);
  return self->kind;
}

const char *
whin_product_get_title (WhinProduct *self)
{
  g_return_val_if_fail (WHIN_IS_PRODUCT (self), NULL);
  return self->title;
}

const char *
whin_product_get_description (WhinProduct *self)
{
  g_return_val_if_fail (WHIN_IS_PRODUCT (self), NULL);
  return self->description;
}

const char *
whin_product_get_price_text (WhinProduct *self)
{
  g_return_val_if_fail (WHIN_IS_PRODUCT (self), NULL);
  return self->price_text;
}

gint64
whin_product_get_price (WhinProduct *self)
{
  g_return_val_if_fail (WHIN_IS_PRODUCT (self), 0);
  return self->price;
}

const char *
whin_product_get_currency (WhinProduct *self)
{
  g_return_val_if_fail (WHIN_IS_PRODUCT (self), NULL);
  return self->currency;
}
