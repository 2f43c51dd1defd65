/* SPDX-License-Identifier: Apache-2.0 */

#include "cmduri/internal.h"

/* Well-formed UTF-8 by RFC 3629, section 4: no overlong forms, no surrogates, nothing over
 * U+10FFFF. */

bool
cmduri_utf8_lead (unsigned char lead, unsigned *count, unsigned char *low, unsigned char *high)
{
  *low = 0x80;
  *high = 0xBF;
  if (lead >= 0xC2 && lead <= 0xDF) {
    *count = 1;
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    *count = 2;
    if (lead == 0xE0)
      *low = 0xA0;
    else if (lead == 0xED)
      *high = 0x9F;
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    *count = 3;
    if (lead == 0xF0)
      *low = 0x90;
    else if (lead == 0xF4)
      *high = 0x8F;
  } else {
    return false;
  }
  return true;
}

size_t
cmduri_text_check (const char *text, size_t length, enum cmduri_error *error)
{
  size_t at = 0;
  while (at < length) {
    unsigned class = cmduri_byte_class (text[at]);
    if (class & CMDURI_BYTE_CONTROL) {
      *error = CMDURI_ERROR_CONTROL_CHARACTER;
      return at;
    }
    if (!(class & CMDURI_BYTE_HIGH)) {
      at++;
      continue;
    }

    unsigned count;
    unsigned char low, high;
    *error = CMDURI_ERROR_BAD_UTF8;
    if (!cmduri_utf8_lead ((unsigned char)text[at], &count, &low, &high) || length - at <= count)
      return at;
    for (unsigned i = 1; i <= count; i++) {
      unsigned char byte = (unsigned char)text[at + i];
      if (byte < low || byte > high)
        return at;
      low = 0x80;
      high = 0xBF;
    }
    at += count + 1;
  }
  *error = CMDURI_ERROR_NONE;
  return length;
}
