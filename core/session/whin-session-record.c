/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/session/whin-session-record.h"

#include "core/brand/whin-origin.h"
#include "core/brand/whin-web-tab.h"
#include "core/provisioning/whin-brand-answer.h"
#include "core/service/whin-json.h"

void
whin_session_record_clear (WhinSessionRecord *self)
{
  g_clear_pointer (&self->full_code, g_free);
  g_clear_pointer (&self->web_tabs, g_ptr_array_unref);
  g_clear_pointer (&self->trusted_origins, g_strfreev);
}

void
whin_session_record_to_json (const WhinSessionRecord *self, JsonObject *document)
{
  json_object_set_string_member (document, "fullCode",
                                 self->full_code != NULL ? self->full_code : "");
  if (self->web_tabs != NULL) {
    JsonArray *tabs = json_array_new ();

    for (guint i = 0; i < self->web_tabs->len; i++) {
      WhinWebTab *tab = g_ptr_array_index (self->web_tabs, i);
      JsonObject *kept = json_object_new ();

      json_object_set_string_member (kept, "id", whin_web_tab_get_id (tab));
      json_object_set_string_member (kept, "title", whin_web_tab_get_title (tab));
      json_object_set_string_member (kept, "icon", whin_web_tab_get_icon_name (tab));
      json_object_set_string_member (kept, "url", whin_web_tab_get_uri_template (tab));
      json_array_add_object_element (tabs, kept);
    }
    json_object_set_array_member (document, "webTabs", tabs);
  }
  if (self->trusted_origins != NULL) {
    JsonArray *origins = json_array_new ();

    for (char **origin = self->trusted_origins; *origin != NULL; origin++)
      json_array_add_string_element (origins, *origin);
    json_object_set_array_member (document, "trustedOrigins", origins);
  }
}

void
whin_session_record_from_json (WhinSessionRecord *self, JsonObject *document)
{
  JsonArray *tabs = whin_json_get_array (document, "webTabs");
  JsonArray *origins = whin_json_get_array (document, "trustedOrigins");

  self->full_code = g_strdup (whin_json_get_text (document, "fullCode"));
  if (tabs != NULL && json_array_get_length (tabs) <= WHIN_BRAND_ANSWER_MAX_WEB_TABS) {
    self->web_tabs = g_ptr_array_new_with_free_func (g_object_unref);
    for (guint i = 0; i < json_array_get_length (tabs); i++) {
      JsonObject *tab = whin_json_array_get_object (tabs, i);
      const char *id = tab != NULL ? whin_json_get_text (tab, "id") : NULL;
      const char *url = tab != NULL ? whin_json_get_text (tab, "url") : NULL;

      if (id != NULL && *id != '\0' && url != NULL)
        g_ptr_array_add (self->web_tabs, whin_web_tab_new (id, whin_json_get_text (tab, "title"),
                                                           whin_json_get_text (tab, "icon"), url));
    }
  }
  if (origins != NULL && json_array_get_length (origins) <= WHIN_BRAND_ANSWER_MAX_ORIGINS) {
    g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

    for (guint i = 0; i < json_array_get_length (origins); i++) {
      JsonNode *node = json_array_get_element (origins, i);
      const char *origin = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;

      if (whin_origin_may_be_trusted (origin))
        g_strv_builder_add (builder, origin);
    }
    self->trusted_origins = g_strv_builder_end (builder);
  }
}
