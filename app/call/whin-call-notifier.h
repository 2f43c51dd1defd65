/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "app/call/whin-phone.h"

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

/* NULL for a phone that has no provider. */
WhinCallNotifier *whin_call_notifier_new (GtkApplication *application, WhinPhone *phone);

/* The person has seen the missed calls. */
void whin_call_notifier_forget_missed (WhinCallNotifier *self);

G_END_DECLS
