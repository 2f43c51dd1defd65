/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-web"

#include "app/web-tab/whin-web-view.h"

#include "app/web-tab/whin-content-filter.h"
#include "app/web-tab/whin-frame-guard.h"
#include "app/web-tab/whin-web-door.h"
#include "core/brand/whin-origin.h"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

struct _WhinWebView {
  WhinWebContent parent_instance;

  WhinWebStorage *storage;
  WhinSession *session;
  WhinWebTab *tab; /* NULL: a checkout */
  WhinWebDoor *door;
  GCancellable *cancellable;
  char *filter_name; /* of the filter that is in place; NULL before there is one */
  char *pending;     /* waits for the filter */
  char *failed;      /* what the problem page would try again */

  GtkStack *stack;
  WebKitWebView *view;
  GtkRevealer *bar;
  GtkLabel *bar_host;
  GtkProgressBar *progress;
  AdwStatusPage *problem;
  GtkButton *retry;
};

G_DEFINE_FINAL_TYPE (WhinWebView, whin_web_view, WHIN_TYPE_WEB_CONTENT)

static void
show_page (WhinWebView *self)
{
  gtk_stack_set_visible_child_name (self->stack, "page");
}

static void
show_problem (WhinWebView *self, const char *title, const char *text, const char *again)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_status_page_set_title (self->problem, title);
  adw_status_page_set_description (self->problem, escaped);
  gtk_button_set_label (self->retry, again);
  gtk_stack_set_visible_child_name (self->stack, "problem");
}

static void
load_pending (WhinWebView *self)
{
  g_autofree char *uri = g_steal_pointer (&self->pending);

  if (uri == NULL)
    return;
  show_page (self);
  webkit_web_view_load_uri (self->view, uri);
}

static void
put_filter (WhinWebView *self, WebKitUserContentFilter *filter)
{
  WebKitUserContentManager *contents = webkit_web_view_get_user_content_manager (self->view);

  webkit_user_content_manager_remove_all_filters (contents);
  webkit_user_content_manager_add_filter (contents, filter);
  g_free (self->filter_name);
  self->filter_name = g_strdup (webkit_user_content_filter_get_identifier (filter));
  load_pending (self);
}

static void
on_filter_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WhinWebView) self = user_data;
  g_autoptr (GError) error = NULL;
  WebKitUserContentFilter *filter = webkit_user_content_filter_store_save_finish (
      WEBKIT_USER_CONTENT_FILTER_STORE (source), result, &error);

  if (filter != NULL) {
    put_filter (self, filter);
    webkit_user_content_filter_unref (filter);
  } else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_warning ("The content filter can’t be made: %s", error->message);
    g_free (self->failed);
    self->failed = g_steal_pointer (&self->pending);
    show_problem (self, _ ("This page can’t be shown safely"),
                  _ ("The filter for other providers’ frames couldn’t be prepared."),
                  _ ("Try again"));
  }
}

static void
make_filter (WhinWebView *self, const char *json)
{
  g_autofree char *name = whin_content_filter_dup_name (json);
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));

  webkit_user_content_filter_store_save (whin_web_storage_get_filter_store (self->storage), name,
                                         bytes, self->cancellable, on_filter_saved,
                                         g_object_ref (self));
}

static void
on_filter_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WhinWebView) self = user_data;
  g_autoptr (GError) error = NULL;
  WebKitUserContentFilter *filter = webkit_user_content_filter_store_load_finish (
      WEBKIT_USER_CONTENT_FILTER_STORE (source), result, &error);

  if (filter != NULL) {
    put_filter (self, filter);
    webkit_user_content_filter_unref (filter);
  } else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_auto (GStrv) origins = whin_session_dup_trusted_origins (self->session, self->tab);
    g_autofree char *json = whin_content_filter_dup_json ((const char *const *)origins);
    make_filter (self, json);
  }
}

