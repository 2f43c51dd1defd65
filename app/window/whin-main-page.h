/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "app/call/whin-phone.h"
#include "app/web-tab/whin-web-module.h"
#include "core/session/whin-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * WhinMainPage:
 *
 * The phone's tabs. Each is known by the name of the command that shows it: "keypad", "history",
 * "contacts", "qd", "messages"; web tabs follow as "browser" (the first one), "browser-2", …
 *
 * Property "visible-tab" utf8, readable, notified.
 */
#define WHIN_TYPE_MAIN_PAGE (whin_main_page_get_type ())
G_DECLARE_FINAL_TYPE (WhinMainPage, whin_main_page, WHIN, MAIN_PAGE, AdwBin)

WhinMainPage *whin_main_page_new (WhinSession *session, WhinPhone *phone, WhinWebModule *module);

const char *whin_main_page_get_visible_tab (WhinMainPage *self);

/* FALSE when there is no such tab. */
gboolean whin_main_page_show_tab (WhinMainPage *self, const char *name);

/* Shows the tab at @position, counted from 0; FALSE when there are fewer. */
gboolean whin_main_page_show_nth_tab (WhinMainPage *self, guint position);

/* Fills @number in on the keypad and shows it. */
void whin_main_page_fill_in (WhinMainPage *self, const char *number);

/* Shows the keypad and types @sign there, as its key would. */
void whin_main_page_type (WhinMainPage *self, const char *sign);

/* As whin_web_tab_page_navigate(), on the visible web tab, else the first one, which is shown.
 * Error also: G_IO_ERROR_NOT_FOUND when the provider has no web tab. */
gboolean whin_main_page_browse (
    WhinMainPage *self, const char *relative, gboolean reload, gboolean reset, GError **error);

/* Loads the visible web tab's page again, if one is visible. */
void whin_main_page_reload (WhinMainPage *self);

/* (transfer full) (nullable): address of the page in the visible web tab, else in the first. */
char *whin_main_page_dup_web_uri (WhinMainPage *self);

G_END_DECLS
