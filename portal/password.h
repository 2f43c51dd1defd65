/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>

/* Sign-in passwords: yescrypt through libcrypt, crypt(5). */
enum { PASSWORD_MAXIMUM = 256, PASSWORD_HASH_SIZE = 384 };

/* Writes the hash of the password with a fresh salt. False when the password is empty or longer
 * than PASSWORD_MAXIMUM bytes, or libcrypt refuses. Takes tens of milliseconds on purpose. */
bool password_hash (const char *password, char hash[PASSWORD_HASH_SIZE]);

/* True when the password belongs to the hash. Takes as long as password_hash(), whatever the
 * answer; an empty or overlong password costs the same and is never right. */
bool password_verify (const char *password, const char *hash);
