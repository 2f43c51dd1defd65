/* SPDX-License-Identifier: Apache-2.0 */
#include "core/testing/phone/whin-test-baresip.h"

#include "core/testing/whin-test-folder.h"
#include "core/testing/whin-test-loop.h"
#include "core/testing/whin-test-sound.h"

#include <signal.h>
#include <string.h>

/* Of the WAV files that its sndfile module writes. */
#define HEADER_BYTES 44
#define CHANNELS_AT 22
#define RATE_AT 24

static void
write_file (WhinTestBaresip *self, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

WhinTestBaresip *
whin_test_baresip_new (WhinTestRegistrar *registrar,
                       const char *name,
                       guint tone_hz,
                       const char *codec,
                       const char *encryption)
{
  g_autofree char *program = g_find_program_in_path ("baresip");
  const char *arguments[] = {"baresip", "-f", NULL, NULL};
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autofree char *account = NULL;
  g_autofree char *configuration = NULL;
  WhinTestBaresip *self;

  g_assert_nonnull (program);
  self = g_new0 (WhinTestBaresip, 1);
  self->folder = whin_test_folder_new ();
  self->port = whin_test_find_port ();
  account =
      g_strdup_printf ("<sip:%s@127.0.0.1:%u;transport=udp>;auth_pass=%spw;answermode=auto;"
                       "regint=600;audio_codecs=%s%s%s\n",
                       name, registrar->port, name, codec, encryption != NULL ? ";mediaenc=" : "",
                       encryption != NULL ? encryption : "");
  configuration = g_strdup_printf (
      "poll_method epoll\nsip_listen 127.0.0.1:0\nnet_interface 127.0.0.1\nrtp_timeout 60\n"
      "audio_source ausine,%u\naudio_player aubridge,none\naudio_alert aubridge,none\n"
      "ausrc_srate 48000\nausrc_channels 2\nsnd_path %s\nctrl_tcp_listen 127.0.0.1:%u\n"
      "module_path /usr/lib/baresip/modules\nmodule g711.so\nmodule opus.so\nmodule g722.so\n"
      "module ausine.so\nmodule aubridge.so\nmodule srtp.so\nmodule dtls_srtp.so\nmodule ice.so\n"
      "module sndfile.so\n"
      "module_tmp account.so\nmodule_app menu.so\nmodule_app ctrl_tcp.so\n",
      tone_hz, self->folder, self->port);
  write_file (self, "accounts", account);
  write_file (self, "config", configuration);
  write_file (self, "contacts", "");
  arguments[2] = self->folder;
  self->process = whin_test_spawn (self->folder, arguments);
  for (guint i = 0; self->control == NULL && i < 300; i++) {
    self->control =
        g_socket_client_connect_to_host (client, "127.0.0.1", (guint16)self->port, NULL, NULL);
    if (self->control == NULL)
      whin_test_run_for (100);
  }
  g_assert_nonnull (self->control);
  return self;
}

void
whin_test_baresip_free (WhinTestBaresip *self)
{
  g_object_unref (self->control);
  whin_test_end (self->process, SIGTERM);
  whin_test_folder_remove (self->folder);
  g_free (self);
}

/* A netstring with JSON in it. */
void
whin_test_baresip_command (WhinTestBaresip *self, const char *command, const char *parameter)
{
  g_autofree char *json = g_strdup_printf ("{\"command\":\"%s\",\"params\":\"%s\",\"token\":\"t\"}",
                                           command, parameter != NULL ? parameter : "");
  g_autofree char *text = g_strdup_printf ("%u:%s,", (guint)strlen (json), json);

  g_assert_true (
      g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (self->control)), text,
                                 strlen (text), NULL, NULL, NULL));
}

/* (transfer full): the newest recording of what came in. */
static char *
find_recording (WhinTestBaresip *self)
{
  g_autoptr (GDir) folder = g_dir_open (self->folder, 0, NULL);
  g_autofree char *newest = NULL;
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL) {
    if (!g_str_has_suffix (name, "-dec.wav") || (newest != NULL && strcmp (name, newest) < 0))
      continue;
    g_free (newest);
    newest = g_strdup (name);
  }
  return newest != NULL ? g_build_filename (self->folder, newest, NULL) : NULL;
}

double
whin_test_baresip_measure (WhinTestBaresip *self, guint hz, guint ms)
{
  g_autofree char *path = find_recording (self);
  g_autofree char *data = NULL;
  g_autofree gint16 *samples = NULL;
  gsize length, frames, count;
  guint16 channels;
  guint32 rate;

  if (path == NULL || !g_file_get_contents (path, &data, &length, NULL) || length <= HEADER_BYTES)
    return 0;
  memcpy (&channels, data + CHANNELS_AT, sizeof channels);
  memcpy (&rate, data + RATE_AT, sizeof rate);
  g_assert_cmpuint (channels, >, 0);
  g_assert_cmpuint (rate, >, 0);
  frames = (length - HEADER_BYTES) / sizeof (gint16) / channels;
  count = (gsize)rate / 1000 * ms;
  if (frames < count)
    return 0;
  samples = g_new (gint16, count);
  for (gsize i = 0; i < count; i++)
    memcpy (&samples[i], data + HEADER_BYTES + (frames - count + i) * channels * sizeof (gint16),
            sizeof (gint16));
  /* The measure believes that they came at its own rate. */
  return whin_test_sound_measure (samples, count, hz * WHIN_TEST_SOUND_RATE / rate);
}
