/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One connection to DIR/portal.db (SQLite, WAL, synchronous=FULL: a committed payment survives a
 * power cut), used by one thread only, with its prepared statements. */
enum { DATABASE_MAXIMUM_STATEMENTS = 128 };

struct database {
  sqlite3 *handle;
  struct {
    const char *sql;
    sqlite3_stmt *statement;
  } statements[DATABASE_MAXIMUM_STATEMENTS];
  size_t statement_count;
  bool failed; /* a statement failed, a broken constraint aside; set here, cleared by the caller */
};

/* Makes DIR (mode 0700) and an empty database of the current schema in it, with its keys, inside a
 * transaction that the caller ends with database_commit() once it has filled it; until then a crash
 * leaves no database that database_open() would accept. NULL, with the reason on standard error,
 * when DIR already holds one or can't be written. */
struct database *database_create (const char *directory);

/* Opens the database of DIR. NULL, with the reason on standard error, when there is none or it has
 * another schema version. */
struct database *database_open (const char *directory);

void database_close (struct database *self);

/* The prepared statement of `sql`, reset and without bindings. `sql` must be a string that lives
 * for ever and is passed by the same address each time: the address is the key. NULL after an error
 * (logged). The caller resets it (sqlite3_reset) when done, so that no read transaction stays open.
 */
sqlite3_stmt *database_statement (struct database *self, const char *sql);

/* Binds the arguments in order and steps a statement that returns no row. `types` has a letter per
 * parameter: i int64_t, t const char * (NULL is SQL NULL), b const void * and size_t. True when
 * done; false is logged, except a broken constraint, which only returns false. */
bool database_run (struct database *self, const char *sql, const char *types, ...);

/* As database_run(), but returns the statement standing on its first row, or NULL when there is no
 * row (or after an error, logged; then *failed is true when `failed` isn't NULL). The caller must
 * sqlite3_reset() it. */
sqlite3_stmt *
database_first (struct database *self, bool *failed, const char *sql, const char *types, ...);

/* BEGIN IMMEDIATE, COMMIT, ROLLBACK. Waiting for another writer is bounded by
 * DATABASE_BUSY_MILLISECONDS. */
enum { DATABASE_BUSY_MILLISECONDS = 5000 };
/* The next row of a statement that database_first() gave; false, with the statement reset, when
 * there is none. */
bool database_next (struct database *self, sqlite3_stmt *statement);

bool database_begin (struct database *self);
bool database_commit (struct database *self);
void database_rollback (struct database *self);

/* How many rows the last INSERT, UPDATE or DELETE of this connection touched. */
int database_changes (struct database *self);

/* A text column, never NULL (SQL NULL gives ""). */
const char *database_text (sqlite3_stmt *statement, int column);

/* One of the database's own random keys of 32 bytes, made by database_create(). */
bool database_key (struct database *self, const char *name, uint8_t key[32]);
