/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/service/whin-answer.h"
#include "core/service/whin-request.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WhinHttp:
 *
 * Sends requests and reads bounded answers. Loopback is reached without a proxy. The policy for
 * redirects and authentication stands in the .c file.
 */
#define WHIN_TYPE_HTTP (whin_http_get_type ())
G_DECLARE_FINAL_TYPE (WhinHttp, whin_http, WHIN, HTTP, GObject)

#define WHIN_HTTP_MAX_REDIRECTS 5

/* @program is the brand's name, for `User-Agent: CloudSoftphone/<version> (<program>)`. */
WhinHttp *whin_http_new (const char *program);

/* @request: (transfer full) */
void whin_http_send_async (WhinHttp *self,
                           WhinRequest *request,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);

/**
 * whin_http_send_finish:
 *
 * Returns: (transfer full) (nullable): the answer, whatever its status.
 * Errors: G_IO_ERROR, with a message for people: TIMED_OUT, HOST_NOT_FOUND, HOST_UNREACHABLE,
 * MESSAGE_TOO_LARGE, PERMISSION_DENIED (unsafe redirect, or TLS), INVALID_ARGUMENT (address),
 * CANCELLED.
 */
WhinAnswer *whin_http_send_finish (WhinHttp *self, GAsyncResult *result, GError **error);

G_END_DECLS
