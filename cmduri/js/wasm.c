/* SPDX-License-Identifier: Apache-2.0 */

#include "cmduri/cmduri.h"
#include "cmduri/tool/allow.h"
#include "cmduri/tool/json.h"
#include "cmduri/tool/remedy.h"
#include "cmduri/tool/sarif.h"

#include <string.h>

/*
 * What index.js calls. Texts come in at wasm_reserve(), as bytes with their lengths, and what is
 * found goes out through emit() as JSON. Memory grows up to the maximum that the linker is told;
 * nothing else is kept between calls than the schemes and an open SARIF log.
 */

#define EXPORT(name) __attribute__ ((export_name (name)))

/* Beyond a page the memory does not grow. */
#define PAGE_SIZE ((size_t)65536)

/* Bounds that index.js repeats. */
#define MAX_SCHEMES 16
#define SCHEMES_SIZE (MAX_SCHEMES * 256)

#define OUTPUT_SIZE (JSON_MAX_SIZE + 4096)

__attribute__ ((import_module ("cmduri"), import_name ("emit"))) void emit (const char *bytes,
                                                                            size_t length);

/* Where the linker's static data ends. */
extern char __heap_base;

static char scheme_texts[SCHEMES_SIZE];
static const char *schemes[MAX_SCHEMES + 1];
static bool has_schemes;
static uint32_t allowed;
static char output[OUTPUT_SIZE];
static char decoded[CMDURI_MAX_LENGTH + 1];
static struct sarif sarif;

static struct json_text
begin_output (void)
{
  return (struct json_text){.bytes = output, .size = sizeof output};
}

static void
emit_output (const struct json_text *json)
{
  emit (json->bytes, json->length < json->size ? json->length : json->size);
}

static void
append_string_member (struct json_text *json, const char *name, const char *value)
{
  json_append (json, name);
  json_append_text (json, cmduri_text_of (value));
}

static const char *const *
known_schemes (void)
{
  return has_schemes ? schemes : NULL;
}

/* The next of the texts at `*at`, each of which has its length before it, in four bytes. */
static struct cmduri_text
next_text (const char **at)
{
  uint32_t length;
  memcpy (&length, *at, sizeof length);
  struct cmduri_text text = {*at + sizeof length, length};
  *at = text.start + length;
  return text;
}

static void
append_permissions (struct json_text *json, const struct cmduri *uri)
{
  static const char *const sources[CMDURI_SOURCE_COUNT] = {
      "{\"trustedPage\":", ",\"otherPage\":", ",\"outside\":"};
  static const char *const classes[CMDURI_ACTION_CLASS_COUNT] = {"navigation", "update", "purchase",
                                                                 "call-fill-in", "call-dial"};
  static const char *const permissions[] = {"refuse", "ask", "allow"};
  enum cmduri_action_class action_class = cmduri_action_class (uri);

  append_string_member (json, ",\"actionClass\":", classes[action_class]);
  json_append (json, ",\"permission\":");
  for (unsigned i = 0; i < CMDURI_SOURCE_COUNT; i++)
    append_string_member (json, sources[i],
                          permissions[cmduri_permission ((enum cmduri_source)i, action_class)]);
  json_append (json, "}");
}

static void
append_notes (struct json_text *json, const struct cmduri *uri)
{
  bool first = true;
  json_append (json, "\"notes\":[");
  for (unsigned i = 0; i < CMDURI_WARNING_COUNT; i++) {
    if (!(uri->warnings & (1u << i)))
      continue;
    append_string_member (
        json, first ? "{\"code\":" : ",{\"code\":", cmduri_warning_name ((enum cmduri_warning)i));
    json_append (json, ",\"offset\":");
    json_append_number (json, uri->warning_offsets[i]);
    append_string_member (json, ",\"message\":", cmduri_warning_text ((enum cmduri_warning)i));
    json_append (json, "}");
    first = false;
  }
  json_append (json, "]");
}

static void
on_finding (const struct cmduri_finding *finding, void *data)
{
  const char *text = data;
  const struct {
    const char *name;
    size_t value;
  } members[] = {
      {"{\"line\":", finding->line},         {",\"column\":", finding->column},
      {",\"offset\":", finding->offset},     {",\"start\":", (size_t)(finding->uri.start - text)},
      {",\"length\":", finding->uri.length},
  };
  struct json_text json = begin_output ();

  if (allow_has (allowed, finding))
    return;
  for (size_t i = 0; i < sizeof members / sizeof members[0]; i++) {
    json_append (&json, members[i].name);
    json_append_number (&json, members[i].value);
  }
  append_string_member (
      &json, ",\"severity\":", finding->error == CMDURI_ERROR_NONE ? "warning" : "error");
  append_string_member (&json, ",\"code\":", finding->code);
  append_string_member (&json, ",\"message\":", finding->message);
  json_append (&json, "}");
  emit_output (&json);
}

