/* SPDX-License-Identifier: Apache-2.0 */
#include "core/account/whin-account-private.h"
#include "core/account/whin-account-xml.h"

#include <string.h>

/* The account document: layers, priorities, locks, and reading `<account>`. */

static guint changes;

static void
on_changed (WhinAccount *account)
{
  changes++;
}

static gboolean
merge_xml (WhinAccount *account, WhinAccountLayer layer, const char *xml, gboolean replaces)
{
  g_autoptr (GPtrArray) values = whin_account_xml_parse (xml, strlen (xml), NULL);

  return values != NULL && whin_account_merge (account, layer, values, replaces, NULL);
}

static void
test_priorities (void)
{
  g_autoptr (WhinAccount) account = whin_account_new ();

  g_assert_null (whin_account_get (account, "host"));
  g_assert_cmpstr (whin_account_get_text (account, "host"), ==, "");
  g_assert_true (
      merge_xml (account, WHIN_LAYER_SIGN_IN, "<account><host>typed</host></account>", 0));
  g_assert_cmpstr (whin_account_get (account, "host"), ==, "typed");
  g_assert_true (
      merge_xml (account, WHIN_LAYER_PROVISIONING, "<account><host>ext</host></account>", 0));
  g_assert_cmpstr (whin_account_get (account, "host"), ==, "ext");
  g_assert_true (
      merge_xml (account, WHIN_LAYER_PORTAL, "<account><host>portal</host></account>", 0));
  g_assert_cmpstr (whin_account_get (account, "host"), ==, "ext");
  g_assert_true (whin_account_set_by_person (account, "host", "mine"));
  g_assert_cmpstr (whin_account_get (account, "host"), ==, "mine");
  g_assert_true (whin_account_set_by_person (account, "host", NULL));
  g_assert_cmpstr (whin_account_get (account, "host"), ==, "ext");
  /* An explicit priority counts, higher or lower. */
  g_assert_true (merge_xml (account, WHIN_LAYER_PORTAL,
                            "<account><host priority=\"30\">portal</host></account>", 0));
  g_assert_cmpstr (whin_account_get (account, "host"), ==, "portal");
  g_assert_true (merge_xml (account, WHIN_LAYER_PORTAL,
                            "<account><host priority=\"5\">portal</host></account>", 0));
  g_assert_cmpstr (whin_account_get (account, "host"), ==, "ext");
  /* A tie goes to the later layer. */
  g_assert_true (merge_xml (account, WHIN_LAYER_PORTAL,
                            "<account><host priority=\"20\">portal</host></account>", 0));
  g_assert_cmpstr (whin_account_get (account, "host"), ==, "ext");
  g_assert_true (merge_xml (account, WHIN_LAYER_PORTAL,
                            "<account><host priority=\"x\">portal</host></account>", 0));
  g_assert_cmpstr (whin_account_get (account, "host"), ==, "ext");
}

static void
test_locks (void)
{
  g_autoptr (WhinAccount) account = whin_account_new ();

  g_assert_true (whin_account_set_by_person (account, "a", "mine"));
  g_assert_true (merge_xml (account, WHIN_LAYER_PROVISIONING,
                            "<account><a priority=\"40\">p</a><b priority=\"41\">p</b></account>",
                            0));
  g_assert_true (whin_account_is_editable (account, "a"));
  g_assert_cmpstr (whin_account_get (account, "a"), ==, "mine");
  g_assert_false (whin_account_is_editable (account, "b"));
  g_assert_false (whin_account_is_editable (account, "B"));
  g_assert_false (whin_account_set_by_person (account, "b", "mine"));
  g_assert_cmpstr (whin_account_get (account, "b"), ==, "p");
  g_assert_true (whin_account_is_editable (account, "unheard-of"));
}

static void
test_partial_answers (void)
{
  g_autoptr (WhinAccount) account = whin_account_new ();

  g_signal_connect (account, "changed", G_CALLBACK (on_changed), NULL);
  changes = 0;
  g_assert_true (
      merge_xml (account, WHIN_LAYER_PROVISIONING, "<account><a>1</a><b>2</b></account>", FALSE));
  g_assert_cmpuint (changes, ==, 1);
  g_assert_true (merge_xml (account, WHIN_LAYER_PROVISIONING, "<account></account>", FALSE));
  g_assert_true (merge_xml (account, WHIN_LAYER_PROVISIONING, "<account/>", FALSE));
  g_assert_true (
      merge_xml (account, WHIN_LAYER_PROVISIONING, "<account><a>1</a></account>", FALSE));
  g_assert_cmpuint (changes, ==, 1);
  g_assert_true (
      merge_xml (account, WHIN_LAYER_PROVISIONING, "<account><b>3</b></account>", FALSE));
  g_assert_cmpuint (changes, ==, 2);
  g_assert_cmpstr (whin_account_get (account, "a"), ==, "1");
  /* An empty value is one, and clears. */
  g_assert_true (merge_xml (account, WHIN_LAYER_PROVISIONING, "<account><b></b></account>", FALSE));
  g_assert_cmpstr (whin_account_get (account, "b"), ==, "");
  /* The portal's answer replaces the layer, and no other one. */
  g_assert_true (
      merge_xml (account, WHIN_LAYER_PORTAL, "<account><p>1</p><q>1</q></account>", TRUE));
  g_assert_true (merge_xml (account, WHIN_LAYER_PORTAL, "<account><q>2</q></account>", TRUE));
  g_assert_null (whin_account_get (account, "p"));
  g_assert_cmpstr (whin_account_get (account, "q"), ==, "2");
  g_assert_cmpstr (whin_account_get (account, "a"), ==, "1");
}

