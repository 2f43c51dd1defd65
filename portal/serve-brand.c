/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/brand.h"
#include "portal/route.h"
#include "portal/server.h"

void
serve_brand (struct request *request)
{
  struct buffer xml = BUFFER_EMPTY;
  char code[BRAND_CODE_MAXIMUM + 1];
  bool editable;

  if (!brand_code_parse (request->rest, code, &editable) ||
      !brand_append_document (request->database, code, editable, request->server->public_url,
                              &xml)) {
    answer_error (request, 404, "This cloud ID isn't known here.");
    return;
  }
  answer_buffer (request, 200, "application/xml; charset=utf-8", &xml);
  answer_header (request, "Cache-Control", "no-cache");
  answer_etag (request);
}
