/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/service/whin-answer.h"

G_BEGIN_DECLS

/* A longer balance is cut when it is shown. */
#define WHIN_BALANCE_MAX_CHARACTERS 100

/**
 * whin_balance_answer_read:
 * @answer: of a balance check (wire-protocols, section 2), hostile
 *
 * Reads `balanceString` of the XML or JSON form; the form is judged by the body.
 *
 * Returns: (transfer full) (nullable): the balance as one line.
 * Errors: G_IO_ERROR_FAILED, with a message for people, for a status other than 2xx, a non-zero
 * `error`, or what can't be read.
 */
char *whin_balance_answer_read (const WhinAnswer *answer, GError **error);

G_END_DECLS
