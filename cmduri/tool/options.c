/* SPDX-License-Identifier: Apache-2.0 */

#include "cmduri/tool/allow.h"
#include "cmduri/tool/tool.h"

#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum option_value {
  OPTION_HELP = 'h',
  OPTION_SCHEME = 's',
  OPTION_JSON = 'j',
  OPTION_FORMAT = 'f',
  OPTION_ALLOW = 'a',
};

static bool
add_scheme (struct tool_options *options, const char *scheme)
{
  if (!cmduri_scheme_is_valid (scheme)) {
    tool_fail ("'%s' is not a scheme that can carry commands", scheme);
    return false;
  }
  if (options->scheme_count == TOOL_MAX_SCHEMES) {
    tool_fail ("more than %d schemes", TOOL_MAX_SCHEMES);
    return false;
  }
  options->schemes[options->scheme_count++] = scheme;
  return true;
}

static bool
set_format (struct tool_options *options, const char *format)
{
  if (strcmp (format, "text") == 0)
    options->format = TOOL_FORMAT_TEXT;
  else if (strcmp (format, "sarif") == 0)
    options->format = TOOL_FORMAT_SARIF;
  else
    return tool_fail ("there is no format '%s', only text and sarif", format) == TOOL_STATUS_FINE;
  return true;
}

enum tool_status
tool_fail (const char *format, ...)
{
  va_list arguments;
  va_start (arguments, format);
  fputs ("cmduri: ", stderr);
  vfprintf (stderr, format, arguments);
  fputs ("\nTry 'cmduri --help'.\n", stderr);
  va_end (arguments);
  return TOOL_STATUS_USAGE;
}

bool
tool_options_read (struct tool_options *options, int argc, char **argv, unsigned allowed)
{
  struct option known[6] = {{"help", no_argument, NULL, OPTION_HELP}};
  size_t count = 1;
  if (allowed & TOOL_OPTION_SCHEME)
    known[count++] = (struct option){"scheme", required_argument, NULL, OPTION_SCHEME};
  if (allowed & TOOL_OPTION_JSON)
    known[count++] = (struct option){"json", no_argument, NULL, OPTION_JSON};
  if (allowed & TOOL_OPTION_FORMAT)
    known[count++] = (struct option){"format", required_argument, NULL, OPTION_FORMAT};
  if (allowed & TOOL_OPTION_ALLOW)
    known[count++] = (struct option){"allow", required_argument, NULL, OPTION_ALLOW};
  known[count] = (struct option){NULL, 0, NULL, 0};

  *options = (struct tool_options){.scheme_count = 0};
  opterr = 0;
  optind = 1;
  for (;;) {
    int value = getopt_long (argc, argv, ":h", known, NULL);
    switch (value) {
    case -1:
      options->operands = optind;
      return true;
    case OPTION_HELP:
      options->help = true;
      break;
    case OPTION_SCHEME:
      if (!add_scheme (options, optarg))
        return false;
      break;
    case OPTION_JSON:
      options->json = true;
      break;
    case OPTION_FORMAT:
      if (!set_format (options, optarg))
        return false;
      break;
    case OPTION_ALLOW:
      if (!allow_add (&options->allowed, cmduri_text_of (optarg))) {
        tool_fail ("there is no code '%s' to allow", optarg);
        return false;
      }
      break;
    case ':':
      tool_fail ("the option '%s' needs a value", argv[optind - 1]);
      return false;
    default:
      tool_fail ("there is no option '%s' here", argv[optind - 1]);
      return false;
    }
  }
}

const char *const *
tool_options_schemes (const struct tool_options *options)
{
  return options->scheme_count == 0 ? NULL : options->schemes;
}
