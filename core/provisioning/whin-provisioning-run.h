/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/provisioning/whin-brand-answer.h"
#include "core/provisioning/whin-provisioner.h"
#include "core/service/whin-service-context.h"
#include "core/service/whin-web-service.h"
#include "core/session/whin-login.h"

G_BEGIN_DECLS

/* The clients of the parts, kept between runs for their validators. */
typedef struct {
  WhinWebService *portal;
  WhinWebService *global;   /* initialGlobalProvisioning */
  WhinWebService *initial;  /* InitialProvisioning */
  WhinWebService *external; /* extProv */
} WhinProvisioningServices;

/* WhinProvisioningOutcome: what a run brought. The account of the run's context is changed
 * already. */
typedef struct {
  WhinBrandAnswer *brand; /* NULL when the portal had nothing new or wasn't asked */
  GBytes *quick_dials;    /* NULL likewise */
  GError *error;          /* the first essential failure, or else the first of any part, with a text
                             for people; or NULL */
  gboolean is_essential;  /* that failure ends a sign-in: it was the portal's or the account's */
} WhinProvisioningOutcome;

void whin_provisioning_outcome_free (WhinProvisioningOutcome *self);

/**
 * whin_provisioning_run_async:
 * @context: of the account to be changed, which should be a copy
 * @services: borrowed until the end
 * @login: (nullable): of a first login; it then ends at the first essential failure, while a later
 *   run goes on with the next part
 */
void whin_provisioning_run_async (WhinServiceContext *context,
                                  const WhinProvisioningServices *services,
                                  WhinProvisionParts parts,
                                  const WhinLogin *login,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);

/* Returns: (transfer full) (nullable). Errors: G_IO_ERROR_CANCELLED alone. */
WhinProvisioningOutcome *whin_provisioning_run_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WhinProvisioningOutcome, whin_provisioning_outcome_free)

G_END_DECLS
