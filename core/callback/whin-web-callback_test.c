/* SPDX-License-Identifier: Apache-2.0 */
#include "core/callback/whin-web-callback.h"

#include "core/phone/whin-phone-error.h"
#include "core/testing/whin-test-loop.h"
#include "core/testing/whin-test-server.h"

#include <string.h>

typedef struct {
  WhinTestServer *server;
  WhinAccount *account;
  WhinServiceContext *context;
  WhinWebCallback *callback;
  guint answers;
  gboolean accepted;
  char *text;
} Fixture;

static void
on_answered (WhinWebCallback *callback, gboolean accepted, const char *text, Fixture *fixture)
{
  g_assert_null (whin_web_callback_get_number (callback));
  fixture->answers++;
  fixture->accepted = accepted;
  g_free (fixture->text);
  fixture->text = g_strdup (text);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const char text[] = "[Brand]\nName=P\nApplicationId=com.example.Phone\n";
  g_autoptr (WhinBrand) brand = whin_brand_new_from_data (text, strlen (text), "/", NULL);
  g_autoptr (WhinHttp) http = whin_http_new ("P");
  g_autofree char *uri = NULL;

  fixture->server = whin_test_server_new ();
  whin_test_server_answer (fixture->server, "/c", 200, "application/json", "{}");
  fixture->account = whin_account_new ();
  fixture->context = whin_service_context_new (http, brand, fixture->account);
  fixture->callback = whin_web_callback_new (fixture->context);
  g_signal_connect (fixture->callback, "answered", G_CALLBACK (on_answered), fixture);
  g_assert_false (whin_web_callback_get_available (fixture->callback));
  uri = g_strconcat (whin_test_server_get_uri (fixture->server), "/c", NULL);
  whin_account_set_by_person (fixture->account, "webCallbackUrl", uri);
  whin_account_set_by_person (fixture->account, "webCallbackPostData",
                              "to=%targetNumber%&from=%account[callbackNumber]%");
  whin_account_set_by_person (fixture->account, "callbackNumber", "+420 123");
  g_assert_true (whin_web_callback_get_available (fixture->callback));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_run_dispose (G_OBJECT (fixture->callback));
  g_object_unref (fixture->callback);
  whin_test_run_for (20);
  g_object_unref (fixture->context);
  g_object_unref (fixture->account);
  whin_test_server_free (fixture->server);
  g_free (fixture->text);
}

static void
request (Fixture *fixture, const char *number)
{
  g_autoptr (GError) error = NULL;
  guint before = fixture->answers;

  whin_web_callback_request (fixture->callback, number, &error);
  g_assert_no_error (error);
  whin_test_until (fixture->answers > before);
}

static void
test_request (Fixture *fixture, gconstpointer data)
{
  const WhinTestRequest *sent;

  request (fixture, "+1 (555) 123-1234");
  g_assert_true (fixture->accepted);
  g_assert_cmpstr (fixture->text, ==, "Wait for your provider’s call.");
  sent = whin_test_server_last (fixture->server, "/c");
  g_assert_cmpstr (sent->method, ==, "POST");
  g_assert_cmpstr (sent->body, ==, "to=%2B15551231234&from=%2B420%20123");
}

