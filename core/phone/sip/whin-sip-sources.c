/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/phone/sip/whin-sip-sources.h"

#define SIP_PORT 5060
#define SIPS_PORT 5061

struct _WhinSipSources {
  GCancellable *cancellable;
  GHashTable *addresses; /* as text */
  GHashTable *endpoints; /* "name:port" and "address:port"; port 0: by the name's service records */
  guint16 default_port;
  guint lookups;
};

/* A name whose records are being looked up. */
typedef struct {
  WhinSipSources *sources;
  char *host;
  guint16 port;
} Search;

static void
clear (gpointer data)
{
  WhinSipSources *self = data;

  g_clear_object (&self->cancellable);
  g_hash_table_unref (self->addresses);
  g_hash_table_unref (self->endpoints);
}

static Search *
search_new (WhinSipSources *self, const char *host, guint16 port)
{
  Search *search = g_new0 (Search, 1);

  search->sources = g_rc_box_acquire (self);
  search->host = g_strdup (host);
  search->port = port;
  return search;
}

static void
search_free (Search *search)
{
  g_rc_box_release_full (search->sources, clear);
  g_free (search->host);
  g_free (search);
}

/* (transfer full): @host: without regard to case and to how an address is written */
static char *
make_endpoint (const char *host, guint16 port)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);
  g_autofree char *name =
      address != NULL ? g_inet_address_to_string (address) : g_ascii_strdown (host, -1);

  return g_strdup_printf ("%s:%u", name, port);
}

static void
add_endpoint (WhinSipSources *self, const char *host, guint16 port)
{
  if (g_hash_table_size (self->endpoints) < WHIN_SIP_SOURCES_MAX_ENDPOINTS)
    g_hash_table_add (self->endpoints, make_endpoint (host, port));
}

static void
add_address (WhinSipSources *self, GInetAddress *address, guint16 port)
{
  g_autofree char *text = g_inet_address_to_string (address);

  if (g_hash_table_size (self->addresses) >= WHIN_SIP_SOURCES_MAX_ADDRESSES)
    return;
  add_endpoint (self, text, port);
  g_hash_table_add (self->addresses, g_steal_pointer (&text));
}

static void
on_addresses (GObject *source, GAsyncResult *result, gpointer data)
{
  Search *search = data;
  GList *addresses =
      g_resolver_lookup_by_name_with_flags_finish (G_RESOLVER (source), result, NULL);

  for (GList *link = addresses; link != NULL; link = link->next)
    add_address (search->sources, link->data, search->port);
  g_resolver_free_addresses (addresses);
  search_free (search);
}

static void
look_up_addresses (WhinSipSources *self, const char *name, guint16 port)
{
  g_autoptr (GResolver) resolver = g_resolver_get_default ();

  if (self->lookups++ >= WHIN_SIP_SOURCES_MAX_LOOKUPS)
    return;
  add_endpoint (self, name, port);
  g_resolver_lookup_by_name_with_flags_async (resolver, name, G_RESOLVER_NAME_LOOKUP_FLAGS_DEFAULT,
                                              self->cancellable, on_addresses,
                                              search_new (self, name, port));
}

/* RFC 3263, section 4.2: a name's own addresses count only where it has no service records; else
 * they may be its web server's. */
static void
on_services (GObject *source, GAsyncResult *result, gpointer data)
{
  Search *search = data;
  WhinSipSources *self = search->sources;
  GList *targets = g_resolver_lookup_service_finish (G_RESOLVER (source), result, NULL);

  if (targets != NULL)
    add_endpoint (self, search->host, 0);
  else
    look_up_addresses (self, search->host, self->default_port);
  for (GList *link = targets; link != NULL; link = link->next)
    look_up_addresses (self, g_srv_target_get_hostname (link->data),
                       g_srv_target_get_port (link->data));
  g_resolver_free_targets (targets);
  search_free (search);
}

static void
look_up (WhinSipSources *self, const char *host, guint16 port, WhinTransport transport)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);
  g_autoptr (GResolver) resolver = g_resolver_get_default ();

  if (address != NULL)
    add_address (self, address, port != 0 ? port : self->default_port);
  else if (port != 0)
    look_up_addresses (self, host, port);
  else if (self->lookups++ < WHIN_SIP_SOURCES_MAX_LOOKUPS)
    g_resolver_lookup_service_async (resolver, transport == WHIN_TRANSPORT_TLS ? "sips" : "sip",
                                     transport == WHIN_TRANSPORT_UDP ? "udp" : "tcp", host,
                                     self->cancellable, on_services, search_new (self, host, 0));
}

WhinSipSources *
whin_sip_sources_new (const WhinSipSettings *settings)
{
  WhinSipSources *self = g_rc_box_new0 (WhinSipSources);

  self->cancellable = g_cancellable_new ();
  self->addresses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->endpoints = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->default_port = settings->transport == WHIN_TRANSPORT_TLS ? SIPS_PORT : SIP_PORT;
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

gboolean
whin_sip_sources_listens (WhinSipSources *self, const char *host, guint16 port)
{
  g_autofree char *endpoint = make_endpoint (host, port != 0 ? port : self->default_port);
  g_autofree char *service = make_endpoint (host, 0);

  return g_hash_table_contains (self->endpoints, endpoint) ||
         (port == 0 && g_hash_table_contains (self->endpoints, service));
}
