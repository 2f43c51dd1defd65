/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/phone/media/whin-stream-choice.h"

/* Longer than what a network loses at a time. */
#define SILENCE_US (1 * G_USEC_PER_SEC)

struct _WhinStreamChoice {
  GstPad *sink;
  GstElement *leftovers;
  GMutex lock; /* of what follows, and of who is linked to what */
  gint64 heard_us;
};

/* Under the lock. */
static void
choose (WhinStreamChoice *self, GstPad *pad)
{
  g_autoptr (GstPad) previous = gst_pad_get_peer (self->sink);
  g_autoptr (GstPad) rest = gst_pad_get_peer (pad);

  if (rest != NULL)
    gst_pad_unlink (pad, rest);
  if (previous != NULL) {
    if (rest == NULL)
      rest = gst_element_request_pad_simple (self->leftovers, "sink_%u");
    gst_pad_unlink (previous, self->sink);
    gst_pad_link (previous, rest);
  } else if (rest != NULL) {
    gst_element_release_request_pad (self->leftovers, rest);
  }
  gst_pad_link (pad, self->sink);
  self->heard_us = g_get_monotonic_time ();
}

/* Streaming thread of one stream. */
static GstPadProbeReturn
on_packet (GstPad *pad, GstPadProbeInfo *info, gpointer data)
{
  WhinStreamChoice *self = data;
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  g_autoptr (GstPad) peer = gst_pad_get_peer (pad);

  if (peer == self->sink) {
    self->heard_us = g_get_monotonic_time ();
    return GST_PAD_PROBE_OK;
  }
  if (gst_pad_is_linked (self->sink) && g_get_monotonic_time () - self->heard_us < SILENCE_US)
    return GST_PAD_PROBE_OK;
  choose (self, pad);
  /* What the next element must know of the stream goes before the next packet. */
  return GST_PAD_PROBE_DROP;
}

WhinStreamChoice *
whin_stream_choice_new (GstElement *heard, GstElement *leftovers)
{
  WhinStreamChoice *self = g_new0 (WhinStreamChoice, 1);

  self->sink = gst_element_get_static_pad (heard, "sink");
  self->leftovers = gst_object_ref (leftovers);
  g_mutex_init (&self->lock);
  return self;
}

void
whin_stream_choice_free (WhinStreamChoice *self)
{
  gst_object_unref (self->sink);
  gst_object_unref (self->leftovers);
  g_mutex_clear (&self->lock);
  g_free (self);
}

void
whin_stream_choice_add (WhinStreamChoice *self, GstPad *pad)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  choose (self, pad);
  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, on_packet, self, NULL);
}
