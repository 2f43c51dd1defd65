/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/sip/whin-sdp.h"

#include "core/phone/sip/whin-sdp-exchange.h"
#include "core/phone/whin-phone-error.h"

#include <string.h>

#define SHORT_FINGERPRINT "4A:AD:B9:B1:3F:82:18:3B:54:02:12:DF:3E:5D:49:6B:19:E5:7C:AB"
#define FINGERPRINT "sha-256 " SHORT_FINGERPRINT ":12:DF:3E:5D:49:6B:19:E5:7C:AB:4A:AD"
#define KEY "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwd" /* 30 bytes: 0, 1, 2, … */
#define HEAD "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\n"

static gboolean
read_text (const char *text, WhinSdp *sdp)
{
  return whin_sdp_read (text, strlen (text), sdp);
}

static void
test_read (void)
{
  WhinSdp sdp;

  g_assert_true (read_text (HEAD
                            "a=recvonly\r\n"
                            "m=video 5000 RTP/AVP 96\r\nc=IN IP4 192.0.2.9\r\n"
                            "m=audio 4000/2 RTP/SAVP 107 0 101 200\r\n"
                            "a=rtpmap:107 opus/48000/2\r\na=rtpmap:101 telephone-event/8000\r\n"
                            "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" KEY "|2^20\r\n"
                            "a=crypto:2 AES_CM_128_HMAC_SHA1_32 inline:" KEY "|2^20|1:4\r\n"
                            "a=crypto:3 AES_CM_256_HMAC_SHA1_80 inline:" KEY "\r\n"
                            "a=crypto:4 AES_CM_128_HMAC_SHA1_80 inline:short\r\n"
                            "a=crypto:5 AES_CM_128_HMAC_SHA1_32 inline:" KEY " UNENCRYPTED_SRTP\r\n"
                            "a=rtcp:4007 IN IP4 192.0.2.1\r\n",
                            &sdp));
  g_assert_cmpuint (sdp.n_media, ==, 2);
  g_assert_cmpuint (sdp.audio, ==, 1);
  g_assert_cmpstr (sdp.address, ==, "192.0.2.1");
  g_assert_cmpuint (sdp.port, ==, 4000);
  g_assert_cmpuint (sdp.rtcp_port, ==, 4007);
  g_assert_true (sdp.is_secure);
  g_assert_cmpint (sdp.direction, ==, WHIN_SDP_RECVONLY);
  g_assert_cmpuint (sdp.n_formats, ==, 3);
  g_assert_cmpstr (sdp.formats[0].encoding, ==, "opus");
  g_assert_cmpuint (sdp.formats[0].clock_rate, ==, 48000);
  g_assert_cmpstr (sdp.formats[1].encoding, ==, "PCMU"); /* without rtpmap */
  g_assert_cmpuint (sdp.n_cryptos, ==, 1);
  g_assert_cmpuint (sdp.cryptos[0].tag, ==, 1);
  g_assert_cmpuint (sdp.cryptos[0].key[29], ==, 29);
}

static void
test_refused (void)
{
  static const char *const texts[] = {
      "",
      "v=0",
      "hello",
      "v=1\r\nm=audio 1 RTP/AVP 0\r\n",
      HEAD "m=audio\r\n",
      HEAD "m=audio x RTP/AVP 0\r\n",
      HEAD "m=audio 99999 RTP/AVP 0\r\n",
      HEAD "m=audio -1 RTP/AVP 0\r\n",
      HEAD "m=audio 4000 RTP/AVP\r\n",
      HEAD "mm\r\n",
  };
  g_autofree char *large = g_strnfill (WHIN_SDP_MAX_BYTES + 1, '\n');
  g_autoptr (GString) media = g_string_new (HEAD);
  WhinSdp sdp;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_test_message ("%s", texts[i]);
    g_assert_true (!read_text (texts[i], &sdp) || sdp.audio == sdp.n_media);
  }
  g_assert_false (read_text (large, &sdp));
  g_assert_false (whin_sdp_read ("v=0\n\0\n", 6, &sdp));
  for (guint i = 0; i <= WHIN_SDP_MAX_MEDIA; i++)
    g_string_append (media, "m=audio 4000 RTP/AVP 0\r\n");
  g_assert_false (read_text (media->str, &sdp));
}

