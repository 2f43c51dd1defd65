/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/cli.h"
#include "portal/server.h"

static const char help[] =
    "Usage: whinchat-portal serve [OPTION]... DIR\n"
    "Serve the database in DIR until SIGTERM or SIGINT. The first line on standard\n"
    "output says where: listening on http://ADDRESS:PORT\n"
    "\n"
    "  --listen ADDRESS:PORT  where to listen (127.0.0.1:0); port 0 takes a free one\n"
    "  --public-url URL       the portal's address as the world sees it, when it\n"
    "                         stands behind another server\n"
    "  --request-log FILE     append one JSON object a request; no secrets\n"
    "  --layout-report FILE   for automated tests: pages tell where their links and\n"
    "                         buttons are, one JSON object a report\n"
    "  --help                 show this help\n";

int
cli_serve (int argc, char **argv)
{
  struct cli_option options[] = {{"--listen", true, "127.0.0.1:0"},
                                 {"--public-url", true, NULL},
                                 {"--request-log", true, NULL},
                                 {"--layout-report", true, NULL}};
  const char *directory;
  struct server_plan plan;

  if (!cli_parse (argc, argv, help, options, 4, &directory, 1))
    return CLI_USAGE;
  plan = (struct server_plan){.directory = directory,
                              .listen = options[0].value,
                              .public_url = options[1].value,
                              .request_log = options[2].value,
                              .layout_report = options[3].value};
  return server_run (&plan);
}
