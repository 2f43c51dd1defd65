/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/phone/media/whin-media-pipeline.h"

#include "core/phone/media/whin-conceal-filter.h"
#include "core/phone/media/whin-device-call.h"
#include "core/phone/media/whin-g722.h"
#include "core/phone/media/whin-media-transport.h"
#include "core/phone/media/whin-rtp-event.h"
#include "core/phone/media/whin-rtp-stats.h"
#include "core/phone/media/whin-sound-ends.h"
#include "core/phone/media/whin-stream-choice.h"
#include "core/phone/whin-phone-error.h"

#include <glib/gi18n-lib.h>
#include <gst/audio/audio.h>
#include <gst/rtp/rtp.h>

#include <string.h>

#define JITTER_MS 60
#define FRAME_NS (20 * GST_MSECOND)

/* RFC 4733: how long a digit sounds, how loud (dBm0, negated), how often its end is told. */
#define DTMF_MS 120
#define DTMF_VOLUME 10
#define DTMF_ENDS 3
#define OPUS_BIT_RATE 32000

/* What the streaming threads share with the main thread. Outlives the pipeline by its references:
 * an idle function may still be under way. */
typedef struct {
  gatomicrefcount references;
  int sends; /* atomic flags */
  int receives;
  int is_muted;
  int is_open; /* the other side is whom we speak to */
  GMutex lock; /* of what follows */
  WhinMediaBridge *bridge;
  int member;
  int event; /* of the digit that sounds, or -1 */
  gboolean has_event_start;
  guint32 event_start; /* RTP time stamp */
  guint event_ends;    /* end packets sent so far */
  /* Main thread only: */
  WhinMediaPipelineDtmf dtmf;
  WhinMediaPipelineFailed failed;
  WhinMediaPipelineProved proved;
  gpointer data;
} Shared;

/* What a pad of incoming events remembers, in its own streaming thread. */
typedef struct {
  Shared *shared;
  gboolean has_last;
  guint32 last_timestamp;
} EventPad;

typedef struct {
  Shared *shared;
  char digit;
} DtmfNotice;

struct _WhinMediaPipeline {
  Shared *shared;
  WhinMediaPlan plan;
  GstElement *pipeline;
  WhinSoundEnds *ends;
  GstElement *bin;       /* rtpbin */
  GstElement *depay;     /* where the stream that is heard goes */
  GstElement *leftovers; /* and every other one */
  WhinStreamChoice *choice;
  WhinMediaTransport *transport;
  WhinMediaPort *port; /* NULL with ICE */
  guint bus_id;
  guint deadline_id; /* while it is not sure that it runs */
  gboolean is_late;  /* that was told */
};

static const char *const needed_elements[] = {
    "rtpbin",     "udpsrc",       "udpsink",    "audioconvert", "audioresample", "capsfilter",
    "mulawenc",   "mulawdec",     "alawenc",    "alawdec",      "rtppcmupay",    "rtppcmudepay",
    "rtppcmapay", "rtppcmadepay", "rtpg722pay", "rtpg722depay", "opusenc",       "opusdec",
    "rtpopuspay", "rtpopusdepay", "srtpenc",    "srtpdec",      "rtpdtmfsrc",    "rtpdtmfmux",
    "funnel",     "fakesink",     "queue",      "identity",
};

static const struct {
  const char *encoder;
  const char *decoder;
  const char *pay;
  const char *depay;
} codec_elements[WHIN_N_CODECS] = {
    [WHIN_CODEC_OPUS] = {"opusenc", "opusdec", "rtpopuspay", "rtpopusdepay"},
    [WHIN_CODEC_G722] = {"whing722enc", "whing722dec", "rtpg722pay", "rtpg722depay"},
    [WHIN_CODEC_PCMU] = {"mulawenc", "mulawdec", "rtppcmupay", "rtppcmudepay"},
    [WHIN_CODEC_PCMA] = {"alawenc", "alawdec", "rtppcmapay", "rtppcmadepay"},
};

static Shared *
shared_ref (Shared *shared)
{
  g_atomic_ref_count_inc (&shared->references);
  return shared;
}

