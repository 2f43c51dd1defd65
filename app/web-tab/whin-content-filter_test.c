/* SPDX-License-Identifier: Apache-2.0 */
#include "app/web-tab/whin-content-filter.h"

#include <json-glib/json-glib.h>
#include <string.h>

static JsonArray *
parse (const char *json, JsonParser *parser)
{
  g_autoptr (GError) error = NULL;

  json_parser_load_from_data (parser, json, -1, &error);
  g_assert_no_error (error);
  return json_node_get_array (json_parser_get_root (parser));
}

static const char *
get_trigger (JsonArray *rules, guint i, const char *member)
{
  JsonObject *rule = json_array_get_object_element (rules, i);

  return json_object_get_string_member (json_object_get_object_member (rule, "trigger"), member);
}

static const char *
get_action (JsonArray *rules, guint i)
{
  JsonObject *rule = json_array_get_object_element (rules, i);

  return json_object_get_string_member (json_object_get_object_member (rule, "action"), "type");
}

static void
test_no_origin_blocks_all (void)
{
  const char *const origins[] = {NULL};
  g_autofree char *json = whin_content_filter_dup_json (origins);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonArray *rules = parse (json, parser);

  g_assert_cmpuint (json_array_get_length (rules), ==, 1);
  g_assert_cmpstr (get_trigger (rules, 0, "url-filter"), ==, ".*");
  g_assert_cmpstr (get_action (rules, 0), ==, "block");
}

/* The patterns are read by GRegex here, whose syntax holds WebKit's. */
static void
test_exceptions (void)
{
  const char *const origins[] = {"https://portal.example.com", "http://127.0.0.1:8080",
                                 "http://[::1]:81", NULL};
  static const struct {
    guint rule;
    const char *uri;
    gboolean passes;
  } cases[] = {
      {1, "https://portal.example.com/", TRUE},
      {1, "https://portal.example.com/a?b=c", TRUE},
      {1, "http://portal.example.com/", FALSE},
      {1, "https://portalXexample.com/", FALSE},
      {1, "https://portal.example.com.elsewhere.example.net/", FALSE},
      {1, "https://portal.example.com:444/", FALSE},
      {1, "https://portal.example.com@elsewhere.example.net/", FALSE},
      {1, "https://elsewhere.example.net/?https://portal.example.com/", FALSE},
      {2, "http://127.0.0.1:8080/x", TRUE},
      {2, "http://127.0.0.1:8081/x", FALSE},
      {2, "http://127.0.0.1:80801/", FALSE},
      {3, "http://[::1]:81/", TRUE},
      {3, "http://[::2]:81/", FALSE},
  };
  g_autofree char *json = whin_content_filter_dup_json (origins);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonArray *rules = parse (json, parser);

  g_assert_cmpuint (json_array_get_length (rules), ==, 4);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    const char *pattern = get_trigger (rules, cases[i].rule, "url-filter");
    g_assert_cmpint (g_regex_match_simple (pattern, cases[i].uri, 0, 0), ==, cases[i].passes);
    g_assert_cmpstr (get_action (rules, cases[i].rule), ==, "ignore-previous-rules");
  }
}

static void
test_strange_origins_get_no_exception (void)
{
  const char *const origins[] = {"https://a\"b",
                                 "https://b\xc3\xbc"
                                 "cher.example",
                                 "https://a|b",
                                 "https://a\\b",
                                 "https://A",
                                 "https://.*",
                                 NULL};
  g_autofree char *json = whin_content_filter_dup_json (origins);
  g_autoptr (JsonParser) parser = json_parser_new ();

  g_assert_cmpuint (json_array_get_length (parse (json, parser)), ==, 1);
}

static void
test_name (void)
{
  const char *const none[] = {NULL};
  const char *const one[] = {"https://portal.example.com", NULL};
  g_autofree char *json_none = whin_content_filter_dup_json (none);
  g_autofree char *json_one = whin_content_filter_dup_json (one);
  g_autofree char *a = whin_content_filter_dup_name (json_none);
  g_autofree char *b = whin_content_filter_dup_name (json_none);
  g_autofree char *c = whin_content_filter_dup_name (json_one);

  g_assert_cmpstr (a, ==, b);
  g_assert_cmpstr (a, !=, c);
  g_assert_null (strchr (a, '/'));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/content-filter/no-origin-blocks-all", test_no_origin_blocks_all);
  g_test_add_func ("/content-filter/exceptions", test_exceptions);
  g_test_add_func ("/content-filter/strange-origins", test_strange_origins_get_no_exception);
  g_test_add_func ("/content-filter/name", test_name);
  return g_test_run ();
}
