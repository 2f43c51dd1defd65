/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* A text that grows. Never longer than BUFFER_MAXIMUM bytes: beyond that, or when memory is short,
 * `failed` becomes true, the content stays as it was and every later append does nothing, so that a
 * caller may append many times and look once. The content always ends in a NUL that isn't counted;
 * `data` is NULL while nothing was appended. Start with `struct buffer b = BUFFER_EMPTY`. */
enum { BUFFER_MAXIMUM = 4 * 1024 * 1024 };

struct buffer {
  char *data;
  size_t length;
  size_t allocated;
  bool failed;
};

#define BUFFER_EMPTY ((struct buffer){0})

void buffer_append (struct buffer *buffer, const char *bytes, size_t length);
void buffer_append_text (struct buffer *buffer, const char *text);
void buffer_append_format (struct buffer *buffer, const char *format, ...)
    __attribute__ ((format (printf, 2, 3)));

/* Appends text so that it is only text inside an HTML or XML element or a quoted attribute:
 * & < > " ' become entities; control characters that XML 1.0 (section 2.2) excludes are left out.
 * NULL counts as the empty text. */
void buffer_append_escaped (struct buffer *buffer, const char *text);

/* Appends text percent-encoded: everything but RFC 3986's unreserved characters. */
void buffer_append_percent (struct buffer *buffer, const char *text);

/* The content as a string, never NULL; belongs to the buffer. */
const char *buffer_text (const struct buffer *buffer);

/* Frees the content; the buffer is empty and usable again. */
void buffer_clear (struct buffer *buffer);
