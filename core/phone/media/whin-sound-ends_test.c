/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/media/whin-sound-ends.h"

#include "core/phone/media/whin-machine-devices.h"
#include "core/testing/phone/whin-test-devices.h"
#include "core/testing/phone/whin-test-media.h"
#include "core/testing/whin-test-loop.h"

#define NEAR_HZ 440
#define FAR_HZ 1000
#define LISTEN_MS 500
#define SETTLE_MS 2000
#define QUIETER_DB 6.0

typedef struct {
  WhinAudioDevices *devices;
  WhinAudioRoute *route;
  WhinTestMedia *media;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  whin_test_devices_plug (
      TRUE, "voice", "audiotestsrc is-live=true freq=440 volume=0.5 samplesperbuffer=480", NULL);
  whin_test_devices_plug (
      TRUE, "fan", "audiotestsrc is-live=true wave=white-noise volume=0.1 samplesperbuffer=480",
      NULL);
  whin_test_devices_plug (FALSE, "box", "fakesink sync=true", NULL);
  fixture->devices = WHIN_AUDIO_DEVICES (whin_machine_devices_new (NULL));
  fixture->route = whin_audio_route_new (fixture->devices);
  whin_test_until (g_list_model_get_n_items (G_LIST_MODEL (fixture->devices)) == 3);
  whin_audio_devices_choose (fixture->devices, WHIN_AUDIO_MICROPHONE, "voice");
  whin_audio_devices_choose (fixture->devices, WHIN_AUDIO_SPEAKER, "box");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->media, whin_test_media_free);
  g_assert_finalize_object (fixture->route);
  whin_test_until (G_OBJECT (fixture->devices)->ref_count == 1);
  g_assert_finalize_object (fixture->devices);
  whin_test_devices_unplug ("voice");
  whin_test_devices_unplug ("fan");
  whin_test_devices_unplug ("box");
}

static void
choose_processing (Fixture *fixture, gboolean echo, gboolean noise)
{
  g_object_set (fixture->devices, "echo-cancellation", echo, "noise-suppression", noise, NULL);
}

static void
call (Fixture *fixture)
{
  fixture->media = whin_test_media_new (fixture->route, WHIN_CODEC_PCMU, 0, FAR_HZ);
  whin_test_media_apply (fixture->media);
}

static void
on_notice (const char *text, gpointer data)
{
  g_assert_cmpstr (text, ==, NULL);
}

/* (transfer full) (nullable) */
static GstElement *
find (GstElement *bin, const char *factory)
{
  g_autoptr (GstIterator) iterator =
      gst_bin_iterate_all_by_element_factory_name (GST_BIN (bin), factory);
  g_auto (GValue) item = G_VALUE_INIT;

  return gst_iterator_next (iterator, &item) == GST_ITERATOR_OK ? g_value_dup_object (&item) : NULL;
}

static void
expect_parts (Fixture *fixture, gboolean echo, gboolean noise)
{
  g_autoptr (WhinSoundEnds) ends = NULL;
  g_autoptr (GstElement) processor = NULL;
  g_autoptr (GstElement) probe = NULL;
  g_autofree char *name = NULL;
  g_autofree char *wanted = NULL;
  gboolean cancels, suppresses;

  choose_processing (fixture, echo, noise);
  ends = whin_sound_ends_new (fixture->route, on_notice, NULL);
  g_assert_nonnull (ends);
  processor = find (whin_sound_ends_get_source (ends), "webrtcdsp");
  probe = find (whin_sound_ends_get_sink (ends), "webrtcechoprobe");
  g_assert_cmpint (processor != NULL, ==, echo || noise);
  g_assert_cmpint (probe != NULL, ==, echo || noise);
  if (processor == NULL)
    return;
  g_object_get (processor, "echo-cancel", &cancels, "noise-suppression", &suppresses, "probe",
                &wanted, NULL);
  g_assert_cmpint (cancels, ==, echo);
  g_assert_cmpint (suppresses, ==, noise);
  name = gst_element_get_name (probe);
  g_assert_cmpstr (name, ==, wanted);
}

static void
test_parts (Fixture *fixture, gconstpointer data)
{
  g_assert_true (whin_audio_devices_get_can_process (fixture->devices));
  expect_parts (fixture, FALSE, FALSE);
  expect_parts (fixture, TRUE, FALSE);
  expect_parts (fixture, FALSE, TRUE);
  expect_parts (fixture, TRUE, TRUE);
}

/* The person's own voice passes with the canceller on, and the other one is no echo. Two calls at a
 * time: each has a probe of its own. */
static void
test_voice (Fixture *fixture, gconstpointer data)
{
  WhinTestMedia *other;

  choose_processing (fixture, TRUE, FALSE);
  call (fixture);
  other = whin_test_media_new (fixture->route, WHIN_CODEC_G722, 0, FAR_HZ);
  whin_test_media_apply (other);
  whin_test_until (whin_test_media_measure (fixture->media, "far-1", NEAR_HZ, LISTEN_MS) > 0.9);
  whin_test_until (whin_test_media_measure (other, "far-1", NEAR_HZ, LISTEN_MS) > 0.9);
  whin_test_media_free (other);
}

/* How loud a fan is heard, in dB. */
static double
measure_fan (Fixture *fixture)
{
  double power;

  whin_audio_devices_choose (fixture->devices, WHIN_AUDIO_MICROPHONE, "fan");
  call (fixture);
  whin_test_until (whin_test_media_count_ms (fixture->media, "far-1") > SETTLE_MS + LISTEN_MS);
  power = whin_test_media_measure_power (fixture->media, "far-1", LISTEN_MS);
  g_clear_pointer (&fixture->media, whin_test_media_free);
  return power;
}

static void
test_noise (Fixture *fixture, gconstpointer data)
{
  double off, on;

  choose_processing (fixture, FALSE, FALSE);
  off = measure_fan (fixture);
  choose_processing (fixture, FALSE, TRUE);
  on = measure_fan (fixture);
  g_test_message ("a fan is heard at %.1f dB without, %.1f dB with suppression", off, on);
  g_assert_cmpfloat (on, <, off - QUIETER_DB);
}

/* Without the plug-in the switches are plainly off, and calls go on as ever. */
static void
test_missing (Fixture *fixture, gconstpointer data)
{
  GstRegistry *registry = gst_registry_get ();
  g_autoptr (GstPluginFeature) feature = gst_registry_lookup_feature (registry, "webrtcdsp");
  gboolean cancels;

  gst_registry_remove_feature (registry, feature);
  g_assert_false (whin_audio_devices_get_can_process (fixture->devices));
  choose_processing (fixture, TRUE, TRUE);
  g_object_get (fixture->devices, "echo-cancellation", &cancels, NULL);
  g_assert_false (cancels);
  call (fixture);
  whin_test_until (whin_test_media_measure (fixture->media, "far-1", NEAR_HZ, LISTEN_MS) > 0.9);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  whin_test_devices_init ();
#define ADD(path, test) g_test_add ("/phone/ends/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("1-parts", test_parts);
  ADD ("2-voice", test_voice);
  ADD ("3-noise", test_noise);
  ADD ("4-missing", test_missing); /* the last: what it takes away stays away */
  return g_test_run ();
}
