/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "portal/sha256.h"

/* Random secrets: 256 bits from the kernel, written as 64 lower-case hexadecimal digits. */
enum { SECRET_BYTES = 32, SECRET_SIZE = 2 * SECRET_BYTES + 1, SECRET_LENGTH = SECRET_SIZE - 1 };

/* Fills with random bytes; ends the process when the kernel has none (never on a booted Linux). */
void secret_bytes (void *bytes, size_t length);

void secret_make (char secret[SECRET_SIZE]);

/* True for 64 lower-case hexadecimal digits. */
bool secret_is_well_formed (const char *text);

/* SHA-256 of the secret's text: all that the database keeps of it. A fast digest is enough, unlike
 * for passwords: the secret has 256 random bits, so there is nothing to guess from a stolen digest,
 * and a slow hash at every request would let anybody exhaust the server. */
void secret_digest (const char *secret, uint8_t digest[SHA256_SIZE]);
