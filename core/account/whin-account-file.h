/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/account/whin-secret-store.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* WhinAccountDocument: what is kept of an account. */
typedef struct {
  JsonObject *document; /* holds no secret; the member "secrets" belongs to WhinAccountFile */
  GHashTable *secrets;  /* (element-type utf8 utf8) */
} WhinAccountDocument;

/* Both (transfer full). */
WhinAccountDocument *whin_account_document_new (JsonObject *document, GHashTable *secrets);
void whin_account_document_free (WhinAccountDocument *self);

/**
 * WhinAccountFile:
 *
 * The account on disk: a document without secrets, and the secrets in WhinSecretStore. The order of
 * a save is what keeps both from ever being a mixture, whenever the process dies:
 *
 *   1. the secrets are stored as a new generation, beside the old one;
 *   2. a document that names the new generation replaces the old document atomically;
 *   3. the old generations are removed.
 *
 * Saves are ordered, one at a time, the newest wins (WhinWriter).
 */
#define WHIN_TYPE_ACCOUNT_FILE (whin_account_file_get_type ())
G_DECLARE_FINAL_TYPE (WhinAccountFile, whin_account_file, WHIN, ACCOUNT_FILE, GObject)

/* @folder must exist and be absolute. */
WhinAccountFile *whin_account_file_new (const char *folder, const char *application_id);

/* @document: (transfer full) (nullable): NULL removes the account with its secrets. */
void whin_account_file_save_async (WhinAccountFile *self,
                                   WhinAccountDocument *document,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean
whin_account_file_save_finish (WhinAccountFile *self, GAsyncResult *result, GError **error);

void whin_account_file_load_async (WhinAccountFile *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);

/* Returns: (transfer full) (nullable). Errors: G_IO_ERROR: NOT_FOUND when there is no account;
 * INVALID_DATA or FAILED when it can't be read; nothing is removed then. */
WhinAccountDocument *
whin_account_file_load_finish (WhinAccountFile *self, GAsyncResult *result, GError **error);

/* As whin_writer_wait(). */
gboolean whin_account_file_wait (WhinAccountFile *self, gint64 deadline);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WhinAccountDocument, whin_account_document_free)

G_END_DECLS
