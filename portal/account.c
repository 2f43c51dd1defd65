/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/account.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "portal/moment.h"
#include "portal/password.h"
#include "portal/secret.h"
#include "portal/utf8.h"

#define ACCOUNT_COLUMNS                                                                            \
  "SELECT account.id, cloud_id, cloud_username, title, display_name, currency,"                    \
  " voice_mail_number, voice_mail, sip_credential.username, sip_credential.host,"                  \
  " coalesce ((SELECT balance FROM ledger WHERE ledger.account_id = account.id"                    \
  " ORDER BY number DESC LIMIT 1), 0), sip_credential.secret"                                      \
  " FROM account JOIN sip_credential ON sip_credential.account_id = account.id"

/* A yescrypt hash that belongs to no password, of the same cost as those that password_hash()
 * makes: verifying against it is what an unknown user name costs. */
static const char nobody_hash[] =
    "$y$j9T$GBYOXa74byvJ8cRw7ABxa1$am1BFchrZ621tWq1MHvwqWrW4OsbmObJrYuKcFhxCL6";

static bool
is_field (const char *text, size_t maximum)
{
  return text[0] != '\0' && utf8_is_line (text, maximum);
}

static bool
is_display_name (const char *name)
{
  size_t characters = 0;

  for (const char *c = name; *c != '\0'; c++)
    characters += ((unsigned char)*c & 0xC0) != 0x80;
  return is_field (name, ACCOUNT_NAME_MAXIMUM) && characters <= ACCOUNT_NAME_CHARACTERS &&
         name[strspn (name, " ")] != '\0';
}

static bool
is_host (const char *host)
{
  return is_field (host, ACCOUNT_HOST_MAXIMUM) && strpbrk (host, " /@?#<>\"'\\%") == NULL;
}

static void
account_from_row (sqlite3_stmt *row, struct account *account)
{
  *account = (struct account){0};
  account->id = sqlite3_column_int64 (row, 0);
  snprintf (account->cloud_id, sizeof account->cloud_id, "%s", database_text (row, 1));
  snprintf (account->cloud_username, sizeof account->cloud_username, "%s", database_text (row, 2));
  snprintf (account->title, sizeof account->title, "%s", database_text (row, 3));
  snprintf (account->display_name, sizeof account->display_name, "%s", database_text (row, 4));
  snprintf (account->currency, sizeof account->currency, "%s", database_text (row, 5));
  snprintf (account->voice_mail_number, sizeof account->voice_mail_number, "%s",
            database_text (row, 6));
  account->voice_mail = sqlite3_column_int (row, 7) != 0;
  snprintf (account->sip_username, sizeof account->sip_username, "%s", database_text (row, 8));
  snprintf (account->sip_host, sizeof account->sip_host, "%s", database_text (row, 9));
  account->balance = sqlite3_column_int64 (row, 10);
}

static const char *
plan_problem (const struct account_plan *plan)
{
  if (!is_field (plan->title, ACCOUNT_TITLE_MAXIMUM))
    return "the title must be one line of at most 128 bytes";
  if (!is_display_name (plan->display_name))
    return "the display name must be one line of at most 64 characters";
  if (!money_is_currency (plan->currency))
    return "the currency must be an ISO 4217 code such as USD";
  if (!is_field (plan->sip_username, ACCOUNT_SIP_MAXIMUM))
    return "the SIP user name must be one line of at most 128 bytes";
  if (!is_host (plan->sip_host))
    return "the SIP host must be a host name, with :port if needed";
  if (!is_field (plan->sip_secret, 256))
    return "the SIP secret must be one line of at most 256 bytes";
  return NULL;
}

static bool
insert (struct database *database,
        const struct account_plan *plan,
        const char *name,
        const char *hash)
{
  return database_run (database,
                       "INSERT INTO account (cloud_id, cloud_username, title, display_name,"
                       " currency, password_hash, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                       "tttttti", plan->cloud_id, name, plan->title, plan->display_name,
                       plan->currency, hash, moment_now ()) &&
         database_run (database,
                       "INSERT INTO sip_credential (account_id, username, host, secret)"
                       " VALUES (?1, ?2, ?3, ?4)",
                       "ittt", (int64_t)sqlite3_last_insert_rowid (database->handle),
                       plan->sip_username, plan->sip_host, plan->sip_secret);
}

bool
account_username_normalize (const char *text, char name[ACCOUNT_USERNAME_MAXIMUM + 1])
{
  size_t length = strlen (text);

  if (length == 0 || length > ACCOUNT_USERNAME_MAXIMUM)
    return false;
  for (size_t i = 0; i <= length; i++) {
    char c = text[i];

    if (c >= 'A' && c <= 'Z')
      c = (char)(c - 'A' + 'a');
    else if (c != '\0' && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') &&
             strchr ("._-+@", c) == NULL)
      return false;
    name[i] = c;
  }
  return true;
}

