/* SPDX-License-Identifier: Apache-2.0 */
#include "core/store/whin-purchase-private.h"

#include "core/account/whin-account-private.h"
#include "core/service/whin-json.h"
#include "core/store/whin-order.h"
#include "core/store/whin-product-private.h"
#include "core/testing/whin-test-folder.h"
#include "core/testing/whin-test-loop.h"
#include "core/testing/whin-test-server.h"

#include <string.h>

/* Buying once, whatever the store, the network and the power do. */

#define PRODUCT_JSON                                                                               \
  "{\"id\":\"com.example.Phone.ten\",\"kind\":\"topup\",\"title\":\"Ten\",\"description\":\"d\","  \
  "\"price\":1000,\"currency\":\"USD\",\"priceString\":\"$10.00\"}"

typedef struct {
  WhinTestServer *server;
  char *folder;
  char *path;
  WhinServiceContext *context;
  WhinStateFile *file;
  WhinPurchase *purchase;
  WhinProduct *product;
  guint paid;
  gboolean key_was_on_disk; /* when the order's request arrived */
} Fixture;

static void
on_paid (WhinPurchase *purchase, Fixture *fixture)
{
  fixture->paid++;
}

static void
open_purchase (Fixture *fixture)
{
  fixture->file = whin_state_file_new (fixture->path);
  fixture->purchase = whin_purchase_new (fixture->context, fixture->file);
  g_signal_connect (fixture->purchase, "paid", G_CALLBACK (on_paid), fixture);
}

