/* SPDX-License-Identifier: Apache-2.0 */

/*
 * No link can spend money without a human click inside the app (command-uris, section 2). So the
 * purchase is agreed to by this page's button alone, which is neither the default widget nor
 * focused. A page that has the person click twice in the same place must not get the second click
 * onto it either: the button only works after the page has been in sight for a moment
 * (WHIN_CONSENT_GUARD_MS), and again so each time the page is shown.
 */
#include "app/store/whin-consent-page.h"

#include "app/account/whin-account-name.h"

#include <glib/gi18n.h>

struct _WhinConsentPage {
  AdwBin parent_instance;

  WhinSession *session;
  guint guard_source;

  GtkLabel *product;
  GtkLabel *price;
  AdwActionRow *seller;
  AdwActionRow *account;
  AdwActionRow *name;
  AdwActionRow *description;
  GtkButton *buy;
  GtkButton *cancel;
};

G_DEFINE_FINAL_TYPE (WhinConsentPage, whin_consent_page, ADW_TYPE_BIN)

static gboolean
on_guard_over (gpointer data)
{
  WhinConsentPage *self = data;

  self->guard_source = 0;
  gtk_widget_set_sensitive (GTK_WIDGET (self->buy), TRUE);
  return G_SOURCE_REMOVE;
}

static void
start_guard (WhinConsentPage *self)
{
  g_clear_handle_id (&self->guard_source, g_source_remove);
  gtk_widget_set_sensitive (GTK_WIDGET (self->buy), FALSE);
  self->guard_source = g_timeout_add (WHIN_CONSENT_GUARD_MS, on_guard_over, self);
}

static void
update (WhinConsentPage *self)
{
  WhinPurchase *purchase = whin_session_get_purchase (self->session);
  WhinProduct *product = whin_purchase_get_product (purchase);
  WhinAccount *account = whin_session_get_account (self->session);

  if (whin_purchase_get_state (purchase) != WHIN_PURCHASE_CONSENT || product == NULL)
    return;

  const char *description = whin_product_get_description (product);
  const char *price = whin_product_get_price_text (product);
  /* Translators: %s is a price */
  g_autofree char *label = g_strdup_printf (_ ("Buy for %s"), price);

  gtk_label_set_label (self->product, whin_product_get_title (product));
  gtk_label_set_label (self->price, price);
  adw_action_row_set_subtitle (self->seller,
                               whin_brand_get_name (whin_session_get_brand (self->session)));
  adw_action_row_set_subtitle (self->account, whin_account_name (account));
  adw_action_row_set_subtitle (self->name, whin_product_get_title (product));
  adw_action_row_set_subtitle (self->description, description);
  gtk_widget_set_visible (GTK_WIDGET (self->description), *description != '\0');
  gtk_button_set_label (self->buy, label);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    start_guard (self);
}

static void
on_buy_clicked (GtkButton *button, WhinConsentPage *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->buy), FALSE);
  whin_purchase_consent (whin_session_get_purchase (self->session));
}

static void
whin_consent_page_map (GtkWidget *widget)
{
  WhinConsentPage *self = WHIN_CONSENT_PAGE (widget);

  GTK_WIDGET_CLASS (whin_consent_page_parent_class)->map (widget);
  start_guard (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->cancel));
}

static void
whin_consent_page_unmap (GtkWidget *widget)
{
  WhinConsentPage *self = WHIN_CONSENT_PAGE (widget);

  g_clear_handle_id (&self->guard_source, g_source_remove);
  gtk_widget_set_sensitive (GTK_WIDGET (self->buy), FALSE);
  GTK_WIDGET_CLASS (whin_consent_page_parent_class)->unmap (widget);
}

static void
whin_consent_page_dispose (GObject *object)
{
  WhinConsentPage *self = WHIN_CONSENT_PAGE (object);

  g_clear_handle_id (&self->guard_source, g_source_remove);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (whin_consent_page_parent_class)->dispose (object);
}

static void
whin_consent_page_class_init (WhinConsentPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = whin_consent_page_dispose;
  widget_class->map = whin_consent_page_map;
  widget_class->unmap = whin_consent_page_unmap;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/whinchat/Whinchat/whin-consent-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WhinConsentPage, product);
  gtk_widget_class_bind_template_child (widget_class, WhinConsentPage, price);
  gtk_widget_class_bind_template_child (widget_class, WhinConsentPage, seller);
  gtk_widget_class_bind_template_child (widget_class, WhinConsentPage, account);
  gtk_widget_class_bind_template_child (widget_class, WhinConsentPage, name);
  gtk_widget_class_bind_template_child (widget_class, WhinConsentPage, description);
  gtk_widget_class_bind_template_child (widget_class, WhinConsentPage, buy);
  gtk_widget_class_bind_template_child (widget_class, WhinConsentPage, cancel);
  gtk_widget_class_bind_template_callback (widget_class, on_buy_clicked);
}

static void
whin_consent_page_init (WhinConsentPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

WhinConsentPage *
whin_consent_page_new (WhinSession *session)
{
  WhinConsentPage *self = g_object_new (WHIN_TYPE_CONSENT_PAGE, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (whin_session_get_purchase (session), "notify", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
  return self;
}
