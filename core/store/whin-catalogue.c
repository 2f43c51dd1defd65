/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/store/whin-catalogue-private.h"

#include "core/service/whin-json.h"
#include "core/service/whin-web-service.h"
#include "core/store/whin-product-private.h"

#include "cmduri/cmduri.h"

#include <glib/gi18n-lib.h>

#include <string.h>

struct _WhinCatalogue {
  GObject parent_instance;
  WhinServiceContext *context;
  WhinWebService *service;
  GPtrArray *products;
  GCancellable *cancellable; /* of the load under way, or NULL */

  gboolean available;
  gboolean loaded;
  char *error;
};

static GType
get_item_type (GListModel *model)
{
  return WHIN_TYPE_PRODUCT;
}

static guint
get_n_items (GListModel *model)
{
  return WHIN_CATALOGUE (model)->products->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  GPtrArray *products = WHIN_CATALOGUE (model)->products;

  return position < products->len ? g_object_ref (g_ptr_array_index (products, position)) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (WhinCatalogue,
                               whin_catalogue,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

enum { PROP_0, PROP_AVAILABLE, PROP_BUSY, PROP_LOADED, PROP_ERROR, N_PROPS };

static GParamSpec *props[N_PROPS];

static void
set_error (WhinCatalogue *self, const char *text)
{
  if (g_strcmp0 (self->error, text) == 0)
    return;
  g_free (self->error);
  self->error = g_strdup (text);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ERROR]);
}

static void
set_loaded (WhinCatalogue *self, gboolean loaded)
{
  if (self->loaded == loaded)
    return;
  self->loaded = loaded;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADED]);
}

static void
take_products (WhinCatalogue *self, GPtrArray *products)
{
  guint old_length = self->products->len;

  g_ptr_array_unref (self->products);
  self->products = products;
  if (old_length > 0 || products->len > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, old_length, products->len);
}

static void
update_available (WhinCatalogue *self)
{
  gboolean available = whin_web_service_is_configured (self->service, self->context);

  if (available == self->available)
    return;
  self->available = available;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_AVAILABLE]);
}

static void
on_answer (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WhinCatalogue) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WhinAnswer) answer =
      whin_web_service_call_finish (WHIN_WEB_SERVICE (source), result, &error);
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->cancellable == NULL)
    return;
  g_clear_object (&self->cancellable);
  if (answer == NULL) {
    text = g_strdup (error->message);
  } else if (whin_answer_is_success (answer)) {
    GPtrArray *products = whin_catalogue_parse (g_bytes_get_data (answer->body, NULL),
                                                g_bytes_get_size (answer->body), NULL);

    if (products != NULL) {
      whin_web_service_accept (self->service, result, answer);
      take_products (self, products);
      set_loaded (self, TRUE);
    } else {
      text = g_strdup (_ ("The store’s answer can’t be read."));
    }
  } else if (answer->status != 304) {
    text = whin_answer_dup_error_text (answer);
  }
  set_error (self, text);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BUSY]);
}

static void
whin_catalogue_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  WhinCatalogue *self = WHIN_CATALOGUE (object);

  switch (id) {
  case PROP_AVAILABLE:
    g_value_set_boolean (value, self->available);
    break;
  case PROP_BUSY:
    g_value_set_boolean (value, self->cancellable != NULL);
    break;
  case PROP_LOADED:
    g_value_set_boolean (value, self->loaded);
    break;
  case PROP_ERROR:
    g_value_set_string (value, self->error);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
whin_catalogue_dispose (GObject *object)
{
  WhinCatalogue *self = WHIN_CATALOGUE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->context != NULL)
    g_signal_handlers_disconnect_by_data (whin_service_context_get_account (self->context), self);
  g_clear_object (&self->context);
  g_clear_object (&self->service);
  G_OBJECT_CLASS (whin_catalogue_parent_class)->dispose (object);
}

static void
whin_catalogue_finalize (GObject *object)
{
  WhinCatalogue *self = WHIN_CATALOGUE (object);

  g_ptr_array_unref (self->products);
  g_free (self->error);
  G_OBJECT_CLASS (whin_catalogue_parent_class)->finalize (object);
}

