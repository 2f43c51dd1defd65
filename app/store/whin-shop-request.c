/* SPDX-License-Identifier: Apache-2.0 */
#include "app/store/whin-shop-request.h"

enum {
  SIGNAL_RESOLVED,
  N_SIGNALS,
};

struct _WhinShopRequest {
  GObject parent_instance;

  WhinCatalogue *catalogue;
  WhinProductKind kind;
  char *product_id;
  gboolean buy;
  gboolean resolved;
};

G_DEFINE_FINAL_TYPE (WhinShopRequest, whin_shop_request, G_TYPE_OBJECT)

static guint signals[N_SIGNALS];

static void
resolve (WhinShopRequest *self, WhinProduct *product)
{
  if (self->resolved)
    return;
  self->resolved = TRUE;
  g_signal_handlers_disconnect_by_data (self->catalogue, self);
  g_signal_emit (self, signals[SIGNAL_RESOLVED], 0, product);
}

static void
on_busy (WhinCatalogue *catalogue, GParamSpec *pspec, WhinShopRequest *self)
{
  g_autoptr (WhinShopRequest) alive = g_object_ref (self);

  if (!whin_catalogue_get_busy (catalogue))
    resolve (alive, whin_catalogue_find (catalogue, self->kind, self->product_id));
}

static void
whin_shop_request_finalize (GObject *object)
{
  WhinShopRequest *self = WHIN_SHOP_REQUEST (object);

  g_clear_object (&self->catalogue);
  g_free (self->product_id);
  G_OBJECT_CLASS (whin_shop_request_parent_class)->finalize (object);
}

static void
whin_shop_request_class_init (WhinShopRequestClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = whin_shop_request_finalize;
  signals[SIGNAL_RESOLVED] = g_signal_new ("resolved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 1, WHIN_TYPE_PRODUCT);
}

static void
whin_shop_request_init (WhinShopRequest *self)
{
}

WhinShopRequest *
whin_shop_request_new (WhinCatalogue *catalogue,
                       WhinProductKind kind,
                       const char *product_id,
                       gboolean buy)
{
  WhinShopRequest *self = g_object_new (WHIN_TYPE_SHOP_REQUEST, NULL);

  self->catalogue = g_object_ref (catalogue);
  self->kind = kind;
  self->product_id = g_strdup (product_id);
  self->buy = buy;
  return self;
}

gboolean
whin_shop_request_get_buy (WhinShopRequest *self)
{
  return self->buy;
}

void
whin_shop_request_start (WhinShopRequest *self)
{
  WhinProduct *product = whin_catalogue_find (self->catalogue, self->kind, self->product_id);

  if (product != NULL || !whin_catalogue_get_available (self->catalogue)) {
    resolve (self, product);
    return;
  }
  g_signal_connect_object (self->catalogue, "notify::busy", G_CALLBACK (on_busy), self, 0);
  whin_catalogue_load (self->catalogue);
}
