/* SPDX-License-Identifier: Apache-2.0 */

#include "cmduri/tool/remedy.h"
#include "cmduri/tool/tool.h"

#include <stdio.h>
#include <string.h>

static enum tool_status
refuse (const struct cmduri *uri)
{
  char message[CMDURI_MESSAGE_SIZE];
  cmduri_message (uri, message, sizeof message);
  fprintf (stderr, "cmduri: %s: %s\n", cmduri_error_name (uri->error), message);
  return TOOL_STATUS_REFUSED;
}

enum tool_status
tool_build (const struct tool_options *options, int count, char **operands)
{
  char text[CMDURI_MAX_LENGTH + 1];
  struct cmduri uri = {.kind = CMDURI_KIND_COMMAND};
  size_t length;

  if (count == 0)
    return tool_fail ("build needs a command");
  if (options->scheme_count > 1)
    return tool_fail ("build takes one scheme");

  struct cmduri_text command = cmduri_text_of (operands[0]);
  uri.command = cmduri_command_find (command);
  if (uri.command == CMDURI_COMMAND_NONE) {
    uri.error = command.length == 0 ? CMDURI_ERROR_NO_COMMAND : CMDURI_ERROR_UNKNOWN_COMMAND;
    uri.hint = cmduri_command_nearest (command);
    return refuse (&uri);
  }

  for (int i = 1; i < count; i++) {
    const char *equals = strchr (operands[i], '=');
    if (equals == NULL)
      return tool_fail ("'%s' is not of the form name=value", operands[i]);
    struct cmduri_text name = {operands[i], (size_t)(equals - operands[i])};
    for (int j = 1; j < i; j++)
      if (strncmp (operands[i], operands[j], name.length + 1) == 0)
        return tool_fail ("'%.*s' is given twice", (int)name.length, name.start);
    if (!cmduri_set_parameter (&uri, name, cmduri_text_of (equals + 1))) {
      fprintf (stderr, "cmduri: %s: %s takes no such %.*s, but %s\n",
               cmduri_error_name (CMDURI_ERROR_UNSUPPORTED), operands[0], (int)name.length,
               name.start, remedy_parameters (uri.command));
      return TOOL_STATUS_REFUSED;
    }
  }

  uri.error = cmduri_build (&uri, options->schemes[0], text, sizeof text, &length);
  if (uri.error != CMDURI_ERROR_NONE)
    return refuse (&uri);
  puts (text);
  return TOOL_STATUS_FINE;
}
