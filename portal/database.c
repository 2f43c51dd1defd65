/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/database.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "portal/embedded.h"
#include "portal/secret.h"

enum { PATH_SIZE = 4096, SCHEMA_VERSION = 1, KEY_SIZE = 32 };

static const char *const key_names[] = {"web-token", "checkout", "csrf"};

static void
database_complain (struct database *self, const char *what)
{
  self->failed = true;
  fprintf (stderr, "whinchat-portal: database: %s: %s\n", what, sqlite3_errmsg (self->handle));
}

static bool
database_execute (struct database *self, const char *sql)
{
  if (sqlite3_exec (self->handle, sql, NULL, NULL, NULL) == SQLITE_OK)
    return true;
  database_complain (self, "statement failed");
  return false;
}

static int
database_version (struct database *self)
{
  sqlite3_stmt *statement = database_first (self, NULL, "PRAGMA user_version", "");
  int version = statement ? sqlite3_column_int (statement, 0) : -1;

  if (statement != NULL)
    sqlite3_reset (statement);
  return version;
}

static struct database *
database_connect (const char *directory, int flags)
{
  struct database *self = calloc (1, sizeof *self);
  char path[PATH_SIZE];

  if (self == NULL)
    return NULL;
  if (snprintf (path, sizeof path, "%s/portal.db", directory) >= (int)sizeof path) {
    fprintf (stderr, "whinchat-portal: the directory's name is too long\n");
    free (self);
    return NULL;
  }
  if (sqlite3_open_v2 (path, &self->handle, flags | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK) {
    fprintf (stderr, "whinchat-portal: %s: %s\n", path,
             self->handle ? sqlite3_errmsg (self->handle) : "out of memory");
    database_close (self);
    return NULL;
  }
  sqlite3_extended_result_codes (self->handle, 1);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_busy_timeout (self->handle, DATABASE_BUSY_MILLISECONDS);
  if (!database_execute (self, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                               "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;"
                               "PRAGMA cell_size_check = ON;")) {
    database_close (self);
    return NULL;
  }
  return self;
}

static bool
bind_arguments (struct database *self,
                sqlite3_stmt *statement,
                const char *types,
                va_list arguments)
{
  for (int i = 1; *types != '\0'; i++, types++) {
    int result = SQLITE_MISUSE;
    const void *pointer;

    switch (*types) {
    case 'i':
      result = sqlite3_bind_int64 (statement, i, va_arg (arguments, int64_t));
      break;
    case 't':
      result =
          sqlite3_bind_text (statement, i, va_arg (arguments, const char *), -1, SQLITE_TRANSIENT);
      break;
    case 'b':
      pointer = va_arg (arguments, const void *);
      result =
          sqlite3_bind_blob64 (statement, i, pointer, va_arg (arguments, size_t), SQLITE_TRANSIENT);
      break;
    default:
      break;
    }
    if (result != SQLITE_OK) {
      database_complain (self, "binding failed");
      return false;
    }
  }
  return true;
}

static int
run_arguments (struct database *self, sqlite3_stmt *statement, const char *types, va_list arguments)
{
  int result;

  if (statement == NULL || !bind_arguments (self, statement, types, arguments))
    return SQLITE_ERROR;
  result = sqlite3_step (statement);
  if (result != SQLITE_ROW && result != SQLITE_DONE && (result & 0xff) != SQLITE_CONSTRAINT)
    database_complain (self, sqlite3_sql (statement));
  return result;
}

struct database *
database_create (const char *directory)
{
  struct database *self;
  struct stat status;
  char path[PATH_SIZE];
  const struct embedded *schema = embedded_find ("schema.sql");
  uint8_t key[KEY_SIZE];
  bool fine = true;

  if (mkdir (directory, 0700) != 0 && errno != EEXIST) {
    fprintf (stderr, "whinchat-portal: %s: %s\n", directory, strerror (errno));
    return NULL;
  }
  if (stat (directory, &status) != 0 || !S_ISDIR (status.st_mode)) {
    fprintf (stderr, "whinchat-portal: %s: %s\n", directory, strerror (ENOTDIR));
    return NULL;
  }
  /* An empty file that is there already may be anybody's to read, and SQLite leaves it so. */
  if (snprintf (path, sizeof path, "%s/portal.db", directory) < (int)sizeof path &&
      stat (path, &status) == 0 && status.st_size == 0 && chmod (path, 0600) != 0) {
    fprintf (stderr, "whinchat-portal: %s: %s\n", path, strerror (errno));
    return NULL;
  }
  self = database_connect (directory, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  if (self == NULL)
    return NULL;
  if (!database_begin (self)) {
    database_close (self);
    return NULL;
  }
  if (database_version (self) != 0) {
    fprintf (stderr, "whinchat-portal: %s already holds a database\n", directory);
    database_close (self);
    return NULL;
  }
  fine = database_execute (self, schema->bytes);
  for (size_t i = 0; i < sizeof key_names / sizeof key_names[0] && fine; i++) {
    secret_bytes (key, sizeof key);
    fine = database_run (self, "INSERT INTO meta (name, value) VALUES (?1, ?2)", "tb", key_names[i],
                         key, sizeof key);
  }
  explicit_bzero (key, sizeof key);
  if (!fine) {
    database_close (self);
    return NULL;
  }
  return self;
}

struct database *
database_open (const char *directory)
{
  struct database *self = database_connect (directory, SQLITE_OPEN_READWRITE);
  int version;

  if (self == NULL)
    return NULL;
  version = database_version (self);
  if (version != SCHEMA_VERSION) {
    fprintf (stderr, "whinchat-portal: %s: %s\n", directory,
             version == 0 ? "the database is empty; run whinchat-portal init"
                          : "the database belongs to another version of the portal");
    database_close (self);
    return NULL;
  }
  return self;
}

void
database_close (struct database *self)
{
  if (self == NULL)
    return;
  for (size_t i = 0; i < self->statement_count; i++)
    sqlite3_finalize (self->statements[i].statement);
  sqlite3_close (self->handle);
  free (self);
}

sqlite3_stmt *
database_statement (struct database *self, const char *sql)
{
  sqlite3_stmt *statement = NULL;

  for (size_t i = 0; i < self->statement_count; i++)
    if (self->statements[i].sql == sql) {
      sqlite3_reset (self->statements[i].statement);
      sqlite3_clear_bindings (self->statements[i].statement);
      return self->statements[i].statement;
    }
  if (self->statement_count == DATABASE_MAXIMUM_STATEMENTS ||
      sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) !=
          SQLITE_OK) {
    database_complain (self, sql);
    return NULL;
  }
  self->statements[self->statement_count].sql = sql;
  self->statements[self->statement_count++].statement = statement;
  return statement;
}

bool
database_run (struct database *self, const char *sql, const char *types, ...)
{
  sqlite3_stmt *statement = database_statement (self, sql);
  va_list arguments;
  int result;

  va_start (arguments, types);
  result = run_arguments (self, statement, types, arguments);
  va_end (arguments);
  if (statement != NULL)
    sqlite3_reset (statement);
  return result == SQLITE_DONE || result == SQLITE_ROW;
}

sqlite3_stmt *
database_first (struct database *self, bool *failed, const char *sql, const char *types, ...)
{
  sqlite3_stmt *statement = database_statement (self, sql);
  va_list arguments;
  int result;

  va_start (arguments, types);
  result = run_arguments (self, statement, types, arguments);
  va_end (arguments);
  if (failed != NULL)
    *failed = result != SQLITE_ROW && result != SQLITE_DONE;
  if (result == SQLITE_ROW)
    return statement;
  if (statement != NULL)
    sqlite3_reset (statement);
  return NULL;
}

bool
database_next (struct database *self, sqlite3_stmt *statement)
{
  int result = sqlite3_step (statement);

  if (result == SQLITE_ROW)
    return true;
  if (result != SQLITE_DONE)
    database_complain (self, sqlite3_sql (statement));
  sqlite3_reset (statement);
  return false;
}

bool
database_begin (struct database *self)
{
  return database_run (self, "BEGIN IMMEDIATE", "");
}

bool
database_commit (struct database *self)
{
  if (database_run (self, "COMMIT", ""))
    return true;
  database_rollback (self);
  return false;
}

void
database_rollback (struct database *self)
{
  /* After some errors SQLite has already rolled back. */
  if (sqlite3_get_autocommit (self->handle) == 0)
    database_run (self, "ROLLBACK", "");
}

int
database_changes (struct database *self)
{
  return sqlite3_changes (self->handle);
}

const char *
database_text (sqlite3_stmt *statement, int column)
{
  const unsigned char *text = sqlite3_column_text (statement, column);

  return text ? (const char *)text : "";
}

bool
database_key (struct database *self, const char *name, uint8_t key[KEY_SIZE])
{
  sqlite3_stmt *statement =
      database_first (self, NULL, "SELECT value FROM meta WHERE name = ?1", "t", name);
  bool fine = false;

  if (statement == NULL)
    return false;
  if (sqlite3_column_bytes (statement, 0) == KEY_SIZE) {
    memcpy (key, sqlite3_column_blob (statement, 0), KEY_SIZE);
    fine = true;
  }
  sqlite3_reset (statement);
  return fine;
}
