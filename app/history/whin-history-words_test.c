/* SPDX-License-Identifier: Apache-2.0 */
#include "app/history/whin-history-words.h"

#include <locale.h>

static void
test_time (void)
{
  static const struct {
    const char *then;
    const char *text;
  } cases[] = {
      {"2026-03-04T13:05:00Z", "14:05"},     {"2026-03-04T22:59:00Z", "23:59"},
      {"2026-03-05T23:30:00Z", "00:30"}, /* ahead of now */
      {"2026-03-03T23:30:00Z", "00:30"}, /* today there, yesterday in UTC */
      {"2026-03-03T22:59:00Z", "Yesterday"}, {"2026-03-02T23:00:00Z", "Yesterday"},
      {"2026-03-02T22:59:00Z", "Monday"},    {"2026-02-26T12:00:00Z", "Thursday"},
      {"2026-02-25T12:00:00Z", "02/25/26"},  {"2025-03-04T12:00:00Z", "03/04/25"},
      {"1999-12-31T12:00:00Z", "12/31/99"},
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("+01:00");
  g_autoptr (GDateTime) now = g_date_time_new (zone, 2026, 3, 4, 23, 59, 30);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GDateTime) then = g_date_time_new_from_iso8601 (cases[i].then, NULL);
    g_autofree char *text = whin_history_words_dup_time (then, now);
    g_assert_cmpstr (text, ==, cases[i].text);
  }
}

static WhinCallRecord *
make_record (const char *direction,
             const char *number,
             const char *name,
             const char *end,
             int seconds,
             int status,
             gboolean missed)
{
  g_autoptr (JsonObject) json = json_object_new ();

  json_object_set_string_member (json, "direction", direction);
  json_object_set_string_member (json, "number", number);
  if (name != NULL)
    json_object_set_string_member (json, "name", name);
  json_object_set_string_member (json, "startedAt", "2026-03-04T13:05:00Z");
  json_object_set_int_member (json, "seconds", seconds);
  json_object_set_string_member (json, "end", end);
  json_object_set_int_member (json, "status", status);
  json_object_set_boolean_member (json, "missed", missed);
  return whin_call_record_new_from_json (json);
}

static void
test_outcome (void)
{
  static const struct {
    const char *direction;
    const char *end;
    int seconds;
    gboolean missed;
    const char *text;
    const char *icon;
    int status;
  } cases[] = {
      {"out", "hung-up", 201, FALSE, "Outgoing, 3:21", "call-outgoing-symbolic"},
      {"in", "hung-up", 45, FALSE, "Incoming, 0:45", "call-incoming-symbolic"},
      {"in", "hung-up", 0, FALSE, "Incoming, 0:00", "call-incoming-symbolic"},
      {"out", "failed", 60, FALSE, "Outgoing, 1:00", "call-outgoing-symbolic"},
      {"out", "transferred", 5, FALSE, "Outgoing, 0:05", "call-outgoing-symbolic"},
      {"in", "missed", 0, TRUE, "Missed", "call-missed-symbolic"},
      {"in", "declined", 0, TRUE, "Missed", "call-missed-symbolic"}, /* do not disturb */
      {"in", "declined", 0, FALSE, "Declined", "call-incoming-symbolic"},
      {"in", "elsewhere", 0, FALSE, "Answered on another phone", "call-incoming-symbolic"},
      {"out", "declined", 0, FALSE, "Declined", "call-outgoing-symbolic"},
      {"out", "busy", 0, FALSE, "Busy", "call-outgoing-symbolic"},
      {"out", "no-answer", 0, FALSE, "No answer", "call-outgoing-symbolic"},
      {"out", "no-answer", 0, FALSE, "Could not be reached", "call-outgoing-symbolic", 408},
      {"out", "no-answer", 0, FALSE, "Could not be reached", "call-outgoing-symbolic", 480},
      {"out", "cancelled", 0, FALSE, "Given up", "call-outgoing-symbolic"},
      {"out", "failed", 0, FALSE, "Failed", "call-outgoing-symbolic"},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (WhinCallRecord) record =
        make_record (cases[i].direction, "201", NULL, cases[i].end, cases[i].seconds,
                     cases[i].status, cases[i].missed);
    g_autofree char *text = whin_history_words_dup_outcome (record);
    g_assert_cmpstr (text, ==, cases[i].text);
    g_assert_cmpstr (whin_history_words_get_icon (record), ==, cases[i].icon);
  }
}

static void
test_name (void)
{
  static const struct {
    const char *number;
    const char *network;
    const char *known;
    const char *text;
  } cases[] = {
      {"201", "Alice", "Reception", "Reception"},
      {"201", "Alice", NULL, "Alice"},
      {"201", "", NULL, "201"},
      {"201", NULL, NULL, "201"},
      {"", NULL, NULL, "Withheld number"},
      {"", "Alice", NULL, "Alice"},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (WhinCallRecord) record =
        make_record ("in", cases[i].number, cases[i].network, "hung-up", 1, 0, FALSE);
    g_assert_cmpstr (whin_history_words_get_name (record, cases[i].known), ==, cases[i].text);
  }
}

int
main (int argc, char **argv)
{
  g_setenv ("LC_ALL", "C.UTF-8", TRUE);
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/history-words/time", test_time);
  g_test_add_func ("/history-words/outcome", test_outcome);
  g_test_add_func ("/history-words/name", test_name);
  return g_test_run ();
}
