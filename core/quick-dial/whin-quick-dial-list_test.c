/* SPDX-License-Identifier: Apache-2.0 */
#include "core/quick-dial/whin-quick-dial-list.h"

#include "core/quick-dial/whin-quick-dial.h"

#include <string.h>

/* Merging of quick dials (wire-protocols, section 4). */

static gboolean
merge (WhinQuickDialList *list, const char *xml)
{
  return whin_quick_dial_list_merge (list, xml, strlen (xml), NULL);
}

/* "id=name:uri" of every item, in order. */
static char *
describe (WhinQuickDialList *list)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++) {
    g_autoptr (WhinQuickDial) item = g_list_model_get_item (G_LIST_MODEL (list), i);

    g_string_append_printf (text, "%s%s=%s:%s", i > 0 ? " " : "", whin_quick_dial_get_id (item),
                            whin_quick_dial_get_display_name (item),
                            whin_quick_dial_get_uri (item));
  }
  return g_string_free (text, FALSE);
}

static void
assert_list (WhinQuickDialList *list, const char *expected)
{
  g_autofree char *text = describe (list);

  g_assert_cmpstr (text, ==, expected);
}

#define ITEM(attributes, name, uri)                                                                \
  "<item " attributes "><displayName>" name "</displayName><uri>" uri "</uri></item>"

static void
test_merging (void)
{
  g_autoptr (WhinQuickDialList) list = whin_quick_dial_list_new ();

  g_assert_true (merge (list, "<any><quickDial>" ITEM ("id=\"a\"", "A", "1") ITEM (
                                  "id=\"b\" priority=\"50\"", "B", "2") "</quickDial></any>"));
  assert_list (list, "a=A:1 b=B:2");
  /* An equal or higher priority replaces in place, a lower one doesn't; new ones follow. */
  g_assert_true (merge (list,
                        "<x><quickDial>" ITEM ("id=\"c\"", "C", "3") ITEM ("id=\"b\"", "no", "9")
                            ITEM ("id=\"a\" priority=\"20\"", "AA", "11") "</quickDial></x>"));
  assert_list (list, "a=AA:11 b=B:2 c=C:3");
  g_assert_true (merge (
      list, "<x><quickDial>" ITEM ("id=\"b\" priority=\"51\"", "BB", "22") "</quickDial></x>"));
  assert_list (list, "a=AA:11 b=BB:22 c=C:3");
  g_assert_true (merge (list, "<x><quickDial><item id=\"b\" action=\"remove\"/>"
                              "<item id=\"nobody\" action=\"remove\"/></quickDial></x>"));
  assert_list (list, "a=AA:11 c=C:3");
  g_assert_true (merge (list, "<x><other/></x>"));
  assert_list (list, "a=AA:11 c=C:3");
  whin_quick_dial_list_clear (list);
  assert_list (list, "");
}

static void
test_replace_priority (void)
{
  g_autoptr (WhinQuickDialList) list = whin_quick_dial_list_new ();

  g_assert_true (merge (list, "<x><quickDial>" ITEM ("id=\"a\" priority=\"20\"", "A", "1")
                                  ITEM ("id=\"b\" priority=\"21\"", "B", "2")
                                      ITEM ("id=\"c\"", "C", "3") "</quickDial></x>"));
  g_assert_true (merge (list, "<x><quickDial maxQuickDialReplacePriority=\"21\">" ITEM (
                                  "id=\"c\" priority=\"1\"", "new", "4")
                                  ITEM ("id=\"d\"", "D", "5") "</quickDial></x>"));
  assert_list (list, "b=B:2 c=new:4 d=D:5");
  g_assert_true (merge (list, "<x><quickDial maxQuickDialReplacePriority=\"100\"/></x>"));
  assert_list (list, "");
}

