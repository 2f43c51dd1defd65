/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/phone/media/whin-ice.h"

#include "core/phone/media/whin-media-session.h"
#include "core/phone/whin-phone-error.h"

#include <glib/gi18n-lib.h>
#include <nice/agent.h>

#include <string.h>

#define N_COMPONENTS 2

struct _WhinIce {
  NiceAgent *agent;
  guint stream;
  WhinIceReady ready;
  gpointer data;
  gboolean is_ready;
  guint deadline_id;
  GCancellable *resolving;
  guint16 stun_port;
  char password[WHIN_ICE_MAX_WORD]; /* of the other side that was applied last */
  char address[64];                 /* the same without ICE */
  guint port;
};

/* libnice wants somebody to listen, or it reads no answer of the STUN server. */
static void
on_early_packet (
    NiceAgent *agent, guint stream, guint component, guint length, char *packet, gpointer data)
{
}

static gboolean
on_deadline (gpointer data)
{
  WhinIce *self = data;

  self->deadline_id = 0;
  self->is_ready = TRUE;
  self->ready (self->data);
  return G_SOURCE_REMOVE;
}

/* Without a server libnice is done before whin_ice_new() has returned. */
static void
finish (WhinIce *self)
{
  if (self->is_ready)
    return;
  g_clear_handle_id (&self->deadline_id, g_source_remove);
  self->deadline_id = g_idle_add_full (G_PRIORITY_DEFAULT, on_deadline, self, NULL);
}

static void
on_gathered (NiceAgent *agent, guint stream, gpointer data)
{
  finish (data);
}

static gboolean
gather (WhinIce *self, const char *stun_address)
{
  if (stun_address != NULL)
    g_object_set (self->agent, "stun-server", stun_address, "stun-server-port",
                  (guint)self->stun_port, NULL);
  return nice_agent_gather_candidates (self->agent, self->stream);
}

static void
on_resolved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  GList *addresses = g_resolver_lookup_by_name_finish (G_RESOLVER (source), result, &error);
  WhinIce *self = data;
  g_autofree char *address = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (addresses != NULL)
    address = g_inet_address_to_string (addresses->data);
  else
    g_message ("The STUN server is not found: %s", error->message);
  g_resolver_free_addresses (addresses);
  g_clear_object (&self->resolving);
  if (!gather (self, address))
    finish (self);
}

/* (transfer full) (nullable): how the port is seen from furthest outside. */
static NiceCandidate *
dup_default (WhinIce *self, WhinIceComponent component)
{
  GSList *candidates = nice_agent_get_local_candidates (self->agent, self->stream, component);
  NiceCandidate *best = NULL;

  for (GSList *link = candidates; link != NULL; link = link->next) {
    NiceCandidate *candidate = link->data;

    if (best == NULL || (candidate->type == NICE_CANDIDATE_TYPE_SERVER_REFLEXIVE &&
                         best->type == NICE_CANDIDATE_TYPE_HOST))
      best = candidate;
  }
  best = best != NULL ? nice_candidate_copy (best) : NULL;
  g_slist_free_full (candidates, (GDestroyNotify)nice_candidate_free);
  return best;
}

/* (transfer full): those of the plan that are for @component and make sense to libnice. */
static GSList *
read_candidates (WhinIce *self, const WhinIceSide *side, WhinIceComponent component)
{
  GSList *candidates = NULL;

  for (guint i = 0; i < side->n_candidates; i++) {
    g_autofree char *line = g_strconcat ("a=candidate:", side->candidates[i], NULL);
    NiceCandidate *candidate =
        nice_agent_parse_remote_candidate_sdp (self->agent, self->stream, line);

    if (candidate != NULL && candidate->component_id == (guint)component &&
        candidate->transport == NICE_CANDIDATE_TRANSPORT_UDP)
      candidates = g_slist_append (candidates, candidate);
    else if (candidate != NULL)
      nice_candidate_free (candidate);
  }
  return candidates;
}

static void
connect_by_ice (WhinIce *self, const WhinMediaPlan *plan)
{
  const WhinIceSide *side = &plan->ice;

  if (strcmp (self->password, side->password) == 0)
    return;
  g_strlcpy (self->password, side->password, sizeof self->password);
  nice_agent_set_remote_credentials (self->agent, self->stream, side->name, side->password);
  for (guint component = WHIN_ICE_RTP; component <= N_COMPONENTS; component++) {
    GSList *candidates = read_candidates (self, side, component);

    if (candidates != NULL)
      nice_agent_set_remote_candidates (self->agent, self->stream, component, candidates);
    g_slist_free_full (candidates, (GDestroyNotify)nice_candidate_free);
  }
}

static void
send_straight (WhinIce *self, WhinIceComponent component, const char *address, guint port)
{
  NiceCandidate *candidate = nice_candidate_new (NICE_CANDIDATE_TYPE_HOST);

  candidate->component_id = component;
  candidate->stream_id = self->stream;
  candidate->transport = NICE_CANDIDATE_TRANSPORT_UDP;
  g_strlcpy (candidate->foundation, "1", sizeof candidate->foundation);
  if (port != 0 && nice_address_set_from_string (&candidate->addr, address)) {
    nice_address_set_port (&candidate->addr, port);
    candidate->base_addr = candidate->addr;
    nice_agent_set_selected_remote_candidate (self->agent, self->stream, component, candidate);
  }
  nice_candidate_free (candidate);
}

