/* SPDX-License-Identifier: Apache-2.0 */
#include "core/balance/whin-balance-answer.h"

#include <stdint.h>
#include <string.h>

/* The body of a balance check or of an error: what is shown to people is one line of UTF-8. */

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
check_line (const char *text)
{
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_cmpuint (strlen (text), >, 0);
  g_assert_null (strpbrk (text, "\r\n\t\x1b"));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const guint statuses[] = {200, 404, 500};
  static const char *const types[] = {"application/json", "text/xml", "text/html", NULL};
  g_autoptr (GBytes) body = g_bytes_new (data, size);

  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++) {
    for (gsize j = 0; j < G_N_ELEMENTS (types); j++) {
      g_autoptr (WhinAnswer) answer = whin_answer_new (statuses[i], body, types[j], NULL, NULL);
      g_autofree char *error_text = whin_answer_dup_error_text (answer);
      g_autoptr (GError) error = NULL;
      g_autofree char *balance = whin_balance_answer_read (answer, &error);

      check_line (error_text);
      g_assert_true ((balance == NULL) == (error != NULL));
      check_line (balance != NULL ? balance : error->message);
    }
  }
  return 0;
}
