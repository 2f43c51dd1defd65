/* SPDX-License-Identifier: Apache-2.0 */

#include "cmduri/tool/tool.h"

#include <stdio.h>
#include <string.h>

static const struct {
  const char *name;
  enum tool_status (*run) (const struct tool_options *options, int count, char **operands);
  unsigned options;
} tool_table[] = {
    {"parse", tool_parse, TOOL_OPTION_SCHEME | TOOL_OPTION_JSON},
    {"build", tool_build, TOOL_OPTION_SCHEME},
    {"lint", tool_lint, TOOL_OPTION_SCHEME | TOOL_OPTION_FORMAT | TOOL_OPTION_ALLOW},
    {"commands", tool_commands, TOOL_OPTION_JSON},
};

static const char usage[] =
    "Usage:\n"
    "  cmduri parse [--scheme NAME]... [--json] URI...\n"
    "  cmduri build [--scheme NAME] COMMAND [name=value]...\n"
    "  cmduri lint [--scheme NAME]... [--allow CODE]... [--format text|sarif] FILE...\n"
    "  cmduri commands [--json]\n"
    "\n"
    "Reads, builds and checks Command URIs, by which web pages and other programs\n"
    "drive a softphone.\n"
    "\n"
    "  parse     says what a URI means, or why it is refused; the URI - reads one\n"
    "            a line from standard input\n"
    "  build     prints the app: form of a command, with --scheme the wrapped form\n"
    "  lint      finds command and call URIs in HTML, JavaScript and plain text and\n"
    "            prints what should be mended; the file - is standard input\n"
    "  commands  prints the table of commands\n"
    "\n"
    "  --scheme NAME  a scheme that carries commands and calls (default: cloudsip)\n"
    "  --json         print JSON\n"
    "  --format NAME  text, one finding a line (default), or sarif: SARIF 2.1.0 for\n"
    "                 code scanning\n"
    "  --allow CODE   pass over findings of this code, such as fragment\n"
    "  --help         print this text\n"
    "  --version      print the version\n"
    "\n"
    "Exit status: 0 fine, 1 a URI was refused or lint found something, 2 wrong usage\n"
    "or a file that cannot be read.\n";

static enum tool_status
run (int argc, char **argv)
{
  if (argc < 2)
    return tool_fail ("a command is missing");
  if (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0) {
    fputs (usage, stdout);
    return TOOL_STATUS_FINE;
  }
  if (strcmp (argv[1], "--version") == 0) {
    puts ("cmduri " CMDURI_TOOL_VERSION);
    return TOOL_STATUS_FINE;
  }

  for (size_t i = 0; i < sizeof tool_table / sizeof tool_table[0]; i++) {
    struct tool_options options;
    if (strcmp (argv[1], tool_table[i].name) != 0)
      continue;
    if (!tool_options_read (&options, argc - 1, argv + 1, tool_table[i].options))
      return TOOL_STATUS_USAGE;
    if (options.help) {
      fputs (usage, stdout);
      return TOOL_STATUS_FINE;
    }
    return tool_table[i].run (&options, argc - 1 - options.operands, argv + 1 + options.operands);
  }
  return tool_fail ("there is no command '%s'", argv[1]);
}

int
main (int argc, char **argv)
{
  enum tool_status status = run (argc, argv);
  if (fflush (stdout) != 0 || ferror (stdout)) {
    fputs ("cmduri: standard output cannot be written\n", stderr);
    return TOOL_STATUS_USAGE;
  }
  return (int)status;
}
