/* SPDX-License-Identifier: Apache-2.0 */
/* The program that each way of using the library builds and runs: reads one URI, builds another. */
#ifdef CONSUMER_HEADER_ALONE
#include <cmduri.h>
#else
#include <cmduri/cmduri.h>
#endif

#include <stdio.h>
#include <string.h>

int
main (void)
{
  static const char text[] =
      "cloudsip:?_cmd=app%3Asettings%2Ftopup%3Faction%3Dbuy%26product_id%3Dx";
  char buffer[CMDURI_MAX_LENGTH];
  char built[CMDURI_MAX_LENGTH + 1];
  struct cmduri uri;
  size_t length;

  if (cmduri_parse (text, strlen (text), NULL, buffer, sizeof buffer, &uri) != CMDURI_ERROR_NONE ||
      cmduri_build (&uri, "cloudsip", built, sizeof built, &length) != CMDURI_ERROR_NONE ||
      strcmp (built, text) != 0)
    return 1;
  printf ("%s %.*s %d\n", cmduri_command_name (uri.command), (int)uri.product_id.length,
          uri.product_id.start,
          (int)cmduri_permission (CMDURI_SOURCE_OUTSIDE, cmduri_action_class (&uri)));
  return 0;
}
