/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/account/whin-account-file.h"
#include "core/state/whin-state-file.h"

G_BEGIN_DECLS

/* WhinSessionFiles: where a session keeps its state; all in one folder (0700). */
typedef struct {
  char *folder;
  WhinAccountFile *account;
  WhinStateFile *balance;
  WhinStateFile *quick_dials;
  WhinStateFile *purchase;
  WhinStateFile *calls;
  WhinStateFile *damaged_calls; /* the last ones that could not be read whole */
} WhinSessionFiles;

/* What the small files held; NULL where there was nothing readable. */
typedef struct {
  char *install_id; /* 32 hexadecimal digits, made when there was none */
  GBytes *balance;
  GBytes *quick_dials;
  GBytes *purchase;
  GBytes *calls;
} WhinSessionKept;

WhinSessionFiles *whin_session_files_new (const char *folder, const char *application_id);
void whin_session_files_free (WhinSessionFiles *self);

/* Makes the folder and reads the small files, in a thread. Errors: G_IO_ERROR when the folder or
 * the install ID can't be made. */
void whin_session_files_load_async (WhinSessionFiles *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
WhinSessionKept *whin_session_files_load_finish (GAsyncResult *result, GError **error);

/* Waits for all saves, at most until @deadline (of g_get_monotonic_time()). */
void whin_session_files_wait (WhinSessionFiles *self, gint64 deadline);

void whin_session_kept_free (WhinSessionKept *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WhinSessionFiles, whin_session_files_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WhinSessionKept, whin_session_kept_free)

G_END_DECLS
