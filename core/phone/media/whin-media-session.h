/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/phone/media/whin-audio-route.h"
#include "core/phone/media/whin-ice.h"
#include "core/phone/media/whin-media-bridge.h"
#include "core/phone/media/whin-media-plan.h"
#include "core/phone/whin-call.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WhinMediaSession:
 *
 * The audio of one call: two UDP ports, and a GStreamer pipeline while there is a plan. Methods and
 * signals: main context. GStreamer runs the samples in threads of its own (one for the source, one
 * for each port and the jitter buffer, one for the sink); what they touch here is the bridge, which
 * locks, and flags that are read atomically.
 *
 * Signals:
 *   "dtmf" (const char *digit): the other side pressed a key
 *   "measured" (uint WhinCallQuality, pointer WhinCallFigures *): once a second
 *   "failed" (const char *text): a device or the network broke; a sentence for people; NULL: the
 *      device works again
 *   "ready": the addresses of a session made with ICE are known; once, from the main loop
 *   "proved" (gboolean is_secured): with DTLS, once: whether the other side is the announced one;
 *      else nothing is ever said to it
 */
#define WHIN_TYPE_MEDIA_SESSION (whin_media_session_get_type ())
G_DECLARE_FINAL_TYPE (WhinMediaSession, whin_media_session, WHIN, MEDIA_SESSION, GObject)

#define WHIN_MEDIA_FIRST_PORT 16384
#define WHIN_MEDIA_LAST_PORT 32767

/* Errors: WHIN_PHONE_ERROR_MEDIA: no port is free, no audio device, or a part of GStreamer is
 * missing. */
WhinMediaSession *
whin_media_session_new (WhinAudioRoute *route, const char *local_address, GError **error);

/**
 * whin_media_session_new_ice:
 * @stun_server: (nullable)
 * @decides: as of whin_ice_new()
 *
 * With ports whose addresses are found out first: "ready" tells when. Errors: as above.
 */
WhinMediaSession *whin_media_session_new_ice (WhinAudioRoute *route,
                                              const char *local_address,
                                              const char *stun_server,
                                              guint16 stun_port,
                                              gboolean decides,
                                              GError **error);

/* (transfer none) (nullable): of a session made with it. */
WhinIce *whin_media_session_get_ice (WhinMediaSession *self);

/* Whether the addresses are known. */
gboolean whin_media_session_is_ready (WhinMediaSession *self);

guint whin_media_session_get_rtp_port (WhinMediaSession *self);
guint whin_media_session_get_rtcp_port (WhinMediaSession *self);

/* Makes the audio what @plan says. Errors: WHIN_PHONE_ERROR_MEDIA. */
gboolean
whin_media_session_apply (WhinMediaSession *self, const WhinMediaPlan *plan, GError **error);

void whin_media_session_set_muted (WhinMediaSession *self, gboolean muted);

/* FALSE when the plan has no payload for it. */
gboolean whin_media_session_send_dtmf (WhinMediaSession *self, char digit);

/* Enters @bridge (NULL: leaves the one it is in); FALSE when that is full. */
gboolean whin_media_session_set_bridge (WhinMediaSession *self, WhinMediaBridge *bridge);
WhinMediaBridge *whin_media_session_get_bridge (WhinMediaSession *self);

/* Ends the audio and frees the ports. */
void whin_media_session_close (WhinMediaSession *self);

G_END_DECLS
