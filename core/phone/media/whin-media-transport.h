/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/phone/media/whin-ice.h"
#include "core/phone/media/whin-media-plan.h"
#include "core/phone/media/whin-media-port.h"

#include <gst/gst.h>

G_BEGIN_DECLS

/* @is_secured: the other side proved to be whom its description names; else it is another one, and
 * nothing may be said to it. On the main context, once. */
typedef void (*WhinMediaTransportProved) (gboolean is_secured, gpointer data);

/**
 * WhinMediaTransport:
 *
 * Between the RTP session of a call and its ports: plain, encrypted with the plan's keys (SDES), or
 * with keys that both sides agree on over the same port (DTLS-SRTP, RFC 5764; RTCP then shares the
 * port, RFC 5761, or there is none). Either way only what comes from the plan's address is taken.
 */
typedef struct _WhinMediaTransport WhinMediaTransport;

/* Puts its elements into @pipeline and links what arrives with @bin, an rtpbin of it; @proved is
 * called with DTLS alone. @ice: (nullable): takes the place of the ports; outlives this object. */
WhinMediaTransport *whin_media_transport_new (GstElement *pipeline,
                                              GstElement *bin,
                                              WhinMediaPort *port,
                                              WhinIce *ice,
                                              const WhinMediaPlan *plan,
                                              WhinMediaTransportProved proved,
                                              gpointer data);
void whin_media_transport_free (WhinMediaTransport *self);

/* Takes nothing more, so that another one can take what comes to the port. */
void whin_media_transport_close (WhinMediaTransport *self);

/* Links what leaves, once the session has something that sends. */
void whin_media_transport_open (WhinMediaTransport *self);

/* Sends to the address of @plan, and takes what comes from there, from now on. */
void whin_media_transport_direct (WhinMediaTransport *self, const WhinMediaPlan *plan);

/* Whether DTLS is possible on this machine, and the fingerprint of the certificate that this phone
 * shows: made anew each time the program starts. GStreamer runs. */
gboolean whin_media_transport_get_fingerprint (WhinFingerprint *fingerprint);

G_END_DECLS
