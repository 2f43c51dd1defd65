/* SPDX-License-Identifier: Apache-2.0 */

/* The web module's one exported function. */
#include "app/web-tab/whin-web-module.h"
#include "app/web-tab/whin-web-storage.h"
#include "app/web-tab/whin-web-view.h"

#include <gmodule.h>

static GObject *
storage_new (const char *data_dir, const char *cache_dir)
{
  return G_OBJECT (whin_web_storage_new (data_dir, cache_dir));
}

static void
storage_clear (GObject *storage)
{
  whin_web_storage_clear (WHIN_WEB_STORAGE (storage));
}

static WhinWebContent *
content_new (GObject *storage,
             WhinSession *session,
             WhinDispatcher *dispatcher,
             WhinWebTab *tab,
             gboolean inspector)
{
  return WHIN_WEB_CONTENT (
      whin_web_view_new (WHIN_WEB_STORAGE (storage), session, dispatcher, tab, inspector));
}

static const WhinWebModuleApi api = {storage_new, storage_clear, content_new};

G_MODULE_EXPORT const WhinWebModuleApi *whin_web_module_entry (void);

const WhinWebModuleApi *
whin_web_module_entry (void)
{
  return &api;
}
