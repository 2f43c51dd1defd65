/* SPDX-License-Identifier: Apache-2.0 */

#include "cmduri/internal.h"

/* Smart links, app:?action=… (command-uris, section 3), as the commands that they mean. */

#define BIT(slot) (1u << CMDURI_SLOT_##slot)

const char *const cmduri_part_names[CMDURI_PART_COUNT] = {"provisioning", "theme", "extprov",
                                                          "global_extprov"};

/* What `settings` may say, empty for the main page. */
static const struct {
  const char *name;
  enum cmduri_command command;
} settings_pages[] = {
    {"", CMDURI_COMMAND_SETTINGS},
    {"prefs", CMDURI_COMMAND_SETTINGS_PREFS},
    {"topup", CMDURI_COMMAND_SETTINGS_TOPUP},
    {"addons", CMDURI_COMMAND_SETTINGS_ADDONS},
};

static bool
is_text (struct cmduri_text text, const char *string)
{
  return cmduri_text_equal (text, cmduri_text_of (string));
}

static bool
is_tab (enum cmduri_command command)
{
  return command >= CMDURI_COMMAND_QD && command <= CMDURI_COMMAND_BROWSER;
}

static bool
refuse_value (struct cmduri_reader *reader, const struct cmduri_query *query, enum cmduri_slot slot)
{
  reader->uri->hint = cmduri_command_nearest (query->values[slot]);
  return cmduri_reader_refuse (reader, CMDURI_ERROR_UNKNOWN_COMMAND, query->value_at[slot]);
}

/* "true" and "1" are true; "false" and "0" are false; anything else is, too, with a warning. */
static bool
read_boolean (struct cmduri_reader *reader, const struct cmduri_query *query, enum cmduri_slot slot)
{
  if (!(query->seen & (1u << slot)))
    return false;
  struct cmduri_text value = query->values[slot];
  if (is_text (value, "true") || is_text (value, "1"))
    return true;
  if (!is_text (value, "false") && !is_text (value, "0"))
    cmduri_reader_warn (reader, CMDURI_WARNING_UNKNOWN_VALUE, query->value_at[slot]);
  return false;
}

static bool
read_navigate (struct cmduri_reader *reader, const char *at, const struct cmduri_query *query)
{
  struct cmduri *uri = reader->uri;

  if (query->seen & BIT (TAB)) {
    uri->command = cmduri_command_find (query->values[CMDURI_SLOT_TAB]);
    if (!is_tab (uri->command))
      return refuse_value (reader, query, CMDURI_SLOT_TAB);
    if (uri->command != CMDURI_COMMAND_BROWSER) {
      cmduri_reader_warn_unused (reader, query, BIT (ACTION) | BIT (TAB));
      return true;
    }
    if (query->seen & BIT (RELATIVE))
      uri->relative = query->values[CMDURI_SLOT_RELATIVE];
    uri->reload = read_boolean (reader, query, CMDURI_SLOT_RELOAD);
    uri->reset = read_boolean (reader, query, CMDURI_SLOT_RESET);
    cmduri_reader_warn_unused (
        reader, query, BIT (ACTION) | BIT (TAB) | BIT (RELATIVE) | BIT (RELOAD) | BIT (RESET));
    return true;
  }

  if (query->seen & BIT (SETTINGS)) {
    for (size_t i = 0; i < sizeof settings_pages / sizeof settings_pages[0]; i++)
      if (is_text (query->values[CMDURI_SLOT_SETTINGS], settings_pages[i].name))
        uri->command = settings_pages[i].command;
    if (uri->command == CMDURI_COMMAND_NONE)
      return refuse_value (reader, query, CMDURI_SLOT_SETTINGS);
    cmduri_reader_warn_unused (reader, query, BIT (ACTION) | BIT (SETTINGS));
    return true;
  }
  return cmduri_reader_refuse (reader, CMDURI_ERROR_NO_COMMAND, at);
}

static bool
read_reprovision (struct cmduri_reader *reader, const struct cmduri_query *query)
{
  struct cmduri *uri = reader->uri;
  struct cmduri_text only = query->values[CMDURI_SLOT_ONLY];

  uri->only = CMDURI_PART_ALL;
  if ((query->seen & BIT (ONLY)) && only.length > 0) {
    size_t unknown;
    uri->only = cmduri_parts_read (only, &unknown);
    /* Nothing that is known: to provision everything would be more than was asked for. */
    if (uri->only == 0)
      return cmduri_reader_refuse (reader, CMDURI_ERROR_UNSUPPORTED,
                                   query->value_at[CMDURI_SLOT_ONLY]);
    if (unknown < only.length)
      cmduri_reader_warn (reader, CMDURI_WARNING_UNKNOWN_VALUE, query->value_at[CMDURI_SLOT_ONLY]);
  }
  uri->command = uri->only == CMDURI_PART_EXTPROV ? CMDURI_COMMAND_EXTPROV_UPDATE
                                                  : CMDURI_COMMAND_PROVISIONING_UPDATE;
  cmduri_reader_warn_unused (reader, query, BIT (ACTION) | BIT (ONLY));
  return true;
}

unsigned
cmduri_default_parts (enum cmduri_command command)
{
  switch (command) {
  case CMDURI_COMMAND_PROVISIONING_UPDATE:
    return CMDURI_PART_ALL;
  case CMDURI_COMMAND_EXTPROV_UPDATE:
    return CMDURI_PART_EXTPROV;
  default:
    return 0;
  }
}

unsigned
cmduri_parts_read (struct cmduri_text list, size_t *unknown)
{
  unsigned parts = 0;
  size_t start = 0;

  *unknown = list.length;
  while (start <= list.length) {
    size_t end = start;
    while (end < list.length && list.start[end] != ',')
      end++;

    struct cmduri_text entry = {list.start + start, end - start};
    unsigned part = 0;
    for (unsigned i = 0; i < CMDURI_PART_COUNT; i++)
      if (is_text (entry, cmduri_part_names[i]))
        part = 1u << i;
    if (part == 0 && entry.length > 0 && *unknown == list.length)
      *unknown = start;
    parts |= part;
    start = end + 1;
  }
  return parts;
}

bool
cmduri_read_smart (struct cmduri_reader *reader, const char *at, const struct cmduri_query *query)
{
  struct cmduri *uri = reader->uri;
  struct cmduri_text action = query->values[CMDURI_SLOT_ACTION];

  uri->smart = true;
  if (uri->form == CMDURI_FORM_APP)
    uri->form = CMDURI_FORM_SMART;

  if (is_text (action, "navigate"))
    return read_navigate (reader, at, query);
  if (is_text (action, "reprovision"))
    return read_reprovision (reader, query);
  if (is_text (action, "function"))
    return cmduri_reader_refuse (reader, CMDURI_ERROR_UNSUPPORTED,
                                 query->value_at[CMDURI_SLOT_ACTION]);
  if (action.length == 0)
    return cmduri_reader_refuse (reader, CMDURI_ERROR_NO_COMMAND,
                                 query->value_at[CMDURI_SLOT_ACTION]);
  return refuse_value (reader, query, CMDURI_SLOT_ACTION);
}
