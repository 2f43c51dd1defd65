/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "portal/account.h"
#include "portal/database.h"
#include "portal/secret.h"

/* The app's token: given once, as `cloud_password` of the first provisioning, and sent back as a
 * bearer token. The database keeps its digest. An account has at most TOKEN_MAXIMUM_PER_ACCOUNT
 * (one a phone); the oldest gives way. */
enum { TOKEN_MAXIMUM_PER_ACCOUNT = 16 };

/* What a request with a token is about; all from one statement, thus one state of the database. */
struct token_holder {
  int64_t account_id;
  char cloud_username[ACCOUNT_USERNAME_MAXIMUM + 1];
  char currency[MONEY_CURRENCY_SIZE];
  int64_t balance;
};

bool token_issue (struct database *database, int64_t account_id, char token[SECRET_SIZE]);

/* False for a token that isn't (any more) one of ours. Nothing is cached: the look-up is one
 * indexed statement, so a payment is seen by the next request on any thread or process. */
bool token_check (struct database *database, const char *token, struct token_holder *holder);
