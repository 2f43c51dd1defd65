/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-app"

#include "app/application/whin-preferences.h"

#include <string.h>

#define GROUP "Screen"
#define DEFAULT_WIDTH 400
#define DEFAULT_HEIGHT 720
#define MAX_SIDE 16384
#define SAVE_DELAY_MS 500

enum {
  PROP_0,
  PROP_STYLE,
  PROP_WEB_INSPECTOR,
  PROP_DO_NOT_DISTURB,
  PROP_STAY_REACHABLE,
  PROP_TOLD_REACHABLE,
  PROP_WINDOW_WIDTH,
  PROP_WINDOW_HEIGHT,
  N_PROPS,
};

struct _WhinPreferences {
  GObject parent_instance;

  char *path;
  guint save_source;
  WhinStyle style;
  gboolean web_inspector;
  gboolean do_not_disturb;
  gboolean stay_reachable;
  gboolean told_reachable;
  int width;
  int height;
};

G_DEFINE_FINAL_TYPE (WhinPreferences, whin_preferences, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPS];
static const char *const style_names[] = {"system", "light", "dark"};

static int
clamp_side (int side, int fallback)
{
  return side > 0 && side <= MAX_SIDE ? side : fallback;
}

static void
load (WhinPreferences *self)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *text = NULL;
  g_autofree char *style = NULL;
  gsize length;

  if (!g_file_get_contents (self->path, &text, &length, NULL) ||
      length > WHIN_PREFERENCES_MAX_BYTES ||
      !g_key_file_load_from_data (file, text, length, G_KEY_FILE_NONE, NULL))
    return;
  style = g_key_file_get_string (file, GROUP, "Style", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (style_names); i++)
    if (g_strcmp0 (style, style_names[i]) == 0)
      self->style = i;
  self->web_inspector = g_key_file_get_boolean (file, GROUP, "WebInspector", NULL);
  self->do_not_disturb = g_key_file_get_boolean (file, GROUP, "DoNotDisturb", NULL);
  if (g_key_file_has_key (file, GROUP, "StayReachable", NULL))
    self->stay_reachable = g_key_file_get_boolean (file, GROUP, "StayReachable", NULL);
  self->told_reachable = g_key_file_get_boolean (file, GROUP, "ToldReachable", NULL);
  self->width = clamp_side (g_key_file_get_integer (file, GROUP, "Width", NULL), DEFAULT_WIDTH);
  self->height = clamp_side (g_key_file_get_integer (file, GROUP, "Height", NULL), DEFAULT_HEIGHT);
}

static GBytes *
dup_bytes (WhinPreferences *self)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  gsize length;

  g_key_file_set_string (file, GROUP, "Style", style_names[self->style]);
  g_key_file_set_boolean (file, GROUP, "WebInspector", self->web_inspector);
  g_key_file_set_boolean (file, GROUP, "DoNotDisturb", self->do_not_disturb);
  g_key_file_set_boolean (file, GROUP, "StayReachable", self->stay_reachable);
  g_key_file_set_boolean (file, GROUP, "ToldReachable", self->told_reachable);
  g_key_file_set_integer (file, GROUP, "Width", self->width);
  g_key_file_set_integer (file, GROUP, "Height", self->height);
  char *text = g_key_file_to_data (file, &length, NULL);
  return g_bytes_new_take (text, length);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    g_warning ("The preferences couldn’t be written: %s", error->message);
}

static gboolean
on_save_due (gpointer data)
{
  WhinPreferences *self = data;
  g_autoptr (GFile) file = g_file_new_for_path (self->path);
  g_autoptr (GBytes) bytes = dup_bytes (self);

  self->save_source = 0;
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL,
                                       on_saved, NULL);
  return G_SOURCE_REMOVE;
}

