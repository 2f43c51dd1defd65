/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/provisioning/whin-brand-answer.h"

#include "core/account/whin-account-xml.h"
#include "core/brand/whin-origin.h"
#include "core/brand/whin-web-tab.h"
#include "core/service/whin-xml.h"

#include <string.h>

static void
add_web_tab (GPtrArray *tabs, const WhinXmlChild *child)
{
  const char *id = whin_xml_attribute (child->attributes, "id");

  if (id == NULL || *id == '\0' || child->is_tree || *child->value == '\0' ||
      tabs->len == WHIN_BRAND_ANSWER_MAX_WEB_TABS) {
    g_message ("A web tab of the portal is left out");
    return;
  }
  for (guint i = 0; i < tabs->len; i++) {
    if (strcmp (whin_web_tab_get_id (g_ptr_array_index (tabs, i)), id) == 0)
      return;
  }
  g_ptr_array_add (tabs,
                   whin_web_tab_new (id, whin_xml_attribute (child->attributes, "title"),
                                     whin_xml_attribute (child->attributes, "icon"), child->value));
}

static void
add_origin (GPtrArray *origins, const WhinXmlChild *child)
{
  g_autofree char *origin = whin_origin_of_uri (child->value);

  if (origin == NULL || !whin_origin_may_be_trusted (origin) ||
      origins->len == WHIN_BRAND_ANSWER_MAX_ORIGINS) {
    g_message ("An origin of the portal is left out: it may not be trusted");
    return;
  }
  g_ptr_array_add (origins, g_steal_pointer (&origin));
}

WhinBrandAnswer *
whin_brand_answer_parse (const char *data, gsize length, GError **error)
{
  g_autoptr (WhinXml) xml = whin_xml_parse (data, length, error);
  g_autoptr (WhinBrandAnswer) self = NULL;
  g_autoptr (GPtrArray) origins = g_ptr_array_new_with_free_func (g_free);

  if (xml == NULL)
    return NULL;
  if (strcmp (xml->root, "brand") != 0) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "the root is not <brand>");
    return NULL;
  }
  self = g_new0 (WhinBrandAnswer, 1);
  self->web_tabs = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < xml->children->len; i++) {
    const WhinXmlChild *child = g_ptr_array_index (xml->children, i);

    if (strcmp (child->name, "webTab") == 0) {
      add_web_tab (self->web_tabs, child);
    } else if (strcmp (child->name, "trustedOrigin") == 0) {
      add_origin (origins, child);
    } else if (strcmp (child->name, "account") == 0 && child->is_tree && self->values == NULL) {
      self->values = whin_account_xml_parse (child->value, strlen (child->value), error);
      if (self->values == NULL)
        return NULL;
    }
  }
  if (self->values == NULL)
    self->values = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (origins, NULL);
  self->trusted_origins = (char **)g_ptr_array_free (g_steal_pointer (&origins), FALSE);
  return g_steal_pointer (&self);
}

void
whin_brand_answer_free (WhinBrandAnswer *self)
{
  g_clear_pointer (&self->values, g_ptr_array_unref);
  g_clear_pointer (&self->web_tabs, g_ptr_array_unref);
  g_strfreev (self->trusted_origins);
  g_free (self);
}
