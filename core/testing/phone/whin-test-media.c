/* SPDX-License-Identifier: Apache-2.0 */
#include "core/testing/phone/whin-test-media.h"

#include "core/phone/media/whin-media-transport.h"
#include "core/testing/whin-test-folder.h"
#include "core/testing/whin-test-sound.h"

#include <string.h>

#define ADDRESS "127.0.0.1"

static WhinAudioRoute *
make_route (WhinTestMedia *self, const char *name, const char *source)
{
  g_autofree char *sink =
      g_strdup_printf ("audioconvert ! audio/x-raw,format=S16LE,rate=48000,channels=1 ! "
                       "filesink sync=false buffer-mode=unbuffered location=%s/%s-@N@.raw",
                       self->folder, name);

  return whin_audio_route_new_described (source, sink);
}

static char *
make_tone (guint hz)
{
  return g_strdup_printf ("audiotestsrc is-live=true freq=%u volume=0.5 samplesperbuffer=480 ! "
                          "capsfilter caps=audio/x-raw,rate=48000,channels=1",
                          hz);
}

static void
on_near_measured (WhinMediaSession *session, guint quality, WhinCallFigures *figures, gpointer data)
{
  ((WhinTestMedia *)data)->near_quality = quality;
  ((WhinTestMedia *)data)->near_figures = *figures;
}

static void
on_far_measured (WhinMediaSession *session, guint quality, WhinCallFigures *figures, gpointer data)
{
  ((WhinTestMedia *)data)->far_quality = quality;
  ((WhinTestMedia *)data)->far_figures = *figures;
}

static void
on_near_failed (WhinMediaSession *session, const char *text, gpointer data)
{
  g_free (((WhinTestMedia *)data)->near_notice);
  ((WhinTestMedia *)data)->near_notice = g_strdup (text);
}

static void
on_near_proved (WhinMediaSession *session, gboolean is_secured, gpointer data)
{
  ((WhinTestMedia *)data)->near_proved = is_secured;
}

static void
on_far_proved (WhinMediaSession *session, gboolean is_secured, gpointer data)
{
  ((WhinTestMedia *)data)->far_proved = is_secured;
}

static void
fill_plan (WhinTestMedia *self, WhinMediaPlan *plan, WhinCodecId codec, WhinTestSide side)
{
  plan->codec = whin_codec_get (codec);
  plan->send_payload = plan->codec->payload;
  plan->receive_payload = plan->codec->payload;
  plan->send_dtmf = 101;
  plan->receive_dtmf = 101;
  g_strlcpy (plan->address, ADDRESS, sizeof plan->address);
  plan->rtp_port = whin_test_wire_get_rtp_port (self->wire, side);
  plan->rtcp_port = whin_test_wire_get_rtcp_port (self->wire, side);
  plan->sends = TRUE;
  plan->receives = TRUE;
}

static WhinTestSound *
load (WhinTestMedia *self, const char *name)
{
  g_autofree char *file = g_strconcat (name, ".raw", NULL);

  return whin_test_sound_load (self->folder, file);
}

