/* SPDX-License-Identifier: Apache-2.0 */

#include "cmduri/cmduri.h"
#include "cmduri/corpus-case.h"
#include "cmduri/tap.h"
#include "cmduri/tool/json.h"

#include <string.h>

/*
 * Replays the conformance corpus (corpus/README.md): corpus_test read|build|lint FILE... Every
 * input stands in memory of exactly its size, so that the sanitizers see each byte read beyond it.
 */

/* The most operands of a case in build.txt. */
#define MAX_WORDS 8

/* The object of the URI without its message. */
static const char *
describe (const struct cmduri *uri)
{
  static char bytes[JSON_MAX_SIZE + 1];
  struct json_text json = {.bytes = bytes, .size = sizeof bytes - 1};
  json_append_uri (&json, uri);
  bytes[json.length] = '\0';

  char *message = uri->error == CMDURI_ERROR_NONE ? NULL : strstr (bytes, ",\"message\"");
  if (message != NULL)
    memcpy (message, "}", 2);
  return bytes;
}

/* Whether both mean the same, however they were written. */
static bool
same_meaning (const struct cmduri *a, const struct cmduri *b)
{
  return a->kind == b->kind && a->command == b->command && a->buy == b->buy &&
         a->reload == b->reload && a->reset == b->reset && a->only == b->only &&
         a->dial_action == b->dial_action && cmduri_text_equal (a->product_id, b->product_id) &&
         (a->product_id.start == NULL) == (b->product_id.start == NULL) &&
         cmduri_text_equal (a->relative, b->relative) &&
         (a->relative.start == NULL) == (b->relative.start == NULL) &&
         cmduri_text_equal (a->number, b->number) &&
         (a->dial_action != CMDURI_DIAL_ACTION_UNKNOWN ||
          cmduri_text_equal (a->dial_action_text, b->dial_action_text));
}

/* parse(build(x)) = x, and the canonical form has nothing to warn about that the meaning has not.
 */
static bool
survives_building (const struct cmduri *uri, const char *scheme, const char *const *schemes)
{
  static char text[CMDURI_MAX_LENGTH + 1];
  static char buffer[CMDURI_MAX_LENGTH];
  struct cmduri again;
  size_t length;
  const uint32_t of_meaning =
      1u << CMDURI_WARNING_BUY_WITHOUT_PRODUCT | 1u << CMDURI_WARNING_UNKNOWN_DIAL_ACTION;

  enum cmduri_error error = cmduri_build (uri, scheme, text, sizeof text, &length);
  if (error == CMDURI_ERROR_TOO_LONG)
    return uri->product_id.length > 1000;
  return error == CMDURI_ERROR_NONE && strlen (text) == length &&
         cmduri_parse (text, length, schemes, buffer, sizeof buffer, &again) == CMDURI_ERROR_NONE &&
         same_meaning (uri, &again) && (again.warnings & ~of_meaning) == 0;
}

static void
check_read (const char *name, const struct corpus_case *one)
{
  char *input = malloc (one->input_length + (one->input_length == 0));
  char *buffer = malloc (one->input_length + (one->input_length == 0));
  struct cmduri uri;

  memcpy (input, one->input, one->input_length);
  cmduri_parse (input, one->input_length, one->schemes, buffer, one->input_length, &uri);
  const char *actual = describe (&uri);
  if (!tap_check (strcmp (actual, one->expected) == 0, "%s:%u", name, one->line))
    printf ("# expected %s\n# actual   %s\n", one->expected, actual);

  if (uri.error == CMDURI_ERROR_NONE) {
    const char *scheme = one->schemes == NULL ? CMDURI_DEFAULT_SCHEME : one->schemes[0];
    tap_check (survives_building (&uri, scheme, one->schemes), "%s:%u built with a scheme", name,
               one->line);
    if (uri.kind == CMDURI_KIND_COMMAND)
      tap_check (survives_building (&uri, NULL, one->schemes), "%s:%u built without one", name,
                 one->line);
  }
  free (buffer);
  free (input);
}

