/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/media/whin-machine-devices.h"

#include "core/testing/phone/whin-test-devices.h"
#include "core/testing/phone/whin-test-media.h"
#include "core/testing/whin-test-folder.h"
#include "core/testing/whin-test-loop.h"
#include "core/testing/whin-test-sound.h"

#define SHARE 0.9
#define LISTEN_MS 500
#define TONE(hz, volume)                                                                           \
  "audiotestsrc is-live=true freq=" #hz " volume=" #volume " samplesperbuffer=480"

typedef struct {
  char *folder; /* what the speakers play: "NAME-1.raw", … */
  WhinAudioDevices *devices;
  WhinAudioRoute *route;
  WhinTestMedia *media;
} Fixture;

static void
plug_speaker (Fixture *fixture, const char *name)
{
  g_autofree char *sink =
      g_strdup_printf ("audioconvert ! audio/x-raw,format=S16LE,rate=48000,channels=1 ! "
                       "filesink sync=false buffer-mode=unbuffered location=%s/%s.raw append=true",
                       fixture->folder, name);

  whin_test_devices_plug (FALSE, name, sink, NULL);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = whin_test_folder_new ();
  whin_test_devices_plug (TRUE, "loud", TONE (440, 0.5), NULL);
  whin_test_devices_plug (TRUE, "quiet", TONE (660, 0.05), NULL);
  whin_test_devices_plug (TRUE, "Monitor of box", TONE (880, 0.5), "monitor");
  plug_speaker (fixture, "box");
  fixture->devices = WHIN_AUDIO_DEVICES (whin_machine_devices_new (NULL));
  fixture->route = whin_audio_route_new (fixture->devices);
  whin_test_until (g_list_model_get_n_items (G_LIST_MODEL (fixture->devices)) == 3);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->media, whin_test_media_free);
  g_assert_finalize_object (fixture->route);
  whin_test_until (G_OBJECT (fixture->devices)->ref_count == 1);
  g_assert_finalize_object (fixture->devices);
  whin_test_devices_unplug ("loud");
  whin_test_devices_unplug ("quiet");
  whin_test_devices_unplug ("Monitor of box");
  whin_test_devices_unplug ("box");
  whin_test_devices_unplug ("other-box");
  whin_test_folder_remove (fixture->folder);
}

static guint
count_kind (Fixture *fixture, WhinAudioKind kind)
{
  guint count = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (fixture->devices)); i++) {
    g_autoptr (WhinAudioDevice) device = g_list_model_get_item (G_LIST_MODEL (fixture->devices), i);

    count += whin_audio_device_get_kind (device) == kind;
  }
  return count;
}

static double
measure_speaker (Fixture *fixture, const char *name, guint hz)
{
  g_autofree char *file = g_strconcat (name, ".raw", NULL);
  g_autoptr (WhinTestSound) sound = whin_test_sound_load (fixture->folder, file);

  return whin_test_sound_measure_last (sound, LISTEN_MS, hz);
}

static guint
count_speaker_ms (Fixture *fixture, const char *name)
{
  g_autofree char *file = g_strconcat (name, ".raw", NULL);
  g_autoptr (WhinTestSound) sound = whin_test_sound_load (fixture->folder, file);

  return whin_test_sound_count_ms (sound);
}

static void
test_hot_plug (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpuint (count_kind (fixture, WHIN_AUDIO_INPUT), ==, 2);
  g_assert_cmpuint (count_kind (fixture, WHIN_AUDIO_OUTPUT), ==, 1);
  whin_audio_devices_choose (fixture->devices, WHIN_AUDIO_SPEAKER, "other-box");
  g_assert_null (whin_audio_devices_get_device (fixture->devices, WHIN_AUDIO_SPEAKER));
  plug_speaker (fixture, "other-box");
  whin_test_until (whin_audio_devices_get_device (fixture->devices, WHIN_AUDIO_SPEAKER) != NULL);
  whin_test_devices_unplug ("other-box");
  whin_test_until (whin_audio_devices_get_device (fixture->devices, WHIN_AUDIO_SPEAKER) == NULL);
  g_assert_true (whin_audio_devices_get_has_speaker (fixture->devices));
  whin_test_devices_unplug ("box");
  whin_test_until (!whin_audio_devices_get_has_speaker (fixture->devices));
  whin_test_devices_unplug ("loud");
  whin_test_devices_unplug ("quiet");
  /* What a speaker would play is no microphone. */
  whin_test_until (!whin_audio_devices_get_has_microphone (fixture->devices));
}

