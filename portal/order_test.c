/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/order.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "portal/ledger.h"
#include "portal/tap-database.h"
#include "portal/tap.h"

enum { THREADS = 8, MOST_CHANGES = 10 };

static const int64_t now = 1800000000;
static int changes_until_death;

struct buyer {
  pthread_t thread;
  const char *directory;
  int64_t account;
  const char *order; /* to pay, or NULL to create one */
  enum order_result result;
  struct order got;
  bool fine;
};

static int64_t
count (struct database *database, const char *sql)
{
  sqlite3_stmt *row = database_first (database, NULL, sql, "");
  int64_t number = row ? sqlite3_column_int64 (row, 0) : -1;

  if (row != NULL)
    sqlite3_reset (row);
  return number;
}

static void
on_count (const struct order *order, void *data)
{
  ++*(int *)data;
}

static void
on_addon (const char *title, int64_t since, void *data)
{
  snprintf (data, 64, "%s", title);
}

static void
test_life (struct database *database, int64_t alice)
{
  struct order order;
  struct order again;
  char id[ORDER_ID_SIZE];
  char title[64] = "";
  int listed = 0;

  tap_case ("an order takes its product's words and price");
  CHECK_NUMBER (order_create (database, alice, "x.credit", "k1", now, &order), ORDER_MADE);
  CHECK (order_id_is_well_formed (order.id));
  CHECK_TEXT (order.title, "Credit");
  CHECK_NUMBER (order.price, 1000);
  CHECK_NUMBER (order.state, ORDER_PENDING);
  CHECK_NUMBER (order.expires_at, now + ORDER_SECONDS);
  memcpy (id, order.id, sizeof id);

  tap_case ("the same key gives the same order, for one product only");
  CHECK_NUMBER (order_create (database, alice, "x.credit", "k1", now, &again), ORDER_REPEATED);
  CHECK_TEXT (again.id, id);
  CHECK_NUMBER (order_create (database, alice, "x.addon", "k1", now, &again), ORDER_KEY_REUSED);

  tap_case ("only what is sold to the account can be ordered");
  CHECK_NUMBER (order_create (database, alice, "x.none", "k2", now, &again), ORDER_NO_PRODUCT);
  CHECK_NUMBER (order_create (database, alice, "x.euro", "k2", now, &again), ORDER_NO_PRODUCT);

  tap_case ("paying credits the balance, paying again doesn't");
  CHECK (order_finish (database, id, ORDER_PAID, now + 60, &order));
  CHECK_NUMBER (order.state, ORDER_PAID);
  CHECK_NUMBER (order.paid_at, now + 60);
  CHECK (strncmp (order.receipt, "W-2027", 6) == 0);
  CHECK_NUMBER (ledger_balance (database, alice), 1000);
  CHECK (order_finish (database, id, ORDER_PAID, now + 61, &order));
  CHECK_NUMBER (order.paid_at, now + 60);
  CHECK_NUMBER (ledger_balance (database, alice), 1000);

  tap_case ("a paid order stays paid, whoever cancels it");
  CHECK (order_finish (database, id, ORDER_CANCELLED, now + 62, &order));
  CHECK_NUMBER (order.state, ORDER_PAID);
  CHECK (order_load (database, id, now + 10 * ORDER_SECONDS, &order));
  CHECK_NUMBER (order.state, ORDER_PAID);

  tap_case ("a cancelled order is never paid");
  order_create (database, alice, "x.credit", "k3", now, &order);
  CHECK (order_finish (database, order.id, ORDER_CANCELLED, now, &again));
  CHECK (order_finish (database, order.id, ORDER_PAID, now, &again));
  CHECK_NUMBER (again.state, ORDER_CANCELLED);

  tap_case ("an order that waited too long expires and is never paid");
  order_create (database, alice, "x.credit", "k4", now, &order);
  CHECK (order_load (database, order.id, now + ORDER_SECONDS, &again));
  CHECK_NUMBER (again.state, ORDER_EXPIRED);
  CHECK (order_finish (database, order.id, ORDER_PAID, now + ORDER_SECONDS, &again));
  CHECK_NUMBER (again.state, ORDER_EXPIRED);
  CHECK (order_finish (database, order.id, ORDER_PAID, now, &again));
  CHECK_NUMBER (again.state, ORDER_EXPIRED);
  CHECK_NUMBER (ledger_balance (database, alice), 1000);

  tap_case ("a failed one stays failed");
  order_create (database, alice, "x.credit", "k5", now, &order);
  CHECK (order_finish (database, order.id, ORDER_FAILED, now, &again));
  CHECK (order_finish (database, order.id, ORDER_PAID, now, &again));
  CHECK_NUMBER (again.state, ORDER_FAILED);

  tap_case ("a paid add-on is an entitlement, not credit");
  order_create (database, alice, "x.addon", "k6", now, &order);
  CHECK (order_finish (database, order.id, ORDER_PAID, now, &again));
  order_list_addons (database, alice, on_addon, title);
  CHECK_TEXT (title, "Add-on");
  CHECK_NUMBER (ledger_balance (database, alice), 1000);

  tap_case ("orders are listed, an unknown one isn't found");
  order_list (database, alice, now, on_count, &listed);
  CHECK_NUMBER (listed, 5);
  CHECK (!order_load (database, "00000000000000000000000000000000", now, &order));
  CHECK (!order_finish (database, "00000000000000000000000000000000", ORDER_PAID, now, &order));
}

