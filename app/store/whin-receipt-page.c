/* SPDX-License-Identifier: Apache-2.0 */
#include "app/store/whin-receipt-page.h"

#include <glib/gi18n.h>

struct _WhinReceiptPage {
  AdwBin parent_instance;

  WhinPurchase *purchase;

  AdwStatusPage *status;
  GtkSpinner *spinner;
  GtkWidget *receipt_group;
  GtkLabel *receipt;
  GtkButton *retry;
  GtkButton *give_up;
  GtkButton *done;
};

G_DEFINE_FINAL_TYPE (WhinReceiptPage, whin_receipt_page, ADW_TYPE_BIN)

typedef struct {
  const char *icon;
  const char *title;
  const char *description;
  gboolean busy;
} Look;

static const Look looks[] = {
    [WHIN_PURCHASE_NONE] = {NULL, N_ ("No purchase"), "", FALSE},
    [WHIN_PURCHASE_CONSENT] = {NULL, N_ ("Nothing is ordered yet"), "", FALSE},
    [WHIN_PURCHASE_ORDERING] = {NULL, N_ ("Placing your order"), "", TRUE},
    [WHIN_PURCHASE_CHECKOUT] = {NULL, N_ ("Waiting for the checkout"), "", TRUE},
    [WHIN_PURCHASE_CONFIRMING] = {NULL, N_ ("Confirming your payment"),
                                  N_ ("You can go on using the phone meanwhile."), TRUE},
    [WHIN_PURCHASE_PAID] = {"whin-check-symbolic", N_ ("Thank you"), N_ ("Your purchase is paid."),
                            FALSE},
    [WHIN_PURCHASE_CANCELLED] = {"whin-cross-symbolic", N_ ("Purchase cancelled"),
                                 N_ ("Nothing was charged."), FALSE},
    [WHIN_PURCHASE_FAILED] = {"dialog-warning-symbolic", N_ ("The purchase didn’t go through"), "",
                              FALSE},
    [WHIN_PURCHASE_EXPIRED] = {"dialog-warning-symbolic", N_ ("The order expired"),
                               N_ ("It wasn’t paid in time. Nothing was charged."), FALSE},
};

static void
update (WhinReceiptPage *self)
{
  WhinPurchaseState state = whin_purchase_get_state (self->purchase);
  WhinProduct *product = whin_purchase_get_product (self->purchase);
  const char *error = whin_purchase_get_error (self->purchase);
  const char *receipt = whin_purchase_get_receipt (self->purchase);
  gboolean confirming = state == WHIN_PURCHASE_CONFIRMING;
  g_autofree char *bought = NULL;

  g_return_if_fail (state < G_N_ELEMENTS (looks));
  const Look *look = &looks[state];
  if (state == WHIN_PURCHASE_PAID && product != NULL)
    bought = g_strdup_printf ("%s · %s", whin_product_get_title (product),
                              whin_product_get_price_text (product));

  const char *description = error != NULL && (state == WHIN_PURCHASE_FAILED || confirming) ? error
                            : bought != NULL                                               ? bought
                            : *look->description != '\0' ? _ (look->description)
                                                         : "";
  g_autofree char *escaped = g_markup_escape_text (description, -1);

  adw_status_page_set_icon_name (self->status, look->icon);
  adw_status_page_set_title (self->status, _ (look->title));
  adw_status_page_set_description (self->status, escaped);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), look->busy);
  gtk_spinner_set_spinning (self->spinner, look->busy);
  gtk_label_set_label (self->receipt, receipt != NULL ? receipt : "");
  gtk_widget_set_visible (self->receipt_group,
                          state == WHIN_PURCHASE_PAID && receipt != NULL && *receipt != '\0');
  gtk_button_set_label (self->retry, confirming ? _ ("Back to checkout") : _ ("Try again"));
  gtk_widget_set_visible (GTK_WIDGET (self->retry), whin_purchase_can_retry (self->purchase));
  gtk_widget_set_visible (GTK_WIDGET (self->give_up), confirming);
  gtk_widget_set_visible (GTK_WIDGET (self->done), !look->busy);
  if (state == WHIN_PURCHASE_PAID)
    gtk_widget_add_css_class (GTK_WIDGET (self->status), "paid");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->status), "paid");
}

static void
on_retry_clicked (GtkButton *button, WhinReceiptPage *self)
{
  whin_purchase_retry (self->purchase);
}

/* The store decides: what is paid already stays paid. */
static void
on_give_up_clicked (GtkButton *button, WhinReceiptPage *self)
{
  whin_purchase_cancel (self->purchase);
}

static void
whin_receipt_page_dispose (GObject *object)
{
  WhinReceiptPage *self = WHIN_RECEIPT_PAGE (object);

  g_clear_object (&self->purchase);
  G_OBJECT_CLASS (whin_receipt_page_parent_class)->dispose (object);
}

static void
whin_receipt_page_class_init (WhinReceiptPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = whin_receipt_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/whinchat/Whinchat/whin-receipt-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WhinReceiptPage, status);
  gtk_widget_class_bind_template_child (widget_class, WhinReceiptPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, WhinReceiptPage, receipt_group);
  gtk_widget_class_bind_template_child (widget_class, WhinReceiptPage, receipt);
  gtk_widget_class_bind_template_child (widget_class, WhinReceiptPage, retry);
  gtk_widget_class_bind_template_child (widget_class, WhinReceiptPage, give_up);
  gtk_widget_class_bind_template_child (widget_class, WhinReceiptPage, done);
  gtk_widget_class_bind_template_callback (widget_class, on_retry_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_give_up_clicked);
}

static void
whin_receipt_page_init (WhinReceiptPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

WhinReceiptPage *
whin_receipt_page_new (WhinPurchase *purchase)
{
  WhinReceiptPage *self = g_object_new (WHIN_TYPE_RECEIPT_PAGE, NULL);

  self->purchase = g_object_ref (purchase);
  g_signal_connect_object (purchase, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return self;
}
