/* SPDX-License-Identifier: Apache-2.0 */
#include "app/application/whin-folders.h"

char *
whin_folders_dup_data (const char *application_id)
{
  return g_build_filename (g_get_user_data_dir (), "whinchat", application_id, NULL);
}

char *
whin_folders_dup_cache (const char *application_id)
{
  return g_build_filename (g_get_user_cache_dir (), "whinchat", application_id, NULL);
}

char *
whin_folders_dup_web (const char *folder)
{
  return g_build_filename (folder, "web", NULL);
}

char *
whin_folders_dup_built (const char *name)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *dir = program != NULL ? g_path_get_dirname (program) : NULL;
  g_autofree char *path = dir != NULL ? g_build_filename (dir, name, NULL) : NULL;

  return path != NULL && g_file_test (path, G_FILE_TEST_EXISTS) ? g_steal_pointer (&path) : NULL;
}
