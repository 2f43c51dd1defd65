/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "app/call/whin-phone.h"

G_BEGIN_DECLS

/* Adds the actions on calls to the application's (names with "app."), and keeps their state and
 * whether they are enabled:
 *
 *   answer, decline            the call that rings, if one does
 *   hang-up                    the current call
 *   mute, hold                 boolean state: of the current call
 *   answer-call, decline-call, hang-up-call, resume-call, merge-call, leave-call (u: the call's ID)
 *   do-not-disturb             boolean state
 *
 * They do nothing to a call that has ended meanwhile. */
void whin_call_actions_add (GActionMap *map, WhinPhone *phone);

G_END_DECLS