static void
test_first_letters_case (void)
{
  g_autoptr (WhinAccount) account = whin_account_new ();

  g_assert_true (merge_xml (account, WHIN_LAYER_PORTAL,
                            "<account><InitialProvisioningUrl>u</InitialProvisioningUrl></account>",
                            FALSE));
  g_assert_cmpstr (whin_account_get (account, "initialProvisioningUrl"), ==, "u");
  g_assert_cmpstr (whin_account_get (account, "InitialProvisioningUrl"), ==, "u");
  g_assert_null (whin_account_get (account, "initialprovisioningurl"));
}

static void
test_malformed_documents_say_nothing (void)
{
  static const char *const texts[] = {
      "",
      " ",
      "account",
      "<account>",
      "<account><a>1</a>",
      "<account><a>1</account>",
      "<accounts><a>1</a></accounts>",
      "<account><a>1</a></account><account/>",
      "<!DOCTYPE account [<!ENTITY e \"x\">]><account><a>&e;</a></account>",
      "<!DOCTYPE account SYSTEM \"file:///etc/passwd\"><account><a>1</a></account>",
      "<account><a>&undefined;</a></account>",
      "<account><a>\x01</a></account>",
      "<account><a>\xff</a></account>",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (WhinAccount) account = whin_account_new ();

    g_assert_false (merge_xml (account, WHIN_LAYER_PORTAL, texts[i], FALSE));
    g_assert_null (whin_account_get (account, "a"));
  }
}

static void
test_values (void)
{
  g_autoptr (WhinAccount) account = whin_account_new ();

  g_assert_true (merge_xml (
      account, WHIN_LAYER_PORTAL,
      "\n<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><account>\n"
      "<layout>\n  text  \n</layout><spaces> kept </spaces><entities>&lt;&amp;&#228;\xe4</entities>"
      "<cdata><![CDATA[<x>]]></cdata><comment>a<!-- no -->b</comment><empty/>"
      "<rewriting a=\"1&amp;2\"><rule><x>&lt;</x></rule></rewriting></account>",
      FALSE));
  g_assert_cmpstr (whin_account_get (account, "layout"), ==, "text");
  g_assert_cmpstr (whin_account_get (account, "spaces"), ==, " kept ");
  g_assert_cmpstr (whin_account_get (account, "entities"), ==, "<&ää");
  g_assert_cmpstr (whin_account_get (account, "cdata"), ==, "<x>");
  g_assert_cmpstr (whin_account_get (account, "comment"), ==, "ab");
  g_assert_cmpstr (whin_account_get (account, "empty"), ==, "");
  g_assert_cmpstr (whin_account_get (account, "rewriting"), ==,
                   "<rewriting a=\"1&amp;2\"><rule><x>&lt;</x></rule></rewriting>");
}

static void
test_bounds (void)
{
  g_autoptr (GString) many = g_string_new ("<account>");
  g_autoptr (GString) deep = g_string_new ("<account>");
  g_autoptr (GString) long_value = g_string_new ("<account><a>");
  g_autofree char *filling = g_strnfill (WHIN_ACCOUNT_MAX_VALUE_BYTES + 1, 'x');
  g_autoptr (WhinAccount) account = whin_account_new ();

  for (int i = 0; i <= WHIN_ACCOUNT_MAX_NODES; i++)
    g_string_append_printf (many, "<n%d>1</n%d>", i, i);
  g_string_append (many, "</account>");
  g_assert_false (merge_xml (account, WHIN_LAYER_PORTAL, many->str, FALSE));
  for (int i = 0; i < 100000; i++)
    g_string_append (deep, "<a>");
  g_assert_false (merge_xml (account, WHIN_LAYER_PORTAL, deep->str, FALSE));
  g_string_append_printf (long_value, "%s</a><b>1</b></account>", filling);
  g_assert_false (merge_xml (account, WHIN_LAYER_PORTAL, long_value->str, FALSE));
  g_assert_null (whin_account_get (account, "b"));
  g_assert_false (whin_account_set_by_person (account, "a", filling));
  g_assert_false (whin_account_set_by_person (account, "a", "\xff"));
}

