/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WhinStateFile:
 *
 * One small file of the phone's state. It is replaced atomically (temporary file, fsync, rename,
 * fsync of the folder), readable by its owner alone (0600), one save at a time; of waiting saves
 * the newest wins. Saving happens in a thread (WhinWriter), so the caller never waits for the disk.
 */
#define WHIN_TYPE_STATE_FILE (whin_state_file_get_type ())
G_DECLARE_FINAL_TYPE (WhinStateFile, whin_state_file, WHIN, STATE_FILE, GObject)

#define WHIN_STATE_FILE_MAX_BYTES (8 * 1024 * 1024)

/* The folder must exist. */
WhinStateFile *whin_state_file_new (const char *path);

/* @content: (nullable): NULL removes the file. @callback (nullable) */
void whin_state_file_save_async (WhinStateFile *self,
                                 GBytes *content,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean whin_state_file_save_finish (WhinStateFile *self, GAsyncResult *result, GError **error);

void whin_state_file_load_async (WhinStateFile *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
/* Errors: G_IO_ERROR; NOT_FOUND when there is no file, MESSAGE_TOO_LARGE over the bound. */
GBytes *whin_state_file_load_finish (WhinStateFile *self, GAsyncResult *result, GError **error);

/* As whin_writer_wait(). */
gboolean whin_state_file_wait (WhinStateFile *self, gint64 deadline);

/* The same at once, for use in threads. @content NULL removes the file. */
gboolean whin_state_file_write (const char *path, GBytes *content, GError **error);
GBytes *whin_state_file_read (const char *path, GError **error);

G_END_DECLS
