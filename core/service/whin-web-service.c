/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/service/whin-web-service.h"

#include "core/brand/whin-origin.h"

#include <glib/gi18n-lib.h>

#include <string.h>

#define MAX_TIMEOUT_SECONDS 120
#define MAX_VALIDATORS 32
#define MAX_VALIDATOR_BYTES 1024

struct _WhinWebService {
  GObject parent_instance;
  char *prefix;
  gsize max_bytes;
  GHashTable *validators; /* key of a call → Validators */
};

G_DEFINE_FINAL_TYPE (WhinWebService, whin_web_service, G_TYPE_OBJECT)

typedef struct {
  char *etag;
  char *last_modified;
} Validators;

static void
validators_free (gpointer data)
{
  Validators *self = data;

  g_free (self->etag);
  g_free (self->last_modified);
  g_free (self);
}

static const char *
find_node (WhinAccount *account, const char *prefix, const char *suffix)
{
  g_autofree char *name = g_strconcat (prefix, suffix, NULL);
  const char *value = whin_account_get (account, name);

  return value != NULL && *value != '\0' ? value : NULL;
}

/* Where a body's values land, by its content type. */
static WhinLanding
landing_of_content_type (const char *content_type)
{
  g_autofree char *lower = g_ascii_strdown (content_type, -1);

  if (strstr (lower, "json") != NULL)
    return WHIN_LANDING_JSON;
  if (strstr (lower, "xml") != NULL)
    return WHIN_LANDING_XML;
  if (strstr (lower, "x-www-form-urlencoded") != NULL)
    return WHIN_LANDING_FORM;
  return WHIN_LANDING_PLAIN;
}

static gboolean
method_is_known (const char *method)
{
  static const char *const methods[] = {"GET", "POST", "PUT", "HEAD", "DELETE", NULL};

  return g_strv_contains (methods, method);
}

/* Lines are told apart before values go in, so that no value adds one. */
static gboolean
add_custom_headers (WhinServiceContext *context,
                    WhinRequest *request,
                    const char *lines,
                    gboolean confidential,
                    const WhinServiceCall *call,
                    GError **error)
{
  g_autoptr (GString) text = g_string_new (lines);
  g_auto (GStrv) split = NULL;

  g_string_replace (text, "\\n", "\n", 0);
  split = g_strsplit (text->str, "\n", WHIN_REQUEST_MAX_HEADERS + 1);
  for (char **line = split; *line != NULL; line++) {
    g_autofree char *expanded =
        whin_service_context_expand (context, *line, WHIN_LANDING_HEADER, confidential,
                                     call->values, &request->holds_secret, error);
    g_autoptr (GString) literal = NULL;

    if (expanded == NULL)
      return FALSE;
    /* A value with a literal "\n" must not become a line either. */
    literal = g_string_new (expanded);
    g_string_replace (literal, "\\n", "", 0);
    whin_request_add_header_lines (request, literal->str);
  }
  return TRUE;
}

static gboolean
add_authentication (WhinServiceContext *context,
                    WhinRequest *request,
                    const char *username,
                    const char *password,
                    const WhinServiceCall *call,
                    GError **error)
{
  /* Digest shows no password, and WhinHttp refuses Basic where it would. */
  request->username = whin_service_context_expand (context, username, WHIN_LANDING_PLAIN, TRUE,
                                                   call->values, NULL, error);
  if (request->username == NULL)
    return FALSE;
  request->holds_secret = TRUE;
  request->password =
      whin_service_context_expand (context, password != NULL ? password : "", WHIN_LANDING_PLAIN,
                                   TRUE, call->values, NULL, error);
  return request->password != NULL;
}

static char *
append_path (const char *uri, const char *path)
{
  gsize length = strcspn (uri, "?#");
  g_autofree char *base = g_strndup (uri, length);
  gsize end = length;

  while (end > 0 && base[end - 1] == '/')
    base[--end] = '\0';
  return g_strconcat (base, path, strchr (path, '?') == NULL ? uri + length : NULL, NULL);
}

