/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/phone/media/whin-conceal-filter.h"

#include "core/phone/media/whin-concealer.h"

#include <gst/audio/audio.h>
#include <gst/base/gstbasetransform.h>

#define TOLERANCE (20 * GST_MSECOND) /* less is no jump in time, but inexact time stamps */
#define MAX_GAP (200 * GST_MSECOND)  /* of a longer one the rest stays a gap */

typedef struct {
  GstBaseTransform parent_instance;
  WhinConcealer concealer;
  gsize frame;        /* samples of a packet */
  GstClockTime next;  /* where the next sample belongs */
  gboolean is_filled; /* nothing is missing between the last buffer and the next */
} WhinConcealFilter;

typedef struct {
  GstBaseTransformClass parent_class;
} WhinConcealFilterClass;

GType whin_conceal_filter_get_type (void);

G_DEFINE_TYPE (WhinConcealFilter, whin_conceal_filter, GST_TYPE_BASE_TRANSFORM)

#define CAPS                                                                                       \
  "audio/x-raw, format=(string)" GST_AUDIO_NE (                                                    \
      S16) ", layout=(string)interleaved, rate=(int){ 8000, 16000 }, channels=(int)1"

static GstStaticPadTemplate sink_template =
    GST_STATIC_PAD_TEMPLATE ("sink", GST_PAD_SINK, GST_PAD_ALWAYS, GST_STATIC_CAPS (CAPS));
static GstStaticPadTemplate source_template =
    GST_STATIC_PAD_TEMPLATE ("src", GST_PAD_SRC, GST_PAD_ALWAYS, GST_STATIC_CAPS (CAPS));

static gboolean
whin_conceal_filter_set_caps (GstBaseTransform *transform, GstCaps *in, GstCaps *out)
{
  WhinConcealFilter *self = (WhinConcealFilter *)transform;
  GstAudioInfo info;

  if (!gst_audio_info_from_caps (&info, in))
    return FALSE;
  whin_concealer_init (&self->concealer, (guint)GST_AUDIO_INFO_RATE (&info));
  self->frame = 0;
  self->next = GST_CLOCK_TIME_NONE;
  return TRUE;
}

/* Sample follows sample: a resampler begins anew where time stamps are half a sample off, and
 * shifts what follows. */
static void
stamp (WhinConcealFilter *self, GstBuffer *buffer)
{
  gsize count = gst_buffer_get_size (buffer) / sizeof (gint16);

  if (GST_CLOCK_TIME_IS_VALID (self->next) && GST_BUFFER_PTS_IS_VALID (buffer) &&
      ABS (GST_CLOCK_DIFF (self->next, GST_BUFFER_PTS (buffer))) < (GstClockTimeDiff)TOLERANCE)
    GST_BUFFER_PTS (buffer) = self->next;
  GST_BUFFER_DURATION (buffer) =
      gst_util_uint64_scale_round (count, GST_SECOND, self->concealer.rate);
  self->next = GST_BUFFER_PTS_IS_VALID (buffer)
                   ? GST_BUFFER_PTS (buffer) + GST_BUFFER_DURATION (buffer)
                   : GST_CLOCK_TIME_NONE;
}

/* The next buffer after a loss is marked as a new beginning; where the loss was filled in it is
 * none. The base class marks what leaves, so that it can be taken back only here. */
static GstPadProbeReturn
on_leaving (GstPad *pad, GstPadProbeInfo *info, gpointer data)
{
  WhinConcealFilter *self = data;
  GstBuffer *buffer = GST_PAD_PROBE_INFO_BUFFER (info);

  if (self->is_filled && GST_BUFFER_IS_DISCONT (buffer)) {
    buffer = gst_buffer_make_writable (buffer);
    GST_BUFFER_FLAG_UNSET (buffer, GST_BUFFER_FLAG_DISCONT);
    GST_PAD_PROBE_INFO_DATA (info) = buffer;
    self->is_filled = FALSE;
  }
  return GST_PAD_PROBE_OK;
}

