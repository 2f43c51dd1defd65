/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/balance/whin-balance.h"
#include "core/service/whin-service-context.h"
#include "core/state/whin-state-file.h"

G_BEGIN_DECLS

/* Seconds between checks by itself, unless the account's `genericBalanceCheckInterval` says so. */
#define WHIN_BALANCE_INTERVAL_SECONDS 300

WhinBalance *whin_balance_new (WhinServiceContext *context, WhinStateFile *file);

/* Takes over what the file held (wire format of its own); damage is as good as nothing. */
void whin_balance_restore (WhinBalance *self, GBytes *kept);

/* Begins to check, now and again. */
void whin_balance_start (WhinBalance *self);

/* As whin_balance_check(), but a check that began earlier doesn't do: it may not have seen the
 * payment. */
void whin_balance_check_fresh (WhinBalance *self);

/* Stops, and forgets the balance here and on disk. */
void whin_balance_forget (WhinBalance *self);

G_END_DECLS
