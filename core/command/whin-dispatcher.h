/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/command/whin-destination.h"
#include "core/command/whin-source.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _WhinSession WhinSession;

/**
 * WhinDispatcher:
 *
 * Text in, effect out: parse, permission, action. The policy is command-uris, section 5.
 *
 * Signals, on the main context:
 *   "navigate" (WhinDestination *): the window shows it
 *   "notice"   (const char *text): one quiet line for the person; never holds parameter values
 *
 * A page that fires commands in a loop is slowed here: beyond WHIN_DISPATCHER_BURST navigations a
 * second only the newest one is shown, and equal notices are told once.
 */
#define WHIN_TYPE_DISPATCHER (whin_dispatcher_get_type ())
G_DECLARE_FINAL_TYPE (WhinDispatcher, whin_dispatcher, WHIN, DISPATCHER, GObject)

#define WHIN_DISPATCHER_BURST 10

WhinDispatcher *whin_dispatcher_new (WhinSession *session);

/**
 * whin_dispatcher_recognises:
 *
 * Whether @uri begins with a scheme that is a command's or a call's (app, cscommand, the brand's,
 * sip, sips, tel): then a web view must not load it, whatever handling it brings.
 */
gboolean whin_dispatcher_recognises (WhinDispatcher *self, const char *uri);

/* Handles @uri (may be hostile). Returns TRUE when it was accepted; a refusal has been logged and
 * noticed. */
gboolean whin_dispatcher_handle (WhinDispatcher *self, const char *uri, const WhinSource *source);

/* Tells the person @text by "notice", unless it was just told or many were. */
void whin_dispatcher_notice (WhinDispatcher *self, const char *text);

G_END_DECLS
