/* SPDX-License-Identifier: Apache-2.0 */

#include "cmduri/internal.h"

#include <string.h>

/*
 * Decoding of one layer of a URI, byte by byte and exactly once. The leftmost error wins. Nothing
 * is copied until the first byte that decoding changes.
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

CMDURI_COLD bool
cmduri_reader_refuse (struct cmduri_reader *reader, enum cmduri_error error, const char *at)
{
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

/* The byte at `at`, decoded, and its length there; 0 when its percent-encoding is broken. */
static inline size_t
decode_byte (const char *at, const char *end, unsigned char *byte)
{
  if (*at != '%') {
    *byte = (unsigned char)*at;
    return 1;
  }
  if (end - at < 3)
    return 0;
  unsigned high = cmduri_hex_values[(unsigned char)at[1]];
  unsigned low = cmduri_hex_values[(unsigned char)at[2]];
  if ((high | low) > 0x0F)
    return 0;
  *byte = (unsigned char)(high << 4 | low);
  return 3;
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

bool
cmduri_reader_component (struct cmduri_reader *reader,
                         const char *start,
                         unsigned stop,
                         unsigned plus,
                         unsigned note,
                         struct cmduri_component *component)
{
  const unsigned special =
      stop | plus | note | CMDURI_BYTE_PERCENT | CMDURI_BYTE_CONTROL | CMDURI_BYTE_HIGH;
  const char *const end = reader->end;
  const char *at = start;
  char *out = NULL;
  char *decoded = NULL;
  unsigned noted = 0;
  unsigned escaped = 0;
  unsigned class = 0;

  for (;;) {
    if (out == NULL)
      for (; at < end && !((class = cmduri_byte_class (*at)) & special); at++) {
      }
    else
      for (; at < end && !((class = cmduri_byte_class (*at)) & special); at++)
        *out++ = *at;
    if (at == end || (class & stop))
      break;

    if (class & CMDURI_BYTE_CONTROL)
      return cmduri_reader_refuse (reader, CMDURI_ERROR_CONTROL_CHARACTER, at);
    if (class & note) {
      if ((class & CMDURI_BYTE_RAW) && !(noted & CMDURI_BYTE_RAW))
        cmduri_reader_warn (reader, CMDURI_WARNING_RAW_CHARACTER, at);
      noted |= class;
      if (!(class & plus)) {
        if (out != NULL)
          *out++ = *at;
        at++;
        continue;
      }
    }

    if (out == NULL) {
      size_t before = (size_t)(at - start);
      if (reader->value != NULL) {
        decoded = (char *)start; /* the layer lies in the caller's buffer */
      } else {
        if ((size_t)(end - start) > (size_t)(reader->free_end - reader->free))
          return cmduri_reader_refuse (reader, CMDURI_ERROR_TOO_LONG, at);
        decoded = reader->free;
        memcpy (decoded, start, before);
      }
      out = decoded + before;
    }

    if (class & CMDURI_BYTE_PERCENT) {
      unsigned char byte;
      size_t width = decode_byte (at, end, &byte);
      if (width == 0)
        return cmduri_reader_refuse (reader, CMDURI_ERROR_BAD_PERCENT_ENCODING, at);
      noted |= CMDURI_BYTE_PERCENT;
      class = cmduri_byte_classes[byte];
      escaped |= class;
      if (CMDURI_LIKELY (!(class & (CMDURI_BYTE_CONTROL | CMDURI_BYTE_HIGH)))) {
        *out++ = (char)byte;
        at += width;
        continue;
      }
      if (class & CMDURI_BYTE_CONTROL)
        return cmduri_reader_refuse (reader, CMDURI_ERROR_CONTROL_CHARACTER, at);
    } else if (class & plus) {
      *out++ = ' ';
      at++;
      continue;
    }

    at = decode_sequence (reader, at, &out);
    if (at == NULL)
      return false;
  }

  component->start = start;
  component->stop = at;
  component->noted = noted;
  component->escaped = escaped;
  if (out == NULL) {
    component->text = (struct cmduri_text){start, (size_t)(at - start)};
  } else {
    component->text = (struct cmduri_text){decoded, (size_t)(out - decoded)};
  }
  return true;
}
