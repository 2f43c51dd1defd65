/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/service/whin-answer.h"
#include "core/service/whin-service-context.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WhinWebService:
 *
 * A client of one family of account nodes with a common prefix (wire-protocols, section 1), for
 * instance "genericBalanceCheck". Remembers, for each resolved address and account, the validators
 * of the last answer that its owner accepted, and sends them with the next request.
 */
#define WHIN_TYPE_WEB_SERVICE (whin_web_service_get_type ())
G_DECLARE_FINAL_TYPE (WhinWebService, whin_web_service, WHIN, WEB_SERVICE, GObject)

#define WHIN_WEB_SERVICE_MAX_BYTES (1024 * 1024)

/* What one call adds to what the account says; all of it may be zero. Borrowed until
 * whin_web_service_call_async() returns. */
typedef struct {
  const char *uri;         /* in place of the family's Url; no template */
  const char *path;        /* appended to the Url's path, for instance "/orders" */
  const char *method;      /* in place of the family's Method; then PostData doesn't count */
  const char *body;        /* JSON, goes with @method */
  const char *headers;     /* further "Name: value" lines; no template */
  GHashTable *values;      /* (element-type utf8 utf8): global values of the templates */
  gboolean is_conditional; /* send validators; 304 may come back */
} WhinServiceCall;

/* @prefix (nullable): NULL for a service whose address every call gives. @max_bytes: of an answer.
 */
WhinWebService *whin_web_service_new (const char *prefix, gsize max_bytes);

/* Whether the account configures it: has a Url. */
gboolean whin_web_service_is_configured (WhinWebService *self, WhinServiceContext *context);

/* The family's node `<prefix><suffix>`, NULL when missing or empty; belongs to the account. */
const char *
whin_web_service_get_node (WhinWebService *self, WhinServiceContext *context, const char *suffix);

void whin_web_service_call_async (WhinWebService *self,
                                  WhinServiceContext *context,
                                  const WhinServiceCall *call,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);

/* Returns: (transfer full) (nullable): the answer, whatever its status. Errors: as
 * whin_http_send_finish(), and G_IO_ERROR_NOT_FOUND when the service isn't configured. */
WhinAnswer *
whin_web_service_call_finish (WhinWebService *self, GAsyncResult *result, GError **error);

/* The answer of the call that @result ended was understood and its content taken over: its
 * validators go with the next request to the same address. Never call it for another answer, or a
 * 304 would confirm what was never taken. */
void whin_web_service_accept (WhinWebService *self, GAsyncResult *result, const WhinAnswer *answer);

/* Forgets all validators. */
void whin_web_service_forget (WhinWebService *self);

G_END_DECLS
