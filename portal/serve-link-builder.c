/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "portal/brand.h"
#include "portal/embedded.h"
#include "portal/route.h"

/* The link builder of docs/link-builder, which is one page with its files: exactly those of the
 * table, all of them in the program itself. The page runs libcmduri as WebAssembly, and asks nobody
 * for anything else. */

#define POLICY                                                                                     \
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self';"                    \
  " img-src 'self' blob:; base-uri 'none'; frame-ancestors 'none'; form-action 'none'"

static const struct {
  const char *path; /* after /link-builder/ */
  const char *name;
  const char *content_type;
} files[] = {
    {"", "index.html", "text/html; charset=utf-8"},
    {"cmduri.js", "cmduri.js", "text/javascript; charset=utf-8"},
    {"explain.js", "explain.js", "text/javascript; charset=utf-8"},
    {"forms.js", "forms.js", "text/javascript; charset=utf-8"},
    {"index.html", "index.html", "text/html; charset=utf-8"},
    {"link-builder.css", "link-builder.css", "text/css; charset=utf-8"},
    {"link-builder.svg", "link-builder.svg", "image/svg+xml"},
    {"page.js", "page.js", "text/javascript; charset=utf-8"},
    {"qr.js", "qr.js", "text/javascript; charset=utf-8"},
};

/* To the page, with the brand's own scheme filled in. */
void
serve_link_builder_root (struct request *request)
{
  struct buffer location = BUFFER_EMPTY;
  struct brand brand = {.scheme = ""};

  buffer_append_text (&location, "/link-builder/");
  if (brand_load (request->database, "", false, &brand) && brand.scheme[0] != '\0') {
    buffer_append_text (&location, "?scheme=");
    buffer_append_percent (&location, brand.scheme);
  }
  answer_redirect (request, 303, buffer_text (&location));
  buffer_clear (&location);
}

void
serve_link_builder (struct request *request)
{
  for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
    if (strcmp (files[i].path, request->rest) == 0) {
      const struct embedded *file = embedded_find (files[i].name);

      answer_static (request, files[i].content_type, file->bytes, file->length);
      answer_header (request, "Content-Security-Policy", POLICY);
      answer_header (request, "X-Frame-Options", "DENY");
      answer_header (request, "Referrer-Policy", "no-referrer");
      answer_header (request, "Cache-Control", "no-cache");
      answer_etag (request);
      return;
    }
  answer_error (request, 404, "There is nothing at this address.");
}
