/* SPDX-License-Identifier: Apache-2.0 */

#include "cmduri/internal.h"

#include <limits.h>

/*
 * Decoding of one layer of a URI, byte by byte and exactly once. Nothing is copied until the first
 * byte that decoding changes.
 */

/* The offset in the caller's text of `at`, a place in the layer. A layer that was decoded is walked
 * again from its encoded beginning; this happens once for each kind of warning at most. */
CMDURI_COLD static size_t
offset_of (const struct cmduri_reader *reader, const char *at)
{
  if (reader->value == NULL)
    return (size_t)(at - reader->text);

  const char *encoded = reader->value;
  for (size_t left = (size_t)(at - reader->base); left > 0; left--)
    encoded += *encoded == '%' ? 3 : 1;
  return (size_t)(encoded - reader->text);
}

/* A byte that may stand nowhere comes before all other causes, so that a URI is refused for the
 * same in a wrapper, whose decoding finds it first. A decoded layer holds none. */
CMDURI_COLD static void
prefer_bad_byte (const struct cmduri_reader *reader, enum cmduri_error *error, const char **at)
{
  if (reader->value != NULL || *error == CMDURI_ERROR_EMPTY || *error == CMDURI_ERROR_TOO_LONG ||
      *error == CMDURI_ERROR_UNKNOWN_SCHEME)
    return;

  enum cmduri_error found;
  const size_t length = (size_t)(reader->end - reader->base);
  const size_t bad = cmduri_text_check (reader->base, length, &found);
  if (bad == length)
    return;
  *error = found;
  *at = reader->base + bad;
}

CMDURI_COLD bool
cmduri_reader_refuse (struct cmduri_reader *reader, enum cmduri_error error, const char *at)
{
  prefer_bad_byte (reader, &error, &at);
  reader->uri->error = error;
  reader->uri->error_offset = offset_of (reader, at);
  return false;
}

CMDURI_COLD void
cmduri_reader_warn (struct cmduri_reader *reader, enum cmduri_warning warning, const char *at)
{
  struct cmduri *uri = reader->uri;
  uint16_t offset = (uint16_t)offset_of (reader, at);
  if (!(uri->warnings & (1u << warning)) || offset < uri->warning_offsets[warning])
    uri->warning_offsets[warning] = offset;
  uri->warnings |= 1u << warning;
}

/* The value of the percent-encoded byte at `at`, which is a %; over 0xFF when it is broken. */
static inline unsigned
decode_percent (const char *at, const char *end)
{
  if (end - at < 3)
    return UINT_MAX;
  unsigned high = cmduri_hex_values[(unsigned char)at[1]];
  unsigned low = cmduri_hex_values[(unsigned char)at[2]];
  return high << 4 | low | ((high | low) > 0x0F ? 0x100 : 0);
}

/* The byte at `at`, decoded if need be, and its length there; 0 when its encoding is broken. */
static inline size_t
decode_byte (const char *at, const char *end, unsigned char *byte)
{
  unsigned value = *at == '%' ? decode_percent (at, end) : (unsigned char)*at;
  *byte = (unsigned char)value;
  return value > 0xFF ? 0 : *at == '%' ? 3 : 1;
}

/* Decodes the UTF-8 sequence at `at`, whose bytes stand all as they are or all percent-encoded, to
 * `out`. Returns where it ends, NULL when it is refused. */
CMDURI_COLD static const char *
decode_sequence (struct cmduri_reader *reader, const char *at, char **out)
{
  unsigned char byte, low, high;
  unsigned count;
  const size_t whole = decode_byte (at, reader->end, &byte);
  const char *next = at + whole;

  if (!cmduri_utf8_lead (byte, &count, &low, &high)) {
    cmduri_reader_refuse (reader, CMDURI_ERROR_BAD_UTF8, at);
    return NULL;
  }
  *(*out)++ = (char)byte;
  for (; count > 0; count--) {
    size_t width = next == reader->end ? 0 : decode_byte (next, reader->end, &byte);
    if (width == 0 && next != reader->end) {
      cmduri_reader_refuse (reader, CMDURI_ERROR_BAD_PERCENT_ENCODING, next);
      return NULL;
    }
    if (width != whole || byte < low || byte > high) {
      cmduri_reader_refuse (reader, CMDURI_ERROR_BAD_UTF8, at);
      return NULL;
    }
    *(*out)++ = (char)byte;
    next += width;
    low = 0x80;
    high = 0xBF;
  }
  return next;
}

