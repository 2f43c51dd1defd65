/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "portal/brand.h"
#include "portal/cli.h"

static const char import_help[] =
    "Usage: whinchat-portal brand import [OPTION]... DIR FILE\n"
    "Take over a brand.ini: names, account defaults, web tabs and quick dials. A brand\n"
    "of the same cloud ID is replaced.\n"
    "\n"
    "  --test    change only the editable test version, served as CODE*\n"
    "  --help    show this help\n";

static const char list_help[] =
    "Usage: whinchat-portal brand list DIR\n"
    "List the brands: cloud ID (with * for the test version), name, scheme; separated\n"
    "by tabs.\n";

static void
on_brand (const struct brand *brand, void *data)
{
  printf ("%s%s\t%s\t%s\n", brand->code, brand->editable ? "*" : "", brand->name, brand->scheme);
}

static struct key_file *
read_file (const char *path)
{
  FILE *file = fopen (path, "rb");
  char *text = malloc (KEY_FILE_MAXIMUM + 1);
  struct key_file *keys = NULL;
  struct key_file_error error;
  size_t length;

  if (file == NULL || text == NULL) {
    fprintf (stderr, "whinchat-portal: %s: %s\n", path, strerror (errno));
  } else {
    length = fread (text, 1, KEY_FILE_MAXIMUM + 1, file);
    if (ferror (file) != 0)
      fprintf (stderr, "whinchat-portal: %s: %s\n", path, strerror (errno));
    else if ((keys = key_file_parse (text, length, &error)) == NULL)
      fprintf (stderr, "whinchat-portal: %s:%zu: %s\n", path, error.line, error.message);
  }
  if (file != NULL)
    fclose (file);
  free (text);
  return keys;
}

static int
import (struct database *database, const struct key_file *keys, bool live)
{
  struct brand brand;
  struct buffer message = BUFFER_EMPTY;
  int status = CLI_FINE;

  if (!database_begin (database))
    return cli_refuse ("the database is busy");
  if (!brand_import (database, keys, live, &brand, &message) || !database_commit (database)) {
    database_rollback (database);
    status = cli_refuse (message.length > 0 ? buffer_text (&message) : "the brand wasn't stored");
  }
  buffer_clear (&message);
  return status;
}

int
cli_brand_import (int argc, char **argv)
{
  struct cli_option options[] = {{"--test", false, NULL}};
  const char *words[2];
  struct key_file *keys;
  struct database *database;
  int status;

  if (!cli_parse (argc, argv, import_help, options, 1, words, 2))
    return CLI_USAGE;
  keys = read_file (words[1]);
  if (keys == NULL)
    return CLI_REFUSED;
  database = database_open (words[0]);
  status = database ? import (database, keys, options[0].value == NULL) : CLI_REFUSED;
  database_close (database);
  key_file_free (keys);
  return status;
}

int
cli_brand_list (int argc, char **argv)
{
  const char *directory;
  struct database *database;

  if (!cli_parse (argc, argv, list_help, NULL, 0, &directory, 1))
    return CLI_USAGE;
  database = database_open (directory);
  if (database == NULL)
    return CLI_REFUSED;
  brand_list (database, on_brand, NULL);
  database_close (database);
  return CLI_FINE;
}
