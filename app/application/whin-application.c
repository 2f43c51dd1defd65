/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-app"

#include "app/application/whin-application.h"

#include "app/application/whin-accent.h"
#include "app/application/whin-background.h"
#include "app/application/whin-folders.h"
#include "app/application/whin-preferences.h"
#include "app/call/whin-call-actions.h"
#include "app/call/whin-call-notifier.h"
#include "app/call/whin-media-keys.h"
#include "app/call/whin-phone-choice.h"
#include "app/call/whin-phone.h"
#include "app/control/whin-phone-service.h"
#include "app/control/whin-status.h"
#include "app/web-tab/whin-web-module.h"
#include "app/window/whin-window.h"
#include "core/command/whin-dispatcher.h"
#include "core/session/whin-session.h"

#include <glib-unix.h>
#include <glib/gi18n.h>

/* For how long a phone that the session bus started waits for something to do. */
#define SERVICE_IDLE_MS (10 * 1000)

struct _WhinApplication {
  AdwApplication parent_instance;

  WhinBrand *brand;
  WhinPhoneService *service;
  WhinPreferences *preferences;
  WhinSession *session;
  WhinPhone *phone;
  WhinCallNotifier *notifier;
  WhinBackground *background;
  WhinMediaKeys *media_keys;
  gboolean is_quitting;
  WhinDispatcher *dispatcher;
  WhinWebModule *module;
  WhinWindow *window; /* weak */
  GtkCssProvider *accent;
  GPtrArray *waiting; /* (element-type utf8): URIs, until the session is loaded */
};

G_DEFINE_FINAL_TYPE (WhinApplication, whin_application, ADW_TYPE_APPLICATION)

static const struct {
  const char *action;
  const char *const accels[4];
} shortcuts[] = {
    {"win.show-settings", {"<ctrl>comma"}},
    {"win.show-help-overlay", {"<ctrl>question"}},
    {"win.check-balance", {"<ctrl>b"}},
    {"win.reload", {"F5", "<ctrl>r"}},
    {"app.answer", {"<ctrl><shift>a"}},
    {"app.decline", {"<ctrl><shift>d"}},
    {"app.hang-up", {"<ctrl><shift>h"}},
    {"app.mute", {"<ctrl><shift>m"}},
    {"app.hold", {"<ctrl><shift>l"}},
    {"win.show-call", {"<ctrl>0"}},
    {"win.back", {"<alt>Left", "Back"}},
    {"app.quit", {"<ctrl>q"}},
    {"window.close", {"<ctrl>w"}},
    {"win.tab(0)", {"<ctrl>1"}},
    {"win.tab(1)", {"<ctrl>2"}},
    {"win.tab(2)", {"<ctrl>3"}},
    {"win.tab(3)", {"<ctrl>4"}},
    {"win.tab(4)", {"<ctrl>5"}},
    {"win.tab(5)", {"<ctrl>6"}},
    {"win.tab(6)", {"<ctrl>7"}},
    {"win.tab(7)", {"<ctrl>8"}},
    {"win.tab(8)", {"<ctrl>9"}},
};

static gboolean
is_loaded (WhinApplication *self)
{
  return whin_session_get_state (self->session) != WHIN_SESSION_LOADING;
}

static WhinWindow *
ensure_window (WhinApplication *self)
{
  if (self->window == NULL) {
    WhinWindow *window = whin_window_new (GTK_APPLICATION (self), self->session, self->phone,
                                          self->module, self->preferences);
    g_set_weak_pointer (&self->window, window);
    whin_background_follow (self->background, GTK_WINDOW (window));
    g_application_set_inactivity_timeout (G_APPLICATION (self), 0);
  }
  return self->window;
}

static void
handle (WhinApplication *self, const char *uri)
{
  const WhinSource source = {.door = WHIN_SOURCE_OUTSIDE};

  if (g_ascii_strncasecmp (uri, "csc:", 4) == 0)
    whin_window_sign_in_with (ensure_window (self), uri);
  else
    whin_dispatcher_handle (self->dispatcher, uri, &source);
}