/* Where the decoded bytes of the component go: the layer itself when it lies in the caller's
 * buffer, else the rest of that. What stands before `at` is copied. NULL when there is no room. */
static char *
begin_output (struct cmduri_reader *reader, const char *start, const char *at)
{
  if (reader->value != NULL)
    return (char *)start;
  if ((size_t)(reader->end - start) > (size_t)(reader->free_end - reader->free)) {
    cmduri_reader_refuse (reader, CMDURI_ERROR_TOO_LONG, at);
    return NULL;
  }
  for (size_t i = 0; i < (size_t)(at - start); i++)
    reader->free[i] = start[i];
  return reader->free;
}

/* Like cmduri_skip_plain(), and copies what it skips; `*out` may be before `at` in the same text.
 */
static inline const char *
copy_plain (const char *at, const char *end, unsigned special, char **out)
{
#define STEP(i)                                                                                    \
  if (cmduri_byte_class (at[i]) & special) {                                                       \
    *out = to + i;                                                                                 \
    return at + i;                                                                                 \
  }                                                                                                \
  to[i] = at[i];

  char *to = *out;
  for (; end - at >= 8; at += 8, to += 8) {
    STEP (0) STEP (1) STEP (2) STEP (3) STEP (4) STEP (5) STEP (6) STEP (7)
  }
#undef STEP

  while (at < end && !(cmduri_byte_class (*at) & special))
    *to++ = *at++;
  *out = to;
  return at;
}

bool
cmduri_reader_decode (struct cmduri_reader *reader,
                      const char *start,
                      const char *at,
                      unsigned stop,
                      unsigned plus,
                      unsigned note,
                      struct cmduri_component *component)
{
  const unsigned special =
      stop | plus | note | CMDURI_BYTE_PERCENT | CMDURI_BYTE_CONTROL | CMDURI_BYTE_HIGH;
  const char *const end = reader->end;
  char *const decoded = begin_output (reader, start, at);
  if (decoded == NULL)
    return false;
  char *out = decoded + (at - start);
  unsigned noted = 0;
  unsigned escaped = 0;

  for (; at < end; at = copy_plain (at, end, special, &out)) {
    unsigned class = cmduri_byte_class (*at);
    if (CMDURI_LIKELY (class & CMDURI_BYTE_PERCENT)) {
      unsigned byte = decode_percent (at, end);
      if (byte > 0xFF)
        return cmduri_reader_refuse (reader, CMDURI_ERROR_BAD_PERCENT_ENCODING, at);
      class = cmduri_byte_classes[byte];
      noted |= CMDURI_BYTE_PERCENT;
      escaped |= class;
      if (CMDURI_LIKELY (!(class & (CMDURI_BYTE_CONTROL | CMDURI_BYTE_HIGH)))) {
        *out++ = (char)byte;
        at += 3;
        continue;
      }
    } else if (class & stop) {
      break;
    } else if (class & (plus | note)) {
      if ((class & note & CMDURI_BYTE_RAW) && !(noted & CMDURI_BYTE_RAW))
        cmduri_reader_warn (reader, CMDURI_WARNING_RAW_CHARACTER, at);
      noted |= class;
      *out++ = class & plus ? ' ' : *at;
      at++;
      continue;
    }

    if (class & CMDURI_BYTE_CONTROL)
      return cmduri_reader_refuse (reader, CMDURI_ERROR_CONTROL_CHARACTER, at);
    char *after = out; /* a variable of its own: `out` shall stay in a register */
    at = decode_sequence (reader, at, &after);
    if (at == NULL)
      return false;
    out = after;
  }

  component->text = (struct cmduri_text){decoded, (size_t)(out - decoded)};
  component->stop = at;
  component->noted = noted;
  component->escaped = escaped;
  return true;
}
