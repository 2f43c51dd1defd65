/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WhinSecretStore:
 *
 * Keeps the account's secrets in the desktop's Secret Service, or in a file of mode 0600 where
 * there is none. Secrets are kept in generations: a new one stands beside the old one until the
 * account document names it, so that document and secrets never mix.
 *
 * All calls block and belong into a thread; each waits at most WHIN_SECRET_STORE_TIMEOUT_SECONDS
 * for the Secret Service, which may ask the person to unlock it. One that doesn't even answer
 * within WHIN_SECRET_STORE_PING_SECONDS counts as none, also for the calls of the next minute.
 */
#define WHIN_TYPE_SECRET_STORE (whin_secret_store_get_type ())
G_DECLARE_FINAL_TYPE (WhinSecretStore, whin_secret_store, WHIN, SECRET_STORE, GObject)

#define WHIN_SECRET_STORE_TIMEOUT_SECONDS 20
#define WHIN_SECRET_STORE_PING_SECONDS 5

/* @folder (absolute) tells apart the accounts of one application, and holds the file. */
WhinSecretStore *whin_secret_store_new (const char *folder, const char *application_id);

/* Whether a Secret Service answers; whether it takes secrets is known when it is given one. */
gboolean whin_secret_store_finds_service (WhinSecretStore *self);

/**
 * whin_secret_store_save:
 * @secrets: (element-type utf8 utf8)
 * @place: (out) (transfer none): "service" or "file", for whin_secret_store_load()
 */
gboolean whin_secret_store_save (WhinSecretStore *self,
                                 const char *generation,
                                 GHashTable *secrets,
                                 const char **place,
                                 GError **error);

/* Returns: (transfer full) (element-type utf8 utf8). Errors: G_IO_ERROR; NOT_FOUND when the
 * generation is gone. */
GHashTable *whin_secret_store_load (WhinSecretStore *self,
                                    const char *generation,
                                    const char *place,
                                    GError **error);

/* Removes all generations but @generation (nullable). What can't be removed is logged, and goes
 * with the next call. */
void whin_secret_store_keep_only (WhinSecretStore *self, const char *generation);

G_END_DECLS
