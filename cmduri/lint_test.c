/* SPDX-License-Identifier: Apache-2.0 */

#include "cmduri/cmduri.h"
#include "cmduri/tap.h"

#include <string.h>

/* What a finding tells, and huge texts; which texts give which findings is in corpus/lint.txt. */

struct last_finding {
  struct cmduri_finding finding;
  char message[CMDURI_MESSAGE_SIZE];
  size_t count;
};

static void
on_finding (const struct cmduri_finding *finding, void *data)
{
  struct last_finding *last = data;
  last->finding = *finding;
  snprintf (last->message, sizeof last->message, "%s", finding->message);
  last->count++;
}

static size_t
lint (const char *text, size_t length, struct last_finding *last)
{
  *last = (struct last_finding){.count = 0};
  return cmduri_lint (text, length, NULL, on_finding, last);
}

static void
check_finding (void)
{
  const char *text = "x\n<a href=\"app:keypd?a&amp;b\">\n";
  struct last_finding last;

  size_t found = lint (text, strlen (text), &last);
  tap_check (found == 1 && last.count == 1, "one URI, one finding");
  tap_check (last.finding.error == CMDURI_ERROR_UNKNOWN_COMMAND &&
                 strcmp (last.finding.code, "unknown-command") == 0,
             "its code");
  tap_check (strstr (last.message, "keypad") != NULL, "its hint");
  tap_check (strncmp (text + last.finding.offset, "keypd", 5) == 0, "its offset");
  tap_check (last.finding.line == 2 && last.finding.column == 14, "its line and column");
  tap_check (cmduri_text_equal (last.finding.uri, cmduri_text_of ("app:keypd?a&amp;b")),
             "its URI as written");
  tap_check (last.finding.warning == 0, "a refusal is no warning");

  text = "<p>app:keypad#x";
  found = lint (text, strlen (text), &last);
  tap_check (found == 1 && last.finding.error == CMDURI_ERROR_NONE &&
                 last.finding.warning == CMDURI_WARNING_FRAGMENT &&
                 strcmp (last.finding.code, "fragment") == 0,
             "a warning");
  text = "\"app:keypad\" 'app:qd'";
  tap_check (lint (text, strlen (text), &last) == 2 && last.count == 0,
             "good URIs are counted and not reported");
  text = "<a href=app: x>";
  tap_check (lint (text, strlen (text), &last) == 0 && last.count == 0,
             "a scheme alone without quotes is no URI");
  tap_check (lint (NULL, 0, &last) == 0 && last.count == 0, "nothing holds nothing");
}

/* Every beginning of a text with everything in it, in memory of exactly its size. */
static void
check_cut_short (void)
{
  const char *text = "<!doctype html><script>x='app:keypad\\u0026\\x26\\/'+y;</script><a href=\""
                     "cloudsip:?_cmd=app%3Akeypad&amp;x&#38;&#x26;\" b=&quot;app:qd&quot; "
                     "c=\"app:${x}\" d=\\\"app:qd\\\"><style>(app:qd)</style>\xC3\xA9 app:qd.";
  size_t length = strlen (text);
  size_t found = 0;
  struct last_finding last;

  for (size_t i = 0; i <= length; i++) {
    char *copy = malloc (i + (i == 0));
    memcpy (copy, text, i);
    found = lint (copy, i, &last);
    free (copy);
  }
  tap_check (found == 5, "of the whole text five URIs are judged, found %zu", found);
}

static void
check_huge (void)
{
  static const char *const fillings[] = {"\"app:",  "app:keypad ", ":",      "<a ",  "&quot;",
                                         "'app:&#", "\\",          "${app:", "\xFF", "\"app:%zz\""};
  const size_t size = 1024 * 1024;
  char *text = malloc (size);

  for (size_t i = 0; i < sizeof fillings / sizeof fillings[0]; i++) {
    struct last_finding last;
    size_t length = strlen (fillings[i]);
    for (size_t at = 0; at < size; at++)
      text[at] = fillings[i][at % length];
    size_t found = lint (text, size, &last);
    tap_check (found <= size / 4 && last.count <= size / 4, "a mebibyte of %s",
               fillings[i][0] < 0 ? "invalid bytes" : fillings[i]);
  }

  memset (text, 'a', size);
  memcpy (text, "\"app:keypad?", 12);
  struct last_finding last;
  tap_check (lint (text, size, &last) == 1 && last.finding.error == CMDURI_ERROR_TOO_LONG &&
                 last.finding.offset == 1 + CMDURI_MAX_LENGTH,
             "a URI of a mebibyte is too long, once");
  free (text);
}

int
main (void)
{
  check_finding ();
  check_cut_short ();
  check_huge ();
  return tap_done ();
}