/* Nothing is loaded before the filter for the origins that are trusted now is in place. */
static void
whin_web_view_load (WhinWebContent *content, const char *uri)
{
  WhinWebView *self = WHIN_WEB_VIEW (content);
  g_auto (GStrv) origins = NULL;
  g_autofree char *json = NULL;
  g_autofree char *name = NULL;

  g_free (self->pending);
  self->pending = g_strdup (uri);
  if (self->tab == NULL) {
    whin_web_door_set_checkout (self->door, uri);
    load_pending (self);
    return;
  }
  origins = whin_session_dup_trusted_origins (self->session, self->tab);
  json = whin_content_filter_dup_json ((const char *const *)origins);
  name = whin_content_filter_dup_name (json);
  if (g_strcmp0 (name, self->filter_name) == 0)
    load_pending (self);
  else
    webkit_user_content_filter_store_load (whin_web_storage_get_filter_store (self->storage), name,
                                           self->cancellable, on_filter_loaded,
                                           g_object_ref (self));
}

static void
whin_web_view_reload (WhinWebContent *content)
{
  WhinWebView *self = WHIN_WEB_VIEW (content);
  g_autofree char *failed = g_steal_pointer (&self->failed);
  g_autofree char *configured = NULL;

  if (failed != NULL)
    whin_web_content_load (content, failed);
  else if (whin_web_door_get_committed (self->door) != NULL)
    webkit_web_view_reload (self->view);
  else if (self->tab != NULL &&
           (configured = whin_session_dup_web_tab_uri (self->session, self->tab)) != NULL)
    whin_web_content_load (content, configured);
}

static char *
whin_web_view_dup_uri (WhinWebContent *content)
{
  WhinWebView *self = WHIN_WEB_VIEW (content);

  /* The view's address follows the page's own history changes, which need no load. */
  if (whin_web_door_get_committed (self->door) == NULL || webkit_web_view_is_loading (self->view))
    return g_strdup (whin_web_door_get_committed (self->door));
  return g_strdup (webkit_web_view_get_uri (self->view));
}

static void
on_load_changed (WebKitWebView *view, WebKitLoadEvent event, WhinWebView *self)
{
  if (event == WEBKIT_LOAD_COMMITTED) {
    const char *uri = whin_web_door_get_committed (self->door);
    g_autofree char *origin = whin_origin_of_uri (uri);
    gboolean away = self->tab != NULL && !whin_web_door_trusts (self->door, uri);

    g_clear_pointer (&self->failed, g_free);
    gtk_label_set_label (self->bar_host, origin != NULL ? origin : "");
    gtk_revealer_set_reveal_child (self->bar, away && origin != NULL);
    show_page (self);
  }
}

static void
on_progress (WebKitWebView *view, GParamSpec *pspec, WhinWebView *self)
{
  double progress = webkit_web_view_get_estimated_load_progress (view);

  gtk_progress_bar_set_fraction (self->progress, progress);
  gtk_widget_set_visible (GTK_WIDGET (self->progress),
                          progress < 1 && webkit_web_view_is_loading (view));
}

static gboolean
on_load_failed (
    WebKitWebView *view, WebKitLoadEvent event, const char *uri, GError *error, WhinWebView *self)
{
  /* A navigation that became a command, or gave way to the next one, is no failure. */
  if (g_error_matches (error, WEBKIT_POLICY_ERROR,
                       WEBKIT_POLICY_ERROR_FRAME_LOAD_INTERRUPTED_BY_POLICY_CHANGE) ||
      g_error_matches (error, WEBKIT_NETWORK_ERROR, WEBKIT_NETWORK_ERROR_CANCELLED))
    return TRUE;
  g_free (self->failed);
  self->failed = g_strdup (uri);
  show_problem (self, _ ("This page can’t be reached"), error->message, _ ("Try again"));
  return TRUE;
}

static gboolean
on_load_failed_with_tls_errors (WebKitWebView *view,
                                const char *uri,
                                GTlsCertificate *certificate,
                                GTlsCertificateFlags errors,
                                WhinWebView *self)
{
  g_autoptr (GUri) parsed = g_uri_parse (uri, G_URI_FLAGS_NONE, NULL);
  const char *host = parsed != NULL ? g_uri_get_host (parsed) : NULL;
  g_autofree char *text = g_strdup_printf (
      _ ("%s can’t prove that it is who it says it is, so nothing was sent to it."),
      host != NULL ? host : _ ("The server"));

  g_free (self->failed);
  self->failed = g_strdup (uri);
  show_problem (self, _ ("This connection isn’t secure"), text, _ ("Try again"));
  return TRUE;
}

