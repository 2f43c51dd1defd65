/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/whin-number-rewriting.h"

#include <string.h>

#define RULE(conditions, actions)                                                                  \
  "<rule><conditions>" conditions "</conditions><actions>" actions "</actions></rule>"
#define IF(type, param) "<condition type=\"" type "\" param=\"" param "\"/>"
#define DO(type, param) "<action type=\"" type "\" param=\"" param "\"/>"
#define ALL(rules) "<rewriting>" rules "</rewriting>"

static void
test_rules (void)
{
  static const struct {
    const char *xml;
    const char *number;
    const char *rewritten;
  } cases[] = {
      /* Each condition, where it holds and where it doesn't. */
      {ALL (RULE (IF ("startsWith", "00"), DO ("replace", "+"))), "00420123456", "+420123456"},
      {ALL (RULE (IF ("startsWith", "00"), DO ("replace", "+"))), "0123456789", "0123456789"},
      {ALL (RULE (IF ("doesntStartWith", "+"), DO ("prepend", "0"))), "2012345", "02012345"},
      {ALL (RULE (IF ("doesntStartWith", "+"), DO ("prepend", "0"))), "+4201234", "+4201234"},
      {ALL (RULE (IF ("equals", "200"), DO ("replace", "5550100"))), "200", "5550100"},
      {ALL (RULE (IF ("equals", "200"), DO ("replace", "5550100"))), "2000", "2000"},
      {ALL (RULE (IF ("lengthEquals", "7"), DO ("prepend", "+1202"))), "5550143", "+12025550143"},
      {ALL (RULE (IF ("lengthEquals", "7"), DO ("prepend", "+1202"))), "55501", "55501"},
      {ALL (RULE (IF ("lengthEquals", "7"), DO ("append", "0"))), "+5550143", "+55501430"},
      {ALL (RULE (IF ("longerThan", "4"), DO ("prepend", "9"))), "23456", "923456"},
      {ALL (RULE (IF ("longerThan", "4"), DO ("prepend", "9"))), "2345", "2345"},
      {ALL (RULE (IF ("shorterThan", "5"), DO ("prepend", "8"))), "2345", "82345"},
      {ALL (RULE (IF ("shorterThan", "5"), DO ("prepend", "8"))), "23456", "23456"},
      /* All conditions of a rule; all actions, in their order; the first rule that holds. */
      {ALL (RULE (IF ("startsWith", "0") IF ("longerThan", "5"), DO ("replace", "+44"))),
       "0201234567", "+44201234567"},
      {ALL (RULE (IF ("startsWith", "0") IF ("longerThan", "5"), DO ("replace", "+44"))), "02012",
       "02012"},
      {ALL (RULE (IF ("startsWith", "0"), DO ("replace", "44") DO ("prepend", "+"))), "0201234",
       "+44201234"},
      {ALL (RULE (IF ("startsWith", "0"), DO ("prepend", "7") DO ("replace", "44"))), "0201234",
       "0201234"},
      {ALL (RULE (IF ("startsWith", "2"), DO ("replace", "5") DO ("replace", "7"))), "2345678",
       "7345678"},
      {ALL (RULE (IF ("startsWith", "2"), DO ("replace", "") DO ("replace", "7"))), "2345678",
       "2345678"},
      {ALL (RULE ("", DO ("prepend", "7") DO ("replace", "44"))), "2345678", "2345678"},
      {ALL ("<rule><conditions/><actions>" DO ("prepend", "7") "</actions></rule>"), "2345678",
       "72345678"},
      {ALL (RULE (IF ("startsWith", "00"), DO ("replace", "+"))
                RULE (IF ("startsWith", "0"), DO ("replace", "+44"))),
       "00420123456", "+420123456"},
      {ALL (RULE (IF ("startsWith", "00"), "") RULE (IF ("startsWith", "0"), DO ("replace", "9"))),
       "00420123456", "00420123456"},
      {ALL (RULE ("", DO ("prepend", "7"))), "2345678", "72345678"},
      {ALL ("<rule><actions>" DO ("prepend", "7") "</actions></rule>"), "2345678", "72345678"},
      {ALL (RULE (IF ("longerThan", "2"), DO ("replace", "5"))), "2345678", "2345678"},
      /* Nobody calls another emergency centre, service or host than the one that was wanted. */
      {ALL (RULE ("", DO ("prepend", "0"))), "112", "112"},
      {ALL (RULE (IF ("equals", "911"), DO ("replace", "2345678"))), "911", "911"},
      {ALL (RULE ("", DO ("prepend", "0"))), "*97", "*97"},
      {ALL (RULE ("", DO ("prepend", "0"))), "#31#2345678", "#31#2345678"},
      {ALL (RULE ("", DO ("prepend", "0"))), "alice@example.com", "alice@example.com"},
      {ALL (RULE ("", DO ("prepend", "0"))), "alice", "alice"},
      {ALL (RULE ("", DO ("prepend", "0"))), "sips:2345678", "sips:2345678"},
      {ALL (RULE ("", DO ("append", "@evil.example"))), "2345678", "2345678"},
      {ALL (RULE ("", DO ("append", ";maddr=192.0.2.1"))), "2345678", "2345678"},
      {ALL (RULE ("", DO ("append", "+1"))), "2345678", "2345678"},
      {ALL (RULE ("", DO ("append", "&#13;&#10;X: y"))), "2345678", "2345678"},
      {ALL (RULE (IF ("equals", "2345678"), DO ("replace", ""))), "2345678", "2345678"},
      /* The caller has to look at these. */
      {ALL (RULE ("", DO ("prepend", "*21*"))), "2345678", "*21*2345678"},
      {ALL (RULE (IF ("equals", "2345678"), DO ("replace", "112"))), "2345678", "112"},
      /* What isn't understood, or is no rule. */
      {ALL (RULE (IF ("ssid", "home"), DO ("prepend", "7"))), "2345678", "2345678"},
      {ALL (RULE (IF ("startsWith", "2"), DO ("prepend", "7") DO ("rejectCall", ""))), "2345678",
       "2345678"},
      {ALL (RULE (IF ("lengthEquals", "x"), DO ("prepend", "7"))), "2345678", "2345678"},
      {ALL (RULE (IF ("lengthEquals", "-7"), DO ("prepend", "7"))), "2345678", "2345678"},
      {ALL ("<rule><conditions>startsWith 00</conditions><actions>" DO (
           "prepend", "0900") "</actions></rule>"),
       "2345678", "2345678"},
      {ALL ("<rule><conditions>" IF ("longerThan", "4") "</conditions><conditions>" IF (
           "startsWith", "00") "</conditions><actions>" DO ("prepend", "0900") "</actions></rule>"),
       "2345678", "2345678"},
      {ALL ("<rule><actions>" DO ("append", "0") "</actions><actions>" DO (
           "prepend", "0900") "</actions></rule>"),
       "2345678", "2345678"},
      {ALL ("<rule><unless><condition type='x'/></unless><actions>" DO (
           "prepend", "0900") "</actions></rule>"),
       "2345678", "2345678"},
      {"<rewriting/>", "2345678", "2345678"},
      {"<other>" RULE ("", DO ("prepend", "7")) "</other>", "2345678", "2345678"},
      {"<rewriting>", "2345678", "2345678"},
      {"", "2345678", "2345678"},
      {NULL, "2345678", "2345678"},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (WhinNumberRewriting) rewriting = whin_number_rewriting_new (cases[i].xml);
    enum cmduri_dial_action action = CMDURI_DIAL_ACTION_OPTIONS;
    g_autofree char *rewritten = whin_number_rewriting_apply (rewriting, cases[i].number, &action);

    if (strcmp (rewritten, cases[i].rewritten) != 0)
      g_error ("%s: %s becomes %s", cases[i].xml, cases[i].number, rewritten);
    g_assert_cmpint (action, ==, CMDURI_DIAL_ACTION_NONE);
  }
}

