/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "portal/buffer.h"

/* Text with {{name}} placeholders. What fills a placeholder is escaped for HTML, always, except a
 * value that the code marked as markup because it built it itself from other templates: a template
 * can't choose. There are no loops or conditions; the code repeats and chooses. */
struct template_value {
  const char *name;
  const char *text;            /* escaped */
  const struct buffer *markup; /* instead of text: not escaped */
};

/* Appends the template with the values filled in. A placeholder without a value, or one that isn't
 * closed, is an error in the portal itself: the buffer fails. */
void template_append (struct buffer *out,
                      const char *template_text,
                      size_t length,
                      const struct template_value *values,
                      size_t count);
