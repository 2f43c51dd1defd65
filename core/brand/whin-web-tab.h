/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * WhinWebTab:
 *
 * One web tab as the provider configured it; immutable. The address is a template
 * (wire-protocols, section 1); whin_session_dup_web_tab_uri() expands it.
 */
#define WHIN_TYPE_WEB_TAB (whin_web_tab_get_type ())
G_DECLARE_FINAL_TYPE (WhinWebTab, whin_web_tab, WHIN, WEB_TAB, GObject)

WhinWebTab *whin_web_tab_new (const char *id,
                              const char *title,
                              const char *icon_name,
                              const char *uri_template);

/* All returned texts belong to the tab. */
const char *whin_web_tab_get_id (WhinWebTab *self);        /* unique among the tabs, never NULL */
const char *whin_web_tab_get_title (WhinWebTab *self);     /* for people, never NULL */
const char *whin_web_tab_get_icon_name (WhinWebTab *self); /* themed icon, never NULL */
const char *whin_web_tab_get_uri_template (WhinWebTab *self); /* never NULL */

G_END_DECLS
