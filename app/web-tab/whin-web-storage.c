/* SPDX-License-Identifier: Apache-2.0 */
#include "app/web-tab/whin-web-storage.h"

struct _WhinWebStorage {
  GObject parent_instance;

  WebKitNetworkSession *network_session;
  WebKitUserContentFilterStore *filter_store;
};

G_DEFINE_FINAL_TYPE (WhinWebStorage, whin_web_storage, G_TYPE_OBJECT)

/* Pages download nothing into the phone; the web view's door offers the browser instead. */
static void
on_download_started (WebKitNetworkSession *session, WebKitDownload *download, gpointer user_data)
{
  webkit_download_cancel (download);
}

static void
whin_web_storage_finalize (GObject *object)
{
  WhinWebStorage *self = WHIN_WEB_STORAGE (object);

  g_clear_object (&self->network_session);
  g_clear_object (&self->filter_store);
  G_OBJECT_CLASS (whin_web_storage_parent_class)->finalize (object);
}

static void
whin_web_storage_class_init (WhinWebStorageClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = whin_web_storage_finalize;
}

static void
whin_web_storage_init (WhinWebStorage *self)
{
}

WhinWebStorage *
whin_web_storage_new (const char *data_dir, const char *cache_dir)
{
  WhinWebStorage *self = g_object_new (WHIN_TYPE_WEB_STORAGE, NULL);
  g_autofree char *cookies = g_build_filename (data_dir, "cookies.sqlite", NULL);
  g_autofree char *filters = g_build_filename (cache_dir, "filters", NULL);
  WebKitCookieManager *cookie_manager;

  g_mkdir_with_parents (data_dir, 0700);
  g_mkdir_with_parents (cache_dir, 0700);
  self->network_session = webkit_network_session_new (data_dir, cache_dir);
  webkit_network_session_set_tls_errors_policy (self->network_session,
                                                WEBKIT_TLS_ERRORS_POLICY_FAIL);
  cookie_manager = webkit_network_session_get_cookie_manager (self->network_session);
  webkit_cookie_manager_set_accept_policy (cookie_manager,
                                           WEBKIT_COOKIE_POLICY_ACCEPT_NO_THIRD_PARTY);
  webkit_cookie_manager_set_persistent_storage (cookie_manager, cookies,
                                                WEBKIT_COOKIE_PERSISTENT_STORAGE_SQLITE);
  g_signal_connect (self->network_session, "download-started", G_CALLBACK (on_download_started),
                    NULL);
  self->filter_store = webkit_user_content_filter_store_new (filters);
  return self;
}

WebKitNetworkSession *
whin_web_storage_get_network_session (WhinWebStorage *self)
{
  return self->network_session;
}

WebKitUserContentFilterStore *
whin_web_storage_get_filter_store (WhinWebStorage *self)
{
  return self->filter_store;
}

void
whin_web_storage_clear (WhinWebStorage *self)
{
  webkit_website_data_manager_clear (
      webkit_network_session_get_website_data_manager (self->network_session),
      WEBKIT_WEBSITE_DATA_ALL, 0, NULL, NULL, NULL);
}
