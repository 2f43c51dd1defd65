/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/phone/dummy/whin-dummy-devices.h"

#include "core/phone/whin-audio-devices-private.h"
#include "core/phone/whin-phone-error.h"

#include <glib/gi18n-lib.h>

#define FIRST_LEVEL 40 /* percent */

struct _WhinDummyDevices {
  WhinAudioDevices parent_instance;
  guint level; /* percent */
  gboolean measures;
  guint test_id;
};

G_DEFINE_FINAL_TYPE (WhinDummyDevices, whin_dummy_devices, WHIN_TYPE_AUDIO_DEVICES)

static void
whin_dummy_devices_watch (WhinAudioDevices *devices)
{
}

static gboolean
whin_dummy_devices_can_process (WhinAudioDevices *devices)
{
  return TRUE;
}

static gboolean
on_level_time (gpointer data)
{
  g_autoptr (WhinDummyDevices) self = g_object_ref (data);

  if (self->measures)
    whin_audio_devices_set_signal_level (WHIN_AUDIO_DEVICES (self), self->level / 100.0);
  return G_SOURCE_REMOVE;
}

static gboolean
whin_dummy_devices_start_level (WhinAudioDevices *devices, GError **error)
{
  WhinDummyDevices *self = WHIN_DUMMY_DEVICES (devices);

  if (!whin_audio_devices_get_has_microphone (devices)) {
    g_set_error_literal (error, WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_MEDIA,
                         _ ("No microphone was found."));
    return FALSE;
  }
  self->measures = TRUE;
  g_idle_add_full (G_PRIORITY_DEFAULT, on_level_time, g_object_ref (self), g_object_unref);
  return TRUE;
}

static void
whin_dummy_devices_stop_level (WhinAudioDevices *devices)
{
  WHIN_DUMMY_DEVICES (devices)->measures = FALSE;
}

static gboolean
on_test_time (gpointer data)
{
  WHIN_DUMMY_DEVICES (data)->test_id = 0;
  whin_audio_devices_set_test_sound (data, FALSE);
  return G_SOURCE_REMOVE;
}

static gboolean
whin_dummy_devices_play_test_sound (WhinAudioDevices *devices, WhinAudioRole role, GError **error)
{
  if (!whin_audio_devices_get_has_speaker (devices)) {
    g_set_error_literal (error, WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_MEDIA,
                         _ ("No speaker was found."));
    return FALSE;
  }
  WHIN_DUMMY_DEVICES (devices)->test_id =
      g_timeout_add (WHIN_AUDIO_TEST_SOUND_MS, on_test_time, devices);
  return TRUE;
}

static void
whin_dummy_devices_stop_test_sound (WhinAudioDevices *devices)
{
  g_clear_handle_id (&WHIN_DUMMY_DEVICES (devices)->test_id, g_source_remove);
}

static void
whin_dummy_devices_dispose (GObject *object)
{
  whin_dummy_devices_stop_test_sound (WHIN_AUDIO_DEVICES (object));
  G_OBJECT_CLASS (whin_dummy_devices_parent_class)->dispose (object);
}

static void
whin_dummy_devices_class_init (WhinDummyDevicesClass *klass)
{
  WhinAudioDevicesClass *devices_class = WHIN_AUDIO_DEVICES_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = whin_dummy_devices_dispose;
  devices_class->watch = whin_dummy_devices_watch;
  devices_class->can_process = whin_dummy_devices_can_process;
  devices_class->start_level = whin_dummy_devices_start_level;
  devices_class->stop_level = whin_dummy_devices_stop_level;
  devices_class->play_test_sound = whin_dummy_devices_play_test_sound;
  devices_class->stop_test_sound = whin_dummy_devices_stop_test_sound;
}

static void
whin_dummy_devices_init (WhinDummyDevices *self)
{
  self->level = FIRST_LEVEL;
  whin_dummy_devices_plug (self, WHIN_AUDIO_INPUT, "mic", "Built-in microphone");
  whin_dummy_devices_plug (self, WHIN_AUDIO_OUTPUT, "speaker", "Built-in speaker");
  whin_dummy_devices_plug (self, WHIN_AUDIO_INPUT, "headset-mic", "Headset");
  whin_dummy_devices_plug (self, WHIN_AUDIO_OUTPUT, "headset", "Headset");
  whin_audio_devices_set_ready (WHIN_AUDIO_DEVICES (self));
}

WhinDummyDevices *
whin_dummy_devices_new (const char *path)
{
  WhinDummyDevices *self = g_object_new (WHIN_TYPE_DUMMY_DEVICES, NULL);

  whin_audio_devices_keep_in (WHIN_AUDIO_DEVICES (self), path);
  return self;
}

void
whin_dummy_devices_plug (WhinDummyDevices *self,
                         WhinAudioKind kind,
                         const char *id,
                         const char *name)
{
  g_autoptr (WhinAudioDevice) device = whin_audio_device_new (kind, id, name, NULL);

  whin_audio_devices_add (WHIN_AUDIO_DEVICES (self), device);
}

void
whin_dummy_devices_unplug (WhinDummyDevices *self, WhinAudioKind kind, const char *id)
{
  g_return_if_fail (WHIN_IS_DUMMY_DEVICES (self));
  whin_audio_devices_remove (WHIN_AUDIO_DEVICES (self), kind, id);
}

void
whin_dummy_devices_set_level (WhinDummyDevices *self, guint percent)
{
  g_return_if_fail (WHIN_IS_DUMMY_DEVICES (self));
  self->level = percent;
  whin_audio_devices_set_signal_level (WHIN_AUDIO_DEVICES (self), percent / 100.0);
}
