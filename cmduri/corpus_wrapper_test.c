/* SPDX-License-Identifier: Apache-2.0 */

#include "cmduri/cmduri.h"
#include "cmduri/corpus-case.h"
#include "cmduri/tap.h"

#include <string.h>

/*
 * What a URI of the corpus (corpus/README.md) means or is refused for, it means or is refused for
 * in every wrapping: corpus_wrapper_test FILE... The differences are those of the specification:
 *
 * - what is not app: is refused as nested-wrapper (CU-68) or inner-scheme (CU-69), an empty text as
 *   no-command (CU-77), unless it holds a byte that may stand nowhere, which comes first (CU-74);
 * - cscommand: knows two commands (CU-4) and no smart link (CU-5);
 * - a UTF-8 sequence that is half raw and half encoded is malformed in the layer where it stands so
 *   (CU-16), and nowhere once that layer is decoded;
 * - what becomes longer than CMDURI_MAX_LENGTH is too-long (CU-61).
 */

/* The places of an input of at most CMDURI_MAX_LENGTH bytes in its wrapping, one behind it. */
struct wrapping {
  char text[3 * CMDURI_MAX_LENGTH + 256];
  size_t length;
  size_t places[CMDURI_MAX_LENGTH + 1];
};

static const char *const default_schemes[] = {CMDURI_DEFAULT_SCHEME, NULL};
static char buffer[CMDURI_MAX_LENGTH];

static bool
same_text (struct cmduri_text a, struct cmduri_text b)
{
  return cmduri_text_equal (a, b) && (a.start == NULL) == (b.start == NULL);
}

static bool
same_meaning (const struct cmduri *a, const struct cmduri *b)
{
  return a->kind == b->kind && a->command == b->command && a->buy == b->buy &&
         a->reload == b->reload && a->reset == b->reset && a->only == b->only &&
         a->warnings == b->warnings && a->smart == b->smart &&
         same_text (a->product_id, b->product_id) && same_text (a->relative, b->relative);
}

static bool
is_unreserved (char byte)
{
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
         (byte >= '0' && byte <= '9') || (byte != '\0' && strchr ("-._~", byte) != NULL);
}

/* The whole input percent-encoded behind `before`; each byte, or only those that need it. */
static void
wrap (struct wrapping *wrapping, const char *before, bool every, const char *input, size_t length)
{
  wrapping->length = (size_t)snprintf (wrapping->text, 256, "%s", before);
  for (size_t i = 0; i < length; i++) {
    wrapping->places[i] = wrapping->length;
    if (!every && is_unreserved (input[i]))
      wrapping->text[wrapping->length++] = input[i];
    else
      wrapping->length += (size_t)snprintf (wrapping->text + wrapping->length, 4, "%%%02X",
                                            (unsigned char)input[i]);
  }
  wrapping->places[length] = wrapping->length;
}

static bool
begins_with (const struct corpus_case *one, const char *scheme)
{
  size_t length = strlen (scheme);
  if (one->input_length <= length || one->input[length] != ':')
    return false;
  for (size_t i = 0; i < length; i++)
    if ((one->input[i] | 0x20) != (scheme[i] | 0x20))
      return false;
  return true;
}

/* Whether what is not app: is refused in a wrapper for being that. */
static bool
is_refused_inside (const struct corpus_case *one,
                   const char *const *schemes,
                   const struct wrapping *wrapping,
                   const struct cmduri *wrapped)
{
  const struct cmduri held = {.kind = CMDURI_KIND_COMMAND,
                              .command = CMDURI_COMMAND_SETTINGS_TOPUP,
                              .product_id = {one->input, one->input_length}};
  enum cmduri_error bytes = cmduri_build (&held, NULL, NULL, 0, &(size_t){0});

  if (bytes == CMDURI_ERROR_CONTROL_CHARACTER || bytes == CMDURI_ERROR_BAD_UTF8)
    return wrapped->error == bytes;
  if (one->input_length == 0)
    return wrapped->error == CMDURI_ERROR_NO_COMMAND && wrapped->error_offset == wrapping->length;
  bool nested = begins_with (one, CMDURI_DEFAULT_SCHEME);
  for (; *schemes != NULL; schemes++)
    nested = nested || begins_with (one, *schemes);
  return wrapped->error == (nested ? CMDURI_ERROR_NESTED_WRAPPER : CMDURI_ERROR_INNER_SCHEME) &&
         wrapped->error_offset == wrapping->places[0];
}

/* Every scheme that the case declares, in both cases of its letters, with and without slashes. */
static bool
survives_wrapping (const struct corpus_case *one, const struct cmduri *uri)
{
  static const char *const beginnings[] = {":?_cmd=", "://?_cmd=", ":?%5Fcmd=", ":?&_cmd="};
  static struct wrapping wrapping;
  const char *const *schemes = one->schemes == NULL ? default_schemes : one->schemes;
  bool good = true;

  for (size_t i = 0; schemes[i] != NULL; i++)
    for (unsigned way = 0; way < 16; way++) {
      char before[256];
      struct cmduri wrapped;
      snprintf (before, sizeof before, "%s%s", schemes[i], beginnings[way / 4]);
      if (way & 1)
        before[0] = (char)(before[0] ^ 0x20);
      wrap (&wrapping, before, way & 2, one->input, one->input_length);
      enum cmduri_error error = cmduri_parse (wrapping.text, wrapping.length, one->schemes, buffer,
                                              sizeof buffer, &wrapped);
      if (wrapping.length > CMDURI_MAX_LENGTH)
        good = good && error == CMDURI_ERROR_TOO_LONG;
      else if (!begins_with (one, "app"))
        good = good && is_refused_inside (one, schemes, &wrapping, &wrapped);
      else if (uri->error != CMDURI_ERROR_NONE)
        good = good && error == uri->error &&
               wrapped.error_offset == wrapping.places[uri->error_offset] &&
               wrapped.hint == uri->hint;
      else if (way < 4)
        good = good && error == CMDURI_ERROR_NONE && wrapped.form == CMDURI_FORM_SCHEME &&
               same_meaning (uri, &wrapped);
      else
        good = good && error == CMDURI_ERROR_NONE && wrapped.command == uri->command;
    }
  return good;
}

