/* SPDX-License-Identifier: Apache-2.0 */
#include "core/balance/whin-balance-private.h"

#include "core/balance/whin-balance-answer.h"
#include "core/testing/whin-test-folder.h"
#include "core/testing/whin-test-loop.h"
#include "core/testing/whin-test-server.h"

#include <string.h>

static const struct {
  guint status;
  const char *type;
  const char *body;
  const char *balance; /* NULL: refused */
  const char *error;   /* NULL: any */
} answers[] = {
    {200, "application/xml",
     "<response><error>0</error><balanceString>$12.34</balanceString></response>", "$12.34", NULL},
    {200, "text/xml", "<response><balanceString>  12,34 €\n</balanceString></response>", "12,34 €",
     NULL},
    {200, "application/json",
     "{\"balanceString\":\"USD 12.34\",\"balance\":12.34,\"currency\":\"USD\"}", "USD 12.34", NULL},
    {200, "application/json", "{\"balanceString\":\"0.00\"}", "0.00", NULL},
    {200, "text/html", "{\"balanceString\":\"mislabelled\"}", "mislabelled", NULL},
    {200, "application/json", "{\"balanceString\":\"a\\u0007b\"}", "a b", NULL},
    {200, "application/xml",
     "<response><error>1</error><balanceString>x</balanceString></response>", NULL,
     "The server could not tell the balance."},
    {200, "application/xml", "<error><message>Not today</message></error>", NULL, "Not today"},
    {200, "application/json", "{\"error\":\"No account\"}", NULL, "No account"},
    {200, "application/json", "{\"error\":5,\"balanceString\":\"x\"}", NULL, NULL},
    {200, "application/json", "{\"balance\":12.34}", NULL, "The server’s answer holds no balance."},
    {200, "application/json", "{\"balanceString\":12}", NULL, NULL},
    {200, "application/json", "{\"balanceString\":\"\"}", NULL, NULL},
    {200, "application/json", "[]", NULL, NULL},
    {200, "text/html", "<html><body>Welcome", NULL, NULL},
    {200, NULL, "", NULL, NULL},
    {204, NULL, "", NULL, NULL},
    {400, "text/plain", "bad request", NULL, "bad request"},
    {401, NULL, "", NULL, "The server did not accept the user name or password."},
    {403, NULL, "", NULL, "The server does not allow this."},
    {404, NULL, "", NULL, "The server does not know this service (404)."},
    {410, "application/json", "{\"error\":\"gone\"}", NULL, "gone"},
    {500, "application/json", "{\"message\":\"Sorry\"}", NULL, "Sorry"},
    {502, "text/html", "<html>Bad gateway</html>", NULL, "The server answered with error 502."},
    {503, "application/xml", "<error><message>Back\r\nsoon</message></error>", NULL, "Back soon"},
};

static void
test_answers (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++) {
    g_autoptr (GBytes) body = g_bytes_new_static (answers[i].body, strlen (answers[i].body));
    g_autoptr (WhinAnswer) answer =
        whin_answer_new (answers[i].status, body, answers[i].type, NULL, NULL);
    g_autoptr (GError) error = NULL;
    g_autofree char *balance = whin_balance_answer_read (answer, &error);

    g_test_message ("%u %s", answers[i].status, answers[i].body);
    g_assert_cmpstr (balance, ==, answers[i].balance);
    g_assert_true ((balance == NULL) == (error != NULL));
    if (error != NULL && answers[i].error != NULL)
      g_assert_cmpstr (error->message, ==, answers[i].error);
    if (error != NULL)
      g_assert_cmpuint (strlen (error->message), >, 0);
  }
}

static void
test_deep_json (void)
{
  g_autofree char *deep = g_strnfill (1024 * 1024, '[');
  g_autoptr (GBytes) body = g_bytes_new_static (deep, 1024 * 1024);
  g_autoptr (WhinAnswer) good = whin_answer_new (200, body, "application/json", NULL, NULL);
  g_autoptr (WhinAnswer) bad = whin_answer_new (500, body, "application/json", NULL, NULL);
  g_autofree char *text = NULL;

  g_assert_null (whin_balance_answer_read (good, NULL));
  text = whin_answer_dup_error_text (bad);
  g_assert_cmpstr (text, ==, "The server answered with error 500.");
}

static void
test_long_error_text (void)
{
  g_autofree char *text = g_strnfill (1000, 'x');
  g_autofree char *json = g_strdup_printf ("{\"message\":\"%s\"}", text);
  g_autoptr (GBytes) body = g_bytes_new (json, strlen (json));
  g_autoptr (WhinAnswer) answer = whin_answer_new (500, body, NULL, NULL, NULL);
  g_autofree char *shown = whin_answer_dup_error_text (answer);

  g_assert_cmpint (g_utf8_strlen (shown, -1), ==, WHIN_ANSWER_MAX_ERROR_CHARACTERS + 1);
}

