/* SPDX-License-Identifier: Apache-2.0 */
#include "app/application/whin-accent.h"

#include <math.h>
#include <string.h>

#define TEXT_CONTRAST 4.5
#define STEPS 20

typedef struct {
  double red, green, blue; /* sRGB, 0 to 1 */
} Color;

static const Color white = {1, 1, 1};
static const Color black = {0, 0, 0};
static const Color light_window = {0.98, 0.98, 0.98};
static const Color dark_window = {0.188, 0.188, 0.188};

static gboolean
color_parse (const char *text, Color *color)
{
  double parts[3];

  if (text == NULL || strlen (text) != 7 || text[0] != '#')
    return FALSE;
  for (int i = 0; i < 3; i++) {
    int high = g_ascii_xdigit_value (text[1 + 2 * i]);
    int low = g_ascii_xdigit_value (text[2 + 2 * i]);
    if (high < 0 || low < 0)
      return FALSE;
    parts[i] = (high * 16 + low) / 255.0;
  }
  *color = (Color){parts[0], parts[1], parts[2]};
  return TRUE;
}

static double
linear (double part)
{
  return part <= 0.03928 ? part / 12.92 : pow ((part + 0.055) / 1.055, 2.4);
}

static double
luminance (Color color)
{
  return 0.2126 * linear (color.red) + 0.7152 * linear (color.green) + 0.0722 * linear (color.blue);
}

static double
contrast (Color a, Color b)
{
  double la = luminance (a), lb = luminance (b);

  return (MAX (la, lb) + 0.05) / (MIN (la, lb) + 0.05);
}

static Color
mix (Color a, Color b, double share)
{
  return (Color){a.red + (b.red - a.red) * share, a.green + (b.green - a.green) * share,
                 a.blue + (b.blue - a.blue) * share};
}

static char *
color_dup_text (Color color)
{
  return g_strdup_printf ("#%02x%02x%02x", (int)lround (color.red * 255),
                          (int)lround (color.green * 255), (int)lround (color.blue * 255));
}

char *
whin_accent_dup_css (const char *color, gboolean dark)
{
  Color accent, on_window;
  Color window = dark ? dark_window : light_window;

  if (!color_parse (color, &accent))
    return NULL;
  on_window = accent;
  for (int i = 1; i <= STEPS && contrast (on_window, window) < TEXT_CONTRAST; i++)
    on_window = mix (accent, dark ? white : black, (double)i / STEPS);

  g_autofree char *background = color_dup_text (accent);
  g_autofree char *foreground =
      color_dup_text (contrast (white, accent) >= contrast (black, accent) ? white : black);
  g_autofree char *text = color_dup_text (on_window);

  return g_strdup_printf ("@define-color accent_bg_color %s;\n"
                          "@define-color accent_fg_color %s;\n"
                          "@define-color accent_color %s;\n",
                          background, foreground, text);
}
