/* SPDX-License-Identifier: Apache-2.0 */
#include "core/session/whin-login.h"

#include <stdint.h>
#include <string.h>

/* What was typed, scanned or clicked to sign in. */

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
check_text (const char *text)
{
  if (text == NULL)
    return;
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_cmpuint (strlen (text), >, 0);
  for (const char *p = text; *p != '\0'; p++)
    g_assert_true ((guchar)*p >= 0x20 && *p != 0x7F);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const char *const built_in[] = {NULL, "CODE", "CODE*"};
  g_autofree char *text = g_strndup ((const char *)data, size);

  for (gsize i = 0; i < G_N_ELEMENTS (built_in); i++) {
    g_autoptr (WhinLogin) login = whin_login_parse (text, built_in[i], NULL);

    if (login == NULL)
      continue;
    g_assert_nonnull (login->cloud_id);
    check_text (login->cloud_id);
    check_text (login->username);
    check_text (login->password);
  }
  return 0;
}
