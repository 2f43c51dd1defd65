/* SPDX-License-Identifier: Apache-2.0 */
#include "app/application/whin-accent.h"

#include <string.h>

static void
test_refused (void)
{
  static const char *const texts[] = {"", "red", "#12345", "#1234567", "#12345g", "123456#"};

  g_assert_null (whin_accent_dup_css (NULL, FALSE));
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_null (whin_accent_dup_css (texts[i], FALSE));
}

static void
test_readable_as_it_is (void)
{
  g_autofree char *css = whin_accent_dup_css ("#1c71d8", FALSE);

  g_assert_cmpstr (css, ==,
                   "@define-color accent_bg_color #1c71d8;\n"
                   "@define-color accent_fg_color #ffffff;\n"
                   "@define-color accent_color #1c71d8;\n");
}

static void
test_yellow_needs_dark_text (void)
{
  g_autofree char *light = whin_accent_dup_css ("#ffee00", FALSE);
  g_autofree char *dark = whin_accent_dup_css ("#ffee00", TRUE);

  g_assert_nonnull (strstr (light, "accent_bg_color #ffee00;"));
  g_assert_nonnull (strstr (light, "accent_fg_color #000000;"));
  g_assert_null (strstr (light, "accent_color #ffee00;"));
  g_assert_nonnull (strstr (dark, "accent_color #ffee00;"));
}

static void
test_black_is_lightened_in_the_dark (void)
{
  g_autofree char *dark = whin_accent_dup_css ("#000000", TRUE);

  g_assert_nonnull (strstr (dark, "accent_bg_color #000000;"));
  g_assert_null (strstr (dark, "accent_color #000000;"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/accent/refused", test_refused);
  g_test_add_func ("/accent/readable-as-it-is", test_readable_as_it_is);
  g_test_add_func ("/accent/yellow-needs-dark-text", test_yellow_needs_dark_text);
  g_test_add_func ("/accent/black-is-lightened-in-the-dark", test_black_is_lightened_in_the_dark);
  return g_test_run ();
}
