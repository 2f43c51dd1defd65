/* SPDX-License-Identifier: Apache-2.0 */

#include "cmduri/cmduri.h"
#include "bench/cmduri-peers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#ifdef HAVE_CALLGRIND
#include <valgrind/callgrind.h>
#endif

/*
 * cmduri: what reading a Command URI costs.
 *
 * The full job is the one of command-uris, section 2: unwrap the top-up URI, parse the inner one,
 * split and decode its parameters, and know the command, the action and the product. The same job
 * is done by uriparser and by GUri where they are there, and so is that of every other form. A
 * figure is the median of many short rounds, in which the candidates take turns, so that all meet
 * the same weather.
 *
 * With --forms only the forms are printed, as lines of tabs for bench/cmduri.py.
 * With --count every job is done once under callgrind, which writes a file for each;
 * bench/cmduri.py reads them, and bench/instructions_test.py compares them with bench/baseline.txt.
 */

#define ROUNDS 301
#define SECONDS_A_ROUND 0.0005
#define MAX_ROWS 48

static const char top_up[] =
    "cloudsip:?_cmd=app%3Asettings%2Ftopup%3Faction%3Dbuy%26product_id%3Dcom.myapp.credit1";
static const char product[] = "com.myapp.credit1";

/* Hides a value from the optimiser. */
#define KEEP(value) __asm__ volatile("" : : "g"(value) : "memory")

struct row {
  const char *name;
  const char *text;
  size_t length;
  job_func job;
  struct answer answer;
  size_t base;         /* index of the row to compare with */
  unsigned long calls; /* a round */
  double nanoseconds[ROUNDS];
  double median;
  unsigned long allocations; /* a call */
};

static unsigned long allocation_count;

/* glibc lets a program bring its own malloc; these only count. */
extern void *__libc_malloc (size_t size);
extern void *__libc_calloc (size_t count, size_t size);
extern void *__libc_realloc (void *block, size_t size);

void *
malloc (size_t size)
{
  allocation_count++;
  return __libc_malloc (size);
}

void *
calloc (size_t count, size_t size)
{
  allocation_count++;
  return __libc_calloc (count, size);
}

void *
realloc (void *block, size_t size)
{
  allocation_count++;
  return __libc_realloc (block, size);
}

/* ---- Jobs: true when the answer is the right one ---- */

static char buffer[CMDURI_MAX_LENGTH];

static bool
read_top_up (const char *text, size_t length, const struct answer *answer)
{
  struct cmduri uri;
  cmduri_parse (text, length, NULL, buffer, sizeof buffer, &uri);
  KEEP (&uri);
  return uri.command == CMDURI_COMMAND_SETTINGS_TOPUP && uri.buy &&
         uri.product_id.length == sizeof product - 1 &&
         memcmp (uri.product_id.start, product, sizeof product - 1) == 0;
}

static bool
read_accepted (const char *text, size_t length, const struct answer *answer)
{
  struct cmduri uri;
  cmduri_parse (text, length, NULL, buffer, sizeof buffer, &uri);
  KEEP (&uri);
  return uri.error == CMDURI_ERROR_NONE;
}

static bool
read_refused (const char *text, size_t length, const struct answer *answer)
{
  struct cmduri uri;
  cmduri_parse (text, length, NULL, buffer, sizeof buffer, &uri);
  KEEP (&uri);
  return uri.error != CMDURI_ERROR_NONE;
}

static bool
build_top_up (const char *text, size_t length, const struct answer *answer)
{
  struct cmduri uri = {.command = CMDURI_COMMAND_SETTINGS_TOPUP,
                       .buy = true,
                       .product_id = {product, sizeof product - 1}};
  size_t built;
  cmduri_build (&uri, "cloudsip", buffer, sizeof buffer, &built);
  KEEP (buffer);
  return built == length;
}

static void
on_finding (const struct cmduri_finding *finding, void *data)
{
  KEEP (finding);
  (*(size_t *)data)++;
}

static bool
lint_text (const char *text, size_t length, const struct answer *answer)
{
  size_t count = 0;
  cmduri_lint (text, length, NULL, on_finding, &count);
  return count > 0;
}

/* ---- Measuring ---- */