WhinIce *
whin_ice_new (const char *local_address,
              const char *stun_server,
              guint16 stun_port,
              gboolean decides,
              WhinIceReady ready,
              gpointer data,
              GError **error)
{
  g_autoptr (WhinIce) self = NULL;
  g_autoptr (GstElementFactory) factory = gst_element_factory_find ("nicesrc");
  NiceAddress address;

  nice_address_init (&address);
  if (factory == NULL || !nice_address_set_from_string (&address, local_address)) {
    g_set_error_literal (error, WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_MEDIA,
                         _ ("The account wants ICE, which this machine lacks."));
    return NULL;
  }
  self = g_new0 (WhinIce, 1);
  self->ready = ready;
  self->data = data;
  self->stun_port = stun_port;
  self->agent = nice_agent_new (NULL, NICE_COMPATIBILITY_RFC5245);
  /* libnice lets nobody change this later. */
  g_object_set (self->agent, "controlling-mode", decides, "upnp", FALSE, "ice-tcp", FALSE, NULL);
  g_signal_connect (self->agent, "candidate-gathering-done", G_CALLBACK (on_gathered), self);
  self->stream = nice_agent_add_stream (self->agent, N_COMPONENTS);
  nice_agent_add_local_address (self->agent, &address);
  for (guint component = WHIN_ICE_RTP; component <= N_COMPONENTS; component++) {
    nice_agent_set_port_range (self->agent, self->stream, component, WHIN_MEDIA_FIRST_PORT,
                               WHIN_MEDIA_LAST_PORT);
    nice_agent_attach_recv (self->agent, self->stream, component, NULL, on_early_packet, NULL);
  }
  self->deadline_id = g_timeout_add (WHIN_ICE_GATHER_MS, on_deadline, self);
  if (stun_server != NULL) {
    g_autoptr (GResolver) resolver = g_resolver_get_default ();

    self->resolving = g_cancellable_new ();
    g_resolver_lookup_by_name_async (resolver, stun_server, self->resolving, on_resolved, self);
  } else if (!gather (self, NULL)) {
    g_set_error_literal (error, WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_MEDIA,
                         _ ("No network port is free for the call’s audio."));
    return NULL;
  }
  return g_steal_pointer (&self);
}

void
whin_ice_free (WhinIce *self)
{
  if (self->resolving != NULL)
    g_cancellable_cancel (self->resolving);
  g_clear_object (&self->resolving);
  g_clear_handle_id (&self->deadline_id, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->agent, self);
  nice_agent_remove_stream (self->agent, self->stream);
  g_object_unref (self->agent);
  explicit_bzero (self->password, sizeof self->password);
  g_free (self);
}

gboolean
whin_ice_is_ready (WhinIce *self)
{
  return self->is_ready;
}

char *
whin_ice_dup_address (WhinIce *self, WhinIceComponent component, guint *port)
{
  NiceCandidate *candidate = dup_default (self, component);
  char text[NICE_ADDRESS_STRING_LEN] = "";

  *port = 0;
  if (candidate != NULL) {
    nice_address_to_string (&candidate->addr, text);
    *port = nice_address_get_port (&candidate->addr);
    nice_candidate_free (candidate);
  }
  return g_strdup (text);
}

char *
whin_ice_dup_attributes (WhinIce *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *name = NULL;
  g_autofree char *password = NULL;

  nice_agent_get_local_credentials (self->agent, self->stream, &name, &password);
  g_string_append_printf (text, "a=ice-ufrag:%s\r\na=ice-pwd:%s\r\n", name, password);
  for (guint component = WHIN_ICE_RTP; component <= N_COMPONENTS; component++) {
    GSList *candidates = nice_agent_get_local_candidates (self->agent, self->stream, component);

    for (GSList *link = candidates; link != NULL; link = link->next) {
      g_autofree char *line = nice_agent_generate_local_candidate_sdp (self->agent, link->data);

      g_string_append_printf (text, "%s\r\n", line);
    }
    g_slist_free_full (candidates, (GDestroyNotify)nice_candidate_free);
  }
  return g_strdup (text->str);
}

void
whin_ice_direct (WhinIce *self, const WhinMediaPlan *plan)
{
  if (plan->ice.n_candidates > 0) {
    connect_by_ice (self, plan);
    return;
  }
  if (*plan->address == '\0' ||
      (strcmp (self->address, plan->address) == 0 && self->port == plan->rtp_port))
    return;
  g_strlcpy (self->address, plan->address, sizeof self->address);
  self->port = plan->rtp_port;
  send_straight (self, WHIN_ICE_RTP, plan->address, plan->rtp_port);
  send_straight (self, WHIN_ICE_RTCP, plan->address, plan->rtcp_port);
}

GstElement *
whin_ice_make_source (WhinIce *self, WhinIceComponent component)
{
  GstElement *source = gst_element_factory_make ("nicesrc", NULL);

  g_object_set (source, "agent", self->agent, "stream", self->stream, "component", (guint)component,
                NULL);
  return source;
}

GstElement *
whin_ice_make_sink (WhinIce *self, WhinIceComponent component)
{
  GstElement *sink = gst_element_factory_make ("nicesink", NULL);

  g_object_set (sink, "agent", self->agent, "stream", self->stream, "component", (guint)component,
                "sync", FALSE, "async", FALSE, NULL);
  return sink;
}
