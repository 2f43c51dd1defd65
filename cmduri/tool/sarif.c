/* SPDX-License-Identifier: Apache-2.0 */

#include "cmduri/tool/sarif.h"
#include "cmduri/tool/json.h"
#include "cmduri/tool/remedy.h"

#include <string.h>

/*
 * Nothing of a linted file gets into the log but numbers: no snippets, as a link may carry what is
 * nobody's business. What comes from outside is a file's name, of which every byte but RFC 3986's
 * unreserved characters and the slash is percent-encoded, so that it needs no escape in JSON
 * either.
 */

/* More than the longest piece that is written at once: a rule, a result without its name. */
#define MAX_PIECE 1024

static void
write_string (struct sarif *sarif, const char *string)
{
  sarif->write (string, strlen (string), sarif->data);
}

static void
write_piece (struct sarif *sarif, const struct json_text *piece)
{
  size_t length = piece->length < piece->size ? piece->length : piece->size;
  sarif->write (piece->bytes, length, sarif->data);
}

static bool
is_path_byte (char byte)
{
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
         (byte >= '0' && byte <= '9') || byte == '-' || byte == '.' || byte == '_' || byte == '~' ||
         byte == '/';
}

/* An artifactLocation (section 3.4): a relative reference, or a file URI for an absolute path. */
static void
write_location (struct sarif *sarif, struct cmduri_text name)
{
  static const char digits[] = "0123456789ABCDEF";
  bool absolute = name.length > 0 && name.start[0] == '/';
  const char *at = name.start;
  const char *end = at + name.length;

  while (end - at > 2 && at[0] == '.' && at[1] == '/')
    at += 2;
  /* Two slashes would begin an authority. */
  while (absolute && end - at > 1 && at[1] == '/')
    at++;

  write_string (sarif, absolute ? "\"artifactLocation\":{\"uri\":\"file://"
                                : "\"artifactLocation\":{\"uri\":\"");
  while (at < end) {
    const char *start = at;
    while (at < end && is_path_byte (*at))
      at++;
    sarif->write (start, (size_t)(at - start), sarif->data);
    if (at < end) {
      unsigned char byte = (unsigned char)*at++;
      char encoded[] = {'%', digits[byte >> 4], digits[byte & 0x0F]};
      sarif->write (encoded, sizeof encoded, sarif->data);
    }
  }
  write_string (sarif, absolute ? "\"}" : "\",\"uriBaseId\":\"%SRCROOT%\"}");
}

static void
write_rule (struct sarif *sarif, bool first, const char *code, const char *text, bool is_error)
{
  char bytes[MAX_PIECE];
  struct json_text json = {.bytes = bytes, .size = sizeof bytes};

  json_append (&json, first ? "\n{\"id\":" : ",\n{\"id\":");
  json_append_text (&json, cmduri_text_of (code));
  json_append (&json, ",\"shortDescription\":{\"text\":");
  json_append_text (&json, cmduri_text_of (text));
  json_append (&json, "},\"help\":{\"text\":");
  json_append_text (&json, cmduri_text_of (remedy_text (code)));
  json_append (&json, "},\"defaultConfiguration\":{\"level\":");
  json_append (&json, is_error ? "\"error\"}}" : "\"warning\"}}");
  write_piece (sarif, &json);
}

/* Moves the place forward to `offset`, or to the end of the text. */
static void
count_to (const struct sarif *sarif, struct sarif_place *place, size_t offset)
{
  if (offset > sarif->length)
    offset = sarif->length;
  for (; place->offset < offset; place->offset++) {
    unsigned char byte = (unsigned char)sarif->text[place->offset];
    if (byte == '\n') {
      place->line++;
      place->column = 1;
    } else if ((byte & 0xC0) != 0x80) {
      place->column += byte >= 0xF0 ? 2 : 1;
    }
  }
}

static void
append_region (struct json_text *json,
               const struct sarif_place *start,
               const struct sarif_place *end)
{
  const struct {
    const char *name;
    size_t value;
  } members[] = {
      {"\"region\":{\"startLine\":", start->line},
      {",\"startColumn\":", start->column},
      {",\"endLine\":", end->line},
      {",\"endColumn\":", end->column},
      {",\"byteOffset\":", start->offset},
      {",\"byteLength\":", end->offset - start->offset},
  };
  for (size_t i = 0; i < sizeof members / sizeof members[0]; i++) {
    json_append (json, members[i].name);
    json_append_number (json, members[i].value);
  }
  json_append (json, "}");
}

