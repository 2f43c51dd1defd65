/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/phone/media/whin-machine-devices.h"

#include "core/phone/media/whin-audio-route.h"
#include "core/phone/media/whin-device-call.h"
#include "core/phone/media/whin-media-pipeline.h"
#include "core/phone/media/whin-sound-ends.h"
#include "core/phone/media/whin-tone-player.h"
#include "core/phone/whin-audio-devices-private.h"
#include "core/phone/whin-phone-error.h"

#include <glib/gi18n-lib.h>
#include <gst/gst.h>

#include <string.h>

#define LEVEL_INTERVAL (100 * GST_MSECOND)
#define QUIETEST_DB 60.0 /* below full scale; this and less is level 0 */
#define TEST_SOUND                                                                                 \
  "sine(450ms,6000,440Hz),silence(75ms),sine(450ms,6000,554Hz),silence(75ms),"                     \
  "sine(450ms,6000,659Hz)"

struct _WhinMachineDevices {
  WhinAudioDevices parent_instance;
  GstDeviceMonitor *monitor;
  gboolean is_started; /* else a thread is starting it, or nobody */
  guint monitor_bus_id;
  GstElement *meter; /* pipeline; NULL: not measuring */
  guint meter_bus_id;
  WhinTonePlayer *player; /* of the test sound */
};

G_DEFINE_FINAL_TYPE (WhinMachineDevices, whin_machine_devices, WHIN_TYPE_AUDIO_DEVICES)

/* What the sound server calls the device, else what people do. */
static char *
dup_id (GstDevice *device)
{
  char *id = NULL;

  if (g_object_class_find_property (G_OBJECT_GET_CLASS (device), "internal-name") != NULL)
    g_object_get (device, "internal-name", &id, NULL);
  return id != NULL ? id : gst_device_get_display_name (device);
}

static WhinAudioKind
get_kind (GstDevice *device)
{
  return gst_device_has_classes (device, "Source") ? WHIN_AUDIO_INPUT : WHIN_AUDIO_OUTPUT;
}

static gboolean
is_monitor (GstDevice *device)
{
  g_autoptr (GstStructure) properties = gst_device_get_properties (device);

  return properties != NULL &&
         g_strcmp0 (gst_structure_get_string (properties, "device.class"), "monitor") == 0;
}

static void
add (WhinMachineDevices *self, GstDevice *device)
{
  g_autofree char *id = dup_id (device);
  g_autofree char *name = gst_device_get_display_name (device);
  g_autoptr (WhinAudioDevice) entry = NULL;

  if (id == NULL || is_monitor (device))
    return;
  entry = whin_audio_device_new (get_kind (device), id, name, G_OBJECT (device));
  whin_audio_devices_add (WHIN_AUDIO_DEVICES (self), entry);
}

static gboolean
on_monitor_message (GstBus *bus, GstMessage *message, gpointer data)
{
  WhinMachineDevices *self = data;
  g_autoptr (GstDevice) device = NULL;
  g_autofree char *id = NULL;

  switch (GST_MESSAGE_TYPE (message)) {
  case GST_MESSAGE_DEVICE_ADDED:
    gst_message_parse_device_added (message, &device);
    add (self, device);
    break;
  case GST_MESSAGE_DEVICE_REMOVED:
    gst_message_parse_device_removed (message, &device);
    id = dup_id (device);
    whin_audio_devices_remove (WHIN_AUDIO_DEVICES (self), get_kind (device), id);
    break;
  default:
    break;
  }
  return G_SOURCE_CONTINUE;
}

/* In a thread: a sound server is asked, and sound cards may be opened. */
static void
start_monitor (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_boolean (task, gst_device_monitor_start (data));
}

static void
weak_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static void
on_started (GObject *source, GAsyncResult *result, gpointer data)
{
  GstDeviceMonitor *monitor = g_task_get_task_data (G_TASK (result));
  g_autoptr (WhinMachineDevices) self = g_weak_ref_get (data);
  gboolean is_started = g_task_propagate_boolean (G_TASK (result), NULL);

  weak_free (data);
  if (self == NULL) {
    if (is_started)
      gst_device_monitor_stop (monitor);
    return;
  }
  self->is_started = is_started;
  if (is_started) {
    GList *devices = gst_device_monitor_get_devices (monitor);

    for (GList *link = devices; link != NULL; link = link->next)
      add (self, link->data);
    g_list_free_full (devices, gst_object_unref);
  }
  whin_audio_devices_set_ready (WHIN_AUDIO_DEVICES (self));
}

