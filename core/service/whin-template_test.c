/* SPDX-License-Identifier: Apache-2.0 */
#include "core/service/whin-template.h"

#include <string.h>

/* Every rule of templates (wire-protocols, section 1). */

static const struct {
  const char *scope;
  const char *key;
  const char *value;
  gboolean is_secret;
} values[] = {
    {NULL, "appid", "com.example.Phone", FALSE},
    {NULL, "device", "D", FALSE},
    {NULL, "username", "al ice&b=1", FALSE},
    {NULL, "password", "p\"<&\\\r\nX: y", TRUE},
    {"account", "username", "alice", FALSE},
    {"account", "unknown-Node_2", "kept", FALSE},
    {"account", "password", "secret", TRUE},
    {"account", "cloud_password", "token", TRUE},
    {"account", "quote", "a\"b\\c\n\x01", FALSE},
    {"account", "markup", "<a href='x'>&\"\n", FALSE},
    {"account", "lines", "one\r\nSet-Cookie: x\x7F", FALSE},
    {"account", "umlaut", "ü/ä?", FALSE},
    {"account", "percent", "%account[password]%", FALSE},
};

static const char *
on_lookup (const char *scope, const char *key, gboolean *is_secret, gpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++) {
    if (g_strcmp0 (values[i].scope, scope) == 0 && strcmp (values[i].key, key) == 0) {
      *is_secret = values[i].is_secret;
      return values[i].value;
    }
  }
  return NULL;
}

typedef struct {
  const char *template;
  WhinLanding landing;
  gboolean confidential;
  const char *expected;
} Case;

static const Case cases[] = {
    /* what is no placeholder stays */
    {"", WHIN_LANDING_URI, TRUE, ""},
    {"https://example.com/a?b=c#d", WHIN_LANDING_URI, TRUE, "https://example.com/a?b=c#d"},
    {"100% sure, 50%", WHIN_LANDING_PLAIN, TRUE, "100% sure, 50%"},
    {"%%", WHIN_LANDING_PLAIN, TRUE, "%%"},
    {"%", WHIN_LANDING_PLAIN, TRUE, "%"},
    {"a%20b%C3%A9t%C3%A9%2F", WHIN_LANDING_URI, TRUE, "a%20b%C3%A9t%C3%A9%2F"},
    {"%account[username", WHIN_LANDING_PLAIN, TRUE, "%account[username"},
    {"%account[username]", WHIN_LANDING_PLAIN, TRUE, "%account[username]"},
    {")%", WHIN_LANDING_PLAIN, TRUE, ")%"},
    /* names and scopes */
    {"%appid%", WHIN_LANDING_URI, TRUE, "com.example.Phone"},
    {"%device%", WHIN_LANDING_URI, TRUE, "D"}, /* "de" looks like hexadecimal digits */
    {"x%account[username]%y", WHIN_LANDING_URI, TRUE, "xalicey"},
    {"%account[unknown-Node_2]%", WHIN_LANDING_URI, TRUE, "kept"},
    {"%account[username]%%account[username]%", WHIN_LANDING_URI, TRUE, "alicealice"},
    {"[%nothing%][%account[nothing]%][%other[username]%]", WHIN_LANDING_PLAIN, TRUE, "[][][]"},
    /* a value is never read as a template again */
    {"%account[percent]%", WHIN_LANDING_PLAIN, TRUE, "%account[password]%"},
    /* escaping by landing place */
    {"u=%username%&x=1", WHIN_LANDING_FORM, TRUE, "u=al%20ice%26b%3D1&x=1"},
    {"/%account[umlaut]%", WHIN_LANDING_URI, TRUE, "/%C3%BC%2F%C3%A4%3F"},
    {"{\"a\":\"%account[quote]%\"}", WHIN_LANDING_JSON, TRUE, "{\"a\":\"a\\\"b\\\\c\\n\\u0001\"}"},
    {"<a>%account[markup]%</a>", WHIN_LANDING_XML, TRUE,
     "<a>&lt;a href=&#39;x&#39;&gt;&amp;&quot;&#10;</a>"},
    {"X: %account[lines]%", WHIN_LANDING_HEADER, TRUE, "X: oneSet-Cookie: x"},
    {"X: %password%", WHIN_LANDING_HEADER, TRUE, "X: p\"<&\\X: y"},
    /* functions */
    {"%sha1(abc)%", WHIN_LANDING_URI, TRUE, "a9993e364706816aba3e25717850c26c9cd0d89d"},
    {"%md5(abc)%", WHIN_LANDING_URI, TRUE, "900150983cd24fb0d6963f7d28e17f72"},
    {"%sha256(abc)%", WHIN_LANDING_URI, TRUE,
     "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
    {"%base64(a?>)%", WHIN_LANDING_PLAIN, TRUE, "YT8+"},
    {"%base64(a?>)%", WHIN_LANDING_URI, TRUE, "YT8%2B"},
    {"%urlencode(a b/c)%", WHIN_LANDING_URI, TRUE, "a%20b%2Fc"},
    {"%urlencode(a b)%", WHIN_LANDING_JSON, TRUE, "a%20b"},
    {"%urlencode(%urlencode(a b)%)%", WHIN_LANDING_URI, TRUE, "a%2520b"},
    {"%sha1()%", WHIN_LANDING_URI, TRUE, "da39a3ee5e6b4b0d3255bfef95601890afd80709"},
    {"%sha1(%account[password]%)%", WHIN_LANDING_URI, TRUE,
     "e5e9fa1ba31ecd1ae84f75caaa474f3a663f05f4"},
    {"%sha1(%md5(%account[username]%:x)%)%", WHIN_LANDING_URI, TRUE,
     "23caf4d22deba4670b02f31bcb03917e99789af7"},
    {"%nofunction(%account[username]%)%", WHIN_LANDING_PLAIN, TRUE, "%nofunction(alice)%"},
    /* secrets over plain http */
    {"p=%account[password]%", WHIN_LANDING_URI, FALSE, "p=%2A%2A%2A%2A%2A%2A%2A%2A"},
    {"%account[cloud_password]%", WHIN_LANDING_PLAIN, FALSE, "********"},
    {"%password%", WHIN_LANDING_PLAIN, FALSE, "********"},
    {"%base64(%account[password]%)%", WHIN_LANDING_PLAIN, FALSE, "KioqKioqKio="},
    {"%urlencode(%account[password]%)%", WHIN_LANDING_PLAIN, FALSE, "%2A%2A%2A%2A%2A%2A%2A%2A"},
    {"%sha1(%account[password]%)%", WHIN_LANDING_PLAIN, FALSE,
     "e5e9fa1ba31ecd1ae84f75caaa474f3a663f05f4"},
    {"%base64(%sha1(%account[password]%)%)%", WHIN_LANDING_PLAIN, FALSE,
     "ZTVlOWZhMWJhMzFlY2QxYWU4NGY3NWNhYWE0NzRmM2E2NjNmMDVmNA=="},
    {"%account[username]%", WHIN_LANDING_PLAIN, FALSE, "alice"},
};

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = whin_template_expand (c->template, c->landing, c->confidential, on_lookup,
                                                NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, c->expected);
}

