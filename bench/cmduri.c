/* SPDX-License-Identifier: Apache-2.0 */

#include "cmduri/cmduri.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#ifdef HAVE_GLIB
#include <glib.h>
#endif
#ifdef HAVE_URIPARSER
#include <uriparser/Uri.h>
#endif

/*
 * cmduri: what reading a Command URI costs.
 *
 * The full job is the one of command-uris, section 2: unwrap the top-up URI, parse the inner one,
 * split and decode its parameters, and know the command, the action and the product. The same job
 * is done by uriparser and by GUri where they are there. A figure is the median of many short
 * rounds, in which the candidates take turns, so that all meet the same weather.
 */

#define ROUNDS 301
#define SECONDS_A_ROUND 0.0005
#define MAX_ROWS 32

static const char top_up[] =
    "cloudsip:?_cmd=app%3Asettings%2Ftopup%3Faction%3Dbuy%26product_id%3Dcom.myapp.credit1";
static const char product[] = "com.myapp.credit1";

/* Hides a value from the optimiser. */
#define KEEP(value) __asm__ volatile("" : : "g"(value) : "memory")

typedef bool (*job_func) (const char *text, size_t length);

struct row {
  const char *name;
  const char *text;
  size_t length;
  job_func job;
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
read_top_up (const char *text, size_t length)
{
  struct cmduri uri;
  cmduri_parse (text, length, NULL, buffer, sizeof buffer, &uri);
  KEEP (&uri);
  return uri.command == CMDURI_COMMAND_SETTINGS_TOPUP && uri.buy &&
         uri.product_id.length == sizeof product - 1 &&
         memcmp (uri.product_id.start, product, sizeof product - 1) == 0;
}

static bool
read_accepted (const char *text, size_t length)
{
  struct cmduri uri;
  cmduri_parse (text, length, NULL, buffer, sizeof buffer, &uri);
  KEEP (&uri);
  return uri.error == CMDURI_ERROR_NONE;
}

static bool
read_refused (const char *text, size_t length)
{
  struct cmduri uri;
  cmduri_parse (text, length, NULL, buffer, sizeof buffer, &uri);
  KEEP (&uri);
  return uri.error != CMDURI_ERROR_NONE;
}

static bool
build_top_up (const char *text, size_t length)
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
lint_text (const char *text, size_t length)
{
  size_t count = 0;
  cmduri_lint (text, length, NULL, on_finding, &count);
  return count > 0;
}

#ifdef HAVE_URIPARSER
static bool
read_with_uriparser (const char *text, size_t length)
{
  UriUriA outer, inner;
  UriQueryListA *outer_query = NULL, *inner_query = NULL;
  bool right = false;

  if (uriParseSingleUriExA (&outer, text, text + length, NULL) != URI_SUCCESS)
    return false;
  int count;
  if (outer.scheme.afterLast - outer.scheme.first == 8 &&
      memcmp (outer.scheme.first, "cloudsip", 8) == 0 &&
      uriDissectQueryMallocA (&outer_query, &count, outer.query.first, outer.query.afterLast) ==
          URI_SUCCESS) {
    for (const UriQueryListA *at = outer_query; at != NULL; at = at->next) {
      if (strcmp (at->key, "_cmd") != 0)
        continue;
      if (uriParseSingleUriA (&inner, at->value, NULL) != URI_SUCCESS)
        break;
      const UriPathSegmentA *segment = inner.pathHead;
      bool path = segment != NULL && segment->next != NULL && segment->next->next == NULL &&
                  segment->text.afterLast - segment->text.first == 8 &&
                  memcmp (segment->text.first, "settings", 8) == 0 &&
                  segment->next->text.afterLast - segment->next->text.first == 5 &&
                  memcmp (segment->next->text.first, "topup", 5) == 0;
      bool buy = false, bought = false;
      if (uriDissectQueryMallocA (&inner_query, &count, inner.query.first, inner.query.afterLast) ==
          URI_SUCCESS)
        for (const UriQueryListA *p = inner_query; p != NULL; p = p->next) {
          buy = buy || (strcmp (p->key, "action") == 0 && strcmp (p->value, "buy") == 0);
          bought =
              bought || (strcmp (p->key, "product_id") == 0 && strcmp (p->value, product) == 0);
        }
      right = path && buy && bought;
      uriFreeQueryListA (inner_query);
      uriFreeUriMembersA (&inner);
      break;
    }
    uriFreeQueryListA (outer_query);
  }
  uriFreeUriMembersA (&outer);
  return right;
}
#endif

#ifdef HAVE_GLIB
static bool
read_with_guri (const char *text, size_t length)
{
  g_autoptr (GUri) outer = g_uri_parse (text, G_URI_FLAGS_ENCODED, NULL);
  if (outer == NULL || strcmp (g_uri_get_scheme (outer), "cloudsip") != 0)
    return false;
  g_autoptr (GHashTable) outer_query =
      g_uri_parse_params (g_uri_get_query (outer), -1, "&", G_URI_PARAMS_WWW_FORM, NULL);
  const char *command = outer_query == NULL ? NULL : g_hash_table_lookup (outer_query, "_cmd");
  if (command == NULL)
    return false;

  g_autoptr (GUri) inner = g_uri_parse (command, G_URI_FLAGS_ENCODED, NULL);
  if (inner == NULL || strcmp (g_uri_get_scheme (inner), "app") != 0 ||
      strcmp (g_uri_get_path (inner), "settings/topup") != 0)
    return false;
  g_autoptr (GHashTable) parameters =
      g_uri_parse_params (g_uri_get_query (inner), -1, "&", G_URI_PARAMS_WWW_FORM, NULL);
  return parameters != NULL && g_strcmp0 (g_hash_table_lookup (parameters, "action"), "buy") == 0 &&
         g_strcmp0 (g_hash_table_lookup (parameters, "product_id"), product) == 0;
}
#endif

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
    bool right = row->job (text, row->length);
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
    if (!row->job (row->text, row->length)) {
      fprintf (stderr, "bench/cmduri: %s gives a wrong answer\n", row->name);
      return false;
    }
  unsigned long before = allocation_count;
  row->job (row->text, row->length);
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
  rows[(*count)++] = (struct row){.name = name, .text = text, .length = strlen (text), .job = job};
}

