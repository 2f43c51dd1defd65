/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/call-log/whin-call-record.h"

#include "core/phone/whin-line.h"
#include "core/service/whin-json.h"

#include <string.h>

#define MAX_STATUS 699
#define MAX_LINE_BYTES 512

/* GLib knows the years 1 to 9999; at their ends a time has none in another zone. */
#define FIRST_YEAR 2
#define LAST_YEAR 9998

struct _WhinCallRecord {
  GObject parent_instance;
  WhinCallDirection direction;
  char *number;
  char *name;
  char *line;
  GDateTime *started_at;
  guint seconds;
  WhinCallEnd end;
  guint status;
  gboolean missed;
};

G_DEFINE_FINAL_TYPE (WhinCallRecord, whin_call_record, G_TYPE_OBJECT)

static const char *const direction_names[] = {
    [WHIN_CALL_OUTGOING] = "out",
    [WHIN_CALL_RECEIVED] = "in",
};

static const char *const end_names[] = {
    [WHIN_CALL_END_NONE] = "none",
    [WHIN_CALL_END_HUNG_UP] = "hung-up",
    [WHIN_CALL_END_MISSED] = "missed",
    [WHIN_CALL_END_ELSEWHERE] = "elsewhere",
    [WHIN_CALL_END_DECLINED] = "declined",
    [WHIN_CALL_END_BUSY] = "busy",
    [WHIN_CALL_END_NO_ANSWER] = "no-answer",
    [WHIN_CALL_END_CANCELLED] = "cancelled",
    [WHIN_CALL_END_TRANSFERRED] = "transferred",
    [WHIN_CALL_END_FAILED] = "failed",
};

static int
find_name (const char *const *names, gsize n_names, const char *name)
{
  for (gsize i = 0; i < n_names; i++) {
    if (g_strcmp0 (names[i], name) == 0)
      return (int)i;
  }
  return -1;
}

static gboolean
may_be_kept (const char *text, gsize max_bytes)
{
  return text == NULL || strlen (text) <= max_bytes;
}

static gboolean
is_in_any_zone (GDateTime *time)
{
  int year = time != NULL ? g_date_time_get_year (time) : 0;

  return year >= FIRST_YEAR && year <= LAST_YEAR;
}

static void
whin_call_record_finalize (GObject *object)
{
  WhinCallRecord *self = WHIN_CALL_RECORD (object);

  g_free (self->number);
  g_free (self->name);
  g_free (self->line);
  g_clear_pointer (&self->started_at, g_date_time_unref);
  G_OBJECT_CLASS (whin_call_record_parent_class)->finalize (object);
}

static void
whin_call_record_class_init (WhinCallRecordClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = whin_call_record_finalize;
}

static void
whin_call_record_init (WhinCallRecord *self)
{
}

WhinCallRecord *
whin_call_record_new (WhinCall *call, gboolean missed)
{
  WhinCallRecord *self;
  GDateTime *started_at;

  g_return_val_if_fail (WHIN_IS_CALL (call), NULL);

  self = g_object_new (WHIN_TYPE_CALL_RECORD, NULL);
  started_at = whin_call_get_started_at (call);
  self->direction = whin_call_get_direction (call);
  self->number = g_strdup (whin_call_get_number (call));
  self->name = g_strdup (whin_call_get_display_name (call));
  if (may_be_kept (whin_line_get_address (whin_call_get_line (call)), MAX_LINE_BYTES))
    self->line = g_strdup (whin_line_get_address (whin_call_get_line (call)));
  self->started_at =
      started_at != NULL ? g_date_time_to_utc (started_at) : g_date_time_new_now_utc ();
  self->seconds = whin_call_get_duration (call);
  self->end = whin_call_get_end (call);
  self->status = whin_call_get_status (call);
  self->missed = missed;
  return self;
}

WhinCallDirection
whin_call_record_get_direction (WhinCallRecord *self)
{
  g_return_val_if_fail (WHIN_IS_CALL_RECORD (self), WHIN_CALL_OUTGOING);
  return self->direction;
}

const char *
whin_call_record_get_number (WhinCallRecord *self)
{
  g_return_val_if_fail (WHIN_IS_CALL_RECORD (self), NULL);
  return self->number;
}

