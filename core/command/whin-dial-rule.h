/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "cmduri/cmduri.h"

#include <glib.h>

G_BEGIN_DECLS

/* Digits of a number inside an office. Longer ones may be an information service's. */
#define WHIN_DIAL_RULE_MAX_EXTENSION 4

/* What becomes of a call URI's number. */
typedef enum {
  WHIN_DIAL_FILL_IN, /* on the keypad; the person presses the call button, or doesn't */
  WHIN_DIAL_ASK,     /* filled in as well; a question stands before the call */
  WHIN_DIAL_NOW,
} WhinDial;

/* Whether @number is one that no link may dial: an emergency number of any country, or a code with
 * a star or a hash (which forwards calls, bars them, or costs). Hostile text; in doubt TRUE. */
gboolean whin_dial_rule_guards (const char *number);

/* @permission: of the table's cell for dialling; @gesture: a real click or key on a trusted page;
 * @able: this phone can do what the link asks for. Only a click on a trusted page dials; another
 * program's wish is asked about (command-uris, section 3 and 5). */
WhinDial whin_dial_rule_apply (enum cmduri_permission permission,
                               gboolean gesture,
                               gboolean able,
                               const char *number);

/* Whether a call to @dialled may go on to @target, where the network passes it on to, without a
 * question: to the same number written otherwise, to a name, or from an extension or a name to an
 * extension of the account's own server. Every other number may cost more, or be another server's.
 * Both as whin_line_clean_number() returns them; @target is none that is guarded. */
gboolean whin_dial_rule_follows (const char *dialled, const char *target);

/* Whether a call of this line is what @action means: autoCall, voiceCall, forceOffnetCall (every
 * call goes through the line). */
gboolean whin_dial_rule_can (enum cmduri_dial_action action);

G_END_DECLS
