/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "portal/database.h"
#include "portal/product.h"
#include "portal/sha256.h"

/* A purchase and its states: pending → paid | failed | cancelled | expired. (The table is called
 * purchase because ORDER is a word of SQL.) */
enum {
  ORDER_ID_SIZE = 33, /* 128 random bits in hexadecimal, and a NUL */
  ORDER_KEY_MAXIMUM = 128,
  ORDER_SECONDS = 1800,       /* how long an order may stay pending */
  ORDER_MAXIMUM_OPEN = 100,   /* pending orders an account may have */
  ORDER_MAXIMUM_HOURLY = 500, /* orders an account may make in an hour: they are kept for ever */
  ORDER_MAXIMUM_LISTED = 50,
  ORDER_RECEIPT_SIZE = 48,
};

enum order_state {
  ORDER_PENDING,
  ORDER_PAID,
  ORDER_FAILED,
  ORDER_CANCELLED,
  ORDER_EXPIRED,
};

struct order {
  char id[ORDER_ID_SIZE];
  int64_t account_id;
  char product_id[PRODUCT_ID_MAXIMUM + 1];
  enum product_kind kind;
  char title[PRODUCT_TITLE_MAXIMUM + 1];
  int64_t price; /* minor units */
  char currency[MONEY_CURRENCY_SIZE];
  enum order_state state;
  int64_t created_at;
  int64_t expires_at;
  int64_t paid_at;                  /* 0 unless paid */
  char receipt[ORDER_RECEIPT_SIZE]; /* "" unless paid */
};

enum order_result {
  ORDER_MADE,
  ORDER_REPEATED,   /* the key was used before for the same product: that order */
  ORDER_KEY_REUSED, /* the key was used before for another product */
  ORDER_NO_PRODUCT, /* or not in the account's currency */
  ORDER_TOO_MANY,   /* pending, or made within an hour */
  ORDER_DATABASE_ERROR,
};

/* "pending", … */
const char *order_state_name (enum order_state state);

/* True for 1 to ORDER_KEY_MAXIMUM printable ASCII characters. */
bool order_key_is_acceptable (const char *key);

/* True for what an order's ID looks like. */
bool order_id_is_well_formed (const char *id);

/* Makes an order of the account, once per account and key, whatever is repeated or concurrent. */
enum order_result order_create (struct database *database,
                                int64_t account_id,
                                const char *product_id,
                                const char *key,
                                int64_t now,
                                struct order *order);

/* False when there is no such order. A pending order whose time is over reads as expired. */
bool order_load (struct database *database, const char *id, int64_t now, struct order *order);

/* Moves a pending order to `state`, and with ORDER_PAID credits a top-up to the ledger, or records
 * the entitlement of an add-on: everything in one transaction, so it happens exactly once or not at
 * all. An order that isn't pending any more stays as it is. `order` holds the state afterwards.
 * False when there is no such order or the database failed; then nothing changed. */
bool order_finish (struct database *database,
                   const char *id,
                   enum order_state state,
                   int64_t now,
                   struct order *order);

/* Calls `each` for the newest orders of the account, newest first. */
void order_list (struct database *database,
                 int64_t account_id,
                 int64_t now,
                 void (*each) (const struct order *, void *),
                 void *data);

/* Calls `each` with the title of each add-on that the account paid, newest first. */
void order_list_addons (struct database *database,
                        int64_t account_id,
                        void (*each) (const char *title, int64_t since, void *),
                        void *data);

/* The key of the order's checkout page: an HMAC of its ID with a key of this database. */
bool order_checkout_key (struct database *database, const char *id, char key[SHA256_HEX_SIZE]);
