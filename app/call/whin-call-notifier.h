/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "app/call/whin-phone.h"
#include "core/call-log/whin-call-log.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WhinCallNotifier:
 *
 * The desktop's notifications: of a call that rings while no window of the phone is in use, with
 * Answer and Decline; and of missed calls, one for all since the person last looked. They activate
 * "app.answer-call", "app.decline-call", "app.show-missed".
 */
#define WHIN_TYPE_CALL_NOTIFIER (whin_call_notifier_get_type ())
G_DECLARE_FINAL_TYPE (WhinCallNotifier, whin_call_notifier, WHIN, CALL_NOTIFIER, GObject)

/* NULL for a phone that has no provider. @log: counts the missed calls; when somebody has seen them
 * there, the notification goes. */
WhinCallNotifier *
whin_call_notifier_new (GtkApplication *application, WhinPhone *phone, WhinCallLog *log);

G_END_DECLS
