/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "portal/account.h"
#include "portal/brand.h"
#include "portal/cli.h"
#include "portal/database.h"
#include "portal/embedded.h"
#include "portal/ledger.h"
#include "portal/password.h"
#include "portal/product.h"
#include "portal/secret.h"

static const char help[] =
    "Usage: whinchat-portal init [OPTION]... DIR\n"
    "Make a new database in DIR, filled with the demo's brand, accounts (alice, bob)\n"
    "and products. The accounts' passwords are printed, this once.\n"
    "\n"
    "  --empty                  no demo: only the empty database\n"
    "  --seed-demo              fill in the demo; this is the default\n"
    "  --demo-password WORD     the password of the demo's accounts; others on this\n"
    "                           machine can see it while the command runs, so it is\n"
    "                           for throw-away databases only; - reads it from\n"
    "                           standard input. Without it a random one is made\n"
    "  --sip-host HOST[:PORT]   where the demo's accounts register (sip.example.com)\n"
    "  --help                   show this help\n";

enum { DEMO_PASSWORD_LENGTH = 12 };

/* 13.37 and 2.50: amounts that nobody mistakes for a default. */
static const struct {
  const char *name;
  const char *title;
  const char *display_name;
  int64_t balance;
} demo_accounts[] = {
    {"alice", "Alice", "Alice Example", 1337},
    {"bob", "Bob", "Bob Example", 250},
};

static const struct product demo_products[] = {
    {"org.whinchat.Whinchat.credit5", PRODUCT_TOPUP, "Small credit", "For a few short calls.", 500,
     "USD"},
    {"org.whinchat.Whinchat.credit10", PRODUCT_TOPUP, "Regular credit",
     "About five hours to landlines in most countries.", 1000, "USD"},
    {"org.whinchat.Whinchat.credit25", PRODUCT_TOPUP, "Large credit",
     "For those who call abroad every week.", 2500, "USD"},
    {"org.whinchat.Whinchat.credit50", PRODUCT_TOPUP, "Office credit", "Enough for a small office.",
     5000, "USD"},
    {"org.whinchat.Whinchat.europe", PRODUCT_ADDON, "Europe unlimited",
     "All calls to European landlines for 30 days.", 799, "USD"},
    {"org.whinchat.Whinchat.number", PRODUCT_ADDON, "A second number",
     "One more local number that rings on this account.", 299, "USD"},
};

static void
make_password (char *password)
{
  static const char letters[] = "abcdefghijkmnpqrstuvwxyz23456789"; /* 32: no bias */
  unsigned char random[DEMO_PASSWORD_LENGTH];

  secret_bytes (random, sizeof random);
  for (size_t i = 0; i < DEMO_PASSWORD_LENGTH; i++)
    password[i] = letters[random[i] % (sizeof letters - 1)];
  password[DEMO_PASSWORD_LENGTH] = '\0';
}

static bool
seed_brand (struct database *database, struct brand *brand)
{
  const struct embedded *file = embedded_find ("brand.ini");
  struct key_file_error error;
  struct key_file *keys = key_file_parse (file->bytes, file->length, &error);
  struct buffer message = BUFFER_EMPTY;
  bool fine = keys != NULL && brand_import (database, keys, true, brand, &message);

  if (!fine)
    cli_refuse (keys ? buffer_text (&message) : error.message);
  key_file_free (keys);
  buffer_clear (&message);
  return fine;
}

static bool
seed_accounts (struct database *database,
               const char *cloud_id,
               const char *password,
               const char *sip_host)
{
  for (size_t i = 0; i < sizeof demo_accounts / sizeof demo_accounts[0]; i++) {
    struct account_plan plan = {.cloud_id = cloud_id,
                                .cloud_username = demo_accounts[i].name,
                                .password = password,
                                .title = demo_accounts[i].title,
                                .display_name = demo_accounts[i].display_name,
                                .sip_host = sip_host};
    const char *message;
    int64_t id;

    if (!account_create (database, &plan, &message)) {
      cli_refuse (message);
      return false;
    }
    if (!account_find (database, demo_accounts[i].name, &id) ||
        !ledger_append (database, id, demo_accounts[i].balance, NULL, "Opening balance",
                        moment_now ()))
      return false;
  }
  return true;
}

static bool
seed (struct database *database, const char *password, const char *sip_host)
{
  struct brand brand;
  const char *message;

  if (!seed_brand (database, &brand) || !seed_accounts (database, brand.code, password, sip_host))
    return false;
  for (size_t i = 0; i < sizeof demo_products / sizeof demo_products[0]; i++)
    if (!product_add (database, &demo_products[i], &message)) {
      cli_refuse (message);
      return false;
    }
  return true;
}

int
cli_init (int argc, char **argv)
{
  struct cli_option options[] = {{"--empty", false, NULL},
                                 {"--seed-demo", false, NULL},
                                 {"--demo-password", true, NULL},
                                 {"--sip-host", true, NULL}};
  const char *directory;
  char password[PASSWORD_MAXIMUM + 2] = "";
  struct database *database;
  bool empty;

  if (!cli_parse (argc, argv, help, options, 4, &directory, 1))
    return CLI_USAGE;
  empty = options[0].value != NULL;
  if (empty && (options[1].value != NULL || options[2].value != NULL || options[3].value != NULL)) {
    cli_refuse ("--empty excludes the demo's options");
    return CLI_USAGE;
  }
  if (options[2].value == NULL) {
    make_password (password);
  } else if (strcmp (options[2].value, "-") != 0) {
    if (options[2].value[0] == '\0' || strlen (options[2].value) > PASSWORD_MAXIMUM)
      return cli_refuse ("a password has 1 to 256 bytes");
    snprintf (password, sizeof password, "%s", options[2].value);
  } else if (!cli_read_secret ("Password: ", password, sizeof password)) {
    return cli_refuse ("a password of 1 to 256 bytes is needed on standard input");
  }
  database = database_create (directory);
  if (database == NULL)
    return CLI_REFUSED;
  if ((!empty && !seed (database, password, options[3].value)) || !database_commit (database)) {
    database_close (database);
    return cli_refuse ("the database couldn't be made");
  }
  database_close (database);
  if (!empty)
    for (size_t i = 0; i < sizeof demo_accounts / sizeof demo_accounts[0]; i++)
      printf ("%s\t%s\n", demo_accounts[i].name, password);
  explicit_bzero (password, sizeof password);
  return CLI_FINE;
}
