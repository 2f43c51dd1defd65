/* SPDX-License-Identifier: Apache-2.0 */
#include "app/control/whin-password-prompt.h"

#include <glib/gi18n.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static const int interruptions[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM};
static struct termios terminal_before;

static void
on_interrupt (int signal_number)
{
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &terminal_before);
  raise (signal_number);
}

static gssize
read_line (char *line, gsize size)
{
  gsize length = 0;
  gssize n;

  do {
    n = read (STDIN_FILENO, line + length, size - length);
    if (n > 0)
      length += (gsize)n;
  } while (n > 0 && length < size && memchr (line, '\n', length) == NULL);
  return n < 0 || length == size ? -1 : (gssize)length;
}

gssize
whin_password_prompt_read (char *password, gsize size)
{
  const struct sigaction interrupt = {.sa_handler = on_interrupt, .sa_flags = SA_RESETHAND};
  struct sigaction previous[G_N_ELEMENTS (interruptions)];
  struct termios silent;
  gssize length;

  if (tcgetattr (STDIN_FILENO, &terminal_before) != 0)
    return read_line (password, size);
  silent = terminal_before;
  silent.c_lflag &= ~(tcflag_t)ECHO;
  for (gsize i = 0; i < G_N_ELEMENTS (interruptions); i++)
    sigaction (interruptions[i], &interrupt, &previous[i]);
  g_printerr ("%s", _ ("Password: "));
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &silent);
  length = read_line (password, size);
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &terminal_before);
  for (gsize i = 0; i < G_N_ELEMENTS (interruptions); i++)
    sigaction (interruptions[i], &previous[i], NULL);
  g_printerr ("\n");
  return length;
}
