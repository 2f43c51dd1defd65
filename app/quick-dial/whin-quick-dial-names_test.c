/* SPDX-License-Identifier: Apache-2.0 */
#include "app/quick-dial/whin-quick-dial-names.h"

#include "core/quick-dial/whin-quick-dial-list.h"

#include <string.h>

static void
test_names (void)
{
  static const char document[] =
      "<q><quickDial><item id='a'><displayName>Echo</displayName><uri>*43</uri></item>"
      "<item id='b'><displayName>Support</displayName><uri>+1 (202) 555-0143</uri></item>"
      "<item id='c'><displayName>Desk</displayName><uri>sip:desk@example.com</uri></item>"
      "<item id='d'><uri>100</uri></item></quickDial></q>";
  static const struct {
    const char *number;
    const char *name;
  } cases[] = {
      {"*43", "Echo"},
      {"+12025550143", "Support"},
      {"tel:+1-202-555-0143", NULL},
      {"desk@example.com", "Desk"},
      {"100", "100"},
      {"10", NULL},
      {"1000", NULL},
      {"", NULL},
      {"100,200", NULL},
      {"_evil100", NULL},
      {"1e0", NULL},
      {"1+00", NULL},
      {"10ZA", NULL},
  };
  g_autoptr (WhinQuickDialList) list = whin_quick_dial_list_new ();

  g_assert_true (whin_quick_dial_list_merge (list, document, strlen (document), NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *name = whin_quick_dial_names_dup (G_LIST_MODEL (list), cases[i].number);
    g_assert_cmpstr (name, ==, cases[i].name);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/quick-dial-names/names", test_names);
  return g_test_run ();
}
