/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "app/call/whin-phone.h"

G_BEGIN_DECLS

/**
 * WhinMediaKeys:
 *
 * The keys of keyboards and headsets, which desktops hand to media players (MPRIS, D-Bus Interface
 * Specification version 2.2). While there is a call, and only then, the phone is one, by the name
 * org.mpris.MediaPlayer2.<application ID>:
 *
 *   Play/Pause   takes the call that rings, else hangs up
 *   Stop         turns the call that rings away, else hangs up
 *   Pause, Play  hold the call, and go on with it
 *
 * Play alone takes no call: there are programs that send it by themselves, to go on with music. Who
 * is in the call is not told.
 *
 * It activates the application's "answer", "decline", "hang-up", "hold" and "show-calls".
 */
#define WHIN_TYPE_MEDIA_KEYS (whin_media_keys_get_type ())
G_DECLARE_FINAL_TYPE (WhinMediaKeys, whin_media_keys, WHIN, MEDIA_KEYS, GObject)

/* @application must be registered; without a session bus it does nothing. @name: the phone's, for
 * people. */
WhinMediaKeys *whin_media_keys_new (GApplication *application, WhinPhone *phone, const char *name);

G_END_DECLS
