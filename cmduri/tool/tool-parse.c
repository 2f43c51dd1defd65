/* SPDX-License-Identifier: Apache-2.0 */

#include "cmduri/tool/json.h"
#include "cmduri/tool/remedy.h"
#include "cmduri/tool/tool.h"

#include <stdio.h>
#include <string.h>

static void
print_json (const struct cmduri *uri)
{
  char bytes[JSON_MAX_SIZE];
  struct json_text json = {.bytes = bytes, .size = sizeof bytes};
  json_append_uri (&json, uri);
  fwrite (bytes, 1, json.length, stdout);
  putchar ('\n');
}

/* Whether a character steers a terminal or the direction of writing, or ends a line: U+0080 to
 * U+009F, U+061C, U+200E, U+200F, U+2028 to U+202E, U+2066 to U+2069. */
static bool
is_steering (unsigned character)
{
  return (character >= 0x80 && character <= 0x9F) || character == 0x061C || character == 0x200E ||
         character == 0x200F || (character >= 0x2028 && character <= 0x202E) ||
         (character >= 0x2066 && character <= 0x2069);
}

/* A decoded text, for people: what they could not see, or would be misled by, as \u202E. */
static void
print_value (const char *name, struct cmduri_text value)
{
  printf ("%s: ", name);
  for (size_t i = 0; i < value.length;) {
    const unsigned char *at = (const unsigned char *)value.start + i;
    size_t width = at[0] < 0x80 ? 1 : at[0] < 0xE0 ? 2 : at[0] < 0xF0 ? 3 : 4;
    unsigned character = width == 2 ? (at[0] & 0x1Fu) << 6 | (at[1] & 0x3Fu)
                         : width == 3
                             ? (at[0] & 0x0Fu) << 12 | (at[1] & 0x3Fu) << 6 | (at[2] & 0x3Fu)
                             : 0;
    if (is_steering (character))
      printf ("\\u%04X", character);
    else
      fwrite (at, 1, width, stdout);
    i += width;
  }
  putchar ('\n');
}

static void
print_text (const struct cmduri *uri)
{
  struct cmduri_parameter parameters[CMDURI_MAX_KNOWN_PARAMETERS];
  char only_text[CMDURI_ONLY_SIZE];

  if (uri->error != CMDURI_ERROR_NONE) {
    char message[CMDURI_MESSAGE_SIZE];
    cmduri_message (uri, message, sizeof message);
    printf ("refused: %s at byte %zu: %s\n", cmduri_error_name (uri->error), uri->error_offset,
            message);
    printf ("  remedy: %s\n", remedy_text (cmduri_error_name (uri->error)));
    return;
  }

  if (uri->kind == CMDURI_KIND_CALL) {
    print_value ("call", uri->number);
    if (uri->dial_action != CMDURI_DIAL_ACTION_NONE)
      print_value ("  dialAction", uri->dial_action_text);
  } else {
    printf ("command: %s\n", cmduri_command_name (uri->command));
  }
  printf ("  form: %s\n", cmduri_form_name (uri->form));

  size_t count = cmduri_parameters (uri, parameters, only_text);
  for (size_t i = 0; i < count; i++) {
    fputs ("  ", stdout);
    print_value (parameters[i].name, parameters[i].value);
  }
  for (unsigned i = 0; i < CMDURI_WARNING_COUNT; i++)
    if (uri->warnings & (1u << i))
      printf ("  warning: %s at byte %u: %s\n", cmduri_warning_name ((enum cmduri_warning)i),
              (unsigned)uri->warning_offsets[i], cmduri_warning_text ((enum cmduri_warning)i));
}

/* Which of several URIs the next lines tell of. */
static void
print_asked (const char *text, size_t length)
{
  for (size_t i = 0; i < length; i++) {
    unsigned char byte = (unsigned char)text[i];
    if (byte >= 0x20 && byte < 0x7f)
      putchar (byte);
    else
      printf ("\\x%02X", byte);
  }
  putchar ('\n');
}

static enum tool_status
parse_uri (const struct tool_options *options, const char *text, size_t length, bool one_of_many)
{
  char buffer[CMDURI_MAX_LENGTH];
  struct cmduri uri;

  cmduri_parse (text, length, tool_options_schemes (options), buffer, sizeof buffer, &uri);
  if (options->json)
    print_json (&uri);
  else {
    if (one_of_many)
      print_asked (text, length);
    print_text (&uri);
  }
  return uri.error == CMDURI_ERROR_NONE ? TOOL_STATUS_FINE : TOOL_STATUS_REFUSED;
}

/* One URI a line, with or without a carriage return at its end. What a line has beyond the longest
 * URI is read, but not kept. */
static enum tool_status
parse_lines (const struct tool_options *options)
{
  char line[CMDURI_MAX_LENGTH + 2];
  enum tool_status status = TOOL_STATUS_FINE;
  size_t length = 0;
  bool begun = false;

  for (;;) {
    int byte = getchar ();
    if (byte != EOF && byte != '\n') {
      begun = true;
      if (length < sizeof line)
        line[length++] = (char)byte;
      continue;
    }
    if (byte == EOF && !begun)
      return ferror (stdin) ? tool_fail ("standard input cannot be read") : status;
    if (length > 0 && length < sizeof line && line[length - 1] == '\r')
      length--;
    if (parse_uri (options, line, length, true) != TOOL_STATUS_FINE)
      status = TOOL_STATUS_REFUSED;
    length = 0;
    begun = false;
  }
}

enum tool_status
tool_parse (const struct tool_options *options, int count, char **operands)
{
  enum tool_status status = TOOL_STATUS_FINE;
  if (count == 0)
    return tool_fail ("parse needs a URI");

  for (int i = 0; i < count; i++) {
    enum tool_status one = strcmp (operands[i], "-") == 0
                               ? parse_lines (options)
                               : parse_uri (options, operands[i], strlen (operands[i]), count > 1);
    if (one > status)
      status = one;
  }
  return status;
}
