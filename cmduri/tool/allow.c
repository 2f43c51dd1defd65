/* SPDX-License-Identifier: Apache-2.0 */

#include "cmduri/tool/allow.h"

/* A set has a bit for each refusal, and behind those one for each warning. */
_Static_assert(CMDURI_ERROR_COUNT + CMDURI_WARNING_COUNT <= 32, "a set has a bit for each code");

bool
allow_add (uint32_t *set, struct cmduri_text code)
{
  for (int i = CMDURI_ERROR_NONE + 1; i < CMDURI_ERROR_COUNT + CMDURI_WARNING_COUNT; i++) {
    const char *name = i < CMDURI_ERROR_COUNT
                           ? cmduri_error_name ((enum cmduri_error)i)
                           : cmduri_warning_name ((enum cmduri_warning) (i - CMDURI_ERROR_COUNT));
    if (cmduri_text_equal (code, cmduri_text_of (name))) {
      *set |= 1u << i;
      return true;
    }
  }
  return false;
}

bool
allow_has (uint32_t set, const struct cmduri_finding *finding)
{
  unsigned bit = finding->error != CMDURI_ERROR_NONE
                     ? (unsigned)finding->error
                     : CMDURI_ERROR_COUNT + (unsigned)finding->warning;
  return (set >> bit & 1u) != 0;
}
