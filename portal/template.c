/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/template.h"

#include <string.h>

static bool
append_value (struct buffer *out,
              const char *name,
              size_t length,
              const struct template_value *values,
              size_t count)
{
  for (size_t i = 0; i < count; i++) {
    if (strlen (values[i].name) != length || memcmp (values[i].name, name, length) != 0)
      continue;
    if (values[i].markup != NULL) {
      out->failed |= values[i].markup->failed;
      buffer_append (out, buffer_text (values[i].markup), values[i].markup->length);
    } else {
      buffer_append_escaped (out, values[i].text);
    }
    return true;
  }
  return false;
}

void
template_append (struct buffer *out,
                 const char *text,
                 size_t length,
                 const struct template_value *values,
                 size_t count)
{
  while (length > 0) {
    const char *open = memmem (text, length, "{{", 2);
    const char *close;

    if (open == NULL) {
      buffer_append (out, text, length);
      return;
    }
    buffer_append (out, text, (size_t)(open - text));
    length -= (size_t)(open - text) + 2;
    text = open + 2;
    close = memmem (text, length, "}}", 2);
    if (close == NULL || !append_value (out, text, (size_t)(close - text), values, count)) {
      out->failed = true;
      return;
    }
    length -= (size_t)(close - text) + 2;
    text = close + 2;
  }
}
