/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* The verbs of whinchat-portal. Each gets the arguments after its own words and returns the
 * program's exit status. */
enum { CLI_FINE = 0, CLI_REFUSED = 1, CLI_USAGE = 2 };

struct cli_option {
  const char *name; /* "--currency" */
  bool takes_value;
  const char *value; /* result: the last value given; "" for a flag that was given */
};

/* Splits the arguments: options (anywhere, "--name value" or "--name=value") are filled in, the
 * rest must be exactly `word_count` words. Prints `help` and exits on --help; prints what is wrong
 * and returns false otherwise. */
bool cli_parse (int argc,
                char **argv,
                const char *help,
                struct cli_option *options,
                size_t option_count,
                const char **words,
                size_t word_count);

/* Reads one line from standard input, without its newline, as a secret; false when there is none or
 * it is too long. Asks for it, without echo, when standard input is a terminal. */
bool cli_read_secret (const char *prompt, char *line, size_t size);

/* Prints "whinchat-portal: MESSAGE" to standard error; returns CLI_REFUSED. */
int cli_refuse (const char *message);

int cli_brand_import (int argc, char **argv);
int cli_brand_list (int argc, char **argv);
int cli_init (int argc, char **argv);
int cli_product_add (int argc, char **argv);
int cli_product_list (int argc, char **argv);
int cli_serve (int argc, char **argv);
int cli_user_add (int argc, char **argv);
int cli_user_list (int argc, char **argv);
int cli_user_password (int argc, char **argv);
