/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "portal/database.h"
#include "portal/secret.h"

/* A signed-in self-care page: a random cookie of which the database keeps the digest. It ends
 * SESSION_SECONDS after sign-in; an account has at most SESSION_MAXIMUM_PER_ACCOUNT. */
enum { SESSION_SECONDS = 3600, SESSION_MAXIMUM_PER_ACCOUNT = 16 };

bool session_start (struct database *database,
                    int64_t account_id,
                    int64_t now,
                    char secret[SECRET_SIZE]);

/* False for an unknown or ended session. */
bool
session_check (struct database *database, const char *secret, int64_t now, int64_t *account_id);

void session_end (struct database *database, const char *secret);

/* The session's CSRF token: an HMAC of the session's secret with a key of this database, so nothing
 * more has to be stored, and a page of another origin can't know it. */
bool session_csrf (struct database *database, const char *secret, char csrf[SHA256_HEX_SIZE]);
