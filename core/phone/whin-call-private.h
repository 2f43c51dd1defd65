/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/phone/whin-call.h"

G_BEGIN_DECLS

/* The part of WhinCall that the implementations of lines use. */

/* Right after g_object_new(): gives the call its constant properties and enters it in the line's
 * provider. Incoming ones are announced by whin_call_announce(). @number and @display_name may be
 * hostile. */
void whin_call_begin (WhinCall *self,
                      WhinLine *line,
                      WhinCallDirection direction,
                      const char *number,
                      const char *display_name);

/* Emits the provider's "incoming". */
void whin_call_announce (WhinCall *self);

/* Every state but ENDED; does nothing after the end. */
void whin_call_set_state (WhinCall *self, WhinCallState state);

/* The end: leaves the provider's list. Does nothing the second time. */
void whin_call_set_ended (WhinCall *self, WhinCallEnd end, guint status, const char *reason);

/* The end as a final SIP response (RFC 3261, section 21) tells it; @phrase is the server's, used
 * where the status alone says nothing. */
void whin_call_set_failed (WhinCall *self, guint status, const char *phrase);

/* Right before the end: as whin_call_get_passed_on_to(). */
void whin_call_set_passed_on_to (WhinCall *self, const char *number);

void whin_call_set_reason (WhinCall *self, const char *reason);
void whin_call_set_identity (WhinCall *self, const char *number, const char *display_name);
void whin_call_set_remote_held (WhinCall *self, gboolean held);
void whin_call_set_encryption (WhinCall *self, WhinCallEncryption encryption);
void whin_call_set_codec (WhinCall *self, const char *codec);
void
whin_call_set_quality (WhinCall *self, WhinCallQuality quality, const WhinCallFigures *figures);
void whin_call_emit_dtmf (WhinCall *self, char digit);

/* Ends the transfer under way; @error NULL: it succeeded. */
void whin_call_end_transfer (WhinCall *self, GError *error);

/* Whether both are members of one conference. */
gboolean whin_call_shares_conference (WhinCall *self, WhinCall *other);

/* Whether the person here hung up, gave up or declined. */
gboolean whin_call_is_ended_here (WhinCall *self);

/* Whether the call's audio is on between the people, in this phone's eyes. */
gboolean whin_call_is_audible (WhinCall *self);

G_END_DECLS
