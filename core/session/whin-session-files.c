/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/session/whin-session-files.h"

#include <errno.h>
#include <string.h>

#define INSTALL_ID_LENGTH 32

static WhinStateFile *
make_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return whin_state_file_new (path);
}

static GBytes *
read_small_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  GBytes *content = whin_state_file_read (path, &error);

  if (content == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_message ("%s can’t be read: %s", name, error->message);
  return content;
}

static gboolean
install_id_is_valid (const char *text, gsize length)
{
  if (length != INSTALL_ID_LENGTH)
    return FALSE;
  for (gsize i = 0; i < length; i++) {
    if (!g_ascii_isxdigit (text[i]))
      return FALSE;
  }
  return TRUE;
}

static char *
make_install_id (void)
{
  g_autofree char *uuid = g_uuid_string_random ();
  g_auto (GStrv) parts = g_strsplit (uuid, "-", -1);

  return g_strjoinv (NULL, parts);
}

static char *
read_install_id (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "install-id", NULL);
  g_autoptr (GBytes) kept = read_small_file (folder, "install-id");
  g_autoptr (GBytes) content = NULL;
  g_autofree char *install_id = NULL;

  if (kept != NULL && install_id_is_valid (g_bytes_get_data (kept, NULL), g_bytes_get_size (kept)))
    return g_strndup (g_bytes_get_data (kept, NULL), INSTALL_ID_LENGTH);
  install_id = make_install_id ();
  content = g_bytes_new (install_id, strlen (install_id));
  if (!whin_state_file_write (path, content, error))
    return NULL;
  return g_steal_pointer (&install_id);
}

static void
load_in_thread (GTask *task, gpointer source, gpointer folder, GCancellable *cancellable)
{
  g_autoptr (WhinSessionKept) kept = g_new0 (WhinSessionKept, 1);
  GError *error = NULL;

  if (g_mkdir_with_parents (folder, 0700) != 0) {
    int code = errno;

    g_task_return_new_error (task, G_IO_ERROR, g_io_error_from_errno (code),
                             "the data folder can’t be made: %s", g_strerror (code));
    return;
  }
  kept->install_id = read_install_id (folder, &error);
  if (kept->install_id == NULL) {
    g_task_return_error (task, error);
    return;
  }
  kept->balance = read_small_file (folder, "balance.json");
  kept->quick_dials = read_small_file (folder, "quick-dials.json");
  kept->purchase = read_small_file (folder, "purchase.json");
  kept->calls = read_small_file (folder, "calls.json");
  g_task_return_pointer (task, g_steal_pointer (&kept), (GDestroyNotify)whin_session_kept_free);
}

WhinSessionFiles *
whin_session_files_new (const char *folder, const char *application_id)
{
  WhinSessionFiles *self = g_new0 (WhinSessionFiles, 1);

  self->folder = g_canonicalize_filename (folder, NULL);
  self->account = whin_account_file_new (self->folder, application_id);
  self->balance = make_file (self->folder, "balance.json");
  self->quick_dials = make_file (self->folder, "quick-dials.json");
  self->purchase = make_file (self->folder, "purchase.json");
  self->calls = make_file (self->folder, "calls.json");
  self->damaged_calls = make_file (self->folder, "calls.json.damaged");
  return self;
}

void
whin_session_files_free (WhinSessionFiles *self)
{
  g_free (self->folder);
  g_object_unref (self->account);
  g_object_unref (self->balance);
  g_object_unref (self->quick_dials);
  g_object_unref (self->purchase);
  g_object_unref (self->calls);
  g_object_unref (self->damaged_calls);
  g_free (self);
}

void
whin_session_files_load_async (WhinSessionFiles *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_task_data (task, g_strdup (self->folder), g_free);
  g_task_run_in_thread (task, load_in_thread);
}

WhinSessionKept *
whin_session_files_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
whin_session_files_wait (WhinSessionFiles *self, gint64 deadline)
{
  gboolean is_done = whin_account_file_wait (self->account, deadline);

  is_done &= whin_state_file_wait (self->balance, deadline);
  is_done &= whin_state_file_wait (self->quick_dials, deadline);
  is_done &= whin_state_file_wait (self->purchase, deadline);
  is_done &= whin_state_file_wait (self->calls, deadline);
  is_done &= whin_state_file_wait (self->damaged_calls, deadline);
  if (!is_done)
    g_message ("Not everything could be saved in time");
}

void
whin_session_kept_free (WhinSessionKept *self)
{
  g_free (self->install_id);
  g_clear_pointer (&self->balance, g_bytes_unref);
  g_clear_pointer (&self->quick_dials, g_bytes_unref);
  g_clear_pointer (&self->purchase, g_bytes_unref);
  g_clear_pointer (&self->calls, g_bytes_unref);
  g_free (self);
}