static void
shared_unref (gpointer data)
{
  Shared *shared = data;

  if (!g_atomic_ref_count_dec (&shared->references))
    return;
  g_clear_pointer (&shared->bridge, whin_media_bridge_unref);
  g_mutex_clear (&shared->lock);
  g_free (shared);
}

static WhinMediaBridge *
dup_bridge (Shared *shared, int *member)
{
  WhinMediaBridge *bridge = NULL;

  g_mutex_lock (&shared->lock);
  if (shared->bridge != NULL)
    bridge = whin_media_bridge_ref (shared->bridge);
  *member = shared->member;
  g_mutex_unlock (&shared->lock);
  return bridge;
}

/* Streaming thread of the source: what leaves. */
static GstPadProbeReturn
on_outgoing (GstPad *pad, GstPadProbeInfo *info, gpointer data)
{
  Shared *shared = data;
  GstBuffer *buffer;
  GstMapInfo map;
  g_autoptr (WhinMediaBridge) bridge = NULL;
  int member;
  gboolean is_muted = g_atomic_int_get (&shared->is_muted);

  if (!g_atomic_int_get (&shared->sends) || !g_atomic_int_get (&shared->is_open))
    return GST_PAD_PROBE_DROP;
  bridge = dup_bridge (shared, &member);
  if (!is_muted && bridge == NULL)
    return GST_PAD_PROBE_OK;
  buffer = gst_buffer_make_writable (GST_PAD_PROBE_INFO_BUFFER (info));
  GST_PAD_PROBE_INFO_DATA (info) = buffer;
  if (gst_buffer_map (buffer, &map, GST_MAP_READWRITE)) {
    if (is_muted)
      memset (map.data, 0, map.size);
    if (bridge != NULL)
      whin_media_bridge_mix (bridge, member, (gint16 *)map.data, map.size / sizeof (gint16));
    gst_buffer_unmap (buffer, &map);
  }
  return GST_PAD_PROBE_OK;
}

/* Streaming thread of the jitter buffer: what arrived. */
static GstPadProbeReturn
on_incoming (GstPad *pad, GstPadProbeInfo *info, gpointer data)
{
  Shared *shared = data;
  g_autoptr (WhinMediaBridge) bridge = NULL;
  GstMapInfo map;
  int member;

  if (!g_atomic_int_get (&shared->receives) || !g_atomic_int_get (&shared->is_open))
    return GST_PAD_PROBE_DROP;
  bridge = dup_bridge (shared, &member);
  if (bridge != NULL && gst_buffer_map (GST_PAD_PROBE_INFO_BUFFER (info), &map, GST_MAP_READ)) {
    whin_media_bridge_write (bridge, member, (const gint16 *)map.data, map.size / sizeof (gint16));
    gst_buffer_unmap (GST_PAD_PROBE_INFO_BUFFER (info), &map);
  }
  return GST_PAD_PROBE_OK;
}

/* The event packet that leaves in place of the audio packet @audio; NULL: the audio packet leaves.
 */
static GstBuffer *
make_event_packet (WhinMediaPipeline *self, GstRTPBuffer *audio)
{
  Shared *shared = self->shared;
  const guint clock_rate = self->plan.codec->clock_rate;
  guint32 timestamp = gst_rtp_buffer_get_timestamp (audio);
  GstRTPBuffer rtp = GST_RTP_BUFFER_INIT;
  GstBuffer *packet;
  guint32 duration;
  guint8 *payload;
  gboolean is_first, is_end;

  g_mutex_lock (&shared->lock);
  if (shared->event < 0) {
    g_mutex_unlock (&shared->lock);
    return NULL;
  }
  is_first = !shared->has_event_start;
  if (is_first) {
    shared->has_event_start = TRUE;
    shared->event_start = timestamp;
  }
  duration = MIN (timestamp - shared->event_start + clock_rate / 50, clock_rate / 1000 * DTMF_MS);
  is_end = duration == clock_rate / 1000 * DTMF_MS;
  packet = gst_rtp_buffer_new_allocate (4, 0, 0);
  gst_rtp_buffer_map (packet, GST_MAP_READWRITE, &rtp);
  gst_rtp_buffer_set_payload_type (&rtp, (guint8)self->plan.send_dtmf);
  gst_rtp_buffer_set_seq (&rtp, gst_rtp_buffer_get_seq (audio));
  gst_rtp_buffer_set_ssrc (&rtp, gst_rtp_buffer_get_ssrc (audio));
  gst_rtp_buffer_set_timestamp (&rtp, shared->event_start);
  gst_rtp_buffer_set_marker (&rtp, is_first);
  payload = gst_rtp_buffer_get_payload (&rtp);
  payload[0] = (guint8)shared->event;
  payload[1] = (guint8)(DTMF_VOLUME | (is_end ? 0x80 : 0));
  GST_WRITE_UINT16_BE (payload + 2, (guint16)duration);
  gst_rtp_buffer_unmap (&rtp);
  if (is_end && ++shared->event_ends == DTMF_ENDS)
    shared->event = -1;
  g_mutex_unlock (&shared->lock);
  return packet;
}

