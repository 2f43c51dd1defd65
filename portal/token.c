/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/token.h"

#include <stdio.h>

#include "portal/moment.h"

bool
token_issue (struct database *database, int64_t account_id, char token[SECRET_SIZE])
{
  uint8_t digest[SHA256_SIZE];

  secret_make (token);
  secret_digest (token, digest);
  if (!database_begin (database))
    return false;
  if (database_run (database,
                    "INSERT INTO token (digest, account_id, created_at) VALUES (?1, ?2, ?3)", "bii",
                    digest, sizeof digest, account_id, moment_now ()) &&
      database_run (database,
                    "DELETE FROM token WHERE account_id = ?1 AND digest NOT IN"
                    " (SELECT digest FROM token WHERE account_id = ?1"
                    " ORDER BY created_at DESC, digest = ?3 DESC LIMIT ?2)",
                    "iib", account_id, (int64_t)TOKEN_MAXIMUM_PER_ACCOUNT, digest, sizeof digest))
    return database_commit (database);
  database_rollback (database);
  return false;
}

bool
token_check (struct database *database, const char *token, struct token_holder *holder)
{
  uint8_t digest[SHA256_SIZE];
  sqlite3_stmt *row;

  if (!secret_is_well_formed (token))
    return false;
  secret_digest (token, digest);
  row =
      database_first (database, NULL,
                      "SELECT account.id, cloud_username, currency,"
                      " coalesce ((SELECT balance FROM ledger WHERE ledger.account_id = account.id"
                      " ORDER BY number DESC LIMIT 1), 0)"
                      " FROM token JOIN account ON account.id = token.account_id WHERE digest = ?1",
                      "b", digest, sizeof digest);
  if (row == NULL)
    return false;
  holder->account_id = sqlite3_column_int64 (row, 0);
  snprintf (holder->cloud_username, sizeof holder->cloud_username, "%s", database_text (row, 1));
  snprintf (holder->currency, sizeof holder->currency, "%s", database_text (row, 2));
  holder->balance = sqlite3_column_int64 (row, 3);
  sqlite3_reset (row);
  return true;
}
