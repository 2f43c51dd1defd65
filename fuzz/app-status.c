/* SPDX-License-Identifier: Apache-2.0 */
#include "app/application/whin-accent.h"
#include "app/control/whin-status.h"
#include "app/web-tab/whin-content-filter.h"

#include <stdint.h>
#include <string.h>

/* The address of a page, which is told without what may be secret in it; a phone's status as people
 * read it; a brand's colour; origins of a content filter. */

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* json-glib reads nested arrays by recursion; what the phone sends is flat. */
#define MAX_BYTES 4096

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *)data, MIN (size, MAX_BYTES));
  g_autofree char *uri = whin_status_dup_public_uri (text);
  g_autofree char *css = whin_accent_dup_css (text, size % 2 == 0);
  const char *const origins[] = {text, NULL};
  g_autofree char *filter = whin_content_filter_dup_json (origins);

  g_free (whin_status_dup_text (text));
  g_assert_true (uri == NULL || strpbrk (uri, "?#") == NULL);
  g_assert_true (css == NULL || strlen (text) == 7);
  /* What isn't plain has no place in the rules. */
  g_assert_true (g_utf8_validate (filter, -1, NULL));
  return 0;
}
