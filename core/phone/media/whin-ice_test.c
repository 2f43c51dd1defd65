/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/media/whin-ice.h"

#include "core/phone/media/whin-media-pipeline.h"
#include "core/phone/media/whin-media-session.h"
#include "core/phone/media/whin-media-transport.h"
#include "core/phone/sip/whin-sdp-exchange.h"
#include "core/testing/phone/whin-test-stun.h"
#include "core/testing/whin-test-folder.h"
#include "core/testing/whin-test-loop.h"
#include "core/testing/whin-test-sound.h"

#include <string.h>

#define ADDRESS "127.0.0.1"
#define NEAR_HZ 440
#define FAR_HZ 1000
#define LISTEN_MS 1000
#define SHARE 0.9

/* Two phones' audio, with the descriptions that they would exchange. */
typedef struct {
  char *folder;
  WhinMediaSession *near;
  WhinMediaSession *far;
  WhinSdpExchange *caller;
  WhinSdpExchange *called;
  WhinMediaPlan near_plan;
  WhinMediaPlan far_plan;
  guint ready;
} Fixture;

static void
on_ready (WhinMediaSession *session, gpointer data)
{
  ((Fixture *)data)->ready++;
}

static WhinAudioRoute *
make_route (Fixture *fixture, const char *name, guint hz)
{
  g_autofree char *source =
      g_strdup_printf ("audiotestsrc is-live=true freq=%u volume=0.5 samplesperbuffer=480 ! "
                       "capsfilter caps=audio/x-raw,rate=48000,channels=1",
                       hz);
  g_autofree char *sink =
      g_strdup_printf ("audioconvert ! audio/x-raw,format=S16LE,rate=48000,channels=1 ! "
                       "filesink sync=false buffer-mode=unbuffered location=%s/%s.raw",
                       fixture->folder, name);

  return whin_audio_route_new_described (source, sink);
}

static WhinMediaSession *
make_session (Fixture *fixture, const char *name, guint hz, gboolean with_ice)
{
  g_autoptr (WhinAudioRoute) route = make_route (fixture, name, hz);
  g_autoptr (GError) error = NULL;
  WhinMediaSession *session =
      with_ice ? whin_media_session_new_ice (route, ADDRESS, NULL, 0, hz == NEAR_HZ, &error)
               : whin_media_session_new (route, ADDRESS, &error);

  g_assert_no_error (error);
  g_signal_connect (session, "ready", G_CALLBACK (on_ready), fixture);
  return session;
}

static WhinSdpExchange *
make_exchange (WhinMediaSession *session, gboolean with_dtls)
{
  const WhinCodec *codecs[WHIN_N_CODECS];
  guint count = whin_codec_order (NULL, 0, codecs);
  WhinSdpExchange *exchange = whin_sdp_exchange_new (
      ADDRESS, whin_media_session_get_rtp_port (session),
      whin_media_session_get_rtcp_port (session), codecs, count, WHIN_SRTP_OFF);
  WhinIce *ice = whin_media_session_get_ice (session);
  WhinFingerprint fingerprint;

  if (with_dtls) {
    g_assert_true (whin_media_transport_get_fingerprint (&fingerprint));
    whin_sdp_exchange_allow_dtls (exchange, WHIN_SRTP_REQUIRED, &fingerprint);
  }
  if (ice != NULL) {
    guint rtp_port, rtcp_port;
    g_autofree char *address = whin_ice_dup_address (ice, WHIN_ICE_RTP, &rtp_port);
    G_GNUC_UNUSED g_autofree char *rtcp_address =
        whin_ice_dup_address (ice, WHIN_ICE_RTCP, &rtcp_port);
    g_autofree char *attributes = whin_ice_dup_attributes (ice);

    g_assert_cmpstr (address, ==, ADDRESS);
    whin_sdp_exchange_set_address (exchange, address, rtp_port, rtcp_port, attributes);
  }
  return exchange;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = whin_test_folder_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->caller, whin_sdp_exchange_free);
  g_clear_pointer (&fixture->called, whin_sdp_exchange_free);
  g_clear_object (&fixture->near);
  g_clear_object (&fixture->far);
  whin_test_folder_remove (fixture->folder);
}

static double
measure (Fixture *fixture, const char *name, guint hz)
{
  g_autoptr (WhinTestSound) sound = whin_test_sound_load (fixture->folder, name);

  return whin_test_sound_count_ms (sound) > LISTEN_MS
             ? whin_test_sound_measure_last (sound, LISTEN_MS, hz)
             : 0;
}

