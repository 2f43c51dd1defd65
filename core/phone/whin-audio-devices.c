/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/phone/whin-audio-devices-private.h"

#include "core/state/whin-state-file.h"

#include <string.h>

#define GROUP "Audio"
#define MAX_ID_BYTES 512 /* a longer one in the file is no choice */

typedef struct {
  char *id; /* NULL: the system's default */
  char *name;
  WhinAudioDevice *device; /* in use; NULL: the system's default */
} Choice;

typedef struct {
  GPtrArray *devices;
  Choice choices[WHIN_N_AUDIO_ROLES];
  gboolean is_watched;
  gboolean is_ready;
  gboolean was_chosen; /* what the file says comes too late */
  gboolean cancels_echo;
  gboolean suppresses_noise;
  double level;
  gboolean measures;
  gboolean plays;
  WhinStateFile *file;
  GCancellable *loading;
} WhinAudioDevicesPrivate;

static void list_model_init (GListModelInterface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (WhinAudioDevices,
                                  whin_audio_devices,
                                  G_TYPE_OBJECT,
                                  G_ADD_PRIVATE (WhinAudioDevices)
                                      G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

enum {
  PROP_0,
  PROP_MICROPHONE, /* in the order of WhinAudioRole */
  PROP_SPEAKER,
  PROP_RINGER,
  PROP_HAS_MICROPHONE,
  PROP_HAS_SPEAKER,
  PROP_SIGNAL_LEVEL,
  PROP_TEST_SOUND,
  PROP_ECHO_CANCELLATION,
  PROP_NOISE_SUPPRESSION,
  PROP_CAN_PROCESS,
  N_PROPS
};

enum { ROLE_CHANGED, N_SIGNALS };

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static const char *const role_keys[WHIN_N_AUDIO_ROLES] = {"Microphone", "Speaker", "Ringer"};

#define PRIVATE(self) ((WhinAudioDevicesPrivate *)whin_audio_devices_get_instance_private (self))

static void
notify (WhinAudioDevices *self, guint property)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[property]);
}

static WhinAudioKind
get_kind (WhinAudioRole role)
{
  return role == WHIN_AUDIO_MICROPHONE ? WHIN_AUDIO_INPUT : WHIN_AUDIO_OUTPUT;
}

static int
find (WhinAudioDevicesPrivate *priv, WhinAudioKind kind, const char *id)
{
  for (guint i = 0; id != NULL && i < priv->devices->len; i++) {
    if (whin_audio_device_get_kind (priv->devices->pdata[i]) == kind &&
        strcmp (whin_audio_device_get_id (priv->devices->pdata[i]), id) == 0)
      return (int)i;
  }
  return -1;
}

static gboolean
has (WhinAudioDevicesPrivate *priv, WhinAudioKind kind)
{
  if (!priv->is_ready)
    return TRUE;
  for (guint i = 0; i < priv->devices->len; i++) {
    if (whin_audio_device_get_kind (priv->devices->pdata[i]) == kind)
      return TRUE;
  }
  return FALSE;
}

/* Which device is to be used for what, after a change of the list or of a choice. */
static void
update (WhinAudioDevices *self)
{
  WhinAudioDevicesPrivate *priv = PRIVATE (self);

  for (guint role = 0; role < WHIN_N_AUDIO_ROLES; role++) {
    Choice *choice = &priv->choices[role];
    int position = find (priv, get_kind (role), choice->id);
    WhinAudioDevice *device = position >= 0 ? priv->devices->pdata[position] : NULL;

    if (device != NULL && g_strcmp0 (choice->name, whin_audio_device_get_name (device)) != 0) {
      g_free (choice->name);
      choice->name = g_strdup (whin_audio_device_get_name (device));
    }
    if (g_set_object (&choice->device, device))
      g_signal_emit (self, signals[ROLE_CHANGED], 0, role);
  }
}

/* Whether there is any of @kind changed: that counts for those uses that have no device of their
 * own. */
static void
tell_has (WhinAudioDevices *self, WhinAudioKind kind)
{
  WhinAudioDevicesPrivate *priv = PRIVATE (self);

  notify (self, kind == WHIN_AUDIO_INPUT ? PROP_HAS_MICROPHONE : PROP_HAS_SPEAKER);
  for (guint role = 0; role < WHIN_N_AUDIO_ROLES; role++) {
    if (get_kind (role) == kind && priv->choices[role].device == NULL)
      g_signal_emit (self, signals[ROLE_CHANGED], 0, role);
  }
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!whin_state_file_save_finish (WHIN_STATE_FILE (source), result, &error))
    g_warning ("The choice of audio devices could not be kept: %s", error->message);
}

