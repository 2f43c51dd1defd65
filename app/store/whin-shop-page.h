/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/session/whin-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* WhinShopPage: what the provider sells of one kind, as a list; choosing one activates
 * "win.show-product" with its ID. An unfinished purchase stands on top. */
#define WHIN_TYPE_SHOP_PAGE (whin_shop_page_get_type ())
G_DECLARE_FINAL_TYPE (WhinShopPage, whin_shop_page, WHIN, SHOP_PAGE, AdwBin)

WhinShopPage *whin_shop_page_new (WhinSession *session, WhinProductKind kind);

G_END_DECLS
