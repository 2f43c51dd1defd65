/* SPDX-License-Identifier: Apache-2.0 */
#include "app/store/whin-shop-page.h"

#include <glib/gi18n.h>

struct _WhinShopPage {
  AdwBin parent_instance;

  WhinSession *session;
  WhinProductKind kind;
  GPtrArray *rows; /* (element-type GtkWidget), in the group */

  AdwWindowTitle *title;
  GtkStack *stack;
  GtkSpinner *spinner;
  AdwStatusPage *empty;
  AdwStatusPage *error;
  AdwPreferencesGroup *unfinished_group;
  AdwActionRow *unfinished;
  AdwPreferencesGroup *group;
};

G_DEFINE_FINAL_TYPE (WhinShopPage, whin_shop_page, ADW_TYPE_BIN)

static GtkWidget *
row_new (WhinProduct *product)
{
  GtkWidget *row = adw_action_row_new ();
  const char *price_text = whin_product_get_price_text (product);
  GtkWidget *price = gtk_label_new (price_text);
  GtkWidget *next = gtk_image_new_from_icon_name ("go-next-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), whin_product_get_title (product));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), whin_product_get_description (product));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  gtk_widget_add_css_class (price, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), price);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), next);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  whin_product_get_title (product),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, price_text, -1);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", whin_product_get_id (product));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.show-product");
  return row;
}

static void
fill (WhinShopPage *self)
{
  GListModel *catalogue = G_LIST_MODEL (whin_session_get_catalogue (self->session));
  guint n = g_list_model_get_n_items (catalogue);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < n; i++) {
    g_autoptr (WhinProduct) product = g_list_model_get_item (catalogue, i);
    if (whin_product_get_kind (product) != self->kind)
      continue;
    GtkWidget *row = row_new (product);
    adw_preferences_group_add (self->group, row);
    g_ptr_array_add (self->rows, row);
  }
}

static gboolean
is_unfinished (WhinPurchaseState state)
{
  return state != WHIN_PURCHASE_NONE && state != WHIN_PURCHASE_CANCELLED;
}

static void
update (WhinShopPage *self)
{
  WhinCatalogue *catalogue = whin_session_get_catalogue (self->session);
  WhinPurchase *purchase = whin_session_get_purchase (self->session);
  WhinProduct *product = whin_purchase_get_product (purchase);
  const char *error = whin_catalogue_get_error (catalogue);
  gboolean unfinished = is_unfinished (whin_purchase_get_state (purchase));
  const char *page;

  gtk_widget_set_visible (GTK_WIDGET (self->unfinished_group), unfinished);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->unfinished),
                                 product != NULL ? whin_product_get_title (product)
                                                 : _ ("Purchase"));
  adw_action_row_set_subtitle (self->unfinished,
                               product != NULL ? whin_product_get_price_text (product) : "");

  if (self->rows->len > 0 || unfinished)
    page = "list";
  else if (error != NULL)
    page = "error";
  else if (whin_catalogue_get_available (catalogue) && !whin_catalogue_get_loaded (catalogue))
    page = "busy";
  else
    page = "empty";
  gtk_stack_set_visible_child_name (self->stack, page);
  gtk_spinner_set_spinning (self->spinner, g_str_equal (page, "busy"));
  g_autofree char *text = g_markup_escape_text (error != NULL ? error : "", -1);
  adw_status_page_set_description (self->error, text);
  adw_preferences_group_set_description (self->group, error != NULL ? text : NULL);
}

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, WhinShopPage *self)
{
  fill (self);
  update (self);
}

static void
on_retry_clicked (GtkButton *button, WhinShopPage *self)
{
  whin_catalogue_load (whin_session_get_catalogue (self->session));
}

static void
whin_shop_page_dispose (GObject *object)
{
  WhinShopPage *self = WHIN_SHOP_PAGE (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (whin_shop_page_parent_class)->dispose (object);
}

static void
whin_shop_page_class_init (WhinShopPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = whin_shop_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/whinchat/Whinchat/whin-shop-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WhinShopPage, title);
  gtk_widget_class_bind_template_child (widget_class, WhinShopPage, stack);
  gtk_widget_class_bind_template_child (widget_class, WhinShopPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, WhinShopPage, empty);
  gtk_widget_class_bind_template_child (widget_class, WhinShopPage, error);
  gtk_widget_class_bind_template_child (widget_class, WhinShopPage, unfinished_group);
  gtk_widget_class_bind_template_child (widget_class, WhinShopPage, unfinished);
  gtk_widget_class_bind_template_child (widget_class, WhinShopPage, group);
  gtk_widget_class_bind_template_callback (widget_class, on_retry_clicked);
}

static void
whin_shop_page_init (WhinShopPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_ptr_array_new ();
}

WhinShopPage *
whin_shop_page_new (WhinSession *session, WhinProductKind kind)
{
  WhinShopPage *self = g_object_new (WHIN_TYPE_SHOP_PAGE, NULL);
  WhinCatalogue *catalogue = whin_session_get_catalogue (session);
  gboolean topup = kind == WHIN_PRODUCT_TOPUP;

  self->session = g_object_ref (session);
  self->kind = kind;
  adw_window_title_set_title (self->title, topup ? _ ("Top up") : _ ("Add-ons"));
  adw_status_page_set_icon_name (self->empty,
                                 topup ? "whin-coins-symbolic" : "whin-package-symbolic");
  adw_status_page_set_title (self->empty,
                             topup ? _ ("No top-ups on sale") : _ ("No add-ons on sale"));
  adw_status_page_set_description (self->empty, _ ("Your provider sells nothing here."));
  g_signal_connect_object (catalogue, "items-changed", G_CALLBACK (on_items_changed), self, 0);
  g_signal_connect_object (catalogue, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (whin_session_get_purchase (session), "notify", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  fill (self);
  update (self);
  return self;
}
