/* SPDX-License-Identifier: Apache-2.0 */
#include "cmduri/corpus-case.h"
#include "cmduri/tap.h"

#include <dirent.h>
#include <stdint.h>
#include <string.h>

/*
 * Replays files through a fuzz target without libFuzzer, under any compiler. An argument is a
 * folder of inputs, or a .txt file of the conformance corpus, whose inputs are taken. Of each small
 * input every beginning, and every change of one byte, is replayed too: cheap, and the same on
 * every run.
 */

#define MAX_FILE_SIZE (1024 * 1024)
#define MAX_SMALL_SIZE 160

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
replay (uint8_t *data, size_t size)
{
  static const uint8_t changes[] = {0, '%', '&', '=', '+', '#', '?', '/', ':', '"', 0x80, 0xFF};

  LLVMFuzzerTestOneInput (data, size);
  if (size > MAX_SMALL_SIZE)
    return;
  for (size_t length = 0; length < size; length++)
    LLVMFuzzerTestOneInput (data, length);
  for (size_t i = 0; i < size; i++) {
    uint8_t kept = data[i];
    for (size_t j = 0; j < sizeof changes; j++) {
      data[i] = changes[j];
      LLVMFuzzerTestOneInput (data, size);
    }
    data[i] = kept;
  }
}

static void
replay_corpus (const char *path)
{
  static struct corpus_case one;
  FILE *file = fopen (path, "rb");
  unsigned number = 0, count = 0;

  while (file != NULL && corpus_case_read (&one, file, &number)) {
    replay ((uint8_t *)one.input, one.input_length);
    count++;
  }
  if (file != NULL)
    fclose (file);
  tap_check (count > 0, "%s: %u inputs and their neighbours", path, count);
}

static void
replay_folder (const char *path)
{
  DIR *folder = opendir (path);
  uint8_t *data = malloc (MAX_FILE_SIZE);
  unsigned count = 0;

  for (const struct dirent *entry; folder != NULL && (entry = readdir (folder)) != NULL;) {
    char name[4096];
    if (entry->d_name[0] == '.')
      continue;
    int length = snprintf (name, sizeof name, "%s/%s", path, entry->d_name);
    FILE *file = length < (int)sizeof name ? fopen (name, "rb") : NULL;
    if (!tap_check (file != NULL, "%s is opened", entry->d_name))
      continue;
    size_t size = fread (data, 1, MAX_FILE_SIZE, file);
    fclose (file);
    replay (data, size);
    count++;
  }
  if (folder != NULL)
    closedir (folder);
  tap_check (count > 0, "%s: %u files and their neighbours", path, count);
  free (data);
}

int
main (int argc, char **argv)
{
  for (int i = 1; i < argc; i++) {
    size_t length = strlen (argv[i]);
    if (length > 4 && strcmp (argv[i] + length - 4, ".txt") == 0)
      replay_corpus (argv[i]);
    else
      replay_folder (argv[i]);
  }
  return tap_done ();
}
