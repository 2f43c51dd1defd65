/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/order.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "portal/ledger.h"
#include "portal/secret.h"

/* Money moves in one place, order_finish(), and exactly once. Three things hold that, each of them
 * alone: BEGIN IMMEDIATE lets one writer in at a time and it looks at the state first; the state
 * leaves `pending` at most once (trigger purchase_state); and ledger.purchase_id is unique. */

#define ORDER_COLUMNS                                                                              \
  "SELECT id, account_id, product_id, kind, title, price, currency,"                               \
  " CASE WHEN state = 'pending' AND expires_at <= ?2 THEN 'expired' ELSE state END,"               \
  " created_at, expires_at, coalesce (paid_at, 0), coalesce (receipt, '') FROM purchase"

static const char *const state_names[] = {
    [ORDER_PENDING] = "pending",     [ORDER_PAID] = "paid",       [ORDER_FAILED] = "failed",
    [ORDER_CANCELLED] = "cancelled", [ORDER_EXPIRED] = "expired",
};

static void
order_from_row (sqlite3_stmt *row, struct order *order)
{
  *order = (struct order){0};
  snprintf (order->id, sizeof order->id, "%s", database_text (row, 0));
  order->account_id = sqlite3_column_int64 (row, 1);
  snprintf (order->product_id, sizeof order->product_id, "%s", database_text (row, 2));
  product_kind_parse (database_text (row, 3), &order->kind);
  snprintf (order->title, sizeof order->title, "%s", database_text (row, 4));
  order->price = sqlite3_column_int64 (row, 5);
  snprintf (order->currency, sizeof order->currency, "%s", database_text (row, 6));
  for (size_t i = 0; i < sizeof state_names / sizeof state_names[0]; i++)
    if (strcmp (state_names[i], database_text (row, 7)) == 0)
      order->state = (enum order_state)i;
  order->created_at = sqlite3_column_int64 (row, 8);
  order->expires_at = sqlite3_column_int64 (row, 9);
  order->paid_at = sqlite3_column_int64 (row, 10);
  snprintf (order->receipt, sizeof order->receipt, "%s", database_text (row, 11));
}

static bool
load_by_key (struct database *database,
             int64_t account_id,
             const char *key,
             int64_t now,
             struct order *order,
             bool *failed)
{
  sqlite3_stmt *row = database_first (database, failed,
                                      ORDER_COLUMNS " WHERE account_id = ?1 AND"
                                                    " idempotency_key = ?3",
                                      "iit", account_id, now, key);

  if (row == NULL)
    return false;
  order_from_row (row, order);
  sqlite3_reset (row);
  return true;
}

static bool
expire_overdue (struct database *database, int64_t now)
{
  return database_run (database,
                       "UPDATE purchase SET state = 'expired' WHERE state = 'pending' AND"
                       " expires_at <= ?1",
                       "i", now);
}

static int64_t
count_open (struct database *database, int64_t account_id, int64_t now)
{
  sqlite3_stmt *row = database_first (database, NULL,
                                      "SELECT count (*) FROM purchase WHERE state = 'pending' AND"
                                      " account_id = ?1 AND expires_at > ?2",
                                      "ii", account_id, now);
  int64_t count = row ? sqlite3_column_int64 (row, 0) : ORDER_MAXIMUM_OPEN;

  if (row != NULL)
    sqlite3_reset (row);
  return count;
}

static bool
made_too_many (struct database *database, int64_t account_id, int64_t now)
{
  sqlite3_stmt *row = database_first (
      database, NULL,
      "SELECT created_at > ?2 FROM purchase WHERE account_id = ?1 ORDER BY number DESC LIMIT 1"
      " OFFSET ?3",
      "iii", account_id, now - 3600, (int64_t)ORDER_MAXIMUM_HOURLY - 1);
  bool too_many = row != NULL && sqlite3_column_int (row, 0) != 0;

  if (row != NULL)
    sqlite3_reset (row);
  return too_many;
}

static bool
load_sold_to (struct database *database,
              int64_t account_id,
              const char *product_id,
              struct product *product)
{
  sqlite3_stmt *row = database_first (database, NULL, "SELECT currency FROM account WHERE id = ?1",
                                      "i", account_id);
  bool fine = false;

  if (row == NULL)
    return false;
  fine = product_load (database, product_id, product) &&
         strcmp (product->currency, database_text (row, 0)) == 0;
  sqlite3_reset (row);
  return fine;
}

static enum order_result
create_in_transaction (struct database *database,
                       int64_t account_id,
                       const char *product_id,
                       const char *key,
                       int64_t now,
                       struct order *order)
{
  struct product product;
  uint8_t random[(ORDER_ID_SIZE - 1) / 2];
  char id[ORDER_ID_SIZE];
  bool failed;

  if (load_by_key (database, account_id, key, now, order, &failed))
    return strcmp (order->product_id, product_id) == 0 ? ORDER_REPEATED : ORDER_KEY_REUSED;
  if (failed || !expire_overdue (database, now))
    return ORDER_DATABASE_ERROR;
  if (!load_sold_to (database, account_id, product_id, &product))
    return ORDER_NO_PRODUCT;
  if (count_open (database, account_id, now) >= ORDER_MAXIMUM_OPEN ||
      made_too_many (database, account_id, now))
    return ORDER_TOO_MANY;
  secret_bytes (random, sizeof random);
  hex_encode (random, sizeof random, id);
  if (!database_run (database,
                     "INSERT INTO purchase (id, number, account_id, idempotency_key, product_id,"
                     " kind, title, price, currency, state, created_at, expires_at)"
                     " SELECT ?1, 1 + coalesce (max (number), 0), ?2, ?3, ?4, ?5, ?6, ?7, ?8,"
                     " 'pending', ?9, ?10 FROM purchase",
                     "tittttitii", id, account_id, key, product_id,
                     product_kind_name (product.kind), product.title, product.price,
                     product.currency, now, now + ORDER_SECONDS) ||
      !order_load (database, id, now, order))
    return ORDER_DATABASE_ERROR;
  return ORDER_MADE;
}

