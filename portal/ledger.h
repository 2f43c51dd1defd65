/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "portal/database.h"
#include "portal/moment.h"

/* The account's book: append-only entries whose sum is the balance. The schema holds the rules
 * (schema.sql): an entry never changes, each carries the balance after it, a purchase appears at
 * most once. */
enum { LEDGER_DESCRIPTION_MAXIMUM = 128 };

struct ledger_entry {
  int64_t amount;  /* minor units, never 0 */
  int64_t balance; /* after the entry */
  char description[LEDGER_DESCRIPTION_MAXIMUM + 1];
  int64_t created_at;
};

/* Appends an entry, inside the caller's transaction. `purchase_id` is NULL for an entry that no
 * purchase caused. False when the purchase is in the book already, or the balance would overflow.
 */
bool ledger_append (struct database *database,
                    int64_t account_id,
                    int64_t amount,
                    const char *purchase_id,
                    const char *description,
                    int64_t now);

/* 0 for an account without entries. */
int64_t ledger_balance (struct database *database, int64_t account_id);

/* Calls `each` for the newest `maximum` entries, newest first. */
void ledger_list (struct database *database,
                  int64_t account_id,
                  int64_t maximum,
                  void (*each) (const struct ledger_entry *, void *),
                  void *data);