static double
now (void)
{
  struct timespec time;
  clock_gettime (CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static double
measure (const struct row *row)
{
  double start = now ();
  for (unsigned long i = 0; i < row->calls; i++) {
    const char *text = row->text;
    KEEP (text);
    bool right = row->job (text, row->length, &row->answer);
    KEEP (right);
  }
  return (now () - start) * 1e9 / (double)row->calls;
}

static int
compare (const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

/* False when a job gives a wrong answer: then there is nothing to compare. */
static bool
prepare (struct row *row)
{
  row->calls = 1;
  for (int warm = 0; warm < 3; warm++)
    if (!row->job (row->text, row->length, &row->answer)) {
      fprintf (stderr, "bench/cmduri: %s gives a wrong answer\n", row->name);
      return false;
    }
  unsigned long before = allocation_count;
  row->job (row->text, row->length, &row->answer);
  row->allocations = allocation_count - before;

  double once = measure (row);
  while (once * (double)row->calls < SECONDS_A_ROUND * 1e9 && row->calls < 1000000) {
    row->calls *= 2;
    once = measure (row);
  }
  return true;
}

static bool
run (struct row *rows, size_t count)
{
  for (size_t i = 0; i < count; i++)
    if (!prepare (&rows[i]))
      return false;
  for (int round = 0; round < ROUNDS; round++)
    for (size_t i = 0; i < count; i++)
      rows[i].nanoseconds[round] = measure (&rows[i]);
  for (size_t i = 0; i < count; i++) {
    qsort (rows[i].nanoseconds, ROUNDS, sizeof rows[i].nanoseconds[0], compare);
    rows[i].median = rows[i].nanoseconds[ROUNDS / 2];
  }
  return true;
}

/* `head`, then `text` as often as it fits whole into `length` bytes before `tail`. */
static char *
repeat (const char *head, const char *text, const char *tail, size_t length)
{
  char *bytes = malloc (length + 1);
  size_t head_length = strlen (head), text_length = strlen (text), tail_length = strlen (tail);
  length = head_length + (length - head_length - tail_length) / text_length * text_length;
  for (size_t i = 0; i < length; i++)
    bytes[i] = i < head_length ? head[i] : text[(i - head_length) % text_length];
  memcpy (bytes + length, tail, tail_length + 1);
  return bytes;
}

static void
print (const struct row *row, double base)
{
  printf ("%-52s %10.1f ns %8lu", row->name, row->median, row->allocations);
  if (base > 0)
    printf (" %7.1f x", row->median / base);
  putchar ('\n');
}

static void
add (struct row *rows, size_t *count, const char *name, const char *text, job_func job)
{
  if (*count == MAX_ROWS)
    exit (EXIT_FAILURE);
  rows[*count] =
      (struct row){.name = name, .text = text, .length = strlen (text), .job = job, .base = *count};
  (*count)++;
}

/* A form: this library, and below it the peers. */
static void
add_form (struct row *rows,
          size_t *count,
          const char *name,
          const char *text,
          job_func job,
          struct answer answer)
{
  const size_t base = *count;
  add (rows, count, name, text, job);
  for (const struct peer *peer = peers; peer->name != NULL; peer++) {
    add (rows, count, peer->name, text, peer->job);
    rows[*count - 1].answer = answer;
    rows[*count - 1].base = base;
  }
}

/* Does each job once, between two marks for callgrind. */
static int
count_instructions (const struct row *rows, size_t count)
{
#ifdef HAVE_CALLGRIND
  for (size_t i = 0; i < count; i++) {
    const struct row *row = &rows[i];
    char name[128];
    if (row->base == i)
      snprintf (name, sizeof name, "%s", row->name);
    else
      snprintf (name, sizeof name, "%s, %s", rows[row->base].name, row->name);
    for (int warm = 0; warm < 3; warm++)
      if (!row->job (row->text, row->length, &row->answer))
        return EXIT_FAILURE;
    CALLGRIND_ZERO_STATS;
    bool right = row->job (row->text, row->length, &row->answer);
    KEEP (right);
    CALLGRIND_DUMP_STATS_AT (name);
  }
  return EXIT_SUCCESS;
#else
  fprintf (stderr, "bench/cmduri: built without valgrind/callgrind.h\n");
  return EXIT_FAILURE;
#endif
}

int
main (int argc, char **argv)
{
  static struct row rows[MAX_ROWS];
  size_t count = 0;

  add_form (rows, &count, "wrapped top-up", top_up, read_top_up,
            (struct answer){"settings/topup", "product_id", product});
  add_form (rows, &count, "app: without parameters", "app:keypad", read_accepted,
            (struct answer){.path = "keypad"});
  add_form (rows, &count, "app: top-up",
            "app:settings/topup?action=buy&product_id=com.myapp.credit1", read_top_up,
            (struct answer){"settings/topup", "product_id", product});
  add_form (rows, &count, "app: top-up, encoded needlessly",
            "app:settings/topup?%61ction=buy&product_id=com.myapp%2Ecredit1", read_top_up,
            (struct answer){"settings/topup", "product_id", product});
  add_form (rows, &count, "smart link",
            "app:?action=navigate&tab=browser&relative=/x/y&reload=true", read_accepted,
            (struct answer){"", "relative", "/x/y"});
  add_form (rows, &count, "call", "cloudsip:+420123456789?dialAction=autoCall", read_accepted,
            (struct answer){"+420123456789", "dialAction", "autoCall"});
  size_t peers_end = count;

  add (rows, &count, "cscommand:", "cscommand:balance-update", read_accepted);
  add (rows, &count, "unknown command, with its hint", "app:setings/topup?product_id=x",
       read_refused);
  add (rows, &count, "build the wrapped top-up URI", top_up, build_top_up);
  size_t forms = count;

  static const char *const linear_names[] = {"512 bytes", "1024 bytes", "2048 bytes", "4096 bytes",
                                             "8192 bytes"};
  for (size_t i = 0; i < 5; i++)
    add (rows, &count, linear_names[i],
         repeat ("cloudsip:?_cmd=app%3Asettings%2Ftopup%3Fproduct_id%3D", "a%2541", "",
                 (size_t)512 << i),
         read_accepted);
  size_t lengths = count;

  add (rows, &count, "64 KiB of a%20", repeat ("app:keypad?x=", "a%20", "", 65536), read_refused);
  add (rows, &count, "64 KiB of %", repeat ("", "%", "", 65536), read_refused);
  add (rows, &count, "8 KiB of letters as a scheme", repeat ("", "a", "", 8192), read_refused);
  add (rows, &count, "8 KiB of letters as a command", repeat ("app:", "a", "", 8192), read_refused);
  add (rows, &count, "8 KiB of &", repeat ("app:nosuch?", "&", "", 8192), read_refused);
  add (rows, &count, "8 KiB of %2520, bad at the end",
       repeat ("cloudsip:?_cmd=app%3Akeypad%3Fx%3D", "%2520", "%25", 8192), read_refused);
  add (rows, &count, "8 KiB of characters, bad at the end",
       repeat ("cloudsip:?_cmd=app%3Akeypad%3Fx%3D", "%25C3%25A9", "%25C3", 8192), read_refused);
  add (rows, &count, "8 KiB of warnings, bad at the end",
       repeat ("cloudsip:?_cmd=app%3A%2F%2Fkeypad%2F%3F%20%26%20%23", "%2520", "%25", 8192),
       read_refused);
  size_t hostile = count;
  static const char *const lint_names[] = {"lint 16 KiB of \"app:setings\"",
                                           "lint 32 KiB of \"app:setings\"",
                                           "lint 64 KiB of \"app:setings\""};
  for (size_t i = 0; i < 3; i++)
    add (rows, &count, lint_names[i], repeat ("", "\"app:setings\" ", "", (size_t)16384 << i),
         lint_text);

  if (argc > 1 && strcmp (argv[1], "--count") == 0)
    return count_instructions (rows, count);
  if (!run (rows, count))
    return EXIT_FAILURE;

  if (argc > 1 && strcmp (argv[1], "--forms") == 0) {
    for (size_t i = 0; i < peers_end; i++)
      printf ("%s\t%s\t%s\t%.1f\t%lu\n", rows[rows[i].base].name,
              rows[i].base == i ? "libcmduri" : rows[i].name, rows[i].text, rows[i].median,
              rows[i].allocations);
    return EXIT_SUCCESS;
  }

  printf ("%-52s %13s %8s\n", "The whole job: unwrap, parse, decode", "median", "allocs");
  for (size_t i = 0; i < peers_end; i++) {
    if (rows[i].base == i && i > 0)
      putchar ('\n');
    print (&rows[i], rows[i].base == i ? 0 : rows[rows[i].base].median);
  }
  puts ("\nOthers");
  for (size_t i = peers_end; i < forms; i++)
    print (&rows[i], 0);
  puts ("\nLength doubled");
  for (size_t i = forms; i < lengths; i++)
    print (&rows[i], i == forms ? 0 : rows[i - 1].median);
  puts ("\nHostile input");
  for (size_t i = lengths; i < hostile; i++)
    print (&rows[i], 0);
  puts ("\nLint");
  for (size_t i = hostile; i < count; i++)
    print (&rows[i], 0);
  return EXIT_SUCCESS;
}
