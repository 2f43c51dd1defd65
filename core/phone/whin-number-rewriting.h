/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "cmduri/cmduri.h"

#include <glib.h>

G_BEGIN_DECLS

/**
 * WhinNumberRewriting:
 *
 * A provider's rules of how a number is dialled (`rewriting`; wire-protocols, section 3). Of the
 * rules whose conditions all hold the first one counts, with all its actions in their order.
 *
 * Conditions: `startsWith`, `doesntStartWith`, `equals`; `lengthEquals`, `longerThan`,
 * `shorterThan` (digits; a "+" is none). Actions: `prepend`, `append`; `replace` what the last
 * `startsWith` or `equals` names and no `prepend` has moved, or what an earlier `replace` put
 * there; `overrideDialAction`. A rule with anything else in it is left out: half of it would make
 * another number of it than was meant.
 */
typedef struct _WhinNumberRewriting WhinNumberRewriting;

#define WHIN_NUMBER_REWRITING_MAX_RULES 256
#define WHIN_NUMBER_REWRITING_MAX_PARTS 16     /* conditions of a rule, and actions */
#define WHIN_NUMBER_REWRITING_MAX_PARAMETER 64 /* bytes */

/* @xml: (nullable): the account's node; hostile. What can't be read is no rule. */
WhinNumberRewriting *whin_number_rewriting_new (const char *xml);
void whin_number_rewriting_free (WhinNumberRewriting *self);
guint whin_number_rewriting_count (const WhinNumberRewriting *self);

/**
 * whin_number_rewriting_apply:
 * @number: as whin_line_clean_number() returns it
 * @action: (out) (optional): how it is to be called; CMDURI_DIAL_ACTION_NONE: as usual
 *
 * Addresses, and numbers that no link may dial (whin_dial_rule_guards()), stay as they are: an
 * emergency call goes where the person wanted it. The result may be such a number, of which the
 * caller has to take care.
 *
 * Returns: (transfer full): @number itself where no rule holds, or where one would make something
 * of it that is no number
 */
char *whin_number_rewriting_apply (const WhinNumberRewriting *self,
                                   const char *number,
                                   enum cmduri_dial_action *action);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WhinNumberRewriting, whin_number_rewriting_free)

G_END_DECLS
