/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/media/whin-media-session.h"

#include "core/phone/media/whin-machine-devices.h"
#include "core/phone/media/whin-media-pipeline.h"
#include "core/testing/phone/whin-test-devices.h"
#include "core/testing/phone/whin-test-media.h"
#include "core/testing/whin-test-loop.h"
#include "core/testing/whin-test-socket.h"

#include <gst/gst.h>

#include <string.h>

#define NEAR_HZ 440
#define FAR_HZ 1000
#define LISTEN_MS 1000
#define SHARE 0.9
#define HIDDEN 0.05
#define LOSS_PERCENT 5
#define PACKET_MS 20
#define LOSS_MS 4000 /* what is listened to with losses */
#define CNAME "@host-"

static void
expect_both (WhinTestMedia *media)
{
  whin_test_until (whin_test_media_measure (media, "far-1", NEAR_HZ, LISTEN_MS) > SHARE &&
                   whin_test_media_count_ms (media, "far-1") > LISTEN_MS);
  whin_test_until (whin_test_media_measure (media, "near-1", FAR_HZ, LISTEN_MS) > SHARE &&
                   whin_test_media_count_ms (media, "near-1") > LISTEN_MS);
}

/* What anybody on the way could hear. */
static void
test_wire (gconstpointer data)
{
  int suite = GPOINTER_TO_INT (data);
  WhinTestMedia *media = whin_test_media_new (NULL, WHIN_CODEC_PCMU, NEAR_HZ, FAR_HZ);
  double near_share, far_share;

  if (suite >= 0)
    whin_test_media_encrypt (media, (WhinSrtpSuite)suite);
  whin_test_media_apply (media);
  expect_both (media);
  whin_test_wire_clear (media->wire);
  whin_test_until (whin_test_wire_count (media->wire, WHIN_TEST_NEAR) >= 50 &&
                   whin_test_wire_count (media->wire, WHIN_TEST_FAR) >= 50);
  near_share = whin_test_wire_measure (media->wire, WHIN_TEST_NEAR, NEAR_HZ);
  far_share = whin_test_wire_measure (media->wire, WHIN_TEST_FAR, FAR_HZ);
  g_test_message ("share of the tone on the wire: %.4f, %.4f", near_share, far_share);
  if (suite < 0) {
    g_assert_cmpfloat (near_share, >, SHARE);
    g_assert_cmpfloat (far_share, >, SHARE);
  } else {
    g_assert_cmpfloat (near_share, <, HIDDEN);
    g_assert_cmpfloat (far_share, <, HIDDEN);
  }
  whin_test_media_free (media);
}

/* RTCP names the sender; encrypted, nobody reads it. */
static void
test_reports (gconstpointer data)
{
  gboolean is_encrypted = GPOINTER_TO_INT (data);
  WhinTestMedia *media = whin_test_media_new (NULL, WHIN_CODEC_PCMU, NEAR_HZ, FAR_HZ);

  if (is_encrypted)
    whin_test_media_encrypt (media, WHIN_SUITE_AES_CM_128_HMAC_SHA1_80);
  whin_test_media_apply (media);
  whin_test_until (whin_test_wire_count_reports (media->wire, WHIN_TEST_NEAR) >= 2);
  g_assert_cmpint (whin_test_wire_has_text (media->wire, WHIN_TEST_NEAR, CNAME), ==, !is_encrypted);
  whin_test_until (media->near_figures.round_trip_ms >= 0);
  whin_test_media_free (media);
}