static void
whin_preferences_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  WhinPreferences *self = WHIN_PREFERENCES (object);

  switch (id) {
  case PROP_STYLE:
    g_value_set_uint (value, self->style);
    break;
  case PROP_WEB_INSPECTOR:
    g_value_set_boolean (value, self->web_inspector);
    break;
  case PROP_DO_NOT_DISTURB:
    g_value_set_boolean (value, self->do_not_disturb);
    break;
  case PROP_STAY_REACHABLE:
    g_value_set_boolean (value, self->stay_reachable);
    break;
  case PROP_TOLD_REACHABLE:
    g_value_set_boolean (value, self->told_reachable);
    break;
  case PROP_WINDOW_WIDTH:
    g_value_set_int (value, self->width);
    break;
  case PROP_WINDOW_HEIGHT:
    g_value_set_int (value, self->height);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
whin_preferences_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  WhinPreferences *self = WHIN_PREFERENCES (object);

  switch (id) {
  case PROP_STYLE:
    self->style = g_value_get_uint (value);
    break;
  case PROP_WEB_INSPECTOR:
    self->web_inspector = g_value_get_boolean (value);
    break;
  case PROP_DO_NOT_DISTURB:
    self->do_not_disturb = g_value_get_boolean (value);
    break;
  case PROP_STAY_REACHABLE:
    self->stay_reachable = g_value_get_boolean (value);
    break;
  case PROP_TOLD_REACHABLE:
    self->told_reachable = g_value_get_boolean (value);
    break;
  case PROP_WINDOW_WIDTH:
    self->width = clamp_side (g_value_get_int (value), self->width);
    break;
  case PROP_WINDOW_HEIGHT:
    self->height = clamp_side (g_value_get_int (value), self->height);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
  if (self->save_source == 0)
    self->save_source = g_timeout_add (SAVE_DELAY_MS, on_save_due, self);
}

static void
whin_preferences_finalize (GObject *object)
{
  WhinPreferences *self = WHIN_PREFERENCES (object);

  g_clear_handle_id (&self->save_source, g_source_remove);
  g_free (self->path);
  G_OBJECT_CLASS (whin_preferences_parent_class)->finalize (object);
}

static void
whin_preferences_class_init (WhinPreferencesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = whin_preferences_get_property;
  object_class->set_property = whin_preferences_set_property;
  object_class->finalize = whin_preferences_finalize;

  properties[PROP_STYLE] =
      g_param_spec_uint ("style", NULL, NULL, 0, G_N_ELEMENTS (style_names) - 1, WHIN_STYLE_SYSTEM,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_WEB_INSPECTOR] = g_param_spec_boolean (
      "web-inspector", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_DO_NOT_DISTURB] = g_param_spec_boolean (
      "do-not-disturb", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_STAY_REACHABLE] = g_param_spec_boolean (
      "stay-reachable", NULL, NULL, TRUE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_TOLD_REACHABLE] = g_param_spec_boolean (
      "told-reachable", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_WINDOW_WIDTH] =
      g_param_spec_int ("window-width", NULL, NULL, -1, G_MAXINT, DEFAULT_WIDTH,
                        G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_WINDOW_HEIGHT] =
      g_param_spec_int ("window-height", NULL, NULL, -1, G_MAXINT, DEFAULT_HEIGHT,
                        G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
whin_preferences_init (WhinPreferences *self)
{
  self->width = DEFAULT_WIDTH;
  self->height = DEFAULT_HEIGHT;
  self->stay_reachable = TRUE;
}

WhinPreferences *
whin_preferences_new (const char *path)
{
  WhinPreferences *self = g_object_new (WHIN_TYPE_PREFERENCES, NULL);

  self->path = g_strdup (path);
  load (self);
  return self;
}

WhinStyle
whin_preferences_get_style (WhinPreferences *self)
{
  return self->style;
}

gboolean
whin_preferences_get_web_inspector (WhinPreferences *self)
{
  return self->web_inspector;
}

gboolean
whin_preferences_get_stay_reachable (WhinPreferences *self)
{
  return self->stay_reachable;
}

gboolean
whin_preferences_get_told_reachable (WhinPreferences *self)
{
  return self->told_reachable;
}

void
whin_preferences_flush (WhinPreferences *self)
{
  g_autoptr (GError) error = NULL;

  if (self->save_source == 0)
    return;
  g_clear_handle_id (&self->save_source, g_source_remove);
  g_autoptr (GBytes) bytes = dup_bytes (self);
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  if (!g_file_set_contents_full (self->path, text, (gssize)length, G_FILE_SET_CONTENTS_CONSISTENT,
                                 0600, &error))
    g_warning ("The preferences couldn’t be written: %s", error->message);
}
