/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* application/x-www-form-urlencoded (URL Standard, section 5): bodies of forms and queries. Decoded
 * once; + is a space. A broken percent-encoding, a decoded NUL, invalid UTF-8 or more than
 * FORM_MAXIMUM_FIELDS fields refuse the whole form: nothing half-read is used. Of a repeated name
 * the first one counts. */
enum { FORM_MAXIMUM_FIELDS = 64 };

struct form_field {
  const char *name;
  const char *value;
};

struct form {
  char *text; /* decoded names and values, NUL-terminated each */
  struct form_field fields[FORM_MAXIMUM_FIELDS];
  size_t count;
};

bool form_parse (struct form *self, const char *text, size_t length);
void form_clear (struct form *self);

/* The field's value, belonging to the form; NULL when there is no such field. */
const char *form_value (const struct form *self, const char *name);

/* Decodes %XX (and + as a space when `plus` is set) in place from `text` to `out`, which may be the
 * same and takes at most `length` bytes and a NUL. Returns the decoded length, or -1 for a broken
 * percent-encoding or a decoded NUL. */
ptrdiff_t percent_decode (const char *text, size_t length, bool plus, char *out);
