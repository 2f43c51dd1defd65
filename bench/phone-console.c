/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-bench"

#include "core/phone/sip/whin-sip-provider.h"

#include <gio/gio.h>
#include <gio/gunixinputstream.h>

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* The phone without a screen, for bench/phone.py: registers, answers every call, and does what
 * standard input says. `bench-phone HOST[:PORT] USER CODECS SDES`; the first line is the password,
 * the next ones are "dial NUMBER", "hang-up" and "quit". Each state is a line of standard output.
 */

typedef struct {
  GMainLoop *loop;
  WhinPhoneProvider *provider;
  GDataInputStream *input;
} Console;

static void read_line (Console *self);

static void
on_line_state (WhinLine *line, GParamSpec *property, gpointer data)
{
  puts (whin_line_state_name (whin_line_get_state (line)));
  fflush (stdout);
}

static void
on_call_state (WhinCall *call, GParamSpec *property, gpointer data)
{
  puts (whin_call_state_name (whin_call_get_state (call)));
  fflush (stdout);
}

static void
on_calls_changed (GListModel *calls, guint position, guint removed, guint added, gpointer data)
{
  for (guint i = 0; i < added; i++) {
    g_autoptr (WhinCall) call = g_list_model_get_item (calls, position + i);

    g_signal_connect (call, "notify::state", G_CALLBACK (on_call_state), data);
  }
}

static void
on_incoming (WhinPhoneProvider *provider, WhinCall *call, gpointer data)
{
  whin_call_answer (call);
}

static void
on_stopped (GObject *source, GAsyncResult *result, gpointer data)
{
  whin_phone_provider_stop_finish (WHIN_PHONE_PROVIDER (source), result);
  g_main_loop_quit (((Console *)data)->loop);
}

static void
dial (Console *self, const char *number)
{
  g_autoptr (GError) error = NULL;
  WhinLine *line = whin_phone_provider_get_default_line (self->provider);
  g_autoptr (WhinCall) call = whin_line_dial (line, number, &error);

  if (call == NULL)
    fprintf (stderr, "%s\n", error->message);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  Console *self = data;
  g_autofree char *line =
      g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, NULL);
  WhinCall *call = whin_phone_provider_get_active_call (self->provider);

  if (line == NULL || strcmp (line, "quit") == 0) {
    whin_phone_provider_stop_async (self->provider, on_stopped, self);
    return;
  }
  if (g_str_has_prefix (line, "dial "))
    dial (self, line + strlen ("dial "));
  else if (strcmp (line, "hang-up") == 0 && call != NULL)
    whin_call_hang_up (call);
  read_line (self);
}

static void
read_line (Console *self)
{
  g_data_input_stream_read_line_async (self->input, G_PRIORITY_DEFAULT, NULL, on_read, self);
}

int
main (int argc, char **argv)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GInputStream) standard_input = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  g_autoptr (GDataInputStream) input = g_data_input_stream_new (standard_input);
  g_autoptr (WhinAccount) account = whin_account_new ();
  g_autoptr (WhinPhoneProvider) provider = NULL;
  g_autoptr (WhinAudioRoute) route = NULL;
  g_autofree char *password = NULL;
  Console console;

  if (argc != 5 || (password = g_data_input_stream_read_line (input, NULL, NULL, NULL)) == NULL) {
    fputs ("Usage: bench-phone HOST[:PORT] USER CODECS SDES\n", stderr);
    return 2;
  }
  gst_init (NULL, NULL);
  whin_account_set_by_person (account, "host", argv[1]);
  whin_account_set_by_person (account, "username", argv[2]);
  whin_account_set_by_person (account, "password", password);
  whin_account_set_by_person (account, "codecOrder", argv[3]);
  whin_account_set_by_person (account, "sdesIncoming", argv[4]);
  whin_account_set_by_person (account, "sdesOutgoing", argv[4]);
  route = whin_audio_route_new_described (
      "audiotestsrc is-live=true freq=440 volume=0.5 samplesperbuffer=480 ! "
      "capsfilter caps=audio/x-raw,rate=48000,channels=1",
      "fakesink sync=true");
  provider = WHIN_PHONE_PROVIDER (whin_sip_provider_new (account, route, NULL, "Whinchat/bench"));
  console = (Console){.loop = loop, .provider = provider, .input = input};
  g_signal_connect (whin_phone_provider_get_default_line (provider), "notify::state",
                    G_CALLBACK (on_line_state), NULL);
  g_signal_connect (whin_phone_provider_get_calls (provider), "items-changed",
                    G_CALLBACK (on_calls_changed), NULL);
  g_signal_connect (provider, "incoming", G_CALLBACK (on_incoming), NULL);
  read_line (&console);
  whin_phone_provider_start (provider);
  g_main_loop_run (loop);
  return 0;
}
