/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Counted: who still sends keeps it open. An even UDP port for RTP and the odd one after it for
 * RTCP (RFC 3550, section 11). */
typedef struct {
  guint references; /* main thread only */
  GSocket *rtp;
  GSocket *rtcp;
  guint rtp_number;
  guint rtcp_number;
} WhinMediaPort;

/* Errors: WHIN_PHONE_ERROR_MEDIA: none is free, or @local_address is not this machine's. */
WhinMediaPort *whin_media_port_new (const char *local_address, GError **error);
WhinMediaPort *whin_media_port_ref (WhinMediaPort *self);
void whin_media_port_unref (WhinMediaPort *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WhinMediaPort, whin_media_port_unref)

G_END_DECLS
