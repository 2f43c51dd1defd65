/* SPDX-License-Identifier: Apache-2.0 */

#include "cmduri/cmduri.h"
#include "cmduri/tap.h"

#include <string.h>

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

int
main (void)
{
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
