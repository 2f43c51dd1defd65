/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/request.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "portal/page.h"
#include "portal/sha256.h"

#define BEARER "Bearer "
#define FORM_TYPE "application/x-www-form-urlencoded"

static bool
type_is (const char *value, const char *type)
{
  size_t length = strlen (type);

  return strncasecmp (value, type, length) == 0 &&
         (value[length] == '\0' || value[length] == ';' || value[length] == ' ');
}

static void
drop_answer (struct request *self)
{
  buffer_clear (&self->answer);
  for (size_t i = 0; i < self->header_count; i++)
    free (self->headers[i].value);
  self->header_count = 0;
  self->static_bytes = NULL;
}

static void
append_json_string (struct buffer *json, const char *text)
{
  buffer_append_text (json, "\"");
  for (; *text != '\0'; text++) {
    if (*text == '"' || *text == '\\')
      buffer_append_format (json, "\\%c", *text);
    else if ((unsigned char)*text < 0x20)
      buffer_append_format (json, "\\u%04x", (unsigned char)*text);
    else
      buffer_append (json, text, 1);
  }
  buffer_append_text (json, "\"");
}

struct request *
request_new (struct server *server, const char *target)
{
  struct request *self = calloc (1, sizeof *self);

  if (self == NULL)
    return NULL;
  self->server = server;
  self->error_shape = ERROR_JSON;
  clock_gettime (CLOCK_MONOTONIC, &self->started);
  self->target_is_valid = target_parse (&self->target, target);
  return self;
}

void
request_free (struct request *self)
{
  if (self == NULL)
    return;
  drop_answer (self);
  if (self->body.data != NULL)
    explicit_bzero (self->body.data, self->body.length);
  buffer_clear (&self->body);
  target_clear (&self->target);
  free (self);
}

const char *
request_header (struct request *self, const char *name)
{
  const char *value = MHD_lookup_connection_value (self->connection, MHD_HEADER_KIND, name);

  return value ? value : "";
}

bool
request_cookie (struct request *self, const char *name, char *value, size_t size)
{
  const char *text = MHD_lookup_connection_value (self->connection, MHD_COOKIE_KIND, name);

  if (text == NULL || strlen (text) >= size)
    return false;
  snprintf (value, size, "%s", text);
  return true;
}

bool
request_query (struct request *self, struct form *query)
{
  if (form_parse (query, self->target.query, strlen (self->target.query)))
    return true;
  answer_error (self, 400, "The address is malformed.");
  return false;
}

bool
request_form (struct request *self, struct form *form)
{
  if (!type_is (request_header (self, "Content-Type"), FORM_TYPE)) {
    answer_error (self, 415, "A form is expected (" FORM_TYPE ").");
    return false;
  }
  if (form_parse (form, buffer_text (&self->body), self->body.length))
    return true;
  answer_error (self, 400, "The form is malformed.");
  return false;
}

bool
request_authenticate (struct request *self, struct token_holder *holder)
{
  const char *authorization = request_header (self, "Authorization");

  if (strncasecmp (authorization, BEARER, strlen (BEARER)) == 0 &&
      token_check (self->database, authorization + strlen (BEARER), holder)) {
    memcpy (self->account_name, holder->cloud_username, sizeof self->account_name);
    return true;
  }
  answer_error (self, 401, "Please sign in again.");
  answer_header (self, "WWW-Authenticate", "Bearer realm=\"whinchat-portal\"");
  return false;
}

void
answer_header (struct request *self, const char *name, const char *value)
{
  char *copy;

  if (self->header_count == REQUEST_MAXIMUM_HEADERS)
    return;
  copy = strdup (value);
  if (copy == NULL)
    return;
  self->headers[self->header_count].name = name;
  self->headers[self->header_count++].value = copy;
}

void
answer_buffer (struct request *self, unsigned status, const char *content_type, struct buffer *body)
{
  bool failed = body->failed;

  buffer_clear (&self->answer);
  self->static_bytes = NULL;
  if (failed) {
    buffer_clear (body);
    answer_error (self, 500, "Something went wrong here. Please try again.");
    return;
  }
  self->answer = *body;
  *body = BUFFER_EMPTY;
  self->status = status;
  self->content_type = content_type;
}

