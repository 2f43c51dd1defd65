/* SPDX-License-Identifier: Apache-2.0 */
#include "core/command/whin-dial-rule.h"

/* Which numbers no link dials, and what a link's wish becomes in each cell of the table. */

static void
test_guarded_numbers (void)
{
  static const char *const guarded[] = {"112",
                                        "911",
                                        "999",
                                        "000",
                                        "110",
                                        "15",
                                        "+112",
                                        "9911",
                                        "0112",
                                        "1-1-2",
                                        "9.1.1",
                                        "(911)",
                                        "911,,5",
                                        "sip:112@example.com",
                                        "1122",
                                        "*67",
                                        "**61*12#",
                                        "#31#",
                                        "5*5",
                                        "*911",
                                        "tel:911",
                                        "",
                                        "\xd9\xa1x",
                                        "9 1 1",
                                        "10111",
                                        "112@host",
                                        "sos112",
                                        "112%2C",
                                        "999/",
                                        "118",
                                        "sip:*97@host",
                                        "sips:112",
                                        "sos",
                                        "SOS",
                                        "sos.police",
                                        "sip:sos@example.com",
                                        "sips:sos@example.com",
                                        "urn:service:sos"};
  static const char *const free_numbers[] = {"+420123456789",
                                             "0123456789",
                                             "5550100",
                                             "201",
                                             "alice@example.com",
                                             "echo",
                                             "600",
                                             "1234",
                                             "0800112112",
                                             "91234567",
                                             "7",
                                             "1",
                                             "555-0112",
                                             "sosnowski",
                                             "sosa@example.com"};

  for (gsize i = 0; i < G_N_ELEMENTS (guarded); i++)
    if (!whin_dial_rule_guards (guarded[i]))
      g_error ("\"%s\" must not be dialled by a link", guarded[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (free_numbers); i++)
    if (whin_dial_rule_guards (free_numbers[i]))
      g_error ("\"%s\" may be dialled by a link", free_numbers[i]);
}

static void
test_passed_on (void)
{
  static const struct {
    const char *dialled;
    const char *target;
    gboolean follows;
  } cases[] = {
      {"200", "mobile", TRUE},
      {"200", "201", TRUE},
      {"bob", "4711", TRUE},
      {"+420123456789", "201", FALSE},  /* no extension of the office that was called */
      {"+420123456789", "1811", FALSE}, /* directory enquiries in Switzerland; 1254 in Italy */
      {"bob", "411", FALSE},            /* in North America */
      {"411", "411", TRUE},
      {"68520000", "+68520000", FALSE}, /* a local number; another country's */
      {"68520000", "0068520000", FALSE},
      {"+49301234", "49301234", FALSE},
      {"0123456789", "0123456789", TRUE},
      {"+420123456789", "00420123456789", TRUE},
      {"00420123456789", "+420123456789", TRUE},
      {"200", "11880", FALSE},
      {"200", "0900123456", FALSE},
      {"bob", "+882301234567", FALSE},
      {"bob", "+88", TRUE},
      {"123456789", "+882123456789", FALSE},
      {"+420123456789", "+420123456780", FALSE},
      {"bob", "bob@other.example", FALSE},
      {"bob@other.example", "bob@other.example", FALSE},
      {"200", "0900flowers", FALSE},
      {"200", "sips:0900123456", FALSE},
      {"sips:bob", "bob", FALSE},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    if (whin_dial_rule_follows (cases[i].dialled, cases[i].target) != cases[i].follows)
      g_error ("%s to %s: %s", cases[i].dialled, cases[i].target,
               cases[i].follows ? "asked about" : "not asked about");
}

static void
test_every_cell (void)
{
  for (int source = 0; source < CMDURI_SOURCE_COUNT; source++) {
    for (int gesture = 0; gesture < 2; gesture++) {
      for (int action = 0; action < CMDURI_DIAL_ACTION_COUNT; action++) {
        enum cmduri_permission permission =
            cmduri_permission (source, CMDURI_ACTION_CLASS_CALL_DIAL);
        gboolean dials = whin_dial_rule_can (action);
        WhinDial wanted = WHIN_DIAL_FILL_IN;

        g_assert_cmpint (dials, ==,
                         action == CMDURI_DIAL_ACTION_AUTO_CALL ||
                             action == CMDURI_DIAL_ACTION_VOICE_CALL ||
                             action == CMDURI_DIAL_ACTION_FORCE_OFFNET_CALL);
        if (dials && source == CMDURI_SOURCE_TRUSTED_PAGE && gesture)
          wanted = WHIN_DIAL_NOW;
        if (dials && source == CMDURI_SOURCE_OUTSIDE)
          wanted = WHIN_DIAL_ASK;
        g_assert_cmpint (whin_dial_rule_apply (permission, gesture, dials, "+12025550143"), ==,
                         wanted);
        g_assert_cmpint (whin_dial_rule_apply (permission, gesture, dials, "112"), ==,
                         WHIN_DIAL_FILL_IN);
        g_assert_cmpint (whin_dial_rule_apply (permission, gesture, dials, "*21*5#"), ==,
                         WHIN_DIAL_FILL_IN);
      }
    }
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dial-rule/guarded-numbers", test_guarded_numbers);
  g_test_add_func ("/dial-rule/passed-on", test_passed_on);
  g_test_add_func ("/dial-rule/every-cell", test_every_cell);
  return g_test_run ();
}
