/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/phone/media/whin-media-plan.h"

#include <gst/gst.h>

G_BEGIN_DECLS

#define WHIN_ICE_GATHER_MS 2000 /* longer nobody waits for a STUN server */
#define WHIN_STUN_PORT 3478

typedef enum {
  WHIN_ICE_RTP = 1,
  WHIN_ICE_RTCP = 2,
} WhinIceComponent;

/**
 * WhinIce:
 *
 * The ports of one call, by libnice: how they are seen from outside (STUN, RFC 8489), and which way
 * between both sides works (ICE, RFC 8445). Where the other side knows no ICE, what it says of
 * itself counts. Main context.
 */
typedef struct _WhinIce WhinIce;

typedef void (*WhinIceReady) (gpointer data);

/**
 * whin_ice_new:
 * @stun_server: (nullable): a name or an address
 * @decides: which way is taken: the caller's part, and that of whom a "lite" side calls (RFC 8445,
 *   section 6.1.1)
 * @ready: called once, from the main loop, WHIN_ICE_GATHER_MS later at the latest: the addresses
 * are known, as far as they will be
 *
 * Errors: WHIN_PHONE_ERROR_MEDIA: no port is free, or the plug-in of libnice isn't installed.
 */
WhinIce *whin_ice_new (const char *local_address,
                       const char *stun_server,
                       guint16 stun_port,
                       gboolean decides,
                       WhinIceReady ready,
                       gpointer data,
                       GError **error);
void whin_ice_free (WhinIce *self);

gboolean whin_ice_is_ready (WhinIce *self);

/* (transfer full): the address to be called at, as the STUN server saw it if it did, and @port. */
char *whin_ice_dup_address (WhinIce *self, WhinIceComponent component, guint *port);

/* (transfer full): the lines of a session description that offer ICE, each with its end. */
char *whin_ice_dup_attributes (WhinIce *self);

/* Finds the way to the other side that @plan describes. */
void whin_ice_direct (WhinIce *self, const WhinMediaPlan *plan);

/* (transfer floating): what comes in and goes out. */
GstElement *whin_ice_make_source (WhinIce *self, WhinIceComponent component);
GstElement *whin_ice_make_sink (WhinIce *self, WhinIceComponent component);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WhinIce, whin_ice_free)

G_END_DECLS
