/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "portal/cli.h"
#include "portal/product.h"

static const char add_help[] =
    "Usage: whinchat-portal product add [OPTION]... DIR ID PRICE TITLE\n"
    "Add a product to the store, or replace the one of this ID. PRICE is in major\n"
    "units: 9.99\n"
    "\n"
    "  --kind topup|addon   what it is (topup)\n"
    "  --currency CODE      ISO 4217 (USD)\n"
    "  --description TEXT   one line more about it\n"
    "  --help               show this help\n";

static const char list_help[] = "Usage: whinchat-portal product list DIR\n"
                                "List the products: ID, kind, price, title; separated by tabs.\n";

static void
on_product (const struct product *product, void *data)
{
  char price[MONEY_TEXT_SIZE];

  money_format (product->price, product->currency, price);
  printf ("%s\t%s\t%s\t%s\n", product->id, product_kind_name (product->kind), price,
          product->title);
}

static bool
copy (char *field, size_t size, const char *text)
{
  return (size_t)snprintf (field, size, "%s", text) < size;
}

int
cli_product_add (int argc, char **argv)
{
  struct cli_option options[] = {
      {"--kind", true, "topup"}, {"--currency", true, "USD"}, {"--description", true, ""}};
  const char *words[4];
  struct product product = {0};
  struct database *database;
  const char *message;
  int status = CLI_FINE;

  if (!cli_parse (argc, argv, add_help, options, 3, words, 4))
    return CLI_USAGE;
  if (!product_kind_parse (options[0].value, &product.kind))
    return cli_refuse ("a kind is topup or addon");
  if (!copy (product.currency, sizeof product.currency, options[1].value) ||
      !money_is_currency (product.currency))
    return cli_refuse ("the currency must be an ISO 4217 code such as USD");
  if (!money_parse (words[2], product.currency, &product.price))
    return cli_refuse ("the price must be an amount such as 9.99");
  if (!copy (product.id, sizeof product.id, words[1]) ||
      !copy (product.title, sizeof product.title, words[3]) ||
      !copy (product.description, sizeof product.description, options[2].value))
    return cli_refuse ("the ID, the title or the description is too long");
  database = database_open (words[0]);
  if (database == NULL)
    status = CLI_REFUSED;
  else if (!product_add (database, &product, &message))
    status = cli_refuse (message);
  database_close (database);
  return status;
}

int
cli_product_list (int argc, char **argv)
{
  const char *directory;
  struct database *database;

  if (!cli_parse (argc, argv, list_help, NULL, 0, &directory, 1))
    return CLI_USAGE;
  database = database_open (directory);
  if (database == NULL)
    return CLI_REFUSED;
  product_list (database, NULL, on_product, NULL);
  database_close (database);
  return CLI_FINE;
}