/* Streaming thread of the source. */
static GstPadProbeReturn
on_packet (GstPad *pad, GstPadProbeInfo *info, gpointer data)
{
  GstBuffer *audio = GST_PAD_PROBE_INFO_BUFFER (info);
  GstRTPBuffer rtp = GST_RTP_BUFFER_INIT;
  GstBuffer *packet;

  if (!gst_rtp_buffer_map (audio, GST_MAP_READ, &rtp))
    return GST_PAD_PROBE_OK;
  packet = make_event_packet (data, &rtp);
  gst_rtp_buffer_unmap (&rtp);
  if (packet != NULL) {
    gst_buffer_copy_into (packet, audio, GST_BUFFER_COPY_TIMESTAMPS, 0, -1);
    gst_buffer_unref (audio);
    GST_PAD_PROBE_INFO_DATA (info) = packet;
  }
  return GST_PAD_PROBE_OK;
}

static void
dtmf_notice_free (gpointer data)
{
  DtmfNotice *notice = data;

  shared_unref (notice->shared);
  g_free (notice);
}

static gboolean
on_dtmf_notice (gpointer data)
{
  DtmfNotice *notice = data;

  if (notice->shared->dtmf != NULL)
    notice->shared->dtmf (notice->digit, notice->shared->data);
  return G_SOURCE_REMOVE;
}

static void
event_pad_free (gpointer data)
{
  EventPad *event_pad = data;

  shared_unref (event_pad->shared);
  g_free (event_pad);
}

/* Streaming thread: one key is many packets with one time stamp. */
static GstPadProbeReturn
on_event_packet (GstPad *pad, GstPadProbeInfo *info, gpointer data)
{
  EventPad *event_pad = data;
  GstRTPBuffer rtp = GST_RTP_BUFFER_INIT;
  guint32 timestamp;
  char digit;

  if (!gst_rtp_buffer_map (GST_PAD_PROBE_INFO_BUFFER (info), GST_MAP_READ, &rtp))
    return GST_PAD_PROBE_OK;
  timestamp = gst_rtp_buffer_get_timestamp (&rtp);
  digit = whin_rtp_event_read (gst_rtp_buffer_get_payload (&rtp),
                               gst_rtp_buffer_get_payload_len (&rtp));
  gst_rtp_buffer_unmap (&rtp);
  if (digit == '\0' || (event_pad->has_last && event_pad->last_timestamp == timestamp))
    return GST_PAD_PROBE_OK;
  event_pad->has_last = TRUE;
  event_pad->last_timestamp = timestamp;
  if (g_atomic_int_get (&event_pad->shared->receives) &&
      g_atomic_int_get (&event_pad->shared->is_open)) {
    DtmfNotice *notice = g_new0 (DtmfNotice, 1);

    notice->shared = shared_ref (event_pad->shared);
    notice->digit = digit;
    g_idle_add_full (G_PRIORITY_DEFAULT, on_dtmf_notice, notice, dtmf_notice_free);
  }
  return GST_PAD_PROBE_OK;
}

/* Streaming thread: links at once, so that not one packet finds an open end. Touches nothing but
 * elements, which lock themselves. The pad's name ends in the payload number. */
