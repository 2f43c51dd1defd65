/* SPDX-License-Identifier: Apache-2.0 */

#include "cmduri/tool/json.h"

#include <stdio.h>
#include <string.h>

/* Texts of a parsed URI are valid UTF-8 without control characters, so that only quotation mark and
 * backslash need an escape. */

static void
append_bytes (struct json_text *json, const char *bytes, size_t length)
{
  size_t room = json->length < json->size ? json->size - json->length : 0;
  if (length > 0 && room > 0)
    memcpy (json->bytes + json->length, bytes, length < room ? length : room);
  json->length += length;
}

static void
append (struct json_text *json, const char *string)
{
  append_bytes (json, string, strlen (string));
}

static void
append_text (struct json_text *json, struct cmduri_text text)
{
  append (json, "\"");
  for (size_t i = 0; i < text.length; i++) {
    if (text.start[i] == '"' || text.start[i] == '\\')
      append (json, "\\");
    append_bytes (json, text.start + i, 1);
  }
  append (json, "\"");
}

/* "name":"value", with a comma before it unless it is the first. */
static void
append_member (struct json_text *json, bool first, const char *name, struct cmduri_text value)
{
  append (json, first ? "" : ",");
  append_text (json, cmduri_text_of (name));
  append (json, ":");
  append_text (json, value);
}

static void
append_warnings (struct json_text *json, const struct cmduri *uri)
{
  bool first = true;
  append (json, ",\"warnings\":[");
  for (unsigned i = 0; i < CMDURI_WARNING_COUNT; i++) {
    if (!(uri->warnings & (1u << i)))
      continue;
    append (json, first ? "" : ",");
    append_text (json, cmduri_text_of (cmduri_warning_name ((enum cmduri_warning)i)));
    first = false;
  }
  append (json, "]");
}

static void
append_refused (struct json_text *json, const struct cmduri *uri)
{
  char message[CMDURI_MESSAGE_SIZE];
  char offset[32];

  append (json, "{\"ok\":false");
  append_member (json, false, "error", cmduri_text_of (cmduri_error_name (uri->error)));
  snprintf (offset, sizeof offset, ",\"offset\":%zu", uri->error_offset);
  append (json, offset);
  cmduri_message (uri, message, sizeof message);
  append_member (json, false, "message", cmduri_text_of (message));
  append (json, "}");
}

static void
append_command (struct json_text *json, const struct cmduri *uri)
{
  struct cmduri_parameter parameters[CMDURI_MAX_KNOWN_PARAMETERS];
  char only_text[CMDURI_ONLY_SIZE];
  size_t count = cmduri_parameters (uri, parameters, only_text);

  append_member (json, false, "command", cmduri_text_of (cmduri_command_name (uri->command)));
  append (json, ",\"params\":{");
  for (size_t i = 0; i < count; i++)
    append_member (json, i == 0, parameters[i].name, parameters[i].value);
  append (json, "}");
}

static void
append_call (struct json_text *json, const struct cmduri *uri)
{
  append_member (json, false, "number", uri->number);
  if (uri->dial_action == CMDURI_DIAL_ACTION_NONE)
    append (json, ",\"dialAction\":null");
  else
    append_member (json, false, "dialAction", uri->dial_action_text);
}

void
json_append_uri (struct json_text *json, const struct cmduri *uri)
{
  if (uri->error != CMDURI_ERROR_NONE) {
    append_refused (json, uri);
    return;
  }
  append (json, "{\"ok\":true");
  append_member (json, false, "kind", cmduri_text_of (cmduri_kind_name (uri->kind)));
  append_member (json, false, "form", cmduri_text_of (cmduri_form_name (uri->form)));
  if (uri->kind == CMDURI_KIND_CALL)
    append_call (json, uri);
  else
    append_command (json, uri);
  append_warnings (json, uri);
  append (json, "}");
}

void
json_append_command (struct json_text *json, const struct cmduri_command_info *info)
{
  bool update = info->kind == CMDURI_COMMAND_KIND_UPDATE;
  append (json, "{");
  append_member (json, true, "command", cmduri_text_of (info->name));
  append_member (json, false, "effect", cmduri_text_of (info->effect));
  append (json, ",\"params\":[");
  for (size_t i = 0; i < CMDURI_MAX_KNOWN_PARAMETERS && info->parameters[i] != NULL; i++) {
    append (json, i == 0 ? "" : ",");
    append_text (json, cmduri_text_of (info->parameters[i]));
  }
  append (json, "]");
  append_member (json, false, "kind", cmduri_text_of (update ? "update" : "navigation"));
  append (json, "}");
}
