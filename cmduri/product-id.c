/* SPDX-License-Identifier: Apache-2.0 */

#include "cmduri/cmduri.h"

#include <string.h>

/*
 * A product ID that begins with the application ID may be given without it (command-uris,
 * section 2). An exact match wins over the prefixed one.
 */

enum cmduri_match
cmduri_product_id_match (struct cmduri_text requested,
                         struct cmduri_text candidate,
                         struct cmduri_text application_id)
{
  if (requested.length == 0)
    return CMDURI_MATCH_NONE;
  if (cmduri_text_equal (requested, candidate))
    return CMDURI_MATCH_EXACT;
  if (application_id.length == 0 || candidate.length <= application_id.length ||
      candidate.length - application_id.length - 1 != requested.length)
    return CMDURI_MATCH_NONE;

  const char *rest = candidate.start + application_id.length;
  if (memcmp (candidate.start, application_id.start, application_id.length) == 0 &&
      rest[0] == '.' && memcmp (rest + 1, requested.start, requested.length) == 0)
    return CMDURI_MATCH_PREFIXED;
  return CMDURI_MATCH_NONE;
}

size_t
cmduri_product_id_resolve (struct cmduri_text requested,
                           struct cmduri_text application_id,
                           const struct cmduri_text *candidates,
                           size_t count)
{
  size_t best = count;
  for (size_t i = 0; i < count; i++) {
    enum cmduri_match match = cmduri_product_id_match (requested, candidates[i], application_id);
    if (match == CMDURI_MATCH_EXACT)
      return i;
    if (match == CMDURI_MATCH_PREFIXED && best == count)
      best = i;
  }
  return best;
}
