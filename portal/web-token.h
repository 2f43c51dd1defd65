/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "portal/database.h"

/* The short-lived token that signs a web tab in (account node `webToken`): account, time window and
 * an HMAC-SHA256 over both and the password's hash with a key of this database. Inside a window of
 * WEB_TOKEN_WINDOW seconds it stays the same, so that provisioning's ETag does too; it is accepted
 * for at least 10 and at most 15 minutes after its window began, and doesn't open anything but
 * self-care. */
enum { WEB_TOKEN_WINDOW = 300, WEB_TOKEN_PREVIOUS_WINDOWS = 2, WEB_TOKEN_SIZE = 128 };

bool web_token_make (struct database *database,
                     int64_t account_id,
                     int64_t now,
                     char token[WEB_TOKEN_SIZE]);

/* False for a token that is malformed, forged, expired or from the future. */
bool
web_token_check (struct database *database, const char *token, int64_t now, int64_t *account_id);
