/* SPDX-License-Identifier: Apache-2.0 */
#include "app/keypad/whin-age.h"

#include <glib/gi18n.h>

char *
whin_age_text (GDateTime *then, GDateTime *now)
{
  GTimeSpan age = g_date_time_difference (now, then);

  if (age < G_TIME_SPAN_MINUTE)
    return g_strdup (_ ("just now"));
  if (age < G_TIME_SPAN_HOUR)
    return g_strdup_printf (_ ("%d min ago"), (int)(age / G_TIME_SPAN_MINUTE));
  if (age < G_TIME_SPAN_DAY)
    return g_strdup_printf (_ ("%d h ago"), (int)(age / G_TIME_SPAN_HOUR));
  int days = (int)MIN (age / G_TIME_SPAN_DAY, G_MAXINT);
  return g_strdup_printf (ngettext ("%d day ago", "%d days ago", (gulong)days), days);
}
