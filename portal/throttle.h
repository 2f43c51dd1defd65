/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "portal/database.h"

/* Throttling of password attempts, per user name, known or not: the first THROTTLE_FREE failures
 * cost nothing, each further one doubles the wait, up to THROTTLE_MAXIMUM_WAIT seconds; a success
 * or THROTTLE_FORGET quiet seconds begin anew. An attempt counts as failed from the moment it
 * begins, so that a hundred at the same time don't get a hundred guesses. The state is in the
 * database: restarting the portal doesn't reset it. */
enum {
  THROTTLE_FREE = 5,
  THROTTLE_MAXIMUM_WAIT = 900,
  THROTTLE_FORGET = 3600,
  THROTTLE_MAXIMUM_NAMES = 100000,
};

/* Counts an attempt. Returns 0 when it may proceed, else the seconds to wait; -1 when the database
 * failed (then the attempt must not proceed). */
int64_t throttle_begin (struct database *database, const char *name, int64_t now);

/* The attempt was right. */
void throttle_succeed (struct database *database, const char *name);
