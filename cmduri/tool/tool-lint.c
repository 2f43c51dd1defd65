/* SPDX-License-Identifier: Apache-2.0 */

#include "cmduri/tool/tool.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The largest file that is linted, in bytes. */
#define MAX_FILE_SIZE ((size_t)64 * 1024 * 1024)

struct lint_run {
  const char *name;
  bool found;
};

static void
on_finding (const struct cmduri_finding *finding, void *data)
{
  struct lint_run *run = data;
  run->found = true;
  printf ("%s:%zu:%zu: %s: %s\n", run->name, finding->line, finding->column, finding->code,
          finding->message);
}

/* The whole content of `file`, to be freed; NULL with errno set. */
static char *
read_all (FILE *file, size_t *length)
{
  size_t size = 64 * 1024;
  char *bytes = malloc (size);

  *length = 0;
  while (bytes != NULL) {
    *length += fread (bytes + *length, 1, size - *length, file);
    if (*length < size) {
      if (!ferror (file))
        return bytes;
      break;
    }
    if (size >= MAX_FILE_SIZE) {
      errno = EFBIG;
      break;
    }
    size *= 2;
    char *more = realloc (bytes, size);
    if (more == NULL)
      break;
    bytes = more;
  }
  int error = errno;
  free (bytes);
  errno = error;
  return NULL;
}

static enum tool_status
lint_file (const struct tool_options *options, const char *name)
{
  struct lint_run run = {.name = name};
  bool standard = strcmp (name, "-") == 0;
  FILE *file = standard ? stdin : fopen (name, "rb");
  size_t length;
  char *bytes = file == NULL ? NULL : read_all (file, &length);

  if (bytes == NULL)
    fprintf (stderr, "cmduri: %s: %s\n", name, strerror (errno));
  if (file != NULL && !standard)
    fclose (file);
  if (bytes == NULL)
    return TOOL_STATUS_USAGE;

  cmduri_lint (bytes, length, tool_options_schemes (options), on_finding, &run);
  free (bytes);
  return run.found ? TOOL_STATUS_REFUSED : TOOL_STATUS_FINE;
}

enum tool_status
tool_lint (const struct tool_options *options, int count, char **operands)
{
  enum tool_status status = TOOL_STATUS_FINE;
  if (count == 0)
    return tool_fail ("lint needs a file");

  for (int i = 0; i < count; i++) {
    enum tool_status one = lint_file (options, operands[i]);
    if (one > status)
      status = one;
  }
  return status;
}
