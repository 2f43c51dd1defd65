/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/phone/media/whin-sound-ends.h"

#include "core/phone/media/whin-device-call.h"
#include "core/phone/media/whin-media-bridge.h"
#include "core/phone/whin-phone-error.h"

#include <glib/gi18n-lib.h>
#include <gst/audio/audio.h>

#define RETRY_SECONDS 3 /* a broken device is tried again */

/* One sink takes another one's place. The thread that opens its device has this, and then the
 * streaming thread, which alone may touch the pad that it is pushing through. */
typedef struct {
  WhinSoundEnds *ends; /* main thread only; NULL when they are gone */
  gatomicrefcount references;
  GstElement *before;
  GstElement *old;
  GstElement *next;
  gboolean is_fine;
} Swap;

struct _WhinSoundEnds {
  WhinAudioRoute *route;
  WhinSoundEndsNotice notice;
  gpointer data;
  GstElement *source_bin;
  GstElement *sink_bin;
  GstElement *source; /* the device's part of the bin */
  GstElement *sink;   /* the one that is to be linked */
  GstElement *linked_sink;
  GstElement *after_source; /* what it is linked to */
  GstElement *before_sink;
  Swap *swap;                /* that is under way, or NULL */
  gboolean is_source_broken; /* silence takes its place; tried again */
  gboolean is_sink_broken;
  GError *source_error; /* what is wrong with it now, or NULL */
  GError *sink_error;
  gboolean is_told; /* the last notice was a sentence */
  guint retry_id;
};

/* Two webrtc elements find each other by name, in the whole process. */
static guint n_probes;

static GstElement *
make_silence (void)
{
  GstElement *source = gst_element_factory_make ("audiotestsrc", NULL);

  g_object_set (source, "is-live", TRUE, NULL);
  gst_util_set_object_arg (G_OBJECT (source), "wave", "silence");
  return source;
}

static GstElement *
make_nobody (void)
{
  GstElement *sink = gst_element_factory_make ("fakesink", NULL);

  g_object_set (sink, "sync", FALSE, "async", FALSE, NULL);
  return sink;
}

/* A sink that waits for its first sample would keep the source from starting. */
static void
set_live (GstElement *sink)
{
  g_autoptr (GstIterator) iterator = NULL;
  g_auto (GValue) item = G_VALUE_INIT;

  if (!GST_IS_BIN (sink)) {
    g_object_set (sink, "async", FALSE, NULL);
    return;
  }
  iterator = gst_bin_iterate_sinks (GST_BIN (sink));
  while (gst_iterator_next (iterator, &item) == GST_ITERATOR_OK) {
    g_object_set (g_value_get_object (&item), "async", FALSE, NULL);
    g_value_reset (&item);
  }
}

static GstElement *
make_source (WhinSoundEnds *self, GError **error)
{
  GstElement *source = whin_audio_route_make_source (self->route, error);

  return source != NULL ? source : make_silence ();
}

static GstElement *
make_sink (WhinSoundEnds *self, GError **error)
{
  GstElement *sink = whin_audio_route_make_sink (self->route, error);

  if (sink == NULL)
    sink = make_nobody ();
  set_live (sink);
  return sink;
}

static GstElement *
add (GstElement *bin, const char *factory)
{
  GstElement *element = gst_element_factory_make (factory, NULL);

  gst_bin_add (GST_BIN (bin), element);
  return element;
}

static GstElement *
add_filter (GstElement *bin)
{
  GstElement *filter = add (bin, "capsfilter");
  g_autoptr (GstCaps) caps = gst_caps_new_simple (
      "audio/x-raw", "format", G_TYPE_STRING, GST_AUDIO_NE (S16), "layout", G_TYPE_STRING,
      "interleaved", "rate", G_TYPE_INT, WHIN_MEDIA_BRIDGE_RATE, "channels", G_TYPE_INT, 1, NULL);

  g_object_set (filter, "caps", caps, NULL);
  return filter;
}

