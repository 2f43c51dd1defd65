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
