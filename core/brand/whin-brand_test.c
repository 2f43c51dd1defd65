/* SPDX-License-Identifier: Apache-2.0 */
#include "core/brand/whin-brand.h"

#include "core/brand/whin-web-tab.h"

#include <string.h>

#define HEAD "[Brand]\nName=N\nApplicationId=com.example.Phone\n"

static WhinBrand *
read_text (const char *text, GError **error)
{
  return whin_brand_new_from_data (text, strlen (text), "/folder", error);
}

static void
test_whole_file (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WhinBrand) brand = read_text (
      HEAD "Scheme=MyPhone\nCloudId=C\nPortalUrl=https://p.example.com/x/\nIcon=icon.svg\n"
           "AccentColor=#9a4f12\nTrustedOrigins=@PORTAL@;https://Shop.example.com:443/a; ;\n"
           "[Account]\ntitle=T\nextProvUrl=@PORTAL@/a?b=@PORTAL@\nrewriting=<rewriting/>\nempty=\n"
           "[Other]\nx=y\n"
           "[WebTab a]\nTitle=A\nTitle[de]=Ä\nIcon=i\nUrl=@PORTAL@/?t=%account[webToken]%\n"
           "[WebTab b]\nUrl=https://b.example.com/\n",
      &error);
  GHashTable *account;
  GPtrArray *tabs;

  g_assert_no_error (error);
  g_assert_cmpstr (whin_brand_get_name (brand), ==, "N");
  g_assert_cmpstr (whin_brand_get_scheme (brand), ==, "myphone");
  g_assert_cmpstr (whin_brand_get_cloud_id (brand), ==, "C");
  g_assert_cmpstr (whin_brand_get_portal_url (brand), ==, "https://p.example.com/x");
  g_assert_cmpstr (whin_brand_get_icon_path (brand), ==, "/folder/icon.svg");
  g_assert_cmpstr (whin_brand_get_accent_color (brand), ==, "#9a4f12");
  g_assert_cmpstr (whin_brand_get_trusted_origins (brand)[0], ==, "https://p.example.com");
  g_assert_cmpstr (whin_brand_get_trusted_origins (brand)[1], ==, "https://shop.example.com");
  g_assert_null (whin_brand_get_trusted_origins (brand)[2]);
  account = whin_brand_get_account_defaults (brand);
  g_assert_cmpstr (g_hash_table_lookup (account, "extProvUrl"), ==,
                   "https://p.example.com/x/a?b=https://p.example.com/x");
  g_assert_cmpstr (g_hash_table_lookup (account, "rewriting"), ==, "<rewriting/>");
  g_assert_cmpstr (g_hash_table_lookup (account, "empty"), ==, "");
  tabs = whin_brand_get_web_tabs (brand);
  g_assert_cmpuint (tabs->len, ==, 2);
  g_assert_cmpstr (whin_web_tab_get_id (tabs->pdata[0]), ==, "a");
  g_assert_cmpstr (whin_web_tab_get_title (tabs->pdata[0]), ==, "A");
  g_assert_cmpstr (whin_web_tab_get_uri_template (tabs->pdata[0]), ==,
                   "https://p.example.com/x/?t=%account[webToken]%");
  g_assert_cmpstr (whin_web_tab_get_title (tabs->pdata[1]), ==, "b");
}

static void
test_least_file (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WhinBrand) brand = read_text (HEAD, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (whin_brand_get_scheme (brand), ==, "cloudsip");
  g_assert_null (whin_brand_get_cloud_id (brand));
  g_assert_null (whin_brand_get_portal_url (brand));
  g_assert_null (whin_brand_get_icon_path (brand));
  g_assert_null (whin_brand_get_accent_color (brand));
  g_assert_null (whin_brand_get_trusted_origins (brand)[0]);
  g_assert_cmpuint (whin_brand_get_web_tabs (brand)->len, ==, 0);
}

static void
test_refusals (void)
{
  static const struct {
    const char *text;
    const char *named; /* in the message */
  } rows[] = {
      {"[Brand]\nApplicationId=com.example.Phone\n", "Name"},
      {"[Brand]\nName=N\n", "ApplicationId"},
      {"[Brand]\nName=N\nApplicationId=bad id\n", "ApplicationId"},
      {"[Account]\ntitle=T\n", "[Brand]"},
      {HEAD "Scheme=http\n", "Scheme"},
      {HEAD "Scheme=APP\n", "Scheme"},
      {HEAD "Scheme=a b\n", "Scheme"},
      {HEAD "Scheme=1a\n", "Scheme"},
      {HEAD "PortalUrl=http://p.example.com\n", "PortalUrl"},
      {HEAD "PortalUrl=@PORTAL@\n", "PortalUrl"},
      {HEAD "AccentColor=red\n", "AccentColor"},
      {HEAD "AccentColor=#12345g\n", "AccentColor"},
      {HEAD "TrustedOrigins=http://shop.example.com\n", "TrustedOrigins"},
      {HEAD "TrustedOrigins=*\n", "TrustedOrigins"},
      {HEAD "[WebTab a]\nTitle=A\n", "[WebTab a]"},
      {HEAD "[WebTab ]\nUrl=https://a.example.com\n", "WebTab"},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (read_text (rows[i].text, &error));
    g_assert_error (error, WHIN_BRAND_ERROR, WHIN_BRAND_ERROR_INVALID);
    g_assert_nonnull (strstr (error->message, rows[i].named));
  }
}

static void
test_what_is_no_key_file (void)
{
  static const char *const texts[] = {"Name=N\n", "[Brand\nName=N\n", "\xff\xfe", "[Brand]\nx\n"};
  g_autofree char *huge = g_strnfill (WHIN_BRAND_MAX_BYTES + 1, '\n');

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (read_text (texts[i], &error));
    g_assert_nonnull (error);
  }
  g_assert_null (read_text (huge, NULL));
  g_assert_null (whin_brand_new_from_file ("/nonexistent/brand.ini", NULL));
}

int
main (int argc, char **argv)
{
  g_setenv ("LC_ALL", "C.UTF-8", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/brand/whole-file", test_whole_file);
  g_test_add_func ("/brand/least-file", test_least_file);
  g_test_add_func ("/brand/refusals", test_refusals);
  g_test_add_func ("/brand/what-is-no-key-file", test_what_is_no_key_file);
  return g_test_run ();
}
