/* SPDX-License-Identifier: Apache-2.0 */
#include "core/quick-dial/whin-quick-dial-list.h"

#include <stdint.h>

/* Quick dials from a server: merging twice, keeping and restoring all hold the bound. */

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (WhinQuickDialList) list = whin_quick_dial_list_new ();
  g_autoptr (WhinQuickDialList) restored = whin_quick_dial_list_new ();
  g_autoptr (GBytes) kept = NULL;
  g_autoptr (GBytes) raw = g_bytes_new (data, size);

  whin_quick_dial_list_merge (list, (const char *)data, size, NULL);
  whin_quick_dial_list_merge (list, (const char *)data, size, NULL);
  kept = whin_quick_dial_list_to_bytes (list);
  whin_quick_dial_list_restore (restored, kept);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==,
                    g_list_model_get_n_items (G_LIST_MODEL (restored)));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), <=, WHIN_QUICK_DIAL_MAX_ITEMS);
  whin_quick_dial_list_restore (restored, raw);
  return 0;
}
