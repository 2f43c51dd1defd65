/* SPDX-License-Identifier: Apache-2.0 */

#include "cmduri/corpus-case.h"

#include <stdlib.h>
#include <string.h>

/* Decodes the escapes of `line`; returns the length. Repetitions nest once. */
static size_t
unescape (const char *line, size_t line_length, char *out)
{
  size_t length = 0;
  for (size_t i = 0; i < line_length;) {
    unsigned byte;
    if (line[i] != '\\') {
      out[length++] = line[i++];
    } else if (line[i + 1] == 'x' && sscanf (line + i + 2, "%2x", &byte) == 1) {
      out[length++] = (char)byte;
      i += 4;
    } else if (line[i + 1] == '{') {
      char *text;
      unsigned long times = strtoul (line + i + 2, &text, 10);
      const char *close = strchr (text, '}');
      for (; times > 0; times--)
        length += unescape (text + 1, (size_t)(close - text - 1), out + length);
      i = (size_t)(close - line) + 1;
    } else {
      if (line[i + 1] == 'n')
        out[length++] = '\n';
      else if (line[i + 1] == 'r')
        out[length++] = '\r';
      else if (line[i + 1] != 'e')
        out[length++] = line[i + 1];
      i += 2;
    }
  }
  return length;
}

/* Reads the next line that is no comment; false at the end of the file. */
static bool
read_line (FILE *file, char *line, unsigned *number)
{
  do {
    if (fgets (line, CORPUS_MAX_LINE, file) == NULL)
      return false;
    (*number)++;
  } while (line[0] == '#');
  line[strcspn (line, "\n")] = '\0';
  return true;
}

static void
read_schemes (struct corpus_case *one, const char *line)
{
  size_t count = 0;
  snprintf (one->schemes_line, sizeof one->schemes_line, "%s", line);
  for (char *at = one->schemes_line; (at = strstr (at, "--scheme ")) != NULL;) {
    at += strlen ("--scheme ");
    if (count < CORPUS_MAX_SCHEMES)
      one->names[count++] = at;
    at += strcspn (at, " ");
    if (*at != '\0')
      *at++ = '\0';
  }
  one->names[count] = NULL;
  one->schemes = one->names;
}

bool
corpus_case_read (struct corpus_case *one, FILE *file, unsigned *number)
{
  static char line[CORPUS_MAX_LINE];
  one->schemes = NULL;
  one->rules[0] = '\0';
  one->expected[0] = '\0';

  do {
    if (!read_line (file, line, number))
      return false;
  } while (line[0] == '\0');
  if (strncmp (line, "rules: ", 7) == 0) {
    snprintf (one->rules, sizeof one->rules, "%.*s", CORPUS_MAX_RULES - 1, line + 7);
    if (!read_line (file, line, number))
      return false;
  }
  if (strncmp (line, "--scheme ", 9) == 0) {
    read_schemes (one, line);
    if (!read_line (file, line, number))
      return false;
  }
  one->line = *number;
  one->input_length = unescape (line, strlen (line), one->input);
  while (read_line (file, line, number) && line[0] != '\0') {
    size_t length = strlen (one->expected);
    snprintf (one->expected + length, sizeof one->expected - length, "%s%s",
              length == 0 ? "" : "\n", line);
  }
  return true;
}