static gboolean
add_body (WhinWebService *self,
          WhinServiceContext *context,
          WhinRequest *request,
          gboolean confidential,
          const WhinServiceCall *call,
          GError **error)
{
  WhinAccount *account = whin_service_context_get_account (context);
  const char *post_data = find_node (account, self->prefix, "PostData");
  const char *content_type = find_node (account, self->prefix, "ContentType");
  const char *method = find_node (account, self->prefix, "Method");
  g_autofree char *upper = NULL;
  g_autofree char *body = NULL;

  if (strcmp (self->prefix, "genericSmsSend") == 0) {
    if (post_data == NULL)
      post_data = find_node (account, "genericSms", "PostData");
    if (content_type == NULL)
      content_type = find_node (account, "genericSms", "ContentType");
  }
  upper =
      method != NULL ? g_ascii_strup (method, -1) : g_strdup (post_data != NULL ? "POST" : "GET");
  g_strstrip (upper);
  if (!method_is_known (upper)) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                         _ ("The provider’s method for this is not valid."));
    return FALSE;
  }
  g_free (request->method);
  request->method = g_steal_pointer (&upper);
  if (post_data == NULL || strcmp (request->method, "GET") == 0 ||
      strcmp (request->method, "HEAD") == 0)
    return TRUE;

  if (content_type == NULL)
    content_type = "application/x-www-form-urlencoded";
  body = whin_service_context_expand (context, post_data, landing_of_content_type (content_type),
                                      confidential, call->values, &request->holds_secret, error);
  if (body == NULL)
    return FALSE;
  request->content_type = whin_service_context_expand (context, content_type, WHIN_LANDING_HEADER,
                                                       FALSE, call->values, NULL, error);
  request->body = g_bytes_new (body, strlen (body));
  return request->content_type != NULL;
}

static guint
read_timeout (WhinWebService *self, WhinAccount *account, guint otherwise)
{
  const char *text = find_node (account, self->prefix, "Timeout");
  guint64 seconds;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT32, &seconds, NULL))
    return otherwise;
  return (guint)MIN (seconds, MAX_TIMEOUT_SECONDS);
}

static WhinRequest *
make_family_request (WhinWebService *self,
                     WhinServiceContext *context,
                     const WhinServiceCall *call,
                     GError **error)
{
  WhinAccount *account = whin_service_context_get_account (context);
  const char *template = find_node (account, self->prefix, "Url");
  const char *headers = find_node (account, self->prefix, "CustomHeaders");
  const char *username = find_node (account, self->prefix, "AuthUsername");
  const char *password = find_node (account, self->prefix, "AuthPassword");
  g_autoptr (WhinRequest) request = NULL;
  g_autofree char *uri = NULL;
  gboolean holds_secret = FALSE;
  gboolean confidential;

  if (template == NULL) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                         _ ("The provider does not offer this."));
    return NULL;
  }
  uri = whin_service_context_expand_uri (context, template, call->values, &holds_secret, error);
  if (uri == NULL)
    return NULL;
  if (call->path != NULL) {
    g_autofree char *longer = append_path (uri, call->path);

    request = whin_request_new (longer);
  } else {
    request = whin_request_new (uri);
  }
  request->holds_secret = holds_secret;
  confidential = whin_uri_is_confidential (uri);
  if (call->method == NULL && !add_body (self, context, request, confidential, call, error))
    return NULL;
  if (headers != NULL && !add_custom_headers (context, request, headers, confidential, call, error))
    return NULL;
  if (username != NULL && !add_authentication (context, request, username, password, call, error))
    return NULL;
  request->timeout_seconds = read_timeout (self, account, request->timeout_seconds);
  return g_steal_pointer (&request);
}

/* What the validators belong to. */
static char *
key_of_call (WhinServiceContext *context, const char *uri)
{
  WhinAccount *account = whin_service_context_get_account (context);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  const char *parts[] = {uri, whin_account_get_text (account, "username"),
                         whin_account_get_text (account, "cloud_username"),
                         whin_account_get_text (account, "host")};

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    g_checksum_update (checksum, (const guchar *)parts[i], (gssize)strlen (parts[i]) + 1);
  return g_strdup (g_checksum_get_string (checksum));
}

static void
add_validators (WhinWebService *self, WhinRequest *request, const char *key)
{
  const Validators *validators = g_hash_table_lookup (self->validators, key);

  if (validators == NULL)
    return;
  if (validators->etag != NULL)
    soup_message_headers_replace (request->headers, "If-None-Match", validators->etag);
  if (validators->last_modified != NULL)
    soup_message_headers_replace (request->headers, "If-Modified-Since", validators->last_modified);
}

