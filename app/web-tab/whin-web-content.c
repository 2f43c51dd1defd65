/* SPDX-License-Identifier: Apache-2.0 */
#include "app/web-tab/whin-web-content.h"

G_DEFINE_ABSTRACT_TYPE (WhinWebContent, whin_web_content, ADW_TYPE_BIN)

static void
whin_web_content_class_init (WhinWebContentClass *klass)
{
}

static void
whin_web_content_init (WhinWebContent *self)
{
}

void
whin_web_content_load (WhinWebContent *self, const char *uri)
{
  g_return_if_fail (WHIN_IS_WEB_CONTENT (self));
  g_return_if_fail (uri != NULL);

  WHIN_WEB_CONTENT_GET_CLASS (self)->load (self, uri);
}

void
whin_web_content_reload (WhinWebContent *self)
{
  g_return_if_fail (WHIN_IS_WEB_CONTENT (self));

  WHIN_WEB_CONTENT_GET_CLASS (self)->reload (self);
}

char *
whin_web_content_dup_uri (WhinWebContent *self)
{
  g_return_val_if_fail (WHIN_IS_WEB_CONTENT (self), NULL);

  return WHIN_WEB_CONTENT_GET_CLASS (self)->dup_uri (self);
}
