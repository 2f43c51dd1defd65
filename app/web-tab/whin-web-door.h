/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/command/whin-dispatcher.h"
#include "core/session/whin-session.h"

#include <webkit/webkit.h>

G_BEGIN_DECLS

/* WhinWebDoor: decides on everything that a page in one web view navigates to; see its file for the
 * policy. */
#define WHIN_TYPE_WEB_DOOR (whin_web_door_get_type ())
G_DECLARE_FINAL_TYPE (WhinWebDoor, whin_web_door, WHIN, WEB_DOOR, GObject)

/* @tab: NULL for a checkout page. The door watches @view from now on and lives no longer than it.
 */
WhinWebDoor *whin_web_door_new (WebKitWebView *view,
                                WhinSession *session,
                                WhinDispatcher *dispatcher,
                                WhinWebTab *tab);

/* Of a checkout: the address that it begins at; its origin is the trusted one. */
void whin_web_door_set_checkout (WhinWebDoor *self, const char *uri);

/* Whether commands of a page at @uri count. */
gboolean whin_web_door_trusts (WhinWebDoor *self, const char *uri);

/* The address of the page that is shown, or NULL; belongs to the door. */
const char *whin_web_door_get_committed (WhinWebDoor *self);

G_END_DECLS
