/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "portal/account.h"
#include "portal/brand.h"
#include "portal/cli.h"
#include "portal/password.h"

static const char add_help[] =
    "Usage: whinchat-portal user add [OPTION]... DIR NAME\n"
    "Add an account; its sign-in password is the first line of standard input.\n"
    "\n"
    "  --cloud-id CODE      the brand it belongs to (the first one)\n"
    "  --title TEXT         the account's title in the phone (NAME)\n"
    "  --display-name TEXT  what called people see (the title)\n"
    "  --currency CODE      ISO 4217 (USD)\n"
    "  --host HOST[:PORT]   SIP domain (sip.example.com)\n"
    "  --sip-user NAME      SIP user name (NAME)\n"
    "  --sip-secret         the SIP secret is the second line of standard input;\n"
    "                       without it a random one is made\n"
    "  --help               show this help\n";

static const char list_help[] = "Usage: whinchat-portal user list DIR\n"
                                "List the accounts: name, cloud ID, title, SIP address, balance;\n"
                                "separated by tabs.\n";

static const char password_help[] =
    "Usage: whinchat-portal user password DIR NAME\n"
    "Replace an account's sign-in password by the first line of standard input. Its\n"
    "phones and web pages have to sign in again.\n";

static void
on_account (const struct account *account, void *data)
{
  char balance[MONEY_TEXT_SIZE];

  money_format (account->balance, account->currency, balance);
  printf ("%s\t%s\t%s\t%s@%s\t%s\n", account->cloud_username, account->cloud_id, account->title,
          account->sip_username, account->sip_host, balance);
}

static int
add (struct database *database, struct account_plan *plan)
{
  struct brand brand;
  char code[BRAND_CODE_MAXIMUM + 1] = "";
  bool editable = false;
  const char *message;

  if ((plan->cloud_id != NULL && !brand_code_parse (plan->cloud_id, code, &editable)) ||
      !brand_load (database, code, editable, &brand))
    return cli_refuse ("there is no such brand; see whinchat-portal brand import");
  plan->cloud_id = brand.code;
  if (!account_create (database, plan, &message))
    return cli_refuse (message);
  return CLI_FINE;
}

int
cli_user_add (int argc, char **argv)
{
  struct cli_option options[] = {{"--cloud-id", true, NULL},     {"--title", true, NULL},
                                 {"--display-name", true, NULL}, {"--currency", true, NULL},
                                 {"--host", true, NULL},         {"--sip-user", true, NULL},
                                 {"--sip-secret", false, NULL}};
  const char *words[2];
  char password[PASSWORD_MAXIMUM + 2];
  char secret[PASSWORD_MAXIMUM + 2];
  struct account_plan plan;
  struct database *database;
  int status;

  if (!cli_parse (argc, argv, add_help, options, 7, words, 2))
    return CLI_USAGE;
  if (!cli_read_secret ("Password: ", password, sizeof password))
    return cli_refuse ("a password of 1 to 256 bytes is needed on standard input");
  if (options[6].value != NULL && !cli_read_secret ("SIP secret: ", secret, sizeof secret))
    return cli_refuse ("a SIP secret is needed on standard input");
  plan = (struct account_plan){.cloud_id = options[0].value,
                               .cloud_username = words[1],
                               .password = password,
                               .title = options[1].value,
                               .display_name = options[2].value,
                               .currency = options[3].value,
                               .sip_username = options[5].value,
                               .sip_host = options[4].value,
                               .sip_secret = options[6].value ? secret : NULL};
  database = database_open (words[0]);
  status = database ? add (database, &plan) : CLI_REFUSED;
  database_close (database);
  explicit_bzero (password, sizeof password);
  explicit_bzero (secret, sizeof secret);
  return status;
}

int
cli_user_list (int argc, char **argv)
{
  const char *directory;
  struct database *database;

  if (!cli_parse (argc, argv, list_help, NULL, 0, &directory, 1))
    return CLI_USAGE;
  database = database_open (directory);
  if (database == NULL)
    return CLI_REFUSED;
  account_list (database, on_account, NULL);
  database_close (database);
  return CLI_FINE;
}

int
cli_user_password (int argc, char **argv)
{
  const char *words[2];
  char password[PASSWORD_MAXIMUM + 2];
  struct database *database;
  int64_t id;
  int status = CLI_FINE;

  if (!cli_parse (argc, argv, password_help, NULL, 0, words, 2))
    return CLI_USAGE;
  if (!cli_read_secret ("Password: ", password, sizeof password))
    return cli_refuse ("a password of 1 to 256 bytes is needed on standard input");
  database = database_open (words[0]);
  if (database == NULL)
    status = CLI_REFUSED;
  else if (!account_find (database, words[1], &id))
    status = cli_refuse ("there is no such account");
  else if (!account_set_password (database, id, password))
    status = cli_refuse ("the password wasn't changed");
  database_close (database);
  explicit_bzero (password, sizeof password);
  return status;
}
