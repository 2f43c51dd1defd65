/* SPDX-License-Identifier: Apache-2.0 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "portal/target.h"
#include "portal/utf8.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* Request targets: an accepted path is absolute, one line of UTF-8, and leads neither up nor out.
 */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  char *text = malloc (size + 1);
  struct target target;

  if (text == NULL)
    return 0;
  memcpy (text, data, size);
  text[size] = '\0';
  if (target_parse (&target, text)) {
    size_t length = strlen (target.path);

    if (target.path[0] != '/' || !utf8_is_line (target.path, TARGET_MAXIMUM) ||
        strstr (target.path, "/../") != NULL || strchr (target.path, '\\') != NULL ||
        (length >= 3 && strcmp (target.path + length - 3, "/..") == 0) ||
        strlen (target.query) > size)
      abort ();
  }
  target_clear (&target);
  free (text);
  return 0;
}
