/* SPDX-License-Identifier: Apache-2.0 */

#include "cmduri/cmduri.h"
#include "cmduri/tap.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* The table and the hints. */

static const struct {
  const char *name;
  const char *kind;
  const char *parameters;
} rows[] = {
    {"balance-update", "update", ""},
    {"provisioning-update", "update", ""},
    {"extprov-update", "update", ""},
    {"settings", "navigation", ""},
    {"settings/prefs", "navigation", ""},
    {"settings/topup", "navigation", "product_id action "},
    {"settings/addons", "navigation", "product_id action "},
    {"qd", "navigation", ""},
    {"history", "navigation", ""},
    {"keypad", "navigation", ""},
    {"messages", "navigation", ""},
    {"contacts", "navigation", ""},
    {"browser", "navigation", ""},
};

static const struct {
  const char *written;
  const char *nearest;
} hints[] = {
    {"keypd", "keypad"},
    {"Keypad", "keypad"},
    {"KEYPAD", "keypad"},
    {"keypads", "keypad"},
    {"setings", "settings"},
    {"settings/topupp", "settings/topup"},
    {"settings-topup", "settings/topup"},
    {"topup", "settings/topup"},
    {"addons", "settings/addons"},
    {"prefs", "settings/prefs"},
    {"balance", "balance-update"},
    {"balanceUpdate", "balance-update"},
    {"provisioning_update", "provisioning-update"},
    {"extprov", "extprov-update"},
    {"contact", "contacts"},
    {"message", "messages"},
    {"histroy", "history"},
    {"broswer", "browser"},
    {"provisioning-update-and-much-more-that-is-longer-than-any-name", "provisioning-update"},
};

/* Nothing known resembles these, so that a hint would be nonsense. */
static const char *const far_off[] = {
    "foo",
    "buy",
    "xy",
    "zzzzzzzzzzzz",
    "logout",
    "sms",
    "?",
    "",
    "a-name-of-nothing-known-that-is-longer-by-far-than-any-name-of-all-the-commands"};

/* The rule of a hint again, written apart from the library's own (the specification, CU-76): a full
 * table of distances. Both names are shorter than MAX_NAME. */
#define MAX_NAME 32

static size_t
count_edits (const char *a, const char *b)
{
  size_t table[MAX_NAME + 1][MAX_NAME + 1];
  const size_t a_length = strlen (a), b_length = strlen (b);

  for (size_t i = 0; i <= a_length; i++)
    for (size_t j = 0; j <= b_length; j++) {
      size_t best = i + j;
      if (i > 0 && table[i - 1][j] + 1 < best)
        best = table[i - 1][j] + 1;
      if (j > 0 && table[i][j - 1] + 1 < best)
        best = table[i][j - 1] + 1;
      if (i > 0 && j > 0) {
        size_t kept = table[i - 1][j - 1] +
                      (tolower ((unsigned char)a[i - 1]) != tolower ((unsigned char)b[j - 1]));
        best = kept < best ? kept : best;
      }
      table[i][j] = best;
    }

  const bool end = a_length >= 2 && a_length <= b_length &&
                   (strncasecmp (a, b, a_length) == 0 ||
                    strncasecmp (a, b + b_length - a_length, a_length) == 0);
  return table[a_length][b_length] > 2 && end ? 2 : table[a_length][b_length];
}

static enum cmduri_command
find_nearest (const char *name)
{
  int nearest = CMDURI_COMMAND_NONE;
  size_t least = SIZE_MAX;
  for (int i = 1; i < CMDURI_COMMAND_COUNT; i++) {
    size_t edits = count_edits (name, rows[i - 1].name);
    size_t longer =
        strlen (name) > strlen (rows[i - 1].name) ? strlen (name) : strlen (rows[i - 1].name);
    if (edits < least && 2 * edits <= longer) {
      least = edits;
      nearest = i;
    }
  }
  return (enum cmduri_command)nearest;
}

/* One edit: the first byte of `edit` says which, the rest what comes in. */
static void
edit_name (const char *name, size_t at, char edit, char *out)
{
  const size_t length = strlen (name);
  memcpy (out, name, at);
  size_t kept = at + (edit != '+');
  if (edit == '^')
    out[at++] = (char)toupper ((unsigned char)name[kept - 1]);
  else if (edit != '-')
    out[at++] = 'q';
  memcpy (out + at, name + kept, length - kept + 1);
}

