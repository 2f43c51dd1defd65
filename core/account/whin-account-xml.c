/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/account/whin-account-xml.h"

#include "core/service/whin-xml.h"

#include <string.h>

/* -1 for a missing or senseless priority: then the layer's own counts. */
static int
read_priority (const WhinXmlChild *child)
{
  const char *text = whin_xml_attribute (child->attributes, "priority");
  guint64 priority;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, WHIN_PRIORITY_MAX, &priority, NULL))
    return -1;
  return (int)priority;
}

GPtrArray *
whin_account_xml_parse (const char *data, gsize length, GError **error)
{
  g_autoptr (WhinXml) xml = whin_xml_parse (data, length, error);
  g_autoptr (GPtrArray) values = NULL;

  if (xml == NULL)
    return NULL;
  if (strcmp (xml->root, "account") != 0) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "the root is not <account>");
    return NULL;
  }
  values = g_ptr_array_new_with_free_func ((GDestroyNotify)whin_account_value_free);
  for (guint i = 0; i < xml->children->len; i++) {
    const WhinXmlChild *child = g_ptr_array_index (xml->children, i);

    g_ptr_array_add (values,
                     whin_account_value_new (child->name, child->value, read_priority (child)));
  }
  return g_steal_pointer (&values);
}