static void
test_items_that_say_too_little (void)
{
  g_autoptr (WhinQuickDialList) list = whin_quick_dial_list_new ();
  g_autoptr (WhinQuickDial) item = NULL;

  g_assert_true (merge (
      list, "<x><quickDial>" ITEM ("", "A", "1") ITEM ("id=\"\"", "A", "1") ITEM (
                "id=\"a\"", "A", "") "<item id=\"b\"/><item id=\"c\"><uri>3</uri>"
                                     "<portraitUrl>http://example.com/p.png</portraitUrl></item>"
                                     "<item id=\"d\">text</item></quickDial></x>"));
  assert_list (list, "c=3:3");
  item = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_null (whin_quick_dial_get_portrait_uri (item));
}

static void
test_malformed_changes_nothing (void)
{
  g_autoptr (WhinQuickDialList) list = whin_quick_dial_list_new ();

  g_assert_true (merge (list, "<x><quickDial>" ITEM ("id=\"a\"", "A", "1") "</quickDial></x>"));
  g_assert_false (merge (list, "<x><quickDial><item id=\"a\" action=\"remove\"/></quickDial>"));
  g_assert_false (merge (list, ""));
  g_assert_false (merge (list, "{\"quickDial\":[]}"));
  assert_list (list, "a=A:1");
}

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, gpointer count)
{
  ++*(guint *)count;
}

static void
test_only_changes_are_told (void)
{
  g_autoptr (WhinQuickDialList) list = whin_quick_dial_list_new ();
  guint count = 0;

  g_signal_connect (list, "items-changed", G_CALLBACK (on_items_changed), &count);
  for (int i = 0; i < 3; i++)
    g_assert_true (merge (list, "<x><quickDial maxQuickDialReplacePriority=\"99\">" ITEM (
                                    "id=\"a\"", "A", "1") "</quickDial></x>"));
  g_assert_cmpuint (count, ==, 1);
}

static void
test_bound (void)
{
  g_autoptr (WhinQuickDialList) list = whin_quick_dial_list_new ();
  g_autoptr (GString) xml = g_string_new ("<x><quickDial>");

  for (int i = 0; i < WHIN_QUICK_DIAL_MAX_ITEMS + 100; i++)
    g_string_append_printf (xml, "<item id=\"%d\"><uri>%d</uri></item>", i, i);
  g_string_append (xml, "</quickDial></x>");
  g_assert_true (merge (list, xml->str));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, WHIN_QUICK_DIAL_MAX_ITEMS);
}

static void
test_keeping (void)
{
  static const char *const damages[] = {"", "{}", "[1]", "{\"items\":[{\"id\":\"a\"}]}",
                                        "{\"items\":[1]}"};
  g_autoptr (WhinQuickDialList) list = whin_quick_dial_list_new ();
  g_autoptr (WhinQuickDialList) restored = whin_quick_dial_list_new ();
  g_autoptr (GBytes) kept = NULL;

  g_assert_true (merge (list, "<x><quickDial>" ITEM ("id=\"ä&amp;\" priority=\"50\"", "\"A\"",
                                                     "1") "</quickDial></x>"));
  kept = whin_quick_dial_list_to_bytes (list);
  whin_quick_dial_list_restore (restored, kept);
  assert_list (restored, "ä&=\"A\":1");
  g_assert_true (merge (restored, "<x><quickDial>" ITEM ("id=\"ä&amp;\" priority=\"49\"", "no",
                                                         "2") "</quickDial></x>"));
  assert_list (restored, "ä&=\"A\":1");
  for (gsize i = 0; i < G_N_ELEMENTS (damages); i++) {
    g_autoptr (GBytes) damage = g_bytes_new_static (damages[i], strlen (damages[i]));

    whin_quick_dial_list_restore (restored, damage);
    assert_list (restored, "ä&=\"A\":1");
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/quick-dial-list/merging", test_merging);
  g_test_add_func ("/quick-dial-list/replace-priority", test_replace_priority);
  g_test_add_func ("/quick-dial-list/items-that-say-too-little", test_items_that_say_too_little);
  g_test_add_func ("/quick-dial-list/malformed-changes-nothing", test_malformed_changes_nothing);
  g_test_add_func ("/quick-dial-list/only-changes-are-told", test_only_changes_are_told);
  g_test_add_func ("/quick-dial-list/bound", test_bound);
  g_test_add_func ("/quick-dial-list/keeping", test_keeping);
  return g_test_run ();
}
