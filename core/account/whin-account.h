/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WhinAccount:
 *
 * The account document (wire-protocols, section 3): a key/value store in memory in which each node
 * may hold one value of each layer, and the value of the highest priority is the node's value. Its
 * file and its secrets are WhinAccountFile's business.
 */
#define WHIN_TYPE_ACCOUNT (whin_account_get_type ())
G_DECLARE_FINAL_TYPE (WhinAccount, whin_account, WHIN, ACCOUNT, GObject)

/* Where a value came from. A layer replaces only its own values; the priority decides which one
 * counts. */
typedef enum {
  WHIN_LAYER_SIGN_IN,      /* typed at sign-in; priority 0, so any answer replaces it */
  WHIN_LAYER_PORTAL,       /* brand and portal defaults; priority 10 */
  WHIN_LAYER_PROVISIONING, /* external provisioning; priority 20 */
  WHIN_LAYER_PERSON,       /* the person's own edits; priority 40 */
} WhinAccountLayer;

#define WHIN_PRIORITY_PERSON 40     /* a provider's value above it is locked for editing */
#define WHIN_ACCOUNT_MAX_NODES 1024 /* further ones are refused */
#define WHIN_ACCOUNT_MAX_VALUE_BYTES (64 * 1024)

WhinAccount *whin_account_new (void);

/* The node's value (text, or a subtree as XML), NULL when it has none; belongs to the account until
 * its next change. The case of the first letter of @node does not matter. */
const char *whin_account_get (WhinAccount *self, const char *node);

/* As whin_account_get(), "" instead of NULL. */
const char *whin_account_get_text (WhinAccount *self, const char *node);

/* Whether the person may edit @node. */
gboolean whin_account_is_editable (WhinAccount *self, const char *node);

/* Sets or (NULL) removes the person's own value of @node; FALSE when the provider locked it. Emits
 * "changed". */
gboolean whin_account_set_by_person (WhinAccount *self, const char *node, const char *value);

/**
 * whin_account_node_is_secret:
 *
 * Whether values of @node are kept in the Secret Service and never printed: password,
 * cloud_password, webToken, and every name that ends (in any case) in password, token or secret, or
 * in AuthPassword or CustomHeaders.
 */
gboolean whin_account_node_is_secret (const char *node);

/* (transfer full) (element-type utf8 utf8): nodes that are not secret, for display and `status`.
 * Providers write keys into addresses, bodies and trees too: so addresses come without their
 * queries, and bodies, and trees that name a password, a token or a secret, not at all. */
GHashTable *whin_account_dup_public_nodes (WhinAccount *self);

/* Signal "changed" (no argument): once after each merge or edit that changed at least one effective
 * value. */

G_END_DECLS
