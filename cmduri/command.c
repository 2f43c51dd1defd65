/* SPDX-License-Identifier: Apache-2.0 */

#include "cmduri/internal.h"

#include <string.h>

/* The table of commands: a command is added here, and nowhere else in this library. */
#define COMMANDS(ROW)                                                                              \
  ROW (BALANCE_UPDATE, "balance-update", "run the balance check now", UPDATE, NULL)                \
  ROW (PROVISIONING_UPDATE, "provisioning-update",                                                 \
       "provision again now: portal, global external, external provisioning", UPDATE, NULL)        \
  ROW (EXTPROV_UPDATE, "extprov-update",                                                           \
       "provision again from the external provisioning URL only", UPDATE, NULL)                    \
  ROW (SETTINGS, "settings", "open Settings on its main page", NAVIGATION, NULL)                   \
  ROW (SETTINGS_PREFS, "settings/prefs", "open Settings on the preferences page", NAVIGATION,      \
       NULL)                                                                                       \
  ROW (SETTINGS_TOPUP, "settings/topup", "open Settings on the top-up page", NAVIGATION,           \
       "product_id", "action", NULL)                                                               \
  ROW (SETTINGS_ADDONS, "settings/addons", "open Settings on the add-ons page", NAVIGATION,        \
       "product_id", "action", NULL)                                                               \
  ROW (QD, "qd", "show the Quick Dial tab", NAVIGATION, NULL)                                      \
  ROW (HISTORY, "history", "show the History tab", NAVIGATION, NULL)                               \
  ROW (KEYPAD, "keypad", "show the Keypad tab", NAVIGATION, NULL)                                  \
  ROW (MESSAGES, "messages", "show the Messages tab", NAVIGATION, NULL)                            \
  ROW (CONTACTS, "contacts", "show the Contacts tab", NAVIGATION, NULL)                            \
  ROW (BROWSER, "browser", "show the web tab", NAVIGATION, NULL)

#define INFO_ROW(id, name, effect, kind, ...)                                                      \
  [CMDURI_COMMAND_##id] = {name, effect, CMDURI_COMMAND_KIND_##kind, {__VA_ARGS__}},
#define LENGTH_ROW(id, name, ...) [CMDURI_COMMAND_##id] = sizeof name - 1,

static const struct cmduri_command_info command_table[CMDURI_COMMAND_COUNT] = {COMMANDS (INFO_ROW)};
static const uint8_t command_lengths[CMDURI_COMMAND_COUNT] = {COMMANDS (LENGTH_ROW)};

/* Names longer than this are compared by their beginning: a bound on the work of a hint. */
#define NEAREST_MAX 32

/* Levenshtein distance of at most NEAREST_MAX bytes of each, without regard to ASCII case. */
static size_t
distance (const char *a, size_t a_length, const char *b, size_t b_length)
{
  size_t row[NEAREST_MAX + 1];
  for (size_t j = 0; j <= b_length; j++)
    row[j] = j;
  for (size_t i = 1; i <= a_length; i++) {
    size_t diagonal = row[0];
    row[0] = i;
    for (size_t j = 1; j <= b_length; j++) {
      size_t above = row[j];
      size_t cost = cmduri_fold (a[i - 1]) == cmduri_fold (b[j - 1]) ? 0 : 1;
      size_t least = diagonal + cost;
      if (above + 1 < least)
        least = above + 1;
      if (row[j - 1] + 1 < least)
        least = row[j - 1] + 1;
      row[j] = least;
      diagonal = above;
    }
  }
  return row[b_length];
}

static bool
equal_folded (const char *a, const char *b, size_t length)
{
  for (size_t i = 0; i < length; i++)
    if (cmduri_fold (a[i]) != cmduri_fold (b[i]))
      return false;
  return true;
}

/* Whether `part`, of two bytes at least, stands at the beginning or at the end of `whole`. */
CMDURI_COLD static bool
is_end_of (const char *part, size_t part_length, const char *whole, size_t whole_length)
{
  return part_length >= 2 && part_length <= whole_length &&
         (equal_folded (part, whole, part_length) ||
          equal_folded (part, whole + whole_length - part_length, part_length));
}

const struct cmduri_command_info *
cmduri_command_info (enum cmduri_command command)
{
  if ((unsigned)command >= CMDURI_COMMAND_COUNT || command == CMDURI_COMMAND_NONE)
    return NULL;
  return &command_table[command];
}

const char *
cmduri_command_name (enum cmduri_command command)
{
  const struct cmduri_command_info *info = cmduri_command_info (command);
  return info == NULL ? NULL : info->name;
}

enum cmduri_command
cmduri_command_find (struct cmduri_text name)
{
  if (name.length == 0)
    return CMDURI_COMMAND_NONE;
  const size_t last = name.length - 1; /* differs most among names of one length */
  for (int i = CMDURI_COMMAND_NONE + 1; i < CMDURI_COMMAND_COUNT; i++)
    if (name.length == command_lengths[i] && name.start[last] == command_table[i].name[last] &&
        memcmp (name.start, command_table[i].name, last) == 0)
      return (enum cmduri_command)i;
  return CMDURI_COMMAND_NONE;
}

size_t
cmduri_command_distance (enum cmduri_command command, struct cmduri_text name)
{
  const char *known = cmduri_command_name (command);
  if (known == NULL)
    return SIZE_MAX;
  size_t known_length = strlen (known);
  size_t length = name.length < NEAREST_MAX ? name.length : NEAREST_MAX;
  size_t steps = distance (name.start, length, known, known_length);

  /* "topup" and "balance" mean settings/topup and balance-update, however much is missing. */
  return steps > 2 && is_end_of (name.start, length, known, known_length) ? 2 : steps;
}

enum cmduri_command
cmduri_command_nearest (struct cmduri_text name)
{
  enum cmduri_command nearest = CMDURI_COMMAND_NONE;
  size_t least = SIZE_MAX;
  size_t length = name.length < NEAREST_MAX ? name.length : NEAREST_MAX;

  for (int i = CMDURI_COMMAND_NONE + 1; i < CMDURI_COMMAND_COUNT; i++) {
    size_t steps = cmduri_command_distance ((enum cmduri_command)i, name);
    size_t longer = length > command_lengths[i] ? length : command_lengths[i];
    if (steps < least && 2 * steps <= longer) {
      least = steps;
      nearest = (enum cmduri_command)i;
    }
  }
  return nearest;
}