static void
test_dial_action (void)
{
  g_autoptr (WhinNumberRewriting) rewriting = whin_number_rewriting_new (ALL (
      RULE (IF ("startsWith", "00"), DO ("replace", "+") DO ("overrideDialAction", "webCallback"))
          RULE (IF ("startsWith", "2"), DO ("overrideDialAction", "pigeon"))));
  static const struct {
    const char *number;
    const char *rewritten;
    enum cmduri_dial_action action;
  } cases[] = {
      {"00420123456", "+420123456", CMDURI_DIAL_ACTION_WEB_CALLBACK},
      {"2345678", "2345678", CMDURI_DIAL_ACTION_UNKNOWN},
      {"3456789", "3456789", CMDURI_DIAL_ACTION_NONE},
      {"112", "112", CMDURI_DIAL_ACTION_NONE},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    enum cmduri_dial_action action;
    g_autofree char *rewritten = whin_number_rewriting_apply (rewriting, cases[i].number, &action);

    g_assert_cmpstr (rewritten, ==, cases[i].rewritten);
    g_assert_cmpint (action, ==, cases[i].action);
  }
}

/* Rules, parts and sizes without measure. */
static void
test_bounds (void)
{
  g_autoptr (GString) many = g_string_new ("<rewriting>");
  g_autoptr (GString) parts = g_string_new ("<rewriting><rule><actions>");
  g_autofree char *digits = g_strnfill (WHIN_NUMBER_REWRITING_MAX_PARAMETER + 1, '7');
  g_autofree char *long_parameter =
      g_strdup_printf ("<rewriting><rule><actions><action type=\"prepend\" "
                       "param=\"%s\"/></actions></rule></rewriting>",
                       digits);
  g_autoptr (WhinNumberRewriting) rules = NULL;
  g_autoptr (WhinNumberRewriting) too_many_parts = NULL;
  g_autoptr (WhinNumberRewriting) too_long = whin_number_rewriting_new (long_parameter);

  for (guint i = 0; i < WHIN_NUMBER_REWRITING_MAX_RULES + 5; i++)
    g_string_append (many, RULE (IF ("equals", "5"), DO ("prepend", "7")));
  g_string_append (many, "</rewriting>");
  rules = whin_number_rewriting_new (many->str);
  g_assert_cmpuint (whin_number_rewriting_count (rules), ==, WHIN_NUMBER_REWRITING_MAX_RULES);
  for (guint i = 0; i < WHIN_NUMBER_REWRITING_MAX_PARTS + 1; i++)
    g_string_append (parts, DO ("prepend", "7"));
  g_string_append (parts, "</actions></rule></rewriting>");
  too_many_parts = whin_number_rewriting_new (parts->str);
  g_assert_cmpuint (whin_number_rewriting_count (too_many_parts), ==, 0);
  g_assert_cmpuint (whin_number_rewriting_count (too_long), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/number-rewriting/rules", test_rules);
  g_test_add_func ("/number-rewriting/dial-action", test_dial_action);
  g_test_add_func ("/number-rewriting/bounds", test_bounds);
  return g_test_run ();
}
