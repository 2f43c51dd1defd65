/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-app"

#include "app/web-tab/whin-web-module.h"

#include "app/application/whin-folders.h"
#include "app/web-tab/whin-web-leftovers.h"

#include "config.h"

#include <glib/gi18n.h>
#include <gmodule.h>

#define MODULE_NAME "libwhinchat-web." G_MODULE_SUFFIX

struct _WhinWebModule {
  GObject parent_instance;

  WhinSession *session;
  WhinDispatcher *dispatcher;
  WhinPreferences *preferences;
  char *data_dir;
  char *cache_dir;

  const WhinWebModuleApi *api; /* NULL before the module was needed */
  GObject *storage;
};

G_DEFINE_FINAL_TYPE (WhinWebModule, whin_web_module, G_TYPE_OBJECT)

static char *
dup_module_path (void)
{
  char *built = whin_folders_dup_built (MODULE_NAME);

  return built != NULL ? built : g_build_filename (MODULE_DIR, MODULE_NAME, NULL);
}

static gboolean
ensure_loaded (WhinWebModule *self, GError **error)
{
  g_autofree char *path = NULL;
  GModule *module;
  gpointer entry;

  if (self->api != NULL)
    return TRUE;
  path = dup_module_path ();
  module = g_module_open (path, G_MODULE_BIND_LAZY | G_MODULE_BIND_LOCAL);
  if (module == NULL || !g_module_symbol (module, "whin_web_module_entry", &entry)) {
    g_warning ("The web module can’t be loaded: %s", g_module_error ());
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                         _ ("The part that shows web pages isn’t installed."));
    return FALSE;
  }
  g_module_make_resident (module);
  self->api = ((WhinWebModuleEntry)entry) ();
  self->storage = self->api->storage_new (self->data_dir, self->cache_dir);
  return TRUE;
}

static void
remove_leftovers (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  whin_web_leftovers_remove (task_data);
  g_task_return_boolean (task, TRUE);
}

static void
remove_leftovers_later (const char *path)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, remove_leftovers);
}

static void
whin_web_module_finalize (GObject *object)
{
  WhinWebModule *self = WHIN_WEB_MODULE (object);

  g_clear_object (&self->storage);
  g_clear_object (&self->session);
  g_clear_object (&self->dispatcher);
  g_clear_object (&self->preferences);
  g_free (self->data_dir);
  g_free (self->cache_dir);
  G_OBJECT_CLASS (whin_web_module_parent_class)->finalize (object);
}

static void
whin_web_module_class_init (WhinWebModuleClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = whin_web_module_finalize;
}

static void
whin_web_module_init (WhinWebModule *self)
{
}

WhinWebModule *
whin_web_module_new (WhinSession *session,
                     WhinDispatcher *dispatcher,
                     WhinPreferences *preferences,
                     const char *data_dir,
                     const char *cache_dir)
{
  WhinWebModule *self = g_object_new (WHIN_TYPE_WEB_MODULE, NULL);

  self->session = g_object_ref (session);
  self->dispatcher = g_object_ref (dispatcher);
  self->preferences = g_object_ref (preferences);
  self->data_dir = whin_folders_dup_web (data_dir);
  self->cache_dir = whin_folders_dup_web (cache_dir);
  return self;
}

WhinWebContent *
whin_web_module_new_tab (WhinWebModule *self, WhinWebTab *tab, GError **error)
{
  g_return_val_if_fail (WHIN_IS_WEB_MODULE (self), NULL);
  g_return_val_if_fail (WHIN_IS_WEB_TAB (tab), NULL);

  if (!ensure_loaded (self, error))
    return NULL;
  return self->api->content_new (self->storage, self->session, self->dispatcher, tab,
                                 whin_preferences_get_web_inspector (self->preferences));
}

WhinWebContent *
whin_web_module_new_checkout (WhinWebModule *self, GError **error)
{
  g_return_val_if_fail (WHIN_IS_WEB_MODULE (self), NULL);

  if (!ensure_loaded (self, error))
    return NULL;
  return self->api->content_new (self->storage, self->session, self->dispatcher, NULL, FALSE);
}

void
whin_web_module_clear (WhinWebModule *self)
{
  g_return_if_fail (WHIN_IS_WEB_MODULE (self));

  if (self->api != NULL) {
    self->api->storage_clear (self->storage);
    return;
  }
  remove_leftovers_later (self->data_dir);
  remove_leftovers_later (self->cache_dir);
}
