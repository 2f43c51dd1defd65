/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/tap.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *case_name;
static int case_count;
static int failed_cases;
static bool case_failed;
static char directory[] = "/tmp/whinchat-portal-XXXXXX";
static bool directory_made;

static void
end_case (void)
{
  if (case_name == NULL)
    return;
  printf ("%sok %d - %s\n", case_failed ? "not " : "", ++case_count, case_name);
  fflush (stdout);
  failed_cases += case_failed;
  case_failed = false;
  case_name = NULL;
}

static int
on_entry (const char *path, const struct stat *status, int type, struct FTW *place)
{
  return remove (path);
}

void
tap_case (const char *name)
{
  end_case ();
  case_name = name;
}

void
tap_check (bool condition, const char *expression, const char *file, int line)
{
  if (condition)
    return;
  case_failed = true;
  printf ("# %s:%d: %s\n", file, line, expression);
}

void
tap_check_text (const char *got, const char *expected, const char *file, int line)
{
  if (got != NULL && strcmp (got, expected) == 0)
    return;
  case_failed = true;
  printf ("# %s:%d: got \"%s\", expected \"%s\"\n", file, line, got ? got : "(null)", expected);
}

void
tap_check_number (long long got, long long expected, const char *file, int line)
{
  if (got == expected)
    return;
  case_failed = true;
  printf ("# %s:%d: got %lld, expected %lld\n", file, line, got, expected);
}

int
tap_finish (void)
{
  end_case ();
  printf ("1..%d\n", case_count);
  if (directory_made)
    nftw (directory, on_entry, 8, FTW_DEPTH | FTW_PHYS);
  return failed_cases > 0;
}

const char *
tap_directory (void)
{
  if (!directory_made && mkdtemp (directory) == NULL) {
    perror ("mkdtemp");
    exit (99);
  }
  directory_made = true;
  return directory;
}
