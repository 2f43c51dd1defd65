/* SPDX-License-Identifier: Apache-2.0 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "portal/brand.h"
#include "portal/key-file.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static char folder[] = "/tmp/whinchat-fuzz-XXXXXX";
static struct database *database;

static void
on_exit_remove (void)
{
  static const char *const names[] = {"portal.db", "portal.db-wal", "portal.db-shm"};
  char path[sizeof folder + 32];

  database_close (database);
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
    snprintf (path, sizeof path, "%s/%s", folder, names[i]);
    unlink (path);
  }
  rmdir (folder);
}

/* brand.ini: what is accepted as a key file is bounded; what is accepted as a brand is served as a
 * document with its own root and nothing behind it. Nothing is ever committed. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  struct key_file_error error;
  struct key_file *file;
  struct buffer message = BUFFER_EMPTY;
  struct buffer xml = BUFFER_EMPTY;
  struct brand brand;

  if (database == NULL) {
    database = mkdtemp (folder) ? database_create (folder) : NULL;
    if (database == NULL)
      abort ();
    atexit (on_exit_remove);
  }
  file = key_file_parse ((const char *)data, size, &error);
  if (file == NULL) {
    if (error.message == NULL)
      abort ();
    return 0;
  }
  if (file->entry_count > KEY_FILE_MAXIMUM_ENTRIES || file->group_count > KEY_FILE_MAXIMUM_GROUPS)
    abort ();
  for (size_t i = 0; i < file->entry_count; i++)
    if (key_file_value (file, file->groups[file->entries[i].group], file->entries[i].key) !=
        file->entries[i].value)
      abort ();
  if (brand_import (database, file, true, &brand, &message)) {
    if (!brand_append_document (database, brand.code, false, "http://127.0.0.1", &xml) ||
        strncmp (buffer_text (&xml), "<?xml ", 6) != 0 ||
        strcmp (buffer_text (&xml) + xml.length - 9, "</brand>\n") != 0)
      abort ();
    /* In a comment or a CDATA section of a subtree it is only text. */
    if (strstr (buffer_text (&xml), "<!") == NULL &&
        strstr (buffer_text (&xml), "</brand>") != buffer_text (&xml) + xml.length - 9)
      abort ();
  } else if (message.length == 0) {
    abort ();
  }
  buffer_clear (&message);
  buffer_clear (&xml);
  key_file_free (file);
  return 0;
}
