/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* WhinTestServer: a provider's server inside the test's own process and main context, which answers
 * what the test tells it to and keeps what it was asked. Unknown paths get an empty 404. */
typedef struct _WhinTestServer WhinTestServer;

typedef struct {
  char *method;
  char *path;
  char *query; /* as sent, or NULL */
  char *body;
  SoupMessageHeaders *headers;
} WhinTestRequest;

/* Answers by code of the test's own. */
typedef void (*WhinTestAnswerFunc) (SoupServerMessage *message,
                                    const WhinTestRequest *request,
                                    gpointer user_data);

WhinTestServer *whin_test_server_new (void);
void whin_test_server_free (WhinTestServer *self);

/* "http://127.0.0.1:PORT" */
const char *whin_test_server_get_uri (WhinTestServer *self);

/* From now on @path is answered so. "@PORTAL@" in @body stands for the server's URI. */
void whin_test_server_answer (WhinTestServer *self,
                              const char *path,
                              guint status,
                              const char *content_type,
                              const char *body);
void whin_test_server_answer_func (WhinTestServer *self,
                                   const char *path,
                                   WhinTestAnswerFunc func,
                                   gpointer user_data);

/* Adds a header to the answers of @path as they are now. */
void whin_test_server_header (WhinTestServer *self,
                              const char *path,
                              const char *name,
                              const char *value);

/* @path gets no answer at all until it is given another one. */
void whin_test_server_hang (WhinTestServer *self, const char *path);

/* How often @path was asked. */
guint whin_test_server_count (WhinTestServer *self, const char *path);

/* The newest request of @path; NULL when there was none. Belongs to the server. */
const WhinTestRequest *whin_test_server_last (WhinTestServer *self, const char *path);

/* A header of the newest request of @path, or NULL. */
const char *whin_test_server_last_header (WhinTestServer *self, const char *path, const char *name);

/* Forgets the requests. */
void whin_test_server_forget (WhinTestServer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WhinTestServer, whin_test_server_free)

G_END_DECLS
