/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/throttle.h"

#include "portal/tap-database.h"
#include "portal/tap.h"

static const int64_t now = 1800000000;

int
main (void)
{
  char directory[512];
  int64_t alice;
  struct database *database = tap_database (directory, &alice);
  int64_t moment = now;

  tap_case ("the first attempts are free");
  for (int i = 0; i < THROTTLE_FREE; i++)
    CHECK_NUMBER (throttle_begin (database, "Mallory", now), 0);

  tap_case ("then each waits twice as long, for known and unknown names in any case");
  CHECK_NUMBER (throttle_begin (database, "mallory", now), 1);
  CHECK_NUMBER (throttle_begin (database, "MALLORY", now + 1), 0);
  CHECK_NUMBER (throttle_begin (database, "mallory", now + 1), 2);
  CHECK_NUMBER (throttle_begin (database, "mallory", now + 3), 0);
  CHECK_NUMBER (throttle_begin (database, "mallory", now + 3), 4);

  tap_case ("a refused attempt doesn't make the wait longer");
  CHECK_NUMBER (throttle_begin (database, "mallory", now + 6), 1);

  tap_case ("another name isn't touched");
  CHECK_NUMBER (throttle_begin (database, "alice", now), 0);

  tap_case ("the wait is bounded");
  moment = now + 7;
  for (int i = 0; i < 20; i++) {
    CHECK_NUMBER (throttle_begin (database, "mallory", moment), 0);
    moment += throttle_begin (database, "mallory", moment);
  }
  CHECK_NUMBER (throttle_begin (database, "mallory", moment), 0);
  CHECK_NUMBER (throttle_begin (database, "mallory", moment), THROTTLE_MAXIMUM_WAIT);

  tap_case ("restarting the portal doesn't forget");
  database_close (database);
  database = database_open (directory);
  CHECK_NUMBER (throttle_begin (database, "mallory", moment), THROTTLE_MAXIMUM_WAIT);

  tap_case ("a success begins anew");
  throttle_succeed (database, "mallory");
  CHECK_NUMBER (throttle_begin (database, "mallory", moment), 0);

  tap_case ("a quiet hour does too");
  for (int i = 0; i < THROTTLE_FREE; i++)
    throttle_begin (database, "mallory", moment);
  CHECK (throttle_begin (database, "mallory", moment) > 0);
  moment += THROTTLE_FORGET + 1;
  for (int i = 0; i < THROTTLE_FREE; i++)
    CHECK_NUMBER (throttle_begin (database, "mallory", moment), 0);
  database_close (database);
  return tap_finish ();
}
