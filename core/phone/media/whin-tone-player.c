/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/phone/media/whin-tone-player.h"

#include "core/phone/media/whin-device-call.h"
#include "core/phone/media/whin-media-pipeline.h"
#include "core/phone/media/whin-tone-source.h"
#include "core/phone/whin-phone-error.h"

#include <glib/gi18n-lib.h>

struct _WhinTonePlayer {
  GObject parent_instance;
  WhinAudioRoute *route;
  GstElement *pipeline; /* NULL in silence */
  guint bus_id;
  guint deadline_id; /* while it is not sure that it plays */
  WhinTone tone;
  WhinAudioRole role;
  guint max_ms;
};

G_DEFINE_FINAL_TYPE (WhinTonePlayer, whin_tone_player, G_TYPE_OBJECT)

enum { ENDED, N_SIGNALS };

static guint signals[N_SIGNALS];

static void
end (WhinTonePlayer *self)
{
  g_autoptr (WhinTonePlayer) keep = g_object_ref (self);

  whin_tone_player_stop (keep);
  g_signal_emit (keep, signals[ENDED], 0);
}

static void
note_state (WhinTonePlayer *self, GstMessage *message)
{
  GstState state;

  gst_message_parse_state_changed (message, NULL, &state, NULL);
  if (state == GST_STATE_PLAYING)
    g_clear_handle_id (&self->deadline_id, g_source_remove);
}

static gboolean
on_deadline (gpointer data)
{
  WhinTonePlayer *self = data;

  self->deadline_id = 0;
  g_message ("A tone ends: the sound system does not answer");
  end (self);
  return G_SOURCE_REMOVE;
}

static gboolean
on_bus_message (GstBus *bus, GstMessage *message, gpointer data)
{
  WhinTonePlayer *self = data;
  g_autoptr (GError) error = NULL;

  switch (GST_MESSAGE_TYPE (message)) {
  case GST_MESSAGE_STATE_CHANGED:
    if (GST_MESSAGE_SRC (message) == GST_OBJECT (self->pipeline))
      note_state (self, message);
    return G_SOURCE_CONTINUE;
  case GST_MESSAGE_LATENCY:
    gst_bin_recalculate_latency (GST_BIN (self->pipeline));
    return G_SOURCE_CONTINUE;
  case GST_MESSAGE_ERROR:
    gst_message_parse_error (message, &error, NULL);
    g_message ("A tone broke: %s", error->message);
    self->bus_id = 0;
    end (self);
    return G_SOURCE_REMOVE;
  case GST_MESSAGE_EOS:
    self->bus_id = 0;
    end (self);
    return G_SOURCE_REMOVE;
  default:
    return G_SOURCE_CONTINUE;
  }
}

static gboolean
start (WhinTonePlayer *self, GError **error)
{
  GstElement *sink = whin_audio_route_make_tone_sink (self->route, self->role, error);
  GstElement *source, *convert, *resample;
  g_autoptr (GstBus) bus = NULL;

  if (sink == NULL)
    return FALSE;
  source = whin_tone_source_new (&self->tone, self->max_ms);
  convert = gst_element_factory_make ("audioconvert", NULL);
  resample = gst_element_factory_make ("audioresample", NULL);
  self->pipeline = gst_object_ref_sink (gst_pipeline_new (NULL));
  gst_bin_add_many (GST_BIN (self->pipeline), source, convert, resample, sink, NULL);
  bus = gst_pipeline_get_bus (GST_PIPELINE (self->pipeline));
  self->bus_id = gst_bus_add_watch (bus, on_bus_message, self);
  self->deadline_id = g_timeout_add_seconds (WHIN_DEVICE_CALL_DEADLINE_SECONDS, on_deadline, self);
  if (!gst_element_link_many (source, convert, resample, sink, NULL) ||
      whin_device_call (self->pipeline, whin_device_call_play, NULL, NULL) ==
          WHIN_DEVICE_CALL_FAILED) {
    whin_tone_player_stop (self);
    g_set_error_literal (error, WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_MEDIA,
                         _ ("The audio device cannot be used."));
    return FALSE;
  }
  return TRUE;
}

static void
on_role_changed (WhinAudioRoute *route, guint role, gpointer data)
{
  WhinTonePlayer *self = data;
  g_autoptr (GError) error = NULL;

  if (self->pipeline == NULL || self->role != role)
    return;
  whin_tone_player_stop (self);
  if (!start (self, &error)) {
    g_message ("A tone ends: %s", error->message);
    end (self);
  }
}

static void
whin_tone_player_dispose (GObject *object)
{
  WhinTonePlayer *self = WHIN_TONE_PLAYER (object);

  whin_tone_player_stop (self);
  g_clear_object (&self->route);
  G_OBJECT_CLASS (whin_tone_player_parent_class)->dispose (object);
}

static void
whin_tone_player_class_init (WhinTonePlayerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = whin_tone_player_dispose;
  signals[ENDED] = g_signal_new ("ended", WHIN_TYPE_TONE_PLAYER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
whin_tone_player_init (WhinTonePlayer *self)
{
}

WhinTonePlayer *
whin_tone_player_new (WhinAudioRoute *route)
{
  WhinTonePlayer *self = g_object_new (WHIN_TYPE_TONE_PLAYER, NULL);

  self->route = g_object_ref (route);
  g_signal_connect_object (route, "role-changed", G_CALLBACK (on_role_changed), self, 0);
  return self;
}

gboolean
whin_tone_player_play (
    WhinTonePlayer *self, const WhinTone *tone, WhinAudioRole role, guint max_ms, GError **error)
{
  g_return_val_if_fail (WHIN_IS_TONE_PLAYER (self), FALSE);
  whin_tone_player_stop (self);
  self->tone = *tone;
  self->role = role;
  self->max_ms = max_ms;
  return whin_media_pipeline_init (error) && start (self, error);
}

void
whin_tone_player_stop (WhinTonePlayer *self)
{
  g_return_if_fail (WHIN_IS_TONE_PLAYER (self));
  g_clear_handle_id (&self->bus_id, g_source_remove);
  g_clear_handle_id (&self->deadline_id, g_source_remove);
  if (self->pipeline != NULL)
    whin_device_call_end (g_steal_pointer (&self->pipeline));
}
