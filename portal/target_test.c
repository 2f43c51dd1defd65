/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/target.h"

#include <stdlib.h>
#include <string.h>

#include "portal/tap.h"

static void
check_accepted (const char *text, const char *path, const char *query)
{
  struct target target;

  CHECK (target_parse (&target, text));
  CHECK_TEXT (target.path, path);
  CHECK_TEXT (target.query, query);
  target_clear (&target);
}

static void
check_refused (const char *text)
{
  struct target target;

  tap_check (!target_parse (&target, text), text, __FILE__, __LINE__);
  target_clear (&target);
}

int
main (void)
{
  char *text = malloc (TARGET_MAXIMUM + 2);

  tap_case ("a path is decoded once, a query stays as it came");
  check_accepted ("/", "/", "");
  check_accepted ("/brand/DEMO%2A", "/brand/DEMO*", "");
  check_accepted ("/brand/DEMO*?x=%20+", "/brand/DEMO*", "x=%20+");
  check_accepted ("/a%2520b", "/a%20b", "");
  check_accepted ("/a..b/.c/d.", "/a..b/.c/d.", "");
  check_accepted ("/a?b?c", "/a", "b?c");

  tap_case ("no way leads up or out");
  check_refused ("/../etc/passwd");
  check_refused ("/static/..");
  check_refused ("/static/%2e%2e/x");
  check_refused ("/static/%2E./x");
  check_refused ("/static/..%2fx");
  check_refused ("/static/./x");
  check_refused ("/static\\..\\x");
  check_refused ("/static/%5c");

  tap_case ("malformed targets are refused");
  check_refused ("");
  check_refused ("*");
  check_refused ("http://example.com/");
  check_refused ("/%");
  check_refused ("/%0");
  check_refused ("/%00");
  check_refused ("/%0d%0a");
  check_refused ("/%ff");
  check_refused ("/\x7f");

  tap_case ("a target has a bounded length");
  memset (text, 'a', TARGET_MAXIMUM + 1);
  text[0] = '/';
  text[TARGET_MAXIMUM + 1] = '\0';
  check_refused (text);
  text[TARGET_MAXIMUM] = '\0';
  check_accepted (text, text, "");
  free (text);
  return tap_finish ();
}