/* With another key nothing is heard, rather than noise. */
static void
test_wrong_key (void)
{
  WhinTestMedia *media = whin_test_media_new (NULL, WHIN_CODEC_PCMU, NEAR_HZ, FAR_HZ);

  whin_test_media_encrypt (media, WHIN_SUITE_AES_CM_128_HMAC_SHA1_80);
  media->far_plan.receive_key[0] ^= 1;
  whin_test_media_apply (media);
  whin_test_until (whin_test_media_measure (media, "near-1", FAR_HZ, LISTEN_MS) > SHARE &&
                   whin_test_media_count_ms (media, "near-1") > LISTEN_MS);
  g_assert_cmpuint (whin_test_media_count_ms (media, "far-1"), ==, 0);
  whin_test_until (media->far_quality == WHIN_CALL_QUALITY_LOST);
  g_assert_cmpuint (media->near_quality, !=, WHIN_CALL_QUALITY_LOST);
  whin_test_media_free (media);
}

/* Muted from the first packet on, also where the audio begins anew. */
static void
test_muted (void)
{
  WhinTestMedia *media = whin_test_media_new (NULL, WHIN_CODEC_PCMU, NEAR_HZ, FAR_HZ);

  whin_media_session_set_muted (media->near, TRUE);
  for (guint round = 0; round < 5; round++) {
    media->near_plan.receive_dtmf = round % 2 == 0 ? 101 : 102;
    whin_test_wire_clear (media->wire);
    whin_test_media_apply (media);
    whin_test_until (whin_test_wire_count (media->wire, WHIN_TEST_NEAR) >= 3);
    g_assert_cmpfloat (whin_test_wire_measure (media->wire, WHIN_TEST_NEAR, NEAR_HZ), <, HIDDEN);
  }
  whin_media_session_set_muted (media->near, FALSE);
  whin_test_until (whin_test_wire_measure (media->wire, WHIN_TEST_NEAR, NEAR_HZ) > SHARE);
  whin_test_media_free (media);
}

/* The keys are agreed on over the wire, and still nobody on it hears or reads a thing; losses delay
 * that only. */
static void
test_dtls (gconstpointer data)
{
  WhinTestMedia *media = whin_test_media_new (NULL, WHIN_CODEC_PCMU, NEAR_HZ, FAR_HZ);

  whin_test_media_encrypt_by_dtls (media);
  media->near_plan.has_rtcp_mux = media->far_plan.has_rtcp_mux = GPOINTER_TO_INT (data);
  whin_test_media_apply (media);
  whin_test_until (media->near_proved == TRUE && media->far_proved == TRUE);
  expect_both (media);
  g_assert_cmpfloat (whin_test_wire_measure (media->wire, WHIN_TEST_NEAR, NEAR_HZ), <, HIDDEN);
  g_assert_cmpfloat (whin_test_wire_measure (media->wire, WHIN_TEST_FAR, FAR_HZ), <, HIDDEN);
  if (GPOINTER_TO_INT (data))
    whin_test_until (media->near_figures.round_trip_ms >= 0);
  /* RTCP shares the port, in cipher. */
  g_assert_false (whin_test_wire_has_text (media->wire, WHIN_TEST_NEAR, CNAME));
  g_assert_false (whin_test_wire_has_text (media->wire, WHIN_TEST_FAR, CNAME));
  whin_test_media_free (media);
}

/* Somebody else answers the handshake: nothing is said to them, nothing of theirs is heard. */
static void
test_dtls_stranger (void)
{
  WhinTestMedia *media = whin_test_media_new (NULL, WHIN_CODEC_PCMU, NEAR_HZ, FAR_HZ);

  whin_test_media_encrypt_by_dtls (media);
  media->near_plan.fingerprint.bytes[0] ^= 1;
  whin_test_media_apply (media);
  whin_test_until (media->near_proved == FALSE);
  whin_test_until (media->near_quality == WHIN_CALL_QUALITY_LOST ||
                   whin_test_wire_count (media->wire, WHIN_TEST_FAR) > 100);
  g_assert_cmpuint (whin_test_media_count_ms (media, "near-1"), ==, 0);
  g_assert_cmpuint (whin_test_media_count_ms (media, "far-1"), ==, 0);
  whin_test_media_free (media);
}

