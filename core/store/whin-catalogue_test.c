/* SPDX-License-Identifier: Apache-2.0 */
#include "core/store/whin-catalogue-private.h"

#include "core/testing/whin-test-loop.h"
#include "core/testing/whin-test-server.h"

#include <string.h>

#define PRODUCT(id, kind)                                                                          \
  "{\"id\":\"" id "\",\"kind\":\"" kind "\",\"title\":\"" id                                       \
  "\",\"description\":\"\",\"price\":1000,\"currency\":\"USD\",\"priceString\":\"$10.00\"}"

typedef struct {
  WhinTestServer *server;
  WhinAccount *account;
  WhinServiceContext *context;
  WhinCatalogue *catalogue;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const char text[] = "[Brand]\nName=P\nApplicationId=com.myapp\n";
  g_autoptr (WhinBrand) brand = whin_brand_new_from_data (text, strlen (text), "/", NULL);
  g_autoptr (WhinHttp) http = whin_http_new ("P");
  g_autofree char *store = NULL;

  fixture->server = whin_test_server_new ();
  fixture->account = whin_account_new ();
  fixture->context = whin_service_context_new (http, brand, fixture->account);
  fixture->catalogue = whin_catalogue_new (fixture->context);
  g_assert_false (whin_catalogue_get_available (fixture->catalogue));
  whin_catalogue_load (fixture->catalogue);
  g_assert_false (whin_catalogue_get_busy (fixture->catalogue));
  store = g_strconcat (whin_test_server_get_uri (fixture->server), "/store", NULL);
  whin_account_set_by_person (fixture->account, "storeUrl", store);
  g_assert_true (whin_catalogue_get_available (fixture->catalogue));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_run_dispose (G_OBJECT (fixture->catalogue));
  g_object_unref (fixture->catalogue);
  whin_test_run_for (20);
  g_object_unref (fixture->context);
  g_object_unref (fixture->account);
  whin_test_server_free (fixture->server);
}

static void
answer (Fixture *fixture, guint status, const char *body)
{
  whin_test_server_answer (fixture->server, "/store/products", status, "application/json", body);
}

static void
load (Fixture *fixture)
{
  whin_catalogue_load (fixture->catalogue);
  g_assert_true (whin_catalogue_get_busy (fixture->catalogue));
  whin_test_until (!whin_catalogue_get_busy (fixture->catalogue));
}

static guint
length (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->catalogue));
}

static void
assert_finds (Fixture *fixture, WhinProductKind kind, const char *requested, const char *found)
{
  WhinProduct *product = whin_catalogue_find (fixture->catalogue, kind, requested);

  g_assert_cmpstr (product != NULL ? whin_product_get_id (product) : NULL, ==, found);
}

static void
test_finding (Fixture *fixture, gconstpointer data)
{
  answer (fixture, 200,
          "{\"products\":[" PRODUCT ("com.myapp.credit1", "topup") "," PRODUCT (
              "com.myapp.both",
              "topup") "," PRODUCT ("both", "topup") "," PRODUCT ("com.myapp.plan", "addon") "]}");
  load (fixture);
  g_assert_cmpuint (length (fixture), ==, 4);
  assert_finds (fixture, WHIN_PRODUCT_TOPUP, "com.myapp.credit1", "com.myapp.credit1");
  assert_finds (fixture, WHIN_PRODUCT_TOPUP, "credit1", "com.myapp.credit1");
  assert_finds (fixture, WHIN_PRODUCT_TOPUP, "both", "both");
  assert_finds (fixture, WHIN_PRODUCT_TOPUP, "com.myapp.both", "com.myapp.both");
  assert_finds (fixture, WHIN_PRODUCT_TOPUP, "plan", NULL);
  assert_finds (fixture, WHIN_PRODUCT_ADDON, "plan", "com.myapp.plan");
  assert_finds (fixture, WHIN_PRODUCT_TOPUP, "redit1", NULL);
  assert_finds (fixture, WHIN_PRODUCT_TOPUP, "", NULL);
  assert_finds (fixture, WHIN_PRODUCT_TOPUP, "Credit1", NULL);
}

