/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

/* Money is an integer of minor units (cents) and an ISO 4217 code; never a floating-point number.
 * A code without an entry in the table has two decimal places and no sign of its own. */
enum { MONEY_TEXT_SIZE = 48, MONEY_CURRENCY_SIZE = 4 };

/* The largest amount the portal accepts for a price, in minor units. */
#define MONEY_MAXIMUM INT64_C (100000000000)

/* True for three capital letters. */
bool money_is_currency (const char *currency);

/* For people: "$12.34", "-$0.05", "12.34 CHF", "¥500". */
void money_format (int64_t amount, const char *currency, char text[MONEY_TEXT_SIZE]);

/* For programs, a JSON number: "12.34", "500". */
void money_format_plain (int64_t amount, const char *currency, char text[MONEY_TEXT_SIZE]);

/* Reads "12", "12.3" or "12.34" (at most the currency's places) as minor units; false for anything
 * else, also for a sign and for more than MONEY_MAXIMUM. */
bool money_parse (const char *text, const char *currency, int64_t *amount);
