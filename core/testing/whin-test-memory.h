/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

#include <string.h>

G_BEGIN_DECLS

/* Kilobytes of this process that are in memory. */
static inline guint64
whin_test_get_resident_kb (void)
{
  g_autofree char *text = NULL;
  const char *line;

  g_assert_true (g_file_get_contents ("/proc/self/status", &text, NULL, NULL));
  line = strstr (text, "VmRSS:");
  g_assert_nonnull (line);
  return g_ascii_strtoull (line + strlen ("VmRSS:"), NULL, 10);
}

G_END_DECLS
