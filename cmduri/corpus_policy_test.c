/* SPDX-License-Identifier: Apache-2.0 */

#include "cmduri/cmduri.h"
#include "cmduri/corpus-case.h"
#include "cmduri/tap.h"

#include <string.h>

/*
 * Replays what the conformance corpus (corpus/README.md) says beyond reading, building and linting:
 * corpus_policy_test hints|permission|products FILE
 */

/* The most words of a case. */
#define MAX_WORDS 16

static const char *const source_names[CMDURI_SOURCE_COUNT] = {"trusted-page", "other-page",
                                                              "outside"};
static const char *const class_names[CMDURI_ACTION_CLASS_COUNT] = {
    "navigation", "update", "purchase", "call-fill-in", "call-dial"};
static const char *const permission_names[] = {"refuse", "ask", "allow"};

/* Splits the input at single spaces. */
static size_t
split (const struct corpus_case *one, struct cmduri_text words[MAX_WORDS])
{
  const char *at = one->input;
  const char *end = one->input + one->input_length;
  size_t count = 0;

  while (count < MAX_WORDS) {
    const char *space = memchr (at, ' ', (size_t)(end - at));
    const char *stop = space == NULL ? end : space;
    words[count++] = (struct cmduri_text){at, (size_t)(stop - at)};
    if (space == NULL)
      break;
    at = space + 1;
  }
  return count;
}

static void
answer_hint (const struct corpus_case *one, char *actual, size_t size)
{
  static char buffer[CMDURI_MAX_LENGTH];
  char text[256];
  struct cmduri uri;
  int length = snprintf (text, sizeof text, "app:%.*s", (int)one->input_length, one->input);

  cmduri_parse (text, (size_t)length, NULL, buffer, sizeof buffer, &uri);
  const char *nearest = cmduri_command_name (uri.hint);
  if (uri.error == CMDURI_ERROR_UNKNOWN_COMMAND)
    snprintf (actual, size, "%s", nearest == NULL ? "-" : nearest);
}

static void
answer_permission (const struct corpus_case *one, char *actual, size_t size)
{
  static char buffer[CMDURI_MAX_LENGTH];
  struct cmduri_text words[MAX_WORDS];
  struct cmduri uri;
  unsigned source = 0;

  if (split (one, words) != 2 || cmduri_parse (words[1].start, words[1].length, NULL, buffer,
                                               sizeof buffer, &uri) != CMDURI_ERROR_NONE)
    return;
  while (source < CMDURI_SOURCE_COUNT &&
         !cmduri_text_equal (words[0], cmduri_text_of (source_names[source])))
    source++;
  enum cmduri_action_class action_class = cmduri_action_class (&uri);
  snprintf (actual, size, "%s %s", class_names[action_class],
            permission_names[cmduri_permission ((enum cmduri_source)source, action_class)]);
}

static void
answer_product (const struct corpus_case *one, char *actual, size_t size)
{
  struct cmduri_text words[MAX_WORDS];
  size_t count = split (one, words);
  if (count < 2)
    return;
  count -= 2;
  size_t index = cmduri_product_id_resolve (words[0], words[1], words + 2, count);
  if (index == count)
    snprintf (actual, size, "-");
  else
    snprintf (actual, size, "%.*s", (int)words[2 + index].length, words[2 + index].start);
}

int
main (int argc, char **argv)
{
  static struct corpus_case one;
  unsigned number = 0;
  FILE *file = argc == 3 ? fopen (argv[2], "rb") : NULL;

  while (file != NULL && corpus_case_read (&one, file, &number)) {
    char actual[256] = "";
    if (strcmp (argv[1], "hints") == 0)
      answer_hint (&one, actual, sizeof actual);
    else if (strcmp (argv[1], "permission") == 0)
      answer_permission (&one, actual, sizeof actual);
    else
      answer_product (&one, actual, sizeof actual);
    if (!tap_check (strcmp (actual, one.expected) == 0, "%s:%u", argv[1], one.line))
      printf ("# expected %s\n# actual   %s\n", one.expected, actual);
  }
  if (file != NULL)
    fclose (file);
  return tap_done ();
}