static void
test_bounds (struct database *database, int64_t alice)
{
  const int64_t later = now + 10 * ORDER_SECONDS;
  struct order order;
  char key[32];

  tap_case ("keys");
  CHECK (order_key_is_acceptable ("3f2a-x_!~"));
  CHECK (!order_key_is_acceptable (""));
  CHECK (!order_key_is_acceptable ("a b"));
  CHECK (!order_key_is_acceptable ("\xc3\xa9"));

  tap_case ("an account has a bounded number of open orders");
  for (int i = 0; i < ORDER_MAXIMUM_OPEN; i++) {
    snprintf (key, sizeof key, "open-%d", i);
    CHECK_NUMBER (order_create (database, alice, "x.credit", key, now, &order), ORDER_MADE);
  }
  CHECK_NUMBER (order_create (database, alice, "x.credit", "more", now, &order), ORDER_TOO_MANY);
  CHECK_NUMBER (order_create (database, alice, "x.credit", "more", now + ORDER_SECONDS, &order),
                ORDER_MADE);

  tap_case ("an account makes a bounded number of orders in an hour");
  CHECK (
      database_run (database,
                    "WITH RECURSIVE count (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM count"
                    " WHERE i < ?3) INSERT INTO purchase (id, number, account_id,"
                    " idempotency_key, product_id, kind, title, price, currency, state,"
                    " created_at, expires_at) SELECT 'old' || i, 100000 + i, ?1, 'old' || i,"
                    " 'x.credit', 'topup', 'Credit', 1000, 'USD', 'cancelled', ?2, ?2 FROM count",
                    "iii", alice, later, (int64_t)ORDER_MAXIMUM_HOURLY));
  CHECK_NUMBER (order_create (database, alice, "x.credit", "hourly", later + 3599, &order),
                ORDER_TOO_MANY);
  CHECK_NUMBER (order_create (database, alice, "x.credit", "open-0", later + 3599, &order),
                ORDER_REPEATED);
  CHECK_NUMBER (order_create (database, alice, "x.credit", "hourly", later + 3600, &order),
                ORDER_MADE);
}

static void
test_schema (struct database *database, int64_t alice)
{
  tap_case ("the database itself refuses what must never happen to money");
  CHECK (!database_run (database, "UPDATE ledger SET amount = 999999", ""));
  CHECK (!database_run (database, "DELETE FROM ledger", ""));
  CHECK (
      !database_run (database, "UPDATE purchase SET state = 'pending' WHERE state = 'paid'", ""));
  CHECK (!database_run (database,
                        "INSERT INTO ledger (account_id, number, amount, balance, purchase_id,"
                        " description, created_at) SELECT account_id, 2, 1, 1001, purchase_id,"
                        " 'twice', 1 FROM ledger WHERE number = 1",
                        ""));
  CHECK (!database_run (
      database, "INSERT INTO ledger VALUES (?1, 2, 1, 5000, NULL, 'wrong sum', 1)", "i", alice));
  CHECK_NUMBER (ledger_balance (database, alice), 1000);
}

