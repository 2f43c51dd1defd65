/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define WHIN_TLS_PROBE_TIMEOUT_SECONDS 10

/**
 * whin_tls_probe_async:
 * @address: where to connect to
 * @host: the name that the certificate must bear; NULL: only a TCP connection is tried
 * @ca_file: PEM file of the authorities that count, or NULL for the system's
 *
 * Shakes hands once to learn whether TLS will work, because the SIP stack keeps the reason to
 * itself.
 *
 * Errors: G_TLS_ERROR_BAD_CERTIFICATE with a sentence for people; any other error of the
 * connection.
 */
void whin_tls_probe_async (GSocketAddress *address,
                           const char *host,
                           const char *ca_file,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);

/* @authorities: (out) (transfer full): as of whin_tls_authorities_select(), for the certificate
 * that was shown */
gboolean whin_tls_probe_finish (GAsyncResult *result, char **authorities, GError **error);

G_END_DECLS
