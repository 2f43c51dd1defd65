/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/token.h"

#include <string.h>

#include "portal/ledger.h"
#include "portal/session.h"
#include "portal/tap-database.h"
#include "portal/tap.h"
#include "portal/web-token.h"

static const int64_t now = 1800000000;

static void
test_tokens (struct database *database, int64_t alice, const char *directory)
{
  struct database *other = database_open (directory);
  struct token_holder holder;
  char first[SECRET_SIZE];
  char token[SECRET_SIZE];
  sqlite3_stmt *row;

  tap_case ("a token is 256 random bits, of which a digest is kept");
  CHECK (token_issue (database, alice, first));
  CHECK (secret_is_well_formed (first));
  row = database_first (database, NULL, "SELECT digest FROM token", "");
  CHECK (row != NULL && sqlite3_column_bytes (row, 0) == SHA256_SIZE);
  CHECK (row != NULL && memcmp (sqlite3_column_blob (row, 0), first, SHA256_SIZE) != 0);
  sqlite3_reset (row);

  tap_case ("it tells whose it is and the balance of this moment");
  CHECK (token_check (database, first, &holder));
  CHECK_NUMBER (holder.account_id, alice);
  CHECK_TEXT (holder.cloud_username, "alice");
  CHECK_NUMBER (holder.balance, 0);
  CHECK (database_begin (other) && ledger_append (other, alice, 700, NULL, "x", now) &&
         database_commit (other));
  CHECK (token_check (database, first, &holder));
  CHECK_NUMBER (holder.balance, 700);

  tap_case ("what isn't a token is none");
  CHECK (!token_check (database, "", &holder));
  CHECK (!token_check (database, "x' OR '1'='1", &holder));
  memset (token, '0', sizeof token - 1);
  token[sizeof token - 1] = '\0';
  CHECK (!token_check (database, token, &holder));

  tap_case ("the newest tokens of an account stay");
  for (int i = 0; i < TOKEN_MAXIMUM_PER_ACCOUNT + 3; i++)
    CHECK (token_issue (database, alice, token) && token_check (database, token, &holder));
  row = database_first (database, NULL, "SELECT count (*) FROM token", "");
  CHECK_NUMBER (sqlite3_column_int (row, 0), TOKEN_MAXIMUM_PER_ACCOUNT);
  sqlite3_reset (row);
  database_close (other);
}

static void
test_web_tokens (struct database *database, int64_t alice)
{
  char token[WEB_TOKEN_SIZE];
  char later[WEB_TOKEN_SIZE];
  int64_t start = now / WEB_TOKEN_WINDOW * WEB_TOKEN_WINDOW;
  int64_t id = 0;

  tap_case ("a web token stays the same inside its window");
  CHECK (web_token_make (database, alice, start, token));
  CHECK (web_token_make (database, alice, start + WEB_TOKEN_WINDOW - 1, later));
  CHECK_TEXT (later, token);
  CHECK (web_token_make (database, alice, start + WEB_TOKEN_WINDOW, later));
  CHECK (strcmp (later, token) != 0);

  tap_case ("it is accepted for ten minutes at least and fifteen at most");
  CHECK (web_token_check (database, token, start, &id));
  CHECK_NUMBER (id, alice);
  CHECK (web_token_check (database, token, start + 899, &id));
  CHECK (!web_token_check (database, token, start + 900, &id));
  CHECK (!web_token_check (database, token, start - 1, &id));

  tap_case ("a changed one isn't");
  token[strlen (token) - 1] ^= 1;
  CHECK (!web_token_check (database, token, start, &id));
  token[strlen (token) - 1] ^= 1;
  token[0]++;
  CHECK (!web_token_check (database, token, start, &id));
  CHECK (!web_token_check (database, "", start, &id));
  CHECK (!web_token_check (database, "1.2", start, &id));
  CHECK (!web_token_check (database, "1.99999999999999999999.x", start, &id));
}

static void
test_sessions (struct database *database, int64_t alice)
{
  char first[SECRET_SIZE];
  char secret[SECRET_SIZE];
  char csrf[SHA256_HEX_SIZE];
  char other_csrf[SHA256_HEX_SIZE];
  int64_t id = 0;

  tap_case ("a session ends by time");
  CHECK (session_start (database, alice, now, first));
  CHECK (session_check (database, first, now + SESSION_SECONDS - 1, &id));
  CHECK_NUMBER (id, alice);
  CHECK (!session_check (database, first, now + SESSION_SECONDS, &id));

  tap_case ("a session ends by signing out");
  CHECK (session_start (database, alice, now, secret));
  session_end (database, secret);
  CHECK (!session_check (database, secret, now, &id));
  CHECK (session_check (database, first, now, &id));

  tap_case ("each session has its own CSRF token");
  CHECK (session_csrf (database, first, csrf));
  CHECK (session_csrf (database, secret, other_csrf));
  CHECK (strcmp (csrf, other_csrf) != 0);
  CHECK (strcmp (csrf, first) != 0);

  tap_case ("the newest sessions of an account stay");
  for (int i = 0; i < SESSION_MAXIMUM_PER_ACCOUNT; i++)
    CHECK (session_start (database, alice, now + 1 + i, secret));
  CHECK (!session_check (database, first, now + 1, &id));
  CHECK (session_check (database, secret, now + 1, &id));
}

int
main (void)
{
  char directory[512];
  int64_t alice;
  struct database *database = tap_database (directory, &alice);

  test_tokens (database, alice, directory);
  test_web_tokens (database, alice);
  test_sessions (database, alice);
  database_close (database);
  return tap_finish ();
}
