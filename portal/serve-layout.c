/* SPDX-License-Identifier: Apache-2.0 */
#include <jansson.h>

#include "portal/line-file.h"
#include "portal/moment.h"
#include "portal/route.h"
#include "portal/server.h"

/* For automated walks and tests, off by default (--layout-report): pages/layout.js tells where the
 * page's links and buttons are, and each report becomes one line of the file. What is reported is
 * data that only the tests read; it is checked for being JSON of the right outer shape. */
void
serve_layout (struct request *request)
{
  struct buffer body = BUFFER_EMPTY;
  json_t *json;
  char moment[MOMENT_TEXT_SIZE];

  if (request->server->layout_report == NULL) {
    answer_error (request, 404, "There is nothing at this address.");
    return;
  }
  json =
      json_loadb (buffer_text (&request->body), request->body.length, JSON_REJECT_DUPLICATES, NULL);
  if (!json_is_object (json) || !json_is_string (json_object_get (json, "page")) ||
      !json_is_array (json_object_get (json, "elements"))) {
    json_decref (json);
    answer_error (request, 400, "A layout report is expected.");
    return;
  }
  moment_format (moment_now (), moment);
  json_object_set_new (json, "time", json_string (moment));
  if (line_file_append (request->server->layout_report, json))
    answer_buffer (request, 204, NULL, &body);
  else
    answer_error (request, 500, "The report couldn't be written.");
}
