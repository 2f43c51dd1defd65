/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/tap-database.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "portal/account.h"
#include "portal/brand.h"
#include "portal/product.h"
#include "portal/tap.h"

static const char brand_text[] = "[Brand]\nCloudId=DEMO\nName=Demo\n[Account]\ntitle=Demo\n";

static const struct product products[] = {
    {"x.credit", PRODUCT_TOPUP, "Credit", "", 1000, "USD"},
    {"x.addon", PRODUCT_ADDON, "Add-on", "", 500, "USD"},
    {"x.euro", PRODUCT_TOPUP, "Euro credit", "", 1000, "EUR"},
};

static void
fill (struct database *database, int64_t *alice)
{
  struct account_plan plan = {.cloud_id = "DEMO", .cloud_username = "alice", .password = "secret"};
  struct key_file_error error;
  struct key_file *file = key_file_parse (brand_text, strlen (brand_text), &error);
  struct buffer message = BUFFER_EMPTY;
  struct brand brand;
  const char *problem;
  bool fine = brand_import (database, file, true, &brand, &message) &&
              account_create (database, &plan, &problem) && account_find (database, "alice", alice);

  key_file_free (file);
  buffer_clear (&message);
  for (size_t i = 0; i < sizeof products / sizeof products[0]; i++)
    fine = fine && product_add (database, &products[i], &problem);
  if (!fine || !database_commit (database)) {
    printf ("Bail out! no test database\n");
    exit (99);
  }
}

struct database *
tap_database (char directory[512], int64_t *alice)
{
  static int count;
  struct database *database;

  snprintf (directory, 512, "%s/%d", tap_directory (), ++count);
  database = database_create (directory);
  if (database == NULL) {
    printf ("Bail out! no test database\n");
    exit (99);
  }
  fill (database, alice);
  return database;
}