static void
talk (Fixture *fixture, gboolean near_ice, gboolean far_ice, gboolean with_dtls)
{
  g_autofree char *offer = NULL;
  g_autofree char *answer = NULL;
  g_autoptr (GError) error = NULL;

  fixture->near = make_session (fixture, "near", NEAR_HZ, near_ice);
  fixture->far = make_session (fixture, "far", FAR_HZ, far_ice);
  whin_test_until (fixture->ready == (guint)near_ice + (guint)far_ice);
  fixture->caller = make_exchange (fixture->near, with_dtls);
  fixture->called = make_exchange (fixture->far, with_dtls);
  offer = whin_sdp_exchange_make_offer (fixture->caller);
  answer = whin_sdp_exchange_take_offer (fixture->called, offer, strlen (offer), &fixture->far_plan,
                                         &error);
  g_assert_no_error (error);
  g_assert_true (whin_sdp_exchange_take_answer (fixture->caller, answer, strlen (answer),
                                                &fixture->near_plan, &error));
  g_assert_cmpint (strstr (offer, "a=candidate:") != NULL, ==, near_ice);
  g_assert_cmpint (strstr (answer, "a=candidate:") != NULL, ==, near_ice && far_ice);
  if (near_ice && far_ice) {
    /* The default address leads nowhere: only what ICE finds does. */
    fixture->near_plan.rtp_port = fixture->near_plan.rtcp_port = 9;
    fixture->far_plan.rtp_port = fixture->far_plan.rtcp_port = 9;
  }
  g_assert_true (whin_media_session_apply (fixture->far, &fixture->far_plan, &error));
  g_assert_true (whin_media_session_apply (fixture->near, &fixture->near_plan, &error));
  whin_test_until (measure (fixture, "far.raw", NEAR_HZ) > SHARE);
  whin_test_until (measure (fixture, "near.raw", FAR_HZ) > SHARE);
}

static void
test_both (Fixture *fixture, gconstpointer data)
{
  talk (fixture, TRUE, TRUE, FALSE);
}

static void
test_dtls (Fixture *fixture, gconstpointer data)
{
  talk (fixture, TRUE, TRUE, TRUE);
}

static void
test_caller_alone (Fixture *fixture, gconstpointer data)
{
  talk (fixture, TRUE, FALSE, FALSE);
}

static void
test_called_alone (Fixture *fixture, gconstpointer data)
{
  talk (fixture, FALSE, TRUE, FALSE);
}

static void
count (gpointer data)
{
  ++*(guint *)data;
}

/* The address that the server saw is the one to be called at. */
static void
test_stun (void)
{
  WhinTestStun *server = whin_test_stun_new ("203.0.113.7", 4242);
  g_autoptr (GError) error = NULL;
  guint ready = 0, port;
  g_autoptr (WhinIce) ice = whin_ice_new (
      ADDRESS, ADDRESS, (guint16)whin_test_stun_get_port (server), TRUE, count, &ready, &error);
  g_autofree char *address = NULL;
  g_autofree char *attributes = NULL;

  g_assert_no_error (error);
  whin_test_until (ready == 1);
  g_assert_true (whin_ice_is_ready (ice));
  address = whin_ice_dup_address (ice, WHIN_ICE_RTP, &port);
  g_assert_cmpstr (address, ==, "203.0.113.7");
  g_assert_cmpuint (port, ==, 4242);
  attributes = whin_ice_dup_attributes (ice);
  g_assert_nonnull (strstr (attributes, "203.0.113.7 4242 typ srflx"));
  g_assert_nonnull (strstr (attributes, "typ host"));
  whin_test_stun_free (server);
}

/* Nobody answers: the call goes on with what is known, soon enough. */
static void
test_silent_server (void)
{
  g_autoptr (GError) error = NULL;
  guint ready = 0, port;
  gint64 began = g_get_monotonic_time ();
  g_autoptr (WhinIce) ice = whin_ice_new (ADDRESS, ADDRESS, 9, TRUE, count, &ready, &error);
  g_autofree char *address = NULL;

  g_assert_no_error (error);
  g_assert_false (whin_ice_is_ready (ice));
  whin_test_until (ready == 1);
  g_assert_cmpint (g_get_monotonic_time () - began, <,
                   10 * (gint64)WHIN_ICE_GATHER_MS * G_TIME_SPAN_MILLISECOND);
  address = whin_ice_dup_address (ice, WHIN_ICE_RTP, &port);
  g_assert_cmpstr (address, ==, ADDRESS);
  g_assert_cmpuint (port, !=, 0);
  whin_test_run_for (100);
  g_assert_cmpuint (ready, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (whin_media_pipeline_init (NULL));
#define ADD(path, test) g_test_add ("/phone/ice/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("both", test_both);
  ADD ("dtls", test_dtls);
  ADD ("caller-alone", test_caller_alone);
  ADD ("called-alone", test_called_alone);
  g_test_add_func ("/phone/ice/stun", test_stun);
  g_test_add_func ("/phone/ice/silent-server", test_silent_server);
  return g_test_run ();
}