static GstFlowReturn
whin_conceal_filter_transform_ip (GstBaseTransform *transform, GstBuffer *buffer)
{
  WhinConcealFilter *self = (WhinConcealFilter *)transform;
  GstMapInfo map;

  if (!gst_buffer_map (buffer, &map, GST_MAP_READWRITE))
    return GST_FLOW_ERROR;
  self->frame = map.size / sizeof (gint16);
  whin_concealer_take (&self->concealer, (gint16 *)map.data, self->frame);
  gst_buffer_unmap (buffer, &map);
  stamp (self, buffer);
  return GST_FLOW_OK;
}

/* Whole packets are lost; how long they were is told only about. */
static void
fill_gap (WhinConcealFilter *self, GstClockTime begin, GstClockTime duration)
{
  gsize count = (gsize)gst_util_uint64_scale_round (duration, self->concealer.rate, GST_SECOND);
  GstBuffer *buffer;
  GstMapInfo map;

  if (self->frame > 0)
    count = MAX (1, (count + self->frame / 2) / self->frame) * self->frame;
  buffer = gst_buffer_new_allocate (NULL, count * sizeof (gint16), NULL);
  gst_buffer_map (buffer, &map, GST_MAP_WRITE);
  whin_concealer_fill (&self->concealer, (gint16 *)map.data, count);
  gst_buffer_unmap (buffer, &map);
  GST_BUFFER_PTS (buffer) = begin;
  stamp (self, buffer);
  gst_pad_push (GST_BASE_TRANSFORM_SRC_PAD (self), buffer);
}

/* Streaming thread. */
static gboolean
whin_conceal_filter_sink_event (GstBaseTransform *transform, GstEvent *event)
{
  WhinConcealFilter *self = (WhinConcealFilter *)transform;
  GstClockTime begin, duration;

  if (GST_EVENT_TYPE (event) == GST_EVENT_GAP && self->concealer.rate != 0) {
    gst_event_parse_gap (event, &begin, &duration);
    if (GST_CLOCK_TIME_IS_VALID (duration) && duration > 0) {
      GstClockTime filled = MIN (duration, MAX_GAP);

      gst_event_unref (event);
      fill_gap (self, begin, filled);
      self->is_filled = filled == duration;
      if (self->is_filled)
        return TRUE;
      event = gst_event_new_gap (begin + filled, duration - filled);
    }
  }
  return GST_BASE_TRANSFORM_CLASS (whin_conceal_filter_parent_class)->sink_event (transform, event);
}

static void
whin_conceal_filter_class_init (WhinConcealFilterClass *klass)
{
  GstElementClass *element_class = GST_ELEMENT_CLASS (klass);
  GstBaseTransformClass *transform_class = GST_BASE_TRANSFORM_CLASS (klass);

  transform_class->set_caps = whin_conceal_filter_set_caps;
  transform_class->transform_ip = whin_conceal_filter_transform_ip;
  transform_class->sink_event = whin_conceal_filter_sink_event;
  gst_element_class_add_static_pad_template (element_class, &sink_template);
  gst_element_class_add_static_pad_template (element_class, &source_template);
  gst_element_class_set_static_metadata (element_class, "Packet loss concealment", "Filter/Audio",
                                         "Fills in what was lost of a voice", "Whinchat");
}

static void
whin_conceal_filter_init (WhinConcealFilter *self)
{
  gst_base_transform_set_in_place (GST_BASE_TRANSFORM (self), TRUE);
  gst_pad_add_probe (GST_BASE_TRANSFORM_SRC_PAD (self), GST_PAD_PROBE_TYPE_BUFFER, on_leaving, self,
                     NULL);
}

gboolean
whin_conceal_filter_register (void)
{
  return gst_element_register (NULL, "whinconceal", GST_RANK_NONE, whin_conceal_filter_get_type ());
}
