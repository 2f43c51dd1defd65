/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/service/whin-service-context.h"
#include "core/state/whin-state-file.h"
#include "core/store/whin-purchase.h"

G_BEGIN_DECLS

/* Emits "paid" (no argument) when an order is known to be paid, before the state says so. */
WhinPurchase *whin_purchase_new (WhinServiceContext *context, WhinStateFile *file);

/* Takes up the purchase that @kept (nullable) tells of. Its order is asked about until its end. */
void whin_purchase_resume (WhinPurchase *self, GBytes *kept);

/* Forgets the purchase here and on disk. */
void whin_purchase_forget (WhinPurchase *self);

G_END_DECLS
