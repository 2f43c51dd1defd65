/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "portal/database.h"
#include "portal/money.h"

/* A subscriber's account. */
enum {
  ACCOUNT_USERNAME_MAXIMUM = 64,
  ACCOUNT_TITLE_MAXIMUM = 128,
  ACCOUNT_NAME_CHARACTERS = 64, /* of a display name, in whatever script */
  ACCOUNT_NAME_MAXIMUM = 4 * ACCOUNT_NAME_CHARACTERS,
  ACCOUNT_HOST_MAXIMUM = 255,
  ACCOUNT_SIP_MAXIMUM = 128,
};

struct account {
  int64_t id;
  char cloud_id[33];
  char cloud_username[ACCOUNT_USERNAME_MAXIMUM + 1];
  char title[ACCOUNT_TITLE_MAXIMUM + 1];
  char display_name[ACCOUNT_NAME_MAXIMUM + 1];
  char currency[MONEY_CURRENCY_SIZE];
  char voice_mail_number[33];
  bool voice_mail;
  char sip_username[ACCOUNT_SIP_MAXIMUM + 1];
  char sip_host[ACCOUNT_HOST_MAXIMUM + 1];
  int64_t balance;  /* minor units: the sum of the ledger */
  char *sip_secret; /* only account_load_with_secret() fills it in; free() it */
};

/* What a new account is made of; NULL members take the default in brackets. */
struct account_plan {
  const char *cloud_id;
  const char *cloud_username;
  const char *password;
  const char *title;        /* [cloud_username] */
  const char *display_name; /* [title] */
  const char *currency;     /* ["USD"] */
  const char *sip_username; /* [cloud_username] */
  const char *sip_host;     /* ["sip.example.com"] */
  const char *sip_secret;   /* [a random one] */
};

/* True for 1 to 64 letters, digits and . _ - + @ (a user name may be a telephone number or an
 * address). User names are kept in lower case and compared without regard to it. */
bool account_username_normalize (const char *text, char name[ACCOUNT_USERNAME_MAXIMUM + 1]);

/* Makes the account in its own transaction, or in the caller's. False with a static text in
 * *message. The password is hashed here, which takes tens of milliseconds. */
bool
account_create (struct database *database, const struct account_plan *plan, const char **message);

bool account_load (struct database *database, int64_t id, struct account *account);
bool account_load_with_secret (struct database *database, int64_t id, struct account *account);

/* False when there is no such account; `name` need not be normalised. */
bool account_find (struct database *database, const char *name, int64_t *id);

/* Replaces the sign-in password and ends every session and token of the account. */
bool account_set_password (struct database *database, int64_t id, const char *password);

/* What self-care changes. Spaces around the name are left out; false when nothing is left, when it
 * isn't one line or has more than ACCOUNT_NAME_CHARACTERS. */
bool account_set_preferences (struct database *database,
                              int64_t id,
                              const char *display_name,
                              bool voice_mail);

/* Checks a password in a time that doesn't tell whether the account exists. On success `id` is the
 * account's. */
bool account_check_password (struct database *database,
                             const char *name,
                             const char *cloud_id,
                             const char *password,
                             int64_t *id);

/* Calls `each` for every account, in the order of the names. */
void
account_list (struct database *database, void (*each) (const struct account *, void *), void *data);
