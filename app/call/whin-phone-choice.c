/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-app"

#include "app/call/whin-phone-choice.h"

#include "core/phone/dummy/whin-dummy-provider.h"
#include "core/phone/media/whin-machine-devices.h"
#include "core/phone/sip/whin-sip-provider.h"

#include "config.h"

static const char introspection[] = "<node><interface name='org.whinchat.DummyPhone1'>"
                                    "<method name='Play'><arg type='s' name='script'/></method>"
                                    "<method name='SentDigits'>"
                                    "<arg type='s' name='digits' direction='out'/></method>"
                                    "</interface></node>";

static void
on_method_call (GDBusConnection *connection,
                const char *sender,
                const char *object_path,
                const char *interface_name,
                const char *method_name,
                GVariant *parameters,
                GDBusMethodInvocation *invocation,
                gpointer user_data)
{
  WhinPhoneProvider *provider = user_data;
  WhinCall *call = whin_phone_provider_get_active_call (provider);
  g_autoptr (GError) error = NULL;
  const char *script;

  if (g_str_equal (method_name, "SentDigits")) {
    const char *digits =
        call != NULL ? whin_dummy_call_get_sent_digits (WHIN_DUMMY_CALL (call)) : "";
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(s)", digits));
    return;
  }
  g_variant_get (parameters, "(&s)", &script);
  if (whin_dummy_provider_play (WHIN_DUMMY_PROVIDER (provider), script, &error))
    g_dbus_method_invocation_return_value (invocation, NULL);
  else
    g_dbus_method_invocation_return_gerror (invocation, error);
}

static void
play_file (WhinDummyProvider *provider, const char *path)
{
  g_autofree char *script = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_file_get_contents (path, &script, NULL, &error) ||
      !whin_dummy_provider_play (provider, script, &error))
    g_warning ("The script of the dummy phone can’t be played: %s", error->message);
}

static WhinPhoneProvider *
dummy_new (const char *audio_path, GDBusConnection *connection, const char *object_path)
{
  static const GDBusInterfaceVTable vtable = {.method_call = on_method_call};
  WhinDummyProvider *provider = whin_dummy_provider_new_keeping (audio_path);
  const char *path = g_getenv ("WHINCHAT_PHONE_SCRIPT");
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (introspection, NULL);
  g_autoptr (GError) error = NULL;

  if (path != NULL)
    play_file (provider, path);
  if (connection != NULL &&
      g_dbus_connection_register_object (connection, object_path, node->interfaces[0], &vtable,
                                         g_object_ref (provider), g_object_unref, &error) == 0)
    g_warning ("The dummy phone can’t be reached: %s", error->message);
  return WHIN_PHONE_PROVIDER (provider);
}

WhinPhoneProvider *
whin_phone_choice_new_provider (WhinSession *session,
                                const char *data_dir,
                                GDBusConnection *connection,
                                const char *object_path)
{
  g_autofree char *audio_path = g_build_filename (data_dir, "audio.ini", NULL);
  g_autofree char *user_agent = NULL;
  g_autoptr (WhinAudioDevices) devices = NULL;
  g_autoptr (WhinAudioRoute) route = NULL;

  if (g_strcmp0 (g_getenv ("WHINCHAT_PHONE"), "dummy") == 0)
    return dummy_new (audio_path, connection, object_path);
  user_agent = g_strdup_printf ("Whinchat/%s", VERSION);
  devices = WHIN_AUDIO_DEVICES (whin_machine_devices_new (audio_path));
  route = whin_audio_route_new (devices);
  return WHIN_PHONE_PROVIDER (
      whin_sip_provider_new (whin_session_get_account (session), route, NULL, user_agent));
}
