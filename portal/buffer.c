/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_ALLOCATION = 256 };

static bool
buffer_reserve (struct buffer *buffer, size_t more)
{
  size_t needed;
  size_t allocated;
  char *data;

  if (buffer->failed)
    return false;
  if (more > BUFFER_MAXIMUM || buffer->length + more > BUFFER_MAXIMUM) {
    buffer->failed = true;
    return false;
  }
  needed = buffer->length + more + 1;
  if (needed <= buffer->allocated)
    return true;
  allocated = buffer->allocated ? buffer->allocated : FIRST_ALLOCATION;
  while (allocated < needed)
    allocated *= 2;
  data = realloc (buffer->data, allocated);
  if (data == NULL) {
    buffer->failed = true;
    return false;
  }
  buffer->data = data;
  buffer->allocated = allocated;
  return true;
}

void
buffer_append (struct buffer *buffer, const char *bytes, size_t length)
{
  if (!buffer_reserve (buffer, length))
    return;
  if (length > 0)
    memcpy (buffer->data + buffer->length, bytes, length);
  buffer->length += length;
  buffer->data[buffer->length] = '\0';
}

void
buffer_append_text (struct buffer *buffer, const char *text)
{
  buffer_append (buffer, text, strlen (text));
}

void
buffer_append_format (struct buffer *buffer, const char *format, ...)
{
  va_list arguments;
  int length;

  va_start (arguments, format);
  length = vsnprintf (NULL, 0, format, arguments);
  va_end (arguments);
  if (length < 0) {
    buffer->failed = true;
    return;
  }
  if (!buffer_reserve (buffer, (size_t)length))
    return;
  va_start (arguments, format);
  vsnprintf (buffer->data + buffer->length, (size_t)length + 1, format, arguments);
  va_end (arguments);
  buffer->length += (size_t)length;
}

void
buffer_append_escaped (struct buffer *buffer, const char *text)
{
  const char *start = text;

  if (text == NULL)
    return;
  for (; *text != '\0'; text++) {
    const char *entity;

    switch (*text) {
    case '&':
      entity = "&amp;";
      break;
    case '<':
      entity = "&lt;";
      break;
    case '>':
      entity = "&gt;";
      break;
    case '"':
      entity = "&quot;";
      break;
    case '\'':
      entity = "&#39;";
      break;
    case '\r':
      entity = "&#13;"; /* XML 1.0, section 2.11: as it is, a reader would make it a newline */
      break;
    case '\t':
    case '\n':
      continue;
    default:
      if ((unsigned char)*text >= 0x20 && *text != 0x7f)
        continue;
      entity = "";
      break;
    }
    buffer_append (buffer, start, (size_t)(text - start));
    buffer_append_text (buffer, entity);
    start = text + 1;
  }
  buffer_append (buffer, start, (size_t)(text - start));
}

void
buffer_append_percent (struct buffer *buffer, const char *text)
{
  for (; *text != '\0'; text++) {
    unsigned char c = (unsigned char)*text;

    if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
        c == '.' || c == '_' || c == '~')
      buffer_append (buffer, text, 1);
    else
      buffer_append_format (buffer, "%%%02X", c);
  }
}

const char *
buffer_text (const struct buffer *buffer)
{
  return buffer->data ? buffer->data : "";
}

void
buffer_clear (struct buffer *buffer)
{
  free (buffer->data);
  *buffer = BUFFER_EMPTY;
}
