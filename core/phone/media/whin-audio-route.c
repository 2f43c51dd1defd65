/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/phone/media/whin-audio-route.h"

#include "core/phone/whin-phone-error.h"

#include <glib/gi18n-lib.h>
#include <gst/audio/audio.h>

#include <string.h>

/* A sound server tells how far it has played in steps of 10 ms and more; each correction of what is
 * no drift can be heard. */
#define DRIFT_TOLERANCE_US (200 * 1000)

/* What a test describes, for one use. */
typedef struct {
  char *text; /* NULL: nothing described */
  guint made;
} Description;

struct _WhinAudioRoute {
  GObject parent_instance;
  WhinAudioDevices *devices; /* or NULL */
  gboolean is_described;
  Description source;
  Description sink;
  Description tones[WHIN_N_AUDIO_ROLES];
};

G_DEFINE_FINAL_TYPE (WhinAudioRoute, whin_audio_route, G_TYPE_OBJECT)

enum { ROLE_CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

/* What the sound server is told of the stream: it may turn music down for a call. */
static const char *const media_roles[WHIN_N_AUDIO_ROLES] = {"phone", "phone", "event"};

static gboolean
has_sound_server (void)
{
  g_autofree char *socket = g_build_filename (g_get_user_runtime_dir (), "pulse", "native", NULL);

  return g_getenv ("PULSE_SERVER") != NULL || g_file_test (socket, G_FILE_TEST_EXISTS);
}

/* @kind: 'c' for capture, 'p' for playback: /dev/snd/pcmC0D0c */
static gboolean
has_alsa_device (char kind)
{
  g_autoptr (GDir) folder = g_dir_open ("/dev/snd", 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL) {
    if (g_str_has_prefix (name, "pcm") && name[strlen (name) - 1] == kind)
      return TRUE;
  }
  return FALSE;
}

static GstElement *
make_described (Description *description, GError **error)
{
  g_autofree char *number = g_strdup_printf ("%u", ++description->made);
  g_auto (GStrv) parts = g_strsplit (description->text, "@N@", -1);
  g_autofree char *filled = g_strjoinv (number, parts);

  return gst_parse_bin_from_description_full (filled, TRUE, NULL, GST_PARSE_FLAG_FATAL_ERRORS,
                                              error);
}

static GstElement *
make_default (WhinAudioRole role)
{
  gboolean is_source = role == WHIN_AUDIO_MICROPHONE;

  if (has_sound_server ())
    return gst_element_factory_make (is_source ? "pulsesrc" : "pulsesink", NULL);
  if (has_alsa_device (is_source ? 'c' : 'p'))
    return gst_element_factory_make (is_source ? "alsasrc" : "alsasink", NULL);
  return NULL;
}

static void
set_media_role (GstElement *element, WhinAudioRole role)
{
  g_autoptr (GstStructure) properties = NULL;

  if (g_object_class_find_property (G_OBJECT_GET_CLASS (element), "stream-properties") == NULL)
    return;
  properties =
      gst_structure_new ("properties", "media.role", G_TYPE_STRING, media_roles[role], NULL);
  g_object_set (element, "stream-properties", properties, NULL);
}

static GstElement *
make_device (WhinAudioRoute *self, WhinAudioRole role, GError **error)
{
  WhinAudioDevice *device =
      self->devices != NULL ? whin_audio_devices_get_device (self->devices, role) : NULL;
  GObject *handle = device != NULL ? whin_audio_device_get_handle (device) : NULL;
  GstElement *element = NULL;
  gboolean is_there =
      self->devices == NULL ||
      (role == WHIN_AUDIO_MICROPHONE ? whin_audio_devices_get_has_microphone (self->devices)
                                     : whin_audio_devices_get_has_speaker (self->devices));

  if (GST_IS_DEVICE (handle))
    element = gst_device_create_element (GST_DEVICE (handle), NULL);
  /* A sound server without a microphone would give what the speaker plays. */
  if (element == NULL && is_there)
    element = make_default (role);
  if (element == NULL) {
    g_set_error_literal (error, WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_MEDIA,
                         role == WHIN_AUDIO_MICROPHONE ? _ ("No microphone was found.")
                                                       : _ ("No speaker was found."));
    return NULL;
  }
  set_media_role (element, role);
  if (GST_IS_AUDIO_BASE_SINK (element))
    g_object_set (element, "drift-tolerance", (gint64)DRIFT_TOLERANCE_US, NULL);
  return element;
}

static void
on_role_changed (WhinAudioDevices *devices, guint role, gpointer data)
{
  g_signal_emit (data, signals[ROLE_CHANGED], 0, role);
}

static void
whin_audio_route_dispose (GObject *object)
{
  g_clear_object (&WHIN_AUDIO_ROUTE (object)->devices);
  G_OBJECT_CLASS (whin_audio_route_parent_class)->dispose (object);
}

static void
whin_audio_route_finalize (GObject *object)
{
  WhinAudioRoute *self = WHIN_AUDIO_ROUTE (object);

  g_free (self->source.text);
  g_free (self->sink.text);
  for (guint role = 0; role < WHIN_N_AUDIO_ROLES; role++)
    g_free (self->tones[role].text);
  G_OBJECT_CLASS (whin_audio_route_parent_class)->finalize (object);
}

static void
whin_audio_route_class_init (WhinAudioRouteClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = whin_audio_route_dispose;
  G_OBJECT_CLASS (klass)->finalize = whin_audio_route_finalize;
  signals[ROLE_CHANGED] = g_signal_new ("role-changed", WHIN_TYPE_AUDIO_ROUTE, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
whin_audio_route_init (WhinAudioRoute *self)
{
}

WhinAudioRoute *
whin_audio_route_new (WhinAudioDevices *devices)
{
  WhinAudioRoute *self = g_object_new (WHIN_TYPE_AUDIO_ROUTE, NULL);

  if (devices != NULL) {
    self->devices = g_object_ref (devices);
    g_signal_connect_object (devices, "role-changed", G_CALLBACK (on_role_changed), self, 0);
  }
  return self;
}

WhinAudioRoute *
whin_audio_route_new_described (const char *source, const char *sink)
{
  WhinAudioRoute *self = whin_audio_route_new (NULL);

  self->is_described = TRUE;
  self->source.text = g_strdup (source);
  self->sink.text = g_strdup (sink);
  return self;
}

void
whin_audio_route_describe_tones (WhinAudioRoute *self, const char *speaker, const char *ringer)
{
  g_return_if_fail (WHIN_IS_AUDIO_ROUTE (self) && self->is_described);
  g_free (self->tones[WHIN_AUDIO_SPEAKER].text);
  g_free (self->tones[WHIN_AUDIO_RINGER].text);
  self->tones[WHIN_AUDIO_SPEAKER].text = g_strdup (speaker);
  self->tones[WHIN_AUDIO_RINGER].text = g_strdup (ringer);
}

WhinAudioDevices *
whin_audio_route_get_devices (WhinAudioRoute *self)
{
  g_return_val_if_fail (WHIN_IS_AUDIO_ROUTE (self), NULL);
  return self->devices;
}

GstElement *
whin_audio_route_make_source (WhinAudioRoute *self, GError **error)
{
  g_return_val_if_fail (WHIN_IS_AUDIO_ROUTE (self), NULL);
  if (self->is_described)
    return make_described (&self->source, error);
  return make_device (self, WHIN_AUDIO_MICROPHONE, error);
}

GstElement *
whin_audio_route_make_sink (WhinAudioRoute *self, GError **error)
{
  g_return_val_if_fail (WHIN_IS_AUDIO_ROUTE (self), NULL);
  if (self->is_described)
    return make_described (&self->sink, error);
  return make_device (self, WHIN_AUDIO_SPEAKER, error);
}

GstElement *
whin_audio_route_make_tone_sink (WhinAudioRoute *self, WhinAudioRole role, GError **error)
{
  g_return_val_if_fail (WHIN_IS_AUDIO_ROUTE (self), NULL);
  g_return_val_if_fail (role == WHIN_AUDIO_SPEAKER || role == WHIN_AUDIO_RINGER, NULL);
  if (self->tones[role].text != NULL)
    return make_described (&self->tones[role], error);
  if (self->is_described)
    return gst_element_factory_make ("fakesink", NULL);
  return make_device (self, role, error);
}
