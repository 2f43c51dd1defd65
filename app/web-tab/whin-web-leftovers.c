/* SPDX-License-Identifier: Apache-2.0 */
#include "app/web-tab/whin-web-leftovers.h"

#include <gio/gio.h>

void
whin_web_leftovers_remove (const char *folder)
{
  g_autoptr (GPtrArray) folders = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (folders, g_file_new_for_path (folder));
  /* Breadth first: each folder's files go at once, its folders are kept for later, and are removed
   * from the end, when they are empty. */
  for (guint i = 0; i < folders->len; i++) {
    GFile *parent = g_ptr_array_index (folders, i);
    g_autoptr (GFileEnumerator) children = g_file_enumerate_children (
        parent, G_FILE_ATTRIBUTE_STANDARD_NAME "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
        G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);
    GFileInfo *info;
    GFile *child;
    while (children != NULL && g_file_enumerator_iterate (children, &info, &child, NULL, NULL) &&
           info != NULL)
      if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
        g_ptr_array_add (folders, g_object_ref (child));
      else
        g_file_delete (child, NULL, NULL);
  }
  for (guint i = folders->len; i > 0; i--)
    g_file_delete (g_ptr_array_index (folders, i - 1), NULL, NULL);
}
