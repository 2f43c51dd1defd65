/* SPDX-License-Identifier: Apache-2.0 */
#include "core/state/whin-state-file.h"

#include "core/state/whin-writer.h"
#include "core/testing/whin-test-folder.h"
#include "core/testing/whin-test-loop.h"

#include <glib/gstdio.h>

#include <string.h>
#include <unistd.h>

typedef struct {
  char *folder;
  char *path;
  WhinStateFile *file;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = whin_test_folder_new ();
  fixture->path = g_build_filename (fixture->folder, "state", NULL);
  fixture->file = whin_state_file_new (fixture->path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->file);
  whin_test_folder_remove (fixture->folder);
  g_free (fixture->path);
}

static gboolean
save (Fixture *fixture, const char *text, GError **error)
{
  g_autoptr (GBytes) content = text != NULL ? g_bytes_new (text, strlen (text)) : NULL;
  g_autoptr (GAsyncResult) result = NULL;

  whin_state_file_save_async (fixture->file, content, whin_test_on_result, &result);
  whin_test_until (result != NULL);
  return whin_state_file_save_finish (fixture->file, result, error);
}

static char *
load (Fixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) content = NULL;

  whin_state_file_load_async (fixture->file, NULL, whin_test_on_result, &result);
  whin_test_until (result != NULL);
  content = whin_state_file_load_finish (fixture->file, result, error);
  return content != NULL ? g_strndup (g_bytes_get_data (content, NULL), g_bytes_get_size (content))
                         : NULL;
}

static void
test_save_and_load (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *nothing = load (fixture, &error);
  g_autofree char *text = NULL;
  GStatBuf status;

  g_assert_null (nothing);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (save (fixture, "one", &error));
  g_assert_true (save (fixture, "two", &error));
  text = load (fixture, &error);
  g_assert_cmpstr (text, ==, "two");
  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_true (save (fixture, NULL, &error));
  g_assert_true (save (fixture, NULL, &error));
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

static void
test_newest_wins (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;

  for (int i = 0; i <= 200; i++) {
    g_autofree char *number = g_strdup_printf ("%d", i);
    g_autoptr (GBytes) content = g_bytes_new (number, strlen (number));

    whin_state_file_save_async (fixture->file, content, NULL, NULL);
  }
  g_assert_true (
      whin_state_file_wait (fixture->file, g_get_monotonic_time () + 5 * G_USEC_PER_SEC));
  text = load (fixture, NULL);
  g_assert_cmpstr (text, ==, "200");
}

static void
test_failure_keeps_the_old (Fixture *fixture, gconstpointer data)
{
  g_autofree char *obstacle = g_strconcat (fixture->path, ".new", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_assert_true (save (fixture, "old", &error));
  g_assert_cmpint (g_mkdir (obstacle, 0700), ==, 0);
  g_assert_false (save (fixture, "new", &error));
  g_assert_nonnull (error);
  text = load (fixture, NULL);
  g_assert_cmpstr (text, ==, "old");
  g_rmdir (obstacle);
}

/* What a killed process left, or somebody put there, is not followed. */
static void
test_leftovers (Fixture *fixture, gconstpointer data)
{
  g_autofree char *leftover = g_strconcat (fixture->path, ".new", NULL);
  g_autofree char *victim = g_build_filename (fixture->folder, "victim", NULL);
  g_autofree char *kept = NULL;

  g_assert_true (g_file_set_contents (victim, "untouched", -1, NULL));
  g_assert_cmpint (symlink (victim, leftover), ==, 0);
  g_assert_true (save (fixture, "new", NULL));
  g_assert_true (g_file_get_contents (victim, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, "untouched");
}

static void
test_bounds (Fixture *fixture, gconstpointer data)
{
  g_autofree char *huge = g_strnfill (WHIN_STATE_FILE_MAX_BYTES + 1, 'x');
  g_autoptr (GError) error = NULL;

  g_assert_false (save (fixture, huge, &error));
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (fixture->path, huge, -1, NULL));
  g_assert_null (load (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE);
  g_clear_error (&error);
  g_remove (fixture->path);
  g_assert_cmpint (g_mkdir (fixture->path, 0700), ==, 0);
  g_assert_null (load (fixture, &error));
  g_assert_nonnull (error);
}

/* A writer whose disk is slow. */
typedef struct {
  GMutex mutex;
  guint running;
  guint most_running;
  guint saved;
  int newest;
} Disk;

static gboolean
on_save (gpointer content, gpointer data, GError **error)
{
  Disk *disk = data;

  g_mutex_lock (&disk->mutex);
  disk->running++;
  disk->most_running = MAX (disk->most_running, disk->running);
  g_mutex_unlock (&disk->mutex);
  g_usleep (20000);
  g_mutex_lock (&disk->mutex);
  disk->running--;
  disk->saved++;
  disk->newest = GPOINTER_TO_INT (content);
  g_mutex_unlock (&disk->mutex);
  return TRUE;
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer count)
{
  g_assert_true (whin_writer_save_finish (WHIN_WRITER (source), result, NULL));
  ++*(guint *)count;
}

static void
test_writer (void)
{
  Disk disk = {0};
  g_autoptr (WhinWriter) writer = whin_writer_new (on_save, &disk, NULL);
  guint ended = 0;

  g_mutex_init (&disk.mutex);
  for (int i = 1; i <= 50; i++)
    whin_writer_save_async (writer, GINT_TO_POINTER (i), NULL, on_saved, &ended);
  g_assert_false (whin_writer_wait (writer, g_get_monotonic_time () + 1000));
  whin_test_until (ended == 50);
  g_assert_true (whin_writer_wait (writer, g_get_monotonic_time () + G_USEC_PER_SEC));
  g_assert_cmpint (disk.newest, ==, 50);
  g_assert_cmpuint (disk.most_running, ==, 1);
  g_assert_cmpuint (disk.saved, <=, 3);
  g_mutex_clear (&disk.mutex);
}

#define ADD(name, func) g_test_add ("/state-file/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("save-and-load", test_save_and_load);
  ADD ("newest-wins", test_newest_wins);
  ADD ("failure-keeps-the-old", test_failure_keeps_the_old);
  ADD ("leftovers", test_leftovers);
  ADD ("bounds", test_bounds);
  g_test_add_func ("/writer/one-at-a-time", test_writer);
  return g_test_run ();
}
