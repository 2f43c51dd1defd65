/* SPDX-License-Identifier: Apache-2.0 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "portal/template.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* Templates: as a value no text can leave its place in the markup; as a template any text is either
 * filled in or fails. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const char page[] = "{{value}}";
  char *text = malloc (size + 1);
  struct buffer out = BUFFER_EMPTY;
  struct template_value values[] = {{"value", text, NULL}};

  if (text == NULL)
    return 0;
  memcpy (text, data, size);
  text[size] = '\0';
  template_append (&out, page, sizeof page - 1, values, 1);
  if (strpbrk (buffer_text (&out), "<>\"'") != NULL)
    abort ();
  for (const char *place = buffer_text (&out); (place = strchr (place, '&')) != NULL; place++)
    if (strncmp (place, "&amp;", 5) != 0 && strncmp (place, "&lt;", 4) != 0 &&
        strncmp (place, "&gt;", 4) != 0 && strncmp (place, "&quot;", 6) != 0 &&
        strncmp (place, "&#39;", 5) != 0)
      abort ();
  buffer_clear (&out);
  template_append (&out, (const char *)data, size, values, 1);
  buffer_clear (&out);
  free (text);
  return 0;
}
