/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/account/whin-account.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The part of WhinAccount that core alone uses. */

#define WHIN_PRIORITY_SIGN_IN 0
#define WHIN_PRIORITY_PORTAL 10
#define WHIN_PRIORITY_PROVISIONING 20
#define WHIN_PRIORITY_MAX 1000000

/* One value as a provider's document gives it. */
typedef struct {
  char *node;
  char *value;
  int priority; /* -1: the layer's own */
} WhinAccountValue;

WhinAccountValue *whin_account_value_new (const char *node, const char *value, int priority);
void whin_account_value_free (WhinAccountValue *self);

/**
 * whin_account_merge:
 * @values: (element-type WhinAccountValue)
 * @replaces: whether the layer's values that @values doesn't name are removed
 *
 * Either all of @values are taken over or none.
 *
 * Errors: G_IO_ERROR_INVALID_DATA when a bound of WhinAccount would be broken.
 */
gboolean whin_account_merge (WhinAccount *self,
                             WhinAccountLayer layer,
                             GPtrArray *values,
                             gboolean replaces,
                             GError **error);

/* Takes over every layer of @other but the person's. */
void whin_account_take_provider_layers (WhinAccount *self, WhinAccount *other);

/* (transfer full): an account with the same values. */
WhinAccount *whin_account_copy (WhinAccount *self);

void whin_account_clear (WhinAccount *self);

/**
 * whin_account_to_json:
 * @secrets: (element-type utf8 utf8): receives the values of secret nodes, each under its
 *   "layer/node"
 *
 * Returns: (transfer full): the account's values, with the place of a secret instead of the secret
 */
JsonArray *whin_account_to_json (WhinAccount *self, GHashTable *secrets);

/**
 * whin_account_from_json:
 *
 * The reverse of whin_account_to_json(). Nothing changes when it fails.
 *
 * Errors: G_IO_ERROR_INVALID_DATA, also when a secret is missing.
 */
gboolean
whin_account_from_json (WhinAccount *self, JsonArray *values, GHashTable *secrets, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WhinAccountValue, whin_account_value_free)

G_END_DECLS
