/* SPDX-License-Identifier: Apache-2.0 */

#include "cmduri/internal.h"

#include <string.h>

/*
 * The three command forms (command-uris, sections 1 to 4). Of several causes for a refusal, this
 * one is named: in each layer, first the leftmost byte that may stand nowhere; then the leftmost
 * fault of the encoding and of what it hides, or a parameter too many; then what is wrong with the
 * meaning.
 */

/* The most slashes that are forgiven before a command: those of app:///keypad. */
#define MAX_SLASHES 3

/* Whether the text begins with `scheme`, without regard to case, and a colon; its length or 0. */
static inline size_t
match_scheme (const char *text, const char *end, const char *scheme)
{
  size_t i = 0;
  for (; text + i < end && scheme[i] != '\0'; i++)
    if (text[i] != scheme[i] && cmduri_fold (text[i]) != cmduri_fold (scheme[i]))
      return 0;
  return text + i < end && text[i] == ':' ? i : 0;
}

/* The same for a literal, which most senders write in lower case. */
#define MATCH_LITERAL(text, end, literal)                                                          \
  ((size_t)((end) - (text)) >= sizeof literal && memcmp (text, literal ":", sizeof literal) == 0   \
       ? sizeof literal - 1                                                                        \
       : match_scheme (text, end, literal))

size_t
cmduri_schemes_match (const char *const *schemes, const char *text, const char *end)
{
  if (schemes == NULL)
    return MATCH_LITERAL (text, end, CMDURI_DEFAULT_SCHEME);
  for (; *schemes != NULL; schemes++) {
    size_t length = match_scheme (text, end, *schemes);
    if (length > 0)
      return length;
  }
  return 0;
}

static const char *
skip_slashes (struct cmduri_reader *reader, const char *at)
{
  const char *start = at;
  while (at < reader->end && *at == '/' && at - start < MAX_SLASHES)
    at++;
  if (at > start)
    cmduri_reader_warn (reader, CMDURI_WARNING_SLASHES, start);
  return at;
}

CMDURI_COLD static bool
refuse_command (struct cmduri_reader *reader, struct cmduri_text name, const char *at)
{
  reader->uri->hint = cmduri_command_nearest (name);
  return cmduri_reader_refuse (reader, CMDURI_ERROR_UNKNOWN_COMMAND, at);
}

/* Parameters of the app: form. */
static void
take_parameters (struct cmduri_reader *reader, const struct cmduri_query *query)
{
  struct cmduri *uri = reader->uri;
  unsigned used = 0;

  if (uri->command == CMDURI_COMMAND_SETTINGS_TOPUP ||
      uri->command == CMDURI_COMMAND_SETTINGS_ADDONS) {
    used = 1u << CMDURI_SLOT_ACTION | 1u << CMDURI_SLOT_PRODUCT_ID;
    if (query->seen & (1u << CMDURI_SLOT_PRODUCT_ID))
      uri->product_id = query->values[CMDURI_SLOT_PRODUCT_ID];
    if (query->seen & (1u << CMDURI_SLOT_ACTION)) {
      struct cmduri_text action = query->values[CMDURI_SLOT_ACTION];
      uri->buy = action.length == 3 && memcmp (action.start, "buy", 3) == 0;
      if (!uri->buy)
        cmduri_reader_warn (reader, CMDURI_WARNING_UNKNOWN_VALUE,
                            query->value_at[CMDURI_SLOT_ACTION]);
      else if (uri->product_id.length == 0)
        cmduri_reader_warn (reader, CMDURI_WARNING_BUY_WITHOUT_PRODUCT,
                            query->value_at[CMDURI_SLOT_ACTION]);
    }
  }
  cmduri_reader_warn_unused (reader, query, used);
}