static void
expose (GstElement *bin, GstElement *element, const char *name)
{
  g_autoptr (GstPad) pad = gst_element_get_static_pad (element, name);

  gst_element_add_pad (bin, gst_ghost_pad_new (name, pad));
}

/* A device that is unplugged says that the stream ends; it does not. */
static GstPadProbeReturn
on_source_event (GstPad *pad, GstPadProbeInfo *info, gpointer data)
{
  return GST_EVENT_TYPE (GST_PAD_PROBE_INFO_EVENT (info)) == GST_EVENT_EOS ? GST_PAD_PROBE_DROP
                                                                           : GST_PAD_PROBE_OK;
}

static void
build_source (WhinSoundEnds *self, GstElement *source, GstElement *processor)
{
  GstElement *bin = gst_object_ref_sink (gst_bin_new (NULL));
  GstElement *convert = add (bin, "audioconvert");
  GstElement *resample = add (bin, "audioresample");
  GstElement *filter = add_filter (bin);
  g_autoptr (GstPad) pad = gst_element_get_static_pad (convert, "sink");

  gst_bin_add (GST_BIN (bin), source);
  gst_element_link_many (source, convert, resample, filter, NULL);
  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_EVENT_DOWNSTREAM, on_source_event, NULL, NULL);
  if (processor != NULL) {
    gst_bin_add (GST_BIN (bin), processor);
    gst_element_link (filter, processor);
  }
  expose (bin, processor != NULL ? processor : filter, "src");
  self->source_bin = bin;
  self->source = gst_object_ref (source);
  self->after_source = convert;
}

static void
build_sink (WhinSoundEnds *self, GstElement *sink, GstElement *probe)
{
  GstElement *bin = gst_object_ref_sink (gst_bin_new (NULL));
  GstElement *queue = add (bin, "queue");
  GstElement *convert = add (bin, "audioconvert");
  GstElement *resample = add (bin, "audioresample");

  g_object_set (queue, "leaky", 2, "max-size-time", (guint64)GST_SECOND, NULL);
  gst_bin_add (GST_BIN (bin), sink);
  if (probe != NULL) {
    gst_bin_add (GST_BIN (bin), probe);
    gst_element_link_many (queue, probe, convert, NULL);
  } else {
    gst_element_link (queue, convert);
  }
  gst_element_link_many (convert, resample, sink, NULL);
  expose (bin, queue, "sink");
  self->sink_bin = bin;
  self->sink = gst_object_ref (sink);
  self->linked_sink = gst_object_ref (sink);
  self->before_sink = resample;
}

static void
tell (WhinSoundEnds *self)
{
  const GError *error = self->source_error != NULL ? self->source_error : self->sink_error;

  if (error == NULL && !self->is_told)
    return;
  self->is_told = error != NULL;
  if (self->source_error != NULL && self->sink_error != NULL)
    self->notice (_ ("No microphone and no speaker can be used."), self->data);
  else
    self->notice (error != NULL ? error->message : NULL, self->data);
}

/* @source: floating. */
static void
put_source (WhinSoundEnds *self, GstElement *source)
{
  gst_element_set_locked_state (self->source, TRUE);
  gst_bin_remove (GST_BIN (self->source_bin), self->source);
  whin_device_call_end (self->source);
  self->source = gst_object_ref_sink (source);
  gst_bin_add (GST_BIN (self->source_bin), self->source);
  gst_element_link (self->source, self->after_source);
  whin_device_call (self->source, whin_device_call_follow_parent, NULL, NULL);
}

/* One at a time; of those that were wanted meanwhile the newest. */
static void begin_swap (WhinSoundEnds *self);

/* @sink: floating. */
static void
put_sink (WhinSoundEnds *self, GstElement *sink)
{
  gst_object_unref (self->sink);
  self->sink = gst_object_ref_sink (sink);
  if (self->swap == NULL)
    begin_swap (self);
}

