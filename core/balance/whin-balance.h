/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WhinBalance:
 *
 * The account's balance as the provider words it (wire-protocols, section 2), kept across restarts.
 * A failed check keeps the last good text and sets `stale` and `error`.
 *
 * Properties, all readable, all notified on the main context:
 *   "available" gboolean: the provider has a balance service
 *   "text"      utf8, NULL before the first good answer; shown as it is
 *   "checked-at" GDateTime, of the last good answer, or NULL
 *   "stale"     gboolean: the newest check failed
 *   "error"     utf8 for people, or NULL
 *   "busy"      gboolean: a check is under way
 */
#define WHIN_TYPE_BALANCE (whin_balance_get_type ())
G_DECLARE_FINAL_TYPE (WhinBalance, whin_balance, WHIN, BALANCE, GObject)

gboolean whin_balance_get_available (WhinBalance *self);
const char *whin_balance_get_text (WhinBalance *self);
GDateTime *whin_balance_get_checked_at (WhinBalance *self);
gboolean whin_balance_get_stale (WhinBalance *self);
const char *whin_balance_get_error (WhinBalance *self);
gboolean whin_balance_get_busy (WhinBalance *self);

/* Asks for a check. Requests that arrive while one runs are joined to it; at most one request a
 * second leaves, and a check asked for earlier than that is run when the second is over (never
 * lost). */
void whin_balance_check (WhinBalance *self);

G_END_DECLS
