/* SPDX-License-Identifier: Apache-2.0 */
#include "core/service/whin-web-service.h"

#include "core/account/whin-account-private.h"
#include "core/testing/whin-test-loop.h"
#include "core/testing/whin-test-server.h"

#include <string.h>

/* The client of web services against a server that behaves, and one that doesn't. */

static WhinTestServer *proxy; /* of the environment */

typedef struct {
  WhinTestServer *server;
  WhinTestServer *other; /* another origin */
  WhinAccount *account;
  WhinServiceContext *context;
  WhinWebService *service;
  GAsyncResult *result;
} Fixture;

static void
set (Fixture *fixture, const char *node, const char *value)
{
  g_autoptr (GString) text = g_string_new (value);

  g_string_replace (text, "@SERVER@", whin_test_server_get_uri (fixture->server), 0);
  g_string_replace (text, "@OTHER@", whin_test_server_get_uri (fixture->other), 0);
  g_assert_true (whin_account_set_by_person (fixture->account, node, text->str));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const char text[] = "[Brand]\nName=Phone (Test)\nApplicationId=com.example.Phone\n";
  g_autoptr (WhinBrand) brand = whin_brand_new_from_data (text, strlen (text), "/", NULL);
  g_autoptr (WhinHttp) http = whin_http_new (whin_brand_get_name (brand));

  fixture->server = whin_test_server_new ();
  fixture->other = whin_test_server_new ();
  fixture->account = whin_account_new ();
  fixture->context = whin_service_context_new (http, brand, fixture->account);
  fixture->service = whin_web_service_new ("demo", 4096);
  set (fixture, "username", "alice");
  set (fixture, "password", "s3cret");
  set (fixture, "demoUrl", "@SERVER@/x");
  whin_test_server_answer (fixture->server, "/x", 200, "text/plain", "fine");
  whin_test_server_answer (fixture->other, "/there", 200, "text/plain", "there");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->result);
  g_object_unref (fixture->service);
  g_object_unref (fixture->context);
  g_object_unref (fixture->account);
  whin_test_server_free (fixture->server);
  whin_test_server_free (fixture->other);
}

static WhinAnswer *
call_with (Fixture *fixture, const WhinServiceCall *call, GError **error)
{
  g_clear_object (&fixture->result);
  whin_web_service_call_async (fixture->service, fixture->context, call, NULL, whin_test_on_result,
                               &fixture->result);
  whin_test_until (fixture->result != NULL);
  return whin_web_service_call_finish (fixture->service, fixture->result, error);
}

static WhinAnswer *
call (Fixture *fixture, GError **error)
{
  WhinServiceCall nothing = {0};

  return call_with (fixture, &nothing, error);
}

static void
call_well (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WhinAnswer) answer = call (fixture, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (answer->status, ==, 200);
}

static void
assert_fails (Fixture *fixture, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (call (fixture, &error));
  g_assert_error (error, G_IO_ERROR, code);
  g_assert_cmpuint (strlen (error->message), >, 0);
}

static void
test_get (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WhinAnswer) answer = NULL;

  set (fixture, "demoUrl", "@SERVER@/x?u=%account[username]%&p=%account[password]%");
  answer = call (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpuint (g_bytes_get_size (answer->body), ==, 4);
  g_assert_cmpstr (whin_test_server_last (fixture->server, "/x")->method, ==, "GET");
  g_assert_cmpstr (whin_test_server_last (fixture->server, "/x")->query, ==, "u=alice&p=s3cret");
  g_assert_cmpstr (whin_test_server_last_header (fixture->server, "/x", "User-Agent"), ==,
                   "CloudSoftphone/" WHIN_VERSION " (Phone Test)");
}