static void
whin_machine_devices_watch (WhinAudioDevices *devices)
{
  WhinMachineDevices *self = WHIN_MACHINE_DEVICES (devices);
  g_autoptr (GTask) task = NULL;
  g_autoptr (GstBus) bus = NULL;
  GWeakRef *weak;

  if (!whin_media_pipeline_init (NULL)) {
    whin_audio_devices_set_ready (devices);
    return;
  }
  self->monitor = gst_device_monitor_new ();
  gst_device_monitor_add_filter (self->monitor, "Audio/Source", NULL);
  gst_device_monitor_add_filter (self->monitor, "Audio/Sink", NULL);
  bus = gst_device_monitor_get_bus (self->monitor);
  self->monitor_bus_id = gst_bus_add_watch (bus, on_monitor_message, self);
  weak = g_new0 (GWeakRef, 1);
  g_weak_ref_init (weak, self);
  task = g_task_new (NULL, NULL, on_started, weak);
  g_task_set_task_data (task, g_object_ref (self->monitor), g_object_unref);
  g_task_run_in_thread (task, start_monitor);
}

static gboolean
whin_machine_devices_can_process (WhinAudioDevices *devices)
{
  return whin_media_pipeline_init (NULL) && whin_sound_ends_can_process ();
}

static void
end_meter (WhinMachineDevices *self)
{
  g_clear_handle_id (&self->meter_bus_id, g_source_remove);
  if (self->meter != NULL)
    whin_device_call_end (g_steal_pointer (&self->meter));
}

static void
show_level (WhinMachineDevices *self, const GstStructure *structure)
{
  const GValue *list;
  double loudest = -QUIETEST_DB;

  if (structure == NULL || !gst_structure_has_name (structure, "level"))
    return;
  list = gst_structure_get_value (structure, "rms");
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  if (list != NULL && strcmp (G_VALUE_TYPE_NAME (list), "GValueArray") == 0) {
    GValueArray *channels = g_value_get_boxed (list);

    for (guint i = 0; i < channels->n_values; i++)
      loudest = MAX (loudest, g_value_get_double (&channels->values[i]));
  }
  G_GNUC_END_IGNORE_DEPRECATIONS
  whin_audio_devices_set_signal_level (WHIN_AUDIO_DEVICES (self),
                                       (loudest + QUIETEST_DB) / QUIETEST_DB);
}

static gboolean
on_meter_message (GstBus *bus, GstMessage *message, gpointer data)
{
  WhinMachineDevices *self = data;

  switch (GST_MESSAGE_TYPE (message)) {
  case GST_MESSAGE_ELEMENT:
    show_level (self, gst_message_get_structure (message));
    break;
  case GST_MESSAGE_LATENCY:
    gst_bin_recalculate_latency (GST_BIN (self->meter));
    break;
  case GST_MESSAGE_ERROR: /* the device went away; when another takes its place, that is measured */
    self->meter_bus_id = 0;
    end_meter (self);
    whin_audio_devices_set_signal_level (WHIN_AUDIO_DEVICES (self), 0);
    return G_SOURCE_REMOVE;
  default:
    break;
  }
  return G_SOURCE_CONTINUE;
}

static gboolean
start_meter (WhinMachineDevices *self, GError **error)
{
  g_autoptr (WhinAudioRoute) route = NULL;
  g_autoptr (GstBus) bus = NULL;
  GstElement *source, *convert, *level, *sink;

  if (!whin_media_pipeline_init (error))
    return FALSE;
  route = whin_audio_route_new (WHIN_AUDIO_DEVICES (self));
  source = whin_audio_route_make_source (route, error);
  if (source == NULL)
    return FALSE;
  convert = gst_element_factory_make ("audioconvert", NULL);
  level = gst_element_factory_make ("level", NULL);
  sink = gst_element_factory_make ("fakesink", NULL);
  g_object_set (level, "interval", (guint64)LEVEL_INTERVAL, NULL);
  g_object_set (sink, "sync", FALSE, "async", FALSE, NULL);
  self->meter = gst_object_ref_sink (gst_pipeline_new (NULL));
  gst_bin_add_many (GST_BIN (self->meter), source, convert, level, sink, NULL);
  bus = gst_pipeline_get_bus (GST_PIPELINE (self->meter));
  self->meter_bus_id = gst_bus_add_watch (bus, on_meter_message, self);
  if (!gst_element_link_many (source, convert, level, sink, NULL) ||
      whin_device_call (self->meter, whin_device_call_play, NULL, NULL) ==
          WHIN_DEVICE_CALL_FAILED) {
    end_meter (self);
    g_set_error_literal (error, WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_MEDIA,
                         _ ("The microphone cannot be used."));
    return FALSE;
  }
  return TRUE;
}

