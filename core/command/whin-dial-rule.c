/* SPDX-License-Identifier: Apache-2.0 */
#include "core/command/whin-dial-rule.h"

#include "core/phone/whin-line.h"

#include <string.h>

/*
 * A link never reaches an emergency centre, and never sets a service up, without the person: such
 * numbers are only filled in, whoever asks.
 *
 * Nearly everywhere emergency numbers have two or three digits and begin with 0, 1 or 9; the longer
 * ones are listed. An office's prefix for an outside line (0 or 9) may stand before them. A number
 * is judged after the separators are gone, as the line dials it; letters don't count, so that in
 * doubt the person presses the button.
 */

/* Digits of a number inside an office. Longer ones may be an information service's. */
#define MAX_EXTENSION 4

static const char *const longer[] = {"1122", "10111", "10177", "1669", "1155", "1190"};

static gboolean
is_emergency (const char *digits)
{
  gsize length = strlen (digits);

  if ((length == 2 || length == 3) && strchr ("019", digits[0]) != NULL)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (longer); i++)
    if (g_str_equal (digits, longer[i]))
      return TRUE;
  return FALSE;
}

gboolean
whin_dial_rule_guards (const char *number)
{
  g_autofree char *clean = whin_line_clean_number (number);
  g_autoptr (GString) digits = g_string_new (NULL);

  if (clean == NULL)
    return TRUE;
  for (const char *p = clean; *p != '\0' && *p != '@'; p++) {
    if (*p == '*' || *p == '#')
      return TRUE;
    if (g_ascii_isdigit (*p))
      g_string_append_c (digits, *p);
  }
  return is_emergency (digits->str) || (strchr ("09", digits->str[0]) != NULL && digits->len > 2 &&
                                        is_emergency (digits->str + 1));
}

/* RFC 3966, section 5.1.4: "+"; ITU-T E.123: "00" where there is no plus key. */
static const char *
skip_international_prefix (const char *number)
{
  if (*number == '+')
    return number + 1;
  return g_str_has_prefix (number, "00") ? number + 2 : number;
}

gboolean
whin_dial_rule_follows (const char *dialled, const char *target)
{
  if (strchr (target, '@') != NULL || whin_line_wants_secure (target) ||
      whin_line_wants_secure (dialled))
    return FALSE;
  return g_ascii_isalpha (*target) || strlen (target) <= MAX_EXTENSION ||
         strcmp (skip_international_prefix (dialled), skip_international_prefix (target)) == 0;
}

gboolean
whin_dial_rule_can (enum cmduri_dial_action action)
{
  return action == CMDURI_DIAL_ACTION_AUTO_CALL || action == CMDURI_DIAL_ACTION_VOICE_CALL ||
         action == CMDURI_DIAL_ACTION_FORCE_OFFNET_CALL;
}

WhinDial
whin_dial_rule_apply (enum cmduri_permission permission,
                      gboolean gesture,
                      gboolean able,
                      const char *number)
{
  if (!able || whin_dial_rule_guards (number))
    return WHIN_DIAL_FILL_IN;
  switch (permission) {
  case CMDURI_PERMISSION_ALLOW:
    return gesture ? WHIN_DIAL_NOW : WHIN_DIAL_FILL_IN;
  case CMDURI_PERMISSION_ASK:
    return WHIN_DIAL_ASK;
  case CMDURI_PERMISSION_REFUSE:
  default:
    return WHIN_DIAL_FILL_IN;
  }
}
