/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WhinSleepWatch:
 *
 * Emits "resumed" () when the machine has woken up from sleep, as logind tells (signal
 * PrepareForSleep of org.freedesktop.login1.Manager on the system bus). Says nothing where there is
 * no logind.
 */
#define WHIN_TYPE_SLEEP_WATCH (whin_sleep_watch_get_type ())
G_DECLARE_FINAL_TYPE (WhinSleepWatch, whin_sleep_watch, WHIN, SLEEP_WATCH, GObject)

WhinSleepWatch *whin_sleep_watch_new (void);

G_END_DECLS
