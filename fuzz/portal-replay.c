/* SPDX-License-Identifier: Apache-2.0 */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* Replays files through a fuzz target without libFuzzer, under any compiler: each argument is a
 * folder whose files are replayed, then whole runs of bytes derived from each are too. */

enum { INPUT_MAXIMUM = 128 * 1024 };

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* Every prefix of a small input, and the input with each byte changed: cheap, and the same on every
 * run, unlike a fuzzer. */
static void
replay_neighbours (uint8_t *data, size_t size)
{
  enum { SMALL = 512 };

  if (size > SMALL)
    return;
  for (size_t length = 0; length < size; length++)
    LLVMFuzzerTestOneInput (data, length);
  for (size_t i = 0; i < size; i++) {
    uint8_t kept = data[i];

    for (int bit = 0; bit < 8; bit++) {
      data[i] = kept ^ (uint8_t)(1 << bit);
      LLVMFuzzerTestOneInput (data, size);
    }
    data[i] = kept;
  }
}

static int
replay_file (const char *folder, const char *name)
{
  char path[4096];
  uint8_t *data = malloc (INPUT_MAXIMUM);
  FILE *file;
  size_t size;

  if (data == NULL || snprintf (path, sizeof path, "%s/%s", folder, name) >= (int)sizeof path)
    abort ();
  file = fopen (path, "rb");
  if (file == NULL) {
    perror (path);
    exit (1);
  }
  size = fread (data, 1, INPUT_MAXIMUM, file);
  fclose (file);
  LLVMFuzzerTestOneInput (data, size);
  replay_neighbours (data, size);
  free (data);
  return 1;
}

int
main (int argc, char **argv)
{
  int count = 0;

  for (int i = 1; i < argc; i++) {
    DIR *folder = opendir (argv[i]);
    const struct dirent *entry;

    if (folder == NULL) {
      perror (argv[i]);
      return 1;
    }
    while ((entry = readdir (folder)) != NULL)
      if (entry->d_name[0] != '.')
        count += replay_file (argv[i], entry->d_name);
    closedir (folder);
  }
  printf ("replayed %d files and their neighbours\n", count);
  return count == 0;
}
