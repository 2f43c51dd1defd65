/* SPDX-License-Identifier: Apache-2.0 */
/* A program without a C library, for WebAssembly: the five functions that the amalgamation asks of
 * its environment, and one export. The host writes the URI to input() and calls read_command(). */
#include <cmduri.h>

void *
memcpy (void *to, const void *from, size_t size)
{
  for (size_t i = 0; i < size; i++)
    ((char *)to)[i] = ((const char *)from)[i];
  return to;
}

void *
memset (void *to, int byte, size_t size)
{
  for (size_t i = 0; i < size; i++)
    ((char *)to)[i] = (char)byte;
  return to;
}

int
memcmp (const void *a, const void *b, size_t size)
{
  const unsigned char *x = a, *y = b;
  for (size_t i = 0; i < size; i++)
    if (x[i] != y[i])
      return x[i] < y[i] ? -1 : 1;
  return 0;
}

void *
memchr (const void *text, int byte, size_t size)
{
  const unsigned char *at = text;
  for (size_t i = 0; i < size; i++)
    if (at[i] == (unsigned char)byte)
      return (void *)(at + i);
  return NULL;
}

size_t
strlen (const char *text)
{
  size_t length = 0;
  while (text[length] != '\0')
    length++;
  return length;
}

static char bytes[CMDURI_MAX_LENGTH];
static char buffer[CMDURI_MAX_LENGTH];

__attribute__ ((export_name ("input"))) char *
input (void)
{
  return bytes;
}

/* The command's number, or minus the error's. */
__attribute__ ((export_name ("read_command"))) int
read_command (size_t length)
{
  struct cmduri uri;
  cmduri_parse (bytes, length, NULL, buffer, sizeof buffer, &uri);
  return uri.error == CMDURI_ERROR_NONE ? (int)uri.command : -(int)uri.error;
}