/* A chosen device must be known by the time of the first call. */
static void
watch_chosen (WhinAudioDevices *self)
{
  WhinAudioDevicesPrivate *priv = PRIVATE (self);

  for (guint role = 0; role < WHIN_N_AUDIO_ROLES; role++) {
    if (priv->choices[role].id != NULL)
      whin_audio_devices_watch (self);
  }
}

static void
save (WhinAudioDevices *self)
{
  WhinAudioDevicesPrivate *priv = PRIVATE (self);
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autoptr (GBytes) bytes = NULL;
  gsize length;
  char *text;

  priv->was_chosen = TRUE;
  if (priv->file == NULL)
    return;
  for (guint role = 0; role < WHIN_N_AUDIO_ROLES; role++) {
    g_autofree char *name_key = g_strconcat (role_keys[role], "Name", NULL);

    if (priv->choices[role].id == NULL)
      continue;
    g_key_file_set_string (keys, GROUP, role_keys[role], priv->choices[role].id);
    if (priv->choices[role].name != NULL)
      g_key_file_set_string (keys, GROUP, name_key, priv->choices[role].name);
  }
  g_key_file_set_boolean (keys, GROUP, "EchoCancellation", priv->cancels_echo);
  g_key_file_set_boolean (keys, GROUP, "NoiseSuppression", priv->suppresses_noise);
  text = g_key_file_to_data (keys, &length, NULL);
  bytes = g_bytes_new_take (text, length);
  whin_state_file_save_async (priv->file, bytes, on_saved, NULL);
}