void
sarif_begin (struct sarif *sarif, sarif_write_func write, void *data)
{
  *sarif = (struct sarif){.write = write, .data = data};
  write_string (sarif,
                "{\"$schema\":\"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
                "sarif-schema-2.1.0.json\",\n\"version\":\"2.1.0\",\n\"runs\":[{\"tool\":{"
                "\"driver\":{\"name\":\"cmduri\",\"version\":\"" CMDURI_TOOL_VERSION
                "\",\"semanticVersion\":\"" CMDURI_TOOL_VERSION "\",\"rules\":[");
  for (unsigned i = CMDURI_ERROR_NONE + 1; i < CMDURI_ERROR_COUNT; i++)
    write_rule (sarif, i == CMDURI_ERROR_NONE + 1, cmduri_error_name ((enum cmduri_error)i),
                cmduri_error_text ((enum cmduri_error)i), true);
  for (unsigned i = 0; i < CMDURI_WARNING_COUNT; i++)
    write_rule (sarif, false, cmduri_warning_name ((enum cmduri_warning)i),
                cmduri_warning_text ((enum cmduri_warning)i), false);
  write_string (sarif, "]}},\n\"columnKind\":\"utf16CodeUnits\",\n\"results\":[");
}

void
sarif_file (struct sarif *sarif, struct cmduri_text name, const char *text, size_t length)
{
  sarif->name = name;
  sarif->text = text;
  sarif->length = length;
  sarif->place = (struct sarif_place){.line = 1, .column = 1};
}

void
sarif_finding (struct sarif *sarif, const struct cmduri_finding *finding)
{
  char bytes[MAX_PIECE];
  struct json_text json = {.bytes = bytes, .size = sizeof bytes};
  bool is_error = finding->error != CMDURI_ERROR_NONE;
  size_t rule =
      is_error ? (size_t)finding->error - 1 : CMDURI_ERROR_COUNT - 1 + (size_t)finding->warning;

  if (finding->offset < sarif->place.offset)
    sarif->place = (struct sarif_place){.line = 1, .column = 1};
  count_to (sarif, &sarif->place, finding->offset);
  struct sarif_place end = sarif->place;
  count_to (sarif, &end, (size_t)(finding->uri.start - sarif->text) + finding->uri.length);

  json_append (&json, sarif->results++ == 0 ? "\n{\"ruleId\":" : ",\n{\"ruleId\":");
  json_append_text (&json, cmduri_text_of (finding->code));
  json_append (&json, ",\"ruleIndex\":");
  json_append_number (&json, rule);
  json_append (&json, is_error ? ",\"level\":\"error\"" : ",\"level\":\"warning\"");
  json_append (&json, ",\"message\":{\"text\":");
  json_append_text (&json, cmduri_text_of (finding->message));
  json_append (&json, "},\"locations\":[{\"physicalLocation\":{");
  write_piece (sarif, &json);
  write_location (sarif, sarif->name);

  json.length = 0;
  json_append (&json, ",");
  append_region (&json, &sarif->place, &end);
  json_append (&json, "}}]}");
  write_piece (sarif, &json);
}

void
sarif_finish_results (struct sarif *sarif)
{
  write_string (sarif, "],\n\"invocations\":[{\"toolExecutionNotifications\":[");
}

void
sarif_unreadable (struct sarif *sarif, struct cmduri_text name)
{
  write_string (sarif, sarif->unreadable++ == 0 ? "\n" : ",\n");
  write_string (sarif, "{\"level\":\"error\",\"message\":{\"text\":\"the file cannot be read\"},"
                       "\"locations\":[{\"physicalLocation\":{");
  write_location (sarif, name);
  write_string (sarif, "}}]}");
}

void
sarif_end (struct sarif *sarif)
{
  write_string (sarif, sarif->unreadable == 0 ? "],\"executionSuccessful\":true}]}]}\n"
                                              : "],\"executionSuccessful\":false}]}]}\n");
}
