/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "app/web-tab/whin-web-content.h"
#include "app/web-tab/whin-web-storage.h"
#include "core/command/whin-dispatcher.h"
#include "core/session/whin-session.h"

G_BEGIN_DECLS

/* WhinWebView: WebKit's view with its door, its content filter, a bar while the tab is away from
 * the provider, and pages for what went wrong. */
#define WHIN_TYPE_WEB_VIEW (whin_web_view_get_type ())
G_DECLARE_FINAL_TYPE (WhinWebView, whin_web_view, WHIN, WEB_VIEW, WhinWebContent)

/* @tab: NULL for a checkout page */
WhinWebView *whin_web_view_new (WhinWebStorage *storage,
                                WhinSession *session,
                                WhinDispatcher *dispatcher,
                                WhinWebTab *tab,
                                gboolean inspector);

G_END_DECLS
