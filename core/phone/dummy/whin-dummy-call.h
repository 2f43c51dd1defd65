/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/phone/whin-call.h"

G_BEGIN_DECLS

/* WhinDummyCall: a call of a WhinDummyProvider. What the other side and the network do: */
#define WHIN_TYPE_DUMMY_CALL (whin_dummy_call_get_type ())
G_DECLARE_FINAL_TYPE (WhinDummyCall, whin_dummy_call, WHIN, DUMMY_CALL, WhinCall)

void whin_dummy_call_remote_ring (WhinDummyCall *self);
void whin_dummy_call_remote_early (WhinDummyCall *self);
void whin_dummy_call_remote_answer (WhinDummyCall *self);
void whin_dummy_call_remote_hold (WhinDummyCall *self, gboolean held);

/* @status: SIP status, 0 for hanging up (before an answer: the caller gave up); @reason: for
 * people, or NULL for the usual one. */
void whin_dummy_call_remote_end (WhinDummyCall *self, guint status, const char *reason);

/* The network asks for a call to another number in its place, which is the person's to decide. */
void whin_dummy_call_remote_pass_on (WhinDummyCall *self, const char *number);
void whin_dummy_call_remote_dtmf (WhinDummyCall *self, char digit);
void whin_dummy_call_set_encryption (WhinDummyCall *self, WhinCallEncryption encryption);
void whin_dummy_call_set_quality (WhinDummyCall *self, WhinCallQuality quality);

/* The next transfer of this call is refused. */
void whin_dummy_call_refuse_transfer (WhinDummyCall *self);

/* The next transfer of this call comes to no end before the call does. */
void whin_dummy_call_stall_transfer (WhinDummyCall *self);

/* (transfer none): the digits that were sent to the other side so far. */
const char *whin_dummy_call_get_sent_digits (WhinDummyCall *self);

G_END_DECLS
