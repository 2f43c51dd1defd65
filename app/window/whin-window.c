/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-app"

#include "app/window/whin-window-private.h"

#include "app/settings/whin-preferences-page.h"
#include "app/settings/whin-settings-page.h"
#include "app/store/whin-checkout-page.h"
#include "app/store/whin-consent-page.h"
#include "app/store/whin-receipt-page.h"
#include "app/store/whin-shop-page.h"

#include "config.h"

#include <glib/gi18n.h>
#ifdef GDK_WINDOWING_X11
#include <gdk/x11/gdkx.h>
#endif

G_DEFINE_FINAL_TYPE (WhinWindow, whin_window, ADW_TYPE_APPLICATION_WINDOW)

static const char *
whin_window_get_page (WhinWindow *self)
{
  return gtk_stack_get_visible_child_name (self->stack);
}

gboolean
whin_window_is_page (WhinWindow *self, const char *name)
{
  return g_strcmp0 (whin_window_get_page (self), name) == 0;
}

gboolean
whin_window_is_signed_in (WhinWindow *self)
{
  return whin_session_get_state (self->session) == WHIN_SESSION_SIGNED_IN;
}

/* The keypad and the call have their buttons below, so a notice stands above; but there a call that
 * rings has its own. Elsewhere it leaves the bar of tabs in sight. */
static void
update_notice_place (WhinWindow *self)
{
  WhinNoticePlace place = WHIN_NOTICE_BOTTOM;
  gboolean is_main = self->main != NULL && whin_window_is_page (self, PAGE_MAIN);
  gboolean bar = FALSE;

  if (self->phone == NULL) /* the template is being built */
    return;
  if (is_main)
    g_object_get (self->main, "bar-shown", &bar, NULL);
  if (bar)
    place = WHIN_NOTICE_ABOVE_BAR;
  if (whin_phone_get_ringing (self->phone) == NULL &&
      (whin_call_overlay_get_shows_call (self->calls) ||
       (is_main && g_strcmp0 (whin_main_page_get_visible_tab (self->main), "keypad") == 0)))
    place = WHIN_NOTICE_TOP;
  whin_notice_set_place (self->notice_bar, place);
}

/* Pages are made when they are first shown, so that the window itself comes up fast. */
static GtkWidget *
page_new (WhinWindow *self, const char *name)
{
  if (g_str_equal (name, PAGE_SIGN_IN))
    return GTK_WIDGET (self->sign_in = whin_sign_in_page_new (self->session));
  if (g_str_equal (name, PAGE_MAIN)) {
    self->main = whin_main_page_new (self->session, self->phone, self->module);
    g_signal_connect_object (self->main, "notify::bar-shown", G_CALLBACK (update_notice_place),
                             self, G_CONNECT_SWAPPED);
    g_signal_connect_object (self->main, "notify::visible-tab", G_CALLBACK (update_notice_place),
                             self, G_CONNECT_SWAPPED);
    return GTK_WIDGET (self->main);
  }
  if (g_str_equal (name, PAGE_SETTINGS))
    return GTK_WIDGET (whin_settings_page_new (self->session));
  if (g_str_equal (name, PAGE_PREFS))
    return GTK_WIDGET (whin_preferences_page_new (self->session, self->preferences,
                                                  whin_phone_get_devices (self->phone)));
  if (g_str_equal (name, PAGE_TOPUP))
    return GTK_WIDGET (whin_shop_page_new (self->session, WHIN_PRODUCT_TOPUP));
  if (g_str_equal (name, PAGE_ADDONS))
    return GTK_WIDGET (whin_shop_page_new (self->session, WHIN_PRODUCT_ADDON));
  if (g_str_equal (name, PAGE_PRODUCT))
    return GTK_WIDGET (self->product = g_object_new (WHIN_TYPE_PRODUCT_PAGE, NULL));
  if (g_str_equal (name, PAGE_CONSENT))
    return GTK_WIDGET (whin_consent_page_new (self->session));
  if (g_str_equal (name, PAGE_CHECKOUT))
    return GTK_WIDGET (
        whin_checkout_page_new (self->module, whin_session_get_purchase (self->session)));
  g_assert (g_str_equal (name, PAGE_RECEIPT));
  return GTK_WIDGET (whin_receipt_page_new (whin_session_get_purchase (self->session)));
}

void
whin_window_ensure_page (WhinWindow *self, const char *name)
{
  if (gtk_stack_get_child_by_name (self->stack, name) == NULL)
    gtk_stack_add_named (self->stack, page_new (self, name), name);
}

