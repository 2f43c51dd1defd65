/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/phone/sip/whin-sip-locator.h"

#define SIP_PORT 5060
#define SIPS_PORT 5061

typedef struct {
  char *host;   /* whose name counts */
  char *target; /* whose address is looked for */
  guint16 port; /* 0: SRV records decide */
  WhinTransport transport;
  guint attempt;
  GCancellable *cancellable; /* ours: ended by the caller's or by the time-out */
  guint timeout_id;
  gboolean is_late;
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  g_free (search->host);
  g_free (search->target);
  g_clear_handle_id (&search->timeout_id, g_source_remove);
  g_clear_object (&search->cancellable);
  g_free (search);
}

static void
fail (GTask *task, GError *error)
{
  Search *search = g_task_get_task_data (task);

  if (search->is_late && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_error_free (error);
    error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "name resolution timed out");
  }
  g_task_return_error (task, error);
}

static gboolean
on_timeout (gpointer data)
{
  Search *search = data;

  search->timeout_id = 0;
  search->is_late = TRUE;
  g_cancellable_cancel (search->cancellable);
  return G_SOURCE_REMOVE;
}

/* A datagram socket that is only connected sends nothing and tells the route's own address. */
static char *
find_local_address (GSocketAddress *remote, GError **error)
{
  g_autoptr (GSocket) socket = g_socket_new (g_socket_address_get_family (remote),
                                             G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_UDP, error);
  g_autoptr (GSocketAddress) local = NULL;

  if (socket == NULL || !g_socket_connect (socket, remote, NULL, error))
    return NULL;
  local = g_socket_get_local_address (socket, error);
  if (local == NULL)
    return NULL;
  return g_inet_address_to_string (
      g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (local)));
}

/* Many servers have an IPv6 address in the DNS and don't listen there. */
static int
compare_family (gconstpointer a, gconstpointer b)
{
  return (g_inet_address_get_family (G_INET_ADDRESS ((gpointer)a)) == G_SOCKET_FAMILY_IPV6) -
         (g_inet_address_get_family (G_INET_ADDRESS ((gpointer)b)) == G_SOCKET_FAMILY_IPV6);
}

static void
on_addresses (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Search *search = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  GList *addresses =
      g_resolver_lookup_by_name_with_flags_finish (G_RESOLVER (source), result, &error);
  g_autoptr (WhinSipLocation) location = NULL;
  guint count;

  if (addresses == NULL) {
    fail (task, g_steal_pointer (&error));
    return;
  }
  location = g_new0 (WhinSipLocation, 1);
  location->host = g_strdup (search->host);
  addresses = g_list_sort (addresses, compare_family);
  count = g_list_length (addresses);
  for (guint i = 0; i < count && location->local == NULL; i++) {
    g_clear_object (&location->address);
    g_clear_error (&error);
    location->address = g_inet_socket_address_new (
        g_list_nth_data (addresses, (search->attempt + i) % count), search->port);
    location->local = find_local_address (location->address, &error);
  }
  g_resolver_free_addresses (addresses);
  if (location->local == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, g_steal_pointer (&location),
                           (GDestroyNotify)whin_sip_location_free);
}

static void
look_up_addresses (GTask *task)
{
  Search *search = g_task_get_task_data (task);
  g_autoptr (GResolver) resolver = g_resolver_get_default ();

  g_resolver_lookup_by_name_with_flags_async (resolver, search->target,
                                              G_RESOLVER_NAME_LOOKUP_FLAGS_DEFAULT,
                                              search->cancellable, on_addresses, task);
}

static void
on_services (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Search *search = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  GList *targets = g_resolver_lookup_service_finish (G_RESOLVER (source), result, &error);

  /* The list is sorted by priority and weight; the next attempt takes the next of it. */
  if (targets != NULL) {
    guint count = g_list_length (targets);
    GSrvTarget *target = g_list_nth_data (targets, search->attempt % count);

    search->attempt /= count;
    search->port = g_srv_target_get_port (target);
    g_free (search->target);
    search->target = g_strdup (g_srv_target_get_hostname (target));
    g_resolver_free_targets (targets);
  } else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    fail (task, g_steal_pointer (&error));
    g_object_unref (task);
    return;
  } else {
    search->port = search->transport == WHIN_TRANSPORT_TLS ? SIPS_PORT : SIP_PORT;
  }
  look_up_addresses (task);
}

static void
on_cancelled (GCancellable *cancellable, gpointer data)
{
  g_cancellable_cancel (data);
}

void
whin_sip_locator_async (const WhinSipSettings *settings,
                        guint attempt,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (GResolver) resolver = g_resolver_get_default ();
  Search *search = g_new0 (Search, 1);

  search->host = g_strdup (settings->proxy != NULL ? settings->proxy : settings->domain);
  search->target = g_strdup (search->host);
  search->port = settings->proxy != NULL ? settings->proxy_port : settings->port;
  search->transport = settings->transport;
  search->attempt = attempt;
  search->cancellable = g_cancellable_new ();
  search->timeout_id = g_timeout_add_seconds (WHIN_SIP_LOCATOR_TIMEOUT_SECONDS, on_timeout, search);
  g_task_set_task_data (task, search, search_free);
  if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (on_cancelled),
                             search->cancellable, 0);
  if (search->port == 0 && !g_hostname_is_ip_address (search->host)) {
    g_resolver_lookup_service_async (resolver,
                                     settings->transport == WHIN_TRANSPORT_TLS ? "sips" : "sip",
                                     settings->transport == WHIN_TRANSPORT_UDP ? "udp" : "tcp",
                                     search->host, search->cancellable, on_services, task);
    return;
  }
  if (search->port == 0)
    search->port = search->transport == WHIN_TRANSPORT_TLS ? SIPS_PORT : SIP_PORT;
  look_up_addresses (task);
}

WhinSipLocation *
whin_sip_locator_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
whin_sip_location_free (WhinSipLocation *self)
{
  g_free (self->host);
  g_clear_object (&self->address);
  g_free (self->local);
  g_free (self);
}

char *
whin_sip_location_dup_ip (const WhinSipLocation *self)
{
  return g_inet_address_to_string (
      g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (self->address)));
}

guint16
whin_sip_location_get_port (const WhinSipLocation *self)
{
  return g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (self->address));
}

gboolean
whin_sip_location_is_loopback (const WhinSipLocation *self)
{
  return g_inet_address_get_is_loopback (
      g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (self->address)));
}
