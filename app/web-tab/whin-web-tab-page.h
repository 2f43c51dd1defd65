/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "app/web-tab/whin-web-module.h"

G_BEGIN_DECLS

/* WhinWebTabPage: one web tab among the phone's tabs. Its web view is made when it is first shown.
 */
#define WHIN_TYPE_WEB_TAB_PAGE (whin_web_tab_page_get_type ())
G_DECLARE_FINAL_TYPE (WhinWebTabPage, whin_web_tab_page, WHIN, WEB_TAB_PAGE, AdwBin)

WhinWebTabPage *
whin_web_tab_page_new (WhinWebModule *module, WhinSession *session, WhinWebTab *tab);

WhinWebTab *whin_web_tab_page_get_tab (WhinWebTabPage *self);

/**
 * whin_web_tab_page_navigate:
 * @relative: (nullable): a reference (RFC 3986, section 4.2) that is merged onto the tab's address
 * @reload: also when the page is there already
 * @reset: back to the configured address
 *
 * Error: G_IO_ERROR_INVALID_ARGUMENT when @relative leads to another place than the tab trusts.
 */
gboolean whin_web_tab_page_navigate (
    WhinWebTabPage *self, const char *relative, gboolean reload, gboolean reset, GError **error);

/* The page, loaded again. */
void whin_web_tab_page_reload (WhinWebTabPage *self);

/* (transfer full) (nullable): the address of the page that is shown. */
char *whin_web_tab_page_dup_uri (WhinWebTabPage *self);

G_END_DECLS