static void
handle_waiting (WhinApplication *self)
{
  g_autoptr (GPtrArray) uris = g_steal_pointer (&self->waiting);

  self->waiting = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < uris->len; i++)
    handle (self, g_ptr_array_index (uris, i));
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WhinApplication) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!whin_session_load_finish (WHIN_SESSION (source), result, &error)) {
    g_warning ("The kept state couldn’t be read: %s", error->message);
    if (self->window != NULL)
      whin_window_notice (self->window, error->message);
  }
  handle_waiting (self);
  g_application_release (G_APPLICATION (self));
}

static void
on_navigate (WhinDispatcher *dispatcher, WhinDestination *destination, WhinApplication *self)
{
  WhinWindow *window = ensure_window (self);

  whin_window_navigate (window, destination);
  if (destination->raise)
    gtk_window_present (GTK_WINDOW (window));
}

static void
on_notice (WhinDispatcher *dispatcher, const char *text, WhinApplication *self)
{
  if (self->window != NULL)
    whin_window_notice (self->window, text);
}

static void
on_session_state (WhinSession *session, GParamSpec *pspec, WhinApplication *self)
{
  if (whin_session_get_state (session) == WHIN_SESSION_SIGNED_OUT)
    whin_web_module_clear (self->module);
}

static char *
on_status (WhinPhoneService *service, WhinApplication *self)
{
  g_autofree char *web_uri = NULL;
  WhinStatusScreen screen = {0};

  if (self->window != NULL) {
    web_uri = whin_window_dup_web_uri (self->window);
    screen.screen = whin_window_get_screen (self->window);
    screen.product = whin_window_get_product (self->window);
    screen.notice = whin_window_get_notice (self->window);
    screen.web_uri = web_uri;
  }
  return whin_status_dup_json (self->session, self->phone, &screen);
}

static void
update_accent (WhinApplication *self)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  g_autofree char *css = whin_accent_dup_css (whin_brand_get_accent_color (self->brand), dark);

  if (css == NULL)
    return;
  if (self->accent == NULL) {
    self->accent = gtk_css_provider_new ();
    gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                                GTK_STYLE_PROVIDER (self->accent),
                                                GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  }
  gtk_css_provider_load_from_data (self->accent, css, -1);
}

static void
update_style (WhinApplication *self)
{
  static const AdwColorScheme schemes[] = {
      [WHIN_STYLE_SYSTEM] = ADW_COLOR_SCHEME_DEFAULT,
      [WHIN_STYLE_LIGHT] = ADW_COLOR_SCHEME_FORCE_LIGHT,
      [WHIN_STYLE_DARK] = ADW_COLOR_SCHEME_FORCE_DARK,
  };

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      schemes[whin_preferences_get_style (self->preferences)]);
}

static void
set_icon (WhinApplication *self)
{
  const char *id = whin_brand_get_application_id (self->brand);
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gdk_display_get_default ());

  gtk_window_set_default_icon_name (gtk_icon_theme_has_icon (theme, id) ? id
                                                                        : "org.whinchat.Whinchat");
}

static void
on_phone_stopped_at_shutdown (GObject *source, GAsyncResult *result, gpointer user_data)
{
  gboolean *stopped = user_data;

  whin_phone_stop_finish (WHIN_PHONE (source), result);
  *stopped = TRUE;
}

static void
on_phone_stopped (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GApplication) application = user_data;

  whin_phone_stop_finish (WHIN_PHONE (source), result);
  g_application_quit (application);
}

/* Hangs up and un-registers first, which has a deadline. */
static void
quit (WhinApplication *self)
{
  if (self->is_quitting)
    return;
  self->is_quitting = TRUE;
  whin_phone_stop_async (self->phone, on_phone_stopped, g_object_ref (self));
}

static void
on_quit_response (AdwMessageDialog *dialog, const char *response, WhinApplication *self)
{
  if (g_str_equal (response, "quit"))
    quit (self);
}

