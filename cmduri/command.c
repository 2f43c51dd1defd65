/* SPDX-License-Identifier: Apache-2.0 */

#include "cmduri/internal.h"

#include <string.h>

/* The table of commands: a command is added here, and nowhere else in this library. */
static const struct cmduri_command_info command_table[CMDURI_COMMAND_COUNT] = {
    [CMDURI_COMMAND_BALANCE_UPDATE] = {"balance-update",
                                       "run the balance check now",
                                       CMDURI_COMMAND_KIND_UPDATE,
                                       {NULL}},
    [CMDURI_COMMAND_PROVISIONING_UPDATE] =
        {"provisioning-update",
         "provision again now: portal, global external, external provisioning",
         CMDURI_COMMAND_KIND_UPDATE,
         {NULL}},
    [CMDURI_COMMAND_EXTPROV_UPDATE] = {"extprov-update",
                                       "provision again from the external provisioning URL only",
                                       CMDURI_COMMAND_KIND_UPDATE,
                                       {NULL}},
    [CMDURI_COMMAND_SETTINGS] = {"settings",
                                 "open Settings on its main page",
                                 CMDURI_COMMAND_KIND_NAVIGATION,
                                 {NULL}},
    [CMDURI_COMMAND_SETTINGS_PREFS] = {"settings/prefs",
                                       "open Settings on the preferences page",
                                       CMDURI_COMMAND_KIND_NAVIGATION,
                                       {NULL}},
    [CMDURI_COMMAND_SETTINGS_TOPUP] = {"settings/topup",
                                       "open Settings on the top-up page",
                                       CMDURI_COMMAND_KIND_NAVIGATION,
                                       {"product_id", "action", NULL}},
    [CMDURI_COMMAND_SETTINGS_ADDONS] = {"settings/addons",
                                        "open Settings on the add-ons page",
                                        CMDURI_COMMAND_KIND_NAVIGATION,
                                        {"product_id", "action", NULL}},
    [CMDURI_COMMAND_QD] = {"qd", "show the Quick Dial tab", CMDURI_COMMAND_KIND_NAVIGATION, {NULL}},
    [CMDURI_COMMAND_HISTORY] = {"history",
                                "show the History tab",
                                CMDURI_COMMAND_KIND_NAVIGATION,
                                {NULL}},
    [CMDURI_COMMAND_KEYPAD] = {"keypad",
                               "show the Keypad tab",
                               CMDURI_COMMAND_KIND_NAVIGATION,
                               {NULL}},
    [CMDURI_COMMAND_MESSAGES] = {"messages",
                                 "show the Messages tab",
                                 CMDURI_COMMAND_KIND_NAVIGATION,
                                 {NULL}},
    [CMDURI_COMMAND_CONTACTS] = {"contacts",
                                 "show the Contacts tab",
                                 CMDURI_COMMAND_KIND_NAVIGATION,
                                 {NULL}},
    [CMDURI_COMMAND_BROWSER] = {"browser",
                                "show the web tab",
                                CMDURI_COMMAND_KIND_NAVIGATION,
                                {NULL}},
};

/* Names longer than this are compared by their beginning: a bound on the work of a hint. */
#define NEAREST_MAX 32

static unsigned char
fold (unsigned char byte)
{
  return byte >= 'A' && byte <= 'Z' ? (unsigned char)(byte | 0x20) : byte;
}

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
      size_t cost = fold ((unsigned char)a[i - 1]) == fold ((unsigned char)b[j - 1]) ? 0 : 1;
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

/* Whether `part`, of two bytes at least, stands at the beginning or at the end of `whole`. */
static bool
is_end_of (const char *part, size_t part_length, const char *whole, size_t whole_length)
{
  return part_length >= 2 && part_length <= whole_length &&
         (distance (part, part_length, whole, part_length) == 0 ||
          distance (part, part_length, whole + whole_length - part_length, part_length) == 0);
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
  for (int i = CMDURI_COMMAND_NONE + 1; i < CMDURI_COMMAND_COUNT; i++)
    if (cmduri_text_equal (name, cmduri_text_of (command_table[i].name)))
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

  for (int i = CMDURI_COMMAND_NONE + 1; i < CMDURI_COMMAND_COUNT; i++) {
    size_t steps = cmduri_command_distance ((enum cmduri_command)i, name);
    if (steps < least) {
      least = steps;
      nearest = (enum cmduri_command)i;
    }
  }
  return nearest;
}
