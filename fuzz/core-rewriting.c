/* SPDX-License-Identifier: Apache-2.0 */
#include "core/command/whin-dial-rule.h"
#include "core/phone/whin-line.h"
#include "core/phone/whin-number-rewriting.h"

#include <stdint.h>
#include <string.h>

/* A provider's rules of how numbers are dialled: bounded; what they make is always a number, and
 * they leave alone what they have no business with. */

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const char *const numbers[] = {"2345678", "00420123456789", "+12025550143",   "112",
                                        "*97",     "alice",          "bob@example.com"};
  g_autofree char *xml = g_strndup ((const char *)data, size);
  g_autoptr (WhinNumberRewriting) rewriting = whin_number_rewriting_new (xml);

  g_assert_cmpuint (whin_number_rewriting_count (rewriting), <=, WHIN_NUMBER_REWRITING_MAX_RULES);
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++) {
    enum cmduri_dial_action action;
    g_autofree char *made = whin_number_rewriting_apply (rewriting, numbers[i], &action);
    g_autofree char *clean = whin_line_clean_number (made);

    g_assert_cmpstr (clean, ==, made);
    if (i >= 3)
      g_assert_cmpstr (made, ==, numbers[i]);
  }
  return 0;
}
