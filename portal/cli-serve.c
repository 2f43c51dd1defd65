/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "portal/cli.h"
#include "portal/server.h"

static const char help[] =
    "Usage: whinchat-portal serve [OPTION]... DIR\n"
    "Serve the database in DIR until SIGTERM or SIGINT. The first line on standard\n"
    "output says where: listening on http://ADDRESS:PORT\n"
    "\n"
    "  --listen ADDRESS:PORT  where to listen (127.0.0.1:0), for example [::1]:8080;\n"
    "                         port 0 takes a free one\n"
    "  --public-url URL       the portal's address as the world sees it, when it\n"
    "                         stands behind another server\n"
    "  --connections-per-address NUMBER\n"
    "                         how many one client address may have open (250); 0 for\n"
    "                         no limit, when all come from the server in front\n"
    "  --request-log FILE     append one JSON object a request; no secrets\n"
    "  --layout-report FILE   for automated tests: pages tell where their links and\n"
    "                         buttons are, one JSON object a report\n"
    "  --help                 show this help\n";

static bool
read_count (const char *text, unsigned *count)
{
  size_t length = strlen (text);

  if (length == 0 || length > 4 || strspn (text, "0123456789") != length)
    return false;
  *count = (unsigned)strtoul (text, NULL, 10);
  return *count <= SERVER_CONNECTION_MAXIMUM;
}

int
cli_serve (int argc, char **argv)
{
  struct cli_option options[] = {{"--listen", true, "127.0.0.1:0"},
                                 {"--public-url", true, NULL},
                                 {"--request-log", true, NULL},
                                 {"--layout-report", true, NULL},
                                 {"--connections-per-address", true, NULL}};
  const char *directory;
  unsigned per_address = SERVER_CONNECTIONS_PER_ADDRESS;
  struct server_plan plan;

  if (!cli_parse (argc, argv, help, options, 5, &directory, 1))
    return CLI_USAGE;
  if (options[4].value != NULL && !read_count (options[4].value, &per_address)) {
    cli_refuse ("--connections-per-address needs a number up to 1000");
    return CLI_USAGE;
  }
  plan = (struct server_plan){.directory = directory,
                              .listen = options[0].value,
                              .connections_per_address = per_address,
                              .public_url = options[1].value,
                              .request_log = options[2].value,
                              .layout_report = options[3].value};
  return server_run (&plan);
}
