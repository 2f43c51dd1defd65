/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/phone/media/whin-g722.h"

#include <gst/audio/audio.h>

#include <spandsp.h>

/* Debian has G.722 only in a plug-in that links a GPL library. Two samples make one byte. */

#define BIT_RATE 64000
#define AUDIO_RATE 16000
#define MAX_BUFFER_BYTES 65536 /* two seconds of anything; more in one buffer is refused */

typedef struct {
  GstAudioEncoder parent_instance;
  g722_encode_state_t *state;
} WhinG722Encoder;

typedef struct {
  GstAudioEncoderClass parent_class;
} WhinG722EncoderClass;

typedef struct {
  GstAudioDecoder parent_instance;
  g722_decode_state_t *state;
} WhinG722Decoder;

typedef struct {
  GstAudioDecoderClass parent_class;
} WhinG722DecoderClass;

GType whin_g722_encoder_get_type (void);
GType whin_g722_decoder_get_type (void);

G_DEFINE_TYPE (WhinG722Encoder, whin_g722_encoder, GST_TYPE_AUDIO_ENCODER)
G_DEFINE_TYPE (WhinG722Decoder, whin_g722_decoder, GST_TYPE_AUDIO_DECODER)

static GstStaticPadTemplate raw_sink = GST_STATIC_PAD_TEMPLATE (
    "sink",
    GST_PAD_SINK,
    GST_PAD_ALWAYS,
    GST_STATIC_CAPS ("audio/x-raw, format=(string)" GST_AUDIO_NE (
        S16) ", layout=(string)interleaved, rate=(int)16000, channels=(int)1"));
static GstStaticPadTemplate raw_source = GST_STATIC_PAD_TEMPLATE (
    "src",
    GST_PAD_SRC,
    GST_PAD_ALWAYS,
    GST_STATIC_CAPS ("audio/x-raw, format=(string)" GST_AUDIO_NE (
        S16) ", layout=(string)interleaved, rate=(int)16000, channels=(int)1"));
static GstStaticPadTemplate coded_sink =
    GST_STATIC_PAD_TEMPLATE ("sink", GST_PAD_SINK, GST_PAD_ALWAYS, GST_STATIC_CAPS ("audio/G722"));
static GstStaticPadTemplate coded_source =
    GST_STATIC_PAD_TEMPLATE ("src",
                             GST_PAD_SRC,
                             GST_PAD_ALWAYS,
                             GST_STATIC_CAPS ("audio/G722, rate=(int)16000, channels=(int)1"));

static gboolean
encoder_start (GstAudioEncoder *encoder)
{
  ((WhinG722Encoder *)encoder)->state = g722_encode_init (NULL, BIT_RATE, 0);
  return ((WhinG722Encoder *)encoder)->state != NULL;
}

static gboolean
encoder_stop (GstAudioEncoder *encoder)
{
  g_clear_pointer (&((WhinG722Encoder *)encoder)->state, g722_encode_free);
  return TRUE;
}

static gboolean
encoder_set_format (GstAudioEncoder *encoder, GstAudioInfo *info)
{
  g_autoptr (GstCaps) caps = gst_static_pad_template_get_caps (&coded_source);

  return gst_audio_encoder_set_output_format (encoder, caps);
}

static GstFlowReturn
encoder_handle_frame (GstAudioEncoder *encoder, GstBuffer *buffer)
{
  WhinG722Encoder *self = (WhinG722Encoder *)encoder;
  GstMapInfo in, out;
  GstBuffer *coded;
  int samples, length;

  if (buffer == NULL) /* drain: nothing is kept back */
    return GST_FLOW_OK;
  if (!gst_buffer_map (buffer, &in, GST_MAP_READ))
    return GST_FLOW_ERROR;
  samples = (int)(MIN (in.size, MAX_BUFFER_BYTES) / sizeof (gint16));
  coded = gst_buffer_new_allocate (NULL, (gsize)samples / 2 + 1, NULL);
  gst_buffer_map (coded, &out, GST_MAP_WRITE);
  length = g722_encode (self->state, out.data, (const gint16 *)in.data, samples);
  gst_buffer_unmap (coded, &out);
  gst_buffer_unmap (buffer, &in);
  gst_buffer_set_size (coded, length);
  return gst_audio_encoder_finish_frame (encoder, coded, samples);
}

