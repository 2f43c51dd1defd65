/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/throttle.h"

#include <ctype.h>
#include <stddef.h>
#include <stdio.h>

#include "portal/sha256.h"

/* Names are kept as digests: an attempt may name anything, of any length, even a password typed
 * into the wrong field. */
static void
digest_name (const char *name, uint8_t digest[SHA256_SIZE])
{
  char lower[512];
  size_t length = 0;

  for (; name[length] != '\0' && length < sizeof lower; length++)
    lower[length] = (char)tolower ((unsigned char)name[length]);
  sha256 (lower, length, digest);
}

static int64_t
wait_after (int64_t failures)
{
  int64_t wait = 1;

  if (failures < THROTTLE_FREE)
    return 0;
  for (int64_t i = THROTTLE_FREE; i < failures && wait < THROTTLE_MAXIMUM_WAIT; i++)
    wait *= 2;
  return wait < THROTTLE_MAXIMUM_WAIT ? wait : THROTTLE_MAXIMUM_WAIT;
}

static bool
forget (struct database *database, int64_t now)
{
  return database_run (database, "DELETE FROM sign_in_attempt WHERE last_at < ?1", "i",
                       now - THROTTLE_FORGET) &&
         database_run (database,
                       "DELETE FROM sign_in_attempt WHERE name_digest IN (SELECT name_digest FROM"
                       " sign_in_attempt ORDER BY last_at DESC LIMIT -1 OFFSET ?1)",
                       "i", (int64_t)THROTTLE_MAXIMUM_NAMES);
}

int64_t
throttle_begin (struct database *database, const char *name, int64_t now)
{
  uint8_t digest[SHA256_SIZE];
  sqlite3_stmt *row;
  int64_t failures = 0;
  int64_t blocked_until = 0;

  digest_name (name, digest);
  if (!database_begin (database))
    return -1;
  if (!forget (database, now)) {
    database_rollback (database);
    return -1;
  }
  row = database_first (
      database, NULL, "SELECT failures, blocked_until FROM sign_in_attempt WHERE name_digest = ?1",
      "b", digest, sizeof digest);
  if (row != NULL) {
    failures = sqlite3_column_int64 (row, 0);
    blocked_until = sqlite3_column_int64 (row, 1);
    sqlite3_reset (row);
  }
  if (blocked_until > now) {
    database_commit (database);
    return blocked_until - now;
  }
  failures++;
  if (!database_run (database,
                     "INSERT INTO sign_in_attempt (name_digest, failures, blocked_until, last_at)"
                     " VALUES (?1, ?2, ?3, ?4) ON CONFLICT (name_digest) DO UPDATE SET"
                     " failures = excluded.failures, blocked_until = excluded.blocked_until,"
                     " last_at = excluded.last_at",
                     "biii", digest, sizeof digest, failures, now + wait_after (failures), now) ||
      !database_commit (database)) {
    database_rollback (database);
    return -1;
  }
  return 0;
}

void
throttle_succeed (struct database *database, const char *name)
{
  uint8_t digest[SHA256_SIZE];

  digest_name (name, digest);
  database_run (database, "DELETE FROM sign_in_attempt WHERE name_digest = ?1", "b", digest,
                sizeof digest);
}
