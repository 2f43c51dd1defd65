/* SPDX-License-Identifier: Apache-2.0 */
#include "app/application/whin-rendering.h"

#include <glib/gstdio.h>

static void
test_processor (void)
{
  static const struct {
    const char *file;
    gboolean is_processor;
  } cases[] = {
      {"dri/card0", FALSE}, /* draws windows only */
      {"dri/renderD128", TRUE}, {"dri/renderD129", TRUE}, {"nvidiactl", TRUE}, {"dxg", TRUE},
      {"null", FALSE},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *devices = g_dir_make_tmp ("whinchat-XXXXXX", NULL);
    g_autofree char *folder = g_build_filename (devices, "dri", NULL);
    g_autofree char *path = g_build_filename (devices, cases[i].file, NULL);

    g_assert_false (whin_rendering_finds_processor (devices));
    g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
    g_assert_true (g_file_set_contents (path, "", 0, NULL));
    g_assert_cmpint (whin_rendering_finds_processor (devices), ==, cases[i].is_processor);
    g_assert_cmpint (g_unlink (path), ==, 0);
    g_assert_cmpint (g_rmdir (folder), ==, 0);
    g_assert_cmpint (g_rmdir (devices), ==, 0);
  }
}

static void
set_or_unset (const char *name, const char *value)
{
  if (value != NULL)
    g_setenv (name, value, TRUE);
  else
    g_unsetenv (name);
}

/* In a process of its own each: the choice is made once. */
static void
choose (const char *set_renderer, const char *set_debug)
{
  g_autoptr (GAppLaunchContext) context = g_app_launch_context_new ();
  g_auto (GStrv) environment = NULL;

  set_or_unset ("GSK_RENDERER", set_renderer);
  set_or_unset ("GDK_DEBUG", set_debug);
  g_setenv ("LIBGL_ALWAYS_SOFTWARE", "1", TRUE);
  whin_rendering_choose ();
  g_assert_cmpstr (g_getenv ("GSK_RENDERER"), ==, set_renderer != NULL ? set_renderer : "cairo");
  g_assert_cmpstr (g_getenv ("GDK_DEBUG"), ==, set_debug != NULL ? set_debug : "gl-disable");
  whin_rendering_keep_from (context);
  environment = g_app_launch_context_get_environment (context);
  g_assert_cmpstr (g_environ_getenv (environment, "GSK_RENDERER"), ==, set_renderer);
  g_assert_cmpstr (g_environ_getenv (environment, "GDK_DEBUG"), ==, set_debug);
}

static void
test_nothing_set (void)
{
  if (g_test_subprocess ())
    choose (NULL, NULL);
  else {
    g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
    g_test_trap_assert_passed ();
  }
}

static void
test_persons_choice (void)
{
  if (g_test_subprocess ())
    choose ("gl", "gl-glx");
  else {
    g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
    g_test_trap_assert_passed ();
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rendering/processor", test_processor);
  g_test_add_func ("/rendering/nothing-set", test_nothing_set);
  g_test_add_func ("/rendering/persons-choice", test_persons_choice);
  return g_test_run ();
}
