/* SPDX-License-Identifier: Apache-2.0 */
#include "core/service/whin-json.h"

#include <gio/gio.h>

#include <string.h>

static JsonObject *
parse (const char *text)
{
  return whin_json_parse (text, strlen (text), NULL);
}

static void
test_accepted (void)
{
  static const char *const texts[] = {
      "{}",
      " {\r\n\t\"a\" : [1, -2.5e+3, true, false, null, \"x\"] } ",
      "{\"a\":\"[[[[\\\"[[[\\\\\"}",
      "\xEF\xBB\xBF{\"a\":1}",
      "{\"a\":\"ü // /* ' # \"}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (JsonObject) object = parse (texts[i]);

    g_test_message ("text %" G_GSIZE_FORMAT, i);
    g_assert_nonnull (object);
  }
}

static void
test_refused (void)
{
  static const char *const texts[] = {
      "",
      " ",
      "[]",
      "1",
      "\"a\"",
      "null",
      "{",
      "{\"a\":",
      "{\"a\":1",
      "{\"a\":1}}",
      "{\"a\":\"\xff\"}",
      "{\"a\":\"line\nbreak\"}",
      "{'a':1}",
      "{\"a\":1 /* \" */}",
      "{\"a\":1} // x",
      "{\"a\":1} # x",
      "{\"a\":\"unclosed}",
      "{\"a\":\"\\",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GError) error = NULL;

    g_test_message ("text %" G_GSIZE_FORMAT, i);
    g_assert_null (whin_json_parse (texts[i], strlen (texts[i]), &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  }
  g_assert_null (whin_json_parse ("{}\0{}", 5, NULL));
}

static void
assert_depth (guint depth, gboolean is_accepted)
{
  g_autoptr (GString) text = g_string_new ("{\"a\":");
  g_autoptr (JsonObject) object = NULL;

  for (guint i = 1; i < depth; i++)
    g_string_append_c (text, '[');
  for (guint i = 1; i < depth; i++)
    g_string_append_c (text, ']');
  g_string_append (text, depth == 1 ? "1}" : "}");
  object = parse (text->str);
  g_assert_true ((object != NULL) == is_accepted);
}

/* json-glib itself would overflow the stack with the last ones. */
static void
test_depth (void)
{
  g_autofree char *brackets = g_strnfill (1024 * 1024, '[');
  g_autofree char *hidden = g_strconcat ("{\"a\": /* \" */ ", brackets, NULL);
  g_autofree char *quoted = g_strconcat ("{'\"':", brackets, NULL);

  assert_depth (1, TRUE);
  assert_depth (WHIN_JSON_MAX_DEPTH, TRUE);
  assert_depth (WHIN_JSON_MAX_DEPTH + 1, FALSE);
  g_assert_null (parse (brackets));
  g_assert_null (parse (hidden));
  g_assert_null (parse (quoted));
}

static void
test_members (void)
{
  g_autoptr (JsonObject) object =
      parse ("{\"t\":\"x\",\"i\":5,\"d\":5.5,\"n\":null,\"o\":{},\"a\":[{},1]}");
  gint64 number = -1;

  g_assert_cmpstr (whin_json_get_text (object, "t"), ==, "x");
  g_assert_null (whin_json_get_text (object, "i"));
  g_assert_null (whin_json_get_text (object, "n"));
  g_assert_null (whin_json_get_text (object, "o"));
  g_assert_null (whin_json_get_text (object, "missing"));
  g_assert_true (whin_json_get_integer (object, "i", &number));
  g_assert_cmpint (number, ==, 5);
  g_assert_false (whin_json_get_integer (object, "d", &number));
  g_assert_false (whin_json_get_integer (object, "t", &number));
  g_assert_false (whin_json_get_integer (object, "n", &number));
  g_assert_cmpint (number, ==, 5);
  g_assert_null (whin_json_get_array (object, "o"));
  g_assert_nonnull (whin_json_array_get_object (whin_json_get_array (object, "a"), 0));
  g_assert_null (whin_json_array_get_object (whin_json_get_array (object, "a"), 1));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/accepted", test_accepted);
  g_test_add_func ("/json/refused", test_refused);
  g_test_add_func ("/json/depth", test_depth);
  g_test_add_func ("/json/members", test_members);
  return g_test_run ();
}