static WhinTestMedia *
new_media (WhinAudioRoute *route,
           WhinCodecId codec,
           const char *near_source,
           const char *far_source)
{
  WhinTestMedia *self = g_new0 (WhinTestMedia, 1);
  g_autoptr (WhinAudioRoute) near_route = NULL;
  g_autoptr (WhinAudioRoute) far_route = NULL;
  g_autoptr (GError) error = NULL;

  self->folder = whin_test_folder_new ();
  self->wire = whin_test_wire_new ();
  near_route = route != NULL ? g_object_ref (route) : make_route (self, "near", near_source);
  far_route = make_route (self, "far", far_source);
  self->near = whin_media_session_new (near_route, ADDRESS, &error);
  g_assert_no_error (error);
  self->far = whin_media_session_new (far_route, ADDRESS, &error);
  g_assert_no_error (error);
  whin_test_wire_connect (self->wire, WHIN_TEST_NEAR, whin_media_session_get_rtp_port (self->near),
                          whin_media_session_get_rtcp_port (self->near));
  whin_test_wire_connect (self->wire, WHIN_TEST_FAR, whin_media_session_get_rtp_port (self->far),
                          whin_media_session_get_rtcp_port (self->far));
  fill_plan (self, &self->near_plan, codec, WHIN_TEST_NEAR);
  fill_plan (self, &self->far_plan, codec, WHIN_TEST_FAR);
  g_signal_connect (self->near, "measured", G_CALLBACK (on_near_measured), self);
  g_signal_connect (self->far, "measured", G_CALLBACK (on_far_measured), self);
  self->near_proved = self->far_proved = -1;
  g_signal_connect (self->near, "proved", G_CALLBACK (on_near_proved), self);
  g_signal_connect (self->far, "proved", G_CALLBACK (on_far_proved), self);
  g_signal_connect (self->near, "failed", G_CALLBACK (on_near_failed), self);
  return self;
}

WhinTestMedia *
whin_test_media_new (WhinAudioRoute *route, WhinCodecId codec, guint near_hz, guint far_hz)
{
  g_autofree char *near_source = make_tone (near_hz);
  g_autofree char *far_source = make_tone (far_hz);

  return new_media (route, codec, near_source, far_source);
}

void
whin_test_media_free (WhinTestMedia *self)
{
  g_assert_finalize_object (self->near);
  g_assert_finalize_object (self->far);
  whin_test_wire_free (self->wire);
  g_free (self->near_notice);
  whin_test_folder_remove (self->folder);
  g_free (self);
}

void
whin_test_media_apply (WhinTestMedia *self)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (whin_media_session_apply (self->near, &self->near_plan, &error));
  g_assert_true (whin_media_session_apply (self->far, &self->far_plan, &error));
  g_assert_no_error (error);
}

void
whin_test_media_encrypt (WhinTestMedia *self, WhinSrtpSuite suite)
{
  for (guint i = 0; i < WHIN_SDP_KEY_BYTES; i++) {
    self->near_plan.send_key[i] = (guint8)(i + 1);
    self->near_plan.receive_key[i] = (guint8)(i + 101);
  }
  memcpy (self->far_plan.send_key, self->near_plan.receive_key, WHIN_SDP_KEY_BYTES);
  memcpy (self->far_plan.receive_key, self->near_plan.send_key, WHIN_SDP_KEY_BYTES);
  self->near_plan.is_encrypted = self->far_plan.is_encrypted = TRUE;
  self->near_plan.suite = self->far_plan.suite = suite;
}

void
whin_test_media_encrypt_by_dtls (WhinTestMedia *self)
{
  g_assert_true (whin_media_transport_get_fingerprint (&self->near_plan.fingerprint));
  self->far_plan.fingerprint = self->near_plan.fingerprint;
  self->near_plan.is_encrypted = self->far_plan.is_encrypted = TRUE;
  self->near_plan.is_dtls = self->far_plan.is_dtls = TRUE;
  self->near_plan.has_rtcp_mux = self->far_plan.has_rtcp_mux = TRUE;
  self->near_plan.is_dtls_client = TRUE;
}

double
whin_test_media_measure (WhinTestMedia *self, const char *name, guint hz, guint ms)
{
  g_autoptr (WhinTestSound) sound = load (self, name);

  return whin_test_sound_measure_last (sound, ms, hz);
}

double
whin_test_media_measure_power (WhinTestMedia *self, const char *name, guint ms)
{
  g_autoptr (WhinTestSound) sound = load (self, name);

  return whin_test_sound_measure_power (sound, ms);
}

guint
whin_test_media_count_ms (WhinTestMedia *self, const char *name)
{
  g_autoptr (WhinTestSound) sound = load (self, name);

  return whin_test_sound_count_ms (sound);
}
