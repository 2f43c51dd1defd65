/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/phone/media/whin-codec.h"
#include "core/phone/media/whin-fingerprint.h"
#include "core/phone/sip/whin-sdp.h"

G_BEGIN_DECLS

/* What both sides agreed on: all that the audio of a call needs to know. */
typedef struct {
  const WhinCodec *codec;
  guint send_payload;    /* the other side's number of the codec */
  guint receive_payload; /* ours */
  int send_dtmf;         /* payload number of RFC 4733 events at the codec's clock rate; -1: none */
  int receive_dtmf;
  char address[64]; /* where to send */
  guint rtp_port;
  guint rtcp_port;
  gboolean sends;
  gboolean receives;
  gboolean is_held;        /* the other side knows that we don't want to hear it */
  gboolean is_remote_held; /* the other side doesn't want to hear us */
  gboolean is_encrypted;
  gboolean is_dtls;            /* with keys agreed on by DTLS; else those below */
  gboolean is_dtls_client;     /* we begin the handshake */
  gboolean has_rtcp_mux;       /* RTCP shares the port of RTP; without it DTLS has no RTCP */
  WhinIceSide ice;             /* the other side's, where both know ICE */
  WhinFingerprint fingerprint; /* of the certificate that the other side must show */
  WhinSrtpSuite suite;
  guint8 send_key[WHIN_SDP_KEY_BYTES];
  guint8 receive_key[WHIN_SDP_KEY_BYTES];
} WhinMediaPlan;

G_END_DECLS