static void
test_answers (Fixture *fixture, gconstpointer data)
{
  static const struct {
    guint status;
    const char *type;
    const char *body;
    gboolean accepted;
    const char *text;
  } rows[] = {
      {204, NULL, "", TRUE, "Wait for your provider’s call."},
      {200, "text/plain", "OK", TRUE, "Wait for your provider’s call."},
      {200, "application/json", "{\"error\":0}", TRUE, "Wait for your provider’s call."},
      {200, "application/json", "{\"error\":\"0\"}", TRUE, "Wait for your provider’s call."},
      {200, "application/json", "{\"error\":false}", TRUE, "Wait for your provider’s call."},
      {200, "application/json", "{\"error\":null}", TRUE, "Wait for your provider’s call."},
      {202, "application/json", "{\"message\":\"Calling\\nyou\"}", TRUE, "Calling you"},
      {200, "text/xml", "<response><error>0</error></response>", TRUE,
       "Wait for your provider’s call."},
      {200, "application/json", "{\"error\":1}", FALSE, "The provider could not arrange the call."},
      {200, "application/json", "{\"error\":\"No credit\"}", FALSE, "No credit"},
      {200, "application/json", "{\"error\":true,\"message\":\"No\"}", FALSE, "No"},
      {200, "application/json", "{\"error\":{\"message\":\"Never\"}}", FALSE, "Never"},
      {200, "text/xml", "<error><message>No way</message></error>", FALSE, "No way"},
      {200, "text/xml", "<response><error>2</error></response>", FALSE,
       "The provider could not arrange the call."},
      {402, "application/json", "{\"message\":\"Top up first\"}", FALSE, "Top up first"},
      {500, "text/html", "<html>", FALSE, "The server answered with error 500."},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_test_message ("%u %s", rows[i].status, rows[i].body);
    whin_test_server_answer (fixture->server, "/c", rows[i].status, rows[i].type, rows[i].body);
    request (fixture, "+15551231234");
    g_assert_cmpstr (fixture->text, ==, rows[i].text);
    g_assert_cmpint (fixture->accepted, ==, rows[i].accepted);
  }
}

static void
refuse (Fixture *fixture, const char *number, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (whin_web_callback_request (fixture->callback, number, &error));
  g_assert_error (error, WHIN_PHONE_ERROR, code);
  g_assert_cmpuint (strlen (error->message), >, 0);
}

static void
test_what_is_not_asked_for (Fixture *fixture, gconstpointer data)
{
  static const char *const guarded[] = {"112", "+911", "9911", "*21*5#", "#31#555", "1 1 2"};

  for (gsize i = 0; i < G_N_ELEMENTS (guarded); i++)
    refuse (fixture, guarded[i], WHIN_PHONE_ERROR_BAD_NUMBER);
  refuse (fixture, "", WHIN_PHONE_ERROR_BAD_NUMBER);
  refuse (fixture, "%", WHIN_PHONE_ERROR_BAD_NUMBER);
  whin_account_set_by_person (fixture->account, "webCallbackUrl", "");
  g_assert_false (whin_web_callback_get_available (fixture->callback));
  refuse (fixture, "+15551231234", WHIN_PHONE_ERROR_NO_LINE);
  whin_test_run_for (50);
  g_assert_cmpuint (whin_test_server_count (fixture->server, "/c"), ==, 0);
  g_assert_cmpuint (fixture->answers, ==, 0);
}

/* One at a time: impatience never makes two calls. */
static void
test_one_at_a_time (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  whin_test_server_hang (fixture->server, "/c");
  whin_web_callback_request (fixture->callback, "+15551231234", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (whin_web_callback_get_number (fixture->callback), ==, "+15551231234");
  whin_test_until (whin_test_server_count (fixture->server, "/c") == 1);
  refuse (fixture, "+15551231234", WHIN_PHONE_ERROR_NOT_NOW);
  g_assert_cmpuint (whin_test_server_count (fixture->server, "/c"), ==, 1);
  whin_web_callback_forget (fixture->callback);
  g_assert_null (whin_web_callback_get_number (fixture->callback));
  whin_test_server_answer (fixture->server, "/c", 200, NULL, "");
  request (fixture, "+15551231235");
  g_assert_cmpuint (fixture->answers, ==, 1);
  g_assert_true (fixture->accepted);
}

#define ADD(name, func) g_test_add ("/web-callback/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_setenv ("LC_ALL", "C.UTF-8", TRUE);
  g_test_init (&argc, &argv, NULL);
  ADD ("request", test_request);
  ADD ("answers", test_answers);
  ADD ("what-is-not-asked-for", test_what_is_not_asked_for);
  ADD ("one-at-a-time", test_one_at_a_time);
  return g_test_run ();
}
