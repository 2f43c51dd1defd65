/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

#define WHIN_REQUEST_MAX_HEADERS 64
#define WHIN_REQUEST_MAX_URI_BYTES 16384

/* WhinRequest: one HTTP request, ready to be sent by WhinHttp. */
typedef struct {
  char *method; /* "GET", … */
  char *uri;    /* http or https, absolute */
  SoupMessageHeaders *headers;
  GBytes *body;       /* or NULL */
  char *content_type; /* of the body; or NULL */
  char *username;     /* of HTTP authentication; or NULL */
  char *password;
  gboolean holds_secret; /* somewhere in address, headers or body, or as a password */
  guint timeout_seconds; /* for the whole exchange, redirects included */
  gsize max_bytes;       /* of the answer's body */
} WhinRequest;

/* GET, 30 seconds, 1 MiB. */
WhinRequest *whin_request_new (const char *uri);
void whin_request_free (WhinRequest *self);

/**
 * whin_request_add_header_lines:
 * @lines: "Name: value" pairs, one a line; the two characters "\n" end a line as well
 *
 * Adds each well-formed line. Names that belong to the connection itself (Host, Content-Length,
 * Transfer-Encoding, Connection, …) are ignored, as is what goes beyond WHIN_REQUEST_MAX_HEADERS.
 */
void whin_request_add_header_lines (WhinRequest *self, const char *lines);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WhinRequest, whin_request_free)

G_END_DECLS
