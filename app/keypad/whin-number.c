/* SPDX-License-Identifier: Apache-2.0 */
#include "app/keypad/whin-number.h"

#include <string.h>

/* The one scheme that says how the call is to be made. */
#define SECURE_SCHEME "sips:"

#define FULLWIDTH_PLUS 0xFF0B
#define MIDDLE_DOT 0xB7
#define MINUS_SIGN 0x2212

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

/* What may stand between the digits of a number (ITU-T E.123; RFC 3966, section 5.1.1). */
static gboolean
is_separator (gunichar c)
{
  switch (g_unichar_type (c)) {
  case G_UNICODE_CONTROL:
  case G_UNICODE_FORMAT:
  case G_UNICODE_DASH_PUNCTUATION:
  case G_UNICODE_OPEN_PUNCTUATION:
  case G_UNICODE_CLOSE_PUNCTUATION:
  case G_UNICODE_NON_SPACING_MARK:
  case G_UNICODE_ENCLOSING_MARK:
  case G_UNICODE_SPACE_SEPARATOR:
  case G_UNICODE_LINE_SEPARATOR:
  case G_UNICODE_PARAGRAPH_SEPARATOR:
    return TRUE;
  default:
    return c == '.' || c == '/' || c == '+' || c == MINUS_SIGN || c == MIDDLE_DOT;
  }
}

static gboolean
is_open (gunichar c)
{
  return g_unichar_type (c) == G_UNICODE_OPEN_PUNCTUATION;
}

static const char *
find_end_of_word (const char *word)
{
  while (g_unichar_isalpha (g_utf8_get_char (word)))
    word = g_utf8_next_char (word);
  return word;
}

static gboolean
is_extension (const char *word, gsize length)
{
  static const char *const marks[] = {"ext", "extn", "extension"};
  const char *rest = word + length;

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    if (length == strlen (marks[i]) && g_ascii_strncasecmp (word, marks[i], length) == 0)
      return TRUE;
  while (*rest != '\0' && is_separator (g_utf8_get_char (rest)))
    rest = g_utf8_next_char (rest);
  return length == 1 && g_ascii_tolower (*word) == 'x' && g_ascii_isdigit (*rest);
}

/* Whether the letters of the word, which stands after @before, are keys to press. One that stands
 * alone must be in capitals, as the text that follows a number mostly isn't. */
static gboolean
is_for_keys (const char *word, gsize length, gunichar before)
{
  gboolean is_alone = g_unichar_isspace (before);

  if (is_open (before) || is_extension (word, length))
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalpha (word[i]) || (is_alone && !g_ascii_isupper (word[i])))
      return FALSE;
  return TRUE;
}

static char *
clean_number (const char *text, gsize max)
{
  GString *out = g_string_new (NULL);
  gboolean has_word = FALSE;
  gunichar before = 0;

  for (const char *p = text; *p != '\0' && *p != ';' && *p != '?'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    int digit = g_unichar_digit_value (c);

    if (out->len >= max)
      break;
    if (g_str_has_prefix (p, "(0)") && out->len > 1 && out->str[0] == '+')
      p += strlen ("(0)") - 1;
    else if (digit >= 0)
      g_string_append_c (out, (char)('0' + digit));
    else if ((c == '+' || c == FULLWIDTH_PLUS) && out->len == 0)
      g_string_append_c (out, '+');
    else if (c == '*' || c == '#')
      g_string_append_c (out, (char)c);
    else if (g_unichar_isalpha (c) && out->len > 0) {
      const char *end = find_end_of_word (p);

      if (!is_for_keys (p, (gsize)(end - p), before))
        break;
      has_word = TRUE;
      for (; p < end && out->len < max; p++)
        g_string_append_c (out, key_of_letter (*p));
      p = end - 1;
    } else if (out->len > 0 && (!is_separator (c) || (has_word && is_open (c))))
      break;
    before = c;
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