static void
test_many_formats (void)
{
  g_autoptr (GString) text = g_string_new (HEAD "m=audio 4000 RTP/AVP");
  WhinSdp sdp;

  for (guint i = 0; i < 128; i++)
    g_string_append_printf (text, " %u", i);
  g_string_append (text, "\r\n");
  g_assert_true (read_text (text->str, &sdp));
  g_assert_cmpuint (sdp.n_formats, ==, WHIN_SDP_MAX_FORMATS);
}

static WhinSdpExchange *
make_exchange (WhinSrtpPolicy sdes)
{
  const WhinCodec *codecs[WHIN_N_CODECS];
  guint count = whin_codec_order (NULL, 0, codecs);

  return whin_sdp_exchange_new ("192.0.2.7", 4000, 4001, codecs, count, sdes);
}

/* Which policies meet, and what comes of it. */
static void
test_encryption (void)
{
  static const struct {
    WhinSrtpPolicy outgoing;
    WhinSrtpPolicy incoming;
    gboolean is_call;
    gboolean is_encrypted;
  } cases[] = {
      {WHIN_SRTP_OFF, WHIN_SRTP_OFF, TRUE, FALSE},
      {WHIN_SRTP_OFF, WHIN_SRTP_ENABLED, TRUE, FALSE},
      {WHIN_SRTP_OFF, WHIN_SRTP_REQUIRED, FALSE, FALSE},
      {WHIN_SRTP_ENABLED, WHIN_SRTP_OFF, TRUE, FALSE},
      {WHIN_SRTP_ENABLED, WHIN_SRTP_ENABLED, TRUE, TRUE},
      {WHIN_SRTP_ENABLED, WHIN_SRTP_REQUIRED, TRUE, TRUE},
      {WHIN_SRTP_REQUIRED, WHIN_SRTP_OFF, FALSE, FALSE},
      {WHIN_SRTP_REQUIRED, WHIN_SRTP_ENABLED, TRUE, TRUE},
      {WHIN_SRTP_REQUIRED, WHIN_SRTP_REQUIRED, TRUE, TRUE},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (WhinSdpExchange) caller = make_exchange (cases[i].outgoing);
    g_autoptr (WhinSdpExchange) called = make_exchange (cases[i].incoming);
    g_autofree char *offer = whin_sdp_exchange_make_offer (caller);
    WhinMediaPlan called_plan, caller_plan;
    g_autoptr (GError) error = NULL;
    g_autofree char *answer =
        whin_sdp_exchange_take_offer (called, offer, strlen (offer), &called_plan, &error);

    g_test_message ("case %u", (guint)i);
    g_assert_true ((answer != NULL) == cases[i].is_call);
    if (answer == NULL) {
      g_assert_error (error, WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_MEDIA);
      continue;
    }
    g_assert_true (
        whin_sdp_exchange_take_answer (caller, answer, strlen (answer), &caller_plan, &error));
    g_assert_true (called_plan.is_encrypted == cases[i].is_encrypted);
    g_assert_true (caller_plan.is_encrypted == cases[i].is_encrypted);
    g_assert_true ((strstr (offer, "RTP/SAVP") != NULL) ==
                   (cases[i].outgoing == WHIN_SRTP_REQUIRED));
    if (cases[i].is_encrypted) {
      g_assert_cmpmem (called_plan.send_key, WHIN_SDP_KEY_BYTES, caller_plan.receive_key,
                       WHIN_SDP_KEY_BYTES);
      g_assert_cmpmem (caller_plan.send_key, WHIN_SDP_KEY_BYTES, called_plan.receive_key,
                       WHIN_SDP_KEY_BYTES);
      g_assert_true (memcmp (caller_plan.send_key, caller_plan.receive_key, WHIN_SDP_KEY_BYTES) !=
                     0);
    }
  }
}