/* One side only listens: it sends nothing, hears all, and the other is told the truth. */
static void
test_one_way (void)
{
  WhinTestMedia *media = whin_test_media_new (NULL, WHIN_CODEC_PCMU, NEAR_HZ, FAR_HZ);

  media->near_plan.sends = FALSE;
  whin_test_media_apply (media);
  whin_test_until (whin_test_media_measure (media, "near-1", FAR_HZ, LISTEN_MS) > SHARE &&
                   whin_test_media_count_ms (media, "near-1") > LISTEN_MS);
  g_assert_cmpuint (whin_test_wire_count (media->wire, WHIN_TEST_NEAR), ==, 0);
  whin_test_until (media->near_quality == WHIN_CALL_QUALITY_GOOD);
  /* The far side thinks that it should hear something, and then knows that it need not. */
  whin_test_until (media->far_quality == WHIN_CALL_QUALITY_LOST);
  g_assert_cmpfloat (media->far_figures.loss, ==, 1);
  media->far_plan.receives = FALSE;
  whin_test_media_apply (media);
  whin_test_until (media->far_quality != WHIN_CALL_QUALITY_LOST);
  media->near_plan.sends = media->far_plan.receives = TRUE;
  whin_test_media_apply (media);
  whin_test_until (whin_test_media_measure (media, "far-1", NEAR_HZ, LISTEN_MS) > SHARE);
  whin_test_media_free (media);
}

/* The network swallows one direction: both sides say so. */
static void
test_swallowed (void)
{
  WhinTestMedia *media = whin_test_media_new (NULL, WHIN_CODEC_PCMU, NEAR_HZ, FAR_HZ);

  whin_test_media_apply (media);
  expect_both (media);
  whin_test_until (media->near_quality == WHIN_CALL_QUALITY_GOOD &&
                   media->far_quality == WHIN_CALL_QUALITY_GOOD);
  whin_test_wire_lose (media->wire, WHIN_TEST_NEAR, 100);
  whin_test_until (media->far_quality == WHIN_CALL_QUALITY_LOST);
  whin_test_until (media->near_quality == WHIN_CALL_QUALITY_POOR);
  g_assert_cmpfloat (media->near_figures.remote_loss, ==, 1);
  whin_test_wire_lose (media->wire, WHIN_TEST_NEAR, 0);
  whin_test_until (media->far_quality == WHIN_CALL_QUALITY_GOOD ||
                   media->far_quality == WHIN_CALL_QUALITY_FAIR);
  whin_test_media_free (media);
}

/* One packet in twenty is lost: what is heard is the tone all the same, and the loss is told. */
static void
test_loss (gconstpointer data)
{
  WhinTestMedia *media =
      whin_test_media_new (NULL, (WhinCodecId)GPOINTER_TO_UINT (data), NEAR_HZ, FAR_HZ);
  double worst = 1, filled;
  guint begin, sent;

  whin_test_media_apply (media);
  expect_both (media);
  whin_test_wire_lose (media->wire, WHIN_TEST_NEAR, LOSS_PERCENT);
  begin = whin_test_media_count_ms (media, "far-1");
  whin_test_wire_clear (media->wire);
  while (whin_test_media_count_ms (media, "far-1") < begin + LOSS_MS) {
    guint next = whin_test_media_count_ms (media, "far-1") + LISTEN_MS;

    whin_test_until (whin_test_media_count_ms (media, "far-1") >= next);
    worst = MIN (worst, whin_test_media_measure (media, "far-1", NEAR_HZ, LISTEN_MS));
  }
  sent = whin_test_wire_count (media->wire, WHIN_TEST_NEAR) * PACKET_MS;
  filled = (whin_test_media_count_ms (media, "far-1") - begin) / (double)sent;
  g_test_message ("%.3f of what was sent is heard, worst share of the tone in a second %.3f, loss "
                  "told %.3f, quality %u",
                  filled, worst, media->far_figures.loss, media->far_quality);
  g_assert_cmpfloat (filled, >, 0.98);
  g_assert_cmpfloat (worst, >, SHARE);
  g_assert_cmpfloat (media->far_figures.loss, >, 0.01);
  g_assert_cmpfloat (media->far_figures.loss, <, 0.12);
  g_assert_cmpuint (media->far_quality, >=, WHIN_CALL_QUALITY_FAIR);
  g_assert_cmpuint (media->far_quality, <, WHIN_CALL_QUALITY_LOST);
  g_assert_cmpfloat (whin_test_media_measure (media, "near-1", FAR_HZ, LISTEN_MS), >, SHARE);
  whin_test_media_free (media);
}

