/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/phone/media/whin-media-gate.h"

#include <gio/gio.h>
#include <gst/net/gstnetaddressmeta.h>

struct _WhinMediaGate {
  gatomicrefcount references;
  GMutex lock;
  GInetAddress *address; /* or NULL: nobody may in */
};

static gboolean
lets_in (WhinMediaGate *self, GstBuffer *packet)
{
  GstNetAddressMeta *meta = gst_buffer_get_net_address_meta (packet);
  gboolean is_known;

  if (meta == NULL || !G_IS_INET_SOCKET_ADDRESS (meta->addr))
    return FALSE;
  g_mutex_lock (&self->lock);
  is_known =
      self->address != NULL &&
      g_inet_address_equal (self->address,
                            g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (meta->addr)));
  g_mutex_unlock (&self->lock);
  return is_known;
}

static gboolean
sort_out (GstBuffer **packet, guint index, gpointer data)
{
  if (!lets_in (data, *packet))
    gst_clear_buffer (packet);
  return TRUE;
}

/* Streaming thread of a port. */
static GstPadProbeReturn
on_arrival (GstPad *pad, GstPadProbeInfo *info, gpointer data)
{
  if ((GST_PAD_PROBE_INFO_TYPE (info) & GST_PAD_PROBE_TYPE_BUFFER) != 0)
    return lets_in (data, GST_PAD_PROBE_INFO_BUFFER (info)) ? GST_PAD_PROBE_OK : GST_PAD_PROBE_DROP;
  info->data = gst_buffer_list_make_writable (GST_PAD_PROBE_INFO_BUFFER_LIST (info));
  gst_buffer_list_foreach (info->data, sort_out, data);
  return GST_PAD_PROBE_OK;
}

static void
on_guard_gone (gpointer data)
{
  whin_media_gate_unref (data);
}

WhinMediaGate *
whin_media_gate_new (void)
{
  WhinMediaGate *self = g_new0 (WhinMediaGate, 1);

  g_atomic_ref_count_init (&self->references);
  g_mutex_init (&self->lock);
  return self;
}

void
whin_media_gate_unref (WhinMediaGate *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_clear_object (&self->address);
  g_mutex_clear (&self->lock);
  g_free (self);
}

void
whin_media_gate_set_address (WhinMediaGate *self, const char *address)
{
  g_mutex_lock (&self->lock);
  g_clear_object (&self->address);
  self->address = g_inet_address_new_from_string (address);
  g_mutex_unlock (&self->lock);
}

void
whin_media_gate_guard (WhinMediaGate *self, GstElement *source)
{
  g_autoptr (GstPad) pad = gst_element_get_static_pad (source, "src");

  g_atomic_ref_count_inc (&self->references);
  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER | GST_PAD_PROBE_TYPE_BUFFER_LIST, on_arrival,
                     self, on_guard_gone);
}
