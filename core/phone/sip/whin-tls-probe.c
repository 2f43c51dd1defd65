/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/phone/sip/whin-tls-probe.h"

#include "core/phone/sip/whin-tls-authorities.h"

#include <glib/gi18n-lib.h>

typedef struct {
  char *host;
  char *ca_file;
  GTlsCertificateFlags flaws;
  GSocketConnection *socket;
  GTlsClientConnection *tls;
  char *authorities;
} Probe;

static void
probe_free (gpointer data)
{
  Probe *probe = data;

  g_free (probe->host);
  g_free (probe->ca_file);
  g_free (probe->authorities);
  if (probe->tls != NULL)
    g_signal_handlers_disconnect_by_data (probe->tls, probe);
  g_clear_object (&probe->tls);
  g_clear_object (&probe->socket);
  g_free (probe);
}

static char *
describe (GTlsCertificateFlags flaws, const char *host)
{
  if (flaws & G_TLS_CERTIFICATE_UNKNOWN_CA)
    return g_strdup (_ ("The server’s certificate comes from an unknown authority."));
  if (flaws & G_TLS_CERTIFICATE_BAD_IDENTITY)
    return g_strdup_printf (_ ("The server’s certificate is not for %s."), host);
  if (flaws & G_TLS_CERTIFICATE_EXPIRED)
    return g_strdup (_ ("The server’s certificate has expired."));
  if (flaws & G_TLS_CERTIFICATE_NOT_ACTIVATED)
    return g_strdup (_ ("The server’s certificate is not valid yet."));
  if (flaws & G_TLS_CERTIFICATE_REVOKED)
    return g_strdup (_ ("The server’s certificate was revoked."));
  return g_strdup (_ ("The server’s certificate is not acceptable."));
}

static gboolean
on_accept_certificate (GTlsConnection *tls,
                       GTlsCertificate *certificate,
                       GTlsCertificateFlags flaws,
                       gpointer data)
{
  ((Probe *)data)->flaws = flaws;
  return FALSE;
}

static void
on_handshake (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  Probe *probe = g_task_get_task_data (task);

  if (g_tls_connection_handshake_finish (G_TLS_CONNECTION (source), result, &error)) {
    probe->authorities = whin_tls_authorities_select (
        g_tls_connection_get_peer_certificate (G_TLS_CONNECTION (source)), probe->ca_file);
    g_io_stream_close_async (G_IO_STREAM (source), G_PRIORITY_DEFAULT, NULL, NULL, NULL);
    g_task_return_boolean (task, TRUE);
  } else if (probe->flaws != 0) {
    g_autofree char *text = describe (probe->flaws, probe->host);

    g_task_return_new_error (task, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE, "%s", text);
  } else {
    g_task_return_error (task, g_steal_pointer (&error));
  }
}

static void
on_connected (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsDatabase) database = NULL;
  g_autoptr (GSocketConnectable) identity = NULL;
  g_autoptr (GIOStream) stream = NULL;
  Probe *probe = g_task_get_task_data (task);

  probe->socket = g_socket_client_connect_finish (G_SOCKET_CLIENT (source), result, &error);
  if (probe->socket == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  if (probe->host == NULL) {
    g_task_return_boolean (task, TRUE);
    return;
  }
  identity = g_network_address_new (probe->host, 0);
  stream = g_tls_client_connection_new (G_IO_STREAM (probe->socket), identity, &error);
  if (stream == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  probe->tls = g_object_ref (G_TLS_CLIENT_CONNECTION (stream));
  if (probe->ca_file != NULL) {
    database = g_tls_file_database_new (probe->ca_file, &error);
    if (database == NULL) {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
    g_tls_connection_set_database (G_TLS_CONNECTION (stream), database);
  }
  g_signal_connect (stream, "accept-certificate", G_CALLBACK (on_accept_certificate), probe);
  g_tls_connection_handshake_async (G_TLS_CONNECTION (stream), G_PRIORITY_DEFAULT,
                                    g_task_get_cancellable (task), on_handshake,
                                    g_object_ref (task));
}

void
whin_tls_probe_async (GSocketAddress *address,
                      const char *host,
                      const char *ca_file,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  Probe *probe = g_new0 (Probe, 1);

  probe->host = g_strdup (host);
  probe->ca_file = g_strdup (ca_file);
  g_task_set_task_data (task, probe, probe_free);
  g_socket_client_set_timeout (client, WHIN_TLS_PROBE_TIMEOUT_SECONDS);
  g_socket_client_set_enable_proxy (client, FALSE);
  g_socket_client_connect_async (client, G_SOCKET_CONNECTABLE (address), cancellable, on_connected,
                                 task);
}

gboolean
whin_tls_probe_finish (GAsyncResult *result, char **authorities, GError **error)
{
  Probe *probe = g_task_get_task_data (G_TASK (result));

  *authorities = g_steal_pointer (&probe->authorities);
  return g_task_propagate_boolean (G_TASK (result), error);
}
