/* SPDX-License-Identifier: Apache-2.0 */
#include "app/store/whin-product-page.h"

#include <glib/gi18n.h>

struct _WhinProductPage {
  AdwBin parent_instance;

  WhinProduct *product;

  AdwWindowTitle *title;
  AdwStatusPage *status;
  GtkLabel *price;
  GtkButton *buy;
};

G_DEFINE_FINAL_TYPE (WhinProductPage, whin_product_page, ADW_TYPE_BIN)

static void
whin_product_page_dispose (GObject *object)
{
  WhinProductPage *self = WHIN_PRODUCT_PAGE (object);

  g_clear_object (&self->product);
  G_OBJECT_CLASS (whin_product_page_parent_class)->dispose (object);
}

static void
whin_product_page_class_init (WhinProductPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = whin_product_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/whinchat/Whinchat/whin-product-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WhinProductPage, title);
  gtk_widget_class_bind_template_child (widget_class, WhinProductPage, status);
  gtk_widget_class_bind_template_child (widget_class, WhinProductPage, price);
  gtk_widget_class_bind_template_child (widget_class, WhinProductPage, buy);
}

static void
whin_product_page_init (WhinProductPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
whin_product_page_set_product (WhinProductPage *self, WhinProduct *product)
{
  g_return_if_fail (WHIN_IS_PRODUCT_PAGE (self));
  g_return_if_fail (WHIN_IS_PRODUCT (product));

  gboolean topup = whin_product_get_kind (product) == WHIN_PRODUCT_TOPUP;
  g_autofree char *description = g_markup_escape_text (whin_product_get_description (product), -1);

  g_set_object (&self->product, product);
  adw_window_title_set_title (self->title, topup ? _ ("Top up") : _ ("Add-on"));
  adw_status_page_set_icon_name (self->status,
                                 topup ? "whin-coins-symbolic" : "whin-package-symbolic");
  adw_status_page_set_title (self->status, whin_product_get_title (product));
  adw_status_page_set_description (self->status, description);
  gtk_label_set_label (self->price, whin_product_get_price_text (product));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->buy), "s", whin_product_get_id (product));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->buy), "win.buy");
}

WhinProduct *
whin_product_page_get_product (WhinProductPage *self)
{
  g_return_val_if_fail (WHIN_IS_PRODUCT_PAGE (self), NULL);

  return self->product;
}
