/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-app"

#include "app/call/whin-media-keys.h"

#include <glib/gi18n.h>

#define OBJECT_PATH "/org/mpris/MediaPlayer2"
#define PLAYER "org.mpris.MediaPlayer2.Player"
#define TRACK_PATH "/org/whinchat/call/"

struct _WhinMediaKeys {
  GObject parent_instance;

  GApplication *application; /* weak */
  WhinPhone *phone;
  char *name;
  GDBusNodeInfo *node;
  guint owner_id; /* 0: there is no call */
  guint registrations[2];
};

G_DEFINE_FINAL_TYPE (WhinMediaKeys, whin_media_keys, G_TYPE_OBJECT)

static const char introspection[] =
    "<node><interface name='org.mpris.MediaPlayer2'>"
    "<method name='Raise'/><method name='Quit'/>"
    "<property name='CanQuit' type='b' access='read'/>"
    "<property name='CanRaise' type='b' access='read'/>"
    "<property name='HasTrackList' type='b' access='read'/>"
    "<property name='Identity' type='s' access='read'/>"
    "<property name='DesktopEntry' type='s' access='read'/>"
    "<property name='SupportedUriSchemes' type='as' access='read'/>"
    "<property name='SupportedMimeTypes' type='as' access='read'/>"
    "</interface><interface name='" PLAYER "'>"
    "<method name='Next'/><method name='Previous'/><method name='Pause'/>"
    "<method name='PlayPause'/><method name='Stop'/><method name='Play'/>"
    "<method name='Seek'><arg type='x' name='Offset'/></method>"
    "<method name='SetPosition'><arg type='o' name='TrackId'/><arg type='x' name='Position'/>"
    "</method><method name='OpenUri'><arg type='s' name='Uri'/></method>"
    "<property name='PlaybackStatus' type='s' access='read'/>"
    "<property name='Rate' type='d' access='read'/>"
    "<property name='MinimumRate' type='d' access='read'/>"
    "<property name='MaximumRate' type='d' access='read'/>"
    "<property name='Metadata' type='a{sv}' access='read'/>"
    "<property name='Volume' type='d' access='read'/>"
    "<property name='Position' type='x' access='read'/>"
    "<property name='CanGoNext' type='b' access='read'/>"
    "<property name='CanGoPrevious' type='b' access='read'/>"
    "<property name='CanPlay' type='b' access='read'/>"
    "<property name='CanPause' type='b' access='read'/>"
    "<property name='CanSeek' type='b' access='read'/>"
    "<property name='CanControl' type='b' access='read'/>"
    "</interface></node>";

/* What the keys are about: the call that rings, else the one that the person is in. */
static WhinCall *
get_call (WhinMediaKeys *self)
{
  WhinCall *ringing = whin_phone_get_ringing (self->phone);

  return ringing != NULL ? ringing : whin_phone_get_current (self->phone);
}

static void
activate (WhinMediaKeys *self, const char *action)
{
  if (self->application != NULL)
    g_action_group_activate_action (G_ACTION_GROUP (self->application), action, NULL);
}

/* "hold" turns over. */
static void
set_held (WhinMediaKeys *self, gboolean held)
{
  WhinCall *current = whin_phone_get_current (self->phone);

  if (current != NULL && (whin_call_get_state (current) == WHIN_CALL_HELD) != held)
    activate (self, "hold");
}

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
  WhinMediaKeys *self = user_data;
  gboolean rings = whin_phone_get_ringing (self->phone) != NULL;

  if (g_str_equal (method_name, "PlayPause"))
    activate (self, rings ? "answer" : "hang-up");
  else if (g_str_equal (method_name, "Stop"))
    activate (self, rings ? "decline" : "hang-up");
  else if (g_str_equal (method_name, "Pause"))
    set_held (self, TRUE);
  else if (g_str_equal (method_name, "Play") && !rings)
    set_held (self, FALSE);
  else if (g_str_equal (method_name, "Raise"))
    activate (self, "show-calls");
  /* The rest has no effect on what can't be sought or gone on from (the interface's own words). */
  g_dbus_method_invocation_return_value (invocation, NULL);
}

static const char *
get_status (WhinCall *call)
{
  return call != NULL && whin_call_get_state (call) == WHIN_CALL_ACTIVE ? "Playing" : "Paused";
}

/* Not who calls: lock screens and bridges to other machines show this to whoever passes. */
static GVariant *
new_metadata (WhinMediaKeys *self, WhinCall *call)
{
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);

  if (call != NULL) {
    g_autofree char *track =
        g_strdup_printf (TRACK_PATH "%u", whin_phone_get_call_id (self->phone, call));
    const char *artists[] = {self->name, NULL};
    gboolean rings = call == whin_phone_get_ringing (self->phone);

    g_variant_dict_insert (&dict, "mpris:trackid", "o", track);
    g_variant_dict_insert (&dict, "xesam:title", "s", rings ? _ ("Incoming call") : self->name);
    g_variant_dict_insert (&dict, "xesam:artist", "^as", artists);
  }
  return g_variant_dict_end (&dict);
}