static bool
deliver (struct database *database, const struct order *order, int64_t now)
{
  if (order->kind == PRODUCT_TOPUP)
    return ledger_append (database, order->account_id, order->price, order->id, order->title, now);
  return database_run (database,
                       "INSERT INTO entitlement (purchase_id, account_id, product_id, title,"
                       " created_at) VALUES (?1, ?2, ?3, ?4, ?5)",
                       "titti", order->id, order->account_id, order->product_id, order->title, now);
}

static bool
finish_in_transaction (struct database *database,
                       const char *id,
                       enum order_state state,
                       int64_t now,
                       struct order *order)
{
  char receipt[ORDER_RECEIPT_SIZE];
  char day[MOMENT_TEXT_SIZE];

  if (!order_load (database, id, now, order))
    return false;
  if (order->state == ORDER_EXPIRED)
    return database_run (
        database, "UPDATE purchase SET state = 'expired' WHERE id = ?1 AND state = 'pending'", "t",
        id);
  if (order->state != ORDER_PENDING)
    return true;
  if (state != ORDER_PAID)
    return database_run (database, "UPDATE purchase SET state = ?2 WHERE id = ?1", "tt", id,
                         state_names[state]) &&
           order_load (database, id, now, order);
  moment_format (now, day);
  snprintf (receipt, sizeof receipt, "W-%.4s%.2s%.2s-%.8s", day, day + 5, day + 8, id);
  return database_run (database,
                       "UPDATE purchase SET state = 'paid', paid_at = ?2, receipt = ?3"
                       " WHERE id = ?1",
                       "tit", id, now, receipt) &&
         deliver (database, order, now) && order_load (database, id, now, order);
}

const char *
order_state_name (enum order_state state)
{
  return state_names[state];
}

bool
order_key_is_acceptable (const char *key)
{
  size_t length = strnlen (key, ORDER_KEY_MAXIMUM + 1);

  for (size_t i = 0; i < length; i++)
    if (key[i] < 0x21 || key[i] > 0x7e)
      return false;
  return length > 0 && length <= ORDER_KEY_MAXIMUM;
}

bool
order_id_is_well_formed (const char *id)
{
  return strspn (id, "0123456789abcdef") == ORDER_ID_SIZE - 1 && id[ORDER_ID_SIZE - 1] == '\0';
}

enum order_result
order_create (struct database *database,
              int64_t account_id,
              const char *product_id,
              const char *key,
              int64_t now,
              struct order *order)
{
  enum order_result result;

  if (!database_begin (database))
    return ORDER_DATABASE_ERROR;
  result = create_in_transaction (database, account_id, product_id, key, now, order);
  if (result == ORDER_DATABASE_ERROR)
    database_rollback (database);
  else if (!database_commit (database))
    result = ORDER_DATABASE_ERROR;
  return result;
}

bool
order_load (struct database *database, const char *id, int64_t now, struct order *order)
{
  sqlite3_stmt *row =
      database_first (database, NULL, ORDER_COLUMNS " WHERE id = ?1", "ti", id, now);

  if (row == NULL)
    return false;
  order_from_row (row, order);
  sqlite3_reset (row);
  return true;
}

bool
order_finish (struct database *database,
              const char *id,
              enum order_state state,
              int64_t now,
              struct order *order)
{
  if (!database_begin (database))
    return false;
  if (finish_in_transaction (database, id, state, now, order))
    return database_commit (database);
  database_rollback (database);
  return false;
}

void
order_list (struct database *database,
            int64_t account_id,
            int64_t now,
            void (*each) (const struct order *, void *),
            void *data)
{
  sqlite3_stmt *row = database_first (
      database, NULL, ORDER_COLUMNS " WHERE account_id = ?1 ORDER BY number DESC LIMIT ?3", "iii",
      account_id, now, (int64_t)ORDER_MAXIMUM_LISTED);
  struct order order;

  if (row == NULL)
    return;
  do {
    order_from_row (row, &order);
    each (&order, data);
  } while (database_next (database, row));
}

void
order_list_addons (struct database *database,
                   int64_t account_id,
                   void (*each) (const char *title, int64_t since, void *),
                   void *data)
{
  sqlite3_stmt *row = database_first (database, NULL,
                                      "SELECT title, created_at FROM entitlement WHERE"
                                      " account_id = ?1 ORDER BY created_at DESC LIMIT ?2",
                                      "ii", account_id, (int64_t)ORDER_MAXIMUM_LISTED);

  if (row == NULL)
    return;
  do
    each (database_text (row, 0), sqlite3_column_int64 (row, 1), data);
  while (database_next (database, row));
}

bool
order_checkout_key (struct database *database, const char *id, char key[SHA256_HEX_SIZE])
{
  uint8_t secret[32];
  uint8_t digest[SHA256_SIZE];

  if (!database_key (database, "checkout", secret))
    return false;
  hmac_sha256 (secret, sizeof secret, id, strlen (id), digest);
  hex_encode (digest, sizeof digest, key);
  explicit_bzero (secret, sizeof secret);
  return true;
}
