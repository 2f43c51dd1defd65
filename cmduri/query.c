/* SPDX-License-Identifier: Apache-2.0 */

#include "cmduri/internal.h"

#include <string.h>

/*
 * Queries by the rules of application/x-www-form-urlencoded (WHATWG URL, section 5.1): pairs
 * between &, empty ones skipped, the first = divides name and value, + is a space. The first of
 * equal names counts.
 */

#define NAMED(literal) (memcmp (name.start, literal, sizeof literal - 1) == 0)

unsigned
cmduri_slot_find (struct cmduri_text name)
{
  switch (name.length) {
  case 3:
    return NAMED ("tab") ? CMDURI_SLOT_TAB : CMDURI_SLOT_COUNT;
  case 4:
    return NAMED ("_cmd") ? CMDURI_SLOT_CMD : NAMED ("only") ? CMDURI_SLOT_ONLY : CMDURI_SLOT_COUNT;
  case 5:
    return NAMED ("reset") ? CMDURI_SLOT_RESET : CMDURI_SLOT_COUNT;
  case 6:
    return NAMED ("action")   ? CMDURI_SLOT_ACTION
           : NAMED ("reload") ? CMDURI_SLOT_RELOAD
                              : CMDURI_SLOT_COUNT;
  case 8:
    return NAMED ("settings")   ? CMDURI_SLOT_SETTINGS
           : NAMED ("relative") ? CMDURI_SLOT_RELATIVE
                                : CMDURI_SLOT_COUNT;
  case 10:
    return NAMED ("product_id")   ? CMDURI_SLOT_PRODUCT_ID
           : NAMED ("dialAction") ? CMDURI_SLOT_DIAL_ACTION
                                  : CMDURI_SLOT_COUNT;
  default:
    return CMDURI_SLOT_COUNT;
  }
}

/* Whether a known name stands at `at` as it is, with its =; then `*slot` and `*value` are set. It
 * spares the reading of the name byte by byte, and finds nothing that this would not. */
static inline bool
find_plain_name (const char *at, const char *end, unsigned *slot, const char **value)
{
#define TRY(name, id)                                                                              \
  if ((size_t)(end - at) >= sizeof name && memcmp (at, name "=", sizeof name) == 0) {              \
    *slot = CMDURI_SLOT_##id;                                                                      \
    *value = at + sizeof name;                                                                     \
    return true;                                                                                   \
  }
  switch (*at) {
  case '_':
    TRY ("_cmd", CMD)
    return false;
  case 'a':
    TRY ("action", ACTION)
    return false;
  case 'p':
    TRY ("product_id", PRODUCT_ID)
    return false;
  case 't':
    TRY ("tab", TAB)
    return false;
  case 'd':
    TRY ("dialAction", DIAL_ACTION)
    return false;
  default:
    return false;
  }
#undef TRY
}

bool
cmduri_reader_query (struct cmduri_reader *reader,
                     const char *at,
                     unsigned note,
                     struct cmduri_query *query)
{
  const unsigned value_stop = CMDURI_BYTE_AMPERSAND | CMDURI_BYTE_HASH;
  const char *const end = reader->end;
  unsigned count = 0;

  query->seen = query->repeated = 0;
  query->cmd_noted = 0;
  query->after_cmd = NULL;
  if (at < end && *at == '?')
    at++;

  while (at < end && *at != '#') {
    if (*at == '&') {
      at++;
      continue;
    }

    struct cmduri_component name, value;
    unsigned slot;
    const char *value_at;
    if (count++ == CMDURI_MAX_PARAMETERS)
      return cmduri_reader_refuse (reader, CMDURI_ERROR_TOO_MANY_PARAMETERS, at);
    if (!find_plain_name (at, end, &slot, &value_at)) {
      if (!cmduri_reader_component (reader, at, value_stop | CMDURI_BYTE_EQUALS, CMDURI_BYTE_PLUS,
                                    CMDURI_BYTE_RAW, &name))
        return false;
      slot = cmduri_slot_find (name.text);
      value_at = name.stop < end && *name.stop == '=' ? name.stop + 1 : name.stop;
    }
    if (!cmduri_reader_component (reader, value_at, value_stop, CMDURI_BYTE_PLUS,
                                  slot == CMDURI_SLOT_CMD ? note : CMDURI_BYTE_RAW, &value))
      return false;

    if (query->after_cmd == NULL && (query->seen & (1u << CMDURI_SLOT_CMD)))
      query->after_cmd = at;
    if (slot == CMDURI_SLOT_COUNT) {
      cmduri_reader_warn (reader, CMDURI_WARNING_UNKNOWN_PARAMETER, at);
    } else if (query->seen & (1u << slot)) {
      if (!(query->repeated & (1u << slot)))
        query->repeat_at[slot] = at;
      query->repeated |= 1u << slot;
    } else {
      query->seen |= 1u << slot;
      query->values[slot] = value.text;
      query->name_at[slot] = at;
      query->value_at[slot] = value_at;
      if (slot == CMDURI_SLOT_CMD)
        query->cmd_noted = value.noted;
      if (reader->value == NULL && value.text.start == reader->free)
        reader->free += value.text.length;
    }
    at = value.stop;
  }

  if (at < end) {
    struct cmduri_component fragment;
    cmduri_reader_warn (reader, CMDURI_WARNING_FRAGMENT, at);
    if (!cmduri_reader_component (reader, at + 1, 0, 0, 0, &fragment))
      return false;
  }
  return true;
}

void
cmduri_reader_warn_unused (struct cmduri_reader *reader,
                           const struct cmduri_query *query,
                           unsigned used)
{
  unsigned unused = query->seen & ~used;
  unsigned repeated = query->repeated & used;
  if (CMDURI_LIKELY ((unused | repeated) == 0))
    return;

  for (unsigned slot = 0; slot < CMDURI_SLOT_COUNT; slot++) {
    if (unused & (1u << slot))
      cmduri_reader_warn (reader, CMDURI_WARNING_UNKNOWN_PARAMETER, query->name_at[slot]);
    if (repeated & (1u << slot))
      cmduri_reader_warn (reader, CMDURI_WARNING_REPEATED_PARAMETER, query->repeat_at[slot]);
  }
}