static void
close_purchase (Fixture *fixture)
{
  g_object_run_dispose (G_OBJECT (fixture->purchase));
  g_clear_object (&fixture->purchase);
  whin_state_file_wait (fixture->file, g_get_monotonic_time () + G_USEC_PER_SEC);
  g_clear_object (&fixture->file);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
resume (Fixture *fixture)
{
  g_autoptr (GBytes) kept = whin_state_file_read (fixture->path, NULL);

  open_purchase (fixture);
  whin_purchase_resume (fixture->purchase, kept);
}

/* Answers every order request with an order in the wanted @state, for the product. */
static char *
order_json (Fixture *fixture, const char *state, const char *checkout)
{
  return g_strdup_printf (
      "{\"id\":\"order-1\",\"productId\":\"com.example.Phone.ten\",\"title\":\"Ten\",\"price\":"
      "1000,"
      "\"currency\":\"USD\",\"priceString\":\"$10.00\",\"state\":\"%s\",\"checkoutUrl\":\"%s%s\","
      "\"receipt\":%s}",
      state, checkout != NULL ? "" : whin_test_server_get_uri (fixture->server),
      checkout != NULL ? checkout : "/checkout/order-1",
      strcmp (state, "paid") == 0 ? "\"R-1\"" : "null");
}

static void
answer_order (Fixture *fixture, const char *path, guint status, const char *state)
{
  g_autofree char *json = order_json (fixture, state, NULL);

  whin_test_server_answer (fixture->server, path, status, "application/json", json);
}

static void
on_order (SoupServerMessage *message, const WhinTestRequest *request, gpointer data)
{
  Fixture *fixture = data;
  g_autofree char *kept = NULL;
  g_autofree char *json = order_json (fixture, "pending", NULL);
  const char *key = soup_message_headers_get_one (request->headers, "Idempotency-Key");

  fixture->key_was_on_disk = g_file_get_contents (fixture->path, &kept, NULL, NULL) &&
                             key != NULL && strstr (kept, key) != NULL;
  soup_server_message_set_status (message, 201, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, json,
                                    strlen (json));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const char text[] = "[Brand]\nName=P\nApplicationId=com.example.Phone\n";
  g_autoptr (WhinBrand) brand = whin_brand_new_from_data (text, strlen (text), "/", NULL);
  g_autoptr (WhinHttp) http = whin_http_new ("P");
  g_autoptr (WhinAccount) account = whin_account_new ();
  g_autoptr (JsonObject) product = whin_json_parse (PRODUCT_JSON, strlen (PRODUCT_JSON), NULL);
  g_autofree char *store = NULL;

  fixture->server = whin_test_server_new ();
  store = g_strconcat (whin_test_server_get_uri (fixture->server), "/store", NULL);
  whin_account_set_by_person (account, "storeUrl", store);
  fixture->context = whin_service_context_new (http, brand, account);
  fixture->folder = whin_test_folder_new ();
  fixture->path = g_build_filename (fixture->folder, "purchase.json", NULL);
  fixture->product = whin_product_new_from_json (product);
  whin_test_server_answer_func (fixture->server, "/store/orders", on_order, fixture);
  answer_order (fixture, "/store/orders/order-1", 200, "pending");
  answer_order (fixture, "/store/orders/order-1/cancel", 200, "cancelled");
  open_purchase (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  close_purchase (fixture);
  g_object_unref (fixture->product);
  g_object_unref (fixture->context);
  whin_test_server_free (fixture->server);
  whin_test_folder_remove (fixture->folder);
  g_free (fixture->path);
}

static WhinPurchaseState
state (Fixture *fixture)
{
  return whin_purchase_get_state (fixture->purchase);
}

static void
buy (Fixture *fixture)
{
  g_assert_true (whin_purchase_propose (fixture->purchase, fixture->product));
  whin_purchase_consent (fixture->purchase);
}

static gboolean
is_kept (Fixture *fixture)
{
  whin_state_file_wait (fixture->file, g_get_monotonic_time () + G_USEC_PER_SEC);
  return g_file_test (fixture->path, G_FILE_TEST_EXISTS);
}

static char *
last_key (Fixture *fixture)
{
  return g_strdup (
      whin_test_server_last_header (fixture->server, "/store/orders", "Idempotency-Key"));
}

static void
test_whole_way (Fixture *fixture, gconstpointer data)
{
  g_autofree char *checkout =
      g_strconcat (whin_test_server_get_uri (fixture->server), "/checkout/order-1", NULL);

  g_assert_true (whin_purchase_propose (fixture->purchase, fixture->product));
  g_assert_cmpint (state (fixture), ==, WHIN_PURCHASE_CONSENT);
  whin_test_run_for (100);
  g_assert_cmpuint (whin_test_server_count (fixture->server, "/store/orders"), ==, 0);

  whin_purchase_consent (fixture->purchase);
  whin_purchase_consent (fixture->purchase);
  g_assert_cmpint (state (fixture), ==, WHIN_PURCHASE_ORDERING);
  whin_test_until (state (fixture) == WHIN_PURCHASE_CHECKOUT);
  g_assert_true (fixture->key_was_on_disk);
  g_assert_cmpuint (whin_test_server_count (fixture->server, "/store/orders"), ==, 1);
  g_assert_cmpstr (whin_purchase_get_checkout_uri (fixture->purchase), ==, checkout);
  g_assert_true (is_kept (fixture));
  g_assert_false (whin_purchase_propose (fixture->purchase, fixture->product));

  answer_order (fixture, "/store/orders/order-1", 200, "paid");
  whin_purchase_leave_checkout (fixture->purchase);
  g_assert_cmpint (state (fixture), ==, WHIN_PURCHASE_CONFIRMING);
  whin_test_until (state (fixture) == WHIN_PURCHASE_PAID);
  g_assert_cmpuint (fixture->paid, ==, 1);
  g_assert_cmpstr (whin_purchase_get_receipt (fixture->purchase), ==, "R-1");
  g_assert_false (is_kept (fixture));
  whin_purchase_dismiss (fixture->purchase);
  g_assert_cmpint (state (fixture), ==, WHIN_PURCHASE_NONE);
  g_assert_null (whin_purchase_get_product (fixture->purchase));
}

/* The person pays and never tells the app: polling finds out. */
static void
test_polling (Fixture *fixture, gconstpointer data)
{
  buy (fixture);
  whin_test_until (state (fixture) == WHIN_PURCHASE_CHECKOUT);
  answer_order (fixture, "/store/orders/order-1", 200, "paid");
  whin_test_until (state (fixture) == WHIN_PURCHASE_PAID);
  g_assert_cmpuint (fixture->paid, ==, 1);
}

static void
test_ends (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *state;
    WhinPurchaseState expected;
  } rows[] = {
      {"failed", WHIN_PURCHASE_FAILED},
      {"cancelled", WHIN_PURCHASE_CANCELLED},
      {"expired", WHIN_PURCHASE_EXPIRED},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    answer_order (fixture, "/store/orders/order-1", 200, rows[i].state);
    buy (fixture);
    whin_test_until (state (fixture) == WHIN_PURCHASE_CHECKOUT);
    whin_purchase_leave_checkout (fixture->purchase);
    whin_test_until (state (fixture) == rows[i].expected);
    g_assert_false (is_kept (fixture));
    whin_purchase_dismiss (fixture->purchase);
  }
  g_assert_cmpuint (fixture->paid, ==, 0);
}

static void
test_unclear_answers_keep_the_order (Fixture *fixture, gconstpointer data)
{
  static const struct {
    guint status;
    const char *body;
  } rows[] = {
      {500, "oops"},
      {200, "garbage"},
      {200, "{\"id\":\"order-2\",\"productId\":\"com.example.Phone.ten\",\"state\":\"paid\"}"},
      {200, "{\"id\":\"order-1\",\"productId\":\"another\",\"state\":\"paid\"}"},
      {200, "{\"id\":\"order-1\",\"productId\":\"com.example.Phone.ten\",\"state\":\"whatever\"}"},
      {401, "{\"message\":\"Who are you?\"}"},
  };

  buy (fixture);
  whin_test_until (state (fixture) == WHIN_PURCHASE_CHECKOUT);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    guint count = whin_test_server_count (fixture->server, "/store/orders/order-1");

    whin_test_server_answer (fixture->server, "/store/orders/order-1", rows[i].status,
                             "application/json", rows[i].body);
    whin_purchase_leave_checkout (fixture->purchase);
    whin_test_until (whin_test_server_count (fixture->server, "/store/orders/order-1") > count &&
                     whin_purchase_get_error (fixture->purchase) != NULL);
    g_assert_cmpint (state (fixture), ==, WHIN_PURCHASE_CONFIRMING);
    g_assert_true (is_kept (fixture));
    whin_purchase_retry (fixture->purchase); /* back to the checkout */
    g_assert_cmpint (state (fixture), ==, WHIN_PURCHASE_CHECKOUT);
  }
  g_assert_cmpuint (fixture->paid, ==, 0);
  answer_order (fixture, "/store/orders/order-1", 200, "paid");
  whin_purchase_leave_checkout (fixture->purchase);
  whin_test_until (state (fixture) == WHIN_PURCHASE_PAID);
  g_assert_null (whin_purchase_get_error (fixture->purchase));
}

