/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "portal/database.h"
#include "portal/money.h"

/* What the store sells (wire-protocols, section 8). */
enum {
  PRODUCT_ID_MAXIMUM = 128,
  PRODUCT_TITLE_MAXIMUM = 128,
  PRODUCT_DESCRIPTION_MAXIMUM = 512,
  PRODUCT_MAXIMUM_LISTED = 200,
};

enum product_kind { PRODUCT_TOPUP, PRODUCT_ADDON };

struct product {
  char id[PRODUCT_ID_MAXIMUM + 1];
  enum product_kind kind;
  char title[PRODUCT_TITLE_MAXIMUM + 1];
  char description[PRODUCT_DESCRIPTION_MAXIMUM + 1];
  int64_t price; /* minor units */
  char currency[MONEY_CURRENCY_SIZE];
};

/* "topup" or "addon". */
const char *product_kind_name (enum product_kind kind);
bool product_kind_parse (const char *name, enum product_kind *kind);

/* Stores the product, replacing one of the same ID (orders keep the title and price they were made
 * with). False with a static text in *message. */
bool product_add (struct database *database, const struct product *product, const char **message);

bool product_load (struct database *database, const char *id, struct product *product);

/* Calls `each` for the products in the order they were added; `currency` NULL means all. */
void product_list (struct database *database,
                   const char *currency,
                   void (*each) (const struct product *, void *),
                   void *data);