static void
whin_g722_encoder_class_init (WhinG722EncoderClass *klass)
{
  GstAudioEncoderClass *encoder_class = GST_AUDIO_ENCODER_CLASS (klass);
  GstElementClass *element_class = GST_ELEMENT_CLASS (klass);

  encoder_class->start = encoder_start;
  encoder_class->stop = encoder_stop;
  encoder_class->set_format = encoder_set_format;
  encoder_class->handle_frame = encoder_handle_frame;
  gst_element_class_add_static_pad_template (element_class, &raw_sink);
  gst_element_class_add_static_pad_template (element_class, &coded_source);
  gst_element_class_set_static_metadata (element_class, "G.722 encoder", "Codec/Encoder/Audio",
                                         "Encodes wideband speech by libspandsp", "Whinchat");
}

static void
whin_g722_encoder_init (WhinG722Encoder *self)
{
}

static gboolean
decoder_start (GstAudioDecoder *decoder)
{
  ((WhinG722Decoder *)decoder)->state = g722_decode_init (NULL, BIT_RATE, 0);
  return ((WhinG722Decoder *)decoder)->state != NULL;
}

static gboolean
decoder_stop (GstAudioDecoder *decoder)
{
  g_clear_pointer (&((WhinG722Decoder *)decoder)->state, g722_decode_free);
  return TRUE;
}

static gboolean
decoder_set_format (GstAudioDecoder *decoder, GstCaps *caps)
{
  GstAudioInfo info;

  gst_audio_info_init (&info);
  gst_audio_info_set_format (&info, GST_AUDIO_FORMAT_S16, AUDIO_RATE, 1, NULL);
  return gst_audio_decoder_set_output_format (decoder, &info);
}

static GstFlowReturn
decoder_handle_frame (GstAudioDecoder *decoder, GstBuffer *buffer)
{
  WhinG722Decoder *self = (WhinG722Decoder *)decoder;
  GstMapInfo in, out;
  GstBuffer *raw;
  int length, samples;

  if (buffer == NULL)
    return GST_FLOW_OK;
  if (!gst_buffer_map (buffer, &in, GST_MAP_READ))
    return GST_FLOW_ERROR;
  length = (int)MIN (in.size, MAX_BUFFER_BYTES);
  raw = gst_buffer_new_allocate (NULL, MAX (1, (gsize)length) * 2 * sizeof (gint16), NULL);
  gst_buffer_map (raw, &out, GST_MAP_WRITE);
  samples = g722_decode (self->state, (gint16 *)out.data, in.data, length);
  gst_buffer_unmap (raw, &out);
  gst_buffer_unmap (buffer, &in);
  gst_buffer_set_size (raw, (gssize)samples * (gssize)sizeof (gint16));
  return gst_audio_decoder_finish_frame (decoder, raw, 1);
}

static void
whin_g722_decoder_class_init (WhinG722DecoderClass *klass)
{
  GstAudioDecoderClass *decoder_class = GST_AUDIO_DECODER_CLASS (klass);
  GstElementClass *element_class = GST_ELEMENT_CLASS (klass);

  decoder_class->start = decoder_start;
  decoder_class->stop = decoder_stop;
  decoder_class->set_format = decoder_set_format;
  decoder_class->handle_frame = decoder_handle_frame;
  gst_element_class_add_static_pad_template (element_class, &coded_sink);
  gst_element_class_add_static_pad_template (element_class, &raw_source);
  gst_element_class_set_static_metadata (element_class, "G.722 decoder", "Codec/Decoder/Audio",
                                         "Decodes wideband speech by libspandsp", "Whinchat");
}

static void
whin_g722_decoder_init (WhinG722Decoder *self)
{
}

gboolean
whin_g722_register (void)
{
  return gst_element_register (NULL, "whing722enc", GST_RANK_NONE, whin_g722_encoder_get_type ()) &&
         gst_element_register (NULL, "whing722dec", GST_RANK_NONE, whin_g722_decoder_get_type ());
}
