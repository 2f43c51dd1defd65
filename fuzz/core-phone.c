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
check_exchange (const char *text, gsize size, WhinSrtpPolicy policy)
{
  const WhinCodec *codecs[WHIN_N_CODECS];
  guint count = whin_codec_order (NULL, 0, codecs);
  g_autoptr (WhinSdpExchange) caller =
      whin_sdp_exchange_new ("192.0.2.1", 4000, 4001, codecs, count, policy, policy);
  g_autoptr (WhinSdpExchange) called =
      whin_sdp_exchange_new ("192.0.2.1", 4000, 4001, codecs, count, policy, policy);
  g_autofree char *offer = whin_sdp_exchange_make_offer (caller);
  WhinMediaPlan plan;
  g_autofree char *answer = whin_sdp_exchange_take_offer (called, text, size, &plan, NULL);

  g_assert_true (offer != NULL);
  if (answer != NULL) {
    WhinSdp sdp;

    g_assert_true (whin_sdp_read (answer, strlen (answer), &sdp));
    g_assert_true (sdp.port == 4000);
    g_assert_true (policy != WHIN_SRTP_REQUIRED || plan.is_encrypted);
    g_assert_true (policy != WHIN_SRTP_OFF || !plan.is_encrypted);
  }
  if (whin_sdp_exchange_take_answer (caller, text, size, &plan, NULL)) {
    g_assert_true (plan.codec != NULL);
    g_assert_true (plan.rtp_port != 0);
    g_assert_true (policy != WHIN_SRTP_REQUIRED || plan.is_encrypted);
    g_assert_true (policy != WHIN_SRTP_OFF || !plan.is_encrypted);
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

  check_exchange (text, size, WHIN_SRTP_OFF);
  check_exchange (text, size, WHIN_SRTP_ENABLED);
  check_exchange (text, size, WHIN_SRTP_REQUIRED);
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
