/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "app/application/whin-preferences.h"
#include "app/web-tab/whin-web-content.h"
#include "core/command/whin-dispatcher.h"
#include "core/session/whin-session.h"

G_BEGIN_DECLS

/**
 * WhinWebModule:
 *
 * The door to WebKit. The library costs some 35 MB and start-up time, so the part that needs it is
 * a GModule, loaded when the first web view is made and never unloaded. Owns what the web views
 * share: cookies and storage of the brand, apart from every other browser's.
 */
#define WHIN_TYPE_WEB_MODULE (whin_web_module_get_type ())
G_DECLARE_FINAL_TYPE (WhinWebModule, whin_web_module, WHIN, WEB_MODULE, GObject)

/* What the module offers: it exports one function, `whin_web_module_entry`, that returns this. */
typedef struct {
  /* (transfer full): the shared storage below the two folders */
  GObject *(*storage_new) (const char *data_dir, const char *cache_dir);
  /* Forgets everything that pages kept. */
  void (*storage_clear) (GObject *storage);
  /* (transfer floating); @tab NULL: a checkout page */
  WhinWebContent *(*content_new) (GObject *storage,
                                  WhinSession *session,
                                  WhinDispatcher *dispatcher,
                                  WhinWebTab *tab,
                                  gboolean inspector);
} WhinWebModuleApi;

typedef const WhinWebModuleApi *(*WhinWebModuleEntry) (void);

/* @data_dir, @cache_dir: of the brand; pages' data goes into their folder "web" */
WhinWebModule *whin_web_module_new (WhinSession *session,
                                    WhinDispatcher *dispatcher,
                                    WhinPreferences *preferences,
                                    const char *data_dir,
                                    const char *cache_dir);

/* (transfer floating): a view of @tab. Error: G_IO_ERROR_FAILED, for people. */
WhinWebContent *whin_web_module_new_tab (WhinWebModule *self, WhinWebTab *tab, GError **error);

/* (transfer floating): a view for the checkout page. Error: G_IO_ERROR_FAILED, for people. */
WhinWebContent *whin_web_module_new_checkout (WhinWebModule *self, GError **error);

/* Forgets everything that pages kept, also of earlier runs: for the sign-out. */
void whin_web_module_clear (WhinWebModule *self);

G_END_DECLS
