/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The parts of provisioning, in their order (wire-protocols, section 3). */
typedef enum {
  WHIN_PROVISION_PORTAL = 1 << 0,   /* brand and account defaults */
  WHIN_PROVISION_GLOBAL = 1 << 1,   /* global external provisioning: quick dials */
  WHIN_PROVISION_EXTERNAL = 1 << 2, /* external provisioning of the account */
  WHIN_PROVISION_ALL = 7,
} WhinProvisionParts;

/**
 * WhinProvisioner:
 *
 * Keeps the account in step with the provider. A failure leaves the account as it was and is told
 * through "error" and the session's "notice".
 *
 * Properties, all readable and notified: "busy" gboolean; "error" utf8 or NULL (newest run);
 * "finished-at" GDateTime or NULL.
 */
#define WHIN_TYPE_PROVISIONER (whin_provisioner_get_type ())
G_DECLARE_FINAL_TYPE (WhinProvisioner, whin_provisioner, WHIN, PROVISIONER, GObject)

gboolean whin_provisioner_get_busy (WhinProvisioner *self);
const char *whin_provisioner_get_error (WhinProvisioner *self);
GDateTime *whin_provisioner_get_finished_at (WhinProvisioner *self);

/* Asks for @parts. Joined to an equal run under way; at most one run a second begins; never lost.
 */
void whin_provisioner_update (WhinProvisioner *self, WhinProvisionParts parts);

G_END_DECLS
