/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/sha256.h"

#include <string.h>

/* Written out here because none of the portal's libraries offers a digest: libcrypt has password
 * hashes only. The test compares with the published vectors. */

enum { BLOCK_SIZE = 64 };

struct sha256 {
  uint32_t state[8];
  uint64_t length;
  uint8_t block[BLOCK_SIZE];
  size_t filled;
};

static const uint32_t round_constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static uint32_t
rotate (uint32_t value, unsigned bits)
{
  return value >> bits | value << (32 - bits);
}

static void
sha256_block (struct sha256 *self, const uint8_t *block)
{
  uint32_t w[64];
  uint32_t v[8];

  for (size_t i = 0; i < 16; i++)
    w[i] = (uint32_t)block[4 * i] << 24 | (uint32_t)block[4 * i + 1] << 16 |
           (uint32_t)block[4 * i + 2] << 8 | block[4 * i + 3];
  for (size_t i = 16; i < 64; i++) {
    uint32_t s0 = rotate (w[i - 15], 7) ^ rotate (w[i - 15], 18) ^ w[i - 15] >> 3;
    uint32_t s1 = rotate (w[i - 2], 17) ^ rotate (w[i - 2], 19) ^ w[i - 2] >> 10;

    w[i] = w[i - 16] + s0 + w[i - 7] + s1;
  }
  memcpy (v, self->state, sizeof v);
  for (size_t i = 0; i < 64; i++) {
    uint32_t s1 = rotate (v[4], 6) ^ rotate (v[4], 11) ^ rotate (v[4], 25);
    uint32_t choice = (v[4] & v[5]) ^ (~v[4] & v[6]);
    uint32_t t1 = v[7] + s1 + choice + round_constants[i] + w[i];
    uint32_t s0 = rotate (v[0], 2) ^ rotate (v[0], 13) ^ rotate (v[0], 22);
    uint32_t majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]);

    memmove (v + 1, v, 7 * sizeof v[0]);
    v[4] += t1;
    v[0] = t1 + s0 + majority;
  }
  for (size_t i = 0; i < 8; i++)
    self->state[i] += v[i];
}

static void
sha256_start (struct sha256 *self)
{
  static const uint32_t initial[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                      0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

  memset (self, 0, sizeof *self);
  memcpy (self->state, initial, sizeof initial);
}

static void
sha256_add (struct sha256 *self, const uint8_t *bytes, size_t length)
{
  self->length += length;
  while (length > 0) {
    size_t part = BLOCK_SIZE - self->filled;

    if (part > length)
      part = length;
    memcpy (self->block + self->filled, bytes, part);
    self->filled += part;
    bytes += part;
    length -= part;
    if (self->filled == BLOCK_SIZE) {
      sha256_block (self, self->block);
      self->filled = 0;
    }
  }
}

static void
sha256_finish (struct sha256 *self, uint8_t digest[SHA256_SIZE])
{
  uint64_t bits = self->length * 8;

  self->block[self->filled++] = 0x80;
  if (self->filled > BLOCK_SIZE - 8) {
    memset (self->block + self->filled, 0, BLOCK_SIZE - self->filled);
    sha256_block (self, self->block);
    self->filled = 0;
  }
  memset (self->block + self->filled, 0, BLOCK_SIZE - 8 - self->filled);
  for (size_t i = 0; i < 8; i++)
    self->block[BLOCK_SIZE - 1 - i] = (uint8_t)(bits >> 8 * i);
  sha256_block (self, self->block);
  for (size_t i = 0; i < SHA256_SIZE; i++)
    digest[i] = (uint8_t)(self->state[i / 4] >> (24 - 8 * (i % 4)));
}

void
sha256 (const void *bytes, size_t length, uint8_t digest[SHA256_SIZE])
{
  struct sha256 self;

  sha256_start (&self);
  if (length > 0)
    sha256_add (&self, bytes, length);
  sha256_finish (&self, digest);
}

void
hmac_sha256 (const void *key,
             size_t key_length,
             const void *bytes,
             size_t length,
             uint8_t digest[SHA256_SIZE])
{
  struct sha256 self;
  uint8_t pad[BLOCK_SIZE] = {0};

  if (key_length > BLOCK_SIZE)
    sha256 (key, key_length, pad);
  else
    memcpy (pad, key, key_length);
  for (size_t i = 0; i < BLOCK_SIZE; i++)
    pad[i] ^= 0x36;
  sha256_start (&self);
  sha256_add (&self, pad, sizeof pad);
  if (length > 0)
    sha256_add (&self, bytes, length);
  sha256_finish (&self, digest);
  for (size_t i = 0; i < BLOCK_SIZE; i++)
    pad[i] ^= 0x36 ^ 0x5c;
  sha256_start (&self);
  sha256_add (&self, pad, sizeof pad);
  sha256_add (&self, digest, SHA256_SIZE);
  sha256_finish (&self, digest);
}

void
hex_encode (const uint8_t *bytes, size_t length, char *hex)
{
  static const char digits[] = "0123456789abcdef";

  for (size_t i = 0; i < length; i++) {
    hex[2 * i] = digits[bytes[i] >> 4];
    hex[2 * i + 1] = digits[bytes[i] & 15];
  }
  hex[2 * length] = '\0';
}

bool
equal_in_constant_time (const void *a, const void *b, size_t length)
{
  const volatile uint8_t *left = a;
  const volatile uint8_t *right = b;
  uint8_t difference = 0;

  for (size_t i = 0; i < length; i++)
    difference |= left[i] ^ right[i];
  return difference == 0;
}
