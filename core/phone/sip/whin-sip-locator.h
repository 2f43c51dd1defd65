/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/phone/sip/whin-sip-settings.h"

G_BEGIN_DECLS

#define WHIN_SIP_LOCATOR_TIMEOUT_SECONDS 10

/* Where a line's requests go (RFC 3263, with the transport given): found by GResolver, since the
 * SIP stack's own resolver knows neither /etc/hosts nor NSS. */
typedef struct {
  char *host; /* the name that a certificate must bear: the account's, not an SRV record's */
  GSocketAddress *address;
  char *local; /* this machine's address on the way there, bracketless */
} WhinSipLocation;

/**
 * whin_sip_locator_async:
 * @attempt: from 0; each takes the next of several servers, then of their addresses, IPv4 first
 *
 * SRV records count where the account gives no port; then its addresses.
 *
 * Errors: G_RESOLVER_ERROR, G_IO_ERROR (also _TIMED_OUT after WHIN_SIP_LOCATOR_TIMEOUT_SECONDS;
 * _NETWORK_UNREACHABLE).
 */
void whin_sip_locator_async (const WhinSipSettings *settings,
                             guint attempt,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);

/* (transfer full) */
WhinSipLocation *whin_sip_locator_finish (GAsyncResult *result, GError **error);
void whin_sip_location_free (WhinSipLocation *self);

/* (transfer full): the address as text, bracketless. */
char *whin_sip_location_dup_ip (const WhinSipLocation *self);
guint16 whin_sip_location_get_port (const WhinSipLocation *self);
gboolean whin_sip_location_is_loopback (const WhinSipLocation *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WhinSipLocation, whin_sip_location_free)

G_END_DECLS
