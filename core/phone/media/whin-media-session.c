/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/phone/media/whin-media-session.h"

#include "core/phone/media/whin-call-gauge.h"
#include "core/phone/media/whin-media-pipeline.h"
#include "core/phone/media/whin-media-port.h"
#include "core/phone/whin-phone-error.h"

#include <glib/gi18n-lib.h>

#include <string.h>

struct _WhinMediaSession {
  GObject parent_instance;
  WhinAudioRoute *route;
  WhinMediaPort *port; /* or: */
  WhinIce *ice;
  WhinMediaPipeline *pipeline; /* NULL without a plan */
  WhinMediaPlan plan;
  WhinMediaBridge *bridge;
  gboolean is_muted;
  WhinCallGauge gauge;
  guint measure_id;
};

G_DEFINE_FINAL_TYPE (WhinMediaSession, whin_media_session, G_TYPE_OBJECT)

enum { DTMF, MEASURED, FAILED, PROVED, READY, N_SIGNALS };

static guint signals[N_SIGNALS];

static void
on_pipeline_dtmf (char digit, gpointer data)
{
  char text[2] = {digit, '\0'};

  g_signal_emit (data, signals[DTMF], 0, text);
}

static void
on_pipeline_failed (const char *text, gpointer data)
{
  g_signal_emit (data, signals[FAILED], 0, text);
}

static void
on_ice_ready (gpointer data)
{
  g_signal_emit (data, signals[READY], 0);
}

static void
on_pipeline_proved (gboolean is_secured, gpointer data)
{
  g_signal_emit (data, signals[PROVED], 0, is_secured);
}

static gboolean
on_measure_time (gpointer data)
{
  WhinMediaSession *self = data;
  WhinRtpCounters counters;
  WhinCallFigures figures;
  WhinCallQuality quality;

  whin_media_pipeline_count (self->pipeline, &counters);
  quality = whin_call_gauge_read (&self->gauge, &counters, self->plan.receives, &figures);
  g_signal_emit (self, signals[MEASURED], 0, (guint)quality, &figures);
  return G_SOURCE_CONTINUE;
}

/* Whether the pipeline that runs @old can run @new. */
static gboolean
is_same_stream (const WhinMediaPlan *old, const WhinMediaPlan *new)
{
  return old->codec == new->codec && old->send_payload == new->send_payload &&
         old->receive_payload == new->receive_payload && old->send_dtmf == new->send_dtmf &&
         old->receive_dtmf == new->receive_dtmf && old->is_encrypted == new->is_encrypted &&
         old->is_dtls == new->is_dtls && old->is_dtls_client == new->is_dtls_client &&
         old->has_rtcp_mux == new->has_rtcp_mux &&
         (!old->is_dtls || whin_fingerprint_equal (&old->fingerprint, &new->fingerprint)) &&
         old->suite == new->suite &&memcmp (old->send_key, new->send_key, WHIN_SDP_KEY_BYTES) ==
             0 &&
         memcmp (old->receive_key, new->receive_key, WHIN_SDP_KEY_BYTES) == 0;
}

static void
end_pipeline (WhinMediaSession *self)
{
  g_clear_handle_id (&self->measure_id, g_source_remove);
  g_clear_pointer (&self->pipeline, whin_media_pipeline_free);
}

static void
whin_media_session_dispose (GObject *object)
{
  WhinMediaSession *self = WHIN_MEDIA_SESSION (object);

  whin_media_session_close (self);
  g_clear_object (&self->route);
  G_OBJECT_CLASS (whin_media_session_parent_class)->dispose (object);
}

static void
whin_media_session_finalize (GObject *object)
{
  explicit_bzero (&WHIN_MEDIA_SESSION (object)->plan, sizeof (WhinMediaPlan));
  G_OBJECT_CLASS (whin_media_session_parent_class)->finalize (object);
}

