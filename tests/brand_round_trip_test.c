/* SPDX-License-Identifier: Apache-2.0 */
#include "core/account/whin-account-xml.h"
#include "core/brand/whin-brand.h"
#include "core/brand/whin-web-tab.h"
#include "core/provisioning/whin-brand-answer.h"
#include "core/service/whin-xml.h"
#include "portal/brand.h"
#include "portal/database.h"
#include "portal/key-file.h"

#include <glib/gstdio.h>

/* A brand.ini gives the phone the same account defaults, web tabs and origins whether the phone
 * reads the file itself or gets it from a portal that imported it. */

#define PUBLIC_URL "https://portal.example.com"

static WhinBrandAnswer *
import_and_serve (const char *text)
{
  g_autofree char *folder = g_dir_make_tmp ("whinchat-brand-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "portal.db", NULL);
  struct database *database = database_create (folder);
  struct key_file_error error;
  struct key_file *keys = key_file_parse (text, strlen (text), &error);
  struct buffer message = BUFFER_EMPTY;
  struct buffer xml = BUFFER_EMPTY;
  struct brand brand;
  g_autoptr (GError) problem = NULL;
  WhinBrandAnswer *answer;

  g_assert_nonnull (database);
  g_assert_nonnull (keys);
  brand_import (database, keys, true, &brand, &message);
  g_assert_cmpstr (buffer_text (&message), ==, "");
  g_assert_true (brand_append_document (database, brand.code, false, PUBLIC_URL, &xml));
  answer = whin_brand_answer_parse (buffer_text (&xml), xml.length, &problem);
  g_assert_no_error (problem);
  buffer_clear (&xml);
  buffer_clear (&message);
  key_file_free (keys);
  database_close (database);
  g_assert_cmpint (g_unlink (file), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  return answer;
}

/* A subtree may be written in several ways that say the same. */
static char *
dup_canonical (const char *value)
{
  g_autofree char *document = g_strdup_printf ("<x>%s</x>", value);
  g_autoptr (WhinXml) xml = NULL;

  if (value[0] != '<')
    return g_strdup (value);
  xml = whin_xml_parse (document, strlen (document), NULL);
  g_assert_nonnull (xml);
  return g_strdup (((WhinXmlChild *)g_ptr_array_index (xml->children, 0))->value);
}

static void
assert_same_values (GHashTable *wanted, GPtrArray *values)
{
  g_assert_cmpuint (values->len, ==, g_hash_table_size (wanted));
  for (guint i = 0; i < values->len; i++) {
    const WhinAccountValue *value = g_ptr_array_index (values, i);
    const char *text = g_hash_table_lookup (wanted, value->node);
    g_autofree char *canonical = NULL;

    g_assert_nonnull (text);
    canonical = dup_canonical (text);
    g_assert_cmpstr (value->value, ==, canonical);
  }
}

static void
assert_same_tabs (GPtrArray *wanted, GPtrArray *tabs)
{
  g_assert_cmpuint (tabs->len, ==, wanted->len);
  for (guint i = 0; i < tabs->len; i++) {
    WhinWebTab *a = g_ptr_array_index (wanted, i);
    WhinWebTab *b = g_ptr_array_index (tabs, i);

    g_assert_cmpstr (whin_web_tab_get_id (a), ==, whin_web_tab_get_id (b));
    g_assert_cmpstr (whin_web_tab_get_title (a), ==, whin_web_tab_get_title (b));
    g_assert_cmpstr (whin_web_tab_get_icon_name (a), ==, whin_web_tab_get_icon_name (b));
    g_assert_cmpstr (whin_web_tab_get_uri_template (a), ==, whin_web_tab_get_uri_template (b));
  }
}

static void
assert_round_trip (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WhinBrand) brand = whin_brand_new_from_data (text, strlen (text), "/", &error);
  g_autoptr (WhinBrandAnswer) answer = NULL;

  g_assert_no_error (error);
  answer = import_and_serve (text);
  assert_same_values (whin_brand_get_account_defaults (brand), answer->values);
  assert_same_tabs (whin_brand_get_web_tabs (brand), answer->web_tabs);
  g_assert_cmpstrv (whin_brand_get_trusted_origins (brand), answer->trusted_origins);
}

/* The file of this source tree, with a cloud ID, which a portal needs, and the portal's address. */
static void
test_file (gconstpointer name)
{
  g_autofree char *path = g_build_filename (g_getenv ("WHINCHAT_SOURCE"), "brands", name, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GString) whole = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  whole = g_string_new (text);
  g_string_replace (whole, "PortalUrl=@PORTAL@\n", "", 0);
  g_string_replace (whole, "[Brand]\n", "[Brand]\nCloudId=TRIP\nPortalUrl=" PUBLIC_URL "\n", 1);
  assert_round_trip (whole->str);
}

static void
test_hostile_values (void)
{
  assert_round_trip (
      "[Brand]\nName=A & <B>\nApplicationId=com.example.Phone\nScheme=ACMEsip\nCloudId=ACME\n"
      "PortalUrl=" PUBLIC_URL "\nTrustedOrigins= https://a.example:8443 ;; @PORTAL@\n"
      "[Account]\ntitle=\"T\" & ' <\nempty=\nspaces=\\s two \\s\nlines=A: b\\nC: d\n"
      "headers=A: b\\r\\nC: d\\te\nutf8=Grüße 🐦\n"
      "entities=&amp; ]]> &#65;\n"
      "rewriting=<rewriting priority='50'>\\n <rule><!-- 00 --><conditions>"
      "<condition type='startsWith' param='&lt;&quot;&#10;@PORTAL@'/></conditions>"
      "<actions><action>a<![CDATA[<&]]>b</action></actions></rule>\\n</rewriting>\n"
      "clearing=<clearing><rule/></clearing>\n"
      "[WebTab  one ]\nUrl=@PORTAL@/?a=1&b=%account[x]%\n"
      "[WebTab two]\nTitle=Two & 2\nIcon=\nUrl=https://example.com/\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/brand-round-trip/demo", "demo/brand.ini", test_file);
  g_test_add_data_func ("/brand-round-trip/existing-server", "existing-server/brand.ini",
                        test_file);
  g_test_add_func ("/brand-round-trip/hostile-values", test_hostile_values);
  return g_test_run ();
}
