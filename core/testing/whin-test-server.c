/* SPDX-License-Identifier: Apache-2.0 */
#include "core/testing/whin-test-server.h"

#include <string.h>

struct _WhinTestServer {
  SoupServer *server;
  char *uri;
  GHashTable *answers;  /* path → Answer */
  GPtrArray *requests;  /* of WhinTestRequest */
  GPtrArray *suspended; /* of SoupServerMessage */
};

typedef struct {
  guint status;
  char *content_type;
  char *body;
  SoupMessageHeaders *headers;
  WhinTestAnswerFunc func;
  gpointer user_data;
  gboolean hangs;
} Answer;

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_free (answer->content_type);
  g_free (answer->body);
  soup_message_headers_unref (answer->headers);
  g_free (answer);
}

static void
request_free (gpointer data)
{
  WhinTestRequest *request = data;

  g_free (request->method);
  g_free (request->path);
  g_free (request->query);
  g_free (request->body);
  soup_message_headers_unref (request->headers);
  g_free (request);
}

static Answer *
put_answer (WhinTestServer *self, const char *path)
{
  Answer *answer = g_new0 (Answer, 1);

  answer->headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);
  g_hash_table_replace (self->answers, g_strdup (path), answer);
  return answer;
}

static void
append_header (const char *name, const char *value, gpointer headers)
{
  soup_message_headers_append (headers, name, value);
}

static void
on_request (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer data)
{
  WhinTestServer *self = data;
  WhinTestRequest *request = g_new0 (WhinTestRequest, 1);
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  Answer *answer = g_hash_table_lookup (self->answers, path);

  request->method = g_strdup (soup_server_message_get_method (message));
  request->path = g_strdup (path);
  request->query = g_strdup (g_uri_get_query (soup_server_message_get_uri (message)));
  request->body = g_strndup (body->data != NULL ? body->data : "", (gsize)body->length);
  request->headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_REQUEST);
  soup_message_headers_foreach (soup_server_message_get_request_headers (message), append_header,
                                request->headers);
  g_ptr_array_add (self->requests, request);

  if (answer == NULL) {
    soup_server_message_set_status (message, 404, NULL);
  } else if (answer->hangs) {
    g_ptr_array_add (self->suspended, g_object_ref (message));
    soup_server_message_pause (message);
  } else if (answer->func != NULL) {
    answer->func (message, request, answer->user_data);
  } else {
    soup_server_message_set_status (message, answer->status, NULL);
    soup_message_headers_foreach (answer->headers, append_header,
                                  soup_server_message_get_response_headers (message));
    if (answer->body != NULL)
      soup_server_message_set_response (message, answer->content_type, SOUP_MEMORY_COPY,
                                        answer->body, strlen (answer->body));
  }
}

WhinTestServer *
whin_test_server_new (void)
{
  WhinTestServer *self = g_new0 (WhinTestServer, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  GSList *uris;

  self->answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, answer_free);
  self->requests = g_ptr_array_new_with_free_func (request_free);
  self->suspended = g_ptr_array_new_with_free_func (g_object_unref);
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, on_request, self, NULL);
  soup_server_listen (self->server, address, 0, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  self->uri = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify)g_uri_unref);
  return self;
}

void
whin_test_server_free (WhinTestServer *self)
{
  soup_server_disconnect (self->server);
  g_ptr_array_unref (self->suspended);
  g_object_unref (self->server);
  g_hash_table_unref (self->answers);
  g_ptr_array_unref (self->requests);
  g_free (self->uri);
  g_free (self);
}

const char *
whin_test_server_get_uri (WhinTestServer *self)
{
  return self->uri;
}

void
whin_test_server_answer (WhinTestServer *self,
                         const char *path,
                         guint status,
                         const char *content_type,
                         const char *body)
{
  Answer *answer = put_answer (self, path);

  answer->status = status;
  answer->content_type = g_strdup (content_type);
  if (body != NULL) {
    GString *text = g_string_new (body);

    g_string_replace (text, "@PORTAL@", self->uri, 0);
    answer->body = g_string_free (text, FALSE);
  }
}

void
whin_test_server_answer_func (WhinTestServer *self,
                              const char *path,
                              WhinTestAnswerFunc func,
                              gpointer user_data)
{
  Answer *answer = put_answer (self, path);

  answer->func = func;
  answer->user_data = user_data;
}

void
whin_test_server_header (WhinTestServer *self,
                         const char *path,
                         const char *name,
                         const char *value)
{
  Answer *answer = g_hash_table_lookup (self->answers, path);

  g_assert_nonnull (answer);
  soup_message_headers_append (answer->headers, name, value);
}

void
whin_test_server_hang (WhinTestServer *self, const char *path)
{
  put_answer (self, path)->hangs = TRUE;
}

guint
whin_test_server_count (WhinTestServer *self, const char *path)
{
  guint count = 0;

  for (guint i = 0; i < self->requests->len; i++) {
    const WhinTestRequest *request = g_ptr_array_index (self->requests, i);

    if (strcmp (request->path, path) == 0)
      count++;
  }
  return count;
}

const WhinTestRequest *
whin_test_server_last (WhinTestServer *self, const char *path)
{
  for (guint i = self->requests->len; i > 0; i--) {
    const WhinTestRequest *request = g_ptr_array_index (self->requests, i - 1);

    if (strcmp (request->path, path) == 0)
      return request;
  }
  return NULL;
}

const char *
whin_test_server_last_header (WhinTestServer *self, const char *path, const char *name)
{
  const WhinTestRequest *request = whin_test_server_last (self, path);

  return request != NULL ? soup_message_headers_get_list (request->headers, name) : NULL;
}

void
whin_test_server_forget (WhinTestServer *self)
{
  g_ptr_array_set_size (self->requests, 0);
}
