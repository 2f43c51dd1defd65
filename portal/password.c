/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/password.h"

#include <crypt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "portal/sha256.h"

bool
password_hash (const char *password, char hash[PASSWORD_HASH_SIZE])
{
  struct crypt_data *data;
  char salt[CRYPT_GENSALT_OUTPUT_SIZE];
  const char *result;
  size_t length = strlen (password);
  bool fine = false;

  if (length == 0 || length > PASSWORD_MAXIMUM)
    return false;
  if (crypt_gensalt_rn ("$y$", 0, NULL, 0, salt, sizeof salt) == NULL)
    return false;
  data = calloc (1, sizeof *data);
  if (data == NULL)
    return false;
  result = crypt_rn (password, salt, data, sizeof *data);
  if (result != NULL && strlen (result) < PASSWORD_HASH_SIZE) {
    snprintf (hash, PASSWORD_HASH_SIZE, "%s", result);
    fine = true;
  }
  explicit_bzero (data, sizeof *data);
  free (data);
  return fine;
}

bool
password_verify (const char *password, const char *hash)
{
  struct crypt_data *data;
  const char *result;
  size_t length = strlen (password);
  bool acceptable = length > 0 && length <= PASSWORD_MAXIMUM;
  bool fine = false;

  data = calloc (1, sizeof *data);
  if (data == NULL)
    return false;
  result = crypt_rn (acceptable ? password : "x", hash, data, sizeof *data);
  if (result != NULL && strlen (result) == strlen (hash))
    fine = equal_in_constant_time (result, hash, strlen (hash)) && acceptable;
  explicit_bzero (data, sizeof *data);
  free (data);
  return fine;
}