typedef struct {
  WhinTestServer *server;
  char *folder;
  WhinAccount *account;
  WhinServiceContext *context;
  WhinBalance *balance;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const char text[] = "[Brand]\nName=P\nApplicationId=com.example.Phone\n";
  g_autoptr (WhinBrand) brand = whin_brand_new_from_data (text, strlen (text), "/", NULL);
  g_autoptr (WhinHttp) http = whin_http_new ("P");
  g_autoptr (WhinStateFile) file = NULL;
  g_autofree char *path = NULL;
  g_autofree char *uri = NULL;

  fixture->folder = whin_test_folder_new ();
  path = g_build_filename (fixture->folder, "balance.json", NULL);
  file = whin_state_file_new (path);
  fixture->server = whin_test_server_new ();
  whin_test_server_answer (fixture->server, "/b", 200, "application/json",
                           "{\"balanceString\":\"$1\"}");
  fixture->account = whin_account_new ();
  fixture->context = whin_service_context_new (http, brand, fixture->account);
  fixture->balance = whin_balance_new (fixture->context, file);
  g_assert_false (whin_balance_get_available (fixture->balance));
  uri = g_strconcat (whin_test_server_get_uri (fixture->server), "/b", NULL);
  whin_account_set_by_person (fixture->account, "genericBalanceCheckUrl", uri);
  g_assert_true (whin_balance_get_available (fixture->balance));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_run_dispose (G_OBJECT (fixture->balance));
  g_object_unref (fixture->balance);
  whin_test_run_for (20);
  g_object_unref (fixture->context);
  g_object_unref (fixture->account);
  whin_test_server_free (fixture->server);
  whin_test_folder_remove (fixture->folder);
}

static guint
count (Fixture *fixture)
{
  return whin_test_server_count (fixture->server, "/b");
}

static void
test_checks_are_joined_and_paced (Fixture *fixture, gconstpointer data)
{
  gint64 begin = g_get_monotonic_time ();

  whin_balance_start (fixture->balance);
  for (int i = 0; i < 1000; i++)
    whin_balance_check (fixture->balance);
  whin_test_until (whin_balance_get_text (fixture->balance) != NULL);
  g_assert_cmpuint (count (fixture), ==, 1);
  /* Asked for too early: not lost, and not before the second is over. */
  for (int i = 0; i < 1000; i++)
    whin_balance_check (fixture->balance);
  whin_test_run_for (300);
  g_assert_cmpuint (count (fixture), ==, 1);
  whin_test_until (count (fixture) == 2);
  g_assert_cmpint (g_get_monotonic_time () - begin, >=, 990 * 1000);
  /* A page in a loop. */
  begin = g_get_monotonic_time ();
  while (g_get_monotonic_time () - begin < 2500 * 1000) {
    whin_balance_check (fixture->balance);
    g_main_context_iteration (NULL, FALSE);
  }
  g_assert_cmpuint (count (fixture), <=, 2 + 3);
  g_assert_cmpuint (count (fixture), >=, 2 + 2);
}

/* A check that began before the payment doesn't know of it. */
static void
test_fresh_check_follows_a_running_one (Fixture *fixture, gconstpointer data)
{
  whin_balance_start (fixture->balance);
  g_assert_true (whin_balance_get_busy (fixture->balance));
  whin_balance_check_fresh (fixture->balance);
  whin_test_until (count (fixture) == 2);
}

static void
test_failure_keeps_the_last_good_balance (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDateTime) checked_at = NULL;

  whin_balance_start (fixture->balance);
  whin_test_until (whin_balance_get_text (fixture->balance) != NULL);
  g_assert_false (whin_balance_get_stale (fixture->balance));
  checked_at = g_date_time_ref (whin_balance_get_checked_at (fixture->balance));
  whin_test_server_answer (fixture->server, "/b", 500, "application/json",
                           "{\"message\":\"Sorry\"}");
  whin_balance_check (fixture->balance);
  whin_test_until (whin_balance_get_stale (fixture->balance));
  g_assert_cmpstr (whin_balance_get_text (fixture->balance), ==, "$1");
  g_assert_cmpstr (whin_balance_get_error (fixture->balance), ==, "Sorry");
  g_assert_true (g_date_time_equal (checked_at, whin_balance_get_checked_at (fixture->balance)));
  whin_test_server_answer (fixture->server, "/b", 200, "application/json",
                           "{\"balanceString\":\"$2\"}");
  whin_balance_check (fixture->balance);
  whin_test_until (!whin_balance_get_stale (fixture->balance));
  g_assert_cmpstr (whin_balance_get_text (fixture->balance), ==, "$2");
  g_assert_null (whin_balance_get_error (fixture->balance));
}

static void
test_forgotten_answer_does_not_come_back (Fixture *fixture, gconstpointer data)
{
  whin_balance_start (fixture->balance);
  g_assert_true (whin_balance_get_busy (fixture->balance));
  whin_balance_forget (fixture->balance);
  whin_test_run_for (200);
  g_assert_null (whin_balance_get_text (fixture->balance));
  g_assert_false (whin_balance_get_busy (fixture->balance));
}

#define ADD(name, func) g_test_add ("/balance/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/balance/answers", test_answers);
  g_test_add_func ("/balance/deep-json", test_deep_json);
  g_test_add_func ("/balance/long-error-text", test_long_error_text);
  ADD ("checks-are-joined-and-paced", test_checks_are_joined_and_paced);
  ADD ("fresh-check-follows-a-running-one", test_fresh_check_follows_a_running_one);
  ADD ("failure-keeps-the-last-good-balance", test_failure_keeps_the_last_good_balance);
  ADD ("forgotten-answer-does-not-come-back", test_forgotten_answer_does_not_come_back);
  return g_test_run ();
}
