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