static void
change_source (WhinSoundEnds *self)
{
  self->is_source_broken = FALSE;
  g_clear_error (&self->source_error);
  put_source (self, make_source (self, &self->source_error));
  tell (self);
}

static void
change_sink (WhinSoundEnds *self)
{
  self->is_sink_broken = FALSE;
  g_clear_error (&self->sink_error);
  put_sink (self, make_sink (self, &self->sink_error));
  tell (self);
}

static gboolean
on_retry_time (gpointer data)
{
  WhinSoundEnds *self = data;

  self->retry_id = 0;
  if (self->is_source_broken)
    change_source (self);
  if (self->is_sink_broken)
    change_sink (self);
  return G_SOURCE_REMOVE;
}

static void
set_broken (GError **error, const char *text)
{
  g_clear_error (error);
  g_set_error_literal (error, WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_MEDIA, text);
}

static void
give_up (WhinSoundEnds *self, gboolean is_source)
{
  if (is_source) {
    self->is_source_broken = TRUE;
    set_broken (&self->source_error, _ ("The microphone broke or is busy."));
    put_source (self, make_silence ());
  } else {
    self->is_sink_broken = TRUE;
    set_broken (&self->sink_error, _ ("The speaker broke or is busy."));
    put_sink (self, make_nobody ());
  }
  tell (self);
  if (self->retry_id == 0)
    self->retry_id = g_timeout_add_seconds (RETRY_SECONDS, on_retry_time, self);
}

static void
swap_unref (gpointer data)
{
  Swap *swap = data;

  if (!g_atomic_ref_count_dec (&swap->references))
    return;
  gst_object_unref (swap->before);
  gst_object_unref (swap->old);
  gst_object_unref (swap->next);
  g_free (swap);
}

/* When nothing is being pushed: at once, or in the streaming thread after what it pushes. */
static GstPadProbeReturn
on_idle (GstPad *pad, GstPadProbeInfo *info, gpointer data)
{
  Swap *swap = data;
  g_autoptr (GstObject) bin = gst_object_get_parent (GST_OBJECT (swap->next));

  gst_element_set_locked_state (swap->old, TRUE);
  gst_element_unlink (swap->before, swap->old);
  gst_element_set_state (swap->old, GST_STATE_NULL);
  if (bin != NULL)
    gst_bin_remove (GST_BIN (bin), swap->old);
  gst_element_link (swap->before, swap->next);
  return GST_PAD_PROBE_REMOVE;
}

/* In a thread. */
static gboolean
open_and_swap (GstElement *bin, gpointer data)
{
  Swap *swap = data;
  g_autoptr (GstPad) pad = gst_element_get_static_pad (swap->before, "src");

  gst_bin_add (GST_BIN (bin), swap->next);
  swap->is_fine = gst_element_sync_state_with_parent (swap->next);
  if (swap->is_fine) {
    g_atomic_ref_count_inc (&swap->references);
    gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_IDLE, on_idle, swap, swap_unref);
  } else {
    gst_element_set_locked_state (swap->next, TRUE);
    gst_element_set_state (swap->next, GST_STATE_NULL);
    gst_bin_remove (GST_BIN (bin), swap->next);
  }
  return swap->is_fine;
}

static void
on_swapped (gpointer data)
{
  Swap *swap = data;
  WhinSoundEnds *self = swap->ends;

  if (self != NULL) {
    self->swap = NULL;
    if (swap->is_fine)
      gst_object_replace ((GstObject **)&self->linked_sink, GST_OBJECT (swap->next));
    if (self->sink != swap->next)
      begin_swap (self);
    else if (!swap->is_fine)
      give_up (self, FALSE);
  }
  swap_unref (swap);
}

