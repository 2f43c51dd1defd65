/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/target.h"

#include <stdlib.h>
#include <string.h>

#include "portal/form.h"
#include "portal/utf8.h"

static bool
path_is_acceptable (const char *path)
{
  const char *segment = path;

  if (!utf8_is_line (path, TARGET_MAXIMUM) || strchr (path, '\\') != NULL)
    return false;
  while (segment != NULL) {
    segment++;
    if (segment[0] == '.' && (segment[1] == '/' || segment[1] == '\0'))
      return false;
    if (strncmp (segment, "..", 2) == 0 && (segment[2] == '/' || segment[2] == '\0'))
      return false;
    segment = strchr (segment, '/');
  }
  return true;
}

bool
target_parse (struct target *self, const char *text)
{
  size_t length = strnlen (text, TARGET_MAXIMUM + 1);
  size_t path_length = strcspn (text, "?#");

  *self = (struct target){0};
  if (length > TARGET_MAXIMUM || text[0] != '/')
    return false;
  self->memory = malloc (2 * length + 2);
  if (self->memory == NULL)
    return false;
  self->path = self->memory + length + 1;
  memcpy (self->memory, text, length + 1);
  self->query = text[path_length] == '?' ? self->memory + path_length + 1 : "";
  if (percent_decode (text, path_length, false, self->path) < 0 ||
      !path_is_acceptable (self->path)) {
    target_clear (self);
    return false;
  }
  return true;
}

void
target_clear (struct target *self)
{
  free (self->memory);
  *self = (struct target){0};
}
