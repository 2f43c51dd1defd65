/* SPDX-License-Identifier: Apache-2.0 */
#include "core/testing/phone/whin-test-phone.h"

#include "core/testing/whin-test-folder.h"
#include "core/testing/whin-test-loop.h"
#include "core/testing/whin-test-sound.h"

/* It is silent when less than NOISE_MS of sound came within SILENCE_MS, several times in a row: a
 * busy machine may stand still for as long. */
#define SILENCE_MS 500
#define NOISE_MS 100
#define SILENT_TIMES 3

static void
on_dtmf (WhinCall *call, const char *digit, gpointer data)
{
  g_string_append (((WhinTestPhone *)data)->digits, digit);
}

static void
on_calls_changed (GListModel *calls, guint position, guint removed, guint added, gpointer data)
{
  for (guint i = 0; i < added; i++) {
    g_autoptr (WhinCall) call = g_list_model_get_item (calls, position + i);

    g_signal_connect (call, "dtmf-received", G_CALLBACK (on_dtmf), data);
  }
}

static void
on_incoming (WhinPhoneProvider *provider, WhinCall *call, gpointer data)
{
  g_set_object (&((WhinTestPhone *)data)->call, call);
}

static void
on_call_ended (WhinPhoneProvider *provider, WhinCall *call, gpointer data)
{
  g_signal_handlers_disconnect_by_data (call, data);
  g_set_object (&((WhinTestPhone *)data)->ended, call);
}

WhinTestPhone *
whin_test_phone_new (
    WhinTestRegistrar *registrar, const char *name, guint tone_hz, const char *ca_file, ...)
{
  WhinTestPhone *self = g_new0 (WhinTestPhone, 1);
  g_autofree char *host = g_strdup_printf ("localhost:%u", registrar->port);
  g_autofree char *tls_host = g_strdup_printf ("localhost:%u", registrar->tls_port);
  g_autofree char *password = g_strconcat (name, "pw", NULL);
  g_autofree char *source = NULL;
  g_autofree char *sink = NULL;
  g_autoptr (WhinAudioRoute) route = NULL;
  va_list nodes;
  const char *node;

  self->folder = whin_test_folder_new ();
  self->digits = g_string_new (NULL);
  self->account = whin_account_new ();
  whin_account_set_by_person (self->account, "username", name);
  whin_account_set_by_person (self->account, "password", password);
  whin_account_set_by_person (self->account, "host", host);
  va_start (nodes, ca_file);
  while ((node = va_arg (nodes, const char *)) != NULL) {
    const char *value = va_arg (nodes, const char *);

    whin_account_set_by_person (self->account, node, value);
    if (g_str_equal (node, "transport") && g_str_has_prefix (value, "tls"))
      whin_account_set_by_person (self->account, "host", tls_host);
  }
  va_end (nodes);
  source = g_strdup_printf ("audiotestsrc is-live=true freq=%u volume=0.5 samplesperbuffer=480 ! "
                            "capsfilter caps=audio/x-raw,rate=48000,channels=1",
                            tone_hz);
  sink = g_strdup_printf ("audioconvert ! audio/x-raw,format=S16LE,rate=48000,channels=1 ! "
                          "filesink sync=false buffer-mode=unbuffered location=%s/@N@.raw",
                          self->folder);
  route = whin_audio_route_new_described (source, sink);
  self->provider =
      WHIN_PHONE_PROVIDER (whin_sip_provider_new (self->account, route, ca_file, "Whinchat/test"));
  self->line = whin_phone_provider_get_default_line (self->provider);
  g_signal_connect (self->provider, "incoming", G_CALLBACK (on_incoming), self);
  g_signal_connect (self->provider, "call-ended", G_CALLBACK (on_call_ended), self);
  g_signal_connect (whin_phone_provider_get_calls (self->provider), "items-changed",
                    G_CALLBACK (on_calls_changed), self);
  return self;
}

void
whin_test_phone_start (WhinTestPhone *self)
{
  whin_phone_provider_start (self->provider);
  whin_test_until (whin_line_get_state (self->line) == WHIN_LINE_REGISTERED);
}

void
whin_test_phone_free (WhinTestPhone *self)
{
  g_autoptr (GAsyncResult) result = NULL;

  whin_phone_provider_stop_async (self->provider, whin_test_on_result, &result);
  whin_test_until (result != NULL);
  whin_phone_provider_stop_finish (self->provider, result);
  g_clear_object (&result);
  g_clear_object (&self->call);
  g_clear_object (&self->ended);
  g_signal_handlers_disconnect_by_data (whin_phone_provider_get_calls (self->provider), self);
  g_assert_finalize_object (self->provider);
  g_object_unref (self->account);
  g_string_free (self->digits, TRUE);
  whin_test_folder_remove (self->folder);
  g_free (self);
}

static WhinTestSound *
load (WhinTestPhone *self, guint number)
{
  g_autofree char *name = g_strdup_printf ("%u.raw", number);

  return whin_test_sound_load (self->folder, name);
}

double
whin_test_phone_measure (WhinTestPhone *self, guint number, guint hz, guint ms)
{
  g_autoptr (WhinTestSound) sound = load (self, number);

  return whin_test_sound_measure_last (sound, ms, hz);
}

guint
whin_test_phone_count_ms (WhinTestPhone *self, guint number)
{
  g_autoptr (WhinTestSound) sound = load (self, number);

  return whin_test_sound_count_ms (sound);
}

void
whin_test_phone_await_silence (WhinTestPhone *self, guint number)
{
  gint64 deadline = g_get_monotonic_time () + WHIN_TEST_DEADLINE_MS * G_TIME_SPAN_MILLISECOND;
  guint silent = 0;

  while (silent < SILENT_TIMES) {
    gint64 start = g_get_monotonic_time ();
    guint before = whin_test_phone_count_ms (self, number);

    g_assert_cmpint (start, <, deadline);
    whin_test_run_for (SILENCE_MS);
    if (whin_test_phone_count_ms (self, number) - before >= NOISE_MS)
      silent = 0;
    else if (g_get_monotonic_time () - start < 2 * SILENCE_MS * G_TIME_SPAN_MILLISECOND)
      silent++; /* else this process stood still itself */
  }
}
