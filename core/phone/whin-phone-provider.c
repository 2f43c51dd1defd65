/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/phone/whin-phone-provider-private.h"

#include "core/phone/whin-call-private.h"
#include "core/phone/whin-line-private.h"

typedef struct {
  GListStore *lines;
  GListStore *calls;
  WhinCall *active_call;
  gboolean do_not_disturb;
  WhinAudioDevices *devices;
} WhinPhoneProviderPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (WhinPhoneProvider, whin_phone_provider, G_TYPE_OBJECT)

enum { PROP_0, PROP_DO_NOT_DISTURB, PROP_ACTIVE_CALL, N_PROPS };
enum { INCOMING, CALL_ENDED, CALL_MISSED, N_SIGNALS };

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

#define PRIVATE(self) ((WhinPhoneProviderPrivate *)whin_phone_provider_get_instance_private (self))

static void
whin_phone_provider_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  WhinPhoneProviderPrivate *priv = PRIVATE (WHIN_PHONE_PROVIDER (object));

  switch (id) {
  case PROP_DO_NOT_DISTURB:
    g_value_set_boolean (value, priv->do_not_disturb);
    break;
  case PROP_ACTIVE_CALL:
    g_value_set_object (value, priv->active_call);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
whin_phone_provider_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id) {
  case PROP_DO_NOT_DISTURB:
    whin_phone_provider_set_do_not_disturb (WHIN_PHONE_PROVIDER (object),
                                            g_value_get_boolean (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
whin_phone_provider_dispose (GObject *object)
{
  WhinPhoneProviderPrivate *priv = PRIVATE (WHIN_PHONE_PROVIDER (object));

  g_clear_object (&priv->active_call);
  g_clear_object (&priv->calls);
  g_clear_object (&priv->lines);
  g_clear_object (&priv->devices);
  G_OBJECT_CLASS (whin_phone_provider_parent_class)->dispose (object);
}

static void
whin_phone_provider_class_init (WhinPhoneProviderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = whin_phone_provider_get_property;
  object_class->set_property = whin_phone_provider_set_property;
  object_class->dispose = whin_phone_provider_dispose;
  props[PROP_DO_NOT_DISTURB] =
      g_param_spec_boolean ("do-not-disturb", NULL, NULL, FALSE, G_PARAM_READWRITE | flags);
  props[PROP_ACTIVE_CALL] =
      g_param_spec_object ("active-call", NULL, NULL, WHIN_TYPE_CALL, G_PARAM_READABLE | flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[INCOMING] = g_signal_new ("incoming", WHIN_TYPE_PHONE_PROVIDER, G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, WHIN_TYPE_CALL);
  signals[CALL_ENDED] = g_signal_new ("call-ended", WHIN_TYPE_PHONE_PROVIDER, G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 1, WHIN_TYPE_CALL);
  signals[CALL_MISSED] = g_signal_new ("call-missed", WHIN_TYPE_PHONE_PROVIDER, G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 1, WHIN_TYPE_CALL);
}

static void
whin_phone_provider_init (WhinPhoneProvider *self)
{
  WhinPhoneProviderPrivate *priv = PRIVATE (self);

  priv->lines = g_list_store_new (WHIN_TYPE_LINE);
  priv->calls = g_list_store_new (WHIN_TYPE_CALL);
}

void
whin_phone_provider_set_devices (WhinPhoneProvider *self, WhinAudioDevices *devices)
{
  g_set_object (&PRIVATE (self)->devices, devices);
}

void
whin_phone_provider_add_line (WhinPhoneProvider *self, WhinLine *line)
{
  whin_line_set_provider (line, self);
  g_list_store_append (PRIVATE (self)->lines, line);
}

gboolean
whin_phone_provider_has_room (WhinPhoneProvider *self)
{
  WhinPhoneProviderPrivate *priv = PRIVATE (self);

  return priv->calls != NULL &&
         g_list_model_get_n_items (G_LIST_MODEL (priv->calls)) < WHIN_PHONE_MAX_CALLS;
}

void
whin_phone_provider_add_call (WhinPhoneProvider *self, WhinCall *call)
{
  WhinPhoneProviderPrivate *priv = PRIVATE (self);

  if (priv->calls == NULL)
    return;
  g_list_store_append (priv->calls, call);
  whin_phone_provider_update (self);
}

void
whin_phone_provider_announce (WhinPhoneProvider *self, WhinCall *call)
{
  g_signal_emit (self, signals[INCOMING], 0, call);
}

void
whin_phone_provider_end_call (WhinPhoneProvider *self, WhinCall *call)
{
  WhinPhoneProviderPrivate *priv = PRIVATE (self);
  guint position;

  if (priv->calls != NULL && g_list_store_find (priv->calls, call, &position))
    g_list_store_remove (priv->calls, position);
  whin_phone_provider_update (self);
  g_signal_emit (self, signals[CALL_ENDED], 0, call);
  if (whin_phone_provider_is_missed (self, call))
    g_signal_emit (self, signals[CALL_MISSED], 0, call);
}

void
whin_phone_provider_hold_others (WhinPhoneProvider *self, WhinCall *call)
{
  WhinPhoneProviderPrivate *priv = PRIVATE (self);
  guint count = priv->calls != NULL ? g_list_model_get_n_items (G_LIST_MODEL (priv->calls)) : 0;
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < count; i++)
    g_ptr_array_add (others, g_list_model_get_item (G_LIST_MODEL (priv->calls), i));
  for (guint i = 0; i < others->len; i++) {
    WhinCall *other = others->pdata[i];

    if (other != call && whin_call_is_audible (other) &&
        (call == NULL || !whin_call_shares_conference (call, other)))
      whin_call_hold (other);
  }
}

void
whin_phone_provider_update (WhinPhoneProvider *self)
{
  WhinPhoneProviderPrivate *priv = PRIVATE (self);
  guint count = priv->calls != NULL ? g_list_model_get_n_items (G_LIST_MODEL (priv->calls)) : 0;
  g_autoptr (WhinCall) active = NULL;

  for (guint i = 0; i < count && active == NULL; i++) {
    g_autoptr (WhinCall) call = g_list_model_get_item (G_LIST_MODEL (priv->calls), i);

    switch (whin_call_get_state (call)) {
    case WHIN_CALL_DIALING:
    case WHIN_CALL_RINGING:
    case WHIN_CALL_EARLY:
    case WHIN_CALL_ACTIVE:
    case WHIN_CALL_REMOTE_HELD:
      active = g_steal_pointer (&call);
      break;
    case WHIN_CALL_INCOMING:
    case WHIN_CALL_HELD:
    case WHIN_CALL_ENDED:
      break;
    }
  }
  if (g_set_object (&priv->active_call, active))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ACTIVE_CALL]);
}

gboolean
whin_phone_provider_is_missed (WhinPhoneProvider *self, WhinCall *call)
{
  g_return_val_if_fail (WHIN_IS_PHONE_PROVIDER (self), FALSE);
  g_return_val_if_fail (WHIN_IS_CALL (call), FALSE);

  return whin_call_get_direction (call) == WHIN_CALL_RECEIVED &&
         whin_call_get_answered_at (call) == NULL &&
         (whin_call_get_end (call) == WHIN_CALL_END_MISSED ||
          (whin_call_get_end (call) == WHIN_CALL_END_DECLINED && PRIVATE (self)->do_not_disturb));
}

GListModel *
whin_phone_provider_get_lines (WhinPhoneProvider *self)
{
  g_return_val_if_fail (WHIN_IS_PHONE_PROVIDER (self), NULL);
  return G_LIST_MODEL (PRIVATE (self)->lines);
}

GListModel *
whin_phone_provider_get_calls (WhinPhoneProvider *self)
{
  g_return_val_if_fail (WHIN_IS_PHONE_PROVIDER (self), NULL);
  return G_LIST_MODEL (PRIVATE (self)->calls);
}

WhinLine *
whin_phone_provider_get_default_line (WhinPhoneProvider *self)
{
  WhinLine *first = NULL;
  GListModel *lines;

  g_return_val_if_fail (WHIN_IS_PHONE_PROVIDER (self), NULL);
  lines = G_LIST_MODEL (PRIVATE (self)->lines);
  for (guint i = 0; i < g_list_model_get_n_items (lines); i++) {
    g_autoptr (WhinLine) line = g_list_model_get_item (lines, i);

    if (whin_line_get_state (line) == WHIN_LINE_REGISTERED)
      return line;
    if (first == NULL)
      first = line;
  }
  return first;
}

WhinCall *
whin_phone_provider_get_active_call (WhinPhoneProvider *self)
{
  g_return_val_if_fail (WHIN_IS_PHONE_PROVIDER (self), NULL);
  return PRIVATE (self)->active_call;
}

WhinAudioDevices *
whin_phone_provider_get_devices (WhinPhoneProvider *self)
{
  g_return_val_if_fail (WHIN_IS_PHONE_PROVIDER (self), NULL);
  return PRIVATE (self)->devices;
}

gboolean
whin_phone_provider_get_do_not_disturb (WhinPhoneProvider *self)
{
  g_return_val_if_fail (WHIN_IS_PHONE_PROVIDER (self), FALSE);
  return PRIVATE (self)->do_not_disturb;
}

void
whin_phone_provider_set_do_not_disturb (WhinPhoneProvider *self, gboolean do_not_disturb)
{
  WhinPhoneProviderPrivate *priv;

  g_return_if_fail (WHIN_IS_PHONE_PROVIDER (self));
  priv = PRIVATE (self);
  do_not_disturb = !!do_not_disturb;
  if (priv->do_not_disturb == do_not_disturb)
    return;
  priv->do_not_disturb = do_not_disturb;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DO_NOT_DISTURB]);
}

void
whin_phone_provider_start (WhinPhoneProvider *self)
{
  g_return_if_fail (WHIN_IS_PHONE_PROVIDER (self));
  WHIN_PHONE_PROVIDER_GET_CLASS (self)->start (self);
}

void
whin_phone_provider_stop_async (WhinPhoneProvider *self,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GListModel *calls;

  g_return_if_fail (WHIN_IS_PHONE_PROVIDER (self));
  calls = G_LIST_MODEL (PRIVATE (self)->calls);
  for (guint i = g_list_model_get_n_items (calls); i > 0; i--) {
    g_autoptr (WhinCall) call = g_list_model_get_item (calls, i - 1);

    if (call != NULL)
      whin_call_hang_up (call);
  }
  WHIN_PHONE_PROVIDER_GET_CLASS (self)->stop_async (self,
                                                    g_task_new (self, NULL, callback, user_data));
}

void
whin_phone_provider_stop_finish (WhinPhoneProvider *self, GAsyncResult *result)
{
  g_return_if_fail (g_task_is_valid (result, self));
  g_task_propagate_boolean (G_TASK (result), NULL);
}
