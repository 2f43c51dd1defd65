/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-app"

#include "app/window/whin-window-private.h"

#include <glib/gi18n.h>

/* The half of WhinWindow that shows the shop and a purchase's way through it. */

const char *
whin_window_get_shop_page (WhinProductKind kind)
{
  return kind == WHIN_PRODUCT_TOPUP ? PAGE_TOPUP : PAGE_ADDONS;
}

void
whin_window_show_shop (WhinWindow *self, WhinProductKind kind)
{
  self->kind = kind;
  whin_catalogue_load (whin_session_get_catalogue (self->session));
  whin_window_show_page (self, whin_window_get_shop_page (kind));
}

static void
show_product (WhinWindow *self, WhinProduct *product)
{
  self->kind = whin_product_get_kind (product);
  whin_window_ensure_page (self, PAGE_PRODUCT);
  whin_product_page_set_product (self->product, product);
  whin_window_show_page (self, PAGE_PRODUCT);
}

/* The page on which the purchase goes on, or NULL when there is none. */
static const char *
get_purchase_page (WhinPurchaseState state)
{
  switch (state) {
  case WHIN_PURCHASE_CONSENT:
    return PAGE_CONSENT;
  case WHIN_PURCHASE_CHECKOUT:
    return PAGE_CHECKOUT;
  case WHIN_PURCHASE_ORDERING:
  case WHIN_PURCHASE_CONFIRMING:
  case WHIN_PURCHASE_PAID:
  case WHIN_PURCHASE_FAILED:
  case WHIN_PURCHASE_EXPIRED:
    return PAGE_RECEIPT;
  case WHIN_PURCHASE_NONE:
  case WHIN_PURCHASE_CANCELLED:
  default:
    return NULL;
  }
}

gboolean
whin_window_is_on_purchase_page (WhinWindow *self)
{
  return whin_window_is_page (self, PAGE_CONSENT) || whin_window_is_page (self, PAGE_CHECKOUT) ||
         whin_window_is_page (self, PAGE_RECEIPT);
}

void
whin_window_show_purchase (WhinWindow *self)
{
  const char *page =
      get_purchase_page (whin_purchase_get_state (whin_session_get_purchase (self->session)));

  if (page != NULL)
    whin_window_show_page (self, page);
}

static void
propose (WhinWindow *self, WhinProduct *product)
{
  WhinPurchase *purchase = whin_session_get_purchase (self->session);

  self->kind = whin_product_get_kind (product);
  if (whin_purchase_propose (purchase, product)) {
    whin_window_show_page (self, PAGE_CONSENT);
    return;
  }
  whin_window_notice (self, _ ("Another purchase isn’t finished yet"));
  whin_window_show_purchase (self);
}

static void
on_request_resolved (WhinShopRequest *request, WhinProduct *product, WhinWindow *self)
{
  gboolean buy = whin_shop_request_get_buy (request);

  if (request != self->request)
    return;
  g_clear_object (&self->request);
  if (product == NULL)
    whin_window_notice (self, _ ("This product isn’t available"));
  else if (buy)
    propose (self, product);
  else
    show_product (self, product);
}

static void
request_product (WhinWindow *self, WhinProductKind kind, const WhinDestination *destination)
{
  g_autoptr (WhinShopRequest) request = whin_shop_request_new (
      whin_session_get_catalogue (self->session), kind, destination->product_id, destination->buy);

  g_set_object (&self->request, request);
  g_signal_connect_object (request, "resolved", G_CALLBACK (on_request_resolved), self, 0);
  whin_shop_request_start (request);
}

void
whin_window_navigate_to_shop (WhinWindow *self,
                              WhinProductKind kind,
                              const WhinDestination *destination)
{
  whin_window_show_shop (self, kind);
  if (destination->product_id != NULL)
    request_product (self, kind, destination);
}

void
whin_window_on_purchase_state (WhinPurchase *purchase, GParamSpec *pspec, WhinWindow *self)
{
  WhinPurchaseState before = self->purchase_state;
  WhinPurchaseState state = whin_purchase_get_state (purchase);
  const char *page = get_purchase_page (state);

  self->purchase_state = state;
  if (state == WHIN_PURCHASE_CANCELLED) {
    gboolean ordered = before != WHIN_PURCHASE_CONSENT;
    whin_purchase_dismiss (purchase);
    if (whin_window_is_on_purchase_page (self))
      whin_window_show_page (self, whin_window_get_shop_page (self->kind));
    if (ordered)
      whin_window_notice (self, _ ("Purchase cancelled. Nothing was charged"));
  } else if (whin_window_is_on_purchase_page (self))
    whin_window_show_page (self, page != NULL ? page : whin_window_get_shop_page (self->kind));
  else if (state == WHIN_PURCHASE_PAID)
    whin_window_notice (self, _ ("Your purchase is paid"));
  else if (state == WHIN_PURCHASE_FAILED || state == WHIN_PURCHASE_EXPIRED)
    whin_window_notice (self, _ ("A purchase didn’t go through. See Settings"));
}

void
whin_window_on_finish_purchase (GtkWidget *widget, const char *action, GVariant *parameter)
{
  WhinWindow *self = WHIN_WINDOW (widget);
  WhinPurchase *purchase = whin_session_get_purchase (self->session);

  switch (whin_purchase_get_state (purchase)) {
  case WHIN_PURCHASE_PAID:
    whin_window_show_page (self, PAGE_MAIN);
    whin_purchase_dismiss (purchase);
    break;
  case WHIN_PURCHASE_EXPIRED:
  case WHIN_PURCHASE_FAILED:
    whin_window_show_page (self, whin_window_get_shop_page (self->kind));
    whin_purchase_dismiss (purchase);
    break;
  default: /* it goes on, and is found in the shop */
    whin_window_show_page (self, whin_window_get_shop_page (self->kind));
    break;
  }
}

void
whin_window_on_show_product (GtkWidget *widget, const char *action, GVariant *parameter)
{
  WhinWindow *self = WHIN_WINDOW (widget);
  const char *id = g_variant_get_string (parameter, NULL);
  WhinCatalogue *catalogue = whin_session_get_catalogue (self->session);
  WhinProduct *product = whin_catalogue_find (catalogue, self->kind, id);

  if (product == NULL)
    whin_window_notice (self, _ ("This product isn’t available"));
  else if (g_str_equal (action, "win.buy"))
    propose (self, product);
  else
    show_product (self, product);
}
