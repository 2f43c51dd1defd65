/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/phone/whin-audio-device.h"

#include "core/phone/whin-call-reason.h"

struct _WhinAudioDevice {
  GObject parent_instance;
  WhinAudioKind kind;
  char *id;
  char *name;
  GObject *handle;
};

G_DEFINE_FINAL_TYPE (WhinAudioDevice, whin_audio_device, G_TYPE_OBJECT)

enum { PROP_0, PROP_ID, PROP_NAME, PROP_KIND, N_PROPS };

static GParamSpec *props[N_PROPS];

static void
whin_audio_device_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  WhinAudioDevice *self = WHIN_AUDIO_DEVICE (object);

  switch (id) {
  case PROP_ID:
    g_value_set_string (value, self->id);
    break;
  case PROP_NAME:
    g_value_set_string (value, self->name);
    break;
  case PROP_KIND:
    g_value_set_uint (value, self->kind);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
whin_audio_device_finalize (GObject *object)
{
  WhinAudioDevice *self = WHIN_AUDIO_DEVICE (object);

  g_free (self->id);
  g_free (self->name);
  g_clear_object (&self->handle);
  G_OBJECT_CLASS (whin_audio_device_parent_class)->finalize (object);
}

static void
whin_audio_device_class_init (WhinAudioDeviceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = whin_audio_device_get_property;
  object_class->finalize = whin_audio_device_finalize;
  props[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  props[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  props[PROP_KIND] = g_param_spec_uint ("kind", NULL, NULL, 0, WHIN_AUDIO_OUTPUT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
whin_audio_device_init (WhinAudioDevice *self)
{
}

WhinAudioDevice *
whin_audio_device_new (WhinAudioKind kind, const char *id, const char *name, GObject *handle)
{
  WhinAudioDevice *self = g_object_new (WHIN_TYPE_AUDIO_DEVICE, NULL);

  self->kind = kind;
  self->id = g_strdup (id);
  /* Bluetooth and USB devices give themselves any name. */
  self->name = whin_call_clean_text (name, WHIN_AUDIO_DEVICE_MAX_NAME);
  if (self->name == NULL)
    self->name = g_strdup (id);
  self->handle = handle != NULL ? g_object_ref (handle) : NULL;
  return self;
}

WhinAudioKind
whin_audio_device_get_kind (WhinAudioDevice *self)
{
  g_return_val_if_fail (WHIN_IS_AUDIO_DEVICE (self), WHIN_AUDIO_INPUT);
  return self->kind;
}

const char *
whin_audio_device_get_id (WhinAudioDevice *self)
{
  g_return_val_if_fail (WHIN_IS_AUDIO_DEVICE (self), NULL);
  return self->id;
}

const char *
whin_audio_device_get_name (WhinAudioDevice *self)
{
  g_return_val_if_fail (WHIN_IS_AUDIO_DEVICE (self), NULL);
  return self->name;
}

GObject *
whin_audio_device_get_handle (WhinAudioDevice *self)
{
  g_return_val_if_fail (WHIN_IS_AUDIO_DEVICE (self), NULL);
  return self->handle;
}
