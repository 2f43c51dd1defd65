/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define WHIN_MEDIA_BRIDGE_MEMBERS 4
#define WHIN_MEDIA_BRIDGE_RATE 48000
#define WHIN_MEDIA_BRIDGE_MAX_SAMPLES 9600 /* 200 ms wait at most; older ones are dropped */

/**
 * WhinMediaBridge:
 *
 * Mixes the audio of a conference: what one member's far side says is added to what is sent to the
 * others. Mono samples at WHIN_MEDIA_BRIDGE_RATE. Counted references; every function may be called
 * from any thread (write and mix run in GStreamer's streaming threads).
 */
typedef struct _WhinMediaBridge WhinMediaBridge;

WhinMediaBridge *whin_media_bridge_new (void);
WhinMediaBridge *whin_media_bridge_ref (WhinMediaBridge *self);
void whin_media_bridge_unref (WhinMediaBridge *self);

/* A member's number, or -1 when the bridge is full. */
int whin_media_bridge_enter (WhinMediaBridge *self);
void whin_media_bridge_leave (WhinMediaBridge *self, int member);

/* What came from @member's far side. */
void
whin_media_bridge_write (WhinMediaBridge *self, int member, const gint16 *samples, gsize count);

/* Adds what the others' far sides said to @samples, which go to @member's far side. */
void whin_media_bridge_mix (WhinMediaBridge *self, int member, gint16 *samples, gsize count);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WhinMediaBridge, whin_media_bridge_unref)

G_END_DECLS
