/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/phone/media/whin-audio-route.h"

#include "core/phone/whin-phone-error.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/* A sound server tells how far it has played in steps of 10 ms and more; each correction of what is
 * no drift can be heard. */
#define DRIFT_TOLERANCE_US (200 * 1000)

struct _WhinAudioRoute {
  GObject parent_instance;
  char *source; /* both NULL: the machine's devices */
  char *sink;
  guint sources_made;
  guint sinks_made;
};

G_DEFINE_FINAL_TYPE (WhinAudioRoute, whin_audio_route, G_TYPE_OBJECT)

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
make_described (const char *description, guint number, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%u", number);
  g_auto (GStrv) parts = g_strsplit (description, "@N@", -1);
  g_autofree char *filled = g_strjoinv (text, parts);

  return gst_parse_bin_from_description_full (filled, TRUE, NULL, GST_PARSE_FLAG_FATAL_ERRORS,
                                              error);
}

static GstElement *
make_device (const char *server_element,
             const char *alsa_element,
             char kind,
             const char *missing,
             GError **error)
{
  GstElement *element = NULL;

  if (has_sound_server ())
    element = gst_element_factory_make (server_element, NULL);
  else if (has_alsa_device (kind))
    element = gst_element_factory_make (alsa_element, NULL);
  if (element == NULL)
    g_set_error_literal (error, WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_MEDIA, missing);
  return element;
}

static void
whin_audio_route_finalize (GObject *object)
{
  WhinAudioRoute *self = WHIN_AUDIO_ROUTE (object);

  g_free (self->source);
  g_free (self->sink);
  G_OBJECT_CLASS (whin_audio_route_parent_class)->finalize (object);
}

static void
whin_audio_route_class_init (WhinAudioRouteClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = whin_audio_route_finalize;
}

static void
whin_audio_route_init (WhinAudioRoute *self)
{
}

WhinAudioRoute *
whin_audio_route_new (void)
{
  return g_object_new (WHIN_TYPE_AUDIO_ROUTE, NULL);
}

WhinAudioRoute *
whin_audio_route_new_described (const char *source, const char *sink)
{
  WhinAudioRoute *self = whin_audio_route_new ();

  self->source = g_strdup (source);
  self->sink = g_strdup (sink);
  return self;
}

GstElement *
whin_audio_route_make_source (WhinAudioRoute *self, GError **error)
{
  if (self->source != NULL)
    return make_described (self->source, ++self->sources_made, error);
  return make_device ("pulsesrc", "alsasrc", 'c', _ ("No microphone was found."), error);
}

GstElement *
whin_audio_route_make_sink (WhinAudioRoute *self, GError **error)
{
  GstElement *sink;

  if (self->sink != NULL)
    return make_described (self->sink, ++self->sinks_made, error);
  sink = make_device ("pulsesink", "alsasink", 'p', _ ("No speaker was found."), error);
  if (sink != NULL)
    g_object_set (sink, "drift-tolerance", (gint64)DRIFT_TOLERANCE_US, NULL);
  return sink;
}
