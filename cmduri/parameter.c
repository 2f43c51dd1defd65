/* SPDX-License-Identifier: Apache-2.0 */

#include "cmduri/internal.h"

#include <string.h>

/* The parameters of a command by their names, for showing and for building. */

static struct cmduri_text
parts_text (unsigned parts, char text[CMDURI_ONLY_SIZE])
{
  size_t length = 0;
  for (unsigned i = 0; i < CMDURI_PART_COUNT; i++) {
    if (!(parts & (1u << i)))
      continue;
    if (length > 0)
      text[length++] = ',';
    size_t part_length = strlen (cmduri_part_names[i]);
    memcpy (text + length, cmduri_part_names[i], part_length);
    length += part_length;
  }
  return (struct cmduri_text){text, length};
}

static bool
is_true (struct cmduri_text value)
{
  return cmduri_text_equal (value, cmduri_text_of ("true")) ||
         cmduri_text_equal (value, cmduri_text_of ("1"));
}

static bool
is_false (struct cmduri_text value)
{
  return cmduri_text_equal (value, cmduri_text_of ("false")) ||
         cmduri_text_equal (value, cmduri_text_of ("0"));
}

size_t
cmduri_parameters (const struct cmduri *uri,
                   struct cmduri_parameter parameters[CMDURI_MAX_KNOWN_PARAMETERS],
                   char only_text[CMDURI_ONLY_SIZE])
{
  size_t count = 0;
  if (uri->kind != CMDURI_KIND_COMMAND)
    return 0;

  switch (uri->command) {
  case CMDURI_COMMAND_SETTINGS_TOPUP:
  case CMDURI_COMMAND_SETTINGS_ADDONS:
    if (uri->buy)
      parameters[count++] = (struct cmduri_parameter){"action", cmduri_text_of ("buy")};
    if (uri->product_id.start != NULL)
      parameters[count++] = (struct cmduri_parameter){"product_id", uri->product_id};
    break;
  case CMDURI_COMMAND_BROWSER:
    if (uri->relative.start != NULL)
      parameters[count++] = (struct cmduri_parameter){"relative", uri->relative};
    if (uri->reload)
      parameters[count++] = (struct cmduri_parameter){"reload", cmduri_text_of ("true")};
    if (uri->reset)
      parameters[count++] = (struct cmduri_parameter){"reset", cmduri_text_of ("true")};
    break;
  case CMDURI_COMMAND_PROVISIONING_UPDATE:
  case CMDURI_COMMAND_EXTPROV_UPDATE:
    if (uri->only != 0 && uri->only != cmduri_default_parts (uri->command))
      parameters[count++] = (struct cmduri_parameter){"only", parts_text (uri->only, only_text)};
    break;
  default:
    break;
  }
  return count;
}

CMDURI_COLD bool
cmduri_set_parameter (struct cmduri *uri, struct cmduri_text name, struct cmduri_text value)
{
  enum cmduri_command command = uri->command;
  bool is_product =
      command == CMDURI_COMMAND_SETTINGS_TOPUP || command == CMDURI_COMMAND_SETTINGS_ADDONS;
  bool is_browser = command == CMDURI_COMMAND_BROWSER;
  size_t unknown;

  if (uri->kind != CMDURI_KIND_COMMAND || value.start == NULL)
    return false;
  switch (cmduri_slot_find (name)) {
  case CMDURI_SLOT_ACTION:
    if (!is_product || !cmduri_text_equal (value, cmduri_text_of ("buy")))
      return false;
    uri->buy = true;
    return true;
  case CMDURI_SLOT_PRODUCT_ID:
    if (!is_product)
      return false;
    uri->product_id = value;
    return true;
  case CMDURI_SLOT_RELATIVE:
    if (!is_browser)
      return false;
    uri->relative = value;
    return true;
  case CMDURI_SLOT_RELOAD:
    if (!is_browser || (!is_true (value) && !is_false (value)))
      return false;
    uri->reload = is_true (value);
    return true;
  case CMDURI_SLOT_RESET:
    if (!is_browser || (!is_true (value) && !is_false (value)))
      return false;
    uri->reset = is_true (value);
    return true;
  case CMDURI_SLOT_ONLY: {
    unsigned parts = cmduri_parts_read (value, &unknown);
    if (parts == 0 || unknown < value.length ||
        (command != CMDURI_COMMAND_PROVISIONING_UPDATE &&
         (command != CMDURI_COMMAND_EXTPROV_UPDATE || parts != CMDURI_PART_EXTPROV)))
      return false;
    uri->only = parts;
    return true;
  }
  default:
    return false;
  }
}
