/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/phone/sip/whin-sip-sources.h"

struct _WhinSipSources {
  GCancellable *cancellable;
  GHashTable *addresses; /* as text */
  guint lookups;
};

static void
clear (gpointer data)
{
  WhinSipSources *self = data;

  g_clear_object (&self->cancellable);
  g_hash_table_unref (self->addresses);
}

static void
add (WhinSipSources *self, GInetAddress *address)
{
  if (g_hash_table_size (self->addresses) < WHIN_SIP_SOURCES_MAX_ADDRESSES)
    g_hash_table_add (self->addresses, g_inet_address_to_string (address));
}

static void
on_addresses (GObject *source, GAsyncResult *result, gpointer data)
{
  WhinSipSources *self = data;
  GList *addresses =
      g_resolver_lookup_by_name_with_flags_finish (G_RESOLVER (source), result, NULL);

  for (GList *link = addresses; link != NULL; link = link->next)
    add (self, link->data);
  g_resolver_free_addresses (addresses);
  g_rc_box_release_full (self, clear);
}

static void
look_up_addresses (WhinSipSources *self, const char *name)
{
  g_autoptr (GResolver) resolver = g_resolver_get_default ();

  if (self->lookups++ < WHIN_SIP_SOURCES_MAX_LOOKUPS)
    g_resolver_lookup_by_name_with_flags_async (
        resolver, name, G_RESOLVER_NAME_LOOKUP_FLAGS_DEFAULT, self->cancellable, on_addresses,
        g_rc_box_acquire (self));
}

static void
on_services (GObject *source, GAsyncResult *result, gpointer data)
{
  WhinSipSources *self = data;
  GList *targets = g_resolver_lookup_service_finish (G_RESOLVER (source), result, NULL);

  for (GList *link = targets; link != NULL; link = link->next)
    look_up_addresses (self, g_srv_target_get_hostname (link->data));
  g_resolver_free_targets (targets);
  g_rc_box_release_full (self, clear);
}

static void
look_up (WhinSipSources *self, const char *host, guint16 port, WhinTransport transport)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);
  g_autoptr (GResolver) resolver = g_resolver_get_default ();

  if (address != NULL) {
    add (self, address);
    return;
  }
  look_up_addresses (self, host);
  if (port == 0 && self->lookups++ < WHIN_SIP_SOURCES_MAX_LOOKUPS)
    g_resolver_lookup_service_async (resolver, transport == WHIN_TRANSPORT_TLS ? "sips" : "sip",
                                     transport == WHIN_TRANSPORT_UDP ? "udp" : "tcp", host,
                                     self->cancellable, on_services, g_rc_box_acquire (self));
}

WhinSipSources *
whin_sip_sources_new (const WhinSipSettings *settings)
{
  WhinSipSources *self = g_rc_box_new0 (WhinSipSources);

  self->cancellable = g_cancellable_new ();
  self->addresses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (settings->proxy != NULL)
    look_up (self, settings->proxy, settings->proxy_port, settings->transport);
  look_up (self, settings->domain, settings->port, settings->transport);
  return self;
}

void
whin_sip_sources_free (WhinSipSources *self)
{
  g_cancellable_cancel (self->cancellable);
  g_rc_box_release_full (self, clear);
}

gboolean
whin_sip_sources_has (WhinSipSources *self, const char *ip)
{
  return g_hash_table_contains (self->addresses, ip);
}
