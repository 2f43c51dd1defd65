/* SPDX-License-Identifier: Apache-2.0 */
#include "app/application/whin-preferences.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct {
  char *dir;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->dir = g_dir_make_tmp ("whin-preferences-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->dir, "preferences.ini", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_unlink (fixture->path);
  g_rmdir (fixture->dir);
  g_free (fixture->path);
  g_free (fixture->dir);
}

static void
assert_values (const char *path, WhinStyle style, gboolean inspector, int width)
{
  g_autoptr (WhinPreferences) preferences = whin_preferences_new (path);
  int shown_width;

  g_object_get (preferences, "window-width", &shown_width, NULL);
  g_assert_cmpint (whin_preferences_get_style (preferences), ==, style);
  g_assert_cmpint (whin_preferences_get_web_inspector (preferences), ==, inspector);
  g_assert_cmpint (shown_width, ==, width);
}

static void
test_defaults (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WhinPreferences) preferences = whin_preferences_new (fixture->path);

  assert_values (fixture->path, WHIN_STYLE_SYSTEM, FALSE, 400);
  g_assert_true (whin_preferences_get_stay_reachable (preferences));
  g_assert_false (whin_preferences_get_told_reachable (preferences));
}

static void
test_flush (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WhinPreferences) preferences = whin_preferences_new (fixture->path);
  GStatBuf info;

  g_object_set (preferences, "style", WHIN_STYLE_DARK, "web-inspector", TRUE, "window-width", 800,
                "stay-reachable", FALSE, "told-reachable", TRUE, NULL);
  whin_preferences_flush (preferences);
  assert_values (fixture->path, WHIN_STYLE_DARK, TRUE, 800);
  g_autoptr (WhinPreferences) again = whin_preferences_new (fixture->path);
  g_assert_false (whin_preferences_get_stay_reachable (again));
  g_assert_true (whin_preferences_get_told_reachable (again));
  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
}

static gboolean
holds (const char *path, const char *text)
{
  g_autofree char *contents = NULL;

  return g_file_get_contents (path, &contents, NULL, NULL) && strstr (contents, text) != NULL;
}

static void
test_saved_by_itself (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WhinPreferences) preferences = whin_preferences_new (fixture->path);
  const gint64 deadline = g_get_monotonic_time () + 10 * G_TIME_SPAN_SECOND;

  g_object_set (preferences, "style", WHIN_STYLE_LIGHT, NULL);
  while (!holds (fixture->path, "Height=720")) {
    g_assert_cmpint (g_get_monotonic_time (), <, deadline);
    g_main_context_iteration (NULL, FALSE);
    g_usleep (1000);
  }
  assert_values (fixture->path, WHIN_STYLE_LIGHT, FALSE, 400);
}

static void
test_senseless_values (Fixture *fixture, gconstpointer data)
{
  g_file_set_contents (fixture->path,
                       "[Screen]\nStyle=plaid\nWebInspector=perhaps\nWidth=-5\nHeight=9999999\n",
                       -1, NULL);
  assert_values (fixture->path, WHIN_STYLE_SYSTEM, FALSE, 400);
}

static void
test_garbage (Fixture *fixture, gconstpointer data)
{
  g_file_set_contents (fixture->path, "\x01\xff[[[", -1, NULL);
  assert_values (fixture->path, WHIN_STYLE_SYSTEM, FALSE, 400);
}

static void
test_huge (Fixture *fixture, gconstpointer data)
{
  g_autofree char *padding = g_strnfill (WHIN_PREFERENCES_MAX_BYTES, '#');
  g_autofree char *text = g_strconcat ("[Screen]\nStyle=dark\n", padding, "\n", NULL);

  g_file_set_contents (fixture->path, text, -1, NULL);
  assert_values (fixture->path, WHIN_STYLE_SYSTEM, FALSE, 400);
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/preferences/defaults", test_defaults);
  add ("/preferences/flush", test_flush);
  add ("/preferences/saved-by-itself", test_saved_by_itself);
  add ("/preferences/senseless-values", test_senseless_values);
  add ("/preferences/garbage", test_garbage);
  add ("/preferences/huge", test_huge);
  return g_test_run ();
}
