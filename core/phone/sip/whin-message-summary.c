/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/sip/whin-message-summary.h"

#include <string.h>

/* The number at *@text, which moves behind it. */
static gboolean
read_count (const char **text, const char *end, guint *count)
{
  guint value = 0;
  const char *p = *text;

  if (p == end || !g_ascii_isdigit (*p))
    return FALSE;
  for (; p < end && g_ascii_isdigit (*p); p++)
    value = MIN (value * 10 + (guint)(*p - '0'), WHIN_MESSAGE_SUMMARY_MAX_COUNT);
  *text = p;
  *count = value;
  return TRUE;
}

/* Where the value of a header @name begins in the line, or NULL. */
static const char *
find_value (const char *line, const char *end, const char *name)
{
  gsize length = strlen (name);
  const char *p = line + length;

  if ((gsize)(end - line) <= length || g_ascii_strncasecmp (line, name, length) != 0)
    return NULL;
  while (p < end && (*p == ' ' || *p == '\t'))
    p++;
  if (p == end || *p++ != ':')
    return NULL;
  while (p < end && (*p == ' ' || *p == '\t'))
    p++;
  return p;
}

gboolean
whin_message_summary_read (const char *body, gsize length, WhinMessageSummary *summary)
{
  const char *end = body + length;
  gboolean is_summary = FALSE;

  *summary = (WhinMessageSummary){0};
  if (length > WHIN_MESSAGE_SUMMARY_MAX_BYTES)
    return FALSE;
  for (const char *line = body; line < end;) {
    const char *line_end = memchr (line, '\n', (gsize)(end - line));
    const char *value;

    if (line_end == NULL)
      line_end = end;
    value = find_value (line, line_end, "Messages-Waiting");
    if (value != NULL) {
      is_summary = TRUE;
      summary->waiting = line_end - value >= 3 && g_ascii_strncasecmp (value, "yes", 3) == 0;
    }
    value = find_value (line, line_end, "Voice-Message");
    if (value != NULL && read_count (&value, line_end, &summary->new_messages) &&
        value < line_end && *value == '/') {
      value++;
      read_count (&value, line_end, &summary->old_messages);
    }
    line = line_end < end ? line_end + 1 : end;
  }
  return is_summary;
}