static void
whin_catalogue_class_init (WhinCatalogueClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = whin_catalogue_get_property;
  object_class->dispose = whin_catalogue_dispose;
  object_class->finalize = whin_catalogue_finalize;
  props[PROP_AVAILABLE] = g_param_spec_boolean ("available", NULL, NULL, FALSE, flags);
  props[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  props[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE, flags);
  props[PROP_ERROR] = g_param_spec_string ("error", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
whin_catalogue_init (WhinCatalogue *self)
{
  self->service = whin_web_service_new ("store", WHIN_WEB_SERVICE_MAX_BYTES);
  self->products = g_ptr_array_new_with_free_func (g_object_unref);
}

WhinCatalogue *
whin_catalogue_new (WhinServiceContext *context)
{
  WhinCatalogue *self = g_object_new (WHIN_TYPE_CATALOGUE, NULL);

  self->context = g_object_ref (context);
  g_signal_connect_swapped (whin_service_context_get_account (context), "changed",
                            G_CALLBACK (update_available), self);
  update_available (self);
  return self;
}

GPtrArray *
whin_catalogue_parse (const char *data, gsize length, GError **error)
{
  g_autoptr (JsonObject) object = whin_json_parse (data, length, error);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) products = g_ptr_array_new_with_free_func (g_object_unref);
  JsonArray *array;

  if (object == NULL)
    return NULL;
  array = whin_json_get_array (object, "products");
  if (array == NULL) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "no products");
    return NULL;
  }
  for (guint i = 0;
       i < json_array_get_length (array) && products->len < WHIN_CATALOGUE_MAX_PRODUCTS; i++) {
    JsonObject *element = whin_json_array_get_object (array, i);
    g_autoptr (WhinProduct) product = element != NULL ? whin_product_new_from_json (element) : NULL;

    if (product == NULL) {
      g_message ("A product of the store is left out");
      continue;
    }
    if (g_hash_table_contains (ids, whin_product_get_id (product)))
      continue;
    g_hash_table_add (ids, (gpointer)whin_product_get_id (product));
    g_ptr_array_add (products, g_steal_pointer (&product));
  }
  return g_steal_pointer (&products);
}

void
whin_catalogue_forget (WhinCatalogue *self)
{
  g_return_if_fail (WHIN_IS_CATALOGUE (self));

  g_cancellable_cancel (self->cancellable);
  if (self->cancellable != NULL) {
    g_clear_object (&self->cancellable);
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BUSY]);
  }
  whin_web_service_forget (self->service);
  take_products (self, g_ptr_array_new_with_free_func (g_object_unref));
  set_loaded (self, FALSE);
  set_error (self, NULL);
}

gboolean
whin_catalogue_get_available (WhinCatalogue *self)
{
  g_return_val_if_fail (WHIN_IS_CATALOGUE (self), FALSE);
  return self->available;
}

gboolean
whin_catalogue_get_busy (WhinCatalogue *self)
{
  g_return_val_if_fail (WHIN_IS_CATALOGUE (self), FALSE);
  return self->cancellable != NULL;
}

gboolean
whin_catalogue_get_loaded (WhinCatalogue *self)
{
  g_return_val_if_fail (WHIN_IS_CATALOGUE (self), FALSE);
  return self->loaded;
}

const char *
whin_catalogue_get_error (WhinCatalogue *self)
{
  g_return_val_if_fail (WHIN_IS_CATALOGUE (self), NULL);
  return self->error;
}

void
whin_catalogue_load (WhinCatalogue *self)
{
  WhinServiceCall call = {.path = "/products", .method = "GET"};

  g_return_if_fail (WHIN_IS_CATALOGUE (self));

  if (self->cancellable != NULL || !self->available)
    return;
  call.is_conditional = self->loaded;
  self->cancellable = g_cancellable_new ();
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BUSY]);
  whin_web_service_call_async (self->service, self->context, &call, self->cancellable, on_answer,
                               g_object_ref (self));
}

WhinProduct *
whin_catalogue_find (WhinCatalogue *self, WhinProductKind kind, const char *product_id)
{
  const char *application_id;
  WhinProduct *prefixed = NULL;

  g_return_val_if_fail (WHIN_IS_CATALOGUE (self), NULL);
  g_return_val_if_fail (product_id != NULL, NULL);

  application_id = whin_brand_get_application_id (whin_service_context_get_brand (self->context));
  for (guint i = 0; i < self->products->len; i++) {
    WhinProduct *product = g_ptr_array_index (self->products, i);

    if (whin_product_get_kind (product) != kind)
      continue;
    switch (cmduri_product_id_match (cmduri_text_of (product_id),
                                     cmduri_text_of (whin_product_get_id (product)),
                                     cmduri_text_of (application_id))) {
    case CMDURI_MATCH_EXACT:
      return product;
    case CMDURI_MATCH_PREFIXED:
      if (prefixed == NULL)
        prefixed = product;
      break;
    case CMDURI_MATCH_NONE:
      break;
    }
  }
  return prefixed;
}
