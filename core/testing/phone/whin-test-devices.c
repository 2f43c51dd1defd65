/* SPDX-License-Identifier: Apache-2.0 */
#include "core/testing/phone/whin-test-devices.h"

#include "core/phone/media/whin-media-pipeline.h"

#include <string.h>

typedef struct {
  GstDevice parent_instance;
  char *description;
} WhinTestDevice;

typedef struct {
  GstDeviceClass parent_class;
} WhinTestDeviceClass;

typedef struct {
  GstDeviceProvider parent_instance;
} WhinTestDeviceProvider;

typedef struct {
  GstDeviceProviderClass parent_class;
} WhinTestDeviceProviderClass;

GType whin_test_device_get_type (void);
GType whin_test_device_provider_get_type (void);

G_DEFINE_TYPE (WhinTestDevice, whin_test_device, GST_TYPE_DEVICE)
G_DEFINE_TYPE (WhinTestDeviceProvider, whin_test_device_provider, GST_TYPE_DEVICE_PROVIDER)

static GstElement *
whin_test_device_create_element (GstDevice *device, const char *name)
{
  return gst_parse_bin_from_description (((WhinTestDevice *)device)->description, TRUE, NULL);
}

static void
whin_test_device_finalize (GObject *object)
{
  g_free (((WhinTestDevice *)object)->description);
  G_OBJECT_CLASS (whin_test_device_parent_class)->finalize (object);
}

static void
whin_test_device_class_init (WhinTestDeviceClass *klass)
{
  GST_DEVICE_CLASS (klass)->create_element = whin_test_device_create_element;
  G_OBJECT_CLASS (klass)->finalize = whin_test_device_finalize;
}

static void
whin_test_device_init (WhinTestDevice *self)
{
}

static gboolean
whin_test_device_provider_start (GstDeviceProvider *provider)
{
  return TRUE;
}

static void
whin_test_device_provider_stop (GstDeviceProvider *provider)
{
}

static void
whin_test_device_provider_class_init (WhinTestDeviceProviderClass *klass)
{
  GstDeviceProviderClass *provider_class = GST_DEVICE_PROVIDER_CLASS (klass);

  provider_class->start = whin_test_device_provider_start;
  provider_class->stop = whin_test_device_provider_stop;
  gst_device_provider_class_set_static_metadata (
      provider_class, "Test devices", "Source/Sink/Audio", "Devices of a test", "Whinchat");
}

static void
whin_test_device_provider_init (WhinTestDeviceProvider *self)
{
}

/* The one that the monitor uses as well. */
static GstDeviceProvider *
get_provider (void)
{
  return gst_device_provider_factory_get_by_name ("whintestdevices");
}

void
whin_test_devices_init (void)
{
  g_unsetenv ("PULSE_SERVER");
  g_setenv ("XDG_RUNTIME_DIR", "/nonexistent", TRUE);
  g_assert_true (whin_media_pipeline_init (NULL));
  g_assert_true (gst_device_provider_register (NULL, "whintestdevices", GST_RANK_PRIMARY,
                                               whin_test_device_provider_get_type ()));
}

void
whin_test_devices_plug (gboolean is_source,
                        const char *name,
                        const char *description,
                        const char *class)
{
  g_autoptr (GstDeviceProvider) provider = get_provider ();
  g_autoptr (GstCaps) caps = gst_caps_new_empty_simple ("audio/x-raw");
  g_autoptr (GstStructure) properties = gst_structure_new (
      "properties", "device.class", G_TYPE_STRING, class != NULL ? class : "sound", NULL);
  WhinTestDevice *device = g_object_new (whin_test_device_get_type (), "display-name", name,
                                         "device-class", is_source ? "Audio/Source" : "Audio/Sink",
                                         "caps", caps, "properties", properties, NULL);

  device->description = g_strdup (description);
  gst_device_provider_device_add (provider, GST_DEVICE (device));
}

void
whin_test_devices_unplug (const char *name)
{
  g_autoptr (GstDeviceProvider) provider = get_provider ();
  GList *devices = gst_device_provider_get_devices (provider);

  for (GList *link = devices; link != NULL; link = link->next) {
    g_autofree char *found = gst_device_get_display_name (link->data);

    if (strcmp (found, name) == 0)
      gst_device_provider_device_remove (provider, link->data);
  }
  g_list_free_full (devices, gst_object_unref);
}
