/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/product.h"

#include <stdio.h>
#include <string.h>

#include "portal/utf8.h"

#define PRODUCT_COLUMNS "SELECT id, kind, title, description, price, currency FROM product"

static void
product_from_row (sqlite3_stmt *row, struct product *product)
{
  snprintf (product->id, sizeof product->id, "%s", database_text (row, 0));
  product_kind_parse (database_text (row, 1), &product->kind);
  snprintf (product->title, sizeof product->title, "%s", database_text (row, 2));
  snprintf (product->description, sizeof product->description, "%s", database_text (row, 3));
  product->price = sqlite3_column_int64 (row, 4);
  snprintf (product->currency, sizeof product->currency, "%s", database_text (row, 5));
}

const char *
product_kind_name (enum product_kind kind)
{
  return kind == PRODUCT_ADDON ? "addon" : "topup";
}

bool
product_kind_parse (const char *name, enum product_kind *kind)
{
  *kind = strcmp (name, "addon") == 0 ? PRODUCT_ADDON : PRODUCT_TOPUP;
  return *kind == PRODUCT_ADDON || strcmp (name, "topup") == 0;
}

bool
product_add (struct database *database, const struct product *product, const char **message)
{
  *message = NULL;
  if (product->id[0] == '\0' ||
      strspn (product->id, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-") !=
          strlen (product->id))
    *message = "a product ID is 1 to 128 letters, digits and . _ -";
  else if (product->title[0] == '\0' || !utf8_is_line (product->title, PRODUCT_TITLE_MAXIMUM))
    *message = "the title must be one line of at most 128 bytes";
  else if (!utf8_is_line (product->description, PRODUCT_DESCRIPTION_MAXIMUM))
    *message = "the description must be one line of at most 512 bytes";
  else if (!money_is_currency (product->currency))
    *message = "the currency must be an ISO 4217 code such as USD";
  else if (product->price <= 0 || product->price > MONEY_MAXIMUM)
    *message = "the price must be more than nothing";
  else if (!database_run (database,
                          "INSERT INTO product (id, kind, title, description, price, currency,"
                          " position) SELECT ?1, ?2, ?3, ?4, ?5, ?6,"
                          " 1 + coalesce (max (position), 0) FROM product WHERE true"
                          " ON CONFLICT (id) DO UPDATE SET kind = excluded.kind,"
                          " title = excluded.title, description = excluded.description,"
                          " price = excluded.price, currency = excluded.currency",
                          "ttttit", product->id, product_kind_name (product->kind), product->title,
                          product->description, product->price, product->currency))
    *message = "the database refused the product";
  return *message == NULL;
}

bool
product_load (struct database *database, const char *id, struct product *product)
{
  sqlite3_stmt *row = database_first (database, NULL, PRODUCT_COLUMNS " WHERE id = ?1", "t", id);

  if (row == NULL)
    return false;
  product_from_row (row, product);
  sqlite3_reset (row);
  return true;
}

void
product_list (struct database *database,
              const char *currency,
              void (*each) (const struct product *, void *),
              void *data)
{
  sqlite3_stmt *row = database_first (
      database, NULL,
      PRODUCT_COLUMNS " WHERE ?1 IS NULL OR currency = ?1 ORDER BY position LIMIT ?2", "ti",
      currency, (int64_t)PRODUCT_MAXIMUM_LISTED);
  struct product product;

  if (row == NULL)
    return;
  do {
    product_from_row (row, &product);
    each (&product, data);
  } while (database_next (database, row));
}