static void
on_stream (GstElement *bin, GstPad *pad, gpointer data)
{
  WhinMediaPipeline *self = data;
  g_autofree char *name = gst_pad_get_name (pad);
  const char *payload_text = strrchr (name, '_');
  g_autoptr (GstPad) sink = NULL;
  guint64 payload;

  if (!g_str_has_prefix (name, "recv_rtp_src_") ||
      !g_ascii_string_to_unsigned (payload_text + 1, 10, 0, 127, &payload, NULL))
    return;
  if (payload == self->plan.receive_payload || payload == self->plan.send_payload) {
    whin_stream_choice_add (self->choice, pad);
    return;
  }
  sink = gst_element_request_pad_simple (self->leftovers, "sink_%u");
  if ((int)payload == self->plan.receive_dtmf || (int)payload == self->plan.send_dtmf) {
    EventPad *event_pad = g_new0 (EventPad, 1);

    event_pad->shared = shared_ref (self->shared);
    gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, on_event_packet, event_pad, event_pad_free);
  }
  gst_pad_link (pad, sink);
}

static void
on_stream_gone (GstElement *bin, GstPad *pad, gpointer data)
{
  WhinMediaPipeline *self = data;
  g_autoptr (GstPad) peer = gst_pad_get_peer (pad);

  if (peer != NULL && GST_OBJECT_PARENT (peer) == GST_OBJECT (self->leftovers)) {
    gst_pad_unlink (pad, peer);
    gst_element_release_request_pad (self->leftovers, peer);
  }
}

/* Streaming thread. */
static GstCaps *
on_request_pt_map (GstElement *bin, guint session, guint payload, gpointer data)
{
  const WhinMediaPlan *plan = &((WhinMediaPipeline *)data)->plan;
  const char *encoding = NULL;

  if (payload == plan->receive_payload || payload == plan->send_payload)
    encoding = plan->codec->id == WHIN_CODEC_OPUS ? "OPUS" : plan->codec->encoding;
  else if ((int)payload == plan->receive_dtmf || (int)payload == plan->send_dtmf)
    encoding = "TELEPHONE-EVENT";
  if (encoding == NULL)
    return NULL;
  return gst_caps_new_simple ("application/x-rtp", "media", G_TYPE_STRING, "audio", "encoding-name",
                              G_TYPE_STRING, encoding, "clock-rate", G_TYPE_INT,
                              (int)plan->codec->clock_rate, "payload", G_TYPE_INT, (int)payload,
                              NULL);
}

static void
tell (WhinMediaPipeline *self, const char *text)
{
  if (self->shared->failed != NULL)
    self->shared->failed (text, self->shared->data);
}

static gboolean
on_deadline (gpointer data)
{
  WhinMediaPipeline *self = data;

  self->deadline_id = 0;
  self->is_late = TRUE;
  tell (self, _ ("The machine’s audio system does not answer."));
  return G_SOURCE_REMOVE;
}

/* FALSE: it failed. */
static gboolean
play (WhinMediaPipeline *self)
{
  if (self->deadline_id == 0)
    self->deadline_id =
        g_timeout_add_seconds (WHIN_DEVICE_CALL_DEADLINE_SECONDS, on_deadline, self);
  return whin_device_call (self->pipeline, whin_device_call_play, NULL, NULL) !=
         WHIN_DEVICE_CALL_FAILED;
}

static void
note_state (WhinMediaPipeline *self, GstMessage *message)
{
  GstState state;

  gst_message_parse_state_changed (message, NULL, &state, NULL);
  if (state != GST_STATE_PLAYING)
    return;
  g_clear_handle_id (&self->deadline_id, g_source_remove);
  if (self->is_late)
    tell (self, NULL);
  self->is_late = FALSE;
}

