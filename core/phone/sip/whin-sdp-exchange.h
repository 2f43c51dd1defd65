/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/phone/media/whin-media-plan.h"
#include "core/phone/sip/whin-sdp.h"
#include "core/phone/sip/whin-sip-settings.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WhinSdpExchange:
 *
 * One call's offers and answers (RFC 3264): writes ours, understands theirs, says what follows for
 * the audio. Knows neither SIP nor sockets.
 *
 * Policy of encryption: the policy is that of the call's direction, and it is the same for every
 * description of the call, whoever offers. Without SDES in the account no key is offered and an
 * offered one is not used; "enabled" offers keys with RTP/AVP (RFC 8643) and takes offered ones;
 * "required" offers RTP/SAVP alone, and a description without keys ends the call. Keys in an answer
 * to an offer that had none are ignored.
 *
 * DTLS has the same three policies, once it is allowed: "enabled" offers a fingerprint with
 * RTP/AVP, beside SDES keys if those are enabled as well; "required" offers UDP/TLS/RTP/SAVP alone.
 * Where both are possible, DTLS is taken: its keys are nobody's on the way. Where SDES is required
 * to be offered and DTLS isn't, only SDES is.
 */
typedef struct _WhinSdpExchange WhinSdpExchange;

/* @codecs: as whin_codec_order() filled it; copied. @sdes: of the call's direction. */
WhinSdpExchange *whin_sdp_exchange_new (const char *local_address,
                                        guint rtp_port,
                                        guint rtcp_port,
                                        const WhinCodec *const *codecs,
                                        guint n_codecs,
                                        WhinSrtpPolicy sdes);
void whin_sdp_exchange_free (WhinSdpExchange *self);

/* @fingerprint: of the certificate that this phone shows; copied. */
void whin_sdp_exchange_allow_dtls (WhinSdpExchange *self,
                                   WhinSrtpPolicy dtls,
                                   const WhinFingerprint *fingerprint);

/* Where the audio is to be sent to, in place of what the exchange was made with. @ice: (nullable):
 * the lines that offer ICE; taken where the other side knows it. Before the first description. */
void whin_sdp_exchange_set_address (
    WhinSdpExchange *self, const char *address, guint rtp_port, guint rtcp_port, const char *ice);

/* Whether our descriptions from now on say that we hold. */
void whin_sdp_exchange_set_held (WhinSdpExchange *self, gboolean held);

/* (transfer full) */
char *whin_sdp_exchange_make_offer (WhinSdpExchange *self);

/**
 * whin_sdp_exchange_take_answer:
 *
 * The answer to the last offer.
 *
 * Errors: WHIN_PHONE_ERROR_MEDIA, with a sentence for people: nothing in common, no encryption
 * where it is required, or an address to which no sound goes. @plan is unchanged then.
 */
gboolean whin_sdp_exchange_take_answer (
    WhinSdpExchange *self, const char *text, gsize length, WhinMediaPlan *plan, GError **error);

/**
 * whin_sdp_exchange_take_offer:
 *
 * Their offer, first or later.
 *
 * Returns: (transfer full): our answer, or NULL
 * Errors: as whin_sdp_exchange_take_answer().
 */
char *whin_sdp_exchange_take_offer (
    WhinSdpExchange *self, const char *text, gsize length, WhinMediaPlan *plan, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WhinSdpExchange, whin_sdp_exchange_free)

G_END_DECLS
