/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/utf8.h"

#include <string.h>

bool
utf8_is_valid (const char *bytes, size_t length)
{
  const unsigned char *s = (const unsigned char *)bytes;
  size_t i = 0;

  while (i < length) {
    size_t following;
    unsigned char lowest = 0x80;
    unsigned char highest = 0xBF;

    if (s[i] < 0x80) {
      i++;
      continue;
    }
    if (s[i] >= 0xC2 && s[i] <= 0xDF) {
      following = 1;
    } else if (s[i] >= 0xE0 && s[i] <= 0xEF) {
      following = 2;
      if (s[i] == 0xE0)
        lowest = 0xA0;
      if (s[i] == 0xED)
        highest = 0x9F;
    } else if (s[i] >= 0xF0 && s[i] <= 0xF4) {
      following = 3;
      if (s[i] == 0xF0)
        lowest = 0x90;
      if (s[i] == 0xF4)
        highest = 0x8F;
    } else {
      return false;
    }
    if (length - i <= following || s[i + 1] < lowest || s[i + 1] > highest)
      return false;
    for (size_t k = 2; k <= following; k++)
      if (s[i + k] < 0x80 || s[i + k] > 0xBF)
        return false;
    /* U+FFFE and U+FFFF */
    if (s[i] == 0xEF && s[i + 1] == 0xBF && s[i + 2] >= 0xBE)
      return false;
    i += following + 1;
  }
  return true;
}

bool
utf8_is_line (const char *text, size_t maximum)
{
  size_t length = strlen (text);

  if (length > maximum)
    return false;
  for (size_t i = 0; i < length; i++)
    if ((unsigned char)text[i] < 0x20 || text[i] == 0x7f)
      return false;
  return utf8_is_valid (text, length);
}
