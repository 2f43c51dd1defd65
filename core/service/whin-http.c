/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/service/whin-http.h"

#include "core/brand/whin-origin.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/*
 * The policy for what leaves the phone:
 *
 * - A redirect from an address that may carry secrets (https, or http on loopback) must lead to
 *   such an address again; one from elsewhere to loopback is refused.
 * - A redirect to another origin loses every header of the provider's, the credentials, and the
 *   body; where it would have to repeat a body that holds a secret (307, 308), it is refused.
 * - A request that holds a secret follows no redirect to plain http on another machine.
 * - Basic authentication answers a challenge only over such an address; Digest anywhere.
 * - A wrong certificate ends the exchange; nobody is asked.
 * - No cookies, no cache, no stored authentication: one exchange knows nothing of another.
 */

#define CHUNK_BYTES (16 * 1024)
#define MAX_CONNECTIONS 8

struct _WhinHttp {
  GObject parent_instance;
  SoupSession *through_proxy;
  SoupSession *direct; /* loopback */
};

G_DEFINE_FINAL_TYPE (WhinHttp, whin_http, G_TYPE_OBJECT)

typedef struct {
  WhinRequest *request;
  SoupMessage *message;
  GInputStream *stream;
  GByteArray *body;
  GCancellable *cancellable; /* of the exchange: the caller's, or the time-out */
  GCancellable *callers;
  gulong callers_handler;
  guint timeout_id;
  gboolean timed_out;
  gboolean tls_failed;
  guint redirects;
} Exchange;

static void
exchange_free (gpointer data)
{
  Exchange *self = data;

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  if (self->callers != NULL)
    g_cancellable_disconnect (self->callers, self->callers_handler);
  g_clear_object (&self->callers);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->message);
  g_clear_object (&self->stream);
  g_byte_array_unref (self->body);
  whin_request_free (self->request);
  g_free (self);
}

static gboolean
on_timeout (gpointer data)
{
  Exchange *self = data;

  self->timeout_id = 0;
  self->timed_out = TRUE;
  g_cancellable_cancel (self->cancellable);
  return G_SOURCE_REMOVE;
}

static void
on_callers_cancelled (GCancellable *callers, gpointer data)
{
  g_cancellable_cancel (data);
}

/* Ends the exchange with a text for people; the cause is logged without the address. */
static void
fail (GTask *task, const GError *cause)
{
  Exchange *self = g_task_get_task_data (task);

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  if (self->callers != NULL && g_cancellable_is_cancelled (self->callers)) {
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s", _ ("Cancelled"));
    return;
  }
  g_info ("A web service failed: %s", cause->message);
  if (self->timed_out)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "%s",
                             _ ("The server took too long to answer."));
  else if (self->tls_failed || cause->domain == G_TLS_ERROR)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, "%s",
                             _ ("The server could not prove who it is."));
  else if (cause->domain == G_RESOLVER_ERROR)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_HOST_NOT_FOUND, "%s",
                             _ ("The server could not be found."));
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE, "%s",
                             _ ("The server could not be reached."));
}

static gboolean
on_accept_certificate (SoupMessage *message,
                       GTlsCertificate *certificate,
                       GTlsCertificateFlags flags,
                       gpointer data)
{
  Exchange *self = data;

  self->tls_failed = TRUE;
  return FALSE;
}

static gboolean
on_authenticate (SoupMessage *message, SoupAuth *auth, gboolean retrying, gpointer data)
{
  Exchange *self = data;

  if (self->request->username == NULL || retrying || soup_auth_is_for_proxy (auth))
    return FALSE;
  if (strcmp (soup_auth_get_scheme_name (auth), "Digest") != 0 &&
      !whin_uri_is_confidential (self->request->uri))
    return FALSE;
  soup_auth_authenticate (auth, self->request->username,
                          self->request->password != NULL ? self->request->password : "");
  return FALSE;
}

static void
append_header (const char *name, const char *value, gpointer message)
{
  soup_message_headers_append (soup_message_get_request_headers (message), name, value);
}

