/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* The request target of HTTP/1.1 (RFC 9112, section 3.2), origin form only: an absolute path and an
 * optional query. The path is percent-decoded once. A target is refused when it is over
 * TARGET_MAXIMUM bytes, doesn't begin with a slash, holds a broken percent-encoding, a control
 * character, a backslash, invalid UTF-8, or a path segment that is "." or ".." after decoding. */
enum { TARGET_MAXIMUM = 8192 };

struct target {
  char *path;        /* decoded */
  const char *query; /* as it came, without the question mark; "" when there is none */
  char *memory;
};

bool target_parse (struct target *self, const char *text);
void target_clear (struct target *self);