/* Somebody who is not in the call, at another address of this machine. */
typedef struct {
  GSocket *socket;
  GSocketAddress *target;
  guint16 sequence;
} Stranger;

static void
stranger_open (Stranger *self, const char *address, WhinMediaSession *victim)
{
  self->socket = whin_test_socket_new (address, NULL);
  self->target =
      g_inet_socket_address_new_from_string ("127.0.0.1", whin_media_session_get_rtp_port (victim));
  self->sequence = 0;
}

static void
stranger_close (Stranger *self)
{
  g_object_unref (self->socket);
  g_object_unref (self->target);
}

/* RFC 3550, section 5.1. */
static void
stranger_say (Stranger *self, guint8 payload_type, guint32 timestamp, const void *text, gsize size)
{
  guint8 packet[12 + 160] = {0x80, payload_type, 0, 0, 0, 0, 0, 0, 0xde, 0xad, 0xbe, 0xef};

  g_assert_cmpuint (size, <=, 160);
  GST_WRITE_UINT16_BE (packet + 2, self->sequence++);
  GST_WRITE_UINT32_BE (packet + 4, timestamp);
  memcpy (packet + 12, text, size);
  g_assert_cmpint (
      g_socket_send_to (self->socket, self->target, (const char *)packet, 12 + size, NULL, NULL),
      ==, (gssize)(12 + size));
  whin_test_run_for (PACKET_MS);
}

static void
on_digit (WhinMediaSession *session, const char *digit, gpointer data)
{
  g_string_append (data, digit);
}

/* The call is heard again, or still, for longer than anything buffers. */
static void
expect_to_go_on (WhinTestMedia *media)
{
  guint begin = whin_test_media_count_ms (media, "near-1");

  whin_test_until (whin_test_media_count_ms (media, "near-1") > begin + 2 * LISTEN_MS &&
                   whin_test_media_measure (media, "near-1", FAR_HZ, LISTEN_MS) > SHARE);
}

/* Sound and keys from elsewhere: the call does not notice. From the other side's own address they
 * count, and when they end, the call goes on. */
static void
test_stranger (gconstpointer data)
{
  static const guint8 key[] = {7, 0x8a, 0x03, 0xc0}; /* RFC 4733: its end, 120 ms */
  const char *address = data;
  gboolean is_strange = strcmp (address, "127.0.0.1") != 0;
  WhinTestMedia *media = whin_test_media_new (NULL, WHIN_CODEC_PCMU, NEAR_HZ, FAR_HZ);
  g_autoptr (GString) digits = g_string_new (NULL);
  guint8 silence[160];
  Stranger stranger;
  double worst = 1;

  memset (silence, 0xff, sizeof silence);
  g_signal_connect (media->near, "dtmf", G_CALLBACK (on_digit), digits);
  whin_test_media_apply (media);
  expect_both (media);
  stranger_open (&stranger, address, media->near);
  for (guint i = 0; i < 10; i++) {
    stranger_say (&stranger, 0, i * 160, silence, sizeof silence);
    worst = MIN (worst, whin_test_media_measure (media, "near-1", FAR_HZ, LISTEN_MS));
  }
  for (guint i = 0; i < 5; i++)
    stranger_say (&stranger, 101, 10 * 160, key, sizeof key);
  expect_to_go_on (media);
  g_test_message ("digits '%s', worst share of the tone %.2f", digits->str, worst);
  g_assert_cmpstr (digits->str, ==, is_strange ? "" : "7");
  stranger_close (&stranger);
  whin_test_media_free (media);
}

