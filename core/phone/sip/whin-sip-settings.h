/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/account/whin-account.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum {
  WHIN_TRANSPORT_UDP,
  WHIN_TRANSPORT_TCP,
  WHIN_TRANSPORT_TLS,
} WhinTransport;

/* `sdesIncoming`, `sdesOutgoing`, `dtlsIncoming` and `dtlsOutgoing`. */
typedef enum {
  WHIN_SRTP_OFF,
  WHIN_SRTP_ENABLED,
  WHIN_SRTP_REQUIRED,
} WhinSrtpPolicy;

/* `natTraversal`: how the other side learns where audio is to be sent to. */
typedef enum {
  WHIN_NAT_NONE, /* "auto", "off" and the rest: servers see for themselves where it comes from */
  WHIN_NAT_STUN, /* "stun": as the server of `STUN` sees it */
  WHIN_NAT_ICE, /* "ice": all that may work are told; with `STUN`, as it is seen from outside too */
} WhinNatTraversal;

#define WHIN_SIP_EXPIRES_SECONDS 600 /* where the account gives none */
#define WHIN_SIP_MIN_EXPIRES_SECONDS 30
#define WHIN_SIP_MAX_EXPIRES_SECONDS 86400
#define WHIN_SIP_MAX_CODECS 16

/**
 * WhinSipSettings:
 *
 * The account's nodes as a SIP line needs them (wire-protocols, section 3): the one place where
 * nodes are read and checked. Every text is free of bytes that could end a header or a URI's part.
 */
typedef struct {
  char *username;      /* user part of the address */
  char *auth_username; /* `authUsername`, else `username` */
  char *password;
  char *display_name; /* or NULL */
  char *domain;       /* of `host`: what stands in addresses; a name, an IPv4 or a bracketless IPv6
                         address */
  guint16 port;       /* of `host`; 0: none was given, so that SRV records count */
  char *proxy;        /* host of `proxy`, or NULL */
  guint16 proxy_port; /* 0: none was given */
  WhinTransport transport;
  guint expires; /* seconds */
  WhinSrtpPolicy sdes_incoming;
  WhinSrtpPolicy sdes_outgoing;
  WhinSrtpPolicy dtls_incoming;
  WhinSrtpPolicy dtls_outgoing;
  WhinNatTraversal nat;
  char *stun_server; /* host of `STUN`, or NULL */
  guint16 stun_port;
  guint codec_order[WHIN_SIP_MAX_CODECS]; /* RTP payload numbers of `codecOrder` */
  guint n_codecs;
  gboolean subscribes_voicemail;
  char *voicemail_number; /* or NULL */
} WhinSipSettings;

/**
 * whin_sip_settings_new:
 *
 * Errors: WHIN_PHONE_ERROR_NO_LINE: the account names no server or no user, so there is no line;
 * WHIN_PHONE_ERROR_SETTINGS: a value can't be meant.
 */
WhinSipSettings *whin_sip_settings_new (WhinAccount *account, GError **error);
void whin_sip_settings_free (WhinSipSettings *self);

/* Whether a line with @self could go on as it is with @other. */
gboolean whin_sip_settings_equal (const WhinSipSettings *self, const WhinSipSettings *other);

/* (transfer full): "alice@example.com". */
char *whin_sip_settings_dup_address (const WhinSipSettings *self);

/* (transfer full): "sip:alice@example.com:5070", every part escaped. */
char *whin_sip_settings_dup_uri (const WhinSipSettings *self);

/* (transfer full): "sip:example.com:5070". */
char *whin_sip_settings_dup_registrar (const WhinSipSettings *self);

/* (transfer full): the URI that calls @number, which whin_line_clean_number() returned. */
char *whin_sip_settings_dup_target (const WhinSipSettings *self, const char *number);

/* "udp", "tcp", "tls". */
const char *whin_transport_name (WhinTransport transport);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WhinSipSettings, whin_sip_settings_free)

G_END_DECLS
