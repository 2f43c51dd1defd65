/* SPDX-License-Identifier: Apache-2.0 */

#include "cmduri/cmduri.h"

#include <string.h>

struct cmduri_text
cmduri_text_of (const char *string)
{
  return (struct cmduri_text){string, string == NULL ? 0 : strlen (string)};
}

bool
cmduri_text_equal (struct cmduri_text a, struct cmduri_text b)
{
  return a.length == b.length && (a.length == 0 || memcmp (a.start, b.start, a.length) == 0);
}