static SoupMessage *
make_message (Exchange *self)
{
  SoupMessage *message = soup_message_new (self->request->method, self->request->uri);

  if (message == NULL)
    return NULL;
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_DO_NOT_USE_AUTH_CACHE);
  soup_message_headers_foreach (self->request->headers, append_header, message);
  if (self->request->body != NULL)
    soup_message_set_request_body_from_bytes (
        message, self->request->content_type != NULL ? self->request->content_type : "text/plain",
        self->request->body);
  g_signal_connect (message, "accept-certificate", G_CALLBACK (on_accept_certificate), self);
  g_signal_connect (message, "authenticate", G_CALLBACK (on_authenticate), self);
  return message;
}

/* Turns the request into the one that the redirect asks for; FALSE when the policy forbids it. */
static gboolean
follow_redirect (Exchange *self, guint status, const char *location)
{
  g_autofree char *target = NULL;
  g_autofree char *old_origin = whin_origin_of_uri (self->request->uri);
  g_autofree char *new_origin = NULL;
  gboolean repeats_body = status == 307 || status == 308;

  if (strlen (location) > WHIN_REQUEST_MAX_URI_BYTES)
    return FALSE;
  target = g_uri_resolve_relative (self->request->uri, location, G_URI_FLAGS_ENCODED, NULL);
  new_origin = whin_origin_of_uri (target);
  if (old_origin == NULL || new_origin == NULL)
    return FALSE;
  if ((whin_uri_is_confidential (self->request->uri) || self->request->holds_secret) &&
      !whin_uri_is_confidential (target))
    return FALSE;
  if (whin_uri_is_loopback (target) && !whin_uri_is_loopback (self->request->uri))
    return FALSE;
  if (strcmp (old_origin, new_origin) != 0) {
    if (repeats_body && self->request->body != NULL && self->request->holds_secret)
      return FALSE;
    soup_message_headers_clear (self->request->headers);
    g_clear_pointer (&self->request->username, g_free);
  }
  if (!repeats_body && strcmp (self->request->method, "HEAD") != 0) {
    g_clear_pointer (&self->request->body, g_bytes_unref);
    g_free (self->request->method);
    self->request->method = g_strdup ("GET");
  }
  g_free (self->request->uri);
  self->request->uri = g_steal_pointer (&target);
  self->request->uri[strcspn (self->request->uri, "#")] = '\0';
  return TRUE;
}

static gboolean
is_redirect (guint status)
{
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

static void
finish (GTask *task)
{
  Exchange *self = g_task_get_task_data (task);
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);
  g_autoptr (GBytes) body = g_bytes_new (self->body->data, self->body->len);

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  g_task_return_pointer (task,
                         whin_answer_new (soup_message_get_status (self->message), body,
                                          soup_message_headers_get_one (headers, "Content-Type"),
                                          soup_message_headers_get_one (headers, "ETag"),
                                          soup_message_headers_get_one (headers, "Last-Modified")),
                         (GDestroyNotify)whin_answer_free);
}

static void
fail_too_large (GTask *task)
{
  Exchange *self = g_task_get_task_data (task);

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  /* Closes the connection too: the rest is never read. */
  g_cancellable_cancel (self->cancellable);
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE, "%s",
                           _ ("The server’s answer is too large."));
}

static void
on_chunk (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) chunk =
      g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  Exchange *self = g_task_get_task_data (task);

  if (chunk == NULL) {
    fail (task, error);
    return;
  }
  if (g_bytes_get_size (chunk) == 0) {
    finish (task);
    return;
  }
  if (self->body->len + g_bytes_get_size (chunk) > self->request->max_bytes) {
    fail_too_large (task);
    return;
  }
  g_byte_array_append (self->body, g_bytes_get_data (chunk, NULL), g_bytes_get_size (chunk));
  g_input_stream_read_bytes_async (self->stream, CHUNK_BYTES, G_PRIORITY_DEFAULT, self->cancellable,
                                   on_chunk, g_steal_pointer (&task));
}

static void on_headers (GObject *source, GAsyncResult *result, gpointer data);