static gboolean
on_bus_message (GstBus *bus, GstMessage *message, gpointer data)
{
  WhinMediaPipeline *self = data;

  switch (GST_MESSAGE_TYPE (message)) {
  case GST_MESSAGE_STATE_CHANGED:
    if (GST_MESSAGE_SRC (message) == GST_OBJECT (self->pipeline))
      note_state (self, message);
    break;
  case GST_MESSAGE_LATENCY:
    gst_bin_recalculate_latency (GST_BIN (self->pipeline));
    break;
  case GST_MESSAGE_ERROR: {
    g_autoptr (GError) error = NULL;

    /* A device that was replaced may have more to say. */
    if (!gst_object_has_as_ancestor (GST_MESSAGE_SRC (message), GST_OBJECT (self->pipeline)))
      break;
    gst_message_parse_error (message, &error, NULL);
    g_message ("The audio of a call broke: %s", error->message);
    if (!whin_sound_ends_take_error (self->ends, GST_MESSAGE_SRC (message)))
      tell (self, _ ("The call’s audio broke: a device is missing or busy."));
    else if (self->deadline_id != 0 || self->is_late)
      play (self); /* without the device that kept it from starting */
    break;
  }
  default:
    break;
  }
  return G_SOURCE_CONTINUE;
}

static void
on_ends_notice (const char *text, gpointer data)
{
  WhinMediaPipeline *self = data;

  tell (self, text);
}

static GstElement *
add (WhinMediaPipeline *self, const char *factory)
{
  GstElement *element = gst_element_factory_make (factory, NULL);

  gst_bin_add (GST_BIN (self->pipeline), element);
  return element;
}

static GstElement *
add_filter (WhinMediaPipeline *self, guint rate)
{
  GstElement *filter = add (self, "capsfilter");
  g_autoptr (GstCaps) caps = gst_caps_new_simple (
      "audio/x-raw", "format", G_TYPE_STRING, GST_AUDIO_NE (S16), "layout", G_TYPE_STRING,
      "interleaved", "rate", G_TYPE_INT, (int)rate, "channels", G_TYPE_INT, 1, NULL);

  g_object_set (filter, "caps", caps, NULL);
  return filter;
}

static void
add_probe (GstElement *element, GstPadProbeCallback callback, Shared *shared)
{
  g_autoptr (GstPad) pad = gst_element_get_static_pad (element, "src");

  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, callback, shared_ref (shared), shared_unref);
}

static void
link_pads (GstElement *from, const char *from_pad, GstElement *to, const char *to_pad)
{
  if (!gst_element_link_pads (from, from_pad, to, to_pad))
    g_warning ("%s does not link to %s", GST_ELEMENT_NAME (from), GST_ELEMENT_NAME (to));
}

static void
build_sending (WhinMediaPipeline *self)
{
  const WhinMediaPlan *plan = &self->plan;
  GstElement *source = whin_sound_ends_get_source (self->ends);
  GstElement *tap = add_filter (self, WHIN_MEDIA_BRIDGE_RATE);
  GstElement *down = add (self, "audioresample");
  GstElement *filter = add_filter (self, plan->codec->audio_rate);
  GstElement *encoder = add (self, codec_elements[plan->codec->id].encoder);
  GstElement *pay = add (self, codec_elements[plan->codec->id].pay);

  g_object_set (pay, "pt", plan->send_payload, NULL);
  if (plan->codec->id == WHIN_CODEC_OPUS) {
    g_object_set (encoder, "bitrate", OPUS_BIT_RATE, "inband-fec", TRUE, "packet-loss-percentage",
                  5, NULL);
    gst_util_set_object_arg (G_OBJECT (encoder), "audio-type", "voice");
  } else {
    g_object_set (pay, "min-ptime", (gint64)FRAME_NS, "max-ptime", (gint64)FRAME_NS, NULL);
  }
  gst_bin_add (GST_BIN (self->pipeline), source);
  gst_element_link_many (source, tap, down, filter, encoder, pay, NULL);
  add_probe (tap, on_outgoing, self->shared);
  if (plan->send_dtmf >= 0) {
    g_autoptr (GstPad) pad = gst_element_get_static_pad (pay, "src");

    gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, on_packet, self, NULL);
  }
  link_pads (pay, "src", self->bin, "send_rtp_sink_0");
}