static enum cmduri_error
build_words (const struct corpus_case *one, char *text, size_t size)
{
  struct cmduri uri = {.kind = CMDURI_KIND_COMMAND};
  const char *at = one->input;
  const char *end = one->input + one->input_length;
  size_t length;

  for (unsigned word = 0; word < MAX_WORDS && at <= end; word++) {
    const char *space = memchr (at, ' ', (size_t)(end - at));
    const char *stop = space == NULL ? end : space;
    const char *equals = memchr (at, '=', (size_t)(stop - at));
    struct cmduri_text whole = {at, (size_t)(stop - at)};

    if (word == 0) {
      uri.command = cmduri_command_find (whole);
      if (uri.command == CMDURI_COMMAND_NONE)
        return whole.length == 0 ? CMDURI_ERROR_NO_COMMAND : CMDURI_ERROR_UNKNOWN_COMMAND;
    } else if (equals == NULL || !cmduri_set_parameter (
                                     &uri, (struct cmduri_text){at, (size_t)(equals - at)},
                                     (struct cmduri_text){equals + 1, (size_t)(stop - equals - 1)}))
      return CMDURI_ERROR_UNSUPPORTED;
    at = stop + 1;
  }
  return cmduri_build (&uri, one->schemes == NULL ? NULL : one->schemes[0], text, size, &length);
}

static void
check_build (const char *name, const struct corpus_case *one)
{
  char text[CMDURI_MAX_LENGTH + 1];
  char refused[64];
  enum cmduri_error error = build_words (one, text, sizeof text);

  snprintf (refused, sizeof refused, "error %s", cmduri_error_name (error));
  const char *actual = error == CMDURI_ERROR_NONE ? text : refused;
  if (!tap_check (strcmp (actual, one->expected) == 0, "%s:%u", name, one->line))
    printf ("# expected %s\n# actual   %s\n", one->expected, actual);
}

struct findings {
  char text[4096];
  size_t length;
};

static void
on_finding (const struct cmduri_finding *finding, void *data)
{
  struct findings *findings = data;
  size_t room = sizeof findings->text - findings->length;
  findings->length += (size_t)snprintf (findings->text + findings->length, room, "%s%zu:%zu %s",
                                        findings->length == 0 ? "" : "\n", finding->line,
                                        finding->column, finding->code);
}

static void
check_lint (const char *name, const struct corpus_case *one)
{
  char *input = malloc (one->input_length + 1);
  struct findings findings = {.length = 0};

  memcpy (input, one->input, one->input_length);
  input = realloc (input, one->input_length + (one->input_length == 0));
  cmduri_lint (input, one->input_length, one->schemes, on_finding, &findings);
  const char *actual = findings.length == 0 ? "-" : findings.text;
  if (!tap_check (strcmp (actual, one->expected) == 0, "%s:%u", name, one->line))
    printf ("# expected: %s\n# actual: %s\n", one->expected, actual);
  free (input);
}

int
main (int argc, char **argv)
{
  static struct corpus_case one;
  if (argc < 3)
    return EXIT_FAILURE;

  for (int i = 2; i < argc; i++) {
    FILE *file = fopen (argv[i], "rb");
    const char *slash = strrchr (argv[i], '/');
    const char *name = slash == NULL ? argv[i] : slash + 1;
    unsigned number = 0;
    unsigned before = tap_count;

    while (file != NULL && corpus_case_read (&one, file, &number)) {
      if (strcmp (argv[1], "read") == 0)
        check_read (name, &one);
      else if (strcmp (argv[1], "build") == 0)
        check_build (name, &one);
      else
        check_lint (name, &one);
    }
    tap_check (tap_count > before, "%s holds cases", name);
    if (file != NULL)
      fclose (file);
  }
  return tap_done ();
}