static void
test_lost_answer_is_repeated_with_the_same_key (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  whin_test_server_answer (fixture->server, "/store/orders", 503, NULL, NULL);
  buy (fixture);
  whin_test_until (state (fixture) == WHIN_PURCHASE_FAILED);
  g_assert_nonnull (whin_purchase_get_error (fixture->purchase));
  g_assert_true (is_kept (fixture));
  first = last_key (fixture);
  whin_test_server_answer_func (fixture->server, "/store/orders", on_order, fixture);
  whin_purchase_retry (fixture->purchase);
  whin_test_until (state (fixture) == WHIN_PURCHASE_CHECKOUT);
  second = last_key (fixture);
  g_assert_cmpstr (first, ==, second);
}

static void
test_refused_order (Fixture *fixture, gconstpointer data)
{
  whin_test_server_answer (fixture->server, "/store/orders", 404, "application/json",
                           "{\"message\":\"No such product\"}");
  buy (fixture);
  whin_test_until (state (fixture) == WHIN_PURCHASE_FAILED);
  g_assert_cmpstr (whin_purchase_get_error (fixture->purchase), ==, "No such product");
  g_assert_false (is_kept (fixture));
}

static void
assert_is_given_up (Fixture *fixture, const char *text)
{
  whin_test_until (state (fixture) == WHIN_PURCHASE_FAILED);
  g_assert_null (whin_purchase_get_checkout_uri (fixture->purchase));
  g_assert_cmpstr (whin_purchase_get_error (fixture->purchase), ==, text);
  g_assert_cmpuint (whin_test_server_count (fixture->server, "/store/orders/order-1/cancel"), ==,
                    1);
  g_assert_false (whin_purchase_can_retry (fixture->purchase));
  g_assert_false (is_kept (fixture));
}

static void
test_unsafe_checkout (Fixture *fixture, gconstpointer data)
{
  g_autofree char *json = order_json (fixture, "pending", "http://pay.example.com/");

  whin_test_server_answer (fixture->server, "/store/orders", 201, "application/json", json);
  buy (fixture);
  assert_is_given_up (fixture, "The store’s checkout page is not safe. Nothing was charged.");
}