static void
whin_media_session_class_init (WhinMediaSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = whin_media_session_dispose;
  object_class->finalize = whin_media_session_finalize;
  signals[DTMF] = g_signal_new ("dtmf", WHIN_TYPE_MEDIA_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[MEASURED] = g_signal_new ("measured", WHIN_TYPE_MEDIA_SESSION, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_POINTER);
  signals[FAILED] = g_signal_new ("failed", WHIN_TYPE_MEDIA_SESSION, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[READY] = g_signal_new ("ready", WHIN_TYPE_MEDIA_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  signals[PROVED] = g_signal_new ("proved", WHIN_TYPE_MEDIA_SESSION, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
whin_media_session_init (WhinMediaSession *self)
{
}

WhinMediaSession *
whin_media_session_new (WhinAudioRoute *route, const char *local_address, GError **error)
{
  g_autoptr (WhinMediaSession) self = NULL;
  WhinMediaPort *port;

  if (!whin_media_pipeline_init (error))
    return NULL;
  port = whin_media_port_new (local_address, error);
  if (port == NULL)
    return NULL;
  self = g_object_new (WHIN_TYPE_MEDIA_SESSION, NULL);
  self->route = g_object_ref (route);
  self->port = port;
  return g_steal_pointer (&self);
}

WhinMediaSession *
whin_media_session_new_ice (WhinAudioRoute *route,
                            const char *local_address,
                            const char *stun_server,
                            guint16 stun_port,
                            gboolean decides,
                            GError **error)
{
  g_autoptr (WhinMediaSession) self = NULL;

  if (!whin_media_pipeline_init (error))
    return NULL;
  self = g_object_new (WHIN_TYPE_MEDIA_SESSION, NULL);
  self->route = g_object_ref (route);
  self->ice =
      whin_ice_new (local_address, stun_server, stun_port, decides, on_ice_ready, self, error);
  return self->ice != NULL ? g_steal_pointer (&self) : NULL;
}

WhinIce *
whin_media_session_get_ice (WhinMediaSession *self)
{
  return self->ice;
}

gboolean
whin_media_session_is_ready (WhinMediaSession *self)
{
  return self->ice == NULL || whin_ice_is_ready (self->ice);
}

guint
whin_media_session_get_rtp_port (WhinMediaSession *self)
{
  return self->port != NULL ? self->port->rtp_number : 0;
}

guint
whin_media_session_get_rtcp_port (WhinMediaSession *self)
{
  return self->port != NULL ? self->port->rtcp_number : 0;
}

gboolean
whin_media_session_apply (WhinMediaSession *self, const WhinMediaPlan *plan, GError **error)
{
  g_return_val_if_fail (WHIN_IS_MEDIA_SESSION (self), FALSE);
  if (self->port == NULL && self->ice == NULL) {
    g_set_error_literal (error, WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_NOT_NOW,
                         _ ("The call has ended."));
    return FALSE;
  }
  if (self->pipeline != NULL && !is_same_stream (&self->plan, plan))
    end_pipeline (self);
  if (self->pipeline == NULL) {
    whin_call_gauge_reset (&self->gauge);
    self->pipeline = whin_media_pipeline_new (self->route, self->port, self->ice, plan,
                                              self->is_muted, on_pipeline_dtmf, on_pipeline_failed,
                                              on_pipeline_proved, self, error);
    if (self->pipeline == NULL)
      return FALSE;
    whin_media_pipeline_set_bridge (self->pipeline, self->bridge);
    self->measure_id = g_timeout_add_seconds (1, on_measure_time, self);
  }
  self->plan = *plan;
  whin_media_pipeline_direct (self->pipeline, plan);
  return TRUE;
}

void
whin_media_session_set_muted (WhinMediaSession *self, gboolean muted)
{
  g_return_if_fail (WHIN_IS_MEDIA_SESSION (self));
  self->is_muted = muted;
  if (self->pipeline != NULL)
    whin_media_pipeline_set_muted (self->pipeline, muted);
}

gboolean
whin_media_session_send_dtmf (WhinMediaSession *self, char digit)
{
  g_return_val_if_fail (WHIN_IS_MEDIA_SESSION (self), FALSE);
  return self->pipeline != NULL && self->plan.send_dtmf >= 0 &&
         whin_media_pipeline_send_dtmf (self->pipeline, digit);
}

gboolean
whin_media_session_set_bridge (WhinMediaSession *self, WhinMediaBridge *bridge)
{
  g_return_val_if_fail (WHIN_IS_MEDIA_SESSION (self), FALSE);
  if (self->bridge == bridge)
    return TRUE;
  if (self->pipeline != NULL && !whin_media_pipeline_set_bridge (self->pipeline, bridge))
    return FALSE;
  g_clear_pointer (&self->bridge, whin_media_bridge_unref);
  self->bridge = bridge != NULL ? whin_media_bridge_ref (bridge) : NULL;
  return TRUE;
}

WhinMediaBridge *
whin_media_session_get_bridge (WhinMediaSession *self)
{
  g_return_val_if_fail (WHIN_IS_MEDIA_SESSION (self), NULL);
  return self->bridge;
}

void
whin_media_session_close (WhinMediaSession *self)
{
  g_return_if_fail (WHIN_IS_MEDIA_SESSION (self));
  end_pipeline (self);
  g_clear_pointer (&self->bridge, whin_media_bridge_unref);
  g_clear_pointer (&self->port, whin_media_port_unref);
  g_clear_pointer (&self->ice, whin_ice_free);
}
