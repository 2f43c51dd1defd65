/* SPDX-License-Identifier: Apache-2.0 */
#include "app/history/whin-history-words.h"

#include "app/call/whin-call-words.h"

#include <glib/gi18n.h>

#define DAYS_WITH_A_NAME 7

/* Of the days of the calendar there, from year 1. */
static gint64
get_day (GDateTime *local)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay)g_date_time_get_day_of_month (local),
                  (GDateMonth)g_date_time_get_month (local),
                  (GDateYear)g_date_time_get_year (local));
  return g_date_get_julian (&date);
}

char *
whin_history_words_dup_time (GDateTime *then, GDateTime *now)
{
  g_autoptr (GDateTime) local = g_date_time_to_timezone (then, g_date_time_get_timezone (now));
  gint64 days = get_day (now) - get_day (local);

  if (days <= 0)
    /* Translators: the time of a call, as g_date_time_format() takes it. */
    return g_date_time_format (local, _ ("%H:%M"));
  if (days == 1)
    return g_strdup (_ ("Yesterday"));
  return g_date_time_format (local, days < DAYS_WITH_A_NAME ? "%A" : "%x");
}

static const char *
get_unanswered (WhinCallRecord *record)
{
  switch (whin_call_record_get_end (record)) {
  case WHIN_CALL_END_ELSEWHERE:
    return _ ("Answered on another phone");
  case WHIN_CALL_END_DECLINED:
    return _ ("Declined");
  case WHIN_CALL_END_BUSY:
    return _ ("Busy");
  case WHIN_CALL_END_NO_ANSWER:
    /* With a status it is one that the call's page words so, too: 408 and 480. */
    return whin_call_record_get_status (record) != 0 ? _ ("Could not be reached") : _ ("No answer");
  case WHIN_CALL_END_CANCELLED:
    return _ ("Given up");
  case WHIN_CALL_END_TRANSFERRED:
    return _ ("Transferred");
  case WHIN_CALL_END_NONE:
  case WHIN_CALL_END_HUNG_UP:
  case WHIN_CALL_END_MISSED:
  case WHIN_CALL_END_FAILED:
  default:
    return _ ("Failed");
  }
}

char *
whin_history_words_dup_outcome (WhinCallRecord *record)
{
  guint seconds = whin_call_record_get_seconds (record);
  gboolean outgoing = whin_call_record_get_direction (record) == WHIN_CALL_OUTGOING;
  g_autofree char *duration = NULL;

  if (whin_call_record_get_missed (record))
    return g_strdup (_ ("Missed"));
  if (seconds == 0 && whin_call_record_get_end (record) != WHIN_CALL_END_HUNG_UP)
    return g_strdup (get_unanswered (record));
  duration = whin_call_words_dup_duration (seconds);
  /* Translators: of these, %s is how long the call was. */
  return g_strdup_printf (outgoing ? _ ("Outgoing, %s") : _ ("Incoming, %s"), duration);
}

const char *
whin_history_words_get_icon (WhinCallRecord *record)
{
  if (whin_call_record_get_missed (record))
    return "call-missed-symbolic";
  return whin_call_record_get_direction (record) == WHIN_CALL_OUTGOING ? "call-outgoing-symbolic"
                                                                       : "call-incoming-symbolic";
}

const char *
whin_history_words_get_name (WhinCallRecord *record, const char *known)
{
  const char *name = known != NULL ? known : whin_call_record_get_name (record);
  const char *number = whin_call_record_get_number (record);

  if (name != NULL && *name != '\0')
    return name;
  return *number != '\0' ? number : _ ("Withheld number");
}
