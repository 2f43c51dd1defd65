/* SPDX-License-Identifier: Apache-2.0 */
/* What the commands of the cmduri tool share. */
#ifndef CMDURI_TOOL_H
#define CMDURI_TOOL_H

#include "cmduri/cmduri.h"

/* Exit statuses. */
enum tool_status {
  TOOL_STATUS_FINE = 0,
  TOOL_STATUS_REFUSED = 1, /* a URI was refused, or lint found something */
  TOOL_STATUS_USAGE = 2,   /* wrong usage, or a file that cannot be read */
};

/* The most --scheme options. */
#define TOOL_MAX_SCHEMES 16

/* How findings are printed. */
enum tool_format {
  TOOL_FORMAT_TEXT = 0,
  TOOL_FORMAT_SARIF,
};

/* The options that were given, and where the operands begin in argv. */
struct tool_options {
  const char *schemes[TOOL_MAX_SCHEMES + 1]; /* ended by NULL */
  size_t scheme_count;
  bool json;
  enum tool_format format;
  uint32_t allowed; /* codes that lint passes over, see allow.h */
  bool help;
  int operands;
};

/* Which options a command takes. */
enum tool_option_set {
  TOOL_OPTION_SCHEME = 1 << 0,
  TOOL_OPTION_JSON = 1 << 1,
  TOOL_OPTION_FORMAT = 1 << 2,
  TOOL_OPTION_ALLOW = 1 << 3,
};

/* Reads the options of a command, argv[0] being its name. False, with a message on standard error,
 * when they are wrong. */
bool tool_options_read (struct tool_options *options, int argc, char **argv, unsigned allowed);

/* The schemes to hand to the library: NULL when none was given. */
const char *const *tool_options_schemes (const struct tool_options *options);

/* A usage error: "cmduri: …" on standard error. */
#if defined __GNUC__
__attribute__ ((format (printf, 1, 2)))
#endif
enum tool_status
tool_fail (const char *format, ...);

enum tool_status tool_parse (const struct tool_options *options, int count, char **operands);
enum tool_status tool_build (const struct tool_options *options, int count, char **operands);
enum tool_status tool_lint (const struct tool_options *options, int count, char **operands);
enum tool_status tool_commands (const struct tool_options *options, int count, char **operands);

#endif