static void
test_level (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  whin_audio_devices_choose (fixture->devices, WHIN_AUDIO_MICROPHONE, "loud");
  g_assert_true (whin_audio_devices_start_level (fixture->devices, &error));
  /* A sine of half the amplitude: -9 dB of 60. */
  whin_test_until (ABS (whin_audio_devices_get_signal_level (fixture->devices) - (60 - 9.03) / 60) <
                   0.01);
  whin_audio_devices_choose (fixture->devices, WHIN_AUDIO_MICROPHONE, "quiet");
  whin_test_until (
      ABS (whin_audio_devices_get_signal_level (fixture->devices) - (60 - 29.03) / 60) < 0.01);
  whin_test_devices_unplug ("quiet");
  whin_test_until (whin_audio_devices_get_signal_level (fixture->devices) == 0);
  whin_test_devices_plug (TRUE, "quiet", TONE (660, 0.05), NULL);
  whin_test_until (whin_audio_devices_get_signal_level (fixture->devices) > 0.4);
  whin_audio_devices_stop_level (fixture->devices);
  g_assert_cmpfloat (whin_audio_devices_get_signal_level (fixture->devices), ==, 0);
}

static void
test_test_sound (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  plug_speaker (fixture, "other-box");
  whin_audio_devices_choose (fixture->devices, WHIN_AUDIO_SPEAKER, "box");
  whin_audio_devices_choose (fixture->devices, WHIN_AUDIO_RINGER, "other-box");
  whin_test_until (whin_audio_devices_get_device (fixture->devices, WHIN_AUDIO_RINGER) != NULL);
  g_assert_true (whin_audio_devices_play_test_sound (fixture->devices, WHIN_AUDIO_RINGER, &error));
  whin_test_until (!whin_audio_devices_get_test_sound (fixture->devices));
  g_assert_cmpuint (count_speaker_ms (fixture, "other-box"), ==, WHIN_AUDIO_TEST_SOUND_MS);
  g_assert_cmpfloat (measure_speaker (fixture, "other-box", 659), >, 0.8);
  g_assert_cmpuint (count_speaker_ms (fixture, "box"), ==, 0);
  g_assert_true (whin_audio_devices_play_test_sound (fixture->devices, WHIN_AUDIO_SPEAKER, &error));
  whin_test_until (count_speaker_ms (fixture, "box") > 100);
  whin_audio_devices_stop_test_sound (fixture->devices);
  g_assert_false (whin_audio_devices_get_test_sound (fixture->devices));
}

/* The call goes on whatever is plugged in and out; the stream is the same one. */
static void
test_call (Fixture *fixture, gconstpointer data)
{
  WhinTestMedia *media;
  guint heard;

  whin_audio_devices_choose (fixture->devices, WHIN_AUDIO_MICROPHONE, "loud");
  whin_audio_devices_choose (fixture->devices, WHIN_AUDIO_SPEAKER, "box");
  media = fixture->media = whin_test_media_new (fixture->route, WHIN_CODEC_PCMU, 0, 1000);
  whin_test_media_encrypt (media, WHIN_SUITE_AES_CM_128_HMAC_SHA1_80);
  whin_test_media_apply (media);
  whin_test_until (whin_test_media_measure (media, "far-1", 440, LISTEN_MS) > SHARE);
  whin_test_until (measure_speaker (fixture, "box", 1000) > SHARE);
  g_assert_null (media->near_notice);

  whin_audio_devices_choose (fixture->devices, WHIN_AUDIO_MICROPHONE, "quiet");
  whin_test_until (whin_test_media_measure (media, "far-1", 660, LISTEN_MS) > SHARE);

  whin_test_devices_unplug ("quiet");
  whin_test_until (media->near_notice != NULL);
  g_assert_cmpstr (media->near_notice, ==, "No microphone was found.");
  whin_test_until (whin_test_media_measure (media, "far-1", 660, LISTEN_MS) == 0);
  heard = whin_test_media_count_ms (media, "far-1");
  whin_test_until (whin_test_media_count_ms (media, "far-1") > heard + 200);

  whin_test_devices_plug (TRUE, "quiet", TONE (660, 0.05), NULL);
  whin_test_until (media->near_notice == NULL);
  whin_test_until (whin_test_media_measure (media, "far-1", 660, LISTEN_MS) > SHARE);

  plug_speaker (fixture, "other-box");
  whin_audio_devices_choose (fixture->devices, WHIN_AUDIO_SPEAKER, "other-box");
  whin_test_until (measure_speaker (fixture, "other-box", 1000) > SHARE);
  heard = count_speaker_ms (fixture, "box");
  whin_test_run_for (200);
  g_assert_cmpuint (count_speaker_ms (fixture, "box"), ==, heard);
  whin_test_devices_unplug ("other-box");
  whin_test_until (media->near_notice != NULL);
  g_assert_cmpstr (media->near_notice, ==, "No speaker was found.");
  plug_speaker (fixture, "other-box");
  whin_test_until (media->near_notice == NULL);
  heard = count_speaker_ms (fixture, "other-box");
  whin_test_until (count_speaker_ms (fixture, "other-box") > heard + LISTEN_MS);
  g_assert_cmpfloat (measure_speaker (fixture, "other-box", 1000), >, SHARE);
  g_assert_cmpuint (media->far_quality, !=, WHIN_CALL_QUALITY_LOST);
}

