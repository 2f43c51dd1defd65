/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/money.h"

#include <stddef.h>

#include "portal/tap.h"

static void
check_format (int64_t amount, const char *currency, const char *text, const char *plain)
{
  char got[MONEY_TEXT_SIZE];

  money_format (amount, currency, got);
  CHECK_TEXT (got, text);
  money_format_plain (amount, currency, got);
  CHECK_TEXT (got, plain);
}

static void
check_parse (const char *text, const char *currency, int64_t expected)
{
  int64_t amount = -1;

  CHECK (money_parse (text, currency, &amount));
  CHECK_NUMBER (amount, expected);
}

static void
test_reading (void)
{
  static const char *const refused[] = {"",
                                        ".",
                                        "1.",
                                        ".5",
                                        "-1",
                                        "+1",
                                        "1.234",
                                        "1,00",
                                        "1e3",
                                        " 1",
                                        "1 ",
                                        "1.2.3",
                                        "1000000000.01",
                                        "99999999999999999999"};
  int64_t amount;

  tap_case ("prices are read by the currency's places");
  check_parse ("12.34", "USD", 1234);
  check_parse ("12.3", "USD", 1230);
  check_parse ("12", "USD", 1200);
  check_parse ("500", "JPY", 500);
  check_parse ("1.234", "KWD", 1234);
  check_parse ("0.01", "EUR", 1);
  check_parse ("1000000000", "USD", MONEY_MAXIMUM);

  tap_case ("anything else is refused");
  for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
    tap_check (!money_parse (refused[i], "USD", &amount), refused[i], __FILE__, __LINE__);
  CHECK (!money_parse ("1.0", "JPY", &amount));
}

int
main (void)
{
  tap_case ("amounts read as the currency is written");
  check_format (1234, "USD", "$12.34", "12.34");
  check_format (0, "USD", "$0.00", "0.00");
  check_format (5, "EUR", "€0.05", "0.05");
  check_format (-5, "USD", "-$0.05", "-0.05");
  check_format (500, "JPY", "¥500", "500");
  check_format (1234, "KWD", "1.234 KWD", "1.234");
  check_format (1234, "CHF", "12.34 CHF", "12.34");
  check_format (INT64_MIN, "USD", "-$92233720368547758.08", "-92233720368547758.08");

  tap_case ("a currency is three capital letters");
  CHECK (money_is_currency ("USD"));
  CHECK (!money_is_currency ("usd"));
  CHECK (!money_is_currency ("US"));
  CHECK (!money_is_currency ("USDX"));

  test_reading ();
  return tap_finish ();
}
