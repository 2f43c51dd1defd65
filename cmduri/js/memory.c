/* SPDX-License-Identifier: Apache-2.0 */

#include <string.h>

/* Built with -fno-builtin, as the compiler would otherwise turn each loop into a call of the very
 * function that holds it. */

void *
memcpy (void *restrict to, const void *restrict from, size_t length)
{
  unsigned char *out = to;
  const unsigned char *in = from;
  while (length-- > 0)
    *out++ = *in++;
  return to;
}

void *
memset (void *to, int byte, size_t length)
{
  unsigned char *out = to;
  while (length-- > 0)
    *out++ = (unsigned char)byte;
  return to;
}

int
memcmp (const void *a, const void *b, size_t length)
{
  const unsigned char *x = a;
  const unsigned char *y = b;
  for (; length > 0; length--, x++, y++)
    if (*x != *y)
      return *x < *y ? -1 : 1;
  return 0;
}

void *
memchr (const void *text, int byte, size_t length)
{
  const unsigned char *at = text;
  for (; length > 0; length--, at++)
    if (*at == (unsigned char)byte)
      return (void *)at;
  return NULL;
}

size_t
strlen (const char *string)
{
  size_t length = 0;
  while (string[length] != '\0')
    length++;
  return length;
}

int
strcmp (const char *a, const char *b)
{
  for (; *a != '\0' && *a == *b; a++)
    b++;
  return (int)(unsigned char)*a - (int)(unsigned char)*b;
}
