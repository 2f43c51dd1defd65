/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/color.h"

#include <math.h>
#include <stddef.h>

#include "portal/tap.h"

static struct color
parse (const char *text)
{
  struct color color = {{0}};

  CHECK (color_parse (text, &color));
  return color;
}

static void
check_text_on (const char *background, const char *text)
{
  struct color color = color_of_text_on (parse (background));
  char got[COLOR_TEXT_SIZE];

  color_format (&color, got);
  CHECK_TEXT (got, text);
}

static void
test_reading (void)
{
  static const char *const wrong[] = {"",       "#",       "#12345", "#1234567",
                                      "123456", "#12345g", "#-12345"};
  struct color color;
  char text[COLOR_TEXT_SIZE];

  tap_case ("colours are read and written");
  color = parse ("#9A4f12");
  color_format (&color, text);
  CHECK_TEXT (text, "#9a4f12");
  for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
    CHECK (!color_parse (wrong[i], &color));
}

static void
test_contrast (void)
{
  const struct color black = parse ("#000000");
  const struct color white = parse ("#ffffff");
  struct color color;
  char text[COLOR_TEXT_SIZE];

  tap_case ("contrast, as WCAG counts it");
  CHECK (fabs (color_contrast (black, white) - 21) < 0.001);
  CHECK (fabs (color_contrast (white, white) - 1) < 0.001);
  CHECK (fabs (color_contrast (parse ("#767676"), white) - 4.54) < 0.01);

  tap_case ("text on a brand's colour");
  check_text_on ("#9a4f12", "#ffffff");
  check_text_on ("#1a5fb4", "#ffffff");
  check_text_on ("#000000", "#ffffff");
  check_text_on ("#ffe000", "#1a1a1d");
  check_text_on ("#ffffff", "#1a1a1d");

  tap_case ("a brand's colour as text");
  color = color_readable_on (parse ("#1a5fb4"), white, black);
  color_format (&color, text);
  CHECK_TEXT (text, "#1a5fb4");
  for (unsigned red = 0; red < 256; red += 51)
    for (unsigned green = 0; green < 256; green += 51) {
      color = (struct color){{red / 255.0, green / 255.0, 0.5}};
      CHECK (color_contrast (color_readable_on (color, white, black), white) >= COLOR_READABLE);
      CHECK (color_contrast (color_readable_on (color, black, white), black) >= COLOR_READABLE);
      CHECK (color_contrast (color_of_text_on (color), color) >= 4.1);
    }
}

int
main (void)
{
  test_reading ();
  test_contrast ();
  return tap_finish ();
}
