/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/color.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STEPS = 20 };

static const struct color white = {{1, 1, 1}};
static const struct color ink = {{0.1, 0.1, 0.115}};

/* "relative luminance" of WCAG 2.2. */
static double
luminance (struct color color)
{
  static const double weights[3] = {0.2126, 0.7152, 0.0722};
  double sum = 0;

  for (int i = 0; i < 3; i++) {
    double value = color.channels[i];

    sum += weights[i] * (value <= 0.04045 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4));
  }
  return sum;
}

bool
color_parse (const char *text, struct color *color)
{
  unsigned long number;

  if (text[0] != '#' || strlen (text) != COLOR_TEXT_SIZE - 1 ||
      strspn (text + 1, "0123456789abcdefABCDEF") != COLOR_TEXT_SIZE - 2)
    return false;
  number = strtoul (text + 1, NULL, 16);
  for (int i = 0; i < 3; i++)
    color->channels[i] = (double)(number >> (16 - 8 * i) & 0xff) / 255;
  return true;
}

void
color_format (const struct color *color, char text[COLOR_TEXT_SIZE])
{
  unsigned bytes[3];

  for (int i = 0; i < 3; i++)
    bytes[i] = (unsigned)(color->channels[i] * 255 + 0.5) & 0xff;
  snprintf (text, COLOR_TEXT_SIZE, "#%02x%02x%02x", bytes[0], bytes[1], bytes[2]);
}

struct color
color_mix (struct color a, double part, struct color b)
{
  struct color mixed;

  for (int i = 0; i < 3; i++)
    mixed.channels[i] = a.channels[i] * part + b.channels[i] * (1 - part);
  return mixed;
}

double
color_contrast (struct color a, struct color b)
{
  double first = luminance (a) + 0.05;
  double second = luminance (b) + 0.05;

  return first > second ? first / second : second / first;
}

struct color
color_of_text_on (struct color background)
{
  double with_white = color_contrast (background, white);

  return with_white >= COLOR_READABLE || with_white >= color_contrast (background, ink) ? white
                                                                                        : ink;
}

struct color
color_readable_on (struct color color, struct color background, struct color end)
{
  struct color mixed = color;

  for (int i = 0; i <= STEPS && color_contrast (mixed, background) < COLOR_READABLE; i++)
    mixed = color_mix (color, 1 - (double)i / STEPS, end);
  return mixed;
}
