/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/whin-audio-devices-private.h"

#include "core/phone/dummy/whin-dummy-provider.h"
#include "core/testing/whin-test-folder.h"
#include "core/testing/whin-test-loop.h"

typedef struct {
  char *folder;
  char *path;
  WhinDummyDevices *dummy;
  WhinAudioDevices *devices;
  guint changes[WHIN_N_AUDIO_ROLES];
} Fixture;

static void
on_role_changed (WhinAudioDevices *devices, guint role, gpointer data)
{
  ((Fixture *)data)->changes[role]++;
}

static void
open_devices (Fixture *fixture)
{
  fixture->dummy = whin_dummy_devices_new (fixture->path);
  fixture->devices = WHIN_AUDIO_DEVICES (fixture->dummy);
  g_signal_connect (fixture->devices, "role-changed", G_CALLBACK (on_role_changed), fixture);
}

static void
close_devices (Fixture *fixture)
{
  g_assert_true (whin_audio_devices_wait (fixture->devices,
                                          g_get_monotonic_time () + 30 * G_TIME_SPAN_SECOND));
  /* A save that ended holds its references until the loop has told so. */
  whin_test_until (G_OBJECT (fixture->devices)->ref_count == 1);
  g_assert_finalize_object (fixture->dummy);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = whin_test_folder_new ();
  fixture->path = g_build_filename (fixture->folder, "audio.ini", NULL);
  open_devices (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  close_devices (fixture);
  g_free (fixture->path);
  whin_test_folder_remove (fixture->folder);
}

static const char *
get_used (Fixture *fixture, WhinAudioRole role)
{
  WhinAudioDevice *device = whin_audio_devices_get_device (fixture->devices, role);

  return device != NULL ? whin_audio_device_get_id (device) : NULL;
}

static void
test_list (Fixture *fixture, gconstpointer data)
{
  GListModel *list = G_LIST_MODEL (fixture->devices);
  g_autoptr (WhinAudioDevice) first = g_list_model_get_item (list, 0);
  g_autofree char *name = NULL;
  guint kind;

  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 4);
  g_assert_true (g_list_model_get_item_type (list) == WHIN_TYPE_AUDIO_DEVICE);
  g_object_get (first, "name", &name, "kind", &kind, NULL);
  g_assert_cmpstr (name, ==, "Built-in microphone");
  g_assert_cmpuint (kind, ==, WHIN_AUDIO_INPUT);
  whin_dummy_devices_plug (fixture->dummy, WHIN_AUDIO_INPUT, "mic", "Renamed\u202e \n microphone");
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 4);
  g_clear_object (&first);
  first = g_list_model_get_item (list, 0);
  g_assert_cmpstr (whin_audio_device_get_name (first), ==, "Renamed microphone");
  for (guint i = 0; i < 2 * WHIN_AUDIO_MAX_DEVICES; i++) {
    g_autofree char *id = g_strdup_printf ("usb-%u", i);

    whin_dummy_devices_plug (fixture->dummy, WHIN_AUDIO_OUTPUT, id, "USB");
  }
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, WHIN_AUDIO_MAX_DEVICES);
}

static void
test_hot_plug (Fixture *fixture, gconstpointer data)
{
  g_assert_null (get_used (fixture, WHIN_AUDIO_SPEAKER));
  whin_audio_devices_choose (fixture->devices, WHIN_AUDIO_SPEAKER, "headset");
  g_assert_cmpstr (get_used (fixture, WHIN_AUDIO_SPEAKER), ==, "headset");
  g_assert_null (get_used (fixture, WHIN_AUDIO_RINGER));
  g_assert_cmpuint (fixture->changes[WHIN_AUDIO_SPEAKER], ==, 1);
  whin_dummy_devices_unplug (fixture->dummy, WHIN_AUDIO_OUTPUT, "headset");
  g_assert_null (get_used (fixture, WHIN_AUDIO_SPEAKER));
  g_assert_cmpuint (fixture->changes[WHIN_AUDIO_SPEAKER], ==, 2);
  g_assert_cmpstr (whin_audio_devices_get_chosen (fixture->devices, WHIN_AUDIO_SPEAKER), ==,
                   "headset");
  g_assert_cmpstr (whin_audio_devices_get_chosen_name (fixture->devices, WHIN_AUDIO_SPEAKER), ==,
                   "Headset");
  whin_dummy_devices_plug (fixture->dummy, WHIN_AUDIO_OUTPUT, "headset", "Headset");
  g_assert_cmpstr (get_used (fixture, WHIN_AUDIO_SPEAKER), ==, "headset");
  g_assert_cmpuint (fixture->changes[WHIN_AUDIO_SPEAKER], ==, 3);
  g_assert_cmpuint (fixture->changes[WHIN_AUDIO_MICROPHONE], ==, 0);
  g_assert_cmpuint (fixture->changes[WHIN_AUDIO_RINGER], ==, 0);
  /* A microphone is no speaker. */
  whin_audio_devices_choose (fixture->devices, WHIN_AUDIO_SPEAKER, "mic");
  g_assert_null (get_used (fixture, WHIN_AUDIO_SPEAKER));
}

