/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "portal/brand.h"
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
  buffer_append_format (&css, ":root {\n  --brand: %s;\n}\n", brand.accent);
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