static void
read_switch (GKeyFile *keys, const char *key, gboolean *value)
{
  g_autoptr (GError) error = NULL;
  gboolean read = g_key_file_get_boolean (keys, GROUP, key, &error);

  if (error == NULL)
    *value = read;
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = whin_state_file_load_finish (WHIN_STATE_FILE (source), result, &error);
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  WhinAudioDevices *self = data;
  WhinAudioDevicesPrivate *priv;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  priv = PRIVATE (self);
  g_clear_object (&priv->loading);
  if (bytes == NULL || priv->was_chosen ||
      !g_key_file_load_from_bytes (keys, bytes, G_KEY_FILE_NONE, NULL))
    return;
  g_object_freeze_notify (G_OBJECT (self));
  for (guint role = 0; role < WHIN_N_AUDIO_ROLES; role++) {
    g_autofree char *name_key = g_strconcat (role_keys[role], "Name", NULL);
    g_autofree char *id = g_key_file_get_string (keys, GROUP, role_keys[role], NULL);
    Choice *choice = &priv->choices[role];

    if (id == NULL || *id == '\0' || strlen (id) > MAX_ID_BYTES)
      continue;
    choice->id = g_steal_pointer (&id);
    choice->name = g_key_file_get_string (keys, GROUP, name_key, NULL);
    notify (self, PROP_MICROPHONE + role);
  }
  read_switch (keys, "EchoCancellation", &priv->cancels_echo);
  read_switch (keys, "NoiseSuppression", &priv->suppresses_noise);
  notify (self, PROP_ECHO_CANCELLATION);
  notify (self, PROP_NOISE_SUPPRESSION);
  watch_chosen (self);
  update (self);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
whin_audio_devices_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  WhinAudioDevices *self = WHIN_AUDIO_DEVICES (object);
  WhinAudioDevicesPrivate *priv = PRIVATE (self);

  switch (id) {
  case PROP_MICROPHONE:
  case PROP_SPEAKER:
  case PROP_RINGER:
    g_value_set_string (value, priv->choices[id - PROP_MICROPHONE].id);
    break;
  case PROP_HAS_MICROPHONE:
    g_value_set_boolean (value, whin_audio_devices_get_has_microphone (self));
    break;
  case PROP_HAS_SPEAKER:
    g_value_set_boolean (value, whin_audio_devices_get_has_speaker (self));
    break;
  case PROP_SIGNAL_LEVEL:
    g_value_set_double (value, priv->level);
    break;
  case PROP_TEST_SOUND:
    g_value_set_boolean (value, priv->plays);
    break;
  case PROP_ECHO_CANCELLATION:
    g_value_set_boolean (value, whin_audio_devices_get_echo_cancellation (self));
    break;
  case PROP_NOISE_SUPPRESSION:
    g_value_set_boolean (value, whin_audio_devices_get_noise_suppression (self));
    break;
  case PROP_CAN_PROCESS:
    g_value_set_boolean (value, whin_audio_devices_get_can_process (self));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
set_switch (WhinAudioDevices *self, gboolean *value, gboolean on, guint property)
{
  if (*value == on)
    return;
  *value = on;
  save (self);
  notify (self, property);
}

static void
whin_audio_devices_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  WhinAudioDevices *self = WHIN_AUDIO_DEVICES (object);
  WhinAudioDevicesPrivate *priv = PRIVATE (self);

  switch (id) {
  case PROP_MICROPHONE:
  case PROP_SPEAKER:
  case PROP_RINGER:
    whin_audio_devices_choose (self, id - PROP_MICROPHONE, g_value_get_string (value));
    break;
  case PROP_ECHO_CANCELLATION:
    set_switch (self, &priv->cancels_echo, g_value_get_boolean (value), id);
    break;
  case PROP_NOISE_SUPPRESSION:
    set_switch (self, &priv->suppresses_noise, g_value_get_boolean (value), id);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static GType
get_item_type (GListModel *model)
{
  return WHIN_TYPE_AUDIO_DEVICE;
}

static guint
get_n_items (GListModel *model)
{
  whin_audio_devices_watch (WHIN_AUDIO_DEVICES (model));
  return PRIVATE (WHIN_AUDIO_DEVICES (model))->devices->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  WhinAudioDevicesPrivate *priv = PRIVATE (WHIN_AUDIO_DEVICES (model));

  whin_audio_devices_watch (WHIN_AUDIO_DEVICES (model));
  return position < priv->devices->len ? g_object_ref (priv->devices->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
whin_audio_devices_dispose (GObject *object)
{
  WhinAudioDevicesPrivate *priv = PRIVATE (WHIN_AUDIO_DEVICES (object));

  if (priv->loading != NULL)
    g_cancellable_cancel (priv->loading);
  g_clear_object (&priv->loading);
  for (guint role = 0; role < WHIN_N_AUDIO_ROLES; role++)
    g_clear_object (&priv->choices[role].device);
  g_clear_object (&priv->file);
  G_OBJECT_CLASS (whin_audio_devices_parent_class)->dispose (object);
}

static void
whin_audio_devices_finalize (GObject *object)
{
  WhinAudioDevicesPrivate *priv = PRIVATE (WHIN_AUDIO_DEVICES (object));

  for (guint role = 0; role < WHIN_N_AUDIO_ROLES; role++) {
    g_free (priv->choices[role].id);
    g_free (priv->choices[role].name);
  }
  g_ptr_array_unref (priv->devices);
  G_OBJECT_CLASS (whin_audio_devices_parent_class)->finalize (object);
}

static void
whin_audio_devices_class_init (WhinAudioDevicesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  const GParamFlags writable = readable | G_PARAM_WRITABLE;

  object_class->get_property = whin_audio_devices_get_property;
  object_class->set_property = whin_audio_devices_set_property;
  object_class->dispose = whin_audio_devices_dispose;
  object_class->finalize = whin_audio_devices_finalize;
  props[PROP_MICROPHONE] = g_param_spec_string ("microphone", NULL, NULL, NULL, writable);
  props[PROP_SPEAKER] = g_param_spec_string ("speaker", NULL, NULL, NULL, writable);
  props[PROP_RINGER] = g_param_spec_string ("ringer", NULL, NULL, NULL, writable);
  props[PROP_HAS_MICROPHONE] = g_param_spec_boolean ("has-microphone", NULL, NULL, FALSE, readable);
  props[PROP_HAS_SPEAKER] = g_param_spec_boolean ("has-speaker", NULL, NULL, FALSE, readable);
  props[PROP_SIGNAL_LEVEL] = g_param_spec_double ("signal-level", NULL, NULL, 0, 1, 0, readable);
  props[PROP_TEST_SOUND] = g_param_spec_boolean ("test-sound", NULL, NULL, FALSE, readable);
  props[PROP_ECHO_CANCELLATION] =
      g_param_spec_boolean ("echo-cancellation", NULL, NULL, FALSE, writable);
  props[PROP_NOISE_SUPPRESSION] =
      g_param_spec_boolean ("noise-suppression", NULL, NULL, FALSE, writable);
  props[PROP_CAN_PROCESS] = g_param_spec_boolean ("can-process", NULL, NULL, FALSE, readable);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[ROLE_CHANGED] = g_signal_new ("role-changed", WHIN_TYPE_AUDIO_DEVICES, G_SIGNAL_RUN_LAST,
                                        0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
whin_audio_devices_init (WhinAudioDevices *self)
{
  WhinAudioDevicesPrivate *priv = PRIVATE (self);

  priv->devices = g_ptr_array_new_with_free_func (g_object_unref);
  priv->cancels_echo = TRUE;
  priv->suppresses_noise = TRUE;
}

void
whin_audio_devices_keep_in (WhinAudioDevices *self, const char *path)
{
  WhinAudioDevicesPrivate *priv = PRIVATE (self);

  if (path == NULL)
    return;
  priv->file = whin_state_file_new (path);
  priv->loading = g_cancellable_new ();
  whin_state_file_load_async (priv->file, priv->loading, on_loaded, self);
}

void
whin_audio_devices_add (WhinAudioDevices *self, WhinAudioDevice *device)
{
  WhinAudioDevicesPrivate *priv = PRIVATE (self);
  WhinAudioKind kind = whin_audio_device_get_kind (device);
  int position = find (priv, kind, whin_audio_device_get_id (device));
  gboolean had = has (priv, kind);

  if (position >= 0 && priv->devices->pdata[position] == device)
    return;
  if (position >= 0) {
    g_object_unref (priv->devices->pdata[position]);
    priv->devices->pdata[position] = g_object_ref (device);
    g_list_model_items_changed (G_LIST_MODEL (self), (guint)position, 1, 1);
  } else if (priv->devices->len < WHIN_AUDIO_MAX_DEVICES) {
    g_ptr_array_add (priv->devices, g_object_ref (device));
    g_list_model_items_changed (G_LIST_MODEL (self), priv->devices->len - 1, 0, 1);
  }
  update (self);
  if (!had)
    tell_has (self, kind);
}

void
whin_audio_devices_remove (WhinAudioDevices *self, WhinAudioKind kind, const char *id)
{
  WhinAudioDevicesPrivate *priv = PRIVATE (self);
  int position = find (priv, kind, id);

  if (position < 0)
    return;
  g_ptr_array_remove_index (priv->devices, (guint)position);
  g_list_model_items_changed (G_LIST_MODEL (self), (guint)position, 1, 0);
  update (self);
  if (!has (priv, kind))
    tell_has (self, kind);
}

void
whin_audio_devices_set_ready (WhinAudioDevices *self)
{
  WhinAudioDevicesPrivate *priv = PRIVATE (self);

  if (priv->is_ready)
    return;
  priv->is_ready = TRUE;
  for (guint kind = 0; kind <= WHIN_AUDIO_OUTPUT; kind++) {
    if (!has (priv, kind))
      tell_has (self, kind);
  }
}

void
whin_audio_devices_watch (WhinAudioDevices *self)
{
  WhinAudioDevicesPrivate *priv = PRIVATE (self);

  if (priv->is_watched)
    return;
  priv->is_watched = TRUE;
  WHIN_AUDIO_DEVICES_GET_CLASS (self)->watch (self);
}

void
whin_audio_devices_set_signal_level (WhinAudioDevices *self, double level)
{
  WhinAudioDevicesPrivate *priv = PRIVATE (self);

  level = priv->measures ? CLAMP (level, 0, 1) : 0;
  if (priv->level == level)
    return;
  priv->level = level;
  notify (self, PROP_SIGNAL_LEVEL);
}

gboolean
whin_audio_devices_measures (WhinAudioDevices *self)
{
  return PRIVATE (self)->measures;
}

void
whin_audio_devices_set_test_sound (WhinAudioDevices *self, gboolean plays)
{
  WhinAudioDevicesPrivate *priv = PRIVATE (self);

  if (priv->plays == !!plays)
    return;
  priv->plays = !!plays;
  notify (self, PROP_TEST_SOUND);
}

gboolean
whin_audio_devices_wait (WhinAudioDevices *self, gint64 deadline)
{
  WhinAudioDevicesPrivate *priv = PRIVATE (self);

  return priv->file == NULL || whin_state_file_wait (priv->file, deadline);
}

void
whin_audio_devices_choose (WhinAudioDevices *self, WhinAudioRole role, const char *id)
{
  WhinAudioDevicesPrivate *priv;
  Choice *choice;

  g_return_if_fail (WHIN_IS_AUDIO_DEVICES (self));
  g_return_if_fail (role < WHIN_N_AUDIO_ROLES);
  priv = PRIVATE (self);
  choice = &priv->choices[role];
  if (g_strcmp0 (choice->id, id) == 0)
    return;
  g_free (choice->id);
  choice->id = g_strdup (id);
  g_clear_pointer (&choice->name, g_free);
  watch_chosen (self);
  update (self);
  save (self);
  notify (self, PROP_MICROPHONE + role);
}

const char *
whin_audio_devices_get_chosen (WhinAudioDevices *self, WhinAudioRole role)
{
  g_return_val_if_fail (WHIN_IS_AUDIO_DEVICES (self), NULL);
  g_return_val_if_fail (role < WHIN_N_AUDIO_ROLES, NULL);
  return PRIVATE (self)->choices[role].id;
}

const char *
whin_audio_devices_get_chosen_name (WhinAudioDevices *self, WhinAudioRole role)
{
  Choice *choice;

  g_return_val_if_fail (WHIN_IS_AUDIO_DEVICES (self), NULL);
  g_return_val_if_fail (role < WHIN_N_AUDIO_ROLES, NULL);
  choice = &PRIVATE (self)->choices[role];
  return choice->name != NULL ? choice->name : choice->id;
}

WhinAudioDevice *
whin_audio_devices_get_device (WhinAudioDevices *self, WhinAudioRole role)
{
  g_return_val_if_fail (WHIN_IS_AUDIO_DEVICES (self), NULL);
  g_return_val_if_fail (role < WHIN_N_AUDIO_ROLES, NULL);
  return PRIVATE (self)->choices[role].device;
}

gboolean
whin_audio_devices_get_has_microphone (WhinAudioDevices *self)
{
  g_return_val_if_fail (WHIN_IS_AUDIO_DEVICES (self), FALSE);
  whin_audio_devices_watch (self);
  return has (PRIVATE (self), WHIN_AUDIO_INPUT);
}

gboolean
whin_audio_devices_get_has_speaker (WhinAudioDevices *self)
{
  g_return_val_if_fail (WHIN_IS_AUDIO_DEVICES (self), FALSE);
  whin_audio_devices_watch (self);
  return has (PRIVATE (self), WHIN_AUDIO_OUTPUT);
}

gboolean
whin_audio_devices_get_can_process (WhinAudioDevices *self)
{
  g_return_val_if_fail (WHIN_IS_AUDIO_DEVICES (self), FALSE);
  return WHIN_AUDIO_DEVICES_GET_CLASS (self)->can_process (self);
}

gboolean
whin_audio_devices_get_echo_cancellation (WhinAudioDevices *self)
{
  return whin_audio_devices_get_can_process (self) && PRIVATE (self)->cancels_echo;
}

gboolean
whin_audio_devices_get_noise_suppression (WhinAudioDevices *self)
{
  return whin_audio_devices_get_can_process (self) && PRIVATE (self)->suppresses_noise;
}

gboolean
whin_audio_devices_start_level (WhinAudioDevices *self, GError **error)
{
  WhinAudioDevicesPrivate *priv;

  g_return_val_if_fail (WHIN_IS_AUDIO_DEVICES (self), FALSE);
  priv = PRIVATE (self);
  if (priv->measures)
    return TRUE;
  priv->measures = WHIN_AUDIO_DEVICES_GET_CLASS (self)->start_level (self, error);
  return priv->measures;
}

void
whin_audio_devices_stop_level (WhinAudioDevices *self)
{
  g_return_if_fail (WHIN_IS_AUDIO_DEVICES (self));
  if (!PRIVATE (self)->measures)
    return;
  PRIVATE (self)->measures = FALSE;
  WHIN_AUDIO_DEVICES_GET_CLASS (self)->stop_level (self);
  whin_audio_devices_set_signal_level (self, 0);
}

double
whin_audio_devices_get_signal_level (WhinAudioDevices *self)
{
  g_return_val_if_fail (WHIN_IS_AUDIO_DEVICES (self), 0);
  return PRIVATE (self)->level;
}

gboolean
whin_audio_devices_play_test_sound (WhinAudioDevices *self, WhinAudioRole role, GError **error)
{
  g_return_val_if_fail (WHIN_IS_AUDIO_DEVICES (self), FALSE);
  g_return_val_if_fail (role == WHIN_AUDIO_SPEAKER || role == WHIN_AUDIO_RINGER, FALSE);
  whin_audio_devices_stop_test_sound (self);
  if (!WHIN_AUDIO_DEVICES_GET_CLASS (self)->play_test_sound (self, role, error))
    return FALSE;
  whin_audio_devices_set_test_sound (self, TRUE);
  return TRUE;
}

void
whin_audio_devices_stop_test_sound (WhinAudioDevices *self)
{
  g_return_if_fail (WHIN_IS_AUDIO_DEVICES (self));
  if (!PRIVATE (self)->plays)
    return;
  WHIN_AUDIO_DEVICES_GET_CLASS (self)->stop_test_sound (self);
  whin_audio_devices_set_test_sound (self, FALSE);
}

gboolean
whin_audio_devices_get_test_sound (WhinAudioDevices *self)
{
  g_return_val_if_fail (WHIN_IS_AUDIO_DEVICES (self), FALSE);
  return PRIVATE (self)->plays;
}