static WhinSdpExchange *
make_dtls_exchange (WhinSrtpPolicy dtls, WhinSrtpPolicy sdes)
{
  WhinSdpExchange *exchange = make_exchange (sdes);
  WhinFingerprint fingerprint;

  g_assert_true (whin_fingerprint_read (FINGERPRINT, &fingerprint));
  whin_sdp_exchange_allow_dtls (exchange, dtls, &fingerprint);
  return exchange;
}

/* The policies of DTLS, beside those of SDES. */
static void
test_dtls (void)
{
  static const struct {
    WhinSrtpPolicy outgoing;
    WhinSrtpPolicy outgoing_sdes;
    WhinSrtpPolicy incoming;
    WhinSrtpPolicy incoming_sdes;
    const char *profile;
    gboolean is_call;
    gboolean is_dtls;
    gboolean is_encrypted;
  } cases[] = {
      {2, 0, 1, 0, " UDP/TLS/RTP/SAVP ", TRUE, TRUE, TRUE},
      {2, 2, 2, 2, " UDP/TLS/RTP/SAVP ", TRUE, TRUE, TRUE},
      {1, 1, 1, 1, " RTP/AVP ", TRUE, TRUE, TRUE},
      {1, 1, 0, 1, " RTP/AVP ", TRUE, FALSE, TRUE},
      {1, 0, 0, 0, " RTP/AVP ", TRUE, FALSE, FALSE},
      {1, 2, 1, 1, " RTP/SAVP ", TRUE, FALSE, TRUE},
      {1, 0, 0, 2, " RTP/AVP ", FALSE, FALSE, FALSE},
      {2, 0, 0, 2, " UDP/TLS/RTP/SAVP ", FALSE, FALSE, FALSE},
      {0, 1, 2, 1, " RTP/AVP ", FALSE, FALSE, FALSE},
      {0, 0, 1, 1, " RTP/AVP ", TRUE, FALSE, FALSE},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (WhinSdpExchange) caller =
        make_dtls_exchange (cases[i].outgoing, cases[i].outgoing_sdes);
    g_autoptr (WhinSdpExchange) called =
        make_dtls_exchange (cases[i].incoming, cases[i].incoming_sdes);
    g_autofree char *offer = whin_sdp_exchange_make_offer (caller);
    WhinMediaPlan called_plan, caller_plan;
    g_autofree char *answer =
        whin_sdp_exchange_take_offer (called, offer, strlen (offer), &called_plan, NULL);

    g_test_message ("case %u", (guint)i);
    g_assert_nonnull (strstr (offer, cases[i].profile));
    g_assert_true ((answer != NULL) == cases[i].is_call);
    if (answer == NULL)
      continue;
    g_assert_true (
        whin_sdp_exchange_take_answer (caller, answer, strlen (answer), &caller_plan, NULL));
    g_assert_true (called_plan.is_dtls == cases[i].is_dtls);
    g_assert_true (caller_plan.is_dtls == cases[i].is_dtls);
    g_assert_true (called_plan.is_encrypted == cases[i].is_encrypted);
    g_assert_true (caller_plan.is_encrypted == cases[i].is_encrypted);
    if (cases[i].is_dtls) {
      g_assert_true (called_plan.is_dtls_client != caller_plan.is_dtls_client);
      g_assert_true (called_plan.has_rtcp_mux && caller_plan.has_rtcp_mux);
      g_assert_null (strstr (answer, "crypto"));
    }
  }
}