static void
on_web_process_terminated (WebKitWebView *view,
                           WebKitWebProcessTerminationReason reason,
                           WhinWebView *self)
{
  g_free (self->failed);
  self->failed = g_strdup (webkit_web_view_get_uri (view));
  show_problem (self, _ ("This page stopped working"),
                reason == WEBKIT_WEB_PROCESS_EXCEEDED_MEMORY_LIMIT
                    ? _ ("It used too much memory. The phone isn’t affected.")
                    : _ ("The phone isn’t affected."),
                _ ("Reload"));
}

static void
on_retry_clicked (GtkButton *button, WhinWebView *self)
{
  whin_web_content_reload (WHIN_WEB_CONTENT (self));
}

static void
on_back_clicked (GtkButton *button, WhinWebView *self)
{
  g_autofree char *uri = whin_session_dup_web_tab_uri (self->session, self->tab);

  if (uri != NULL)
    whin_web_content_load (WHIN_WEB_CONTENT (self), uri);
}

static GtkRevealer *
bar_new (WhinWebView *self)
{
  GtkWidget *revealer = gtk_revealer_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *host = gtk_label_new (NULL);
  g_autofree char *label = NULL;
  GtkWidget *back;

  gtk_widget_add_css_class (box, "away-bar");
  gtk_label_set_ellipsize (GTK_LABEL (host), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_xalign (GTK_LABEL (host), 0);
  gtk_widget_set_hexpand (host, TRUE);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("web-browser-symbolic"));
  gtk_box_append (GTK_BOX (box), host);
  if (self->tab != NULL) {
    /* Translators: %s is the title of the web tab */
    label = g_strdup_printf (_ ("Back to %s"), whin_web_tab_get_title (self->tab));
    back = gtk_button_new_with_label (label);
    g_signal_connect (back, "clicked", G_CALLBACK (on_back_clicked), self);
    gtk_box_append (GTK_BOX (box), back);
  }
  gtk_revealer_set_child (GTK_REVEALER (revealer), box);
  self->bar_host = GTK_LABEL (host);
  return GTK_REVEALER (revealer);
}

static void
add_frame_guard (WebKitUserContentManager *contents)
{
  WebKitUserScript *guard = whin_frame_guard_new ();

  webkit_user_content_manager_add_script (contents, guard);
  webkit_user_script_unref (guard);
}

static WebKitWebView *
view_new (WhinWebStorage *storage, gboolean guarded, gboolean inspector)
{
  g_autoptr (WebKitSettings) settings = webkit_settings_new ();
  g_autoptr (WebKitUserContentManager) contents = webkit_user_content_manager_new ();
  GtkWidget *view = g_object_new (WEBKIT_TYPE_WEB_VIEW, "network-session",
                                  whin_web_storage_get_network_session (storage),
                                  "user-content-manager", contents, "settings", settings, NULL);

  if (guarded)
    add_frame_guard (contents);
  webkit_settings_set_enable_developer_extras (settings, inspector);
  /* GTK draws without OpenGL here (see main.c), so accelerated pages would be read back anyway. */
  if (g_strcmp0 (g_getenv ("GSK_RENDERER"), "cairo") == 0)
    webkit_settings_set_hardware_acceleration_policy (settings,
                                                      WEBKIT_HARDWARE_ACCELERATION_POLICY_NEVER);
  webkit_settings_set_javascript_can_open_windows_automatically (settings, FALSE);
  webkit_settings_set_enable_back_forward_navigation_gestures (settings, TRUE);
  webkit_settings_set_enable_write_console_messages_to_stdout (settings, FALSE);
  webkit_settings_set_user_agent_with_application_details (settings, "Whinchat", VERSION);
  gtk_widget_set_vexpand (view, TRUE);
  return WEBKIT_WEB_VIEW (view);
}

