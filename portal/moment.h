/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdint.h>

/* Points in time are seconds since 1970-01-01T00:00:00Z; for others they are written as RFC 3339.
 */
enum { MOMENT_TEXT_SIZE = 32 };

int64_t moment_now (void);

/* "2026-01-31T12:00:00Z"; years beyond 9999 are written as 9999. */
void moment_format (int64_t moment, char text[MOMENT_TEXT_SIZE]);
