/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/cli.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static const int interruptions[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM};
static struct termios terminal_before;

/* The terminal shall show again what is typed. */
static void
on_interrupt (int signal_number)
{
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &terminal_before);
  raise (signal_number);
}

static struct cli_option *
find_option (struct cli_option *options, size_t count, const char *argument, size_t length)
{
  for (size_t i = 0; i < count; i++)
    if (strlen (options[i].name) == length && memcmp (options[i].name, argument, length) == 0)
      return &options[i];
  return NULL;
}

static bool
usage (const char *what, const char *argument)
{
  fprintf (stderr, "whinchat-portal: %s%s%s; see whinchat-portal --help\n", what,
           argument[0] ? " " : "", argument);
  return false;
}

bool
cli_parse (int argc,
           char **argv,
           const char *help,
           struct cli_option *options,
           size_t option_count,
           const char **words,
           size_t word_count)
{
  size_t given = 0;
  bool only_words = false;

  for (int i = 0; i < argc; i++) {
    size_t length = strcspn (argv[i], "=");
    struct cli_option *option;

    if (only_words || argv[i][0] != '-' || argv[i][1] == '\0') {
      if (given == word_count)
        return usage ("unexpected argument", argv[i]);
      words[given++] = argv[i];
      continue;
    }
    if (strcmp (argv[i], "--") == 0) {
      only_words = true;
      continue;
    }
    if (strcmp (argv[i], "--help") == 0) {
      fputs (help, stdout);
      exit (CLI_FINE);
    }
    option = find_option (options, option_count, argv[i], length);
    if (option == NULL)
      return usage ("unknown option", argv[i]);
    if (!option->takes_value && argv[i][length] == '=')
      return usage ("no value belongs to", option->name);
    if (!option->takes_value)
      option->value = "";
    else if (argv[i][length] == '=')
      option->value = argv[i] + length + 1;
    else if (++i < argc)
      option->value = argv[i];
    else
      return usage ("a value is missing after", option->name);
  }
  if (given < word_count)
    return usage ("an argument is missing", "");
  return true;
}

bool
cli_read_secret (const char *prompt, char *line, size_t size)
{
  const struct sigaction interrupt = {.sa_handler = on_interrupt, .sa_flags = SA_RESETHAND};
  struct sigaction previous[sizeof interruptions / sizeof interruptions[0]];
  struct termios silent;
  bool terminal = tcgetattr (STDIN_FILENO, &terminal_before) == 0;
  bool fine;

  if (terminal) {
    silent = terminal_before;
    silent.c_lflag &= ~(tcflag_t)ECHO;
    for (size_t i = 0; i < sizeof interruptions / sizeof interruptions[0]; i++)
      sigaction (interruptions[i], &interrupt, &previous[i]);
    fputs (prompt, stderr);
    tcsetattr (STDIN_FILENO, TCSAFLUSH, &silent);
  }
  fine = fgets (line, (int)size, stdin) != NULL;
  if (terminal) {
    tcsetattr (STDIN_FILENO, TCSAFLUSH, &terminal_before);
    for (size_t i = 0; i < sizeof interruptions / sizeof interruptions[0]; i++)
      sigaction (interruptions[i], &previous[i], NULL);
    fputc ('\n', stderr);
  }
  if (!fine)
    return false;
  fine = strchr (line, '\n') != NULL || strlen (line) < size - 1;
  line[strcspn (line, "\r\n")] = '\0';
  return fine && line[0] != '\0';
}

int
cli_refuse (const char *message)
{
  fprintf (stderr, "whinchat-portal: %s\n", message);
  return CLI_REFUSED;
}