static void *
buyer_main (void *data)
{
  struct buyer *buyer = data;
  struct database *database = database_open (buyer->directory);

  if (database == NULL)
    return NULL;
  if (buyer->order != NULL) {
    buyer->fine = order_finish (database, buyer->order, ORDER_PAID, now, &buyer->got);
  } else {
    buyer->result =
        order_create (database, buyer->account, "x.credit", "together", now, &buyer->got);
    buyer->fine = true;
  }
  database_close (database);
  return NULL;
}

static void
run_buyers (struct buyer *buyers, const char *directory, int64_t account, const char *order)
{
  for (int i = 0; i < THREADS; i++) {
    buyers[i] = (struct buyer){.directory = directory, .account = account, .order = order};
    pthread_create (&buyers[i].thread, NULL, buyer_main, &buyers[i]);
  }
  for (int i = 0; i < THREADS; i++)
    pthread_join (buyers[i].thread, NULL);
}

static void
test_together (struct database *database, int64_t alice, const char *directory)
{
  struct buyer buyers[THREADS];
  int made = 0;
  char id[ORDER_ID_SIZE];

  tap_case ("one key at the same time on many connections is one order");
  run_buyers (buyers, directory, alice, NULL);
  for (int i = 0; i < THREADS; i++) {
    CHECK (buyers[i].fine);
    made += buyers[i].result == ORDER_MADE;
    CHECK_TEXT (buyers[i].got.id, buyers[0].got.id);
  }
  CHECK_NUMBER (made, 1);

  tap_case ("one order paid at the same time on many connections credits once");
  memcpy (id, buyers[0].got.id, sizeof id);
  run_buyers (buyers, directory, alice, id);
  for (int i = 0; i < THREADS; i++) {
    CHECK (buyers[i].fine);
    CHECK_NUMBER (buyers[i].got.state, ORDER_PAID);
  }
  CHECK_NUMBER (ledger_balance (database, alice), 1000);
  CHECK_NUMBER (count (database, "SELECT count (*) FROM ledger"), 1);
}

static void
on_change (void *data, int operation, const char *schema, const char *table, sqlite3_int64 row)
{
  if (--changes_until_death == 0)
    raise (SIGKILL);
}

static int
on_commit (void *data)
{
  if (--changes_until_death == 0)
    raise (SIGKILL);
  return 0;
}

/* In a child: pays, and dies at the given step. Returns true when it lived to the end. */
static bool
pay_and_die (const char *directory, const char *id, int step)
{
  struct database *database;
  struct order order;
  pid_t child = fork ();
  int status = 0;

  if (child == 0) {
    database = database_open (directory);
    changes_until_death = step;
    sqlite3_update_hook (database->handle, on_change, NULL);
    sqlite3_commit_hook (database->handle, on_commit, NULL);
    _exit (order_finish (database, id, ORDER_PAID, now, &order) ? 0 : 1);
  }
  waitpid (child, &status, 0);
  CHECK (WIFEXITED (status) ? WEXITSTATUS (status) == 0 : WTERMSIG (status) == SIGKILL);
  return WIFEXITED (status);
}

static void
test_death (struct database *database, int64_t alice, const char *directory)
{
  struct order order;
  int step = 0;
  bool lived = false;
  int64_t before;

  tap_case ("killed at any step of a payment, it happened wholly or not at all, and once");
  while (!lived && ++step < MOST_CHANGES) {
    char key[32];

    snprintf (key, sizeof key, "death-%d", step);
    order_create (database, alice, "x.credit", key, now, &order);
    before = ledger_balance (database, alice);
    lived = pay_and_die (directory, order.id, step);
    CHECK (order_load (database, order.id, now, &order));
    CHECK_NUMBER (ledger_balance (database, alice),
                  before + (order.state == ORDER_PAID ? 1000 : 0));
    CHECK (order_finish (database, order.id, ORDER_PAID, now, &order));
    CHECK_NUMBER (order.state, ORDER_PAID);
    CHECK_NUMBER (ledger_balance (database, alice), before + 1000);
  }
  CHECK (lived);
  CHECK (step > 2);
  CHECK_NUMBER (ledger_balance (database, alice),
                count (database, "SELECT sum (amount) FROM ledger"));
}

int
main (void)
{
  char directory[512];
  int64_t alice;
  struct database *database = tap_database (directory, &alice);

  test_life (database, alice);
  test_schema (database, alice);
  test_bounds (database, alice);
  database_close (database);
  database = tap_database (directory, &alice);
  test_together (database, alice, directory);
  test_death (database, alice, directory);
  database_close (database);
  return tap_finish ();
}