static void
build (WhinWebView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *stack = gtk_stack_new ();
  GtkWidget *problem = adw_status_page_new ();
  GtkWidget *retry = gtk_button_new_with_label (_ ("Try again"));
  GtkWidget *progress = gtk_progress_bar_new ();

  self->bar = bar_new (self);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->bar));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->view));

  gtk_widget_add_css_class (retry, "pill");
  gtk_widget_set_halign (retry, GTK_ALIGN_CENTER);
  g_signal_connect (retry, "clicked", G_CALLBACK (on_retry_clicked), self);
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (problem), "dialog-warning-symbolic");
  adw_status_page_set_child (ADW_STATUS_PAGE (problem), retry);

  gtk_widget_add_css_class (progress, "osd");
  gtk_widget_set_valign (progress, GTK_ALIGN_START);
  gtk_widget_set_visible (progress, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (progress), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Loading"), -1);

  gtk_stack_add_named (GTK_STACK (stack), box, "page");
  gtk_stack_add_named (GTK_STACK (stack), problem, "problem");
  gtk_overlay_set_child (GTK_OVERLAY (overlay), stack);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), progress);
  adw_bin_set_child (ADW_BIN (self), overlay);

  self->stack = GTK_STACK (stack);
  self->problem = ADW_STATUS_PAGE (problem);
  self->retry = GTK_BUTTON (retry);
  self->progress = GTK_PROGRESS_BAR (progress);
}

static void
whin_web_view_dispose (GObject *object)
{
  WhinWebView *self = WHIN_WEB_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  if (self->view != NULL)
    g_signal_handlers_disconnect_by_data (self->view, self);
  self->view = NULL;
  g_clear_object (&self->door);
  g_clear_object (&self->storage);
  g_clear_object (&self->session);
  g_clear_object (&self->tab);
  G_OBJECT_CLASS (whin_web_view_parent_class)->dispose (object);
}

static void
whin_web_view_finalize (GObject *object)
{
  WhinWebView *self = WHIN_WEB_VIEW (object);

  g_clear_object (&self->cancellable);
  g_free (self->filter_name);
  g_free (self->pending);
  g_free (self->failed);
  G_OBJECT_CLASS (whin_web_view_parent_class)->finalize (object);
}

static void
whin_web_view_class_init (WhinWebViewClass *klass)
{
  WhinWebContentClass *content_class = WHIN_WEB_CONTENT_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = whin_web_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = whin_web_view_finalize;
  content_class->load = whin_web_view_load;
  content_class->reload = whin_web_view_reload;
  content_class->dup_uri = whin_web_view_dup_uri;
}

static void
whin_web_view_init (WhinWebView *self)
{
  self->cancellable = g_cancellable_new ();
}

WhinWebView *
whin_web_view_new (WhinWebStorage *storage,
                   WhinSession *session,
                   WhinDispatcher *dispatcher,
                   WhinWebTab *tab,
                   gboolean inspector)
{
  WhinWebView *self = g_object_new (WHIN_TYPE_WEB_VIEW, NULL);

  self->storage = g_object_ref (storage);
  self->session = g_object_ref (session);
  g_set_object (&self->tab, tab);
  self->view = view_new (storage, tab != NULL, inspector);
  /* The door's handlers come first, so that here the trail is up to date. */
  self->door = whin_web_door_new (self->view, session, dispatcher, tab);
  build (self);
  g_signal_connect (self->view, "load-changed", G_CALLBACK (on_load_changed), self);
  g_signal_connect (self->view, "load-failed", G_CALLBACK (on_load_failed), self);
  g_signal_connect (self->view, "load-failed-with-tls-errors",
                    G_CALLBACK (on_load_failed_with_tls_errors), self);
  g_signal_connect (self->view, "web-process-terminated", G_CALLBACK (on_web_process_terminated),
                    self);
  g_signal_connect (self->view, "notify::estimated-load-progress", G_CALLBACK (on_progress), self);
  g_signal_connect (self->view, "notify::is-loading", G_CALLBACK (on_progress), self);
  return self;
}