static void
test_failures_keep_the_list (Fixture *fixture, gconstpointer data)
{
  static const struct {
    guint status;
    const char *body;
  } rows[] = {
      {500, "oops"}, {200, ""}, {200, "[]"}, {200, "{\"products\":{}}"}, {401, ""},
  };

  g_assert_false (whin_catalogue_get_loaded (fixture->catalogue));
  answer (fixture, 503, "{\"message\":\"Closed\"}");
  load (fixture);
  g_assert_cmpstr (whin_catalogue_get_error (fixture->catalogue), ==, "Closed");
  g_assert_false (whin_catalogue_get_loaded (fixture->catalogue));
  answer (fixture, 200, "{\"products\":[" PRODUCT ("a", "topup") "]}");
  load (fixture);
  g_assert_null (whin_catalogue_get_error (fixture->catalogue));
  g_assert_true (whin_catalogue_get_loaded (fixture->catalogue));
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    answer (fixture, rows[i].status, rows[i].body);
    load (fixture);
    g_assert_nonnull (whin_catalogue_get_error (fixture->catalogue));
    g_assert_cmpuint (length (fixture), ==, 1);
  }
  answer (fixture, 200, "{\"products\":[]}");
  load (fixture);
  g_assert_cmpuint (length (fixture), ==, 0);
  g_assert_true (whin_catalogue_get_loaded (fixture->catalogue));
}

static void
test_products_that_make_no_sense (Fixture *fixture, gconstpointer data)
{
  answer (
      fixture, 200,
      "{\"products\":[1,{},{\"id\":\"x\"}," PRODUCT ("a", "topup") "," PRODUCT (
          "a", "addon") "," PRODUCT ("b", "car") ","
                                                 "{\"id\":\"c\",\"kind\":\"topup\",\"title\":\"c\","
                                                 "\"price\":-5,\"currency\":\"USD\","
                                                 "\"priceString\":\"$\"},"
                                                 "{\"id\":\"d\",\"kind\":\"topup\",\"title\":\"d\","
                                                 "\"price\":5.5,\"currency\":\"USD\","
                                                 "\"priceString\":\"$\"},"
                                                 "{\"id\":\"e\",\"kind\":\"topup\",\"title\":\"e\","
                                                 "\"price\":5,\"currency\":\"usd\","
                                                 "\"priceString\":\"$\"}]}");
  load (fixture);
  g_assert_cmpuint (length (fixture), ==, 1);
}

static void
test_loads_are_joined (Fixture *fixture, gconstpointer data)
{
  answer (fixture, 200, "{\"products\":[]}");
  for (int i = 0; i < 100; i++)
    whin_catalogue_load (fixture->catalogue);
  whin_test_until (!whin_catalogue_get_busy (fixture->catalogue));
  g_assert_cmpuint (whin_test_server_count (fixture->server, "/store/products"), ==, 1);
}

static void
test_forget (Fixture *fixture, gconstpointer data)
{
  answer (fixture, 200, "{\"products\":[" PRODUCT ("a", "topup") "]}");
  load (fixture);
  whin_catalogue_load (fixture->catalogue);
  whin_catalogue_forget (fixture->catalogue);
  whin_test_run_for (100);
  g_assert_cmpuint (length (fixture), ==, 0);
  g_assert_false (whin_catalogue_get_loaded (fixture->catalogue));
}

#define ADD(name, func) g_test_add ("/catalogue/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("finding", test_finding);
  ADD ("failures-keep-the-list", test_failures_keep_the_list);
  ADD ("products-that-make-no-sense", test_products_that_make_no_sense);
  ADD ("loads-are-joined", test_loads_are_joined);
  ADD ("forget", test_forget);
  return g_test_run ();
}
