/* SPDX-License-Identifier: Apache-2.0 */
#include "app/quick-dial/whin-quick-dial-names.h"

#include "app/keypad/whin-number.h"
#include "core/quick-dial/whin-quick-dial.h"

#include <string.h>

/* A dial string as it stands, without what a keypad would forgive: whoever calls chooses it. */
static gboolean
is_dial_string (const char *number)
{
  return *number != '\0' && strspn (number, "+0123456789*#") == strlen (number) &&
         strchr (number + 1, '+') == NULL;
}

char *
whin_quick_dial_names_dup (GListModel *quick_dials, const char *number)
{
  if (!is_dial_string (number) && strchr (number, '@') == NULL)
    return NULL;
  for (guint i = 0; i < g_list_model_get_n_items (quick_dials); i++) {
    g_autoptr (WhinQuickDial) quick_dial = g_list_model_get_item (quick_dials, i);
    g_autofree char *address = whin_number_clean (whin_quick_dial_get_uri (quick_dial));

    if (g_str_equal (address, number))
      return g_strdup (whin_quick_dial_get_display_name (quick_dial));
  }
  return NULL;
}