bool
account_create (struct database *database, const struct account_plan *given, const char **message)
{
  struct account_plan plan = *given;
  char name[ACCOUNT_USERNAME_MAXIMUM + 1];
  char hash[PASSWORD_HASH_SIZE];
  char secret[SECRET_SIZE];
  bool outer = sqlite3_get_autocommit (database->handle) == 0;
  int64_t existing;

  if (!account_username_normalize (plan.cloud_username, name)) {
    *message = "a user name is 1 to 64 letters, digits and . _ - + @";
    return false;
  }
  secret_make (secret);
  if (plan.title == NULL)
    plan.title = name;
  if (plan.display_name == NULL)
    plan.display_name = plan.title;
  if (plan.currency == NULL)
    plan.currency = "USD";
  if (plan.sip_username == NULL)
    plan.sip_username = name;
  if (plan.sip_host == NULL)
    plan.sip_host = "sip.example.com";
  if (plan.sip_secret == NULL)
    plan.sip_secret = secret;
  *message = plan_problem (&plan);
  if (*message != NULL)
    return false;
  if (!password_hash (plan.password, hash)) {
    *message = "a password has 1 to 256 bytes";
    return false;
  }
  if (!outer && !database_begin (database)) {
    *message = "the database is busy";
    return false;
  }
  if (account_find (database, name, &existing))
    *message = "there is already an account of this name";
  else if (!insert (database, &plan, name, hash) || (!outer && !database_commit (database)))
    *message = "the database refused the account";
  if (*message != NULL && !outer)
    database_rollback (database);
  explicit_bzero (secret, sizeof secret);
  return *message == NULL;
}

bool
account_load (struct database *database, int64_t id, struct account *account)
{
  sqlite3_stmt *row =
      database_first (database, NULL, ACCOUNT_COLUMNS " WHERE account.id = ?1", "i", id);

  if (row == NULL)
    return false;
  account_from_row (row, account);
  sqlite3_reset (row);
  return true;
}

bool
account_load_with_secret (struct database *database, int64_t id, struct account *account)
{
  sqlite3_stmt *row =
      database_first (database, NULL, ACCOUNT_COLUMNS " WHERE account.id = ?1 ", "i", id);

  if (row == NULL)
    return false;
  account_from_row (row, account);
  account->sip_secret = strdup (database_text (row, 11));
  sqlite3_reset (row);
  return account->sip_secret != NULL;
}

bool
account_find (struct database *database, const char *text, int64_t *id)
{
  char name[ACCOUNT_USERNAME_MAXIMUM + 1];
  sqlite3_stmt *row;

  if (!account_username_normalize (text, name))
    return false;
  row = database_first (database, NULL, "SELECT id FROM account WHERE cloud_username = ?1", "t",
                        name);
  if (row == NULL)
    return false;
  *id = sqlite3_column_int64 (row, 0);
  sqlite3_reset (row);
  return true;
}

bool
account_set_password (struct database *database, int64_t id, const char *password)
{
  char hash[PASSWORD_HASH_SIZE];

  if (!password_hash (password, hash) || !database_begin (database))
    return false;
  if (database_run (database, "UPDATE account SET password_hash = ?2 WHERE id = ?1", "it", id,
                    hash) &&
      database_changes (database) == 1 &&
      database_run (database, "DELETE FROM token WHERE account_id = ?1", "i", id) &&
      database_run (database, "DELETE FROM session WHERE account_id = ?1", "i", id))
    return database_commit (database);
  database_rollback (database);
  return false;
}

bool
account_set_preferences (struct database *database,
                         int64_t id,
                         const char *display_name,
                         bool voice_mail)
{
  char name[ACCOUNT_NAME_MAXIMUM + 1];
  size_t length;

  display_name += strspn (display_name, " ");
  length = strlen (display_name);
  while (length > 0 && display_name[length - 1] == ' ')
    length--;
  if (length > ACCOUNT_NAME_MAXIMUM)
    return false;
  memcpy (name, display_name, length);
  name[length] = '\0';
  return is_display_name (name) &&
         database_run (database,
                       "UPDATE account SET display_name = ?2, voice_mail = ?3 WHERE id = ?1", "iti",
                       id, name, (int64_t)voice_mail) &&
         database_changes (database) == 1;
}

bool
account_check_password (struct database *database,
                        const char *text,
                        const char *cloud_id,
                        const char *password,
                        int64_t *id)
{
  char name[ACCOUNT_USERNAME_MAXIMUM + 1];
  char hash[PASSWORD_HASH_SIZE];
  sqlite3_stmt *row;
  bool known;

  if (!account_username_normalize (text, name))
    name[0] = '\0';
  row = database_first (database, NULL,
                        "SELECT id, password_hash FROM account WHERE cloud_username = ?1"
                        " AND cloud_id = ?2",
                        "tt", name, cloud_id);
  known = row != NULL;
  *id = known ? sqlite3_column_int64 (row, 0) : 0;
  snprintf (hash, sizeof hash, "%s", known ? database_text (row, 1) : nobody_hash);
  if (row != NULL)
    sqlite3_reset (row);
  return password_verify (password, hash) && known;
}

void
account_list (struct database *database, void (*each) (const struct account *, void *), void *data)
{
  sqlite3_stmt *row =
      database_first (database, NULL, ACCOUNT_COLUMNS " ORDER BY cloud_username", "");
  struct account account;

  if (row == NULL)
    return;
  do {
    account_from_row (row, &account);
    each (&account, data);
  } while (database_next (database, row));
}