/* The person agreed to $10; the store's order says something else. */
static void
test_another_price (Fixture *fixture, gconstpointer data)
{
  static const char *const changes[][2] = {{"\"price\":1000", "\"price\":1001"},
                                           {"\"currency\":\"USD\"", "\"currency\":\"EUR\""}};

  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++) {
    g_autofree char *json = order_json (fixture, "pending", NULL);
    g_autoptr (GString) other = g_string_new (json);

    g_string_replace (other, changes[i][0], changes[i][1], 0);
    whin_test_server_answer (fixture->server, "/store/orders", 201, "application/json", other->str);
    whin_test_server_forget (fixture->server);
    buy (fixture);
    assert_is_given_up (fixture,
                        "The store asks another price than you agreed to. Nothing was charged.");
    whin_purchase_dismiss (fixture->purchase);
  }
}

/* Tried again is what may not have been ordered, and what waits for its payment. */
static void
test_what_can_be_retried (Fixture *fixture, gconstpointer data)
{
  whin_test_server_answer (fixture->server, "/store/orders", 500, "text/plain", "oops");
  buy (fixture);
  g_assert_false (whin_purchase_can_retry (fixture->purchase));
  whin_test_until (state (fixture) == WHIN_PURCHASE_FAILED);
  g_assert_true (whin_purchase_can_retry (fixture->purchase));
  whin_purchase_dismiss (fixture->purchase);

  whin_test_server_answer (fixture->server, "/store/orders", 403, "text/plain", "no");
  buy (fixture);
  whin_test_until (state (fixture) == WHIN_PURCHASE_FAILED);
  g_assert_false (whin_purchase_can_retry (fixture->purchase));
  whin_purchase_dismiss (fixture->purchase);

  whin_test_server_answer_func (fixture->server, "/store/orders", on_order, fixture);
  buy (fixture);
  whin_test_until (state (fixture) == WHIN_PURCHASE_CHECKOUT);
  whin_purchase_leave_checkout (fixture->purchase);
  g_assert_true (whin_purchase_can_retry (fixture->purchase));
  whin_purchase_retry (fixture->purchase);
  g_assert_cmpint (state (fixture), ==, WHIN_PURCHASE_CHECKOUT);
  answer_order (fixture, "/store/orders/order-1", 200, "failed");
  whin_purchase_leave_checkout (fixture->purchase);
  whin_test_until (state (fixture) == WHIN_PURCHASE_FAILED);
  g_assert_false (whin_purchase_can_retry (fixture->purchase));
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  /* Before consent nothing leaves. */
  g_assert_true (whin_purchase_propose (fixture->purchase, fixture->product));
  whin_purchase_cancel (fixture->purchase);
  g_assert_cmpint (state (fixture), ==, WHIN_PURCHASE_NONE);
  whin_test_run_for (100);
  g_assert_cmpuint (whin_test_server_count (fixture->server, "/store/orders"), ==, 0);

  /* While the order is made: it is cancelled as soon as it is known. */
  buy (fixture);
  whin_purchase_cancel (fixture->purchase);
  whin_test_until (state (fixture) == WHIN_PURCHASE_CANCELLED);
  whin_purchase_dismiss (fixture->purchase);

  /* In the checkout. */
  buy (fixture);
  whin_test_until (state (fixture) == WHIN_PURCHASE_CHECKOUT);
  whin_purchase_cancel (fixture->purchase);
  whin_test_until (state (fixture) == WHIN_PURCHASE_CANCELLED);
  whin_purchase_dismiss (fixture->purchase);

  /* Too late: the store's word counts. */
  whin_test_server_answer (fixture->server, "/store/orders/order-1/cancel", 409, "application/json",
                           "{\"message\":\"Already paid\"}");
  answer_order (fixture, "/store/orders/order-1", 200, "paid");
  buy (fixture);
  whin_test_until (state (fixture) == WHIN_PURCHASE_CHECKOUT);
  whin_purchase_cancel (fixture->purchase);
  whin_test_until (state (fixture) == WHIN_PURCHASE_PAID);
  g_assert_cmpuint (fixture->paid, ==, 1);
}

