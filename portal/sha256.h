/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* SHA-256 (FIPS 180-4), HMAC over it (RFC 2104), and hexadecimal. */
enum { SHA256_SIZE = 32, SHA256_HEX_SIZE = 2 * SHA256_SIZE + 1 };

void sha256 (const void *bytes, size_t length, uint8_t digest[SHA256_SIZE]);

void hmac_sha256 (const void *key,
                  size_t key_length,
                  const void *bytes,
                  size_t length,
                  uint8_t digest[SHA256_SIZE]);

/* Lower-case hexadecimal with its NUL: `hex` holds 2 * length + 1 bytes. */
void hex_encode (const uint8_t *bytes, size_t length, char *hex);

/* Compares in a time that doesn't depend on where the two differ. */
bool equal_in_constant_time (const void *a, const void *b, size_t length);
