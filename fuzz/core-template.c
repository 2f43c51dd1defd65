/* SPDX-License-Identifier: Apache-2.0 */
#include "core/service/whin-template.h"

#include <stdint.h>
#include <string.h>

/* A template from a provider: whatever it says, no secret shows over plain http, and no value adds
 * a line to a header. */

#define SECRET "s3cr3t-canary"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static const char *
on_lookup (const char *scope, const char *key, gboolean *is_secret, gpointer user_data)
{
  if (strcmp (key, "password") == 0) {
    *is_secret = TRUE;
    return SECRET;
  }
  return strcmp (key, "line") == 0 ? "a\r\nb\x01 \"<&\\" : NULL;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *)data, size);
  gboolean template_has_it = strstr (text, SECRET) != NULL;
  gboolean template_has_lines = strpbrk (text, "\r\n") != NULL;

  for (int landing = WHIN_LANDING_PLAIN; landing <= WHIN_LANDING_HEADER; landing++) {
    g_autofree char *open =
        whin_template_expand (text, (WhinLanding)landing, FALSE, on_lookup, NULL, NULL, NULL);
    g_autofree char *confidential =
        whin_template_expand (text, (WhinLanding)landing, TRUE, on_lookup, NULL, NULL, NULL);

    g_assert_true (template_has_it || open == NULL || strstr (open, SECRET) == NULL);
    g_assert_true (landing != WHIN_LANDING_HEADER || template_has_lines || confidential == NULL ||
                   strpbrk (confidential, "\r\n") == NULL);
  }
  return 0;
}
