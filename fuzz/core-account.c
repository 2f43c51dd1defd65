/* SPDX-License-Identifier: Apache-2.0 */
#include "core/account/whin-account-xml.h"
#include "core/provisioning/whin-brand-answer.h"

#include <stdint.h>

/* An account or brand document from a server: what merges can be kept and comes back the same. */

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
check_keeping (GPtrArray *values)
{
  g_autoptr (WhinAccount) account = whin_account_new ();
  g_autoptr (WhinAccount) restored = whin_account_new ();
  g_autoptr (GHashTable) secrets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (JsonArray) kept = NULL;

  if (!whin_account_merge (account, WHIN_LAYER_PROVISIONING, values, FALSE, NULL))
    return;
  kept = whin_account_to_json (account, secrets);
  g_assert_true (whin_account_from_json (restored, kept, secrets, NULL));
  for (guint i = 0; i < values->len; i++) {
    const WhinAccountValue *value = g_ptr_array_index (values, i);

    g_assert_cmpstr (whin_account_get (account, value->node), ==,
                     whin_account_get (restored, value->node));
  }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GPtrArray) values = whin_account_xml_parse ((const char *)data, size, NULL);
  g_autoptr (WhinBrandAnswer) brand = whin_brand_answer_parse ((const char *)data, size, NULL);

  if (values != NULL)
    check_keeping (values);
  if (brand != NULL)
    check_keeping (brand->values);
  return 0;
}
