/* SPDX-License-Identifier: Apache-2.0 */
#include "core/account/whin-account-file.h"

#include "core/testing/whin-test-folder.h"
#include "core/testing/whin-test-loop.h"

#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/*
 * An account on disk is old or new, never a mixture: a child process saves one account after the
 * other and is killed, first at every single step on the disk, then at random moments.
 */

#define SAVES 3
#define RANDOM_KILLS 60

static int steps_left = -1; /* until the process kills itself; -1: never */

static void
step (void)
{
  if (g_atomic_int_get (&steps_left) > 0 && g_atomic_int_dec_and_test (&steps_left))
    raise (SIGKILL);
}

/* These stand in the way of the C library's, so that a child can die in front of each. */
int
fsync (int fd)
{
  step ();
  return (int)syscall (SYS_fsync, fd);
}

int
rename (const char *from, const char *to)
{
  step ();
  return (int)syscall (SYS_renameat, AT_FDCWD, from, AT_FDCWD, to);
}

int
unlink (const char *path)
{
  step ();
  return (int)syscall (SYS_unlinkat, AT_FDCWD, path, 0);
}

static WhinAccountDocument *
make_document (const char *mark)
{
  JsonObject *object = json_object_new ();
  GHashTable *secrets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  json_object_set_string_member (object, "mark", mark);
  g_hash_table_insert (secrets, g_strdup ("mark"), g_strdup (mark));
  g_hash_table_insert (secrets, g_strdup ("padding"), g_strnfill (20000, *mark));
  return whin_account_document_new (object, secrets);
}

static gboolean
save (WhinAccountFile *file, WhinAccountDocument *document, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  whin_account_file_save_async (file, document, whin_test_on_result, &result);
  whin_test_until (result != NULL);
  return whin_account_file_save_finish (file, result, error);
}

static WhinAccountDocument *
load (const char *folder, GError **error)
{
  g_autoptr (WhinAccountFile) file = whin_account_file_new (folder, "com.example.Phone");
  g_autoptr (GAsyncResult) result = NULL;

  whin_account_file_load_async (file, NULL, whin_test_on_result, &result);
  whin_test_until (result != NULL);
  return whin_account_file_load_finish (file, result, error);
}

/* The mark of document and secrets, which must be the same; NULL when there is no account. */
static char *
load_mark (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WhinAccountDocument) document = load (folder, &error);

  if (document == NULL) {
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
    return NULL;
  }
  g_assert_cmpstr (json_object_get_string_member (document->document, "mark"), ==,
                   g_hash_table_lookup (document->secrets, "mark"));
  g_assert_cmpuint (strlen (g_hash_table_lookup (document->secrets, "padding")), ==, 20000);
  return g_strdup (json_object_get_string_member (document->document, "mark"));
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint count = 0;

  while (g_dir_read_name (dir) != NULL)
    count++;
  return count;
}

/* Runs this program again as the one that saves; FALSE when it ended by itself. */
static gboolean
run_child (const char *folder, int steps, guint kill_after_us)
{
  int status;
  pid_t pid = fork ();

  g_assert_cmpint (pid, >=, 0);
  if (pid == 0) {
    char text[16];

    snprintf (text, sizeof text, "%d", steps);
    execl ("/proc/self/exe", "child", "--save", folder, text, NULL);
    _exit (127);
  }
  if (kill_after_us > 0) {
    g_usleep (kill_after_us);
    kill (pid, SIGKILL);
  }
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  if (WIFSIGNALED (status)) {
    g_assert_cmpint (WTERMSIG (status), ==, SIGKILL);
    return TRUE;
  }
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
  return FALSE;
}

static int
run_as_child (const char *folder, const char *steps)
{
  g_autoptr (WhinAccountFile) file = whin_account_file_new (folder, "com.example.Phone");
  int count = (int)g_ascii_strtoll (steps, NULL, 10);
  gboolean is_endless = count < 0;

  if (count > 0)
    g_atomic_int_set (&steps_left, count);
  for (int i = 0; i < SAVES || is_endless; i++) {
    g_autofree char *mark = g_strdup_printf ("%c", 'a' + i % 26);

    if (!save (file, make_document (mark), NULL))
      return 1;
  }
  return 0;
}

static void
test_killed_at_every_step (void)
{
  gboolean was_killed = TRUE;
  int steps;

  for (steps = 1; was_killed; steps++) {
    char *folder = whin_test_folder_new ();
    g_autofree char *mark = NULL;

    was_killed = run_child (folder, steps, 0);
    mark = load_mark (folder);
    if (!was_killed)
      g_assert_cmpstr (mark, ==, "c");
    whin_test_folder_remove (folder);
  }
  /* Each save has at least five steps on the disk. */
  g_assert_cmpint (steps, >, SAVES * 5);
  g_test_message ("%d steps", steps - 1);
}

