/* SPDX-License-Identifier: Apache-2.0 */
#include "app/web-tab/whin-web-tab-page.h"

#include <glib/gi18n.h>

#define SPINNER_SIZE 32

struct _WhinWebTabPage {
  AdwBin parent_instance;

  WhinWebModule *module;
  WhinSession *session;
  WhinWebTab *tab;
  WhinWebContent *content; /* NULL before the tab was shown */
  char *wanted;            /* the address to load first, or NULL for the configured one */
  guint content_source;
};

G_DEFINE_FINAL_TYPE (WhinWebTabPage, whin_web_tab_page, ADW_TYPE_BIN)

static GtkWidget *
spinner_new (void)
{
  GtkWidget *spinner = gtk_spinner_new ();

  gtk_widget_set_size_request (spinner, SPINNER_SIZE, SPINNER_SIZE);
  gtk_widget_set_halign (spinner, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (spinner, GTK_ALIGN_CENTER);
  gtk_spinner_start (GTK_SPINNER (spinner));
  return spinner;
}

static void
show_problem (WhinWebTabPage *self, const char *text)
{
  GtkWidget *status = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (status), "dialog-warning-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (status), _ ("This page can’t be shown"));
  adw_status_page_set_description (ADW_STATUS_PAGE (status), text);
  adw_bin_set_child (ADW_BIN (self), status);
}

static gboolean
on_content_due (gpointer data)
{
  WhinWebTabPage *self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = g_steal_pointer (&self->wanted);

  self->content_source = 0;
  if (uri == NULL)
    uri = whin_session_dup_web_tab_uri (self->session, self->tab);
  if (uri == NULL) {
    show_problem (self, _ ("Your provider gave it no address that can be opened."));
    return G_SOURCE_REMOVE;
  }
  self->content = whin_web_module_new_tab (self->module, self->tab, &error);
  if (self->content == NULL) {
    show_problem (self, error->message);
    return G_SOURCE_REMOVE;
  }
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->content));
  whin_web_content_load (self->content, uri);
  return G_SOURCE_REMOVE;
}

/* The tab comes to sight first; WebKit starts in the first quiet moment after that. */
static void
whin_web_tab_page_map (GtkWidget *widget)
{
  WhinWebTabPage *self = WHIN_WEB_TAB_PAGE (widget);

  GTK_WIDGET_CLASS (whin_web_tab_page_parent_class)->map (widget);
  if (self->content != NULL || self->content_source != 0)
    return;
  adw_bin_set_child (ADW_BIN (self), spinner_new ());
  self->content_source = g_idle_add_full (G_PRIORITY_LOW, on_content_due, self, NULL);
}

static void
whin_web_tab_page_dispose (GObject *object)
{
  WhinWebTabPage *self = WHIN_WEB_TAB_PAGE (object);

  g_clear_handle_id (&self->content_source, g_source_remove);
  self->content = NULL;
  g_clear_pointer (&self->wanted, g_free);
  g_clear_object (&self->module);
  g_clear_object (&self->session);
  g_clear_object (&self->tab);
  G_OBJECT_CLASS (whin_web_tab_page_parent_class)->dispose (object);
}

static void
whin_web_tab_page_class_init (WhinWebTabPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = whin_web_tab_page_dispose;
  GTK_WIDGET_CLASS (klass)->map = whin_web_tab_page_map;
}

static void
whin_web_tab_page_init (WhinWebTabPage *self)
{
}

WhinWebTabPage *
whin_web_tab_page_new (WhinWebModule *module, WhinSession *session, WhinWebTab *tab)
{
  WhinWebTabPage *self = g_object_new (WHIN_TYPE_WEB_TAB_PAGE, NULL);

  self->module = g_object_ref (module);
  self->session = g_object_ref (session);
  self->tab = g_object_ref (tab);
  return self;
}

WhinWebTab *
whin_web_tab_page_get_tab (WhinWebTabPage *self)
{
  g_return_val_if_fail (WHIN_IS_WEB_TAB_PAGE (self), NULL);

  return self->tab;
}

gboolean
whin_web_tab_page_navigate (
    WhinWebTabPage *self, const char *relative, gboolean reload, gboolean reset, GError **error)
{
  g_autofree char *base = NULL;
  g_autofree char *uri = NULL;
  g_autofree char *shown = NULL;

  g_return_val_if_fail (WHIN_IS_WEB_TAB_PAGE (self), FALSE);

  base = whin_session_dup_web_tab_uri (self->session, self->tab);
  if (base == NULL)
    return TRUE; /* the page itself says that there is no address */
  if (relative != NULL)
    uri = g_uri_resolve_relative (base, relative, G_URI_FLAGS_ENCODED | G_URI_FLAGS_PARSE_RELAXED,
                                  NULL);
  else if (reset)
    uri = g_strdup (base);
  if (relative != NULL && (uri == NULL || !whin_session_trusts (self->session, self->tab, uri))) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                         _ ("That address isn’t your provider’s"));
    return FALSE;
  }
  if (self->content == NULL) {
    if (uri != NULL) {
      g_free (self->wanted);
      self->wanted = g_steal_pointer (&uri);
    }
    return TRUE;
  }
  shown = whin_web_content_dup_uri (self->content);
  if (uri == NULL && !reload)
    return TRUE;
  if (uri == NULL || (g_strcmp0 (uri, shown) == 0 && reload))
    whin_web_content_reload (self->content);
  else if (reset || g_strcmp0 (uri, shown) != 0)
    whin_web_content_load (self->content, uri);
  return TRUE;
}

void
whin_web_tab_page_reload (WhinWebTabPage *self)
{
  g_return_if_fail (WHIN_IS_WEB_TAB_PAGE (self));

  if (self->content != NULL)
    whin_web_content_reload (self->content);
}

char *
whin_web_tab_page_dup_uri (WhinWebTabPage *self)
{
  g_return_val_if_fail (WHIN_IS_WEB_TAB_PAGE (self), NULL);

  return self->content != NULL ? whin_web_content_dup_uri (self->content) : NULL;
}
