/* SPDX-License-Identifier: Apache-2.0 */

#include "cmduri/internal.h"

/*
 * Call URIs, scheme:number[?dialAction=action] (command-uris, section 3). A number is what RFC
 * 3261, section 25.1 and RFC 3966, section 3 allow in a user part, a host and a telephone number,
 * in ASCII. A colon may only stand after the @: before it would be a password (RFC 3261, section
 * 19.1.1), which has no place in a URI, or another URI.
 */

bool
cmduri_number_check (struct cmduri_text number, size_t *bad)
{
  bool host = false;
  size_t i;

  *bad = 0;
  if (number.length == 0)
    return false;
  for (i = 0; i < number.length; i++) {
    char byte = number.start[i];
    *bad = i;
    if (i == CMDURI_MAX_NUMBER || !(cmduri_byte_class (byte) & CMDURI_BYTE_NUMBER))
      return false;
    if (byte == '@' && (host || i == 0 || i == number.length - 1))
      return false;
    host = host || byte == '@';
    if (!host && (byte == ':' || byte == '[' || byte == ']'))
      return false;
  }
  *bad = number.length;
  return true;
}

bool
cmduri_read_call (struct cmduri_reader *reader, const char *at)
{
  const unsigned stop = CMDURI_BYTE_QUESTION | CMDURI_BYTE_HASH;
  struct cmduri *uri = reader->uri;
  struct cmduri_component number, parameters;
  struct cmduri_query query;

  uri->kind = CMDURI_KIND_CALL;
  if (!cmduri_reader_component (reader, at, stop | CMDURI_BYTE_SEMICOLON, 0, 0, &number))
    return false;
  if (number.noted & CMDURI_BYTE_PERCENT)
    reader->free += number.text.length;

  const char *rest = number.stop;
  reader->open = rest == reader->end;
  if (rest < reader->end && *rest == ';') {
    if (!cmduri_reader_component (reader, rest, stop, 0, 0, &parameters))
      return false;
    cmduri_reader_warn (reader, CMDURI_WARNING_URI_PARAMETERS, rest);
    rest = parameters.stop;
  }
  if (!cmduri_reader_query (reader, rest, CMDURI_BYTE_RAW, &query))
    return false;

  size_t bad;
  if (!cmduri_number_check (number.text, &bad)) {
    for (; bad > 0; bad--)
      at += *at == '%' ? 3 : 1;
    return cmduri_reader_refuse (reader, CMDURI_ERROR_BAD_NUMBER, at);
  }
  uri->number = number.text;

  if (query.seen & (1u << CMDURI_SLOT_DIAL_ACTION)) {
    uri->dial_action_text = query.values[CMDURI_SLOT_DIAL_ACTION];
    if (uri->dial_action_text.length > 0)
      uri->dial_action = cmduri_dial_action_find (uri->dial_action_text);
    if (uri->dial_action == CMDURI_DIAL_ACTION_UNKNOWN)
      cmduri_reader_warn (reader, CMDURI_WARNING_UNKNOWN_DIAL_ACTION,
                          query.value_at[CMDURI_SLOT_DIAL_ACTION]);
  }
  cmduri_reader_warn_unused (reader, &query, 1u << CMDURI_SLOT_DIAL_ACTION);
  return true;
}
