/* SPDX-License-Identifier: Apache-2.0 */

#include "cmduri/cmduri.h"
#include "cmduri/corpus-case.h"
#include "cmduri/tap.h"

#include <string.h>
#include <sys/mman.h>

/*
 * Inputs and buffers that end, or begin, where the memory does: guard-page_test FILE... Pages of no
 * access stand on both sides, so that one byte too far kills the program, whatever the compiler and
 * whoever reads: a vectorised loop or the C library. What lies before is not seen by sanitizers.
 */

#define PAGE ((size_t)4096)
/* What a block holds at most: the longest input of the corpus, and the longest URI. */
#define BLOCK_SIZE ((size_t)(CORPUS_MAX_INPUT + PAGE))

struct block {
  char *first; /* the first byte that may be used */
  char *end;   /* after the last one */
};

static struct block
block_new (void)
{
  char *bytes = mmap (NULL, BLOCK_SIZE + 2 * PAGE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (bytes == MAP_FAILED || mprotect (bytes + PAGE, BLOCK_SIZE, PROT_READ | PROT_WRITE) != 0)
    exit (EXIT_FAILURE);
  return (struct block){bytes + PAGE, bytes + PAGE + BLOCK_SIZE};
}

static struct block input_block, buffer_block;
static unsigned long parsed;

static void
on_finding (const struct cmduri_finding *finding, void *data)
{
  size_t *count = data;
  *count += strlen (finding->code) + finding->uri.length;
}

/* Everything that reads `length` bytes at `text`, with a buffer that ends at its block's end. */
static void
read_all (const char *text, size_t length, const char *const *schemes)
{
  const size_t rooms[] = {length, length / 2, 0};
  struct cmduri uri;
  size_t sum = 0;

  for (size_t i = 0; i < sizeof rooms / sizeof rooms[0]; i++) {
    size_t room = rooms[i] < CMDURI_MAX_LENGTH ? rooms[i] : CMDURI_MAX_LENGTH;
    cmduri_parse (text, length, schemes, buffer_block.end - room, room, &uri);
    cmduri_parse (text, length, schemes, buffer_block.first, room, &uri);
    parsed += 2;
  }
  cmduri_lint (text, length, schemes, on_finding, &sum);
  cmduri_command_nearest ((struct cmduri_text){text, length});
  cmduri_dial_action_find ((struct cmduri_text){text, length});

  cmduri_parse (text, length, schemes, buffer_block.first, CMDURI_MAX_LENGTH, &uri);
  size_t built;
  if (uri.error == CMDURI_ERROR_NONE &&
      cmduri_build (&uri, CMDURI_DEFAULT_SCHEME, NULL, 0, &built) == CMDURI_ERROR_NONE)
    cmduri_build (&uri, CMDURI_DEFAULT_SCHEME, buffer_block.end - built - 1, built + 1, &built);
}

static void
read_at_both_ends (const char *bytes, size_t length, const char *const *schemes)
{
  memcpy (input_block.end - length, bytes, length);
  read_all (input_block.end - length, length, schemes);
  memcpy (input_block.first, bytes, length);
  read_all (input_block.first, length, schemes);
}

static void
read_corpus (const char *path)
{
  static struct corpus_case one;
  FILE *file = fopen (path, "rb");
  unsigned number = 0, count = 0;

  while (file != NULL && corpus_case_read (&one, file, &number)) {
    size_t step = one.input_length > 200 ? one.input_length / 20 : 1;
    for (size_t length = 0; length < one.input_length; length += step)
      read_at_both_ends (one.input, length, one.schemes);
    read_at_both_ends (one.input, one.input_length, one.schemes);
    count++;
  }
  if (file != NULL)
    fclose (file);
  tap_check (count > 0, "%s: %u inputs and all their beginnings", path, count);
}

int
main (int argc, char **argv)
{
  struct cmduri uri;
  input_block = block_new ();
  buffer_block = block_new ();

  for (int i = 1; i < argc; i++)
    read_corpus (argv[i]);

  /* Each byte repeated, up to a length at which any unrolled loop has its rest behind it. */
  for (unsigned byte = 0; byte < 256; byte++) {
    char bytes[80];
    memset (bytes, (int)byte, sizeof bytes);
    memcpy (bytes, "app:", 4);
    for (size_t length = 0; length <= sizeof bytes; length++)
      read_at_both_ends (bytes, length, NULL);
  }
  tap_check (parsed > 100000, "%lu texts were read, none beyond its ends", parsed);

  /* Beyond the longest URI not a byte is read: this is memory without access. */
  const char *nowhere = input_block.end;
  for (size_t length = CMDURI_MAX_LENGTH + 1; length != 0 && length < SIZE_MAX / 3; length *= 3)
    tap_check (cmduri_parse (nowhere, length, NULL, NULL, 0, &uri) == CMDURI_ERROR_TOO_LONG,
               "%zu bytes that cannot be read", length);
  tap_check (cmduri_parse (nowhere, 0, NULL, NULL, 0, &uri) == CMDURI_ERROR_EMPTY, "no bytes");
  tap_check (cmduri_lint (nowhere, 0, NULL, on_finding, NULL) == 0, "no source text");
  return tap_done ();
}