static void
build_receiving (WhinMediaPipeline *self)
{
  const WhinMediaPlan *plan = &self->plan;
  GstElement *decoder = add (self, codec_elements[plan->codec->id].decoder);
  GstElement *convert = add (self, "audioconvert");
  GstElement *resample = add (self, "audioresample");
  GstElement *tap = add_filter (self, WHIN_MEDIA_BRIDGE_RATE);
  /* Opus's decoder fills losses in itself, and from what the next packet repeats. */
  GstElement *concealment =
      add (self, plan->codec->id == WHIN_CODEC_OPUS ? "identity" : "whinconceal");
  GstElement *sink = whin_sound_ends_get_sink (self->ends);
  GstElement *fake = add (self, "fakesink");

  self->depay = add (self, codec_elements[plan->codec->id].depay);
  self->leftovers = add (self, "funnel");
  g_object_set (fake, "async", FALSE, "sync", FALSE, NULL);
  if (plan->codec->id == WHIN_CODEC_OPUS)
    g_object_set (decoder, "use-inband-fec", TRUE, "plc", TRUE, NULL);
  gst_bin_add (GST_BIN (self->pipeline), sink);
  gst_element_link (self->leftovers, fake);
  self->choice = whin_stream_choice_new (self->depay, self->leftovers);
  gst_element_link_many (self->depay, decoder, concealment, convert, resample, tap, sink, NULL);
  add_probe (tap, on_incoming, self->shared);
}

static void
on_proved (gboolean is_secured, gpointer data)
{
  WhinMediaPipeline *self = data;

  g_atomic_int_set (&self->shared->is_open, is_secured);
  if (self->shared->proved != NULL)
    self->shared->proved (is_secured, self->shared->data);
}

static void
build_session (WhinMediaPipeline *self, WhinMediaPort *port, WhinIce *ice)
{
  self->bin = add (self, "rtpbin");
  g_object_set (self->bin, "latency", JITTER_MS, "do-lost", TRUE, "autoremove", TRUE, "max-streams",
                WHIN_MEDIA_MAX_STREAMS, NULL);
  g_signal_connect (self->bin, "request-pt-map", G_CALLBACK (on_request_pt_map), self);
  g_signal_connect (self->bin, "pad-added", G_CALLBACK (on_stream), self);
  g_signal_connect (self->bin, "pad-removed", G_CALLBACK (on_stream_gone), self);
  self->transport =
      whin_media_transport_new (self->pipeline, self->bin, port, ice, &self->plan, on_proved, self);
}

gboolean
whin_media_pipeline_init (GError **error)
{
  static gboolean is_ready;

  if (is_ready)
    return TRUE;
  if (!gst_init_check (NULL, NULL, NULL) || !whin_g722_register () ||
      !whin_conceal_filter_register ()) {
    g_set_error_literal (error, WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_MEDIA,
                         _ ("The machine’s audio system does not start."));
    return FALSE;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (needed_elements); i++) {
    g_autoptr (GstElementFactory) factory = gst_element_factory_find (needed_elements[i]);

    if (factory == NULL) {
      g_set_error (error, WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_MEDIA,
                   _ ("A part of the machine’s audio system is not installed: %s."),
                   needed_elements[i]);
      return FALSE;
    }
  }
  is_ready = TRUE;
  return TRUE;
}

WhinMediaPipeline *
whin_media_pipeline_new (WhinAudioRoute *route,
                         WhinMediaPort *port,
                         WhinIce *ice,
                         const WhinMediaPlan *plan,
                         gboolean is_muted,
                         WhinMediaPipelineDtmf dtmf,
                         WhinMediaPipelineFailed failed,
                         WhinMediaPipelineProved proved,
                         gpointer data,
                         GError **error)
{
  WhinMediaPipeline *self;
  g_autoptr (GstBus) bus = NULL;
  g_autoptr (GstClock) clock = NULL;

  self = g_new0 (WhinMediaPipeline, 1);
  self->plan = *plan;
  self->shared = g_new0 (Shared, 1);
  g_atomic_ref_count_init (&self->shared->references);
  g_mutex_init (&self->shared->lock);
  self->shared->event = -1;
  self->shared->dtmf = dtmf;
  self->shared->failed = failed;
  self->shared->proved = proved;
  self->shared->is_open = !plan->is_dtls;
  self->shared->is_muted = is_muted;
  self->shared->data = data;
  self->port = port != NULL ? whin_media_port_ref (port) : NULL;
  self->pipeline = gst_object_ref_sink (gst_pipeline_new (NULL));
  self->ends = whin_sound_ends_new (route, on_ends_notice, self);
  /* Not a device's clock: one that goes in steps, as some sound servers' do, would make the other
   * device drop what comes in between. */
  clock = gst_system_clock_obtain ();
  gst_pipeline_use_clock (GST_PIPELINE (self->pipeline), clock);
  bus = gst_pipeline_get_bus (GST_PIPELINE (self->pipeline));
  self->bus_id = gst_bus_add_watch (bus, on_bus_message, self);
  build_session (self, port, ice);
  build_sending (self);
  build_receiving (self);
  whin_media_transport_open (self->transport);
  whin_media_pipeline_direct (self, plan);
  if (!play (self)) {
    whin_media_pipeline_free (self);
    g_set_error_literal (error, WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_MEDIA,
                         _ ("The audio device cannot be used."));
    return NULL;
  }
  return self;
}

