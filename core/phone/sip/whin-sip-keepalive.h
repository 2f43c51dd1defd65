/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/phone/sip/whin-sip-line-private.h"

G_BEGIN_DECLS

/* How often the server is asked whether it still is there. A connection's end is noticed at once;
 * over UDP nothing tells of a restart, so there it is asked more often and for the registration
 * itself (REGISTER without Contact, RFC 3261, section 10.2.3): a phone that was forgotten is back
 * within 10 s. Both also keep the way through a NAT open. */
#define WHIN_SIP_KEEPALIVE_UDP_SECONDS 8
#define WHIN_SIP_KEEPALIVE_SECONDS 20
#define WHIN_SIP_KEEPALIVE_DEADLINE_SECONDS 4

#define WHIN_SIP_KEEPALIVE_MAX_BINDINGS 32

typedef struct _WhinSipKeepalive WhinSipKeepalive;

/* @is_forgotten: the server is there and has lost a registration; else it does not answer. It may
 * free the keepalive. */
typedef void (*WhinSipKeepaliveLost) (WhinSipLine *line, gboolean is_forgotten);

/* Begins with the registration that @sip, the server's 200, confirms. @line: unowned. @was_foreign:
 * whin_sip_keepalive_is_foreign() of the one before; when the query is asked for another realm's
 * proof once more, each machine has its own, and OPTIONS have to do. */
WhinSipKeepalive *whin_sip_keepalive_new (WhinSipLine *line,
                                          const sip_t *sip,
                                          gboolean was_foreign,
                                          WhinSipKeepaliveLost lost);
void whin_sip_keepalive_free (WhinSipKeepalive *self);

/* @self: (nullable) */
gboolean whin_sip_keepalive_is_foreign (WhinSipKeepalive *self);

/* For tests: in place of WHIN_SIP_KEEPALIVE_UDP_SECONDS, of those that begin later. */
void whin_sip_keepalive_set_udp_interval (guint seconds);

/* TRUE when the event was one of its requests'. */
gboolean whin_sip_keepalive_handle_event (
    WhinSipKeepalive *self, nua_event_t event, int status, nua_handle_t *handle, const sip_t *sip);

G_END_DECLS
