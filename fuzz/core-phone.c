/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/media/whin-rtp-event.h"
#include "core/phone/sip/whin-message-summary.h"
#include "core/phone/sip/whin-sdp-exchange.h"
#include "core/phone/sip/whin-sip-text.h"
#include "core/phone/whin-call-reason.h"
#include "core/phone/whin-line.h"

#include <stdint.h>
#include <string.h>

/* What the phone reads itself of what a peer sends: descriptions of calls, small bodies, names. */

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
check_exchange (const char *text, gsize size, WhinSrtpPolicy policy, WhinSrtpPolicy dtls)
{
  static const WhinFingerprint fingerprint = {G_CHECKSUM_SHA256, {1, 2, 3}, 32};
  const WhinCodec *codecs[WHIN_N_CODECS];
  guint count = whin_codec_order (NULL, 0, codecs);
  g_autoptr (WhinSdpExchange) caller =
      whin_sdp_exchange_new ("192.0.2.1", 4000, 4001, codecs, count, policy);
  g_autoptr (WhinSdpExchange) called =
      whin_sdp_exchange_new ("192.0.2.1", 4000, 4001, codecs, count, policy);
  g_autofree char *offer = NULL;
  g_autofree char *answer = NULL;
  gboolean must_encrypt = policy == WHIN_SRTP_REQUIRED || dtls == WHIN_SRTP_REQUIRED;
  gboolean may_encrypt = policy != WHIN_SRTP_OFF || dtls != WHIN_SRTP_OFF;
  WhinMediaPlan plan;

  whin_sdp_exchange_set_address (called, "192.0.2.1", 4000, 4001, "a=ice-ufrag:abcd\r\n");
  whin_sdp_exchange_allow_dtls (caller, dtls, &fingerprint);
  whin_sdp_exchange_allow_dtls (called, dtls, &fingerprint);
  offer = whin_sdp_exchange_make_offer (caller);
  answer = whin_sdp_exchange_take_offer (called, text, size, &plan, NULL);

  g_assert_true (offer != NULL);
  if (answer != NULL) {
    WhinSdp sdp;

    g_assert_true (whin_sdp_read (answer, strlen (answer), &sdp));
    g_assert_true (sdp.port == 4000);
    g_assert_true (!must_encrypt || plan.is_encrypted);
    g_assert_true (may_encrypt || !plan.is_encrypted);
    g_assert_true (dtls != WHIN_SRTP_REQUIRED || plan.is_dtls);
    g_assert_true (!plan.is_dtls || plan.fingerprint.length >= 32);
  }
  if (whin_sdp_exchange_take_answer (caller, text, size, &plan, NULL)) {
    g_assert_true (plan.codec != NULL);
    g_assert_true (plan.rtp_port != 0);
    g_assert_true (!must_encrypt || plan.is_encrypted);
    g_assert_true (may_encrypt || !plan.is_encrypted);
    g_assert_true (dtls != WHIN_SRTP_REQUIRED || plan.is_dtls);
    g_assert_true (!plan.is_dtls || plan.fingerprint.length >= 32);
  }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const char *text = (const char *)data;
  g_autofree char *terminated = g_strndup (text, size);
  g_autofree char *name = whin_call_clean_text (terminated, 128);
  g_autofree char *number = whin_line_clean_number (terminated);
  g_autofree char *plain = whin_sip_text_unquote (terminated);
  g_autofree char *quoted = whin_sip_text_quote (plain);
  WhinMessageSummary summary;

  for (guint policy = WHIN_SRTP_OFF; policy <= WHIN_SRTP_REQUIRED; policy++) {
    for (guint dtls = WHIN_SRTP_OFF; dtls <= WHIN_SRTP_REQUIRED; dtls++)
      check_exchange (text, size, policy, dtls);
  }
  whin_message_summary_read (text, size, &summary);
  g_assert_true (summary.new_messages <= WHIN_MESSAGE_SUMMARY_MAX_COUNT);
  whin_sip_text_read_dtmf (text, size);
  g_assert_true (whin_sip_text_read_fragment (text, size) < 700);
  whin_rtp_event_read (data, size);
  g_assert_true (quoted[0] == '"');
  if (name != NULL)
    g_assert_true (g_utf8_validate (name, -1, NULL) && g_utf8_strlen (name, -1) <= 128);
  if (number != NULL)
    g_assert_true (strpbrk (number, " \r\n;?%<>\"") == NULL);
  return 0;
}
