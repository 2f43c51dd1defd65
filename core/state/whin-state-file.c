/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/state/whin-state-file.h"

#include "core/state/whin-writer.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct _WhinStateFile {
  GObject parent_instance;
  char *path;
  WhinWriter *writer;
};

G_DEFINE_FINAL_TYPE (WhinStateFile, whin_state_file, G_TYPE_OBJECT)

static gboolean
fail (GError **error, const char *what, const char *path)
{
  int code = errno;
  g_autofree char *name = g_path_get_basename (path);

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), "%s: %s: %s", name, what,
               g_strerror (code));
  return FALSE;
}

/* Without this a rename may be lost with the power. */
static gboolean
sync_folder (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean is_fine;

  if (fd < 0)
    return fail (error, "open folder", path);
  is_fine = fsync (fd) == 0 || errno == EINVAL; /* some file systems have no such thing */
  if (!is_fine)
    fail (error, "sync folder", path);
  close (fd);
  return is_fine;
}

static gboolean
write_all (int fd, const char *data, gsize length)
{
  while (length > 0) {
    gssize written = write (fd, data, length);

    if (written < 0 && errno == EINTR)
      continue;
    if (written < 0)
      return FALSE;
    data += written;
    length -= (gsize)written;
  }
  return TRUE;
}

gboolean
whin_state_file_write (const char *path, GBytes *content, GError **error)
{
  g_autofree char *temporary = g_strconcat (path, ".new", NULL);
  const char *data;
  gsize length;
  int fd;

  g_return_val_if_fail (path != NULL, FALSE);

  if (content == NULL) {
    if (unlink (path) != 0 && errno != ENOENT)
      return fail (error, "remove", path);
    unlink (temporary);
    return sync_folder (path, error);
  }
  data = g_bytes_get_data (content, &length);
  if (length > WHIN_STATE_FILE_MAX_BYTES) {
    errno = EFBIG;
    return fail (error, "save", path);
  }
  /* What a killed process left; O_EXCL then guards against links. */
  unlink (temporary);
  fd = open (temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0)
    return fail (error, "create", path);
  if (!write_all (fd, data, length) || fsync (fd) != 0) {
    fail (error, "write", path);
    close (fd);
    unlink (temporary);
    return FALSE;
  }
  close (fd);
  if (rename (temporary, path) != 0) {
    fail (error, "rename", path);
    unlink (temporary);
    return FALSE;
  }
  return sync_folder (path, error);
}

GBytes *
whin_state_file_read (const char *path, GError **error)
{
  g_autoptr (GByteArray) content = g_byte_array_new ();
  guint8 buffer[16 * 1024];
  struct stat status;
  gssize got;
  int fd;

  g_return_val_if_fail (path != NULL, NULL);

  fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) {
    fail (error, "open", path);
    return NULL;
  }
  if (fstat (fd, &status) != 0 || !S_ISREG (status.st_mode)) {
    errno = EINVAL;
    fail (error, "not a file", path);
    close (fd);
    return NULL;
  }
  while ((got = read (fd, buffer, sizeof buffer)) != 0) {
    if (got < 0 && errno == EINTR)
      continue;
    if (got > 0 && content->len + (gsize)got > WHIN_STATE_FILE_MAX_BYTES) {
      errno = EMSGSIZE;
      got = -1;
    }
    if (got < 0) {
      fail (error, "read", path);
      close (fd);
      return NULL;
    }
    g_byte_array_append (content, buffer, (guint)got);
  }
  close (fd);
  return g_byte_array_free_to_bytes (g_steal_pointer (&content));
}

/* Runs in the writer's thread. */
static gboolean
save (gpointer content, gpointer path, GError **error)
{
  return whin_state_file_write (path, content, error);
}

static void
load_in_thread (GTask *task, gpointer source, gpointer path, GCancellable *cancellable)
{
  GError *error = NULL;
  GBytes *content = whin_state_file_read (path, &error);

  if (content == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, content, (GDestroyNotify)g_bytes_unref);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;

  if (whin_writer_save_finish (WHIN_WRITER (source), result, &error)) {
    g_task_return_boolean (task, TRUE);
    return;
  }
  g_message ("Can’t save: %s", error->message);
  g_task_return_error (task, g_steal_pointer (&error));
}

static void
whin_state_file_finalize (GObject *object)
{
  WhinStateFile *self = WHIN_STATE_FILE (object);

  g_clear_object (&self->writer);
  g_free (self->path);
  G_OBJECT_CLASS (whin_state_file_parent_class)->finalize (object);
}

static void
whin_state_file_class_init (WhinStateFileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = whin_state_file_finalize;
}

static void
whin_state_file_init (WhinStateFile *self)
{
}

WhinStateFile *
whin_state_file_new (const char *path)
{
  WhinStateFile *self = g_object_new (WHIN_TYPE_STATE_FILE, NULL);

  self->path = g_strdup (path);
  self->writer = whin_writer_new (save, g_strdup (path), g_free);
  return self;
}

void
whin_state_file_save_async (WhinStateFile *self,
                            GBytes *content,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_return_if_fail (WHIN_IS_STATE_FILE (self));
  whin_writer_save_async (self->writer, content != NULL ? g_bytes_ref (content) : NULL,
                          (GDestroyNotify)g_bytes_unref, on_saved, task);
}

gboolean
whin_state_file_save_finish (WhinStateFile *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
whin_state_file_load_async (WhinStateFile *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (WHIN_IS_STATE_FILE (self));
  g_task_set_task_data (task, g_strdup (self->path), g_free);
  g_task_run_in_thread (task, load_in_thread);
}

GBytes *
whin_state_file_load_finish (WhinStateFile *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
whin_state_file_wait (WhinStateFile *self, gint64 deadline)
{
  g_return_val_if_fail (WHIN_IS_STATE_FILE (self), FALSE);
  return whin_writer_wait (self->writer, deadline);
}
