/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/web-token.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "portal/buffer.h"
#include "portal/sha256.h"

/* The password's hash is signed too, so that a new password ends the tokens made before it. */
static bool
make_in_window (struct database *database,
                int64_t account_id,
                int64_t window,
                char token[WEB_TOKEN_SIZE])
{
  uint8_t key[32];
  uint8_t digest[SHA256_SIZE];
  char text[48];
  struct buffer signed_text = BUFFER_EMPTY;
  char hex[SHA256_HEX_SIZE];
  sqlite3_stmt *row;
  bool fine;

  if (!database_key (database, "web-token", key))
    return false;
  row = database_first (database, NULL, "SELECT password_hash FROM account WHERE id = ?1", "i",
                        account_id);
  if (row == NULL)
    return false;
  snprintf (text, sizeof text, "%" PRId64 ".%" PRId64, account_id, window);
  buffer_append_format (&signed_text, "%s.%s", text, database_text (row, 0));
  sqlite3_reset (row);
  fine = !signed_text.failed;
  hmac_sha256 (key, sizeof key, buffer_text (&signed_text), signed_text.length, digest);
  hex_encode (digest, sizeof digest, hex);
  snprintf (token, WEB_TOKEN_SIZE, "%s.%s", text, hex);
  explicit_bzero (key, sizeof key);
  buffer_clear (&signed_text);
  return fine;
}

static bool
read_number (const char **text, int64_t *number)
{
  size_t digits = strspn (*text, "0123456789");

  if (digits == 0 || digits > 17 || (*text)[digits] != '.')
    return false;
  *number = 0;
  for (size_t i = 0; i < digits; i++)
    *number = *number * 10 + ((*text)[i] - '0');
  *text += digits + 1;
  return true;
}

bool
web_token_make (struct database *database,
                int64_t account_id,
                int64_t now,
                char token[WEB_TOKEN_SIZE])
{
  return make_in_window (database, account_id, now / WEB_TOKEN_WINDOW, token);
}

bool
web_token_check (struct database *database, const char *token, int64_t now, int64_t *account_id)
{
  const char *rest = token;
  char expected[WEB_TOKEN_SIZE];
  int64_t window;
  int64_t current = now / WEB_TOKEN_WINDOW;

  if (strnlen (token, WEB_TOKEN_SIZE) == WEB_TOKEN_SIZE || !read_number (&rest, account_id) ||
      !read_number (&rest, &window))
    return false;
  if (window > current || window < current - WEB_TOKEN_PREVIOUS_WINDOWS)
    return false;
  return make_in_window (database, *account_id, window, expected) &&
         strlen (expected) == strlen (token) &&
         equal_in_constant_time (expected, token, strlen (token));
}
