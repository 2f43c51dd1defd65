/* SPDX-License-Identifier: Apache-2.0 */
/* What must hold of every URI, for the fuzz targets of cmduri/. */
#ifndef FUZZ_CMDURI_CHECK_H
#define FUZZ_CMDURI_CHECK_H

#include "cmduri/cmduri.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define REQUIRE(condition)                                                                         \
  do {                                                                                             \
    if (!(condition)) {                                                                            \
      fprintf (stderr, "%s:%d: %s does not hold\n", __FILE__, __LINE__, #condition);               \
      abort ();                                                                                    \
    }                                                                                              \
  } while (0)

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* A copy in memory of exactly that size, so that a sanitizer sees each byte read beyond it. */
static inline char *
copy_input (const uint8_t *data, size_t size)
{
  char *copy = calloc (1, size + (size == 0));
  REQUIRE (copy != NULL);
  if (size > 0)
    memcpy (copy, data, size);
  return copy;
}

/* Whether the text is UTF-8 without control characters; written apart from the library's own. */
static inline bool
is_clean (struct cmduri_text text)
{
  const unsigned char *at = (const unsigned char *)text.start;
  const unsigned char *end = text.length == 0 ? at : at + text.length;

  while (at < end) {
    uint32_t character = *at++;
    uint32_t least = 0;
    int more = 0;
    if (character >= 0xF0)
      more = 3, least = 0x10000, character &= character < 0xF8 ? 0x07 : 0xFFFF;
    else if (character >= 0xE0)
      more = 2, least = 0x800, character &= 0x0F;
    else if (character >= 0xC0)
      more = 1, least = 0x80, character &= 0x1F;
    else if (character >= 0x80)
      return false;
    for (; more > 0; more--) {
      if (at == end || (*at & 0xC0) != 0x80)
        return false;
      character = character << 6 | (*at++ & 0x3Fu);
    }
    if (character < least || character > 0x10FFFF || character < 0x20 || character == 0x7F ||
        (character >= 0xD800 && character <= 0xDFFF))
      return false;
  }
  return true;
}

static inline bool
same_text (struct cmduri_text a, struct cmduri_text b)
{
  return (a.start == NULL) == (b.start == NULL) && cmduri_text_equal (a, b);
}

/* Whether both ask for the same, however they were written. */
static inline bool
same_meaning (const struct cmduri *a, const struct cmduri *b)
{
  return a->kind == b->kind && a->command == b->command &&
         same_text (a->product_id, b->product_id) && a->buy == b->buy &&
         same_text (a->relative, b->relative) && a->reload == b->reload && a->reset == b->reset &&
         a->only == b->only && same_text (a->number, b->number) &&
         a->dial_action == b->dial_action &&
         (a->dial_action != CMDURI_DIAL_ACTION_UNKNOWN ||
          cmduri_text_equal (a->dial_action_text, b->dial_action_text));
}

#endif
