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

/* The name of all emergency services and what is below it, as "sos.police" (RFC 5031, section 4.2):
 * a gateway may take it for the service. */
static gboolean
is_sos (const char *address)
{
  const char *user = whin_line_wants_secure (address) ? strchr (address, ':') + 1 : address;

  return g_ascii_strncasecmp (user, "sos", 3) == 0 && strchr (".@", user[3]) != NULL;
}

gboolean
whin_dial_rule_guards (const char *number)
{
  g_autofree char *clean = whin_line_clean_number (number);
  g_autoptr (GString) digits = g_string_new (NULL);

  if (clean == NULL || is_sos (clean))
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

/* What follows "+" (RFC 3966, section 5.1.4) or "00" (ITU-T E.123); NULL: it isn't international.
 */
static const char *
skip_international_prefix (const char *number)
{
  if (*number == '+')
    return number + 1;
  return g_str_has_prefix (number, "00") ? number + 2 : NULL;
}

static gboolean
are_same (const char *one, const char *other)
{
  const char *rest = skip_international_prefix (one);
  const char *other_rest = skip_international_prefix (other);

  return strcmp (one, other) == 0 ||
         (rest != NULL && other_rest != NULL && strcmp (rest, other_rest) == 0);
}

/* North America's services, of which some cost: 211, 311, 411 … */
static gboolean
is_service (const char *number)
{
  return strlen (number) == 3 && g_str_has_suffix (number, "11");
}

static gboolean
is_inside (const char *number)
{
  return g_ascii_isalpha (*number) || strlen (number) <= WHIN_DIAL_RULE_MAX_EXTENSION;
}

gboolean
whin_dial_rule_follows (const char *dialled, const char *target)
{
  if (strchr (target, '@') != NULL || whin_line_wants_secure (target) ||
      whin_line_wants_secure (dialled))
    return FALSE;
  return g_ascii_isalpha (*target) || are_same (dialled, target) ||
         (is_inside (dialled) && is_inside (target) && !is_service (target));
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
