/* SPDX-License-Identifier: Apache-2.0 */

/* A phone is lists and buttons, which cairo draws well: GTK's OpenGL renderer needs some 100 MB
 * more for the same. What remains of OpenGL is the way in which WebKit hands GTK what a graphics
 * processor drew. Where there is none, GDK would still load Mesa's software OpenGL, and with it
 * LLVM, when it opens an X11 display: 60 MB for nothing, as WebKit then hands over plain memory. */
#include "app/application/whin-rendering.h"

#include <glob.h>

static const char renderer[] = "GSK_RENDERER";
static const char debug[] = "GDK_DEBUG";

static gboolean chose_renderer, chose_debug;

static gboolean
is_software_wanted (void)
{
  const char *text = g_getenv ("LIBGL_ALWAYS_SOFTWARE");

  return text != NULL && (g_str_equal (text, "1") || g_ascii_strcasecmp (text, "true") == 0);
}

void
whin_rendering_choose (void)
{
  if (g_getenv (renderer) == NULL)
    chose_renderer = g_setenv (renderer, "cairo", FALSE);
  if (g_getenv (debug) == NULL &&
      (is_software_wanted () || !whin_rendering_finds_processor ("/dev")))
    chose_debug = g_setenv (debug, "gl-disable", FALSE);
}

void
whin_rendering_keep_from (GAppLaunchContext *context)
{
  if (chose_renderer)
    g_app_launch_context_unsetenv (context, renderer);
  if (chose_debug)
    g_app_launch_context_unsetenv (context, debug);
}

gboolean
whin_rendering_finds_processor (const char *devices)
{
  /* The kernel's render nodes; NVIDIA's own driver; the one of Windows below a Linux of its. */
  static const char *const patterns[] = {"dri/renderD*", "nvidiactl", "dxg"};

  for (gsize i = 0; i < G_N_ELEMENTS (patterns); i++) {
    g_autofree char *pattern = g_build_filename (devices, patterns[i], NULL);
    glob_t found = {0};
    gboolean is_found = glob (pattern, 0, NULL, &found) == 0;

    globfree (&found);
    if (is_found)
      return TRUE;
  }
  return FALSE;
}
