/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "portal/cli.h"

static const char help[] =
    "Usage: whinchat-portal VERB [OPTION]... DIR [ARGUMENT]...\n"
    "The provider's side of Whinchat: brands, provisioning, balance, store and pages.\n"
    "DIR holds the portal's database.\n"
    "\n"
    "  init DIR                     make a database, filled with a demo\n"
    "  serve DIR                    answer requests\n"
    "  user add DIR NAME            add an account; password on standard input\n"
    "  user list DIR                list the accounts\n"
    "  user password DIR NAME       replace a password; password on standard input\n"
    "  product add DIR ID PRICE TITLE\n"
    "                               add a product to the store, or replace it\n"
    "  product list DIR             list the products\n"
    "  brand import DIR FILE        take over a brand.ini\n"
    "  brand list DIR               list the brands\n"
    "\n"
    "  --help                       show this help, or after a verb the verb's\n"
    "  --version                    show the version\n"
    "\n"
    "Exit status: 0 fine, 1 refused, 2 wrong usage.\n";

static const struct verb {
  const char *noun; /* NULL: the verb alone */
  const char *verb;
  int (*run) (int argc, char **argv);
} verbs[] = {
    {NULL, "init", cli_init},
    {NULL, "serve", cli_serve},
    {"user", "add", cli_user_add},
    {"user", "list", cli_user_list},
    {"user", "password", cli_user_password},
    {"product", "add", cli_product_add},
    {"product", "list", cli_product_list},
    {"brand", "import", cli_brand_import},
    {"brand", "list", cli_brand_list},
};

/* What couldn't be printed wasn't done: a list that was cut short must not look complete. */
static void
on_exit_flush (void)
{
  if (fflush (stdout) == 0 && ferror (stdout) == 0)
    return;
  fprintf (stderr, "whinchat-portal: standard output: %s\n", strerror (errno));
  _exit (CLI_REFUSED);
}

int
main (int argc, char **argv)
{
  /* Everything that the portal makes is for its own user alone. */
  umask (077);
  atexit (on_exit_flush);
  if (argc >= 2 && strcmp (argv[1], "--help") == 0) {
    fputs (help, stdout);
    return CLI_FINE;
  }
  if (argc >= 2 && strcmp (argv[1], "--version") == 0) {
    puts ("whinchat-portal " WHINCHAT_VERSION);
    return CLI_FINE;
  }
  for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++) {
    int words = verbs[i].noun ? 2 : 1;

    if (argc > words && strcmp (argv[words], verbs[i].verb) == 0 &&
        (verbs[i].noun == NULL || strcmp (argv[1], verbs[i].noun) == 0))
      return verbs[i].run (argc - words - 1, argv + words + 1);
  }
  if (argc < 2)
    fputs (help, stderr);
  else
    fprintf (stderr, "whinchat-portal: there is no verb '%s%s%s'; see whinchat-portal --help\n",
             argv[1], argc > 2 ? " " : "", argc > 2 ? argv[2] : "");
  return CLI_USAGE;
}