static void
test_secret_names (void)
{
  static const char *const secrets[] = {"password",
                                        "Password",
                                        "cloud_password",
                                        "webToken",
                                        "extProvAuthPassword",
                                        "extProvCustomHeaders",
                                        "STUNPassword",
                                        "apiSecret",
                                        "accessTOKEN"};
  static const char *const open[] = {"username",     "title",     "host",
                                     "passwordHint", "tokenizer", "extProvUrl"};

  for (gsize i = 0; i < G_N_ELEMENTS (secrets); i++)
    g_assert_true (whin_account_node_is_secret (secrets[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (open); i++)
    g_assert_false (whin_account_node_is_secret (open[i]));
}

static void
test_keeping (void)
{
  g_autoptr (WhinAccount) account = whin_account_new ();
  g_autoptr (WhinAccount) restored = whin_account_new ();
  g_autoptr (GHashTable) secrets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) none = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) public_nodes = NULL;
  g_autoptr (JsonArray) values = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (merge_xml (account, WHIN_LAYER_PORTAL,
                            "<account><a priority=\"50\">1</a><password>p</password></account>",
                            FALSE));
  g_assert_true (whin_account_set_by_person (account, "b", "mine"));
  g_assert_true (whin_account_set_by_person (account, "password", "q"));
  values = whin_account_to_json (account, secrets);
  g_assert_cmpuint (g_hash_table_size (secrets), ==, 2);
  g_assert_false (whin_account_from_json (restored, values, none, &error));
  g_assert_null (whin_account_get (restored, "a"));
  g_clear_error (&error);
  g_assert_true (whin_account_from_json (restored, values, secrets, &error));
  g_assert_cmpstr (whin_account_get (restored, "password"), ==, "q");
  g_assert_false (whin_account_is_editable (restored, "a"));
  g_assert_true (whin_account_set_by_person (restored, "password", NULL));
  g_assert_cmpstr (whin_account_get (restored, "password"), ==, "p");
  public_nodes = whin_account_dup_public_nodes (restored);
  g_assert_cmpstr (g_hash_table_lookup (public_nodes, "a"), ==, "1");
  g_assert_false (g_hash_table_contains (public_nodes, "password"));
}

static void
test_public_nodes (void)
{
  static const struct {
    const char *node;
    const char *value;
    const char *shown; /* NULL: not at all */
  } rows[] = {
      {"host", "sip.example.com:5061", "sip.example.com:5061"},
      {"webToken", "canary", NULL},
      {"genericBalanceCheckUrl", "https://example.com/b?u=alice&key=canary",
       "https://example.com/b"},
      {"storeUrl", "https://example.com/store#canary", "https://example.com/store"},
      {"wsContactsUrl", "https://alice:canary@example.com/contacts", NULL},
      {"genericBalanceCheckPostData", "user=alice&password=canary", NULL},
      {"somethingElse", "see https://example.com/?key=canary", "see https://example.com/"},
      {"rewriting", "<rewriting><rule/></rewriting>", "<rewriting><rule/></rewriting>"},
      {"other", "<other><Password>canary</Password></other>", NULL},
  };
  g_autoptr (WhinAccount) account = whin_account_new ();
  g_autoptr (GHashTable) nodes = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_true (whin_account_set_by_person (account, rows[i].node, rows[i].value));
  nodes = whin_account_dup_public_nodes (account);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpstr (g_hash_table_lookup (nodes, rows[i].node), ==, rows[i].shown);
}

static void
test_person_edits_survive_a_run (void)
{
  g_autoptr (WhinAccount) account = whin_account_new ();
  g_autoptr (WhinAccount) candidate = NULL;

  g_assert_true (merge_xml (account, WHIN_LAYER_PORTAL, "<account><a>1</a></account>", TRUE));
  candidate = whin_account_copy (account);
  g_assert_true (whin_account_set_by_person (account, "b", "meanwhile"));
  g_assert_true (merge_xml (candidate, WHIN_LAYER_PORTAL, "<account><c>2</c></account>", TRUE));
  whin_account_take_provider_layers (account, candidate);
  g_assert_null (whin_account_get (account, "a"));
  g_assert_cmpstr (whin_account_get (account, "b"), ==, "meanwhile");
  g_assert_cmpstr (whin_account_get (account, "c"), ==, "2");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/account/priorities", test_priorities);
  g_test_add_func ("/account/locks", test_locks);
  g_test_add_func ("/account/partial-answers", test_partial_answers);
  g_test_add_func ("/account/first-letters-case", test_first_letters_case);
  g_test_add_func ("/account/malformed-documents-say-nothing",
                   test_malformed_documents_say_nothing);
  g_test_add_func ("/account/values", test_values);
  g_test_add_func ("/account/bounds", test_bounds);
  g_test_add_func ("/account/secret-names", test_secret_names);
  g_test_add_func ("/account/keeping", test_keeping);
  g_test_add_func ("/account/public-nodes", test_public_nodes);
  g_test_add_func ("/account/person-edits-survive-a-run", test_person_edits_survive_a_run);
  return g_test_run ();
}