static void
test_killed_at_random (void)
{
  char *folder = whin_test_folder_new ();
  guint found = 0;

  for (int i = 0; i < RANDOM_KILLS; i++) {
    g_autofree char *mark = NULL;

    g_assert_true (run_child (folder, -1, (guint)g_test_rand_int_range (1000, 60000)));
    mark = load_mark (folder);
    found += mark != NULL;
    /* Loading cleans up: the document, its secrets, at most one unfinished file of each. */
    g_assert_cmpuint (count_files (folder), <=, 4);
  }
  g_assert_cmpuint (found, >, 0);
  whin_test_folder_remove (folder);
}

static void
test_newest_of_many_wins (void)
{
  char *folder = whin_test_folder_new ();
  g_autoptr (WhinAccountFile) file = whin_account_file_new (folder, "com.example.Phone");
  g_autofree char *mark = NULL;

  for (int i = 0; i < 26; i++) {
    g_autofree char *letter = g_strdup_printf ("%c", 'a' + i);

    whin_account_file_save_async (file, make_document (letter), NULL, NULL);
  }
  g_assert_true (whin_account_file_wait (file, g_get_monotonic_time () + 5 * G_USEC_PER_SEC));
  mark = load_mark (folder);
  g_assert_cmpstr (mark, ==, "z");
  g_assert_cmpuint (count_files (folder), ==, 2);
  whin_test_folder_remove (folder);
}

static void
test_removal (void)
{
  char *folder = whin_test_folder_new ();
  g_autoptr (WhinAccountFile) file = whin_account_file_new (folder, "com.example.Phone");
  g_autoptr (GError) error = NULL;

  g_assert_true (save (file, make_document ("a"), &error));
  g_assert_true (save (file, NULL, &error));
  g_assert_cmpuint (count_files (folder), ==, 0);
  g_assert_null (load_mark (folder));
  g_assert_true (save (file, make_document ("a"), &error));
  g_assert_cmpuint (count_files (folder), ==, 2);
  whin_test_folder_remove (folder);
}

static void
test_failed_save_keeps_the_old (void)
{
  char *folder = whin_test_folder_new ();
  g_autofree char *obstacle = g_build_filename (folder, "account.json.new", NULL);
  g_autofree char *inside = g_build_filename (obstacle, "x", NULL);
  g_autoptr (WhinAccountFile) file = whin_account_file_new (folder, "com.example.Phone");
  g_autoptr (GError) error = NULL;
  g_autofree char *mark = NULL;

  g_assert_true (save (file, make_document ("a"), &error));
  g_assert_cmpint (g_mkdir_with_parents (inside, 0700), ==, 0);
  g_assert_false (save (file, make_document ("b"), &error));
  g_assert_nonnull (error);
  mark = load_mark (folder);
  g_assert_cmpstr (mark, ==, "a");
  rmdir (inside);
  rmdir (obstacle);
  g_clear_error (&error);
  g_assert_true (save (file, make_document ("b"), &error));
  whin_test_folder_remove (folder);
}

static void
test_damage (void)
{
  static const char *const texts[] = {
      "",
      "{",
      "{}",
      "{\"secrets\":1}",
      "{\"secrets\":{\"generation\":\"../../../etc/passwd\",\"place\":\"file\"}}",
      "{\"secrets\":{\"generation\":\"00000000-0000-4000-8000-000000000000\",\"place\":\"file\"}}",
  };
  char *folder = whin_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "account.json", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_true (g_file_set_contents (path, texts[i], -1, NULL));
    g_assert_null (load (folder, &error));
    g_assert_nonnull (error);
    g_assert_false (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND));
    g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  }
  whin_test_folder_remove (folder);
}

int
main (int argc, char **argv)
{
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  if (argc == 4 && strcmp (argv[1], "--save") == 0)
    return run_as_child (argv[2], argv[3]);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/account-file/killed-at-every-step", test_killed_at_every_step);
  g_test_add_func ("/account-file/killed-at-random", test_killed_at_random);
  g_test_add_func ("/account-file/newest-of-many-wins", test_newest_of_many_wins);
  g_test_add_func ("/account-file/removal", test_removal);
  g_test_add_func ("/account-file/failed-save-keeps-the-old", test_failed_save_keeps_the_old);
  g_test_add_func ("/account-file/damage", test_damage);
  return g_test_run ();
}
