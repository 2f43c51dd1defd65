/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/phone/media/whin-fingerprint.h"

#include <glib.h>

G_BEGIN_DECLS

#define WHIN_SDP_MAX_BYTES (16 * 1024)
#define WHIN_SDP_MAX_MEDIA 8
#define WHIN_SDP_MAX_FORMATS 32 /* of the audio; further ones are ignored */
#define WHIN_SDP_MAX_CRYPTOS 8
#define WHIN_ICE_MAX_CANDIDATES 16 /* further ones are ignored */
#define WHIN_ICE_MAX_WORD 257 /* of a name or a password, with its end (RFC 8839, section 5.4) */
#define WHIN_SDP_KEY_BYTES 30 /* AES-128 key and salt (RFC 4568, section 6.2) */

typedef enum {
  WHIN_SDP_INACTIVE = 0,
  WHIN_SDP_SENDONLY = 1,
  WHIN_SDP_RECVONLY = 2,
  WHIN_SDP_SENDRECV = 3,
} WhinSdpDirection; /* bit 0: the description's owner sends; bit 1: it receives */

typedef enum {
  WHIN_SUITE_AES_CM_128_HMAC_SHA1_80,
  WHIN_SUITE_AES_CM_128_HMAC_SHA1_32,
} WhinSrtpSuite;

/* What a description says of ICE (RFC 8839). */
typedef struct {
  char name[WHIN_ICE_MAX_WORD]; /* "ice-ufrag" */
  char password[WHIN_ICE_MAX_WORD];
  gboolean is_lite;                              /* leaves the work to the other side */
  guint n_candidates;                            /* 0: no ICE */
  char candidates[WHIN_ICE_MAX_CANDIDATES][256]; /* what stands behind "a=candidate:" */
} WhinIceSide;

/* Who begins the handshake of DTLS (RFC 4145, section 4; RFC 5763, section 5). */
typedef enum {
  WHIN_SDP_SETUP_NONE,
  WHIN_SDP_SETUP_ACTPASS, /* either may */
  WHIN_SDP_SETUP_ACTIVE,  /* the description's owner does */
  WHIN_SDP_SETUP_PASSIVE,
} WhinSdpSetup;

typedef struct {
  guint payload;
  char encoding[32]; /* "" where neither rtpmap nor RFC 3551 names it */
  guint clock_rate;
} WhinSdpFormat;

typedef struct {
  guint tag;
  WhinSrtpSuite suite;
  guint8 key[WHIN_SDP_KEY_BYTES];
} WhinSdpCrypto;

/* What this phone reads and writes of a session description (RFC 4566): its first audio stream.
 * Of the other media only their number and kind are kept, so that an answer can refuse them. */
typedef struct {
  guint n_media;
  guint audio; /* index of the audio stream among the media; n_media: there is none */
  struct {
    char kind[16];     /* "audio", "video" */
    char protocol[32]; /* "RTP/AVP" */
    char format[64];   /* the first one */
  } media[WHIN_SDP_MAX_MEDIA];

  /* Of the audio: */
  char address[64]; /* IP address; "0.0.0.0" is an old way to hold (RFC 2543) */
  guint port;       /* 0: refused or off */
  guint rtcp_port;
  gboolean is_secure; /* RTP/SAVP or RTP/SAVPF, also below DTLS */
  gboolean is_dtls;   /* UDP/TLS/RTP/SAVP or UDP/TLS/RTP/SAVPF */
  WhinFingerprint fingerprint;
  WhinSdpSetup setup;
  gboolean has_rtcp_mux; /* RFC 5761 */
  WhinIceSide ice;
  WhinSdpDirection direction;
  guint n_formats;
  WhinSdpFormat formats[WHIN_SDP_MAX_FORMATS];
  guint n_cryptos; /* those of known suites with well-formed keys */
  WhinSdpCrypto cryptos[WHIN_SDP_MAX_CRYPTOS];
} WhinSdp;

/**
 * whin_sdp_read:
 *
 * Reads @length bytes from anybody. FALSE when they are no session description, over
 * WHIN_SDP_MAX_BYTES, or have over WHIN_SDP_MAX_MEDIA media. Unknown lines are skipped.
 */
gboolean whin_sdp_read (const char *text, gsize length, WhinSdp *sdp);

const char *whin_srtp_suite_name (WhinSrtpSuite suite);

G_END_DECLS
