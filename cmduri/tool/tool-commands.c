/* SPDX-License-Identifier: Apache-2.0 */

#include "cmduri/tool/json.h"
#include "cmduri/tool/tool.h"

#include <stdio.h>

/* More than the longest row of the table needs as JSON. */
#define MAX_ROW_SIZE 512

static void
print_json (const struct cmduri_command_info *info)
{
  char bytes[MAX_ROW_SIZE];
  struct json_text json = {.bytes = bytes, .size = sizeof bytes};
  json_append_command (&json, info);
  fwrite (bytes, 1, json.length < sizeof bytes ? json.length : sizeof bytes, stdout);
}

static void
print_text (const struct cmduri_command_info *info)
{
  printf ("%-20s %s", info->name, info->effect);
  for (size_t i = 0; i < CMDURI_MAX_KNOWN_PARAMETERS && info->parameters[i] != NULL; i++)
    printf ("%s%s", i == 0 ? " [" : ", ", info->parameters[i]);
  puts (info->parameters[0] == NULL ? "" : "]");
}

enum tool_status
tool_commands (const struct tool_options *options, int count, char **operands)
{
  if (count > 0)
    return tool_fail ("commands takes no operands, but '%s' was given", operands[0]);

  for (int i = CMDURI_COMMAND_NONE + 1; i < CMDURI_COMMAND_COUNT; i++) {
    const struct cmduri_command_info *info = cmduri_command_info ((enum cmduri_command)i);
    if (options->json) {
      fputs (i == CMDURI_COMMAND_NONE + 1 ? "[" : ",\n ", stdout);
      print_json (info);
    } else {
      print_text (info);
    }
  }
  if (options->json)
    puts ("]");
  return TOOL_STATUS_FINE;
}
