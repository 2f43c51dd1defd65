/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/phone/whin-call-reason.h"

#include <glib/gi18n-lib.h>

#include <string.h>

#define MAX_PHRASE 80 /* characters of a server's own words */

static const struct {
  guint status;
  WhinCallEnd end;
  const char *text;
} reasons[] = {
    {401, WHIN_CALL_END_FAILED, N_ ("The server refused the password.")},
    {402, WHIN_CALL_END_FAILED, N_ ("The credit does not suffice.")},
    {403, WHIN_CALL_END_FAILED, N_ ("The server does not allow this call.")},
    {404, WHIN_CALL_END_FAILED, N_ ("The number is unknown.")},
    {406, WHIN_CALL_END_FAILED, N_ ("The other side cannot take this kind of call.")},
    {407, WHIN_CALL_END_FAILED, N_ ("The server refused the password.")},
    {408, WHIN_CALL_END_NO_ANSWER, N_ ("The server did not answer in time.")},
    {410, WHIN_CALL_END_FAILED, N_ ("The number is no longer in use.")},
    {415, WHIN_CALL_END_FAILED, N_ ("The other side cannot take this kind of call.")},
    {480, WHIN_CALL_END_NO_ANSWER, N_ ("The other side cannot be reached at the moment.")},
    {481, WHIN_CALL_END_FAILED, N_ ("The other side lost the call.")},
    {483, WHIN_CALL_END_FAILED, N_ ("The call went in circles.")},
    {484, WHIN_CALL_END_FAILED, N_ ("The number is not complete.")},
    {485, WHIN_CALL_END_FAILED, N_ ("The number fits more than one place.")},
    {486, WHIN_CALL_END_BUSY, N_ ("The other side is busy.")},
    {487, WHIN_CALL_END_CANCELLED, N_ ("The call was given up.")},
    {488, WHIN_CALL_END_FAILED, N_ ("There is no codec or encryption that both sides know.")},
    {491, WHIN_CALL_END_FAILED, N_ ("Both sides changed the call at once.")},
    {500, WHIN_CALL_END_FAILED, N_ ("The server has a fault.")},
    {502, WHIN_CALL_END_FAILED, N_ ("The network behind the server has a fault.")},
    {503, WHIN_CALL_END_FAILED, N_ ("The server is out of service.")},
    {504, WHIN_CALL_END_FAILED, N_ ("The network behind the server did not answer in time.")},
    {600, WHIN_CALL_END_BUSY, N_ ("The other side is busy everywhere.")},
    {603, WHIN_CALL_END_DECLINED, N_ ("The other side declined.")},
    {604, WHIN_CALL_END_FAILED, N_ ("The number is unknown.")},
    {606, WHIN_CALL_END_FAILED, N_ ("There is no codec or encryption that both sides know.")},
    {607, WHIN_CALL_END_DECLINED, N_ ("The other side does not want this call.")},
};

static gboolean
is_shown (gunichar character)
{
  switch (g_unichar_type (character)) {
  case G_UNICODE_CONTROL:
  case G_UNICODE_FORMAT: /* also the marks that turn the writing direction round */
  case G_UNICODE_PRIVATE_USE:
  case G_UNICODE_SURROGATE:
  case G_UNICODE_UNASSIGNED:
  case G_UNICODE_LINE_SEPARATOR:
  case G_UNICODE_PARAGRAPH_SEPARATOR:
    return FALSE;
  default:
    return TRUE;
  }
}

char *
whin_call_clean_text (const char *text, gsize max_characters)
{
  g_autofree char *valid = NULL;
  g_autoptr (GString) clean = g_string_new (NULL);
  gsize count = 0;

  if (text == NULL)
    return NULL;
  /* Four bytes a character at most; the rest could not be shown anyway. */
  valid = g_utf8_make_valid (text, (gssize)strnlen (text, max_characters * 8));
  for (const char *p = valid; *p != '\0' && count < max_characters; p = g_utf8_next_char (p)) {
    gunichar character = g_utf8_get_char (p);

    if (!is_shown (character))
      character = ' ';
    if (character == ' ' && (clean->len == 0 || clean->str[clean->len - 1] == ' '))
      continue;
    g_string_append_unichar (clean, character);
    count++;
  }
  g_strchomp (clean->str);
  return *clean->str != '\0' ? g_strdup (clean->str) : NULL;
}

char *
whin_call_reason_for_status (guint status, const char *phrase, WhinCallEnd *end)
{
  g_autofree char *words = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++) {
    if (reasons[i].status == status) {
      *end = reasons[i].end;
      return g_strdup (_ (reasons[i].text));
    }
  }
  *end = WHIN_CALL_END_FAILED;
  words = whin_call_clean_text (phrase, MAX_PHRASE);
  if (words != NULL)
    return g_strdup_printf (_ ("The server said: %s (%u)."), words, status);
  return g_strdup_printf (_ ("The server refused the call (%u)."), status);
}
