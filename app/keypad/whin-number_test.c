/* SPDX-License-Identifier: Apache-2.0 */
#include "app/keypad/whin-number.h"

#include <string.h>

static const struct {
  const char *text;
  const char *number;
} cases[] = {
    {"", ""},
    {"   ", ""},
    {"123", "123"},
    {"+420 123 456 789", "+420123456789"},
    {"(020) 7946-0018", "02079460018"},
    {"+44 (0) 20 7946 0018", "+442079460018"},
    {"+44 (0)20 7946 0018", "+442079460018"},
    {"020 (0)1", "02001"},
    {"555.01.99", "5550199"},
    {"12/34", "1234"},
    {"*911#", "*911#"},
    {"1+2", "12"},
    {"1-800-FLOWERS", "18003569377"},
    {"tel:+1-555-0100;ext=5", "+15550100"},
    {"sip:alice@example.com;transport=tcp", "alice@example.com"},
    {" SIP:100", "100"},
    {"SIPS:alice@example.com;transport=tls", "sips:alice@example.com"},
    {"sips:100", "sips:100"},
    {"sips:", ""},
    {"alice@example.com", "alice@example.com"},
    {"alice @ example.com", "alice@example.com"},
    {"alice", "alice"},
    {"555\xc2\xa0"
     "01\xe2\x80\xaf"
     "00",
     "5550100"},
    {"\xe2\x80\xad+1 555\xe2\x80\xac", "+1555"},
    {"\xd9\xa1\xd9\xa2\xd9\xa3", "123"},
    {"12\n34\t5", "12345"},
    {"1\xef\xb8\x8f\xe2\x83\xa3"
     "2",
     "12"}, /* a digit in a drawn key */

    /* Words that stand for keys: joined to the number, or in capitals. */
    {"0800 FLOWERS", "08003569377"},
    {"1800flowers", "18003569377"},
    {"1-800-Flowers", "18003569377"},
    {"(800) FLOWERS", "8003569377"},
    {"1-800-GO FEDEX", "18004633339"},
    {"0800 4 YOU 2", "080049682"},

    /* Extensions. */
    {"0800 FLOWERS ext. 12", "08003569377"},
    {"0800 FLOWERS EXT. 12", "08003569377"},
    {"555 0100 Ext 12", "5550100"},
    {"555-0100 EXTENSION 12", "5550100"},
    {"555-0100-EXTN-12", "5550100"},
    {"5550100ext12", "5550100"},
    {"5550100x12", "5550100"},
    {"5550100 X 12", "5550100"},
    {"+1-555-0100;ext=12", "+15550100"},
    {"1-800-TEXT-ME", "1800839863"},
    {"1-800-X-RAYS", "180097297"},
    {"5550100#12", "5550100#12"},
    {"555 0100,,12", "5550100"},

    /* Words that don't. */
    {"555 0100 home", "5550100"},
    {"555 0100 (home)", "5550100"},
    {"555 0100 (HOME)", "5550100"},
    {"0800 FLOWERS (0800 3569377)", "08003569377"},
    {"0800 3569377 (FLOWERS)", "08003569377"},
    {"555 0100 & SONS", "5550100"},
    {"555 0100 <script>alert(1)</script>", "5550100"},
    {"<b>555 0100</b>", "5550100"},
    {"555 0100: ASK", "5550100"},
    {"0800 BL\xc3\x9cTEN", "0800"},
    {"555 0100 \xd0\x94\xd0\x9e\xd0\x9c 7", "5550100"},
};

static void
test_clean (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *number = whin_number_clean (cases[i].text);
    g_assert_cmpstr (number, ==, cases[i].number);
  }
}

static void
test_idempotent (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *again = whin_number_clean (cases[i].number);
    g_assert_cmpstr (again, ==, cases[i].number);
  }
}

static void
test_bound (void)
{
  g_autofree char *digits = g_strnfill (100000, '5');
  g_autofree char *letters = g_strnfill (100000, 'a');
  g_autofree char *secure = g_strconcat ("sips:", letters, NULL);
  g_autofree char *secure_address = whin_number_clean (secure);
  g_autofree char *number = whin_number_clean (digits);
  g_autofree char *address = whin_number_clean (letters);

  g_assert_cmpuint (strlen (number), ==, WHIN_NUMBER_MAX_BYTES);
  g_assert_cmpuint (strlen (address), <=, WHIN_NUMBER_MAX_BYTES);
  g_assert_cmpuint (strlen (secure_address), <=, WHIN_NUMBER_MAX_BYTES);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/number/clean", test_clean);
  g_test_add_func ("/number/idempotent", test_idempotent);
  g_test_add_func ("/number/bound", test_bound);
  return g_test_run ();
}