const char *
whin_call_record_get_name (WhinCallRecord *self)
{
  g_return_val_if_fail (WHIN_IS_CALL_RECORD (self), NULL);
  return self->name;
}

const char *
whin_call_record_get_line (WhinCallRecord *self)
{
  g_return_val_if_fail (WHIN_IS_CALL_RECORD (self), NULL);
  return self->line;
}

GDateTime *
whin_call_record_get_started_at (WhinCallRecord *self)
{
  g_return_val_if_fail (WHIN_IS_CALL_RECORD (self), NULL);
  return self->started_at;
}

guint
whin_call_record_get_seconds (WhinCallRecord *self)
{
  g_return_val_if_fail (WHIN_IS_CALL_RECORD (self), 0);
  return self->seconds;
}

WhinCallEnd
whin_call_record_get_end (WhinCallRecord *self)
{
  g_return_val_if_fail (WHIN_IS_CALL_RECORD (self), WHIN_CALL_END_NONE);
  return self->end;
}

guint
whin_call_record_get_status (WhinCallRecord *self)
{
  g_return_val_if_fail (WHIN_IS_CALL_RECORD (self), 0);
  return self->status;
}

gboolean
whin_call_record_get_missed (WhinCallRecord *self)
{
  g_return_val_if_fail (WHIN_IS_CALL_RECORD (self), FALSE);
  return self->missed;
}

JsonObject *
whin_call_record_to_json (WhinCallRecord *self)
{
  JsonObject *json = json_object_new ();
  g_autofree char *started_at = NULL;

  g_return_val_if_fail (WHIN_IS_CALL_RECORD (self), json);

  started_at = g_date_time_format_iso8601 (self->started_at);
  json_object_set_string_member (json, "direction", direction_names[self->direction]);
  json_object_set_string_member (json, "number", self->number);
  if (self->name != NULL)
    json_object_set_string_member (json, "name", self->name);
  if (self->line != NULL)
    json_object_set_string_member (json, "line", self->line);
  json_object_set_string_member (json, "startedAt", started_at);
  json_object_set_int_member (json, "seconds", self->seconds);
  json_object_set_string_member (json, "end", end_names[self->end]);
  json_object_set_int_member (json, "status", self->status);
  json_object_set_boolean_member (json, "missed", self->missed);
  return json;
}

WhinCallRecord *
whin_call_record_new_from_json (JsonObject *json)
{
  const char *started_at = whin_json_get_text (json, "startedAt");
  const char *number = whin_json_get_text (json, "number");
  const char *name = whin_json_get_text (json, "name");
  const char *line = whin_json_get_text (json, "line");
  int direction = find_name (direction_names, G_N_ELEMENTS (direction_names),
                             whin_json_get_text (json, "direction"));
  int end = find_name (end_names, G_N_ELEMENTS (end_names), whin_json_get_text (json, "end"));
  g_autoptr (GDateTime) time =
      started_at != NULL ? g_date_time_new_from_iso8601 (started_at, NULL) : NULL;
  JsonNode *missed = json_object_get_member (json, "missed");
  gint64 seconds, status;
  WhinCallRecord *self;

  if (number == NULL || !is_in_any_zone (time) || direction < 0 || end < 0 ||
      !whin_json_get_integer (json, "seconds", &seconds) || seconds < 0 || seconds > G_MAXINT ||
      !whin_json_get_integer (json, "status", &status) || status < 0 || status > MAX_STATUS ||
      !may_be_kept (number, WHIN_CALL_MAX_NUMBER) || !may_be_kept (line, MAX_LINE_BYTES) ||
      (name != NULL && g_utf8_strlen (name, -1) > WHIN_CALL_MAX_NAME))
    return NULL;
  self = g_object_new (WHIN_TYPE_CALL_RECORD, NULL);
  self->direction = (WhinCallDirection)direction;
  self->number = g_strdup (number);
  self->name = g_strdup (name);
  self->line = g_strdup (line);
  self->started_at = g_date_time_to_utc (time);
  self->seconds = (guint)seconds;
  self->end = (WhinCallEnd)end;
  self->status = (guint)status;
  self->missed = missed != NULL && JSON_NODE_HOLDS_VALUE (missed) && json_node_get_boolean (missed);
  return self;
}
