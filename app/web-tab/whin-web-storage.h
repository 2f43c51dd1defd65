/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <webkit/webkit.h>

G_BEGIN_DECLS

/* WhinWebStorage: cookies, storage and cache of the brand's web views, apart from every other
 * browser's, and the compiled content filters. */
#define WHIN_TYPE_WEB_STORAGE (whin_web_storage_get_type ())
G_DECLARE_FINAL_TYPE (WhinWebStorage, whin_web_storage, WHIN, WEB_STORAGE, GObject)

WhinWebStorage *whin_web_storage_new (const char *data_dir, const char *cache_dir);

/* Both belong to the storage. */
WebKitNetworkSession *whin_web_storage_get_network_session (WhinWebStorage *self);
WebKitUserContentFilterStore *whin_web_storage_get_filter_store (WhinWebStorage *self);

/* Forgets everything that pages kept. */
void whin_web_storage_clear (WhinWebStorage *self);

G_END_DECLS
