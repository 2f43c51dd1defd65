/* SPDX-License-Identifier: Apache-2.0 */
#include "app/keypad/whin-number.h"

#include <stdint.h>
#include <string.h>

/* What is typed or pasted as a number: bounded, valid, and clean after once. */

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *raw = g_strndup ((const char *)data, size);
  g_autofree char *text = g_utf8_make_valid (raw, -1);
  g_autofree char *number = whin_number_clean (text);
  g_autofree char *again = whin_number_clean (number);

  g_assert_cmpuint (strlen (number), <=, WHIN_NUMBER_MAX_BYTES);
  g_assert_true (g_utf8_validate (number, -1, NULL));
  g_assert_null (strpbrk (number, " \t\r\n"));
  g_assert_cmpuint (strlen (again), <=, strlen (number));
  return 0;
}
