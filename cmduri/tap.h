/* SPDX-License-Identifier: Apache-2.0 */
/* Test Anything Protocol for tests without GLib. One test program is one file. */
#ifndef CMDURI_TAP_H
#define CMDURI_TAP_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

static unsigned tap_count;
static unsigned tap_failures;

/* One result; the format names what should hold. */
#if defined __GNUC__
__attribute__ ((format (printf, 2, 3)))
#endif
static inline bool
tap_check (bool holds, const char *format, ...)
{
  va_list arguments;
  va_start (arguments, format);
  printf ("%s %u - ", holds ? "ok" : "not ok", ++tap_count);
  vprintf (format, arguments);
  putchar ('\n');
  va_end (arguments);
  if (!holds)
    tap_failures++;
  return holds;
}

/* The plan, and the exit status for main(). */
static inline int
tap_done (void)
{
  printf ("1..%u\n", tap_count);
  return tap_failures == 0 && tap_count > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

#endif