static void
on_sarif (const char *bytes, size_t length, void *data)
{
  emit (bytes, length);
}

static void
on_sarif_finding (const struct cmduri_finding *finding, void *data)
{
  if (!allow_has (allowed, finding))
    sarif_finding (&sarif, finding);
}

static void
emit_built (struct cmduri *uri, const char *scheme)
{
  struct json_text json = begin_output ();
  char message[CMDURI_MESSAGE_SIZE];
  size_t length = 0;

  if (uri->error == CMDURI_ERROR_NONE)
    uri->error = cmduri_build (uri, scheme, decoded, sizeof decoded, &length);
  if (uri->error == CMDURI_ERROR_NONE) {
    append_string_member (&json, "{\"ok\":true,\"uri\":", decoded);
  } else {
    cmduri_message (uri, message, sizeof message);
    append_string_member (&json, "{\"ok\":false,\"error\":", cmduri_error_name (uri->error));
    append_string_member (&json, ",\"message\":", message);
  }
  json_append (&json, "}");
  emit_output (&json);
}

/* Room for `size` bytes; 0 when there is none. An earlier room is given up. */
EXPORT ("reserve")
char *
wasm_reserve (size_t size)
{
  char *room = &__heap_base;
  size_t has = __builtin_wasm_memory_size (0) * PAGE_SIZE - (size_t)room;
  if (size > has &&
      __builtin_wasm_memory_grow (0, (size - has + PAGE_SIZE - 1) / PAGE_SIZE) == (size_t)-1)
    return NULL;
  return room;
}

/* Where the names of schemes belong, each with a zero behind it; SCHEMES_SIZE bytes. */
EXPORT ("schemes")
char *
wasm_schemes (void)
{
  return scheme_texts;
}

/* Takes `count` names from there; the default one when that is negative. False when one cannot be a
 * scheme; the default one is known then. */
EXPORT ("useSchemes")
bool
wasm_use_schemes (int count)
{
  const char *at = scheme_texts;
  schemes[0] = NULL;
  has_schemes = count >= 0;
  for (int i = 0; i < count && i < MAX_SCHEMES; i++) {
    schemes[i] = at;
    schemes[i + 1] = NULL;
    if (!cmduri_scheme_is_valid (at)) {
      has_schemes = false;
      return false;
    }
    at += strlen (at) + 1;
  }
  return true;
}

/* Emits what the URI in the room means: the object of json_append_uri(), and one of what that has
 * not. */
EXPORT ("parse")
void
wasm_parse (size_t length)
{
  struct cmduri uri;
  struct json_text json = begin_output ();

  cmduri_parse (&__heap_base, length, known_schemes (), decoded, sizeof decoded, &uri);
  json_append_uri (&json, &uri);
  emit_output (&json);

  json.length = 0;
  if (uri.error != CMDURI_ERROR_NONE) {
    const char *hint = cmduri_command_name (uri.hint);
    json_append (&json, "{\"hint\":");
    if (hint == NULL)
      json_append (&json, "null");
    else
      json_append_text (&json, cmduri_text_of (hint));
  } else {
    json_append (&json, "{");
    append_notes (&json, &uri);
    json_append (&json, uri.smart ? ",\"smart\":true" : ",\"smart\":false");
    append_permissions (&json, &uri);
  }
  json_append (&json, "}");
  emit_output (&json);
}

/* Emits the URI of a command, or why there is none. In the room: the scheme with a zero behind it,
 * empty for none; the command; `count` pairs of name and value. Of a parameter that the command has
 * not, its number (`at`) and what the command takes. */
