/* SPDX-License-Identifier: Apache-2.0 */
#include "core/quick-dial/whin-quick-dial-private.h"

#include "core/brand/whin-origin.h"

struct _WhinQuickDial {
  GObject parent_instance;
  char *id;
  char *display_name;
  char *uri;
  char *portrait_uri;
  int priority;
};

G_DEFINE_FINAL_TYPE (WhinQuickDial, whin_quick_dial, G_TYPE_OBJECT)

static void
whin_quick_dial_finalize (GObject *object)
{
  WhinQuickDial *self = WHIN_QUICK_DIAL (object);

  g_free (self->id);
  g_free (self->display_name);
  g_free (self->uri);
  g_free (self->portrait_uri);
  G_OBJECT_CLASS (whin_quick_dial_parent_class)->finalize (object);
}

static void
whin_quick_dial_class_init (WhinQuickDialClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = whin_quick_dial_finalize;
}

static void
whin_quick_dial_init (WhinQuickDial *self)
{
}

WhinQuickDial *
whin_quick_dial_new (const char *id,
                     const char *display_name,
                     const char *uri,
                     const char *portrait_uri,
                     int priority)
{
  WhinQuickDial *self = g_object_new (WHIN_TYPE_QUICK_DIAL, NULL);

  self->id = g_strdup (id);
  self->uri = g_strdup (uri);
  self->display_name =
      g_strdup (display_name != NULL && *display_name != '\0' ? display_name : uri);
  self->portrait_uri = whin_uri_is_confidential (portrait_uri) ? g_strdup (portrait_uri) : NULL;
  self->priority = priority;
  return self;
}

const char *
whin_quick_dial_get_id (WhinQuickDial *self)
{
  g_return_val_if_fail (WHIN_IS_QUICK_DIAL (self), NULL);
  return self->id;
}

const char *
whin_quick_dial_get_display_name (WhinQuickDial *self)
{
  g_return_val_if_fail (WHIN_IS_QUICK_DIAL (self), NULL);
  return self->display_name;
}

const char *
whin_quick_dial_get_uri (WhinQuickDial *self)
{
  g_return_val_if_fail (WHIN_IS_QUICK_DIAL (self), NULL);
  return self->uri;
}

const char *
whin_quick_dial_get_portrait_uri (WhinQuickDial *self)
{
  g_return_val_if_fail (WHIN_IS_QUICK_DIAL (self), NULL);
  return self->portrait_uri;
}

int
whin_quick_dial_get_priority (WhinQuickDial *self)
{
  g_return_val_if_fail (WHIN_IS_QUICK_DIAL (self), 0);
  return self->priority;
}

gboolean
whin_quick_dial_equal (WhinQuickDial *self, WhinQuickDial *other)
{
  return g_strcmp0 (self->id, other->id) == 0 &&
         g_strcmp0 (self->display_name, other->display_name) == 0 &&
         g_strcmp0 (self->uri, other->uri) == 0 &&
         g_strcmp0 (self->portrait_uri, other->portrait_uri) == 0 &&
         self->priority == other->priority;
}