static void
test_bodies (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *content_type; /* NULL: unset */
    const char *sent_type;
    const char *template;
    const char *body;
  } rows[] = {
      {NULL, "application/x-www-form-urlencoded", "a=%account[v]%", "a=%22%3C%26%0A"},
      {"application/json", "application/json", "{\"a\":\"%account[v]%\"}", "{\"a\":\"\\\"<&\\n\"}"},
      {"application/json; charset=utf-8", "application/json; charset=utf-8", "\"%account[v]%\"",
       "\"\\\"<&\\n\""},
      {"text/xml", "text/xml", "<a>%account[v]%</a>", "<a>&quot;&lt;&amp;&#10;</a>"},
      {"text/plain", "text/plain", "%account[v]%", "\"<&\n"},
  };

  set (fixture, "v", "\"<&\n");
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    set (fixture, "demoPostData", rows[i].template);
    if (rows[i].content_type != NULL)
      set (fixture, "demoContentType", rows[i].content_type);
    call_well (fixture);
    g_assert_cmpstr (whin_test_server_last (fixture->server, "/x")->method, ==, "POST");
    g_assert_cmpstr (whin_test_server_last (fixture->server, "/x")->body, ==, rows[i].body);
    g_assert_cmpstr (whin_test_server_last_header (fixture->server, "/x", "Content-Type"), ==,
                     rows[i].sent_type);
  }
}

static void
test_methods (Fixture *fixture, gconstpointer data)
{
  static const char *const methods[] = {"GET", "POST", "PUT", "HEAD", "DELETE"};

  set (fixture, "demoPostData", "a=b");
  for (gsize i = 0; i < G_N_ELEMENTS (methods); i++) {
    g_autofree char *lower = g_ascii_strdown (methods[i], -1);

    set (fixture, "demoMethod", lower);
    call_well (fixture);
    g_assert_cmpstr (whin_test_server_last (fixture->server, "/x")->method, ==, methods[i]);
  }
  set (fixture, "demoMethod", "TRACE");
  assert_fails (fixture, G_IO_ERROR_INVALID_ARGUMENT);
}

static void
test_first_letters_case_does_not_matter (Fixture *fixture, gconstpointer data)
{
  whin_account_set_by_person (fixture->account, "demoUrl", NULL);
  assert_fails (fixture, G_IO_ERROR_NOT_FOUND);
  set (fixture, "DemoUrl", "@SERVER@/x");
  call_well (fixture);
}

static void
test_older_sms_names (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->service);
  fixture->service = whin_web_service_new ("genericSmsSend", 4096);
  set (fixture, "genericSmsSendUrl", "@SERVER@/x");
  set (fixture, "genericSmsPostData", "{\"to\":\"%account[username]%\"}");
  set (fixture, "genericSmsContentType", "application/json");
  call_well (fixture);
  g_assert_cmpstr (whin_test_server_last (fixture->server, "/x")->body, ==, "{\"to\":\"alice\"}");
}

static void
test_custom_headers (Fixture *fixture, gconstpointer data)
{
  set (fixture, "injection", "v\r\nX-Evil: 1\\nX-Evil: 2");
  set (fixture, "demoCustomHeaders",
       "X-One: %account[injection]%\\nX-Two:two\nHost: evil.example.com\nContent-Length: 5\n"
       "no colon\nBad Name: x\n: empty\nAuthorization: Bearer %account[password]%");
  call_well (fixture);
  g_assert_cmpstr (whin_test_server_last_header (fixture->server, "/x", "X-One"), ==,
                   "vX-Evil: 1X-Evil: 2");
  g_assert_cmpstr (whin_test_server_last_header (fixture->server, "/x", "X-Two"), ==, "two");
  g_assert_null (whin_test_server_last_header (fixture->server, "/x", "X-Evil"));
  g_assert_null (whin_test_server_last_header (fixture->server, "/x", "Content-Length"));
  g_assert_true (g_str_has_prefix (whin_test_server_last_header (fixture->server, "/x", "Host"),
                                   "127.0.0.1:"));
  g_assert_cmpstr (whin_test_server_last_header (fixture->server, "/x", "Authorization"), ==,
                   "Bearer s3cret");
}

/* Asks for authentication until it gets some. */
static void
on_protected (SoupServerMessage *message, const WhinTestRequest *request, gpointer challenge)
{
  const char *sent = soup_message_headers_get_one (request->headers, "Authorization");

  if (sent != NULL) {
    soup_server_message_set_status (message, 200, NULL);
    return;
  }
  soup_message_headers_append (soup_server_message_get_response_headers (message),
                               "WWW-Authenticate", challenge);
  soup_server_message_set_status (message, 401, NULL);
}

