/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/account.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "portal/moment.h"
#include "portal/password.h"
#include "portal/session.h"
#include "portal/tap-database.h"
#include "portal/tap.h"
#include "portal/token.h"

static double
seconds_of_check (struct database *database, const char *name)
{
  struct timespec start;
  struct timespec end;
  double best = 1e9;
  int64_t id;

  for (int i = 0; i < 5; i++) {
    double seconds;

    clock_gettime (CLOCK_THREAD_CPUTIME_ID, &start);
    account_check_password (database, name, "DEMO", "wrong", &id);
    clock_gettime (CLOCK_THREAD_CPUTIME_ID, &end);
    seconds = (double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec) / 1e9;
    best = seconds < best ? seconds : best;
  }
  return best;
}

static void
test_creation (struct database *database)
{
  struct account_plan plan = {.cloud_id = "DEMO", .cloud_username = "Alice", .password = "x"};
  const char *message;
  char name[ACCOUNT_USERNAME_MAXIMUM + 1];

  tap_case ("a name exists once, without regard to case");
  CHECK (!account_create (database, &plan, &message));
  CHECK_TEXT (message, "there is already an account of this name");

  tap_case ("unusable fields are refused by name");
  plan.cloud_username = "carol";
  plan.password = "";
  CHECK (!account_create (database, &plan, &message));
  CHECK_TEXT (message, "a password has 1 to 256 bytes");
  plan.password = "x";
  plan.sip_host = "sip.example.com/x";
  CHECK (!account_create (database, &plan, &message));
  CHECK_TEXT (message, "the SIP host must be a host name, with :port if needed");
  plan.sip_host = NULL;
  plan.currency = "usd";
  CHECK (!account_create (database, &plan, &message));
  CHECK_TEXT (message, "the currency must be an ISO 4217 code such as USD");
  plan.currency = NULL;
  plan.title = "two\nlines";
  CHECK (!account_create (database, &plan, &message));
  CHECK_TEXT (message, "the title must be one line of at most 128 bytes");

  tap_case ("user names");
  CHECK (account_username_normalize ("+420.Ab-c_d@Example", name));
  CHECK_TEXT (name, "+420.ab-c_d@example");
  CHECK (!account_username_normalize ("", name));
  CHECK (!account_username_normalize ("a b", name));
  CHECK (!account_username_normalize ("a'b", name));
}

static void
test_loading (struct database *database, int64_t alice)
{
  struct account account;

  tap_case ("an account loads with its defaults, without its secret");
  CHECK (account_load (database, alice, &account));
  CHECK_TEXT (account.cloud_username, "alice");
  CHECK_TEXT (account.sip_username, "alice");
  CHECK_TEXT (account.sip_host, "sip.example.com");
  CHECK_TEXT (account.currency, "USD");
  CHECK_NUMBER (account.balance, 0);
  CHECK (account.sip_secret == NULL);

  tap_case ("the SIP secret is random and apart from the sign-in password");
  CHECK (account_load_with_secret (database, alice, &account));
  CHECK_NUMBER (strlen (account.sip_secret), 64);
  CHECK (strcmp (account.sip_secret, "secret") != 0);
  free (account.sip_secret);

  tap_case ("preferences are changed, or refused and kept");
  CHECK (account_set_preferences (database, alice, "Al \xc3\xa9", false));
  CHECK (!account_set_preferences (database, alice, "", true));
  CHECK (!account_set_preferences (database, alice, "a\nb", true));
  CHECK (!account_set_preferences (database, alice + 99, "Nobody", true));
  CHECK (account_load (database, alice, &account));
  CHECK_TEXT (account.display_name, "Al \xc3\xa9");
  CHECK (!account.voice_mail);
}

static void
test_passwords (struct database *database, int64_t alice)
{
  struct token_holder holder;
  char token[SECRET_SIZE];
  char session[SECRET_SIZE];
  int64_t id;
  double known;
  double unknown;

  tap_case ("the right name, brand and password sign in");
  CHECK (account_check_password (database, "ALICE", "demo", "secret", &id));
  CHECK_NUMBER (id, alice);

  tap_case ("anything wrong doesn't");
  CHECK (!account_check_password (database, "alice", "DEMO", "Secret", &id));
  CHECK (!account_check_password (database, "alice", "OTHER", "secret", &id));
  CHECK (!account_check_password (database, "nobody", "DEMO", "secret", &id));
  CHECK (!account_check_password (database, "' OR 1=1 --", "DEMO", "secret", &id));

  tap_case ("an unknown name costs what a known one costs");
  known = seconds_of_check (database, "alice");
  unknown = seconds_of_check (database, "nobody");
  CHECK (unknown > 0.5 * known && unknown < 2 * known);

  tap_case ("a new password ends tokens and sessions");
  CHECK (token_issue (database, alice, token));
  CHECK (session_start (database, alice, moment_now (), session));
  CHECK (token_check (database, token, &holder));
  CHECK (account_set_password (database, alice, "new"));
  CHECK (!token_check (database, token, &holder));
  CHECK (!session_check (database, session, moment_now (), &id));
  CHECK (account_check_password (database, "alice", "DEMO", "new", &id));
  CHECK (!account_check_password (database, "alice", "DEMO", "secret", &id));
}

int
main (void)
{
  char directory[512];
  int64_t alice;
  struct database *database = tap_database (directory, &alice);

  test_creation (database);
  test_loading (database, alice);
  test_passwords (database, alice);
  database_close (database);
  return tap_finish ();
}
