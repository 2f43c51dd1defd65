/* SPDX-License-Identifier: Apache-2.0 */
#include "core/brand/whin-web-tab.h"

struct _WhinWebTab {
  GObject parent_instance;
  char *id;
  char *title;
  char *icon_name;
  char *uri_template;
};

G_DEFINE_FINAL_TYPE (WhinWebTab, whin_web_tab, G_TYPE_OBJECT)

static void
whin_web_tab_finalize (GObject *object)
{
  WhinWebTab *self = WHIN_WEB_TAB (object);

  g_free (self->id);
  g_free (self->title);
  g_free (self->icon_name);
  g_free (self->uri_template);
  G_OBJECT_CLASS (whin_web_tab_parent_class)->finalize (object);
}

static void
whin_web_tab_class_init (WhinWebTabClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = whin_web_tab_finalize;
}

static void
whin_web_tab_init (WhinWebTab *self)
{
}

WhinWebTab *
whin_web_tab_new (const char *id,
                  const char *title,
                  const char *icon_name,
                  const char *uri_template)
{
  WhinWebTab *self;

  g_return_val_if_fail (id != NULL && *id != '\0', NULL);
  g_return_val_if_fail (uri_template != NULL, NULL);

  self = g_object_new (WHIN_TYPE_WEB_TAB, NULL);
  self->id = g_strdup (id);
  self->title = g_strdup (title != NULL && *title != '\0' ? title : id);
  self->icon_name =
      g_strdup (icon_name != NULL && *icon_name != '\0' ? icon_name : "web-browser-symbolic");
  self->uri_template = g_strdup (uri_template);
  return self;
}

const char *
whin_web_tab_get_id (WhinWebTab *self)
{
  g_return_val_if_fail (WHIN_IS_WEB_TAB (self), NULL);
  return self->id;
}

const char *
whin_web_tab_get_title (WhinWebTab *self)
{
  g_return_val_if_fail (WHIN_IS_WEB_TAB (self), NULL);
  return self->title;
}

const char *
whin_web_tab_get_icon_name (WhinWebTab *self)
{
  g_return_val_if_fail (WHIN_IS_WEB_TAB (self), NULL);
  return self->icon_name;
}

const char *
whin_web_tab_get_uri_template (WhinWebTab *self)
{
  g_return_val_if_fail (WHIN_IS_WEB_TAB (self), NULL);
  return self->uri_template;
}
