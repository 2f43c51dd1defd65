/* SPDX-License-Identifier: Apache-2.0 */
#include <glib.h>

#include <stdint.h>

/* Stands in for libFuzzer under any compiler: runs the target over the files of the folders, and
 * over every prefix and some mutations of each, and prints TAP. Usage: fuzz-core-NAME FOLDER... */

#define MAX_PREFIXES 400
#define MUTATIONS 400

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static guint count;

/* A copy of exactly @size bytes, so that a sanitizer sees a read beyond them. */
static void
run (const char *data, gsize size)
{
  g_autofree uint8_t *copy = size > 0 ? g_memdup2 (data, size) : NULL;

  LLVMFuzzerTestOneInput (copy != NULL ? copy : (const uint8_t *)"", size);
}

static void
mutate (const char *data, gsize size, GRand *random)
{
  g_autofree char *copy = size > 0 ? g_memdup2 (data, size) : NULL;

  for (guint i = 0; size > 0 && i < MUTATIONS; i++) {
    gsize position = (gsize)g_rand_int_range (random, 0, (gint32)size);

    copy[position] = (char)g_rand_int_range (random, 0, 256);
    run (copy, size);
    /* Half of the time damage adds up. */
    if (g_rand_boolean (random))
      copy[position] = data[position];
  }
}

static void
replay (const char *path, GRand *random)
{
  g_autofree char *data = NULL;
  g_autofree char *name = g_path_get_basename (path);
  gsize size, stride;

  if (!g_file_get_contents (path, &data, &size, NULL)) {
    g_print ("not ok %u - %s\n", ++count, name);
    return;
  }
  run (data, size);
  stride = size / MAX_PREFIXES + 1;
  for (gsize length = 0; length < size; length += stride)
    run (data, length);
  mutate (data, size, random);
  g_print ("ok %u - %s\n", ++count, name);
}

static void
replay_folder (const char *folder, GRand *random)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    replay (path, random);
  }
}

int
main (int argc, char **argv)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  for (int i = 1; i < argc; i++)
    replay_folder (argv[i], random);
  g_print ("1..%u\n", count);
  return count > 0 ? 0 : 1;
}