/* A call that began with DTLS never goes on without it, nor with the handshake's sides changed. */
static void
test_dtls_stays (void)
{
  static const char active[] = HEAD "a=fingerprint:" FINGERPRINT "\r\na=setup:active\r\n"
                                    "m=audio 5000 UDP/TLS/RTP/SAVPF 0\r\n";
  static const char actpass[] = HEAD "m=audio 5000 UDP/TLS/RTP/SAVPF 0\r\n"
                                     "a=setup:actpass\r\na=fingerprint:" FINGERPRINT "\r\n";
  static const char plain[] = HEAD "m=audio 5000 RTP/AVP 0\r\n";
  static const char keys[] = HEAD "m=audio 5000 RTP/SAVP 0\r\n"
                                  "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" KEY "\r\n";
  static const char old[] = HEAD "m=audio 5000 UDP/TLS/RTP/SAVP 0\r\na=setup:active\r\n"
                                 "a=fingerprint:sha-1 " SHORT_FINGERPRINT "\r\n";
  g_autoptr (WhinSdpExchange) called = make_dtls_exchange (WHIN_SRTP_ENABLED, WHIN_SRTP_ENABLED);
  WhinMediaPlan plan;
  g_autofree char *answer = NULL;
  g_autofree char *again = NULL;
  g_autofree char *offer = NULL;

  g_assert_null (whin_sdp_exchange_take_offer (called, old, strlen (old), &plan, NULL));
  answer = whin_sdp_exchange_take_offer (called, active, strlen (active), &plan, NULL);
  g_assert_nonnull (answer);
  g_assert_nonnull (strstr (answer, "UDP/TLS/RTP/SAVPF"));
  g_assert_nonnull (strstr (answer, "a=setup:passive"));
  g_assert_null (strstr (answer, "rtcp-mux"));
  g_assert_false (plan.is_dtls_client);
  g_assert_null (whin_sdp_exchange_take_offer (called, plain, strlen (plain), &plan, NULL));
  g_assert_null (whin_sdp_exchange_take_offer (called, keys, strlen (keys), &plan, NULL));
  again = whin_sdp_exchange_take_offer (called, actpass, strlen (actpass), &plan, NULL);
  g_assert_nonnull (again);
  g_assert_nonnull (strstr (again, "a=setup:passive"));
  offer = whin_sdp_exchange_make_offer (called);
  g_assert_nonnull (strstr (offer, "UDP/TLS/RTP/SAVP "));
  g_assert_null (strstr (offer, "crypto"));
  g_assert_false (whin_sdp_exchange_take_answer (called, keys, strlen (keys), &plan, NULL));
}

static void
test_fingerprint (void)
{
  static const char *const wrong[] = {
      "",
      "sha-256",
      "sha-256 ",
      "sha-256 " SHORT_FINGERPRINT,
      "sha-1 " SHORT_FINGERPRINT,
      "md5 00:11",
      FINGERPRINT ":00",
      FINGERPRINT " ",
  };
  WhinFingerprint read, again;
  g_autofree char *text = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_assert_false (whin_fingerprint_read (wrong[i], &read));
    g_assert_cmpuint (read.length, ==, 0);
  }
  g_assert_true (whin_fingerprint_read (FINGERPRINT, &read));
  text = whin_fingerprint_dup_text (&read);
  g_assert_cmpstr (text, ==, FINGERPRINT);
  g_assert_true (whin_fingerprint_read (text, &again));
  g_assert_true (whin_fingerprint_equal (&read, &again));
  again.bytes[31] ^= 1;
  g_assert_false (whin_fingerprint_equal (&read, &again));
  g_assert_false (whin_fingerprint_of_pem ("no certificate", G_CHECKSUM_SHA256, &read));
  g_assert_false (whin_fingerprint_equal (&read, &read));
}

#define CANDIDATE "1 1 UDP 2015363327 192.0.2.9 5000 typ host"

