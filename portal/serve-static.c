/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "portal/brand.h"
#include "portal/color.h"
#include "portal/embedded.h"
#include "portal/route.h"

/* The files that pages load: exactly those of the table, all of them in the program itself, so no
 * path reaches a file system. And /static/accent/CODE.css, a brand's colour. */

#define ACCENT "accent/"

static const struct {
  const char *name;
  const char *content_type;
} files[] = {
    {"portal.css", "text/css; charset=utf-8"},
    {"portal.js", "text/javascript; charset=utf-8"},
    {"layout.js", "text/javascript; charset=utf-8"},
    {"icon.svg", "image/svg+xml"},
};

static void
append_property (struct buffer *css, const char *name, struct color color)
{
  char text[COLOR_TEXT_SIZE];

  color_format (&color, text);
  buffer_append_format (css, "  --%s: %s;\n", name, text);
}

/* The card is what the colour stands on (portal.css: --card). */
static void
append_scheme (struct buffer *css, struct color accent, struct color card, struct color end)
{
  append_property (css, "accent", accent);
  append_property (css, "on-accent", color_of_text_on (accent));
  append_property (css, "accent-text", color_readable_on (accent, card, end));
}

static void
append_accent (struct buffer *css, const char *brand)
{
  static const struct color black = {{0, 0, 0}};
  static const struct color white = {{1, 1, 1}};
  static const struct color dark_card = {{0.18, 0.18, 0.196}};
  struct color color;

  if (!color_parse (brand, &color))
    return;
  buffer_append_text (css, ":root {\n");
  append_property (css, "brand", color);
  append_scheme (css, color, white, black);
  buffer_append_text (css, "}\n@media (prefers-color-scheme: dark) {\n:root {\n");
  append_scheme (css, color_mix (color, 0.88, white), dark_card, white);
  buffer_append_text (css, "}\n}\n");
}

static void
answer_accent (struct request *request, const char *name)
{
  struct buffer css = BUFFER_EMPTY;
  struct brand brand = {.accent = "#1a5fb4"};
  char code[BRAND_CODE_MAXIMUM + 1];
  size_t length = strlen (name);
  bool editable;

  if (length < 5 || length > BRAND_CODE_MAXIMUM + 4 || strcmp (name + length - 4, ".css") != 0) {
    answer_error (request, 404, "There is nothing at this address.");
    return;
  }
  snprintf (code, sizeof code, "%.*s", (int)length - 4, name);
  if (brand_code_parse (code, code, &editable))
    brand_load (request->database, code, editable, &brand);
  append_accent (&css, brand.accent);
  answer_buffer (request, 200, "text/css; charset=utf-8", &css);
  answer_header (request, "Cache-Control", "no-cache");
  answer_etag (request);
}

void
serve_static (struct request *request)
{
  if (strncmp (request->rest, ACCENT, strlen (ACCENT)) == 0) {
    answer_accent (request, request->rest + strlen (ACCENT));
    return;
  }
  for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
    if (strcmp (files[i].name, request->rest) == 0) {
      const struct embedded *file = embedded_find (files[i].name);

      answer_static (request, files[i].content_type, file->bytes, file->length);
      answer_header (request, "Cache-Control", "no-cache");
      answer_etag (request);
      return;
    }
  answer_error (request, 404, "There is nothing at this address.");
}
