/* SPDX-License-Identifier: Apache-2.0 */
#include "core/brand/whin-brand.h"
#include "core/brand/whin-origin.h"

#include <stdint.h>

/* A brand.ini: whatever it says, only origins that may be trusted are. */

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (WhinBrand) brand =
      whin_brand_new_from_data ((const char *)data, size, "/folder", NULL);
  g_autofree char *text = g_strndup ((const char *)data, size);
  g_autofree char *origin = whin_origin_of_uri (text);

  if (brand != NULL) {
    g_assert_nonnull (whin_brand_get_name (brand));
    g_assert_true (g_application_id_is_valid (whin_brand_get_application_id (brand)));
    for (const char *const *p = whin_brand_get_trusted_origins (brand); *p != NULL; p++)
      g_assert_true (whin_origin_may_be_trusted (*p));
  }
  if (origin != NULL) {
    g_autofree char *again = whin_origin_of_uri (origin);

    g_assert_cmpstr (again, ==, origin);
  }
  return 0;
}