/* ICE counts where both know it; what is too much or too long of it is left out. */
static void
test_ice (void)
{
  static const char theirs[] =
      HEAD "a=ice-lite\r\nm=audio 5000 RTP/AVP 0\r\na=ice-ufrag:abcd\r\n"
           "a=ice-pwd:0123456789012345678901\r\na=candidate:" CANDIDATE "\r\n";
  g_autoptr (WhinSdpExchange) with = make_exchange (WHIN_SRTP_OFF);
  g_autoptr (WhinSdpExchange) without = make_exchange (WHIN_SRTP_OFF);
  g_autoptr (GString) many = g_string_new (theirs);
  g_autofree char *long_line = g_strnfill (300, 'x');
  g_autofree char *answer = NULL;
  g_autofree char *plain_answer = NULL;
  g_autofree char *offer = NULL;
  WhinMediaPlan plan;
  WhinSdp sdp;

  whin_sdp_exchange_set_address (with, "203.0.113.7", 6000, 6100, "a=ice-ufrag:ours\r\n");
  answer = whin_sdp_exchange_take_offer (with, theirs, strlen (theirs), &plan, NULL);
  g_assert_cmpuint (plan.ice.n_candidates, ==, 1);
  g_assert_cmpstr (plan.ice.name, ==, "abcd");
  g_assert_cmpstr (plan.ice.candidates[0], ==, CANDIDATE);
  g_assert_true (plan.ice.is_lite);
  g_assert_nonnull (strstr (answer, "a=ice-ufrag:ours"));
  g_assert_nonnull (strstr (answer, "c=IN IP4 203.0.113.7"));
  g_assert_nonnull (strstr (answer, "m=audio 6000 "));
  g_assert_nonnull (strstr (answer, "a=rtcp:6100"));
  plain_answer = whin_sdp_exchange_take_offer (without, theirs, strlen (theirs), &plan, NULL);
  g_assert_cmpuint (plan.ice.n_candidates, ==, 0);
  g_assert_null (strstr (plain_answer, "ice"));
  offer = whin_sdp_exchange_make_offer (with);
  g_assert_nonnull (strstr (offer, "a=ice-ufrag:ours"));
  for (guint i = 0; i < 2 * WHIN_ICE_MAX_CANDIDATES; i++)
    g_string_append (many, "a=candidate:" CANDIDATE "\r\n");
  g_assert_true (read_text (many->str, &sdp));
  g_assert_cmpuint (sdp.ice.n_candidates, ==, WHIN_ICE_MAX_CANDIDATES);
  g_string_assign (many, theirs);
  g_string_append_printf (many, "a=candidate:%s\r\n", long_line);
  g_assert_true (read_text (many->str, &sdp));
  g_assert_cmpuint (sdp.ice.n_candidates, ==, 1);
  /* Without a name or a password it is none. */
  g_string_assign (many, HEAD "m=audio 5000 RTP/AVP 0\r\na=candidate:" CANDIDATE "\r\n");
  g_assert_true (read_text (many->str, &sdp));
  g_assert_cmpuint (sdp.ice.n_candidates, ==, 0);
}

/* Keys that nobody offered are ignored; keys with another tag or suite than offered are no keys. */
static void
test_unasked_keys (void)
{
  static const char answer[] = HEAD "m=audio 5000 RTP/AVP 0\r\n"
                                    "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" KEY "\r\n";
  static const char wrong_tag[] = HEAD "m=audio 5000 RTP/SAVP 0\r\n"
                                       "a=crypto:9 AES_CM_128_HMAC_SHA1_80 inline:" KEY "\r\n";
  g_autoptr (WhinSdpExchange) plain = make_exchange (WHIN_SRTP_OFF);
  g_autoptr (WhinSdpExchange) secure = make_exchange (WHIN_SRTP_REQUIRED);
  g_autofree char *offer = whin_sdp_exchange_make_offer (plain);
  g_autofree char *secure_offer = whin_sdp_exchange_make_offer (secure);
  WhinMediaPlan plan;

  g_assert_null (strstr (offer, "crypto"));
  g_assert_nonnull (strstr (secure_offer, "crypto"));
  g_assert_true (whin_sdp_exchange_take_answer (plain, answer, strlen (answer), &plan, NULL));
  g_assert_false (plan.is_encrypted);
  g_assert_false (
      whin_sdp_exchange_take_answer (secure, wrong_tag, strlen (wrong_tag), &plan, NULL));
  /* Encryption never goes away within a call. */
  {
    static const char good[] = HEAD "m=audio 5000 RTP/SAVP 0\r\n"
                                    "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" KEY "\r\n";
    static const char down[] = HEAD "m=audio 5000 RTP/AVP 0\r\n";

    g_assert_true (whin_sdp_exchange_take_answer (secure, good, strlen (good), &plan, NULL));
    g_assert_null (whin_sdp_exchange_take_offer (secure, down, strlen (down), &plan, NULL));
  }
}