static void
begin_swap (WhinSoundEnds *self)
{
  Swap *swap = g_new0 (Swap, 1);

  g_atomic_ref_count_init (&swap->references);
  swap->ends = self;
  swap->before = gst_object_ref (self->before_sink);
  swap->old = gst_object_ref (self->linked_sink);
  swap->next = gst_object_ref (self->sink);
  self->swap = swap;
  whin_device_call (self->sink_bin, open_and_swap, on_swapped, swap);
}

static void
on_role_changed (WhinAudioRoute *route, guint role, gpointer data)
{
  if (role == WHIN_AUDIO_MICROPHONE)
    change_source (data);
  else if (role == WHIN_AUDIO_SPEAKER)
    change_sink (data);
}

static gboolean
is_part (GstObject *origin, GstElement *element)
{
  return origin == GST_OBJECT (element) ||
         gst_object_has_as_ancestor (origin, GST_OBJECT (element));
}

/* Fills in both, or neither. */
static void
make_processing (WhinAudioRoute *route, GstElement **processor, GstElement **probe)
{
  WhinAudioDevices *devices = whin_audio_route_get_devices (route);
  gboolean cancels = devices != NULL && whin_audio_devices_get_echo_cancellation (devices);
  gboolean suppresses = devices != NULL && whin_audio_devices_get_noise_suppression (devices);
  g_autofree char *name = NULL;

  *processor = NULL;
  *probe = NULL;
  if (!cancels && !suppresses)
    return;
  name = g_strdup_printf ("whin-echo-probe-%u", ++n_probes);
  *processor = gst_element_factory_make ("webrtcdsp", NULL);
  *probe = gst_element_factory_make ("webrtcechoprobe", name);
  g_object_set (*processor, "probe", name, "echo-cancel", cancels, "noise-suppression", suppresses,
                "gain-control", FALSE, "delay-agnostic", TRUE, NULL);
}

WhinSoundEnds *
whin_sound_ends_new (WhinAudioRoute *route, WhinSoundEndsNotice notice, gpointer data)
{
  WhinSoundEnds *self = g_new0 (WhinSoundEnds, 1);
  GstElement *source, *sink, *processor, *probe;

  self->route = g_object_ref (route);
  self->notice = notice;
  self->data = data;
  source = make_source (self, &self->source_error);
  sink = make_sink (self, &self->sink_error);
  make_processing (route, &processor, &probe);
  build_source (self, source, processor);
  build_sink (self, sink, probe);
  g_signal_connect (route, "role-changed", G_CALLBACK (on_role_changed), self);
  tell (self);
  return self;
}

void
whin_sound_ends_free (WhinSoundEnds *self)
{
  g_clear_handle_id (&self->retry_id, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->route, self);
  g_object_unref (self->route);
  g_clear_error (&self->source_error);
  g_clear_error (&self->sink_error);
  gst_object_unref (self->source);
  if (self->swap != NULL)
    self->swap->ends = NULL;
  gst_object_unref (self->sink);
  gst_object_unref (self->linked_sink);
  gst_object_unref (self->source_bin);
  gst_object_unref (self->sink_bin);
  g_free (self);
}

GstElement *
whin_sound_ends_get_source (WhinSoundEnds *self)
{
  return self->source_bin;
}

GstElement *
whin_sound_ends_get_sink (WhinSoundEnds *self)
{
  return self->sink_bin;
}

gboolean
whin_sound_ends_take_error (WhinSoundEnds *self, GstObject *origin)
{
  gboolean is_source = is_part (origin, self->source);
  gboolean is_sink = is_part (origin, self->sink);

  if (self->swap != NULL && is_part (origin, self->linked_sink))
    return TRUE; /* it goes anyway */
  if (!is_source && !is_sink)
    return FALSE;
  give_up (self, is_source);
  return TRUE;
}

gboolean
whin_sound_ends_can_process (void)
{
  g_autoptr (GstElementFactory) processor = gst_element_factory_find ("webrtcdsp");
  g_autoptr (GstElementFactory) probe = gst_element_factory_find ("webrtcechoprobe");

  return processor != NULL && probe != NULL;
}
