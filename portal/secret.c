/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/secret.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

void
secret_bytes (void *bytes, size_t length)
{
  uint8_t *next = bytes;

  while (length > 0) {
    ssize_t count = getrandom (next, length, 0);

    if (count < 0) {
      if (errno == EINTR)
        continue;
      abort ();
    }
    next += count;
    length -= (size_t)count;
  }
}

void
secret_make (char secret[SECRET_SIZE])
{
  uint8_t bytes[SECRET_BYTES];

  secret_bytes (bytes, sizeof bytes);
  hex_encode (bytes, sizeof bytes, secret);
  explicit_bzero (bytes, sizeof bytes);
}

bool
secret_is_well_formed (const char *text)
{
  return strspn (text, "0123456789abcdef") == SECRET_LENGTH && text[SECRET_LENGTH] == '\0';
}

void
secret_digest (const char *secret, uint8_t digest[SHA256_SIZE])
{
  sha256 (secret, strlen (secret), digest);
}