static void
test_hold (void)
{
  static const struct {
    const char *lines;
    gboolean is_remote_held;
    const char *answer;
  } cases[] = {
      {"", FALSE, "a=sendrecv"},
      {"a=sendonly\r\n", TRUE, "a=recvonly"},
      {"a=inactive\r\n", TRUE, "a=inactive"},
      {"a=recvonly\r\n", FALSE, "a=sendonly"},
      {"c=IN IP4 0.0.0.0\r\n", TRUE, "a=sendrecv"},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (WhinSdpExchange) exchange = make_exchange (WHIN_SRTP_OFF);
    g_autofree char *offer = g_strconcat (HEAD "m=audio 5000 RTP/AVP 8\r\n", cases[i].lines, NULL);
    WhinMediaPlan plan;
    g_autofree char *answer =
        whin_sdp_exchange_take_offer (exchange, offer, strlen (offer), &plan, NULL);

    g_assert_nonnull (strstr (answer, cases[i].answer));
    g_assert_true (plan.is_remote_held == cases[i].is_remote_held);
    g_assert_true (plan.sends == !cases[i].is_remote_held);
  }
}

/* Media that aren't ours are refused in their places (RFC 3264, section 6). */
static void
test_other_media (void)
{
  static const char offer[] = HEAD "m=video 5002 RTP/AVP 96\r\nm=audio 5000 RTP/AVP 8 101\r\n"
                                   "a=rtpmap:101 telephone-event/8000\r\n"
                                   "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\n";
  g_autoptr (WhinSdpExchange) exchange = make_exchange (WHIN_SRTP_OFF);
  WhinMediaPlan plan;
  g_autofree char *answer =
      whin_sdp_exchange_take_offer (exchange, offer, strlen (offer), &plan, NULL);

  g_assert_nonnull (strstr (answer, "m=video 0 RTP/AVP 96\r\nm=audio 4000 RTP/AVP 8 101\r\n"));
  g_assert_nonnull (strstr (answer, "m=application 0 UDP/DTLS/SCTP webrtc-datachannel\r\n"));
  g_assert_cmpint (plan.send_dtmf, ==, 101);
}

/* The policy is the call's, whoever of the two offers and in whichever description. */
static void
test_roles (void)
{
  static const char plain[] = HEAD "m=audio 5000 RTP/AVP 0\r\n";
  WhinMediaPlan plan;

  for (guint dtls = 0; dtls < 2; dtls++) {
    for (guint has_offered = 0; has_offered < 2; has_offered++) {
      g_autoptr (WhinSdpExchange) exchange =
          dtls ? make_dtls_exchange (WHIN_SRTP_REQUIRED, WHIN_SRTP_OFF)
               : make_exchange (WHIN_SRTP_REQUIRED);
      g_autofree char *offer = has_offered ? whin_sdp_exchange_make_offer (exchange) : NULL;
      g_autoptr (GError) error = NULL;

      g_assert_true (offer == NULL || strstr (offer, "RTP/SAVP ") != NULL);
      g_assert_null (whin_sdp_exchange_take_offer (exchange, plain, strlen (plain), &plan, &error));
      g_assert_error (error, WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_MEDIA);
      g_assert_false (whin_sdp_exchange_take_answer (exchange, plain, strlen (plain), &plan, NULL));
    }
  }
}

