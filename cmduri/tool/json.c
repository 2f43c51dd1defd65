/* SPDX-License-Identifier: Apache-2.0 */

#include "cmduri/tool/json.h"

#include <string.h>

/* Texts of a parsed URI are valid UTF-8 without what JSON wants escaped below U+0020, so that only
 * quotation mark and backslash need an escape. Nothing here needs more of a C library than string.h
 * has. */

/* The digits of SIZE_MAX in any base from 10, at most. */
#define MAX_DIGITS 20

static void
append_bytes (struct json_text *json, const char *bytes, size_t length)
{
  size_t room = json->length < json->size ? json->size - json->length : 0;
  if (length > 0 && room > 0)
    memcpy (json->bytes + json->length, bytes, length < room ? length : room);
  json->length += length;
}

/* "name":"value", with a comma before it unless it is the first. */
static void
append_member (struct json_text *json, bool first, const char *name, struct cmduri_text value)
{
  json_append (json, first ? "" : ",");
  json_append_text (json, cmduri_text_of (name));
  json_append (json, ":");
  json_append_text (json, value);
}

static void
append_warnings (struct json_text *json, const struct cmduri *uri)
{
  bool first = true;
  json_append (json, ",\"warnings\":[");
  for (unsigned i = 0; i < CMDURI_WARNING_COUNT; i++) {
    if (!(uri->warnings & (1u << i)))
      continue;
    json_append (json, first ? "" : ",");
    json_append_text (json, cmduri_text_of (cmduri_warning_name ((enum cmduri_warning)i)));
    first = false;
  }
  json_append (json, "]");
}

static void
append_refused (struct json_text *json, const struct cmduri *uri)
{
  char message[CMDURI_MESSAGE_SIZE];

  json_append (json, "{\"ok\":false");
  append_member (json, false, "error", cmduri_text_of (cmduri_error_name (uri->error)));
  json_append (json, ",\"offset\":");
  json_append_number (json, uri->error_offset);
  cmduri_message (uri, message, sizeof message);
  append_member (json, false, "message", cmduri_text_of (message));
  json_append (json, "}");
}

static void
append_command (struct json_text *json, const struct cmduri *uri)
{
  struct cmduri_parameter parameters[CMDURI_MAX_KNOWN_PARAMETERS];
  char only_text[CMDURI_ONLY_SIZE];
  size_t count = cmduri_parameters (uri, parameters, only_text);

  append_member (json, false, "command", cmduri_text_of (cmduri_command_name (uri->command)));
  json_append (json, ",\"params\":{");
  for (size_t i = 0; i < count; i++)
    append_member (json, i == 0, parameters[i].name, parameters[i].value);
  json_append (json, "}");
}

static void
append_call (struct json_text *json, const struct cmduri *uri)
{
  append_member (json, false, "number", uri->number);
  if (uri->dial_action == CMDURI_DIAL_ACTION_NONE)
    json_append (json, ",\"dialAction\":null");
  else
    append_member (json, false, "dialAction", uri->dial_action_text);
}

void
json_append (struct json_text *json, const char *string)
{
  append_bytes (json, string, strlen (string));
}

void
json_append_number (struct json_text *json, size_t number)
{
  char digits[MAX_DIGITS];
  size_t at = sizeof digits;

  do
    digits[--at] = (char)('0' + number % 10);
  while ((number /= 10) > 0);
  append_bytes (json, digits + at, sizeof digits - at);
}

void
json_append_text (struct json_text *json, struct cmduri_text text)
{
  json_append (json, "\"");
  for (size_t i = 0; i < text.length; i++) {
    if (text.start[i] == '"' || text.start[i] == '\\')
      json_append (json, "\\");
    append_bytes (json, text.start + i, 1);
  }
  json_append (json, "\"");
}

void
json_append_uri (struct json_text *json, const struct cmduri *uri)
{
  if (uri->error != CMDURI_ERROR_NONE) {
    append_refused (json, uri);
    return;
  }
  json_append (json, "{\"ok\":true");
  append_member (json, false, "kind", cmduri_text_of (cmduri_kind_name (uri->kind)));
  append_member (json, false, "form", cmduri_text_of (cmduri_form_name (uri->form)));
  if (uri->kind == CMDURI_KIND_CALL)
    append_call (json, uri);
  else
    append_command (json, uri);
  append_warnings (json, uri);
  json_append (json, "}");
}

void
json_append_command (struct json_text *json, const struct cmduri_command_info *info)
{
  bool update = info->kind == CMDURI_COMMAND_KIND_UPDATE;
  json_append (json, "{");
  append_member (json, true, "command", cmduri_text_of (info->name));
  append_member (json, false, "effect", cmduri_text_of (info->effect));
  json_append (json, ",\"params\":[");
  for (size_t i = 0; i < CMDURI_MAX_KNOWN_PARAMETERS && info->parameters[i] != NULL; i++) {
    json_append (json, i == 0 ? "" : ",");
    json_append_text (json, cmduri_text_of (info->parameters[i]));
  }
  json_append (json, "]");
  append_member (json, false, "kind", cmduri_text_of (update ? "update" : "navigation"));
  json_append (json, "}");
}