static void
on_answer (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  WhinAnswer *answer = whin_http_send_finish (WHIN_HTTP (source), result, &error);

  if (answer == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, answer, (GDestroyNotify)whin_answer_free);
}

static void
whin_web_service_finalize (GObject *object)
{
  WhinWebService *self = WHIN_WEB_SERVICE (object);

  g_free (self->prefix);
  g_hash_table_unref (self->validators);
  G_OBJECT_CLASS (whin_web_service_parent_class)->finalize (object);
}

static void
whin_web_service_class_init (WhinWebServiceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = whin_web_service_finalize;
}

static void
whin_web_service_init (WhinWebService *self)
{
  self->validators = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, validators_free);
}

WhinWebService *
whin_web_service_new (const char *prefix, gsize max_bytes)
{
  WhinWebService *self = g_object_new (WHIN_TYPE_WEB_SERVICE, NULL);

  self->prefix = g_strdup (prefix);
  self->max_bytes = max_bytes;
  return self;
}

gboolean
whin_web_service_is_configured (WhinWebService *self, WhinServiceContext *context)
{
  return whin_web_service_get_node (self, context, "Url") != NULL;
}

const char *
whin_web_service_get_node (WhinWebService *self, WhinServiceContext *context, const char *suffix)
{
  g_return_val_if_fail (WHIN_IS_WEB_SERVICE (self), NULL);

  if (self->prefix == NULL)
    return NULL;
  return find_node (whin_service_context_get_account (context), self->prefix, suffix);
}

void
whin_web_service_call_async (WhinWebService *self,
                             WhinServiceContext *context,
                             const WhinServiceCall *call,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (WhinRequest) request = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *key = NULL;

  g_return_if_fail (WHIN_IS_WEB_SERVICE (self));
  g_return_if_fail (WHIN_IS_SERVICE_CONTEXT (context));
  g_return_if_fail (call != NULL);

  if (call->uri != NULL)
    request = whin_request_new (call->uri);
  else
    request = make_family_request (self, context, call, &error);
  if (request == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  if (call->method != NULL) {
    g_free (request->method);
    request->method = g_strdup (call->method);
    if (call->body != NULL) {
      request->body = g_bytes_new (call->body, strlen (call->body));
      g_free (request->content_type);
      request->content_type = g_strdup ("application/json");
    }
  }
  if (call->headers != NULL)
    whin_request_add_header_lines (request, call->headers);
  request->max_bytes = self->max_bytes;
  key = key_of_call (context, request->uri);
  if (call->is_conditional)
    add_validators (self, request, key);
  g_task_set_task_data (task, g_steal_pointer (&key), g_free);
  whin_http_send_async (whin_service_context_get_http (context), g_steal_pointer (&request),
                        cancellable, on_answer, g_steal_pointer (&task));
}

WhinAnswer *
whin_web_service_call_finish (WhinWebService *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
whin_web_service_accept (WhinWebService *self, GAsyncResult *result, const WhinAnswer *answer)
{
  const char *key = g_task_get_task_data (G_TASK (result));
  Validators *validators;

  g_return_if_fail (g_task_is_valid (result, self));
  g_return_if_fail (key != NULL && answer != NULL);

  if (answer->etag == NULL && answer->last_modified == NULL) {
    g_hash_table_remove (self->validators, key);
    return;
  }
  if (g_hash_table_size (self->validators) >= MAX_VALIDATORS)
    g_hash_table_remove_all (self->validators);
  validators = g_new0 (Validators, 1);
  if (answer->etag != NULL && strlen (answer->etag) <= MAX_VALIDATOR_BYTES)
    validators->etag = g_strdup (answer->etag);
  if (answer->last_modified != NULL && strlen (answer->last_modified) <= MAX_VALIDATOR_BYTES)
    validators->last_modified = g_strdup (answer->last_modified);
  g_hash_table_replace (self->validators, g_strdup (key), validators);
}

void
whin_web_service_forget (WhinWebService *self)
{
  g_return_if_fail (WHIN_IS_WEB_SERVICE (self));
  g_hash_table_remove_all (self->validators);
}