static void
send_once (GTask *task)
{
  WhinHttp *http = g_task_get_source_object (task);
  Exchange *self = g_task_get_task_data (task);

  g_clear_object (&self->message);
  g_clear_object (&self->stream);
  self->message = make_message (self);
  if (self->message == NULL) {
    g_clear_handle_id (&self->timeout_id, g_source_remove);
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "%s",
                             _ ("The server’s address is not valid."));
    return;
  }
  soup_session_send_async (
      whin_uri_is_loopback (self->request->uri) ? http->direct : http->through_proxy, self->message,
      G_PRIORITY_DEFAULT, self->cancellable, on_headers, g_object_ref (task));
}

static void
on_headers (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  Exchange *self = g_task_get_task_data (task);
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);
  guint status;

  self->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (self->stream == NULL) {
    fail (task, error);
    return;
  }
  status = soup_message_get_status (self->message);
  if (is_redirect (status) && soup_message_headers_get_one (headers, "Location") != NULL) {
    if (self->redirects++ == WHIN_HTTP_MAX_REDIRECTS ||
        !follow_redirect (self, status, soup_message_headers_get_one (headers, "Location"))) {
      g_clear_handle_id (&self->timeout_id, g_source_remove);
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, "%s",
                               _ ("The server sent the phone to an unsafe address."));
      return;
    }
    send_once (task);
    return;
  }
  if (soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH &&
      soup_message_headers_get_content_length (headers) > (goffset)self->request->max_bytes) {
    fail_too_large (task);
    return;
  }
  g_input_stream_read_bytes_async (self->stream, CHUNK_BYTES, G_PRIORITY_DEFAULT, self->cancellable,
                                   on_chunk, g_steal_pointer (&task));
}

static SoupSession *
make_session (const char *user_agent)
{
  return g_object_new (SOUP_TYPE_SESSION, "user-agent", user_agent, "accept-language-auto", TRUE,
                       "max-conns", MAX_CONNECTIONS, "timeout", 0, NULL);
}

static void
whin_http_dispose (GObject *object)
{
  WhinHttp *self = WHIN_HTTP (object);

  g_clear_object (&self->through_proxy);
  g_clear_object (&self->direct);
  G_OBJECT_CLASS (whin_http_parent_class)->dispose (object);
}

static void
whin_http_class_init (WhinHttpClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = whin_http_dispose;
}

static void
whin_http_init (WhinHttp *self)
{
}

WhinHttp *
whin_http_new (const char *program)
{
  WhinHttp *self = g_object_new (WHIN_TYPE_HTTP, NULL);
  g_autoptr (GString) agent = g_string_new ("CloudSoftphone/" WHIN_VERSION " (");

  g_return_val_if_fail (program != NULL, NULL);

  for (const char *p = program; *p != '\0'; p++) {
    if (g_ascii_isprint (*p) && strchr ("()\\", *p) == NULL)
      g_string_append_c (agent, *p);
  }
  g_string_append_c (agent, ')');
  self->through_proxy = make_session (agent->str);
  self->direct = make_session (agent->str);
  soup_session_set_proxy_resolver (self->direct, NULL);
  return self;
}

void
whin_http_send_async (WhinHttp *self,
                      WhinRequest *request,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Exchange *exchange = g_new0 (Exchange, 1);

  g_return_if_fail (WHIN_IS_HTTP (self));
  g_return_if_fail (request != NULL);

  g_task_set_source_tag (task, whin_http_send_async);
  exchange->request = request;
  exchange->body = g_byte_array_new ();
  exchange->cancellable = g_cancellable_new ();
  g_task_set_task_data (task, exchange, exchange_free);
  exchange->timeout_id = g_timeout_add_seconds (request->timeout_seconds, on_timeout, exchange);
  if (cancellable != NULL) {
    exchange->callers = g_object_ref (cancellable);
    exchange->callers_handler =
        g_cancellable_connect (cancellable, G_CALLBACK (on_callers_cancelled),
                               g_object_ref (exchange->cancellable), g_object_unref);
  }
  if (strlen (request->uri) > WHIN_REQUEST_MAX_URI_BYTES ||
      !(g_str_has_prefix (request->uri, "https://") ||
        g_str_has_prefix (request->uri, "http://"))) {
    g_clear_handle_id (&exchange->timeout_id, g_source_remove);
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "%s",
                             _ ("The server’s address is not valid."));
    return;
  }
  send_once (task);
}

WhinAnswer *
whin_http_send_finish (WhinHttp *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