/* Each role has its own choice, which is there after a restart, also of a device that is away. */
static void
test_kept (Fixture *fixture, gconstpointer data)
{
  g_object_set (fixture->devices, "microphone", "headset-mic", "ringer", "speaker",
                "noise-suppression", FALSE, NULL);
  whin_dummy_devices_plug (fixture->dummy, WHIN_AUDIO_OUTPUT, "usb", "USB box");
  whin_audio_devices_choose (fixture->devices, WHIN_AUDIO_SPEAKER, "usb");
  close_devices (fixture);
  open_devices (fixture);
  whin_test_until (whin_audio_devices_get_chosen (fixture->devices, WHIN_AUDIO_SPEAKER) != NULL);
  g_assert_cmpstr (get_used (fixture, WHIN_AUDIO_MICROPHONE), ==, "headset-mic");
  g_assert_cmpstr (get_used (fixture, WHIN_AUDIO_RINGER), ==, "speaker");
  g_assert_null (get_used (fixture, WHIN_AUDIO_SPEAKER));
  g_assert_cmpstr (whin_audio_devices_get_chosen_name (fixture->devices, WHIN_AUDIO_SPEAKER), ==,
                   "USB box");
  g_assert_false (whin_audio_devices_get_noise_suppression (fixture->devices));
  g_assert_true (whin_audio_devices_get_echo_cancellation (fixture->devices));
  whin_audio_devices_choose (fixture->devices, WHIN_AUDIO_MICROPHONE, NULL);
  close_devices (fixture);
  open_devices (fixture);
  whin_test_until (whin_audio_devices_get_chosen (fixture->devices, WHIN_AUDIO_SPEAKER) != NULL);
  g_assert_null (whin_audio_devices_get_chosen (fixture->devices, WHIN_AUDIO_MICROPHONE));
}

static void
test_level_and_test_sound (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpfloat (whin_audio_devices_get_signal_level (fixture->devices), ==, 0);
  g_assert_true (whin_audio_devices_start_level (fixture->devices, &error));
  whin_test_until (whin_audio_devices_get_signal_level (fixture->devices) > 0);
  whin_dummy_devices_set_level (fixture->dummy, 80);
  g_assert_cmpfloat (whin_audio_devices_get_signal_level (fixture->devices), ==, 0.8);
  whin_audio_devices_stop_level (fixture->devices);
  g_assert_cmpfloat (whin_audio_devices_get_signal_level (fixture->devices), ==, 0);
  whin_dummy_devices_set_level (fixture->dummy, 80);
  g_assert_cmpfloat (whin_audio_devices_get_signal_level (fixture->devices), ==, 0);
  g_assert_true (whin_audio_devices_play_test_sound (fixture->devices, WHIN_AUDIO_RINGER, &error));
  g_assert_true (whin_audio_devices_get_test_sound (fixture->devices));
  whin_test_until (!whin_audio_devices_get_test_sound (fixture->devices));
}

static void
test_no_device (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (whin_audio_devices_get_has_microphone (fixture->devices));
  g_assert_true (whin_audio_devices_get_has_speaker (fixture->devices));
  whin_dummy_devices_unplug (fixture->dummy, WHIN_AUDIO_INPUT, "mic");
  whin_dummy_devices_unplug (fixture->dummy, WHIN_AUDIO_INPUT, "headset-mic");
  whin_dummy_devices_unplug (fixture->dummy, WHIN_AUDIO_OUTPUT, "speaker");
  whin_dummy_devices_unplug (fixture->dummy, WHIN_AUDIO_OUTPUT, "headset");
  g_assert_false (whin_audio_devices_get_has_microphone (fixture->devices));
  g_assert_false (whin_audio_devices_get_has_speaker (fixture->devices));
  g_assert_false (whin_audio_devices_start_level (fixture->devices, &error));
  g_assert_cmpstr (error->message, ==, "No microphone was found.");
  g_clear_error (&error);
  g_assert_false (
      whin_audio_devices_play_test_sound (fixture->devices, WHIN_AUDIO_SPEAKER, &error));
  g_assert_cmpstr (error->message, ==, "No speaker was found.");
}

static void
test_script (void)
{
  g_autoptr (WhinDummyProvider) dummy = whin_dummy_provider_new ();
  WhinAudioDevices *devices = whin_phone_provider_get_devices (WHIN_PHONE_PROVIDER (dummy));
  g_autoptr (GError) error = NULL;

  g_assert_true (whin_audio_devices_start_level (devices, NULL));
  g_assert_true (whin_dummy_provider_play (dummy,
                                           "0 plug speaker usb \"USB box\"\n"
                                           "0 unplug microphone mic\n"
                                           "0 unplug microphone headset-mic\n"
                                           "0 level 75\n",
                                           &error));
  g_assert_no_error (error);
  whin_test_until (!whin_audio_devices_get_has_microphone (devices));
  whin_test_until (whin_audio_devices_get_signal_level (devices) == 0.75);
  g_assert_false (whin_dummy_provider_play (dummy, "0 plug socket a b", NULL));
  g_assert_false (whin_dummy_provider_play (dummy, "0 level 101", NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add ("/phone/devices/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("list", test_list);
  ADD ("hot-plug", test_hot_plug);
  ADD ("kept", test_kept);
  ADD ("level-and-test-sound", test_level_and_test_sound);
  ADD ("no-device", test_no_device);
  g_test_add_func ("/phone/devices/script", test_script);
  return g_test_run ();
}