EXPORT ("build")
void
wasm_build (unsigned count)
{
  const char *at = &__heap_base;
  struct cmduri uri = {.kind = CMDURI_KIND_COMMAND};
  struct cmduri_text scheme = next_text (&at);
  struct cmduri_text command = next_text (&at);

  uri.command = cmduri_command_find (command);
  if (uri.command == CMDURI_COMMAND_NONE) {
    uri.error = command.length == 0 ? CMDURI_ERROR_NO_COMMAND : CMDURI_ERROR_UNKNOWN_COMMAND;
    uri.hint = cmduri_command_nearest (command);
  }
  for (unsigned i = 0; i < count && uri.error == CMDURI_ERROR_NONE; i++) {
    struct cmduri_text name = next_text (&at);
    if (cmduri_set_parameter (&uri, name, next_text (&at)))
      continue;
    struct json_text json = begin_output ();
    append_string_member (&json,
                          "{\"ok\":false,\"error\":", cmduri_error_name (CMDURI_ERROR_UNSUPPORTED));
    append_string_member (&json, ",\"takes\":", remedy_parameters (uri.command));
    json_append (&json, ",\"at\":");
    json_append_number (&json, i);
    json_append (&json, "}");
    emit_output (&json);
    return;
  }
  emit_built (&uri, scheme.start[0] == '\0' ? NULL : scheme.start);
}

/* The same of a call. In the room: the scheme as above, the number, the action or an empty text. */
EXPORT ("buildCall")
void
wasm_build_call (void)
{
  const char *at = &__heap_base;
  struct cmduri uri = {.kind = CMDURI_KIND_CALL};
  struct cmduri_text scheme = next_text (&at);

  uri.number = next_text (&at);
  uri.dial_action_text = next_text (&at);
  if (uri.dial_action_text.length > 0)
    uri.dial_action = cmduri_dial_action_find (uri.dial_action_text);
  emit_built (&uri, scheme.start);
}

/* How a product ID answers to another: 0 not at all, 1 with the application ID before it, 2
 * exactly. In the room: the requested one, the candidate, the application ID. */
EXPORT ("matchProduct")
unsigned
wasm_match_product (void)
{
  const char *at = &__heap_base;
  struct cmduri_text requested = next_text (&at);
  struct cmduri_text candidate = next_text (&at);
  return cmduri_product_id_match (requested, candidate, next_text (&at));
}

/* Emits each row of the command table. */
EXPORT ("commands")
void
wasm_commands (void)
{
  for (int i = CMDURI_COMMAND_NONE + 1; i < CMDURI_COMMAND_COUNT; i++) {
    struct json_text json = begin_output ();
    json_append_command (&json, cmduri_command_info ((enum cmduri_command)i));
    emit_output (&json);
  }
}

/* Emits each dial action's name as a JSON text. */
EXPORT ("dialActions")
void
wasm_dial_actions (void)
{
  for (int i = 0; i < CMDURI_DIAL_ACTION_COUNT; i++) {
    struct json_text json = begin_output ();
    const char *name = cmduri_dial_action_name ((enum cmduri_dial_action)i);
    if (name == NULL)
      continue;
    json_append_text (&json, cmduri_text_of (name));
    emit_output (&json);
  }
}

/* Lint passes over nothing. */
EXPORT ("allowNone")
void
wasm_allow_none (void)
{
  allowed = 0;
}

/* Lint passes over the code in the room too. False when there is no such code. */
EXPORT ("allow")
bool
wasm_allow (size_t length)
{
  return allow_add (&allowed, (struct cmduri_text){&__heap_base, length});
}

/* Emits each finding in the text in the room. Returns how many URIs were judged. */
EXPORT ("lint")
size_t
wasm_lint (size_t length)
{
  return cmduri_lint (&__heap_base, length, known_schemes (), on_finding, &__heap_base);
}

/* A SARIF log, in the order of sarif.h. In the room: a file's name, then its text. */
EXPORT ("sarifBegin")
void
wasm_sarif_begin (void)
{
  sarif_begin (&sarif, on_sarif, NULL);
}

/* Returns how many findings there are now in the whole log. */
EXPORT ("sarifFile")
size_t
wasm_sarif_file (size_t name_length, size_t length)
{
  const char *text = &__heap_base + name_length;
  struct cmduri_text name = {&__heap_base, name_length};
  sarif_file (&sarif, name, text, length);
  cmduri_lint (text, length, known_schemes (), on_sarif_finding, NULL);
  return sarif.results;
}

EXPORT ("sarifFinishResults")
void
wasm_sarif_finish_results (void)
{
  sarif_finish_results (&sarif);
}

EXPORT ("sarifUnreadable")
void
wasm_sarif_unreadable (size_t name_length)
{
  struct cmduri_text name = {&__heap_base, name_length};
  sarif_unreadable (&sarif, name);
}

EXPORT ("sarifEnd")
void
wasm_sarif_end (void)
{
  sarif_end (&sarif);
}