static GVariant *
on_get_property (GDBusConnection *connection,
                 const char *sender,
                 const char *object_path,
                 const char *interface_name,
                 const char *property_name,
                 GError **error,
                 gpointer user_data)
{
  static const char *const yes[] = {"CanRaise", "CanPlay", "CanPause", "CanControl", NULL};
  WhinMediaKeys *self = user_data;
  WhinCall *call = get_call (self);

  if (g_str_equal (property_name, "Identity"))
    return g_variant_new_string (self->name);
  if (g_str_equal (property_name, "DesktopEntry"))
    return g_variant_new_string (
        self->application != NULL ? g_application_get_application_id (self->application) : "");
  if (g_str_has_prefix (property_name, "Supported"))
    return g_variant_new_strv (NULL, 0);
  if (g_str_equal (property_name, "PlaybackStatus"))
    return g_variant_new_string (get_status (call));
  if (g_str_equal (property_name, "Metadata"))
    return new_metadata (self, call);
  if (g_str_equal (property_name, "Position"))
    return g_variant_new_int64 (call != NULL ? (gint64)whin_call_get_duration (call) * 1000000 : 0);
  if (g_str_has_suffix (property_name, "Rate") || g_str_equal (property_name, "Volume"))
    return g_variant_new_double (1.0);
  return g_variant_new_boolean (g_strv_contains (yes, property_name));
}

static void
tell_change (WhinMediaKeys *self)
{
  GDBusConnection *connection = g_application_get_dbus_connection (self->application);
  WhinCall *call = get_call (self);
  GVariantBuilder changed = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);

  g_variant_builder_add (&changed, "{sv}", "PlaybackStatus",
                         g_variant_new_string (get_status (call)));
  g_variant_builder_add (&changed, "{sv}", "Metadata", new_metadata (self, call));
  g_dbus_connection_emit_signal (connection, NULL, OBJECT_PATH, "org.freedesktop.DBus.Properties",
                                 "PropertiesChanged",
                                 g_variant_new ("(sa{sv}as)", PLAYER, &changed, NULL), NULL);
}

static void
begin (WhinMediaKeys *self)
{
  static const GDBusInterfaceVTable vtable = {.method_call = on_method_call,
                                              .get_property = on_get_property};
  GDBusConnection *connection = g_application_get_dbus_connection (self->application);
  g_autofree char *name = g_strconcat ("org.mpris.MediaPlayer2.",
                                       g_application_get_application_id (self->application), NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (self->registrations); i++) {
    g_autoptr (GError) error = NULL;

    self->registrations[i] = g_dbus_connection_register_object (
        connection, OBJECT_PATH, self->node->interfaces[i], &vtable, self, NULL, &error);
    if (self->registrations[i] == 0)
      g_message ("The media keys can’t be heard: %s", error->message);
  }
  self->owner_id = g_bus_own_name_on_connection (connection, name, G_BUS_NAME_OWNER_FLAGS_NONE,
                                                 NULL, NULL, NULL, NULL);
}

static void
end (WhinMediaKeys *self)
{
  GDBusConnection *connection =
      self->application != NULL ? g_application_get_dbus_connection (self->application) : NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (self->registrations); i++) {
    if (self->registrations[i] != 0 && connection != NULL)
      g_dbus_connection_unregister_object (connection, self->registrations[i]);
    self->registrations[i] = 0;
  }
  g_clear_handle_id (&self->owner_id, g_bus_unown_name);
}

static void
on_call_changed (WhinPhone *phone, WhinCall *call, WhinMediaKeys *self)
{
  gboolean is_busy = whin_phone_get_n_calls (phone) > 0;

  if (self->application == NULL || g_application_get_dbus_connection (self->application) == NULL)
    return;
  if (!is_busy && self->owner_id != 0)
    end (self);
  else if (is_busy && self->owner_id == 0)
    begin (self);
  else if (is_busy)
    tell_change (self);
}

static void
whin_media_keys_dispose (GObject *object)
{
  WhinMediaKeys *self = WHIN_MEDIA_KEYS (object);

  end (self);
  g_clear_weak_pointer (&self->application);
  g_clear_object (&self->phone);
  G_OBJECT_CLASS (whin_media_keys_parent_class)->dispose (object);
}

static void
whin_media_keys_finalize (GObject *object)
{
  WhinMediaKeys *self = WHIN_MEDIA_KEYS (object);

  g_dbus_node_info_unref (self->node);
  g_free (self->name);
  G_OBJECT_CLASS (whin_media_keys_parent_class)->finalize (object);
}

static void
whin_media_keys_class_init (WhinMediaKeysClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = whin_media_keys_dispose;
  G_OBJECT_CLASS (klass)->finalize = whin_media_keys_finalize;
}

static void
whin_media_keys_init (WhinMediaKeys *self)
{
  self->node = g_dbus_node_info_new_for_xml (introspection, NULL);
}

WhinMediaKeys *
whin_media_keys_new (GApplication *application, WhinPhone *phone, const char *name)
{
  WhinMediaKeys *self = g_object_new (WHIN_TYPE_MEDIA_KEYS, NULL);

  g_set_weak_pointer (&self->application, application);
  self->phone = g_object_ref (phone);
  self->name = g_strdup (name);
  g_signal_connect_object (phone, "call-changed", G_CALLBACK (on_call_changed), self, 0);
  return self;
}