static void
on_quit (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WhinApplication *self = user_data;
  guint n_calls = whin_phone_get_n_calls (self->phone);
  GtkWidget *dialog;

  if (n_calls == 0) {
    quit (self);
    return;
  }
  gtk_window_present (GTK_WINDOW (ensure_window (self)));
  dialog = adw_message_dialog_new (
      GTK_WINDOW (self->window),
      ngettext ("End the call and quit?", "End all calls and quit?", n_calls), NULL);
  adw_message_dialog_set_body (
      ADW_MESSAGE_DIALOG (dialog),
      ngettext ("A call is going on. It goes on when you only close the window.",
                "Calls are going on. They go on when you only close the window.", n_calls));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "quit",
                                    _ ("End and _quit"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "quit",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_quit_response), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static gboolean
on_terminate (gpointer user_data)
{
  quit (user_data);
  return G_SOURCE_CONTINUE;
}

static void
on_show_calls (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WhinWindow *window = ensure_window (user_data);

  whin_window_show_call (window);
  gtk_window_present (GTK_WINDOW (window));
}

static void
on_show_missed (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WhinApplication *self = user_data;
  const WhinDestination destination = {.command = CMDURI_COMMAND_HISTORY};

  whin_call_log_see_missed (whin_session_get_call_log (self->session));
  whin_window_navigate (ensure_window (self), &destination);
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
on_show_preferences (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const WhinDestination destination = {.command = CMDURI_COMMAND_SETTINGS_PREFS};
  WhinWindow *window = ensure_window (user_data);

  whin_window_navigate (window, &destination);
  gtk_window_present (GTK_WINDOW (window));
}

/* A call that rings shows the window where there is none, but takes no keyboard away. */
static void
on_incoming (WhinPhoneProvider *provider, WhinCall *call, WhinApplication *self)
{
  if (self->window != NULL && gtk_widget_get_visible (GTK_WIDGET (self->window)))
    return;
  whin_window_show_unfocused (ensure_window (self));
}

static void
set_up_phone (WhinApplication *self, const char *data_dir)
{
  GApplication *application = G_APPLICATION (self);
  g_autoptr (WhinPhoneProvider) provider = whin_phone_choice_new_provider (
      self->session, data_dir, g_application_get_dbus_connection (application),
      g_application_get_dbus_object_path (application));

  self->phone = whin_phone_new (self->session, provider);
  self->notifier = whin_call_notifier_new (GTK_APPLICATION (self), self->phone,
                                           whin_session_get_call_log (self->session));
  whin_call_actions_add (G_ACTION_MAP (self), self->phone);
  self->background = whin_background_new (GTK_APPLICATION (self), self->phone, self->preferences,
                                          whin_brand_get_name (self->brand));
  self->media_keys =
      whin_media_keys_new (application, self->phone, whin_brand_get_name (self->brand));
  if (provider == NULL)
    return;
  g_object_bind_property (self->preferences, "do-not-disturb", provider, "do-not-disturb",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_signal_connect_object (provider, "incoming", G_CALLBACK (on_incoming), self, 0);
}

static void
whin_application_startup (GApplication *application)
{
  WhinApplication *self = WHIN_APPLICATION (application);
  const char *id = whin_brand_get_application_id (self->brand);
  g_autofree char *data_dir = whin_folders_dup_data (id);
  g_autofree char *cache_dir = whin_folders_dup_cache (id);
  g_autofree char *preferences = g_build_filename (data_dir, "preferences.ini", NULL);
  static const GActionEntry actions[] = {
      {.name = "quit", .activate = on_quit},
      {.name = "show-calls", .activate = on_show_calls},
      {.name = "show-missed", .activate = on_show_missed},
      {.name = "show-preferences", .activate = on_show_preferences}};

  G_APPLICATION_CLASS (whin_application_parent_class)->startup (application);

  self->session = whin_session_new (self->brand, data_dir);
  self->preferences = whin_preferences_new (preferences);
  set_up_phone (self, data_dir);
  self->dispatcher = whin_dispatcher_new (self->session);
  self->module =
      whin_web_module_new (self->session, self->dispatcher, self->preferences, data_dir, cache_dir);
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  for (gsize i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), shortcuts[i].action,
                                           shortcuts[i].accels);
  g_signal_connect_object (self->preferences, "notify::style", G_CALLBACK (update_style), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (update_accent), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->dispatcher, "navigate", G_CALLBACK (on_navigate), self, 0);
  g_signal_connect_object (self->dispatcher, "notice", G_CALLBACK (on_notice), self, 0);
  g_signal_connect_object (self->session, "notify::state", G_CALLBACK (on_session_state), self, 0);
  g_unix_signal_add (SIGTERM, on_terminate, self);
  g_unix_signal_add (SIGINT, on_terminate, self);
  update_style (self);
  update_accent (self);
  set_icon (self);

  /* What the bus started it for may come after the state is read. */
  if (g_application_get_flags (application) & G_APPLICATION_IS_SERVICE)
    g_application_set_inactivity_timeout (application, SERVICE_IDLE_MS);
  g_application_hold (application);
  whin_session_load_async (self->session, NULL, on_loaded, g_object_ref (self));
  whin_phone_service_set_session (self->service, self->session);
}

static void
whin_application_activate (GApplication *application)
{
  gtk_window_present (GTK_WINDOW (ensure_window (WHIN_APPLICATION (application))));
}

/* Whatever comes from outside raises the window. */
static void
whin_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  WhinApplication *self = WHIN_APPLICATION (application);

  gtk_window_present (GTK_WINDOW (ensure_window (self)));
  for (int i = 0; i < n_files; i++) {
    g_autofree char *uri = g_file_get_uri (files[i]);
    if (is_loaded (self))
      handle (self, uri);
    else if (self->waiting->len < WHIN_APPLICATION_MAX_WAITING)
      g_ptr_array_add (self->waiting, g_steal_pointer (&uri));
  }
}

static void
whin_application_shutdown (GApplication *application)
{
  WhinApplication *self = WHIN_APPLICATION (application);

  g_clear_object (&self->background);
  g_clear_object (&self->media_keys);
  /* The last window was closed: the line still has to be un-registered. */
  if (self->phone != NULL && !self->is_quitting) {
    gboolean stopped = FALSE;
    whin_phone_stop_async (self->phone, on_phone_stopped_at_shutdown, &stopped);
    while (!stopped)
      g_main_context_iteration (NULL, TRUE);
  }
  if (self->preferences != NULL)
    whin_preferences_flush (self->preferences);
  if (self->session != NULL)
    whin_session_flush (self->session);
  if (self->phone != NULL)
    whin_phone_flush (self->phone);
  G_APPLICATION_CLASS (whin_application_parent_class)->shutdown (application);
}

static gboolean
whin_application_dbus_register (GApplication *application,
                                GDBusConnection *connection,
                                const char *object_path,
                                GError **error)
{
  return G_APPLICATION_CLASS (whin_application_parent_class)
             ->dbus_register (application, connection, object_path, error) &&
         whin_phone_service_export (WHIN_APPLICATION (application)->service, connection,
                                    object_path, error);
}

static void
whin_application_dbus_unregister (GApplication *application,
                                  GDBusConnection *connection,
                                  const char *object_path)
{
  whin_phone_service_unexport (WHIN_APPLICATION (application)->service, connection);
  G_APPLICATION_CLASS (whin_application_parent_class)
      ->dbus_unregister (application, connection, object_path);
}

static void
whin_application_finalize (GObject *object)
{
  WhinApplication *self = WHIN_APPLICATION (object);

  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->module);
  g_clear_object (&self->background);
  g_clear_object (&self->media_keys);
  g_clear_object (&self->notifier);
  g_clear_object (&self->phone);
  g_clear_object (&self->dispatcher);
  g_clear_object (&self->service);
  g_clear_object (&self->session);
  g_clear_object (&self->preferences);
  g_clear_object (&self->accent);
  g_clear_object (&self->brand);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  G_OBJECT_CLASS (whin_application_parent_class)->finalize (object);
}

static void
whin_application_class_init (WhinApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = whin_application_finalize;
  application_class->startup = whin_application_startup;
  application_class->activate = whin_application_activate;
  application_class->open = whin_application_open;
  application_class->shutdown = whin_application_shutdown;
  application_class->dbus_register = whin_application_dbus_register;
  application_class->dbus_unregister = whin_application_dbus_unregister;
}

static void
whin_application_init (WhinApplication *self)
{
  self->waiting = g_ptr_array_new_with_free_func (g_free);
  self->service = whin_phone_service_new (G_APPLICATION (self));
  g_signal_connect_object (self->service, "status", G_CALLBACK (on_status), self, 0);
}

WhinApplication *
whin_application_new (WhinBrand *brand)
{
  WhinApplication *self = g_object_new (
      WHIN_TYPE_APPLICATION, "application-id", whin_brand_get_application_id (brand), "flags",
      G_APPLICATION_HANDLES_OPEN, "resource-base-path", "/org/whinchat/Whinchat", NULL);

  self->brand = g_object_ref (brand);
  return self;
}
