/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/phone/dummy/whin-dummy-call.h"
#include "core/phone/dummy/whin-dummy-devices.h"
#include "core/phone/dummy/whin-dummy-line.h"
#include "core/phone/whin-phone-provider.h"

G_BEGIN_DECLS

/**
 * WhinDummyProvider:
 *
 * A phone without network and audio, for the screen's tests: every state of a line and a call can
 * be reached, by its methods or by a script.
 *
 * A script is UTF-8 text of at most WHIN_DUMMY_MAX_SCRIPT bytes, one step a line, '#' begins a
 * comment: `MILLISECONDS ACTION…`, the wait counted from the step before. Quoted words may hold
 * spaces. CALL is "last" or a number counted from 1 in the order in which calls began.
 *
 *     500  line registered                      line STATE [REASON]
 *
 *     0    voicemail 3 1                        new and old messages; uncounted: some
 *
 *     0    voicemail-number *97                 what to dial for them; nothing: it isn't known
 *
 *     100  ring +420123456789 "Alice"           an incoming call: NUMBER [NAME]
 *
 *     0    outgoing 200 busy                    how calls to NUMBER go from now on: answers (at
 *     first), rings, early, busy, declined, unknown, offline, nothing
 *
 *     100  answer last                          the other side answers (out)
 *
 *     100  hold last / resume last              the other side holds
 *
 *     0    encryption last sdes                 none, sdes, dtls
 *
 *     0    quality last poor                    unknown, good, fair, poor, lost
 *
 *     0    dtmf last 5
 *
 *     100  refuse-transfer last                 the next transfer of it fails
 *     100  stall-transfer last                  the next transfer of it is under way for ever
 *
 *     100  end last 486 "Busy."                 the other side ends it: CALL [SIP status [REASON]];
 *     without a status it hangs up, or gives up
 *
 *     100  pass-on last 0900123456          the network passes the call on: CALL NUMBER
 *
 *     0    plug speaker headset "Headset"       a device is there: microphone or speaker, ID, name
 *
 *     0    unplug speaker headset
 *
 *     0    level 80                             what the microphone hears, in percent
 */
#define WHIN_TYPE_DUMMY_PROVIDER (whin_dummy_provider_get_type ())
G_DECLARE_FINAL_TYPE (
    WhinDummyProvider, whin_dummy_provider, WHIN, DUMMY_PROVIDER, WhinPhoneProvider)

#define WHIN_DUMMY_MAX_SCRIPT (64 * 1024)
#define WHIN_DUMMY_MAX_STEPS 1000

/* With one line, "alice@example.com", that registers 50 ms after the start. */
WhinDummyProvider *whin_dummy_provider_new (void);

/* @audio_path: (nullable): where the choice of devices is kept. */
WhinDummyProvider *whin_dummy_provider_new_keeping (const char *audio_path);

WhinDummyLine *whin_dummy_provider_get_line (WhinDummyProvider *self);

/* An incoming call, as from the network; NULL when do-not-disturb or the bound turned it away.
 * (transfer none) */
WhinDummyCall *
whin_dummy_provider_ring (WhinDummyProvider *self, const char *number, const char *display_name);

/**
 * whin_dummy_provider_play:
 *
 * Reads all of @script, then begins to play it; one that was playing is dropped. Steps before the
 * first wait are played when this returns.
 *
 * Errors: G_IO_ERROR_INVALID_DATA, with the line's number; nothing is played then.
 */
gboolean whin_dummy_provider_play (WhinDummyProvider *self, const char *script, GError **error);

G_END_DECLS
