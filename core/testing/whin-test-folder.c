/* SPDX-License-Identifier: Apache-2.0 */
#include "core/testing/whin-test-folder.h"

#include <glib/gstdio.h>

char *
whin_test_folder_new (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("whinchat-test-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

void
whin_test_folder_remove (char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
      whin_test_folder_remove (g_steal_pointer (&path));
    else
      g_remove (path);
  }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  g_free (folder);
}