void
answer_static (struct request *self, const char *content_type, const char *bytes, size_t length)
{
  self->status = 200;
  self->content_type = content_type;
  self->static_bytes = bytes;
  self->static_length = length;
}

void
answer_etag (struct request *self)
{
  uint8_t digest[SHA256_SIZE];
  char etag[SHA256_HEX_SIZE + 2];
  const char *known = request_header (self, "If-None-Match");

  if (self->status != 200)
    return;
  if (self->static_bytes != NULL)
    sha256 (self->static_bytes, self->static_length, digest);
  else
    sha256 (buffer_text (&self->answer), self->answer.length, digest);
  etag[0] = '"';
  hex_encode (digest, 16, etag + 1);
  snprintf (etag + 33, sizeof etag - 33, "\"");
  answer_header (self, "ETag", etag);
  if (strstr (known, etag) != NULL || strcmp (known, "*") == 0) {
    self->status = 304;
    self->content_type = NULL;
    buffer_clear (&self->answer);
    self->static_bytes = NULL;
  }
}

void
answer_error (struct request *self, unsigned status, const char *message)
{
  struct buffer body = BUFFER_EMPTY;

  drop_answer (self);
  if (status == 503)
    answer_header (self, "Retry-After", "2");
  switch (self->error_shape) {
  case ERROR_XML:
    buffer_append_text (&body, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<error><message>");
    buffer_append_escaped (&body, message);
    buffer_append_text (&body, "</message></error>\n");
    break;
  case ERROR_PAGE:
    answer_error_page (self, status, message);
    return;
  case ERROR_JSON:
    buffer_append_text (&body, "{\"message\":");
    append_json_string (&body, message);
    buffer_append_text (&body, "}\n");
    break;
  }
  if (body.failed)
    buffer_clear (&body);
  answer_buffer (self, status,
                 self->error_shape == ERROR_XML ? "application/xml; charset=utf-8"
                                                : "application/json",
                 &body);
}

void
answer_redirect (struct request *self, unsigned status, const char *location)
{
  struct buffer body = BUFFER_EMPTY;

  answer_buffer (self, status, "text/plain; charset=utf-8", &body);
  answer_header (self, "Location", location);
}

enum MHD_Result
request_send (struct request *self)
{
  struct MHD_Response *response;
  enum MHD_Result result;
  bool has_cache_rule = false;

  if (self->static_bytes != NULL) {
    response = MHD_create_response_from_buffer (self->static_length, (void *)self->static_bytes,
                                                MHD_RESPMEM_PERSISTENT);
  } else {
    response = MHD_create_response_from_buffer (
        self->answer.length, self->answer.data ? self->answer.data : (void *)"",
        self->answer.data ? MHD_RESPMEM_MUST_FREE : MHD_RESPMEM_PERSISTENT);
    if (response != NULL)
      self->answer = BUFFER_EMPTY;
  }
  if (response == NULL)
    return MHD_NO;
  if (self->content_type != NULL)
    MHD_add_response_header (response, "Content-Type", self->content_type);
  for (size_t i = 0; i < self->header_count; i++) {
    MHD_add_response_header (response, self->headers[i].name, self->headers[i].value);
    has_cache_rule |= strcmp (self->headers[i].name, "Cache-Control") == 0;
  }
  if (!has_cache_rule)
    MHD_add_response_header (response, "Cache-Control", "no-store");
  MHD_add_response_header (response, "X-Content-Type-Options", "nosniff");
  result = MHD_queue_response (self->connection, self->status, response);
  MHD_destroy_response (response);
  self->state = REQUEST_ANSWERED;
  return result;
}

double
request_milliseconds (const struct request *self)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return (double)(now.tv_sec - self->started.tv_sec) * 1e3 +
         (double)(now.tv_nsec - self->started.tv_nsec) / 1e6;
}