/* The same behind cscommand:, of an input that begins with app:. */
static bool
survives_legacy (const struct corpus_case *one, const struct cmduri *uri)
{
  static char text[CMDURI_MAX_LENGTH + 16];
  struct cmduri legacy;
  size_t length = (size_t)snprintf (text, sizeof text, "cscommand:");
  const size_t moved = length - strlen ("app:");
  memcpy (text + length, one->input + 4, one->input_length - 4);
  length += one->input_length - 4;

  enum cmduri_error error =
      cmduri_parse (text, length, one->schemes, buffer, sizeof buffer, &legacy);
  if (length > CMDURI_MAX_LENGTH)
    return error == CMDURI_ERROR_TOO_LONG;
  if (uri->smart)
    return error == CMDURI_ERROR_NO_COMMAND;
  if (uri->error != CMDURI_ERROR_NONE)
    return error == uri->error && legacy.error_offset == uri->error_offset + moved;
  if (uri->command != CMDURI_COMMAND_BALANCE_UPDATE &&
      uri->command != CMDURI_COMMAND_PROVISIONING_UPDATE)
    return error == CMDURI_ERROR_UNKNOWN_COMMAND;
  return error == CMDURI_ERROR_NONE && legacy.form == CMDURI_FORM_LEGACY &&
         same_meaning (uri, &legacy);
}

/* The value of _cmd decoded, and the place of each byte and of its end, when it is the wrapper's
 * first parameter and decodes; its length, or 0. */
static size_t
unwrap (const struct corpus_case *one, char *inner, size_t *places)
{
  static const char name[] = "?_cmd=";
  const size_t name_length = sizeof name - 1;
  const char *colon = memchr (one->input, ':', one->input_length);
  size_t at = colon == NULL ? 0 : (size_t)(colon - one->input) + 1;
  size_t length = 0;

  if (at == 0 || one->input_length - at < name_length ||
      memcmp (one->input + at, name, name_length) != 0)
    return 0;
  for (at += name_length; at < one->input_length && one->input[at] != '&' && one->input[at] != '#';
       length++) {
    char digits[3] = {0};
    places[length] = at;
    inner[length] = one->input[at++];
    if (inner[length] == '+')
      inner[length] = ' ';
    if (inner[length] != '%')
      continue;
    if (one->input_length - at < 2)
      return 0;
    memcpy (digits, one->input + at, 2);
    if (strspn (digits, "0123456789abcdefABCDEF") != 2)
      return 0;
    inner[length] = (char)strtoul (digits, NULL, 16);
    at += 2;
  }
  places[length] = at;
  return length;
}

/* A wrapper of the corpus that is refused for what it holds: so is what it holds. */
static void
check_unwrapped (const char *name, const struct corpus_case *one, const struct cmduri *uri)
{
  static char inner[CMDURI_MAX_LENGTH];
  static size_t places[CMDURI_MAX_LENGTH + 1];
  struct cmduri alone;

  if (uri->form != CMDURI_FORM_SCHEME || one->input_length > CMDURI_MAX_LENGTH ||
      strstr (one->rules, "CU-16") != NULL)
    return;
  size_t length = unwrap (one, inner, places);
  if (length < 4 || strncmp (inner, "app:", 4) != 0)
    return;
  cmduri_parse (inner, length, one->schemes, buffer, sizeof buffer, &alone);
  if (uri->error == CMDURI_ERROR_NONE) {
    tap_check (alone.error == CMDURI_ERROR_NONE && alone.command == uri->command,
               "%s:%u means the same without its wrapper", name, one->line);
    return;
  }
  if (uri->error_offset >= places[0] && uri->error_offset <= places[length])
    tap_check (alone.error == uri->error && places[alone.error_offset] == uri->error_offset,
               "%s:%u is refused for the same without its wrapper", name, one->line);
}

static void
check_case (const char *name, const struct corpus_case *one)
{
  static char own[CMDURI_MAX_LENGTH];
  struct cmduri uri;

  cmduri_parse (one->input, one->input_length, one->schemes, own, sizeof own, &uri);
  if (one->input_length <= CMDURI_MAX_LENGTH)
    tap_check (survives_wrapping (one, &uri), "%s:%u wrapped", name, one->line);
  if (begins_with (one, "app") && one->input_length <= CMDURI_MAX_LENGTH)
    tap_check (survives_legacy (one, &uri), "%s:%u as cscommand", name, one->line);
  check_unwrapped (name, one, &uri);
}

int
main (int argc, char **argv)
{
  static struct corpus_case one;

  for (int i = 1; i < argc; i++) {
    FILE *file = fopen (argv[i], "rb");
    const char *slash = strrchr (argv[i], '/');
    unsigned number = 0;
    unsigned before = tap_count;

    while (file != NULL && corpus_case_read (&one, file, &number))
      check_case (slash == NULL ? argv[i] : slash + 1, &one);
    tap_check (tap_count > before, "%s holds cases", argv[i]);
    if (file != NULL)
      fclose (file);
  }
  return tap_done ();
}
