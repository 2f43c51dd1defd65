/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "app/call/whin-call-overlay.h"
#include "app/sign-in/whin-sign-in-page.h"
#include "app/store/whin-product-page.h"
#include "app/store/whin-shop-request.h"
#include "app/window/whin-main-page.h"
#include "app/window/whin-notice.h"
#include "app/window/whin-window.h"

G_BEGIN_DECLS

/* What the files of WhinWindow share. */

/* Pages of the stack. Where a page shows what a command asks for, it has the command's name. */
#define PAGE_SIGN_IN "sign-in"
#define PAGE_MAIN "main"
#define PAGE_SETTINGS "settings"
#define PAGE_PREFS "settings/prefs"
#define PAGE_TOPUP "settings/topup"
#define PAGE_ADDONS "settings/addons"
#define PAGE_PRODUCT "product"
#define PAGE_CONSENT "consent"
#define PAGE_CHECKOUT "checkout"
#define PAGE_RECEIPT "receipt"

struct _WhinWindow {
  AdwApplicationWindow parent_instance;

  WhinSession *session;
  WhinPhone *phone;
  WhinWebModule *module;
  WhinPreferences *preferences;
  WhinShopRequest *request; /* a product that waits for the catalogue */
  char *notice;
  GtkWindow *question; /* weak; whether to dial */
  WhinPurchaseState purchase_state;
  WhinProductKind kind; /* of the shop that was shown last */

  WhinNotice *notice_bar;
  WhinCallOverlay *calls;
  GtkStack *stack;
  WhinMainPage *main;
  WhinSignInPage *sign_in;
  WhinProductPage *product;
};

gboolean whin_window_is_signed_in (WhinWindow *self);
gboolean whin_window_is_page (WhinWindow *self, const char *name);
void whin_window_ensure_page (WhinWindow *self, const char *name);
void whin_window_show_page (WhinWindow *self, const char *name);

/* Calls (whin-window-dial.c): what a link wants of a number that is filled in already; "win.dial"
 * and "win.call-back" (s); a call that ended because it is to go on to another number; and the
 * answer of the provider that is to call back. */
void whin_window_dial_by_link (WhinWindow *self, const WhinDestination *destination);
void whin_window_on_call_changed (WhinPhone *phone, WhinCall *call, WhinWindow *self);
void whin_window_on_dial (GtkWidget *widget, const char *action, GVariant *parameter);
void whin_window_on_call_back (GtkWidget *widget, const char *action, GVariant *parameter);
void whin_window_on_callback_answered (WhinWebCallback *callback,
                                       gboolean accepted,
                                       const char *text,
                                       WhinWindow *self);

/* The shop (whin-window-shop.c). */
const char *whin_window_get_shop_page (WhinProductKind kind);
gboolean whin_window_is_on_purchase_page (WhinWindow *self);
void whin_window_show_shop (WhinWindow *self, WhinProductKind kind);
void whin_window_show_purchase (WhinWindow *self);
void whin_window_navigate_to_shop (WhinWindow *self,
                                   WhinProductKind kind,
                                   const WhinDestination *destination);
void whin_window_on_purchase_state (WhinPurchase *purchase, GParamSpec *pspec, WhinWindow *self);
void whin_window_on_show_product (GtkWidget *widget, const char *action, GVariant *parameter);
void whin_window_on_finish_purchase (GtkWidget *widget, const char *action, GVariant *parameter);

G_END_DECLS
