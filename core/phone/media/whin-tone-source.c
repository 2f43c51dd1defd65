/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/phone/media/whin-tone-source.h"

#include <gst/audio/audio.h>
#include <gst/base/gstpushsrc.h>

#define SAMPLES (WHIN_TONE_RATE / 50) /* in a buffer: 20 ms */

typedef struct {
  GstPushSrc parent_instance;
  WhinTone tone;
  guint64 end; /* in samples */
  guint64 position;
} WhinToneSource;

typedef struct {
  GstPushSrcClass parent_class;
} WhinToneSourceClass;

GType whin_tone_source_get_type (void);

G_DEFINE_TYPE (WhinToneSource, whin_tone_source, GST_TYPE_PUSH_SRC)

static GstStaticPadTemplate source_template = GST_STATIC_PAD_TEMPLATE (
    "src",
    GST_PAD_SRC,
    GST_PAD_ALWAYS,
    GST_STATIC_CAPS ("audio/x-raw, format=(string)" GST_AUDIO_NE (
        S16) ", layout=(string)interleaved, rate=(int)48000, channels=(int)1"));

static gboolean
whin_tone_source_start (GstBaseSrc *source)
{
  ((WhinToneSource *)source)->position = 0;
  return TRUE;
}

/* When the clock lets a buffer go. */
static void
whin_tone_source_get_times (GstBaseSrc *source,
                            GstBuffer *buffer,
                            GstClockTime *start,
                            GstClockTime *end)
{
  *start = GST_BUFFER_PTS (buffer);
  *end = *start + GST_BUFFER_DURATION (buffer);
}

static GstFlowReturn
whin_tone_source_create (GstPushSrc *source, GstBuffer **buffer)
{
  WhinToneSource *self = (WhinToneSource *)source;
  gsize count = (gsize)MIN (SAMPLES, self->end - self->position);
  GstMapInfo map;

  if (count == 0)
    return GST_FLOW_EOS;
  *buffer = gst_buffer_new_allocate (NULL, count * sizeof (gint16), NULL);
  gst_buffer_map (*buffer, &map, GST_MAP_WRITE);
  whin_tone_render (&self->tone, self->position, (gint16 *)map.data, count);
  gst_buffer_unmap (*buffer, &map);
  GST_BUFFER_PTS (*buffer) = gst_util_uint64_scale (self->position, GST_SECOND, WHIN_TONE_RATE);
  self->position += count;
  GST_BUFFER_DURATION (*buffer) =
      gst_util_uint64_scale (self->position, GST_SECOND, WHIN_TONE_RATE) - GST_BUFFER_PTS (*buffer);
  return GST_FLOW_OK;
}

static void
whin_tone_source_class_init (WhinToneSourceClass *klass)
{
  GstElementClass *element_class = GST_ELEMENT_CLASS (klass);
  GstBaseSrcClass *source_class = GST_BASE_SRC_CLASS (klass);

  source_class->start = whin_tone_source_start;
  source_class->get_times = whin_tone_source_get_times;
  GST_PUSH_SRC_CLASS (klass)->create = whin_tone_source_create;
  gst_element_class_add_static_pad_template (element_class, &source_template);
  gst_element_class_set_static_metadata (element_class, "Tone source", "Source/Audio",
                                         "Plays a described tone", "Whinchat");
}

static void
whin_tone_source_init (WhinToneSource *self)
{
  gst_base_src_set_live (GST_BASE_SRC (self), TRUE);
  gst_base_src_set_format (GST_BASE_SRC (self), GST_FORMAT_TIME);
}

GstElement *
whin_tone_source_new (const WhinTone *tone, guint max_ms)
{
  WhinToneSource *self = g_object_new (whin_tone_source_get_type (), NULL);
  guint64 ms = whin_tone_count_ms (tone);

  self->tone = *tone;
  if (max_ms != 0)
    ms = MIN (ms, max_ms);
  self->end = ms == G_MAXUINT64 ? ms : ms * (WHIN_TONE_RATE / 1000);
  return GST_ELEMENT (self);
}
