/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "app/call/whin-phone.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * WhinCallOverlay:
 *
 * Adds the calls to what the window shows: the call page in front of it, a bar below it that leads
 * back there, and a card over it for each call that rings. It shows the call page by itself when
 * the person has dialled or answered, and takes it away some seconds after the end; an end that
 * wants to be read stays.
 *
 * Properties: "content" GtkWidget, what the window shows otherwise; "shows-call" boolean, readable,
 * notified. Actions: "call.show", "call.hide".
 */
#define WHIN_TYPE_CALL_OVERLAY (whin_call_overlay_get_type ())
G_DECLARE_FINAL_TYPE (WhinCallOverlay, whin_call_overlay, WHIN, CALL_OVERLAY, AdwBin)

/* More calls that ring wait until there is room. */
#define WHIN_CALL_OVERLAY_MAX_CARDS 3

void whin_call_overlay_set_phone (WhinCallOverlay *self, WhinPhone *phone);

gboolean whin_call_overlay_get_shows_call (WhinCallOverlay *self);
void whin_call_overlay_show_call (WhinCallOverlay *self); /* nothing when there is none */
void whin_call_overlay_hide_call (WhinCallOverlay *self);

G_END_DECLS
