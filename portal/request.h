/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <microhttpd.h>
#include <stdbool.h>
#include <stdint.h>
#include <time.h>

#include "portal/account.h"
#include "portal/buffer.h"
#include "portal/database.h"
#include "portal/form.h"
#include "portal/target.h"
#include "portal/token.h"

/* One HTTP request and the answer being made for it. A handler reads the first half, fills in the
 * second half with one of the answer functions, and returns; it never talks to the network. */
enum {
  REQUEST_BODY_MAXIMUM = 64 * 1024,
  REQUEST_EXCESS_MAXIMUM = 1024 * 1024, /* beyond it the connection is closed */
  REQUEST_SECONDS = 30,                 /* from the request line to the end of the body */
  REQUEST_MAXIMUM_HEADERS = 12,         /* of the answer */
};

enum request_method { METHOD_GET = 1, METHOD_POST = 2 };

/* In which shape a route's errors are told. */
enum error_shape { ERROR_JSON, ERROR_XML, ERROR_PAGE };

enum request_state { REQUEST_NEW, REQUEST_READING, REQUEST_WORKING, REQUEST_ANSWERED };

struct server;
struct route;

struct request {
  struct server *server;
  struct MHD_Connection *connection;
  struct database *database; /* of the thread that runs the handler */
  struct timespec started;
  enum request_state state;
  size_t excess; /* bytes of the body beyond REQUEST_BODY_MAXIMUM, thrown away */

  enum request_method method;
  bool target_is_valid;
  struct target target;
  const struct route *route;
  const char *rest; /* of the path, after the route's prefix */
  struct buffer body;
  enum error_shape error_shape;
  char account_name[ACCOUNT_USERNAME_MAXIMUM + 1]; /* for the log; "" when nobody is signed in */

  unsigned status;
  const char *content_type; /* static text */
  struct buffer answer;
  const char *static_bytes; /* answered instead of `answer` when not NULL */
  size_t static_length;
  struct {
    const char *name; /* static text */
    char *value;
  } headers[REQUEST_MAXIMUM_HEADERS];
  size_t header_count;

  struct request *next; /* in the worker's queue */
};

struct request *request_new (struct server *server, const char *target);
void request_free (struct request *self);

/* A header of the request, "" when it is absent; belongs to the connection. */
const char *request_header (struct request *self, const char *name);

/* A cookie of the request (RFC 6265), copied to `value`; false when absent or too long. */
bool request_cookie (struct request *self, const char *name, char *value, size_t size);

/* The query as a form, false when it is malformed (then a 400 is the answer). */
bool request_query (struct request *self, struct form *query);

/* The body as a form; false when the content type or the form is wrong (then 415 or 400 is the
 * answer). */
bool request_form (struct request *self, struct form *form);

/* Checks the bearer token; false when it isn't known (then 401 is the answer). */
bool request_authenticate (struct request *self, struct token_holder *holder);

/* Adds a header to the answer; the value is copied. */
void answer_header (struct request *self, const char *name, const char *value);

/* Answers with the buffer's content, which the request takes over. */
void answer_buffer (struct request *self,
                    unsigned status,
                    const char *content_type,
                    struct buffer *body);

/* Answers with bytes that live for ever. */
void
answer_static (struct request *self, const char *content_type, const char *bytes, size_t length);

/* Gives the answer an ETag and, when the request says that it has it already, turns it into 304. */
void answer_etag (struct request *self);

/* Answers with the message in the route's shape; an earlier answer is dropped. */
void answer_error (struct request *self, unsigned status, const char *message);

/* 303 to a path of this portal, or to any other address that the code itself made. */
void answer_redirect (struct request *self, unsigned status, const char *location);

/* Hands the answer to libmicrohttpd. */
enum MHD_Result request_send (struct request *self);

/* Milliseconds since the request line arrived. */
double request_milliseconds (const struct request *self);
