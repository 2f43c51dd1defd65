/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/provisioning/whin-brand-answer.h"
#include "core/provisioning/whin-provisioner.h"
#include "core/quick-dial/whin-quick-dial-list.h"
#include "core/service/whin-service-context.h"
#include "core/session/whin-login.h"

G_BEGIN_DECLS

/* Seconds between runs by itself, unless the account's `extProvInterval` says so. */
#define WHIN_PROVISIONER_INTERVAL_SECONDS 86400

/**
 * whin_provisioner_new:
 *
 * Signals for the session:
 *   "brand" (WhinBrandAnswer *): the portal's word on web tabs and origins
 *   "failed" (const char *text): a run failed, with a text for people; told once while the same
 *     failure of runs by itself goes on
 */
WhinProvisioner *whin_provisioner_new (WhinServiceContext *context, WhinQuickDialList *quick_dials);

/* Begins to provision, now (unless @is_fresh: a sign-in just did) and again. */
void whin_provisioner_start (WhinProvisioner *self, gboolean is_fresh);

/* Stops, and forgets what was remembered of the account's answers. */
void whin_provisioner_forget (WhinProvisioner *self);

/**
 * whin_provisioner_sign_in_async:
 *
 * A first login on a new account; the context's account and the quick dials change only when all of
 * it succeeded. The context's full code must be that of @login.
 *
 * Errors: G_IO_ERROR, with a message for people.
 */
void whin_provisioner_sign_in_async (WhinProvisioner *self,
                                     const WhinLogin *login,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean
whin_provisioner_sign_in_finish (WhinProvisioner *self, GAsyncResult *result, GError **error);

/* (transfer full) (element-type WhinAccountValue): brand.ini's account defaults. */
GPtrArray *whin_provisioner_dup_brand_values (WhinBrand *brand);

G_END_DECLS
