/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/phone/whin-call.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * WhinCallRecord:
 *
 * One line of the call log: a call that has ended. Never changes.
 */
#define WHIN_TYPE_CALL_RECORD (whin_call_record_get_type ())
G_DECLARE_FINAL_TYPE (WhinCallRecord, whin_call_record, WHIN, CALL_RECORD, GObject)

/* @missed: nobody here could or did take it. */
WhinCallRecord *whin_call_record_new (WhinCall *call, gboolean missed);

WhinCallDirection whin_call_record_get_direction (WhinCallRecord *self);
const char *whin_call_record_get_number (WhinCallRecord *self); /* "" when it was withheld */
const char *whin_call_record_get_name (WhinCallRecord *self); /* as the network gave it, or NULL */
const char *whin_call_record_get_line (WhinCallRecord *self); /* the line's address, or NULL */
GDateTime *whin_call_record_get_started_at (WhinCallRecord *self); /* UTC */
guint whin_call_record_get_seconds (WhinCallRecord *self); /* from the answer; 0 without one */
WhinCallEnd whin_call_record_get_end (WhinCallRecord *self);
guint whin_call_record_get_status (WhinCallRecord *self); /* SIP status of the end, or 0 */
gboolean whin_call_record_get_missed (WhinCallRecord *self);

/* (transfer full): what is kept on disk. @json is read as hostile: NULL when it holds no record. */
JsonObject *whin_call_record_to_json (WhinCallRecord *self);
WhinCallRecord *whin_call_record_new_from_json (JsonObject *json);

G_END_DECLS
