/* SPDX-License-Identifier: Apache-2.0 */
#include "app/keypad/whin-number.h"

#include <string.h>

/* The one scheme that says how the call is to be made. */
#define SECURE_SCHEME "sips:"

static const char *
skip_scheme (const char *text, gboolean *secure)
{
  static const char *const schemes[] = {SECURE_SCHEME, "tel:", "sip:", "callto:"};

  while (g_ascii_isspace (*text))
    text++;
  *secure = FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++) {
    if (g_ascii_strncasecmp (text, schemes[i], strlen (schemes[i])) == 0) {
      *secure = i == 0;
      return text + strlen (schemes[i]);
    }
  }
  return text;
}

/* The key that carries an ASCII letter (ITU-T E.161, option A). */
static char
key_of_letter (char letter)
{
  static const char keys[] = "22233344455566677778889999";

  return keys[g_ascii_tolower (letter) - 'a'];
}

static gboolean
is_address (const char *text)
{
  return strchr (text, '@') != NULL || g_ascii_isalpha (*text);
}

static char *
clean_address (const char *text, gsize max)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0' && *p != ';' && *p != '?'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    if (g_unichar_isspace (c) || g_unichar_iscntrl (c) || g_unichar_type (c) == G_UNICODE_FORMAT)
      continue;
    if (out->len + 6 > max)
      break;
    g_string_append_unichar (out, c);
  }
  return g_string_free (out, FALSE);
}

static char *
clean_number (const char *text, gsize max)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0' && *p != ';' && *p != '?'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    int digit = g_unichar_digit_value (c);

    if (out->len >= max)
      break;
    if (g_str_has_prefix (p, "(0)") && out->len > 1 && out->str[0] == '+')
      p += strlen ("(0)") - 1;
    else if (digit >= 0)
      g_string_append_c (out, (char)('0' + digit));
    else if ((c == '+' || c == 0xFF0B) && out->len == 0)
      g_string_append_c (out, '+');
    else if (c == '*' || c == '#')
      g_string_append_c (out, (char)c);
    else if (c < 0x80 && g_ascii_isalpha ((char)c) && out->len > 0)
      g_string_append_c (out, key_of_letter ((char)c));
  }
  return g_string_free (out, FALSE);
}

char *
whin_number_clean (const char *text)
{
  gboolean secure;
  const char *start = skip_scheme (text, &secure);
  gsize max = WHIN_NUMBER_MAX_BYTES - (secure ? strlen (SECURE_SCHEME) : 0);
  g_autofree char *clean =
      is_address (start) ? clean_address (start, max) : clean_number (start, max);

  return secure && *clean != '\0' ? g_strconcat (SECURE_SCHEME, clean, NULL)
                                  : g_steal_pointer (&clean);
}