static void
on_role_changed (WhinAudioDevices *devices, guint role, gpointer data)
{
  WhinMachineDevices *self = WHIN_MACHINE_DEVICES (devices);

  if (role != WHIN_AUDIO_MICROPHONE || !whin_audio_devices_measures (devices))
    return;
  end_meter (self);
  if (!start_meter (self, NULL))
    whin_audio_devices_set_signal_level (devices, 0);
}

static gboolean
whin_machine_devices_start_level (WhinAudioDevices *devices, GError **error)
{
  return start_meter (WHIN_MACHINE_DEVICES (devices), error);
}

static void
whin_machine_devices_stop_level (WhinAudioDevices *devices)
{
  end_meter (WHIN_MACHINE_DEVICES (devices));
}

static void
on_test_sound_ended (WhinTonePlayer *player, gpointer data)
{
  whin_audio_devices_stop_test_sound (data);
}

static gboolean
whin_machine_devices_play_test_sound (WhinAudioDevices *devices, WhinAudioRole role, GError **error)
{
  WhinMachineDevices *self = WHIN_MACHINE_DEVICES (devices);
  g_autoptr (WhinAudioRoute) route = whin_audio_route_new (devices);
  WhinTone tone;

  if (!whin_tone_read (TEST_SOUND, &tone, NULL))
    g_assert_not_reached ();
  self->player = whin_tone_player_new (route);
  g_signal_connect (self->player, "ended", G_CALLBACK (on_test_sound_ended), self);
  if (whin_tone_player_play (self->player, &tone, role, WHIN_AUDIO_TEST_SOUND_MS, error))
    return TRUE;
  g_clear_object (&self->player);
  return FALSE;
}

static void
whin_machine_devices_stop_test_sound (WhinAudioDevices *devices)
{
  WhinMachineDevices *self = WHIN_MACHINE_DEVICES (devices);

  if (self->player != NULL)
    g_signal_handlers_disconnect_by_data (self->player, self);
  g_clear_object (&self->player);
}

static void
whin_machine_devices_dispose (GObject *object)
{
  WhinMachineDevices *self = WHIN_MACHINE_DEVICES (object);

  whin_machine_devices_stop_test_sound (WHIN_AUDIO_DEVICES (self));
  end_meter (self);
  g_clear_handle_id (&self->monitor_bus_id, g_source_remove);
  if (self->is_started)
    gst_device_monitor_stop (self->monitor);
  self->is_started = FALSE;
  g_clear_object (&self->monitor);
  G_OBJECT_CLASS (whin_machine_devices_parent_class)->dispose (object);
}

static void
whin_machine_devices_class_init (WhinMachineDevicesClass *klass)
{
  WhinAudioDevicesClass *devices_class = WHIN_AUDIO_DEVICES_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = whin_machine_devices_dispose;
  devices_class->watch = whin_machine_devices_watch;
  devices_class->can_process = whin_machine_devices_can_process;
  devices_class->start_level = whin_machine_devices_start_level;
  devices_class->stop_level = whin_machine_devices_stop_level;
  devices_class->play_test_sound = whin_machine_devices_play_test_sound;
  devices_class->stop_test_sound = whin_machine_devices_stop_test_sound;
}

static void
whin_machine_devices_init (WhinMachineDevices *self)
{
  g_signal_connect (self, "role-changed", G_CALLBACK (on_role_changed), NULL);
}

WhinMachineDevices *
whin_machine_devices_new (const char *path)
{
  WhinMachineDevices *self = g_object_new (WHIN_TYPE_MACHINE_DEVICES, NULL);

  whin_audio_devices_keep_in (WHIN_AUDIO_DEVICES (self), path);
  return self;
}