/* Somebody else is the first to shake hands: the phone waits for the other side. */
static void
test_dtls_intruder (void)
{
  WhinTestMedia *media = whin_test_media_new (NULL, WHIN_CODEC_PCMU, NEAR_HZ, FAR_HZ);
  g_autoptr (WhinAudioRoute) route = whin_audio_route_new_described (
      "audiotestsrc is-live=true ! capsfilter caps=audio/x-raw,rate=48000,channels=1",
      "fakesink async=false");
  g_autoptr (WhinMediaSession) intruder = whin_media_session_new (route, "127.0.0.9", NULL);
  WhinMediaPlan plan;

  whin_test_media_encrypt_by_dtls (media);
  media->near_plan.is_dtls_client = FALSE;
  media->far_plan.is_dtls_client = TRUE;
  plan = media->far_plan;
  plan.rtp_port = whin_media_session_get_rtp_port (media->near);
  plan.rtcp_port = whin_media_session_get_rtcp_port (media->near);
  g_assert_true (whin_media_session_apply (media->near, &media->near_plan, NULL));
  g_assert_true (whin_media_session_apply (intruder, &plan, NULL));
  whin_test_run_for (LISTEN_MS);
  g_assert_cmpint (media->near_proved, ==, -1);
  g_assert_true (whin_media_session_apply (media->far, &media->far_plan, NULL));
  whin_test_until (media->near_proved == TRUE && media->far_proved == TRUE);
  expect_both (media);
  whin_media_session_close (intruder);
  whin_test_media_free (media);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (whin_media_pipeline_init (NULL));
  g_test_add_data_func ("/phone/media/wire/plain", GINT_TO_POINTER (-1), test_wire);
  g_test_add_data_func ("/phone/media/wire/80",
                        GINT_TO_POINTER (WHIN_SUITE_AES_CM_128_HMAC_SHA1_80), test_wire);
  g_test_add_data_func ("/phone/media/wire/32",
                        GINT_TO_POINTER (WHIN_SUITE_AES_CM_128_HMAC_SHA1_32), test_wire);
  g_test_add_data_func ("/phone/media/reports/plain", GINT_TO_POINTER (FALSE), test_reports);
  g_test_add_data_func ("/phone/media/reports/encrypted", GINT_TO_POINTER (TRUE), test_reports);
  g_test_add_data_func ("/phone/media/dtls/mux", GINT_TO_POINTER (TRUE), test_dtls);
  g_test_add_data_func ("/phone/media/dtls/alone", GINT_TO_POINTER (FALSE), test_dtls);
  g_test_add_func ("/phone/media/dtls/stranger", test_dtls_stranger);
  g_test_add_func ("/phone/media/dtls/intruder", test_dtls_intruder);
  g_test_add_data_func ("/phone/media/stranger/elsewhere", "127.0.0.9", test_stranger);
  g_test_add_data_func ("/phone/media/stranger/same-address", "127.0.0.1", test_stranger);
  g_test_add_func ("/phone/media/wrong-key", test_wrong_key);
  g_test_add_func ("/phone/media/muted", test_muted);
  g_test_add_func ("/phone/media/one-way", test_one_way);
  g_test_add_func ("/phone/media/swallowed", test_swallowed);
  for (guint codec = 0; codec < WHIN_N_CODECS; codec++) {
    g_autofree char *path =
        g_strdup_printf ("/phone/media/loss/%s", whin_codec_get (codec)->encoding);

    g_test_add_data_func (path, GUINT_TO_POINTER (codec), test_loss);
  }
  return g_test_run ();
}