/* What follows app: or cscommand:, in either layer. */
static bool
read_command (struct cmduri_reader *reader, const char *at, enum cmduri_form form)
{
  const unsigned path_stop = CMDURI_BYTE_QUESTION | CMDURI_BYTE_HASH;
  struct cmduri *uri = reader->uri;
  struct cmduri_component path;
  struct cmduri_query query;

  at = skip_slashes (reader, at);
  if (!cmduri_reader_component (reader, at, path_stop, 0, 0, &path))
    return false;
  if (path.noted & CMDURI_BYTE_PERCENT)
    cmduri_reader_warn (reader, CMDURI_WARNING_ENCODED_COMMAND, at);
  reader->open = path.stop == reader->end;

  struct cmduri_text name = path.text;
  if (name.length > 1 && name.start[name.length - 1] == '/' && path.stop[-1] == '/') {
    name.length--;
    cmduri_reader_warn (reader, CMDURI_WARNING_TRAILING_SLASH, path.stop - 1);
  }
  /* An encoded slash separates nothing (RFC 3986, section 2.2). */
  if (!(path.escaped & CMDURI_BYTE_LITERAL))
    uri->command = cmduri_command_find (name);

  if (!cmduri_reader_query (reader, path.stop, CMDURI_BYTE_RAW, &query))
    return false;

  if (name.length == 0) {
    if (form == CMDURI_FORM_APP && (query.seen & (1u << CMDURI_SLOT_ACTION)))
      return cmduri_read_smart (reader, path.stop + 1, &query);
    return cmduri_reader_refuse (reader, CMDURI_ERROR_NO_COMMAND, at);
  }
  if (form == CMDURI_FORM_LEGACY && uri->command != CMDURI_COMMAND_BALANCE_UPDATE &&
      uri->command != CMDURI_COMMAND_PROVISIONING_UPDATE)
    uri->command = CMDURI_COMMAND_NONE;
  if (uri->command == CMDURI_COMMAND_NONE)
    return refuse_command (reader, name, at);

  uri->only = cmduri_default_parts (uri->command);
  take_parameters (reader, &query);
  return true;
}

/* Warnings about how the _cmd value was written. */
static void
warn_encoding (struct cmduri_reader *reader, struct cmduri_query *query)
{
  struct cmduri *uri = reader->uri;
  unsigned used = 1u << CMDURI_SLOT_CMD;
  const char *at = query->value_at[CMDURI_SLOT_CMD];

  if (query->cmd_noted & CMDURI_BYTE_LITERAL) {
    bool unencoded = !(query->cmd_noted & CMDURI_BYTE_PERCENT) ||
                     (query->cmd_noted & (CMDURI_BYTE_QUESTION | CMDURI_BYTE_EQUALS));
    cmduri_reader_warn (
        reader, unencoded ? CMDURI_WARNING_UNENCODED_COMMAND : CMDURI_WARNING_LITERAL_CHARACTER,
        at);
    if (unencoded && query->after_cmd != NULL) {
      const uint32_t unknown = 1u << CMDURI_WARNING_UNKNOWN_PARAMETER;
      cmduri_reader_warn (reader, CMDURI_WARNING_LOST_PARAMETERS, query->after_cmd);
      if ((uri->warnings & unknown) && uri->warning_offsets[CMDURI_WARNING_UNKNOWN_PARAMETER] >=
                                           uri->warning_offsets[CMDURI_WARNING_LOST_PARAMETERS])
        uri->warnings &= ~unknown;
      for (unsigned slot = 0; slot < CMDURI_SLOT_COUNT; slot++)
        if ((query->seen & (1u << slot)) && query->name_at[slot] >= query->after_cmd)
          used |= 1u << slot;
    }
  }
  cmduri_reader_warn_unused (reader, query, used);
}

/* scheme:?_cmd=…; `at` is the question mark, or where it should be. */
static bool
read_wrapper (struct cmduri_reader *reader, const char *at, const char *const *schemes)
{
  struct cmduri_query query;

  if (!cmduri_reader_query (reader, at, CMDURI_BYTE_RAW | CMDURI_BYTE_LITERAL, &query))
    return false;
  if (!(query.seen & (1u << CMDURI_SLOT_CMD)))
    return cmduri_reader_refuse (reader, CMDURI_ERROR_NO_COMMAND,
                                 at < reader->end && *at == '?' ? at + 1 : at);

  struct cmduri_text inner = query.values[CMDURI_SLOT_CMD];
  const char *value = query.value_at[CMDURI_SLOT_CMD];
  if (inner.length == 0)
    return cmduri_reader_refuse (reader, CMDURI_ERROR_NO_COMMAND, value);
  if (!CMDURI_LIKELY (query.cmd_noted == CMDURI_BYTE_PERCENT && query.repeated == 0 &&
                      query.seen == 1u << CMDURI_SLOT_CMD))
    warn_encoding (reader, &query);

  reader->base = inner.start;
  reader->end = inner.start + inner.length;
  reader->value = inner.start == value ? NULL : value;

  if (MATCH_LITERAL (inner.start, reader->end, "app") > 0)
    return read_command (reader, inner.start + 4, CMDURI_FORM_APP);
  reader->open = memchr (inner.start, ':', inner.length) == NULL;
  bool nested = cmduri_schemes_match (schemes, inner.start, reader->end) > 0 ||
                match_scheme (inner.start, reader->end, CMDURI_DEFAULT_SCHEME) > 0;
  return cmduri_reader_refuse (
      reader, nested ? CMDURI_ERROR_NESTED_WRAPPER : CMDURI_ERROR_INNER_SCHEME, inner.start);
}

