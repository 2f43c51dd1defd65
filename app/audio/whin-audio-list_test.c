/* SPDX-License-Identifier: Apache-2.0 */
#include "app/audio/whin-audio-list.h"

#include "core/phone/dummy/whin-dummy-devices.h"

static void
assert_options (WhinAudioDevices *devices, WhinAudioRole role, const char *names, guint chosen)
{
  guint position;
  g_autoptr (GPtrArray) options = whin_audio_list_new (devices, role, &position);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < options->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "|" : "",
                            ((WhinAudioOption *)options->pdata[i])->name);
  g_assert_cmpstr (text->str, ==, names);
  g_assert_cmpuint (position, ==, chosen);
}

static void
test_options (void)
{
  g_autoptr (WhinDummyDevices) dummy = whin_dummy_devices_new (NULL);
  WhinAudioDevices *devices = WHIN_AUDIO_DEVICES (dummy);

  assert_options (devices, WHIN_AUDIO_MICROPHONE, "System default|Built-in microphone|Headset", 0);
  assert_options (devices, WHIN_AUDIO_RINGER, "System default|Built-in speaker|Headset", 0);
  whin_audio_devices_choose (devices, WHIN_AUDIO_SPEAKER, "headset");
  assert_options (devices, WHIN_AUDIO_SPEAKER, "System default|Built-in speaker|Headset", 2);
  assert_options (devices, WHIN_AUDIO_RINGER, "System default|Built-in speaker|Headset", 0);
  whin_dummy_devices_unplug (dummy, WHIN_AUDIO_OUTPUT, "headset");
  assert_options (devices, WHIN_AUDIO_SPEAKER,
                  "System default|Built-in speaker|Headset (not connected)", 2);
  assert_options (devices, WHIN_AUDIO_RINGER, "System default|Built-in speaker", 0);
}

static void
test_trouble (void)
{
  g_autoptr (WhinDummyDevices) dummy = whin_dummy_devices_new (NULL);
  WhinAudioDevices *devices = WHIN_AUDIO_DEVICES (dummy);

  g_assert_null (whin_audio_list_get_trouble (devices));
  whin_dummy_devices_unplug (dummy, WHIN_AUDIO_INPUT, "mic");
  g_assert_null (whin_audio_list_get_trouble (devices));
  whin_dummy_devices_unplug (dummy, WHIN_AUDIO_INPUT, "headset-mic");
  g_assert_cmpstr (whin_audio_list_get_trouble (devices), ==, "No microphone: nobody hears you");
  whin_dummy_devices_unplug (dummy, WHIN_AUDIO_OUTPUT, "speaker");
  whin_dummy_devices_unplug (dummy, WHIN_AUDIO_OUTPUT, "headset");
  g_assert_cmpstr (whin_audio_list_get_trouble (devices), ==,
                   "No audio device: nobody hears you, and you hear nobody");
  whin_dummy_devices_plug (dummy, WHIN_AUDIO_INPUT, "mic", "Microphone");
  g_assert_cmpstr (whin_audio_list_get_trouble (devices), ==, "No speaker: you hear nobody");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audio-list/options", test_options);
  g_test_add_func ("/audio-list/trouble", test_trouble);
  return g_test_run ();
}
