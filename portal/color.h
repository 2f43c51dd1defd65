/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>

/* Colours of sRGB, and whether text can be read on them (Web Content Accessibility Guidelines 2.2,
 * success criterion 1.4.3): a brand may choose any colour, its buttons and links stay readable. */
struct color {
  double channels[3]; /* red, green, blue; 0 to 1 */
};

#define COLOR_READABLE 4.5 /* the least contrast of text */

/* "#rrggbb" and a NUL. */
enum { COLOR_TEXT_SIZE = 8 };

/* Reads "#rrggbb"; false when it is written otherwise. */
bool color_parse (const char *text, struct color *color);
void color_format (const struct color *color, char text[COLOR_TEXT_SIZE]);

/* A mixture: `part` (0 to 1) of `a`, the rest of `b`. */
struct color color_mix (struct color a, double part, struct color b);

/* 1 (the same) to 21 (black on white). */
double color_contrast (struct color a, struct color b);

/* White or nearly black: what is read better on the background; white when it is good enough. */
struct color color_of_text_on (struct color background);

/* The colour itself, or as little of `end` (black or white) mixed in as makes it readable as text
 * on the background. */
struct color color_readable_on (struct color color, struct color background, struct color end);