/* What follows a scheme that carries wrapped commands and call URIs. */
static bool
read_scheme (struct cmduri_reader *reader, const char *at, const char *const *schemes)
{
  const char *path = at;
  while (path < reader->end && *path == '/' && path - at < MAX_SLASHES)
    path++;

  reader->open = path == reader->end;
  if (path == reader->end || *path == '?' || *path == '#')
    return read_wrapper (reader, skip_slashes (reader, at), schemes);
  return cmduri_read_call (reader, at);
}

/* A scheme that cannot be one: the cause may be a byte that may stand nowhere. */
CMDURI_COLD static bool
refuse_scheme (struct cmduri_reader *reader)
{
  size_t length = 0;
  while (reader->text + length < reader->end && reader->text[length] != ':')
    length++;

  enum cmduri_error error;
  size_t bad = cmduri_text_check (reader->text, length, &error);
  if (bad < length)
    return cmduri_reader_refuse (reader, error, reader->text + bad);
  return cmduri_reader_refuse (reader, CMDURI_ERROR_UNKNOWN_SCHEME, reader->text);
}

static bool
read_uri (struct cmduri_reader *reader, size_t length, const char *const *schemes)
{
  const char *text = reader->text;
  struct cmduri *uri = reader->uri;

  if (length == 0)
    return cmduri_reader_refuse (reader, CMDURI_ERROR_EMPTY, text);
  if (length > CMDURI_MAX_LENGTH)
    return cmduri_reader_refuse (reader, CMDURI_ERROR_TOO_LONG, text + CMDURI_MAX_LENGTH);

  size_t scheme = MATCH_LITERAL (text, reader->end, "app");
  if (scheme > 0)
    return read_command (reader, text + scheme + 1, CMDURI_FORM_APP);
  scheme = cmduri_schemes_match (schemes, text, reader->end);
  if (scheme > 0) {
    uri->form = CMDURI_FORM_SCHEME;
    return read_scheme (reader, text + scheme + 1, schemes);
  }
  scheme = match_scheme (text, reader->end, "cscommand");
  if (scheme > 0) {
    uri->form = CMDURI_FORM_LEGACY;
    return read_command (reader, text + scheme + 1, CMDURI_FORM_LEGACY);
  }
  return refuse_scheme (reader);
}

/* All but the offsets of warnings. Field by field, which costs a third of what memset() does. */
static inline void
clear (struct cmduri *uri)
{
  const struct cmduri_text none = {NULL, 0};

  uri->error = CMDURI_ERROR_NONE;
  uri->error_offset = 0;
  uri->hint = CMDURI_COMMAND_NONE;
  uri->kind = CMDURI_KIND_COMMAND;
  uri->form = CMDURI_FORM_APP;
  uri->smart = false;
  uri->command = CMDURI_COMMAND_NONE;
  uri->product_id = none;
  uri->buy = false;
  uri->relative = none;
  uri->reload = false;
  uri->reset = false;
  uri->only = 0;
  uri->number = none;
  uri->dial_action = CMDURI_DIAL_ACTION_NONE;
  uri->dial_action_text = none;
  uri->warnings = 0;
}

enum cmduri_error
cmduri_read (const char *text,
             size_t length,
             const char *const *schemes,
             char *buffer,
             size_t size,
             struct cmduri *uri,
             bool *open)
{
  struct cmduri_reader reader = {
      .text = text,
      .base = text,
      .end = length == 0 ? text : text + length,
      .free = buffer,
      .free_end = size == 0 ? buffer : buffer + size,
      .uri = uri,
  };

  clear (uri);
  read_uri (&reader, length, schemes);
  *open = reader.open;
  return uri->error;
}

enum cmduri_error
cmduri_parse (const char *text,
              size_t length,
              const char *const *schemes,
              char *buffer,
              size_t size,
              struct cmduri *uri)
{
  bool open;
  return cmduri_read (text, length, schemes, buffer, size, uri, &open);
}
