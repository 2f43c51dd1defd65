/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/media/whin-device-call.h"

#include "core/phone/media/whin-media-pipeline.h"
#include "core/phone/media/whin-tone-player.h"
#include "core/testing/phone/whin-test-media.h"
#include "core/testing/whin-test-folder.h"
#include "core/testing/whin-test-loop.h"

#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>

/* The sound server hangs: it takes connections and says nothing. */

/* Far more than is waited for anything, far less than a sound server is waited for (30 s). */
#define LONGEST_MS 3000

typedef struct {
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
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (data);

  fixture->server =
      g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_DEFAULT, NULL);
  g_assert_true (g_socket_bind (fixture->server, address, FALSE, NULL));
  g_assert_true (g_socket_listen (fixture->server, NULL));
  fixture->last_us = g_get_monotonic_time ();
  fixture->turn_id = g_timeout_add (10, on_turn, fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  whin_test_run_for (50);
  g_test_message ("at most %" G_GINT64_FORMAT " ms between two turns", fixture->longest_us / 1000);
  g_assert_cmpint (fixture->longest_us, <, LONGEST_MS * 1000);
  g_source_remove (fixture->turn_id);
  if (fixture->server != NULL)
    g_object_unref (fixture->server); /* what still waits for it ends */
  g_assert_cmpint (g_unlink (data), ==, 0);
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
test_tone (Fixture *fixture, gconstpointer data)
{
  gboolean is_ended = FALSE;
  g_autoptr (WhinTonePlayer) player = play (&is_ended);

  whin_test_until (is_ended);
}

/* Stopped while it waits, and begun again. */
static void
test_stopped_tone (Fixture *fixture, gconstpointer data)
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
test_server_gone (Fixture *fixture, gconstpointer data)
{
  gboolean is_ended = FALSE;
  g_autoptr (WhinTonePlayer) player = play (&is_ended);

  g_clear_object (&fixture->server);
  whin_test_until (is_ended);
}

int
main (int argc, char **argv)
{
  char *folder = whin_test_folder_new ();
  g_autofree char *socket = g_build_filename (folder, "sound", NULL);
  g_autofree char *server = g_strconcat ("unix:", socket, NULL);
  int status;

  g_test_init (&argc, &argv, NULL);
  g_setenv ("PULSE_SERVER", server, TRUE);
  g_assert_true (whin_media_pipeline_init (NULL));
#define ADD(path, test)                                                                            \
  g_test_add ("/phone/hung-sound/" path, Fixture, socket, set_up, test, tear_down)
  ADD ("tone", test_tone);
  ADD ("stopped-tone", test_stopped_tone);
  ADD ("server-gone", test_server_gone);
  status = g_test_run ();
  whin_test_folder_remove (folder);
  return status;
}
