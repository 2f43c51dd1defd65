/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WhinWriter:
 *
 * Saves contents one at a time in a thread of its own, in the order in which they were given; of
 * those that wait only the newest is saved. The thread lives only while there is something to save.
 */
#define WHIN_TYPE_WRITER (whin_writer_get_type ())
G_DECLARE_FINAL_TYPE (WhinWriter, whin_writer, WHIN, WRITER, GObject)

/* Runs in the thread. */
typedef gboolean (*WhinWriterFunc) (gpointer content, gpointer user_data, GError **error);

/* @user_data is freed by @destroy after the last save. */
WhinWriter *whin_writer_new (WhinWriterFunc func, gpointer user_data, GDestroyNotify destroy);

/* @content: (transfer full) (nullable): freed by @free_content, maybe in the thread. The call ends
 * when @content or a newer one was saved, or couldn't be. */
void whin_writer_save_async (WhinWriter *self,
                             gpointer content,
                             GDestroyNotify free_content,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean whin_writer_save_finish (WhinWriter *self, GAsyncResult *result, GError **error);

/* Waits until nothing is left to save, at most until @deadline (of g_get_monotonic_time()). Runs no
 * main loop. FALSE when the deadline passed. */
gboolean whin_writer_wait (WhinWriter *self, gint64 deadline);

G_END_DECLS