/* Sound goes to one machine of our address family, and never to ourselves. */
static void
test_address (void)
{
  static const struct {
    const char *local;
    const char *connection;
    gboolean is_taken;
    gboolean is_held;
  } cases[] = {
      {"192.0.2.7", "IP4 192.0.2.1", TRUE, FALSE},
      {"192.0.2.7", "IP4 192.0.2.1/127", TRUE, FALSE},
      {"192.0.2.7", "IP4 0.0.0.0", TRUE, TRUE},
      {"192.0.2.7", "IP6 ::", TRUE, TRUE},
      {"2001:db8::7", "IP6 0:0:0:0:0:0:0:0", TRUE, TRUE},
      {"192.0.2.7", "IP6 ::1", FALSE, FALSE},
      {"192.0.2.7", "IP6 2001:db8::1", FALSE, FALSE},
      {"192.0.2.7", "IP4 2001:db8::1", FALSE, FALSE},
      {"2001:db8::7", "IP4 192.0.2.1", FALSE, FALSE},
      {"2001:db8::7", "IP6 2001:db8::1", TRUE, FALSE},
      {"2001:db8::7", "IP6 ::ffff:192.0.2.1", FALSE, FALSE},
      {"2001:db8::7", "IP6 ff02::1", FALSE, FALSE},
      {"2001:db8::7", "IP6 ::1", FALSE, FALSE},
      {"::1", "IP6 ::1", TRUE, FALSE},
      {"192.0.2.7", "IP4 224.0.0.1", FALSE, FALSE},
      {"192.0.2.7", "IP4 255.255.255.255", FALSE, FALSE},
      {"192.0.2.7", "IP4 240.0.0.1", FALSE, FALSE},
      {"192.0.2.7", "IP4 0.0.0.1", FALSE, FALSE},
      {"192.0.2.7", "IP4 127.0.0.1", FALSE, FALSE},
      {"192.0.2.7", "IP4 127.9.9.9", FALSE, FALSE},
      {"127.0.0.1", "IP4 127.0.0.1", TRUE, FALSE},
  };
  const WhinCodec *codecs[WHIN_N_CODECS];
  guint count = whin_codec_order (NULL, 0, codecs);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (WhinSdpExchange) exchange =
        whin_sdp_exchange_new (cases[i].local, 4000, 4001, codecs, count, WHIN_SRTP_OFF);
    g_autofree char *offer =
        g_strdup_printf ("v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN %s\r\nt=0 0\r\n"
                         "m=audio 5000 RTP/AVP 0\r\n",
                         cases[i].connection);
    WhinMediaPlan plan = {0};
    g_autofree char *answer =
        whin_sdp_exchange_take_offer (exchange, offer, strlen (offer), &plan, NULL);

    g_test_message ("%s to %s", cases[i].local, cases[i].connection);
    g_assert_true ((answer != NULL) == cases[i].is_taken);
    if (answer != NULL)
      g_assert_true (plan.is_remote_held == cases[i].is_held &&
                     (*plan.address == '\0') == cases[i].is_held);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/phone/sdp/read", test_read);
  g_test_add_func ("/phone/sdp/refused", test_refused);
  g_test_add_func ("/phone/sdp/many-formats", test_many_formats);
  g_test_add_func ("/phone/sdp/encryption", test_encryption);
  g_test_add_func ("/phone/sdp/dtls", test_dtls);
  g_test_add_func ("/phone/sdp/dtls-stays", test_dtls_stays);
  g_test_add_func ("/phone/sdp/roles", test_roles);
  g_test_add_func ("/phone/sdp/address", test_address);
  g_test_add_func ("/phone/sdp/ice", test_ice);
  g_test_add_func ("/phone/sdp/fingerprint", test_fingerprint);
  g_test_add_func ("/phone/sdp/unasked-keys", test_unasked_keys);
  g_test_add_func ("/phone/sdp/hold", test_hold);
  g_test_add_func ("/phone/sdp/other-media", test_other_media);
  return g_test_run ();
}