/* Every name that is two edits, or a cut, away from a command. */
static void
check_misspellings (void)
{
  static const char edits[] = {'-', '+', '=', '^'};
  unsigned long count = 0, bad = 0;
  char once[MAX_NAME], twice[MAX_NAME];

  for (size_t row = 0; row < CMDURI_COMMAND_COUNT - 1; row++) {
    const char *name = rows[row].name;
    for (size_t i = 0; i < strlen (name); i++)
      for (size_t first = 0; first < sizeof edits; first++) {
        edit_name (name, i, edits[first], once);
        for (size_t j = 0; j < strlen (once); j++)
          for (size_t second = 0; second < sizeof edits; second++) {
            edit_name (once, j, edits[second], twice);
            count++;
            if (cmduri_command_nearest (cmduri_text_of (twice)) != find_nearest (twice) &&
                bad++ < 9)
              printf ("# %s\n", twice);
          }
      }
    for (size_t from = 0; from < strlen (name); from++)
      for (size_t length = 0; from + length <= strlen (name); length++) {
        struct cmduri_text part = {name + from, length};
        snprintf (twice, sizeof twice, "%.*s", (int)length, name + from);
        count++;
        if (cmduri_command_nearest (part) != find_nearest (twice) && bad++ < 9)
          printf ("# %s\n", twice);
      }
  }
  tap_check (bad == 0 && count > 10000, "%lu misspellings have the hint that the rule gives",
             count);
}

int
main (void)
{
  check_misspellings ();
  for (int i = 0; i < CMDURI_COMMAND_COUNT - 1; i++) {
    enum cmduri_command command = cmduri_command_find (cmduri_text_of (rows[i].name));
    const struct cmduri_command_info *info = cmduri_command_info (command);
    char parameters[64] = "";

    if (!tap_check (command == (enum cmduri_command) (i + 1) && info != NULL, "%s is there",
                    rows[i].name))
      continue;
    for (size_t j = 0; info->parameters[j] != NULL; j++)
      snprintf (parameters + strlen (parameters), sizeof parameters - strlen (parameters), "%s ",
                info->parameters[j]);
    tap_check (strcmp (info->kind == CMDURI_COMMAND_KIND_UPDATE ? "update" : "navigation",
                       rows[i].kind) == 0,
               "kind of %s", rows[i].name);
    tap_check (strcmp (parameters, rows[i].parameters) == 0, "parameters of %s", rows[i].name);
    tap_check (strlen (info->effect) > 0, "effect of %s", rows[i].name);
    tap_check (strcmp (cmduri_command_name (command), rows[i].name) == 0, "name of %s",
               rows[i].name);
  }

  for (size_t i = 0; i < sizeof hints / sizeof hints[0]; i++) {
    const char *nearest =
        cmduri_command_name (cmduri_command_nearest (cmduri_text_of (hints[i].written)));
    tap_check (strcmp (nearest, hints[i].nearest) == 0, "'%s' is nearest to %s, was %s",
               hints[i].written, hints[i].nearest, nearest);
  }

  for (size_t i = 0; i < sizeof far_off / sizeof far_off[0]; i++)
    tap_check (cmduri_command_nearest (cmduri_text_of (far_off[i])) == CMDURI_COMMAND_NONE,
               "'%s' is near to nothing", far_off[i]);

  tap_check (cmduri_command_find (cmduri_text_of ("")) == CMDURI_COMMAND_NONE, "no name");
  tap_check (cmduri_command_find (cmduri_text_of ("Settings")) == CMDURI_COMMAND_NONE,
             "another case");
  tap_check (cmduri_command_find ((struct cmduri_text){"settings/prefs", 8}) ==
                 CMDURI_COMMAND_SETTINGS,
             "a range within a longer text");
  tap_check (cmduri_command_name (CMDURI_COMMAND_NONE) == NULL, "none has no name");
  tap_check (cmduri_command_info ((enum cmduri_command)CMDURI_COMMAND_COUNT) == NULL,
             "beyond the table is nothing");
  tap_check (cmduri_command_info ((enum cmduri_command) - 1) == NULL,
             "before the table is nothing");
  return tap_done ();
}