int
main (void)
{
  static struct row rows[MAX_ROWS];
  size_t count = 0;

  add (rows, &count, "cmduri", top_up, read_top_up);
#ifdef HAVE_URIPARSER
  add (rows, &count, "uriparser " URI_VER_ANSI, top_up, read_with_uriparser);
#endif
#ifdef HAVE_GLIB
  add (rows, &count, "GUri", top_up, read_with_guri);
#endif
  size_t peers = count;

  add (rows, &count, "app:keypad", "app:keypad", read_accepted);
  add (rows, &count, "app: top-up", "app:settings/topup?action=buy&product_id=com.myapp.credit1",
       read_top_up);
  add (rows, &count, "app: top-up, decoded",
       "app:settings/topup?%61ction=buy&product_id=com.myapp%2Ecredit1", read_top_up);
  add (rows, &count, "smart link", "app:?action=navigate&tab=browser&relative=/x/y&reload=true",
       read_accepted);
  add (rows, &count, "call", "cloudsip:+420123456789?dialAction=autoCall", read_accepted);
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
  add (rows, &count, "lint 1 MiB of \"app:setings\"", repeat ("", "\"app:setings\" ", "", 1 << 20),
       lint_text);

  if (!run (rows, count))
    return EXIT_FAILURE;

  printf ("The whole job: unwrap, parse, decode %d bytes\n%-52s %13s %8s\n", (int)sizeof top_up - 1,
          "", "median", "allocs");
  for (size_t i = 0; i < peers; i++)
    print (&rows[i], rows[0].median);
  puts ("\nOther forms");
  for (size_t i = peers; i < forms; i++)
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
