/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>

/* Unit tests as TAP programs: tap_case() names what the following checks are about; each case is
 * one line of the output, "not ok" when one of its checks failed. */
void tap_case (const char *name);
void tap_check (bool condition, const char *expression, const char *file, int line);
void tap_check_text (const char *got, const char *expected, const char *file, int line);
void tap_check_number (long long got, long long expected, const char *file, int line);

/* Ends the last case, prints the plan; returns the program's exit status. */
int tap_finish (void);

/* A new directory below the system's temporary one; tap_finish() removes it and what is in it. */
const char *tap_directory (void);

#define CHECK(condition) tap_check ((condition), #condition, __FILE__, __LINE__)
#define CHECK_TEXT(got, expected) tap_check_text ((got), (expected), __FILE__, __LINE__)
#define CHECK_NUMBER(got, expected) tap_check_number ((got), (expected), __FILE__, __LINE__)