static void
test_authentication (Fixture *fixture, gconstpointer data)
{
  const char *sent;

  set (fixture, "demoAuthUsername", "%account[username]%");
  set (fixture, "demoAuthPassword", "%account[password]%");
  whin_test_server_answer_func (fixture->server, "/x", on_protected,
                                "Digest realm=\"r\", nonce=\"n\", qop=\"auth\", algorithm=MD5");
  call_well (fixture);
  sent = whin_test_server_last_header (fixture->server, "/x", "Authorization");
  g_assert_true (g_str_has_prefix (sent, "Digest username=\"alice\""));
  g_assert_null (strstr (sent, "s3cret"));

  whin_test_server_answer_func (fixture->server, "/x", on_protected, "Basic realm=\"r\"");
  call_well (fixture);
  g_assert_cmpstr (whin_test_server_last_header (fixture->server, "/x", "Authorization"), ==,
                   "Basic YWxpY2U6czNjcmV0");
}

static void
test_wrong_password_is_not_repeated (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WhinAnswer) answer = NULL;

  set (fixture, "demoAuthUsername", "alice");
  whin_test_server_answer (fixture->server, "/x", 401, "text/plain", "no");
  whin_test_server_header (fixture->server, "/x", "WWW-Authenticate", "Basic realm=\"r\"");
  answer = call (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (answer->status, ==, 401);
  g_assert_cmpuint (whin_test_server_count (fixture->server, "/x"), ==, 2);
}

static void
test_conditional_requests (Fixture *fixture, gconstpointer data)
{
  WhinServiceCall conditional = {.is_conditional = TRUE};
  g_autoptr (WhinAnswer) first = NULL;
  g_autoptr (WhinAnswer) second = NULL;
  g_autoptr (WhinAnswer) third = NULL;
  g_autoptr (WhinAnswer) fourth = NULL;

  whin_test_server_header (fixture->server, "/x", "ETag", "\"e1\"");
  whin_test_server_header (fixture->server, "/x", "Last-Modified", "Thu, 01 Jan 2026 00:00:00 GMT");
  first = call_with (fixture, &conditional, NULL);
  /* Not accepted, so not remembered. */
  second = call_with (fixture, &conditional, NULL);
  g_assert_null (whin_test_server_last_header (fixture->server, "/x", "If-None-Match"));
  whin_web_service_accept (fixture->service, fixture->result, second);
  third = call_with (fixture, &conditional, NULL);
  g_assert_cmpstr (whin_test_server_last_header (fixture->server, "/x", "If-None-Match"), ==,
                   "\"e1\"");
  g_assert_cmpstr (whin_test_server_last_header (fixture->server, "/x", "If-Modified-Since"), ==,
                   "Thu, 01 Jan 2026 00:00:00 GMT");
  /* Another account's answer is another one. */
  set (fixture, "username", "bob");
  fourth = call_with (fixture, &conditional, NULL);
  g_assert_null (whin_test_server_last_header (fixture->server, "/x", "If-None-Match"));
}

static void
test_huge_answer (Fixture *fixture, gconstpointer data)
{
  g_autofree char *fits = g_strnfill (4096, 'a');
  g_autofree char *huge = g_strnfill (4097, 'a');

  whin_test_server_answer (fixture->server, "/x", 200, "text/plain", fits);
  call_well (fixture);
  whin_test_server_answer (fixture->server, "/x", 200, "text/plain", huge);
  assert_fails (fixture, G_IO_ERROR_MESSAGE_TOO_LARGE);
}

static void
on_endless_chunk (SoupServerMessage *message, gpointer data)
{
  static const char chunk[1024] = {'a'};

  soup_message_body_append (soup_server_message_get_response_body (message), SOUP_MEMORY_STATIC,
                            chunk, sizeof chunk);
}

static void
on_endless (SoupServerMessage *message, const WhinTestRequest *request, gpointer data)
{
  soup_server_message_set_status (message, 200, NULL);
  soup_message_headers_set_encoding (soup_server_message_get_response_headers (message),
                                     SOUP_ENCODING_CHUNKED);
  g_signal_connect (message, "wrote-chunk", G_CALLBACK (on_endless_chunk), NULL);
  on_endless_chunk (message, NULL);
}

