/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/phone/sip/whin-sip-provider.h"

#include "core/phone/sip/whin-sip-line.h"
#include "core/phone/sip/whin-sleep-watch.h"
#include "core/phone/whin-call-tones.h"
#include "core/phone/whin-phone-provider-private.h"

struct _WhinSipProvider {
  WhinPhoneProvider parent_instance;
  WhinSipLine *line;
  WhinSleepWatch *sleep;
  WhinCallTones *tones;
};

G_DEFINE_FINAL_TYPE (WhinSipProvider, whin_sip_provider, WHIN_TYPE_PHONE_PROVIDER)

static void
whin_sip_provider_start (WhinPhoneProvider *provider)
{
  whin_sip_line_start (WHIN_SIP_PROVIDER (provider)->line);
}

static void
whin_sip_provider_stop_async (WhinPhoneProvider *provider, GTask *task)
{
  whin_sip_line_stop (WHIN_SIP_PROVIDER (provider)->line, task);
}

static void
on_network_changed (GNetworkMonitor *monitor, gboolean available, gpointer data)
{
  whin_sip_line_on_network_changed (WHIN_SIP_PROVIDER (data)->line);
}

/* While the machine slept the server may have forgotten the phone. */
static void
on_resumed (WhinSleepWatch *watch, gpointer data)
{
  whin_sip_line_on_network_changed (WHIN_SIP_PROVIDER (data)->line);
}

static void
on_account_changed (WhinAccount *account, gpointer data)
{
  whin_sip_line_reload (WHIN_SIP_PROVIDER (data)->line);
}

static void
on_call_ended (WhinPhoneProvider *provider, WhinCall *call, gpointer data)
{
  whin_sip_line_reload_if_due (WHIN_SIP_PROVIDER (provider)->line);
}

static void
whin_sip_provider_dispose (GObject *object)
{
  WhinSipProvider *self = WHIN_SIP_PROVIDER (object);

  if (self->sleep != NULL)
    g_object_run_dispose (G_OBJECT (self->sleep));
  g_clear_object (&self->sleep);
  if (self->line != NULL)
    g_object_run_dispose (G_OBJECT (self->line));
  g_clear_object (&self->line);
  g_clear_object (&self->tones);
  G_OBJECT_CLASS (whin_sip_provider_parent_class)->dispose (object);
}

static void
whin_sip_provider_class_init (WhinSipProviderClass *klass)
{
  WhinPhoneProviderClass *provider_class = WHIN_PHONE_PROVIDER_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = whin_sip_provider_dispose;
  provider_class->start = whin_sip_provider_start;
  provider_class->stop_async = whin_sip_provider_stop_async;
}

static void
whin_sip_provider_init (WhinSipProvider *self)
{
  g_signal_connect_object (g_network_monitor_get_default (), "network-changed",
                           G_CALLBACK (on_network_changed), self, 0);
  self->sleep = whin_sleep_watch_new ();
  g_signal_connect_object (self->sleep, "resumed", G_CALLBACK (on_resumed), self, 0);
  g_signal_connect (self, "call-ended", G_CALLBACK (on_call_ended), NULL);
}

WhinSipProvider *
whin_sip_provider_new (WhinAccount *account,
                       WhinAudioRoute *route,
                       const char *ca_file,
                       const char *user_agent)
{
  WhinSipProvider *self = g_object_new (WHIN_TYPE_SIP_PROVIDER, NULL);
  g_autoptr (WhinAudioRoute) devices =
      route != NULL ? g_object_ref (route) : whin_audio_route_new (NULL);

  self->line = whin_sip_line_new (account, devices, ca_file, user_agent);
  whin_phone_provider_add_line (WHIN_PHONE_PROVIDER (self), WHIN_LINE (self->line));
  whin_phone_provider_set_devices (WHIN_PHONE_PROVIDER (self),
                                   whin_audio_route_get_devices (devices));
  self->tones = whin_call_tones_new (WHIN_PHONE_PROVIDER (self), account, devices);
  g_signal_connect_object (account, "changed", G_CALLBACK (on_account_changed), self, 0);
  return self;
}
