/* SPDX-License-Identifier: Apache-2.0 */
#include "app/store/whin-checkout-page.h"

#include <glib/gi18n.h>

struct _WhinCheckoutPage {
  AdwBin parent_instance;

  WhinWebModule *module;
  WhinPurchase *purchase;
  WhinWebContent *content; /* NULL unless the checkout is open */
  guint clear_source;

  AdwWindowTitle *title;
  AdwBin *bin;
};

G_DEFINE_FINAL_TYPE (WhinCheckoutPage, whin_checkout_page, ADW_TYPE_BIN)

static void
show_problem (WhinCheckoutPage *self, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  GtkWidget *status = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (status), "dialog-warning-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (status), _ ("The checkout can’t be shown"));
  adw_status_page_set_description (ADW_STATUS_PAGE (status), escaped);
  adw_bin_set_child (self->bin, status);
}

/* The web view's own signal may have brought the end; it must outlive that. */
static gboolean
on_clear_due (gpointer data)
{
  WhinCheckoutPage *self = data;

  self->clear_source = 0;
  if (self->content == NULL)
    adw_bin_set_child (self->bin, NULL);
  return G_SOURCE_REMOVE;
}

static void
update (WhinCheckoutPage *self)
{
  const char *uri = whin_purchase_get_checkout_uri (self->purchase);
  gboolean wanted =
      whin_purchase_get_state (self->purchase) == WHIN_PURCHASE_CHECKOUT && uri != NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GUri) parsed = NULL;

  if (!wanted) {
    self->content = NULL;
    if (self->clear_source == 0)
      self->clear_source = g_idle_add (on_clear_due, self);
    return;
  }
  if (self->content != NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  parsed = g_uri_parse (uri, G_URI_FLAGS_NONE, NULL);
  adw_window_title_set_subtitle (self->title, parsed != NULL ? g_uri_get_host (parsed) : "");
  self->content = whin_web_module_new_checkout (self->module, &error);
  if (self->content == NULL) {
    show_problem (self, error->message);
    return;
  }
  adw_bin_set_child (self->bin, GTK_WIDGET (self->content));
  whin_web_content_load (self->content, uri);
}

static void
whin_checkout_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (whin_checkout_page_parent_class)->map (widget);
  update (WHIN_CHECKOUT_PAGE (widget));
}

static void
whin_checkout_page_dispose (GObject *object)
{
  WhinCheckoutPage *self = WHIN_CHECKOUT_PAGE (object);

  g_clear_handle_id (&self->clear_source, g_source_remove);
  self->content = NULL;
  g_clear_object (&self->module);
  g_clear_object (&self->purchase);
  G_OBJECT_CLASS (whin_checkout_page_parent_class)->dispose (object);
}

static void
whin_checkout_page_class_init (WhinCheckoutPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = whin_checkout_page_dispose;
  widget_class->map = whin_checkout_page_map;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/whinchat/Whinchat/whin-checkout-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WhinCheckoutPage, title);
  gtk_widget_class_bind_template_child (widget_class, WhinCheckoutPage, bin);
}

static void
whin_checkout_page_init (WhinCheckoutPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

WhinCheckoutPage *
whin_checkout_page_new (WhinWebModule *module, WhinPurchase *purchase)
{
  WhinCheckoutPage *self = g_object_new (WHIN_TYPE_CHECKOUT_PAGE, NULL);

  self->module = g_object_ref (module);
  self->purchase = g_object_ref (purchase);
  g_signal_connect_object (purchase, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  return self;
}
