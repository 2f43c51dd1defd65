/* SPDX-License-Identifier: Apache-2.0 */
#include "app/control/whin-status.h"

#include "core/phone/dummy/whin-dummy-provider.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define BRAND "[Brand]\nName=Test\nApplicationId=org.example.Test\n[Account]\ntitle=Test\n"

static WhinSession *
session_new (const char *dir)
{
  g_autofree char *path = g_build_filename (dir, "brand.ini", NULL);
  g_autofree char *data_dir = g_build_filename (dir, "data", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (WhinBrand) brand = NULL;

  g_file_set_contents (path, BRAND, -1, &error);
  g_assert_no_error (error);
  brand = whin_brand_new_from_file (path, &error);
  g_assert_no_error (error);
  return whin_session_new (brand, data_dir);
}

static void
test_public_uri (void)
{
  static const struct {
    const char *uri;
    const char *public_uri;
  } cases[] = {
      {NULL, NULL},
      {"not a uri", NULL},
      {"https://example.com/a/b?token=secret#part", "https://example.com/a/b"},
      {"https://alice:secret@example.com:8443/", "https://example.com:8443/"},
      {"http://127.0.0.1:8080/selfcare/?token=%2F", "http://127.0.0.1:8080/selfcare/"},
      {"https://example.com/%C3%A9?x", "https://example.com/%C3%A9"},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *uri = whin_status_dup_public_uri (cases[i].uri);
    g_assert_cmpstr (uri, ==, cases[i].public_uri);
  }
}

static void
test_signed_out (void)
{
  g_autofree char *dir = g_dir_make_tmp ("whin-status-XXXXXX", NULL);
  g_autoptr (WhinSession) session = session_new (dir);
  g_autoptr (WhinPhone) phone = whin_phone_new (session, NULL);
  const WhinStatusScreen screen = {"sign-in", NULL, "https://example.com/?token=secret",
                                   "Sign in first"};
  g_autofree char *json = whin_status_dup_json (session, phone, &screen);
  g_autofree char *text = whin_status_dup_text (json);
  g_autoptr (JsonParser) parser = json_parser_new ();

  g_assert_true (json_parser_load_from_data (parser, json, -1, NULL));
  JsonObject *status = json_node_get_object (json_parser_get_root (parser));
  JsonObject *balance = json_object_get_object_member (status, "balance");

  g_assert_true (json_object_get_null_member (status, "line"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (status, "calls")), ==, 0);
  g_assert_null (strchr (json, '\n'));
  g_assert_false (json_object_get_boolean_member (status, "signedIn"));
  g_assert_cmpstr (json_object_get_string_member (status, "screen"), ==, "sign-in");
  g_assert_true (json_object_get_null_member (status, "product"));
  g_assert_true (json_object_get_null_member (status, "account"));
  g_assert_true (json_object_get_null_member (status, "order"));
  g_assert_cmpstr (json_object_get_string_member (status, "notice"), ==, "Sign in first");
  g_assert_cmpstr (
      json_object_get_string_member (json_object_get_object_member (status, "webTab"), "uri"), ==,
      "https://example.com/");
  g_assert_true (json_object_get_null_member (balance, "text"));
  g_assert_true (json_object_get_null_member (balance, "checkedAt"));
  g_assert_true (json_object_get_null_member (balance, "error"));
  g_assert_false (json_object_get_boolean_member (balance, "stale"));
  g_assert_cmpstr (text, ==,
                   "Signed out\nScreen: sign-in\nWeb page: https://example.com/\n"
                   "Last notice: Sign in first\n");
}

static void
test_calls (void)
{
  g_autofree char *dir = g_dir_make_tmp ("whin-status-XXXXXX", NULL);
  g_autoptr (WhinSession) session = session_new (dir);
  g_autoptr (WhinDummyProvider) provider = whin_dummy_provider_new ();
  g_autoptr (WhinPhone) phone = whin_phone_new (session, WHIN_PHONE_PROVIDER (provider));
  WhinDummyCall *call = whin_dummy_provider_ring (provider, "+12025550143", "Alice \"A\"");
  WhinDummyLine *line = whin_dummy_provider_get_line (provider);
  const WhinStatusScreen screen = {"call"};
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *json = NULL;
  g_autofree char *text = NULL;

  whin_dummy_line_set_state (line, WHIN_LINE_REFUSED, "The password was refused.");
  whin_dummy_line_set_voicemail (line, 3, 1);
  whin_call_answer (WHIN_CALL (call));
  whin_dummy_call_set_encryption (call, WHIN_CALL_ENCRYPTION_SDES);
  whin_dummy_call_set_quality (call, WHIN_CALL_QUALITY_POOR);
  json = whin_status_dup_json (session, phone, &screen);
  text = whin_status_dup_text (json);
  g_assert_true (json_parser_load_from_data (parser, json, -1, NULL));
  g_assert_nonnull (
      strstr (json, "\"line\":{\"state\":\"refused\",\"reason\":\"The password was refused.\","
                    "\"address\":\"alice@example.com\",\"secure\":false,\"doNotDisturb\":false,"
                    "\"voicemail\":{\"new\":3,\"old\":1}}"));
  g_assert_nonnull (strstr (
      json, "\"calls\":[{\"state\":\"active\",\"direction\":\"in\",\"number\":\"+12025550143\","
            "\"name\":\"Alice \\\"A\\\"\",\"reason\":null,\"seconds\":0,\"current\":true,"
            "\"muted\":false,\"encryption\":\"sdes\",\"codec\":\"Opus\",\"quality\":\"poor\","
            "\"conference\":false}]"));
  g_assert_nonnull (strstr (text, "Line: refused (The password was refused.)\n"));
  g_assert_nonnull (strstr (text, "Call: Alice \"A\", active\n"));

  g_clear_pointer (&json, g_free);
  whin_call_set_known_name (WHIN_CALL (call), "Reception");
  json = whin_status_dup_json (session, phone, &screen);
  g_assert_nonnull (strstr (json, "\"name\":\"Reception\""));
}

static void
test_text (void)
{
  g_autofree char *text = whin_status_dup_text (
      "{\"signedIn\":true,\"screen\":\"qd\",\"product\":null,\"webTab\":{\"uri\":null},"
      "\"account\":{\"title\":\"Alice\",\"username\":\"1001\",\"host\":\"sip.example.com\","
      "\"nodes\":{}},\"balance\":{\"text\":\"$1.00\",\"checkedAt\":\"2026-01-02T03:04:05Z\","
      "\"stale\":true,\"error\":\"No answer\"},\"notice\":null,"
      "\"order\":{\"id\":\"1\",\"state\":\"paid\"}}");

  g_assert_cmpstr (text, ==,
                   "Account: Alice\nUser name: 1001\nServer: sip.example.com\nBalance: $1.00\n"
                   "Balance checked: 2026-01-02T03:04:05Z\nBalance error: No answer\nScreen: qd\n"
                   "Order: paid\n");
}

static void
test_text_of_strange_answers (void)
{
  g_assert_null (whin_status_dup_text (""));
  g_assert_null (whin_status_dup_text ("[]"));
  g_assert_null (whin_status_dup_text ("{"));
  g_autofree char *text = whin_status_dup_text ("{\"account\":3,\"screen\":{}}");
  g_assert_cmpstr (text, ==, "Signed out\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/status/public-uri", test_public_uri);
  g_test_add_func ("/status/signed-out", test_signed_out);
  g_test_add_func ("/status/calls", test_calls);
  g_test_add_func ("/status/text", test_text);
  g_test_add_func ("/status/text-of-strange-answers", test_text_of_strange_answers);
  return g_test_run ();
}
