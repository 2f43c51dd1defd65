/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/session.h"

#include <string.h>

bool
session_start (struct database *database, int64_t account_id, int64_t now, char secret[SECRET_SIZE])
{
  uint8_t digest[SHA256_SIZE];

  secret_make (secret);
  secret_digest (secret, digest);
  if (!database_begin (database))
    return false;
  if (database_run (database,
                    "INSERT INTO session (digest, account_id, expires_at) VALUES (?1, ?2, ?3)",
                    "bii", digest, sizeof digest, account_id, now + SESSION_SECONDS) &&
      database_run (database,
                    "DELETE FROM session WHERE account_id = ?1 AND (expires_at <= ?2 OR digest NOT"
                    " IN (SELECT digest FROM session WHERE account_id = ?1"
                    " ORDER BY expires_at DESC, digest = ?4 DESC LIMIT ?3))",
                    "iiib", account_id, now, (int64_t)SESSION_MAXIMUM_PER_ACCOUNT, digest,
                    sizeof digest))
    return database_commit (database);
  database_rollback (database);
  return false;
}

bool
session_check (struct database *database, const char *secret, int64_t now, int64_t *account_id)
{
  uint8_t digest[SHA256_SIZE];
  sqlite3_stmt *row;

  if (!secret_is_well_formed (secret))
    return false;
  secret_digest (secret, digest);
  row = database_first (database, NULL,
                        "SELECT account_id FROM session WHERE digest = ?1 AND expires_at > ?2",
                        "bi", digest, sizeof digest, now);
  if (row == NULL)
    return false;
  *account_id = sqlite3_column_int64 (row, 0);
  sqlite3_reset (row);
  return true;
}

void
session_end (struct database *database, const char *secret)
{
  uint8_t digest[SHA256_SIZE];

  secret_digest (secret, digest);
  database_run (database, "DELETE FROM session WHERE digest = ?1", "b", digest, sizeof digest);
}

bool
session_csrf (struct database *database, const char *secret, char csrf[SHA256_HEX_SIZE])
{
  uint8_t key[32];
  uint8_t digest[SHA256_SIZE];

  if (!database_key (database, "csrf", key))
    return false;
  hmac_sha256 (key, sizeof key, secret, strlen (secret), digest);
  hex_encode (digest, sizeof digest, csrf);
  explicit_bzero (key, sizeof key);
  return true;
}
