/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/phone/whin-line.h"

G_BEGIN_DECLS

/* How a call to a number goes. */
typedef enum {
  WHIN_DUMMY_ANSWERS,  /* rings, is answered */
  WHIN_DUMMY_RINGS,    /* rings for ever */
  WHIN_DUMMY_EARLY,    /* the network speaks, nobody answers */
  WHIN_DUMMY_BUSY,     /* 486 */
  WHIN_DUMMY_DECLINED, /* 603 */
  WHIN_DUMMY_UNKNOWN,  /* 404 */
  WHIN_DUMMY_OFFLINE,  /* 480 */
  WHIN_DUMMY_NOTHING,  /* nothing comes back */
} WhinDummyOutcome;

/* WhinDummyLine: the line of a WhinDummyProvider. */
#define WHIN_TYPE_DUMMY_LINE (whin_dummy_line_get_type ())
G_DECLARE_FINAL_TYPE (WhinDummyLine, whin_dummy_line, WHIN, DUMMY_LINE, WhinLine)

/* @reason: for people, or NULL for the usual one of @state. */
void whin_dummy_line_set_state (WhinDummyLine *self, WhinLineState state, const char *reason);

void whin_dummy_line_set_voicemail (WhinDummyLine *self, guint new_messages, guint old_messages);

/* There are messages; nobody says how many. */
void whin_dummy_line_set_voicemail_uncounted (WhinDummyLine *self);

/* @number: (nullable); "*97" at first. */
void whin_dummy_line_set_voicemail_number (WhinDummyLine *self, const char *number);

/* How calls to @number go from now on. */
void
whin_dummy_line_set_outcome (WhinDummyLine *self, const char *number, WhinDummyOutcome outcome);

G_END_DECLS