static void
test_endless_answer (Fixture *fixture, gconstpointer data)
{
  whin_test_server_answer_func (fixture->server, "/x", on_endless, NULL);
  assert_fails (fixture, G_IO_ERROR_MESSAGE_TOO_LARGE);
}

static void
test_slow_answer (Fixture *fixture, gconstpointer data)
{
  gint64 begin = g_get_monotonic_time ();

  set (fixture, "demoTimeout", "1");
  whin_test_server_hang (fixture->server, "/x");
  assert_fails (fixture, G_IO_ERROR_TIMED_OUT);
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 5 * G_USEC_PER_SEC);
}

static void
test_unreachable (Fixture *fixture, gconstpointer data)
{
  set (fixture, "demoUrl", "http://127.0.0.1:1/");
  assert_fails (fixture, G_IO_ERROR_HOST_UNREACHABLE);
  /* Any other machine is reached through the proxy, and nobody answers there (main). */
  set (fixture, "demoUrl", "https://nobody.invalid/");
  assert_fails (fixture, G_IO_ERROR_HOST_UNREACHABLE);
}

static void
test_bad_addresses (Fixture *fixture, gconstpointer data)
{
  static const char *const uris[] = {
      "ftp://example.com/",  "file:///etc/passwd", "x", "https://", "https:///path",
      "javascript:alert(1)", "https://%sha1(x/"};

  for (gsize i = 0; i < G_N_ELEMENTS (uris); i++) {
    g_autoptr (GError) error = NULL;

    set (fixture, "demoUrl", uris[i]);
    g_assert_null (call (fixture, &error));
    g_assert_nonnull (error);
  }
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  WhinServiceCall nothing = {0};

  whin_test_server_hang (fixture->server, "/x");
  whin_web_service_call_async (fixture->service, fixture->context, &nothing, cancellable,
                               whin_test_on_result, &fixture->result);
  whin_test_until (whin_test_server_count (fixture->server, "/x") == 1);
  g_cancellable_cancel (cancellable);
  whin_test_until (fixture->result != NULL);
  g_assert_null (whin_web_service_call_finish (fixture->service, fixture->result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
redirect (Fixture *fixture, guint status, const char *target)
{
  whin_test_server_answer (fixture->server, "/x", status, NULL, NULL);
  whin_test_server_header (fixture->server, "/x", "Location", target);
}

static void
test_redirect_within_origin (Fixture *fixture, gconstpointer data)
{
  set (fixture, "demoCustomHeaders", "Authorization: Bearer %account[password]%");
  whin_test_server_answer (fixture->server, "/y", 200, NULL, NULL);
  redirect (fixture, 302, "/y?a=1#fragment");
  call_well (fixture);
  g_assert_cmpstr (whin_test_server_last (fixture->server, "/y")->query, ==, "a=1");
  g_assert_cmpstr (whin_test_server_last_header (fixture->server, "/y", "Authorization"), ==,
                   "Bearer s3cret");
}

static void
test_redirect_to_another_origin_loses_secrets (Fixture *fixture, gconstpointer data)
{
  g_autofree char *target = g_strconcat (whin_test_server_get_uri (fixture->other), "/there", NULL);

  set (fixture, "demoCustomHeaders", "Authorization: Bearer %account[password]%\nX-Key: k");
  set (fixture, "demoAuthUsername", "alice");
  redirect (fixture, 302, target);
  call_well (fixture);
  g_assert_null (whin_test_server_last_header (fixture->other, "/there", "Authorization"));
  g_assert_null (whin_test_server_last_header (fixture->other, "/there", "X-Key"));

  /* A body that would be repeated there must not be. */
  set (fixture, "demoPostData", "p=%account[password]%");
  redirect (fixture, 307, target);
  whin_test_server_forget (fixture->other);
  assert_fails (fixture, G_IO_ERROR_PERMISSION_DENIED);
  g_assert_cmpuint (whin_test_server_count (fixture->other, "/there"), ==, 0);
  redirect (fixture, 303, target);
  call_well (fixture);
  g_assert_cmpstr (whin_test_server_last (fixture->other, "/there")->method, ==, "GET");
  g_assert_cmpstr (whin_test_server_last (fixture->other, "/there")->body, ==, "");
}

static void
test_unsafe_redirects (Fixture *fixture, gconstpointer data)
{
  static const char *const targets[] = {"http://example.com/",
                                        "ftp://127.0.0.1/",
                                        "file:///etc/passwd",
                                        "http://127.0.0.1.example.com/",
                                        "javascript:alert(1)",
                                        "http://u:p@127.0.0.1/",
                                        "http://example.com:80@127.0.0.1/"};

  for (gsize i = 0; i < G_N_ELEMENTS (targets); i++) {
    redirect (fixture, 302, targets[i]);
    assert_fails (fixture, G_IO_ERROR_PERMISSION_DENIED);
  }
  redirect (fixture, 302, "/x");
  whin_test_server_forget (fixture->server);
  assert_fails (fixture, G_IO_ERROR_PERMISSION_DENIED);
  g_assert_cmpuint (whin_test_server_count (fixture->server, "/x"), ==,
                    WHIN_HTTP_MAX_REDIRECTS + 1);
}

static void
test_secrets_stay_off_plain_http (Fixture *fixture, gconstpointer data)
{
  gboolean holds_secret = FALSE;
  g_autofree char *plain = whin_service_context_expand_uri (
      fixture->context, "http://example.com/?p=%account[password]%", NULL, &holds_secret, NULL);
  g_autofree char *digest = NULL;
  g_autofree char *safe = NULL;
  g_autofree char *led = NULL;

  g_assert_cmpstr (plain, ==, "http://example.com/?p=%2A%2A%2A%2A%2A%2A%2A%2A");
  g_assert_false (holds_secret);
  digest = whin_service_context_expand_uri (
      fixture->context, "http://example.com/?p=%sha1(%account[password]%)%", NULL, NULL, NULL);
  g_assert_cmpstr (digest, ==, "http://example.com/?p=fef341f85d87439e7d91a2d465b9871ef66b5e98");
  safe = whin_service_context_expand_uri (
      fixture->context, "https://example.com/?p=%account[password]%", NULL, &holds_secret, NULL);
  g_assert_cmpstr (safe, ==, "https://example.com/?p=s3cret");
  g_assert_true (holds_secret);
  /* The password must not decide where it goes. */
  set (fixture, "password", "127.0.0.1");
  led = whin_service_context_expand_uri (
      fixture->context, "http://%account[password]%/?p=%account[password]%", NULL, NULL, NULL);
  g_assert_null (strstr (led, "127.0.0.1"));
}

/* What another machine would see of plain http: the proxy is in its place. */
static void
test_plain_http_on_the_wire (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WhinAnswer) answer = NULL;

  whin_test_server_answer (proxy, "/x", 401, "text/plain", "no");
  whin_test_server_header (proxy, "/x", "WWW-Authenticate", "Basic realm=\"r\"");
  set (fixture, "demoUrl", "http://example.com/x?p=%account[password]%");
  set (fixture, "demoCustomHeaders", "X-Token: %account[password]%");
  set (fixture, "demoPostData", "p=%account[password]%&u=%account[username]%");
  set (fixture, "demoAuthUsername", "%account[username]%");
  set (fixture, "demoAuthPassword", "%account[password]%");
  answer = call (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (answer->status, ==, 401);
  g_assert_cmpuint (whin_test_server_count (proxy, "/x"), ==, 1);
  g_assert_cmpstr (whin_test_server_last (proxy, "/x")->query, ==, "p=%2A%2A%2A%2A%2A%2A%2A%2A");
  g_assert_cmpstr (whin_test_server_last (proxy, "/x")->body, ==,
                   "p=%2A%2A%2A%2A%2A%2A%2A%2A&u=alice");
  g_assert_cmpstr (whin_test_server_last_header (proxy, "/x", "X-Token"), ==, "********");
  g_assert_null (whin_test_server_last_header (proxy, "/x", "Authorization"));
  whin_test_server_forget (proxy);

  /* Digest shows no password, so it is given. */
  whin_test_server_answer_func (proxy, "/x", on_protected,
                                "Digest realm=\"r\", nonce=\"n\", qop=\"auth\", algorithm=MD5");
  call_well (fixture);
  g_assert_true (g_str_has_prefix (whin_test_server_last_header (proxy, "/x", "Authorization"),
                                   "Digest username=\"alice\""));

  /* A digest of a secret may go, but no redirect takes it on over plain http, nor to loopback. */
  set (fixture, "demoUrl", "http://example.com/x?p=%sha1(%account[password]%)%");
  whin_test_server_answer (proxy, "/x", 302, NULL, NULL);
  whin_test_server_header (proxy, "/x", "Location", "http://example.com/y");
  assert_fails (fixture, G_IO_ERROR_PERMISSION_DENIED);
  g_assert_cmpuint (whin_test_server_count (proxy, "/y"), ==, 0);
  whin_test_server_answer (proxy, "/x", 302, NULL, NULL);
  whin_test_server_header (proxy, "/x", "Location", whin_test_server_get_uri (fixture->other));
  assert_fails (fixture, G_IO_ERROR_PERMISSION_DENIED);
}

static void
test_path_and_method_of_the_caller (Fixture *fixture, gconstpointer data)
{
  WhinServiceCall post = {
      .path = "/orders", .method = "POST", .body = "{\"a\":1}", .headers = "Idempotency-Key: k1"};
  g_autoptr (GError) error = NULL;
  g_autoptr (WhinAnswer) answer = NULL;

  set (fixture, "demoUrl", "@SERVER@/store/?tenant=1");
  set (fixture, "demoPostData", "ignored");
  whin_test_server_answer (fixture->server, "/store/orders", 201, "application/json", "{}");
  answer = call_with (fixture, &post, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (answer->status, ==, 201);
  g_assert_cmpstr (whin_test_server_last (fixture->server, "/store/orders")->body, ==, "{\"a\":1}");
  g_assert_cmpstr (whin_test_server_last (fixture->server, "/store/orders")->query, ==, "tenant=1");
  g_assert_cmpstr (
      whin_test_server_last_header (fixture->server, "/store/orders", "Idempotency-Key"), ==, "k1");
}

#define ADD(name, func) g_test_add ("/web-service/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  proxy = whin_test_server_new ();
  g_setenv ("http_proxy", whin_test_server_get_uri (proxy), TRUE);
  g_setenv ("https_proxy", "http://127.0.0.1:1", TRUE);
  ADD ("get", test_get);
  ADD ("bodies", test_bodies);
  ADD ("methods", test_methods);
  ADD ("first-letters-case-does-not-matter", test_first_letters_case_does_not_matter);
  ADD ("older-sms-names", test_older_sms_names);
  ADD ("custom-headers", test_custom_headers);
  ADD ("authentication", test_authentication);
  ADD ("wrong-password-is-not-repeated", test_wrong_password_is_not_repeated);
  ADD ("conditional-requests", test_conditional_requests);
  ADD ("huge-answer", test_huge_answer);
  ADD ("endless-answer", test_endless_answer);
  ADD ("slow-answer", test_slow_answer);
  ADD ("unreachable", test_unreachable);
  ADD ("bad-addresses", test_bad_addresses);
  ADD ("cancelled", test_cancelled);
  ADD ("redirect-within-origin", test_redirect_within_origin);
  ADD ("redirect-to-another-origin-loses-secrets", test_redirect_to_another_origin_loses_secrets);
  ADD ("unsafe-redirects", test_unsafe_redirects);
  ADD ("secrets-stay-off-plain-http", test_secrets_stay_off_plain_http);
  ADD ("path-and-method-of-the-caller", test_path_and_method_of_the_caller);
  ADD ("plain-http-on-the-wire", test_plain_http_on_the_wire);
  status = g_test_run ();
  g_assert_cmpuint (whin_test_server_count (proxy, "/there"), ==, 0); /* loopback goes past it */
  whin_test_server_free (proxy);
  return status;
}