void
whin_window_show_page (WhinWindow *self, const char *name)
{
  whin_window_ensure_page (self, name);
  if (whin_window_is_page (self, name))
    return;
  /* A text that goes out of sight with the focus never learns that it lost it. */
  gtk_root_set_focus (GTK_ROOT (self), NULL);
  gtk_stack_set_visible_child_name (self->stack, name);
}

static void
show_tab (WhinWindow *self, const char *name)
{
  whin_window_show_page (self, PAGE_MAIN);
  whin_main_page_show_tab (self->main, name);
}

static void
navigate_to_browser (WhinWindow *self, const WhinDestination *destination)
{
  g_autoptr (GError) error = NULL;

  whin_window_show_page (self, PAGE_MAIN);
  if (!whin_main_page_browse (self->main, destination->relative, destination->reload,
                              destination->reset, &error))
    whin_window_notice (self, error->message);
}

static void
navigate_to_keypad (WhinWindow *self, const WhinDestination *destination)
{
  show_tab (self, "keypad");
  if (destination->number == NULL)
    return;
  whin_main_page_fill_in (self->main, destination->number);
  whin_window_dial_by_link (self, destination);
}

/* What was told to one person isn't for the next. */
static void
forget_notice (WhinWindow *self)
{
  g_clear_pointer (&self->notice, g_free);
  whin_notice_hide (self->notice_bar);
}

static void
on_session_state (WhinSession *session, GParamSpec *pspec, WhinWindow *self)
{
  switch (whin_session_get_state (session)) {
  case WHIN_SESSION_SIGNED_IN:
    if (whin_window_is_page (self, PAGE_SIGN_IN) || whin_window_is_page (self, "loading"))
      whin_window_show_page (self, PAGE_MAIN);
    break;
  case WHIN_SESSION_SIGNED_OUT:
    g_clear_object (&self->request);
    forget_notice (self);
    if (!whin_window_is_page (self, PAGE_SIGN_IN)) {
      whin_window_show_page (self, PAGE_SIGN_IN);
      whin_sign_in_page_reset (self->sign_in);
    }
    break;
  case WHIN_SESSION_LOADING:
  case WHIN_SESSION_SIGNING_IN:
  default:
    break;
  }
}

static void
on_visible_child (GtkStack *stack, GParamSpec *pspec, WhinWindow *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.back",
                                 !whin_window_is_page (self, PAGE_MAIN) &&
                                     !whin_window_is_page (self, PAGE_SIGN_IN));
  update_notice_place (self);
  /* The question is over when it is out of sight. */
  if (self->session != NULL && !whin_window_is_page (self, PAGE_CONSENT) &&
      whin_purchase_get_state (whin_session_get_purchase (self->session)) == WHIN_PURCHASE_CONSENT)
    whin_purchase_cancel (whin_session_get_purchase (self->session));
}

static void
on_back (GtkWidget *widget, const char *action, GVariant *parameter)
{
  WhinWindow *self = WHIN_WINDOW (widget);
  WhinPurchase *purchase = whin_session_get_purchase (self->session);

  g_clear_object (&self->request);
  if (whin_window_is_page (self, PAGE_SETTINGS))
    whin_window_show_page (self, PAGE_MAIN);
  else if (whin_window_is_page (self, PAGE_PRODUCT))
    whin_window_show_shop (self, self->kind);
  else if (whin_window_is_page (self, PAGE_CONSENT) || whin_window_is_page (self, PAGE_CHECKOUT))
    whin_purchase_cancel (purchase);
  else if (whin_window_is_page (self, PAGE_RECEIPT))
    gtk_widget_activate_action (widget, "win.finish-purchase", NULL);
  else if (!whin_window_is_page (self, PAGE_MAIN) && !whin_window_is_page (self, PAGE_SIGN_IN))
    whin_window_show_page (self, PAGE_SETTINGS);
}

/* Escape goes back from settings, but leaves no checkout: that takes a click. */
static void
on_escape (GtkWidget *widget, const char *action, GVariant *parameter)
{
  if (!whin_window_is_page (WHIN_WINDOW (widget), PAGE_CHECKOUT))
    gtk_widget_activate_action (widget, "win.back", NULL);
}

