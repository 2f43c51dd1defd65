/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/form.h"

#include <stdlib.h>
#include <string.h>

#include "portal/utf8.h"

static int
hex_digit (char c)
{
  if (c >= '0' && c <= '9')
    return c - '0';
  if (c >= 'a' && c <= 'f')
    return c - 'a' + 10;
  if (c >= 'A' && c <= 'F')
    return c - 'A' + 10;
  return -1;
}

static bool
form_add (struct form *self, const char *text, size_t length, char **out)
{
  const char *equals = memchr (text, '=', length);
  size_t name_length = equals ? (size_t)(equals - text) : length;
  struct form_field *field;
  ptrdiff_t decoded;

  if (length == 0)
    return true;
  if (self->count == FORM_MAXIMUM_FIELDS)
    return false;
  field = &self->fields[self->count++];
  field->name = *out;
  decoded = percent_decode (text, name_length, true, *out);
  if (decoded < 0 || !utf8_is_valid (*out, (size_t)decoded))
    return false;
  *out += decoded + 1;
  field->value = *out;
  decoded = equals ? percent_decode (equals + 1, length - name_length - 1, true, *out) : 0;
  if (decoded < 0 || !utf8_is_valid (*out, (size_t)decoded))
    return false;
  (*out)[decoded] = '\0';
  *out += decoded + 1;
  return true;
}

bool
form_parse (struct form *self, const char *text, size_t length)
{
  char *out;

  self->count = 0;
  /* Every field gains at most two NULs, and its separator frees one. */
  self->text = malloc (length + 2 * FORM_MAXIMUM_FIELDS + 2);
  if (self->text == NULL)
    return false;
  out = self->text;
  while (length > 0) {
    const char *end = memchr (text, '&', length);
    size_t part = end ? (size_t)(end - text) : length;

    if (!form_add (self, text, part, &out)) {
      form_clear (self);
      return false;
    }
    text += part + (end ? 1 : 0);
    length -= part + (end ? 1 : 0);
  }
  return true;
}

void
form_clear (struct form *self)
{
  free (self->text);
  self->text = NULL;
  self->count = 0;
}

const char *
form_value (const struct form *self, const char *name)
{
  for (size_t i = 0; i < self->count; i++)
    if (strcmp (self->fields[i].name, name) == 0)
      return self->fields[i].value;
  return NULL;
}

ptrdiff_t
percent_decode (const char *text, size_t length, bool plus, char *out)
{
  ptrdiff_t written = 0;

  for (size_t i = 0; i < length; i++) {
    char c = text[i];

    if (c == '%') {
      int high = length - i > 2 ? hex_digit (text[i + 1]) : -1;
      int low = length - i > 2 ? hex_digit (text[i + 2]) : -1;

      if (high < 0 || low < 0)
        return -1;
      c = (char)(high << 4 | low);
      i += 2;
    } else if (c == '+' && plus) {
      c = ' ';
    }
    if (c == '\0')
      return -1;
    out[written++] = c;
  }
  out[written] = '\0';
  return written;
}
