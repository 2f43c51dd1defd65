/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/sip/whin-sip-text.h"

#include <string.h>

#define FRAGMENT_START "SIP/2.0 "

char
whin_sip_text_read_dtmf (const char *body, gsize length)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (length > WHIN_SIP_TEXT_MAX_BYTES)
    return '\0';
  text = g_strndup (body, length);
  lines = g_strsplit (text, "\n", 16);
  for (guint i = 0; lines[i] != NULL; i++) {
    char *value = strchr (lines[i], '=');

    if (value == NULL)
      continue;
    *value++ = '\0';
    g_strstrip (lines[i]);
    g_strstrip (value);
    if (g_ascii_strcasecmp (lines[i], "Signal") == 0 && strlen (value) == 1 &&
        strchr ("0123456789*#ABCDabcd", *value) != NULL)
      return g_ascii_toupper (*value);
  }
  return '\0';
}

guint
whin_sip_text_read_fragment (const char *body, gsize length)
{
  const gsize start = strlen (FRAGMENT_START);
  guint status = 0;

  if (length < start + 3 || length > WHIN_SIP_TEXT_MAX_BYTES ||
      g_ascii_strncasecmp (body, FRAGMENT_START, start) != 0)
    return 0;
  for (gsize i = start; i < start + 3; i++) {
    if (!g_ascii_isdigit (body[i]))
      return 0;
    status = status * 10 + (guint)(body[i] - '0');
  }
  return status >= 100 && status < 700 ? status : 0;
}

char *
whin_sip_text_quote (const char *text)
{
  g_autoptr (GString) quoted = g_string_new ("\"");

  for (const char *p = text; *p != '\0'; p++) {
    if (*p == '"' || *p == '\\')
      g_string_append_c (quoted, '\\');
    if ((guchar)*p >= 0x20 && *p != 0x7F)
      g_string_append_c (quoted, *p);
  }
  g_string_append_c (quoted, '"');
  return g_strdup (quoted->str);
}

char *
whin_sip_text_unquote (const char *text)
{
  g_autoptr (GString) plain = g_string_new (NULL);
  gsize length = strlen (text);

  if (length >= 2 && text[0] == '"' && text[length - 1] == '"') {
    text++;
    length -= 2;
  }
  for (gsize i = 0; i < length; i++) {
    if (text[i] == '\\' && i + 1 < length)
      i++;
    g_string_append_c (plain, text[i]);
  }
  return g_strdup (plain->str);
}
