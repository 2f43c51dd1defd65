/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/phone/media/whin-audio-route.h"
#include "core/phone/media/whin-call-gauge.h"
#include "core/phone/media/whin-ice.h"
#include "core/phone/media/whin-media-bridge.h"
#include "core/phone/media/whin-media-plan.h"
#include "core/phone/media/whin-media-port.h"

G_BEGIN_DECLS

/* Streams that a flood of sources may open in one call. */
#define WHIN_MEDIA_MAX_STREAMS 8

/**
 * WhinMediaPipeline:
 *
 * The GStreamer graph of one stream, both ways:
 *
 *   source → 48 kHz mono → tap (mute, hold, conference) → coder → RTP ┐
 *                                                      DTMF events → ┴→ rtpbin → UDP
 *   UDP → rtpbin (SRTP, jitter buffer) → decoder → 48 kHz mono → tap → sink
 */
typedef struct _WhinMediaPipeline WhinMediaPipeline;

typedef void (*WhinMediaPipelineDtmf) (char digit, gpointer data);
/* @text: a sentence for people; NULL: what was wrong with a device is over. */
typedef void (*WhinMediaPipelineFailed) (const char *text, gpointer data);

/* With DTLS alone, once: whether the other side is the announced one. Until it is, and for ever
 * when it is not, nothing is sent and nothing heard. */
typedef void (*WhinMediaPipelineProved) (gboolean is_secured, gpointer data);

/* Starts GStreamer; WHIN_PHONE_ERROR_MEDIA when a needed plug-in isn't installed. */
gboolean whin_media_pipeline_init (GError **error);

/* @port or @ice: the other is NULL; outlive the pipeline. Runs at once. The functions are called on
 * the main context. Errors: WHIN_PHONE_ERROR_MEDIA. */
WhinMediaPipeline *whin_media_pipeline_new (WhinAudioRoute *route,
                                            WhinMediaPort *port,
                                            WhinIce *ice,
                                            const WhinMediaPlan *plan,
                                            gboolean is_muted,
                                            WhinMediaPipelineDtmf dtmf,
                                            WhinMediaPipelineFailed failed,
                                            WhinMediaPipelineProved proved,
                                            gpointer data,
                                            GError **error);

/* At once silent and deaf; a sound server that hangs keeps the rest, and the port, for as long. */
void whin_media_pipeline_free (WhinMediaPipeline *self);

/* Address and direction of @plan. */
void whin_media_pipeline_direct (WhinMediaPipeline *self, const WhinMediaPlan *plan);

void whin_media_pipeline_set_muted (WhinMediaPipeline *self, gboolean muted);

/* What is heard and said there is this call's, too; NULL: it leaves. FALSE: no room on the bridge.
 */
gboolean whin_media_pipeline_set_bridge (WhinMediaPipeline *self, WhinMediaBridge *bridge);

/* Begins an event of RFC 4733 in place of the one under way. FALSE: no such digit, or nothing is
 * sent now. */
gboolean whin_media_pipeline_send_dtmf (WhinMediaPipeline *self, char digit);

/* Up to now. */
void whin_media_pipeline_count (WhinMediaPipeline *self, WhinRtpCounters *counters);

G_END_DECLS
