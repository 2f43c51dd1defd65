/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/call-log/whin-call-record.h"
#include "core/phone/whin-phone-provider.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WhinCallLog:
 *
 * The calls that have ended, a GListModel of WhinCallRecord, newest end first, and what was dialled
 * last. Of more than WHIN_CALL_LOG_MAX_RECORDS the oldest go. Every change is on disk soon after it
 * (WhinStateFile: replaced atomically, the screen waits for nothing).
 *
 * Properties, readable and notified: "missed" uint: missed calls that nobody has looked at yet;
 * "last-dialled" utf8 or NULL.
 */
#define WHIN_TYPE_CALL_LOG (whin_call_log_get_type ())
G_DECLARE_FINAL_TYPE (WhinCallLog, whin_call_log, WHIN, CALL_LOG, GObject)

#define WHIN_CALL_LOG_MAX_RECORDS 1000

/* From now on the ends of @provider's calls go into the log. */
void whin_call_log_follow (WhinCallLog *self, WhinPhoneProvider *provider);

/* What a person has dialled, for redial; at the moment of dialling, so that it outlives a crash. */
void whin_call_log_remember (WhinCallLog *self, const char *number);
const char *whin_call_log_get_last_dialled (WhinCallLog *self);

guint whin_call_log_get_missed (WhinCallLog *self);

/* Somebody has looked: "missed" is 0 again. The records stay. */
void whin_call_log_see_missed (WhinCallLog *self);

/* Forgets all, here and on disk. Calls that go on now are never entered: they were another's. */
void whin_call_log_clear (WhinCallLog *self);

G_END_DECLS
