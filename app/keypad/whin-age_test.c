/* SPDX-License-Identifier: Apache-2.0 */
#include "app/keypad/whin-age.h"

static const struct {
  gint64 seconds;
  const char *text;
} cases[] = {
    {-3600, "just now"},
    {0, "just now"},
    {59, "just now"},
    {60, "1 min ago"},
    {125, "2 min ago"},
    {3599, "59 min ago"},
    {3600, "1 h ago"},
    {86399, "23 h ago"},
    {86400, "1 day ago"},
    {3 * 86400, "3 days ago"},
    {400 * 86400, "400 days ago"},
};

static void
test_text (void)
{
  g_autoptr (GDateTime) then = g_date_time_new_utc (2026, 1, 2, 3, 4, 5);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GDateTime) now = g_date_time_add_seconds (then, (double)cases[i].seconds);
    g_autofree char *text = whin_age_text (then, now);
    g_assert_cmpstr (text, ==, cases[i].text);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/age/text", test_text);
  return g_test_run ();
}