static void
assert_refused (const char *template)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (
      whin_template_expand (template, WHIN_LANDING_URI, FALSE, on_lookup, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
}

static void
test_refusals (void)
{
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autofree char *longest = g_strnfill (WHIN_TEMPLATE_MAX_BYTES + 1, 'a');
  g_autoptr (GString) growing = g_string_new (NULL);

  /* An unclosed function must not show what it was to hide. */
  assert_refused ("%sha1(%account[password]%");
  assert_refused ("%sha1(");
  for (int i = 0; i <= WHIN_TEMPLATE_MAX_DEPTH; i++)
    g_string_append (deep, "%sha1(");
  for (int i = 0; i <= WHIN_TEMPLATE_MAX_DEPTH; i++)
    g_string_append (deep, ")%");
  assert_refused (deep->str);
  assert_refused (longest);
  for (int i = 0; i < 6000; i++)
    g_string_append (growing, "%appid%");
  assert_refused (growing->str);
}

static void
test_deepest (void)
{
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  for (int i = 0; i < WHIN_TEMPLATE_MAX_DEPTH; i++)
    g_string_append (deep, "%urlencode(");
  g_string_append (deep, "x");
  for (int i = 0; i < WHIN_TEMPLATE_MAX_DEPTH; i++)
    g_string_append (deep, ")%");
  text = whin_template_expand (deep->str, WHIN_LANDING_URI, TRUE, on_lookup, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, "x");
}

static void
test_says_when_it_holds_a_secret (void)
{
  static const struct {
    const char *template;
    gboolean confidential;
    gboolean holds_secret;
  } rows[] = {
      {"%account[username]%", TRUE, FALSE},          {"%account[password]%", TRUE, TRUE},
      {"%account[password]%", FALSE, FALSE},         {"%sha1(%account[password]%)%", FALSE, TRUE},
      {"%base64(%account[password]%)%", TRUE, TRUE},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    gboolean holds_secret = FALSE;
    g_autofree char *text =
        whin_template_expand (rows[i].template, WHIN_LANDING_URI, rows[i].confidential, on_lookup,
                              NULL, &holds_secret, NULL);

    g_assert_nonnull (text);
    g_assert_cmpint (holds_secret, ==, rows[i].holds_secret);
  }
}

static void
test_unknown_name_is_logged_once (void)
{
  g_test_expect_message ("whinchat-core", G_LOG_LEVEL_MESSAGE, "*“neverHeardOf”*");
  for (int i = 0; i < 3; i++) {
    g_autofree char *text = whin_template_expand ("%neverHeardOf%", WHIN_LANDING_URI, TRUE,
                                                  on_lookup, NULL, NULL, NULL);

    g_assert_cmpstr (text, ==, "");
  }
  g_test_assert_expected_messages ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/template/case/%02" G_GSIZE_FORMAT, i);

    g_test_add_data_func (path, &cases[i], test_case);
  }
  g_test_add_func ("/template/refusals", test_refusals);
  g_test_add_func ("/template/deepest", test_deepest);
  g_test_add_func ("/template/says-when-it-holds-a-secret", test_says_when_it_holds_a_secret);
  g_test_add_func ("/template/unknown-name-is-logged-once", test_unknown_name_is_logged_once);
  return g_test_run ();
}