static void
test_resume_of_a_known_order (Fixture *fixture, gconstpointer data)
{
  buy (fixture);
  whin_test_until (state (fixture) == WHIN_PURCHASE_CHECKOUT);
  g_assert_true (is_kept (fixture));
  close_purchase (fixture);
  answer_order (fixture, "/store/orders/order-1", 200, "paid");
  resume (fixture);
  g_assert_cmpint (state (fixture), ==, WHIN_PURCHASE_CONFIRMING);
  whin_test_until (state (fixture) == WHIN_PURCHASE_PAID);
  g_assert_cmpuint (whin_test_server_count (fixture->server, "/store/orders"), ==, 1);
  g_assert_cmpuint (fixture->paid, ==, 1);
  g_assert_cmpstr (whin_product_get_title (whin_purchase_get_product (fixture->purchase)), ==,
                   "Ten");
  g_assert_false (is_kept (fixture));
}

/* The phone died after the request and before the answer. */
static void
test_resume_of_an_unknown_order (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  whin_test_server_hang (fixture->server, "/store/orders");
  buy (fixture);
  whin_test_until (whin_test_server_count (fixture->server, "/store/orders") == 1);
  first = last_key (fixture);
  close_purchase (fixture);
  whin_test_server_answer_func (fixture->server, "/store/orders", on_order, fixture);
  resume (fixture);
  whin_test_until (whin_purchase_get_checkout_uri (fixture->purchase) != NULL);
  second = last_key (fixture);
  g_assert_cmpstr (first, ==, second);
  g_assert_cmpint (state (fixture), ==, WHIN_PURCHASE_CONFIRMING);
}

static void
test_damaged_file (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[] = {
      "",
      "{}",
      "[",
      "{\"key\":\"../../x\",\"product\":" PRODUCT_JSON "}",
      "{\"key\":\"k\",\"product\":{}}",
      "{\"key\":\"k\",\"orderId\":\"a/../b\",\"product\":" PRODUCT_JSON "}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GBytes) kept = g_bytes_new_static (texts[i], strlen (texts[i]));

    whin_purchase_resume (fixture->purchase, kept);
    g_assert_cmpint (state (fixture), ==, WHIN_PURCHASE_NONE);
  }
}

static void
test_unwritable_disk (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "missing", "purchase.json", NULL);
  g_autoptr (WhinStateFile) file = whin_state_file_new (path);
  g_autoptr (WhinPurchase) purchase = whin_purchase_new (fixture->context, file);

  whin_purchase_propose (purchase, fixture->product);
  whin_purchase_consent (purchase);
  whin_test_until (whin_purchase_get_state (purchase) == WHIN_PURCHASE_FAILED);
  g_assert_nonnull (whin_purchase_get_error (purchase));
  g_assert_cmpuint (whin_test_server_count (fixture->server, "/store/orders"), ==, 0);
  g_object_run_dispose (G_OBJECT (purchase));
}

static void
test_order_ids (void)
{
  static const char *const good[] = {"1", "order-1", "a_b.c", "0123456789abcdef"};
  static const char *const bad[] = {"", ".", "..", "a/b", "a?b", "a#b", "a%2fb", "ä", "a b"};

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (whin_order_id_is_valid (good[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (whin_order_id_is_valid (bad[i]));
  g_assert_false (whin_order_id_is_valid (NULL));
}

#define ADD(name, func) g_test_add ("/purchase/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("whole-way", test_whole_way);
  ADD ("polling", test_polling);
  ADD ("ends", test_ends);
  ADD ("unclear-answers-keep-the-order", test_unclear_answers_keep_the_order);
  ADD ("lost-answer-is-repeated-with-the-same-key", test_lost_answer_is_repeated_with_the_same_key);
  ADD ("refused-order", test_refused_order);
  ADD ("unsafe-checkout", test_unsafe_checkout);
  ADD ("another-price", test_another_price);
  ADD ("what-can-be-retried", test_what_can_be_retried);
  ADD ("cancel", test_cancel);
  ADD ("resume-of-a-known-order", test_resume_of_a_known_order);
  ADD ("resume-of-an-unknown-order", test_resume_of_an_unknown_order);
  ADD ("damaged-file", test_damaged_file);
  ADD ("unwritable-disk", test_unwritable_disk);
  g_test_add_func ("/purchase/order-ids", test_order_ids);
  return g_test_run ();
}
