/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/ledger.h"

#include <stdio.h>

bool
ledger_append (struct database *database,
               int64_t account_id,
               int64_t amount,
               const char *purchase_id,
               const char *description,
               int64_t now)
{
  int64_t balance;

  if (__builtin_add_overflow (ledger_balance (database, account_id), amount, &balance))
    return false;
  return database_run (database,
                       "INSERT INTO ledger (account_id, number, amount, balance, purchase_id,"
                       " description, created_at) SELECT ?1, 1 + coalesce (max (number), 0), ?2,"
                       " ?3, ?4, ?5, ?6 FROM ledger WHERE account_id = ?1",
                       "iiitti", account_id, amount, balance, purchase_id, description, now);
}

int64_t
ledger_balance (struct database *database, int64_t account_id)
{
  sqlite3_stmt *row = database_first (
      database, NULL,
      "SELECT balance FROM ledger WHERE account_id = ?1 ORDER BY number DESC LIMIT 1", "i",
      account_id);
  int64_t balance = row ? sqlite3_column_int64 (row, 0) : 0;

  if (row != NULL)
    sqlite3_reset (row);
  return balance;
}

void
ledger_list (struct database *database,
             int64_t account_id,
             int64_t maximum,
             void (*each) (const struct ledger_entry *, void *),
             void *data)
{
  sqlite3_stmt *row = database_first (database, NULL,
                                      "SELECT amount, balance, description, created_at FROM ledger"
                                      " WHERE account_id = ?1 ORDER BY number DESC LIMIT ?2",
                                      "ii", account_id, maximum);
  struct ledger_entry entry;

  if (row == NULL)
    return;
  do {
    entry.amount = sqlite3_column_int64 (row, 0);
    entry.balance = sqlite3_column_int64 (row, 1);
    snprintf (entry.description, sizeof entry.description, "%s", database_text (row, 2));
    entry.created_at = sqlite3_column_int64 (row, 3);
    each (&entry, data);
  } while (database_next (database, row));
}