/* What is plugged in during a call without any device is used at once. */
static void
test_headset_that_comes_late (Fixture *fixture, gconstpointer data)
{
  WhinTestMedia *media;

  whin_audio_devices_choose (fixture->devices, WHIN_AUDIO_MICROPHONE, "quiet");
  whin_audio_devices_choose (fixture->devices, WHIN_AUDIO_SPEAKER, "box");
  whin_test_devices_unplug ("loud");
  whin_test_devices_unplug ("quiet");
  whin_test_devices_unplug ("box");
  whin_test_until (!whin_audio_devices_get_has_microphone (fixture->devices) &&
                   !whin_audio_devices_get_has_speaker (fixture->devices));
  media = fixture->media = whin_test_media_new (fixture->route, WHIN_CODEC_PCMU, 0, 1000);
  whin_test_media_apply (media);
  whin_test_until (media->near_notice != NULL);
  g_assert_cmpstr (media->near_notice, ==, "No microphone and no speaker can be used.");
  whin_test_until (whin_test_media_count_ms (media, "far-1") > 200);

  plug_speaker (fixture, "box");
  whin_test_until (g_strcmp0 (media->near_notice, "No microphone was found.") == 0);
  whin_test_until (measure_speaker (fixture, "box", 1000) > SHARE);
  whin_test_devices_plug (TRUE, "quiet", TONE (660, 0.05), NULL);
  whin_test_until (media->near_notice == NULL);
  whin_test_until (whin_test_media_measure (media, "far-1", 660, LISTEN_MS) > SHARE);
}

/* A device that breaks in the call is left, and tried again. */
static void
test_broken (Fixture *fixture, gconstpointer data)
{
  WhinTestMedia *media;

  whin_test_devices_unplug ("loud");
  whin_test_devices_plug (TRUE, "loud", TONE (440, 0.5) " ! identity error-after=100", NULL);
  whin_audio_devices_choose (fixture->devices, WHIN_AUDIO_MICROPHONE, "loud");
  whin_audio_devices_choose (fixture->devices, WHIN_AUDIO_SPEAKER, "box");
  whin_test_until (whin_audio_devices_get_device (fixture->devices, WHIN_AUDIO_MICROPHONE) != NULL);
  media = fixture->media = whin_test_media_new (fixture->route, WHIN_CODEC_PCMU, 0, 1000);
  g_test_expect_message ("whinchat-core", G_LOG_LEVEL_MESSAGE, "The audio of a call broke: *");
  whin_test_media_apply (media);
  whin_test_until (whin_test_media_measure (media, "far-1", 440, LISTEN_MS) > SHARE);
  whin_test_until (media->near_notice != NULL);
  g_test_assert_expected_messages ();
  g_assert_cmpstr (media->near_notice, ==, "The microphone broke or is busy.");
  whin_test_until (whin_test_media_measure (media, "far-1", 440, LISTEN_MS) == 0);
  whin_test_until (media->near_notice == NULL);
  whin_test_until (whin_test_media_measure (media, "far-1", 440, LISTEN_MS) > 0.5);
}

static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  whin_test_devices_unplug ("loud");
  whin_test_devices_unplug ("quiet");
  whin_test_devices_unplug ("box");
  whin_test_until (!whin_audio_devices_get_has_microphone (fixture->devices) &&
                   !whin_audio_devices_get_has_speaker (fixture->devices));
  g_assert_false (whin_audio_devices_start_level (fixture->devices, &error));
  g_clear_error (&error);
  g_assert_false (
      whin_audio_devices_play_test_sound (fixture->devices, WHIN_AUDIO_SPEAKER, &error));
  g_assert_cmpstr (error->message, ==, "No speaker was found.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  whin_test_devices_init ();
#define ADD(path, test) g_test_add ("/phone/machine/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("hot-plug", test_hot_plug);
  ADD ("level", test_level);
  ADD ("test-sound", test_test_sound);
  ADD ("call", test_call);
  ADD ("broken", test_broken);
  ADD ("late-headset", test_headset_that_comes_late);
  ADD ("nothing", test_nothing);
  return g_test_run ();
}
