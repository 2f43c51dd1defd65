/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/media/whin-device-call.h"

#include "core/phone/media/whin-media-pipeline.h"
#include "core/phone/media/whin-tone-player.h"
#include "core/testing/phone/whin-test-media.h"
#include "core/testing/whin-test-folder.h"
#include "core/testing/whin-test-loop.h"

#include <gio/gunixsocketaddress.h>

/* The sound server hangs: it takes connections and says nothing. */

/* Far more than is waited for anything, far less than a sound server is waited for (30 s). */
#define LONGEST_MS 3000

typedef struct {
  char *folder;
  GSocket *server;
  gint64 last_us;
  gint64 longest_us; /* between two turns of the main loop */
  guint turn_id;
} Fixture;

static gboolean
on_turn (gpointer data)
{
  Fixture *fixture = data;
  gint64 now = g_get_monotonic_time ();

  fixture->longest_us = MAX (fixture->longest_us, now - fixture->last_us);
  fixture->last_us = now;
  return G_SOURCE_CONTINUE;
}

static void
begin (Fixture *fixture)
{
  g_autofree char *path = NULL;
  g_autofree char *variable = NULL;
  g_autoptr (GSocketAddress) address = NULL;

  fixture->folder = whin_test_folder_new ();
  path = g_build_filename (fixture->folder, "sound", NULL);
  variable = g_strconcat ("unix:", path, NULL);
  address = g_unix_socket_address_new (path);
  fixture->server =
      g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_DEFAULT, NULL);
  g_assert_true (g_socket_bind (fixture->server, address, FALSE, NULL));
  g_assert_true (g_socket_listen (fixture->server, NULL));
  g_setenv ("PULSE_SERVER", variable, TRUE);
  g_assert_true (whin_media_pipeline_init (NULL));
  fixture->last_us = g_get_monotonic_time ();
  fixture->turn_id = g_timeout_add (10, on_turn, fixture);
}

static void
finish (Fixture *fixture)
{
  whin_test_run_for (50);
  g_printerr ("# at most %" G_GINT64_FORMAT " ms between two turns\n", fixture->longest_us / 1000);
  g_assert_cmpint (fixture->longest_us, <, LONGEST_MS * 1000);
  g_source_remove (fixture->turn_id);
  g_clear_object (&fixture->server);
  whin_test_folder_remove (fixture->folder);
}

/* Each in a process of its own: what waits for the server outlives the test. */
static void
run_apart (gconstpointer data)
{
  void (*test) (Fixture * fixture) = (void (*) (Fixture *))data;
  Fixture fixture = {0};

  if (!g_test_subprocess ()) {
    g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
    g_test_trap_assert_passed ();
    return;
  }
  begin (&fixture);
  test (&fixture);
  finish (&fixture);
}

static void
on_ended (WhinTonePlayer *player, gpointer data)
{
  *(gboolean *)data = TRUE;
}

static WhinTonePlayer *
play (gboolean *is_ended)
{
  g_autoptr (WhinAudioRoute) route = whin_audio_route_new (NULL);
  WhinTonePlayer *player = whin_tone_player_new (route);
  WhinTone tone;

  g_assert_true (whin_tone_read ("sine(100ms,2000,440Hz)", &tone, NULL));
  g_signal_connect (player, "ended", G_CALLBACK (on_ended), is_ended);
  whin_tone_player_play (player, &tone, WHIN_AUDIO_RINGER, 0, NULL);
  return player;
}

/* The tone gives up by itself. */
static void
test_tone (Fixture *fixture)
{
  gboolean is_ended = FALSE;
  WhinTonePlayer *player = play (&is_ended);

  whin_test_until (is_ended);
  g_assert_finalize_object (player);
}

/* Stopped while it waits, and begun again. */
static void
test_stopped_tone (Fixture *fixture)
{
  for (guint i = 0; i < 3; i++) {
    gboolean is_ended = FALSE;
    g_autoptr (WhinTonePlayer) player = play (&is_ended);

    whin_test_run_for (100);
    whin_tone_player_stop (player);
    g_assert_false (is_ended);
  }
}

/* The server goes away while it is waited for: at once, the tone ends. */
static void
test_server_gone (Fixture *fixture)
{
  gboolean is_ended = FALSE;
  WhinTonePlayer *player = play (&is_ended);

  g_clear_object (&fixture->server);
  whin_test_until (is_ended);
  g_assert_finalize_object (player);
}

/* Neither the microphone nor the speaker comes: the call says so, and ends when it is hung up. */
static void
test_call (Fixture *fixture)
{
  g_autoptr (WhinAudioRoute) route = whin_audio_route_new (NULL);
  WhinTestMedia *media = whin_test_media_new (route, WHIN_CODEC_PCMU, 440, 1000);

  whin_test_media_apply (media);
  whin_test_until (media->near_notice != NULL);
  g_assert_cmpstr (media->near_notice, ==, "The machine’s audio system does not answer.");
  whin_test_media_free (media);
}

/* The server goes away for good while a call waits for it: silence takes the devices' place. */
static void
test_call_without_server (Fixture *fixture)
{
  g_autoptr (WhinAudioRoute) route = whin_audio_route_new (NULL);
  WhinTestMedia *media = whin_test_media_new (route, WHIN_CODEC_PCMU, 440, 1000);

  whin_test_media_apply (media);
  g_clear_object (&fixture->server);
  whin_test_until (g_strcmp0 (media->near_notice, "No microphone and no speaker can be used.") ==
                   0);
  whin_test_until (whin_test_wire_count (media->wire, WHIN_TEST_NEAR) >= 50);
  whin_test_media_free (media);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add_data_func ("/phone/hung-sound/" path, (gpointer)test, run_apart)
  ADD ("tone", test_tone);
  ADD ("stopped-tone", test_stopped_tone);
  ADD ("server-gone", test_server_gone);
  ADD ("call", test_call);
  ADD ("call-without-server", test_call_without_server);
  return g_test_run ();
}
