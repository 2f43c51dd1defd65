/* SPDX-License-Identifier: Apache-2.0 */

#include "cmduri/tool/allow.h"
#include "cmduri/tool/sarif.h"
#include "cmduri/tool/tool.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The largest file that is linted, in bytes. */
#define MAX_FILE_SIZE ((size_t)64 * 1024 * 1024)

struct lint_run {
  const struct tool_options *options;
  struct sarif sarif;
  const char *name;
  bool found;
};

static void
on_sarif (const char *bytes, size_t length, void *data)
{
  fwrite (bytes, 1, length, stdout);
}

static void
on_finding (const struct cmduri_finding *finding, void *data)
{
  struct lint_run *run = data;
  if (allow_has (run->options->allowed, finding))
    return;
  run->found = true;
  if (run->options->format == TOOL_FORMAT_SARIF)
    sarif_finding (&run->sarif, finding);
  else
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
lint_file (struct lint_run *run, const char *name)
{
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

  run->name = name;
  run->found = false;
  sarif_file (&run->sarif, cmduri_text_of (name), bytes, length);
  cmduri_lint (bytes, length, tool_options_schemes (run->options), on_finding, run);
  free (bytes);
  return run->found ? TOOL_STATUS_REFUSED : TOOL_STATUS_FINE;
}

enum tool_status
tool_lint (const struct tool_options *options, int count, char **operands)
{
  struct lint_run run = {.options = options};
  bool sarif = options->format == TOOL_FORMAT_SARIF;
  enum tool_status status = TOOL_STATUS_FINE;
  int unreadable = 0;

  if (count == 0)
    return tool_fail ("lint needs a file");
  if (sarif)
    sarif_begin (&run.sarif, on_sarif, NULL);

  /* What could not be read moves to the front of the operands, which are read before. */
  for (int i = 0; i < count; i++) {
    enum tool_status one = lint_file (&run, operands[i]);
    if (one == TOOL_STATUS_USAGE)
      operands[unreadable++] = operands[i];
    if (one > status)
      status = one;
  }

  if (sarif) {
    sarif_finish_results (&run.sarif);
    for (int i = 0; i < unreadable; i++)
      sarif_unreadable (&run.sarif, cmduri_text_of (operands[i]));
    sarif_end (&run.sarif);
  }
  return status;
}