/* Nothing streams any more. */
static void
on_stopped (gpointer data)
{
  WhinMediaPipeline *self = data;

  g_clear_pointer (&self->transport, whin_media_transport_free);
  g_clear_pointer (&self->choice, whin_stream_choice_free);
  gst_object_unref (self->pipeline);
  shared_unref (self->shared);
  g_clear_pointer (&self->port, whin_media_port_unref);
  explicit_bzero (&self->plan, sizeof self->plan);
  g_free (self);
}

void
whin_media_pipeline_free (WhinMediaPipeline *self)
{
  self->shared->dtmf = NULL;
  self->shared->failed = NULL;
  self->shared->proved = NULL;
  g_atomic_int_set (&self->shared->sends, FALSE);
  g_atomic_int_set (&self->shared->receives, FALSE);
  g_clear_handle_id (&self->bus_id, g_source_remove);
  g_clear_handle_id (&self->deadline_id, g_source_remove);
  whin_media_pipeline_set_bridge (self, NULL);
  g_clear_pointer (&self->ends, whin_sound_ends_free);
  if (self->transport != NULL)
    whin_media_transport_close (self->transport);
  whin_device_call (self->pipeline, whin_device_call_stop, on_stopped, self);
}

void
whin_media_pipeline_direct (WhinMediaPipeline *self, const WhinMediaPlan *plan)
{
  whin_media_transport_direct (self->transport, plan);
  g_atomic_int_set (&self->shared->sends, plan->sends);
  g_atomic_int_set (&self->shared->receives, plan->receives);
}

void
whin_media_pipeline_set_muted (WhinMediaPipeline *self, gboolean muted)
{
  g_atomic_int_set (&self->shared->is_muted, muted);
}

gboolean
whin_media_pipeline_set_bridge (WhinMediaPipeline *self, WhinMediaBridge *bridge)
{
  Shared *shared = self->shared;
  int member = bridge != NULL ? whin_media_bridge_enter (bridge) : -1;

  if (bridge != NULL && member < 0)
    return FALSE;
  g_mutex_lock (&shared->lock);
  if (shared->bridge != NULL) {
    whin_media_bridge_leave (shared->bridge, shared->member);
    whin_media_bridge_unref (shared->bridge);
  }
  shared->bridge = bridge != NULL ? whin_media_bridge_ref (bridge) : NULL;
  shared->member = member;
  g_mutex_unlock (&shared->lock);
  return TRUE;
}

gboolean
whin_media_pipeline_send_dtmf (WhinMediaPipeline *self, char digit)
{
  int number = whin_rtp_event_number (digit);

  if (number < 0 || !g_atomic_int_get (&self->shared->sends))
    return FALSE;
  g_mutex_lock (&self->shared->lock);
  self->shared->event = number;
  self->shared->has_event_start = FALSE;
  self->shared->event_ends = 0;
  g_mutex_unlock (&self->shared->lock);
  return TRUE;
}

void
whin_media_pipeline_count (WhinMediaPipeline *self, WhinRtpCounters *counters)
{
  whin_rtp_stats_read (self->bin, self->plan.codec->clock_rate, counters);
}