static void
on_show_page (GtkWidget *widget, const char *action, GVariant *parameter)
{
  WhinWindow *self = WHIN_WINDOW (widget);

  if (!whin_window_is_signed_in (self))
    return;
  if (g_str_equal (action, "win.show-topup"))
    whin_window_show_shop (self, WHIN_PRODUCT_TOPUP);
  else if (g_str_equal (action, "win.show-addons"))
    whin_window_show_shop (self, WHIN_PRODUCT_ADDON);
  else if (g_str_equal (action, "win.show-purchase"))
    whin_window_show_purchase (self);
  else
    whin_window_show_page (self,
                           g_str_equal (action, "win.show-prefs") ? PAGE_PREFS : PAGE_SETTINGS);
}

static void
on_notice (GtkWidget *widget, const char *action, GVariant *parameter)
{
  whin_window_notice (WHIN_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
on_fill_in (GtkWidget *widget, const char *action, GVariant *parameter)
{
  WhinWindow *self = WHIN_WINDOW (widget);

  whin_window_show_page (self, PAGE_MAIN);
  whin_main_page_fill_in (self->main, g_variant_get_string (parameter, NULL));
}

/* Of a call's page whose call is over. A purchase below it isn't left by typing. */
static void
on_type (GtkWidget *widget, const char *action, GVariant *parameter)
{
  WhinWindow *self = WHIN_WINDOW (widget);

  if (!whin_window_is_signed_in (self) || whin_window_is_on_purchase_page (self))
    return;
  whin_call_overlay_hide_call (self->calls);
  whin_window_show_page (self, PAGE_MAIN);
  whin_main_page_type (self->main, g_variant_get_string (parameter, NULL));
}

static void
on_show_call (GtkWidget *widget, const char *action, GVariant *parameter)
{
  whin_window_show_call (WHIN_WINDOW (widget));
}

static void
on_tab (GtkWidget *widget, const char *action, GVariant *parameter)
{
  WhinWindow *self = WHIN_WINDOW (widget);

  if (whin_window_is_page (self, PAGE_MAIN))
    whin_main_page_show_nth_tab (self->main, (guint)g_variant_get_int32 (parameter));
}

static void
on_reload (GtkWidget *widget, const char *action, GVariant *parameter)
{
  WhinWindow *self = WHIN_WINDOW (widget);

  if (whin_window_is_page (self, PAGE_MAIN))
    whin_main_page_reload (self->main);
}

static void
on_check_balance (GtkWidget *widget, const char *action, GVariant *parameter)
{
  WhinWindow *self = WHIN_WINDOW (widget);

  if (whin_window_is_signed_in (self))
    whin_balance_check (whin_session_get_balance (self->session));
}

static void
on_signed_out (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WhinWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!whin_session_sign_out_finish (WHIN_SESSION (source), result, &error))
    whin_window_notice (self, error->message);
}

static void
on_sign_out_response (AdwMessageDialog *dialog, const char *response, WhinWindow *self)
{
  if (g_str_equal (response, "sign-out"))
    whin_session_sign_out_async (self->session, NULL, on_signed_out, g_object_ref (self));
}

static void
on_sign_out (GtkWidget *widget, const char *action, GVariant *parameter)
{
  WhinWindow *self = WHIN_WINDOW (widget);
  GtkWidget *dialog;

  if (!whin_window_is_signed_in (self))
    return;
  dialog = adw_message_dialog_new (
      GTK_WINDOW (self), _ ("Sign out?"),
      _ ("Your account’s settings and what web tabs remember are removed from this computer."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"),
                                    "sign-out", _ ("Sign _out"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "sign-out",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_sign_out_response), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_about (GtkWidget *widget, const char *action, GVariant *parameter)
{
  WhinWindow *self = WHIN_WINDOW (widget);

  adw_show_about_window (GTK_WINDOW (self), "application-name",
                         whin_brand_get_name (whin_session_get_brand (self->session)),
                         "application-icon", gtk_window_get_icon_name (GTK_WINDOW (self)),
                         "version", VERSION, "comments",
                         _ ("A cloud softphone that your provider’s own pages can drive."),
                         "license-type", GTK_LICENSE_APACHE_2_0, NULL);
}

static void
whin_window_dispose (GObject *object)
{
  WhinWindow *self = WHIN_WINDOW (object);

  g_clear_weak_pointer (&self->question);
  g_clear_object (&self->request);
  g_clear_object (&self->session);
  g_clear_object (&self->phone);
  g_clear_object (&self->module);
  g_clear_object (&self->preferences);
  g_clear_pointer (&self->notice, g_free);
  G_OBJECT_CLASS (whin_window_parent_class)->dispose (object);
}

static void
whin_window_class_init (WhinWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = whin_window_dispose;
  g_type_ensure (WHIN_TYPE_CALL_OVERLAY);
  g_type_ensure (WHIN_TYPE_NOTICE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/whinchat/Whinchat/whin-window.ui");
  gtk_widget_class_bind_template_child (widget_class, WhinWindow, notice_bar);
  gtk_widget_class_bind_template_child (widget_class, WhinWindow, calls);
  gtk_widget_class_bind_template_child (widget_class, WhinWindow, stack);
  gtk_widget_class_bind_template_callback (widget_class, on_visible_child);
  gtk_widget_class_bind_template_callback (widget_class, update_notice_place);

  gtk_widget_class_install_action (widget_class, "win.back", NULL, on_back);
  gtk_widget_class_install_action (widget_class, "win.escape", NULL, on_escape);
  gtk_widget_class_install_action (widget_class, "win.show-settings", NULL, on_show_page);
  gtk_widget_class_install_action (widget_class, "win.show-prefs", NULL, on_show_page);
  gtk_widget_class_install_action (widget_class, "win.show-topup", NULL, on_show_page);
  gtk_widget_class_install_action (widget_class, "win.show-addons", NULL, on_show_page);
  gtk_widget_class_install_action (widget_class, "win.show-purchase", NULL, on_show_page);
  gtk_widget_class_install_action (widget_class, "win.show-product", "s",
                                   whin_window_on_show_product);
  gtk_widget_class_install_action (widget_class, "win.buy", "s", whin_window_on_show_product);
  gtk_widget_class_install_action (widget_class, "win.finish-purchase", NULL,
                                   whin_window_on_finish_purchase);
  gtk_widget_class_install_action (widget_class, "win.notice", "s", on_notice);
  gtk_widget_class_install_action (widget_class, "win.dial", "s", whin_window_on_dial);
  gtk_widget_class_install_action (widget_class, "win.call-back", "s", whin_window_on_call_back);
  gtk_widget_class_install_action (widget_class, "win.show-call", NULL, on_show_call);
  gtk_widget_class_install_action (widget_class, "win.fill-in", "s", on_fill_in);
  gtk_widget_class_install_action (widget_class, "win.type", "s", on_type);
  gtk_widget_class_install_action (widget_class, "win.tab", "i", on_tab);
  gtk_widget_class_install_action (widget_class, "win.reload", NULL, on_reload);
  gtk_widget_class_install_action (widget_class, "win.check-balance", NULL, on_check_balance);
  gtk_widget_class_install_action (widget_class, "win.sign-out", NULL, on_sign_out);
  gtk_widget_class_install_action (widget_class, "win.about", NULL, on_about);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.escape", NULL);
}

static void
whin_window_init (WhinWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

WhinWindow *
whin_window_new (GtkApplication *application,
                 WhinSession *session,
                 WhinPhone *phone,
                 WhinWebModule *module,
                 WhinPreferences *preferences)
{
  WhinWindow *self = g_object_new (WHIN_TYPE_WINDOW, "application", application, NULL);
  WhinPurchase *purchase = whin_session_get_purchase (session);

  self->session = g_object_ref (session);
  self->phone = g_object_ref (phone);
  self->module = g_object_ref (module);
  self->preferences = g_object_ref (preferences);
  self->purchase_state = whin_purchase_get_state (purchase);
  gtk_window_set_title (GTK_WINDOW (self), whin_brand_get_name (whin_session_get_brand (session)));
  g_object_bind_property (preferences, "window-width", self, "default-width",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_object_bind_property (preferences, "window-height", self, "default-height",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (on_session_state), self, 0);
  g_signal_connect_object (session, "notice", G_CALLBACK (whin_window_notice), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (purchase, "notify::state", G_CALLBACK (whin_window_on_purchase_state),
                           self, 0);
  g_signal_connect_object (whin_session_get_web_callback (session), "answered",
                           G_CALLBACK (whin_window_on_callback_answered), self, 0);
  g_signal_connect_object (phone, "call-changed", G_CALLBACK (update_notice_place), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (phone, "call-changed", G_CALLBACK (whin_window_on_call_changed), self,
                           0);
  on_session_state (session, NULL, self);
  whin_call_overlay_set_phone (self->calls, phone);
  return self;
}

void
whin_window_navigate (WhinWindow *self, const WhinDestination *destination)
{
  g_return_if_fail (WHIN_IS_WINDOW (self));

  if (!whin_window_is_signed_in (self)) {
    whin_window_show_page (self, PAGE_SIGN_IN);
    whin_window_notice (self, _ ("Sign in first"));
    return;
  }
  g_clear_object (&self->request);
  if (destination->command != CMDURI_COMMAND_NONE &&
      cmduri_command_info (destination->command)->kind == CMDURI_COMMAND_KIND_NAVIGATION)
    whin_call_overlay_hide_call (self->calls);
  switch (destination->command) {
  case CMDURI_COMMAND_SETTINGS:
    whin_window_show_page (self, PAGE_SETTINGS);
    break;
  case CMDURI_COMMAND_SETTINGS_PREFS:
    whin_window_show_page (self, PAGE_PREFS);
    break;
  case CMDURI_COMMAND_SETTINGS_TOPUP:
    whin_window_navigate_to_shop (self, WHIN_PRODUCT_TOPUP, destination);
    break;
  case CMDURI_COMMAND_SETTINGS_ADDONS:
    whin_window_navigate_to_shop (self, WHIN_PRODUCT_ADDON, destination);
    break;
  case CMDURI_COMMAND_BROWSER:
    navigate_to_browser (self, destination);
    break;
  case CMDURI_COMMAND_KEYPAD:
    navigate_to_keypad (self, destination);
    break;
  case CMDURI_COMMAND_QD:
  case CMDURI_COMMAND_HISTORY:
  case CMDURI_COMMAND_MESSAGES:
  case CMDURI_COMMAND_CONTACTS:
    show_tab (self, cmduri_command_name (destination->command));
    break;
  case CMDURI_COMMAND_NONE:
  case CMDURI_COMMAND_BALANCE_UPDATE:
  case CMDURI_COMMAND_PROVISIONING_UPDATE:
  case CMDURI_COMMAND_EXTPROV_UPDATE:
  default:
    break;
  }
}

void
whin_window_notice (WhinWindow *self, const char *text)
{
  g_autofree char *copy = g_strdup (text);

  g_return_if_fail (WHIN_IS_WINDOW (self));

  g_free (self->notice);
  self->notice = g_steal_pointer (&copy);
  update_notice_place (self);
  whin_notice_show (self->notice_bar, self->notice);
}

void
whin_window_show_unfocused (WhinWindow *self)
{
  g_return_if_fail (WHIN_IS_WINDOW (self));

  gtk_widget_realize (GTK_WIDGET (self));
#ifdef GDK_WINDOWING_X11
  /* Extended Window Manager Hints, _NET_WM_USER_TIME: 0 asks for no focus. On Wayland, who has no
   * activation token gets none. */
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (self));
  if (GDK_IS_X11_SURFACE (surface))
    gdk_x11_surface_set_user_time (surface, 0);
#endif
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

void
whin_window_show_call (WhinWindow *self)
{
  g_return_if_fail (WHIN_IS_WINDOW (self));

  whin_call_overlay_show_call (self->calls);
}

void
whin_window_sign_in_with (WhinWindow *self, const char *link)
{
  g_return_if_fail (WHIN_IS_WINDOW (self));

  if (whin_window_is_signed_in (self)) {
    whin_window_notice (self, _ ("Sign out first to use another account"));
    return;
  }
  whin_window_show_page (self, PAGE_SIGN_IN);
  whin_sign_in_page_prefill (self->sign_in, link);
}

const char *
whin_window_get_screen (WhinWindow *self)
{
  g_return_val_if_fail (WHIN_IS_WINDOW (self), NULL);

  if (whin_call_overlay_get_shows_call (self->calls))
    return "call";
  if (whin_window_is_page (self, PAGE_PRODUCT))
    return whin_window_get_shop_page (self->kind);
  if (!whin_window_is_page (self, PAGE_MAIN))
    return whin_window_get_page (self);
  const char *tab = whin_main_page_get_visible_tab (self->main);
  return g_str_has_prefix (tab, "browser") ? "browser" : tab;
}

const char *
whin_window_get_product (WhinWindow *self)
{
  WhinProduct *product = NULL;

  g_return_val_if_fail (WHIN_IS_WINDOW (self), NULL);

  if (whin_window_is_page (self, PAGE_PRODUCT))
    product = whin_product_page_get_product (self->product);
  else if (whin_window_is_on_purchase_page (self))
    product = whin_purchase_get_product (whin_session_get_purchase (self->session));
  return product != NULL ? whin_product_get_id (product) : NULL;
}

const char *
whin_window_get_notice (WhinWindow *self)
{
  g_return_val_if_fail (WHIN_IS_WINDOW (self), NULL);

  return self->notice;
}

char *
whin_window_dup_web_uri (WhinWindow *self)
{
  g_return_val_if_fail (WHIN_IS_WINDOW (self), NULL);

  return self->main != NULL ? whin_main_page_dup_web_uri (self->main) : NULL;
}
