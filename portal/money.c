/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/money.h"

#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

struct currency {
  const char *code;
  const char *sign; /* NULL: the code follows the amount */
  int places;
};

static const struct currency currencies[] = {
    {"AUD", "A$", 2}, {"BHD", NULL, 3}, {"CAD", "CA$", 2}, {"CLP", NULL, 0}, {"EUR", "€", 2},
    {"GBP", "£", 2},  {"INR", "₹", 2},  {"ISK", NULL, 0},  {"JOD", NULL, 3}, {"JPY", "¥", 0},
    {"KRW", "₩", 0},  {"KWD", NULL, 3}, {"NZD", "NZ$", 2}, {"OMR", NULL, 3}, {"TND", NULL, 3},
    {"USD", "$", 2},  {"VND", NULL, 0},
};

static struct currency
currency_find (const char *code)
{
  for (size_t i = 0; i < sizeof currencies / sizeof currencies[0]; i++)
    if (strcmp (currencies[i].code, code) == 0)
      return currencies[i];
  return (struct currency){code, NULL, 2};
}

static uint64_t
unit_of (int places)
{
  uint64_t unit = 1;

  while (places-- > 0)
    unit *= 10;
  return unit;
}

static uint64_t
magnitude (int64_t amount)
{
  return amount < 0 ? UINT64_C (0) - (uint64_t)amount : (uint64_t)amount;
}

static void
format_number (uint64_t amount, int places, char *text, size_t size)
{
  uint64_t unit = unit_of (places);

  if (places == 0)
    snprintf (text, size, "%" PRIu64, amount);
  else
    snprintf (text, size, "%" PRIu64 ".%0*" PRIu64, amount / unit, places, amount % unit);
}

bool
money_is_currency (const char *currency)
{
  return strspn (currency, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3 && currency[3] == '\0';
}

void
money_format (int64_t amount, const char *code, char text[MONEY_TEXT_SIZE])
{
  struct currency currency = currency_find (code);
  char number[32];

  format_number (magnitude (amount), currency.places, number, sizeof number);
  if (currency.sign != NULL)
    snprintf (text, MONEY_TEXT_SIZE, "%s%s%s", amount < 0 ? "-" : "", currency.sign, number);
  else
    snprintf (text, MONEY_TEXT_SIZE, "%s%s %s", amount < 0 ? "-" : "", number, code);
}

void
money_format_plain (int64_t amount, const char *code, char text[MONEY_TEXT_SIZE])
{
  struct currency currency = currency_find (code);
  char number[32];

  format_number (magnitude (amount), currency.places, number, sizeof number);
  snprintf (text, MONEY_TEXT_SIZE, "%s%s", amount < 0 ? "-" : "", number);
}

bool
money_parse (const char *text, const char *code, int64_t *amount)
{
  struct currency currency = currency_find (code);
  int64_t value = 0;
  int places = 0;
  bool point = false;
  size_t digits = 0;

  for (; *text != '\0'; text++) {
    if (*text == '.' && !point && digits > 0 && currency.places > 0) {
      point = true;
      continue;
    }
    if (*text < '0' || *text > '9')
      return false;
    if (point && places == currency.places)
      return false;
    value = value * 10 + (*text - '0');
    if (value > MONEY_MAXIMUM)
      return false;
    digits++;
    if (point)
      places++;
  }
  if (digits == 0 || (point && places == 0))
    return false;
  for (; places < currency.places; places++)
    value *= 10;
  if (value > MONEY_MAXIMUM)
    return false;
  *amount = value;
  return true;
}
