/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-app"

#include "app/call/whin-phone.h"

#include "core/phone/whin-number-rewriting.h"

#include "app/quick-dial/whin-quick-dial-names.h"

#include <glib/gi18n.h>

#define ID_KEY "whin-call-id"

/* The provider may need a moment to charge for a call (wire-protocols, section 2). */
#define CHARGED_SECONDS 5

#define FLUSH_US (2 * G_USEC_PER_SEC)

struct _WhinPhone {
  GObject parent_instance;

  WhinSession *session;
  WhinPhoneProvider *provider; /* or NULL */
  GPtrArray *calls;            /* of WhinCall: those that are listened to */
  WhinCall *current;           /* weak; the person stays in a call that is held */
  guint last_id;
  guint charged_id; /* the balance is to be checked */
};

G_DEFINE_FINAL_TYPE (WhinPhone, whin_phone, G_TYPE_OBJECT)

enum { LINE_CHANGED, CALL_CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

static void
on_line_notify (WhinPhone *self)
{
  g_signal_emit (self, signals[LINE_CHANGED], 0);
}

static void
on_lines_changed (GListModel *lines, guint position, guint removed, guint added, WhinPhone *self)
{
  for (guint i = position; i < position + added; i++) {
    g_autoptr (WhinLine) line = g_list_model_get_item (lines, i);
    g_signal_connect_object (line, "notify", G_CALLBACK (on_line_notify), self, G_CONNECT_SWAPPED);
  }
  g_signal_emit (self, signals[LINE_CHANGED], 0);
}

static void
on_call_notify (WhinCall *call, GParamSpec *pspec, WhinPhone *self)
{
  /* "call-ended" comes when all is known of the end. */
  if (whin_call_get_state (call) != WHIN_CALL_ENDED)
    g_signal_emit (self, signals[CALL_CHANGED], 0, call);
}

static void
on_active_call (WhinPhoneProvider *provider, GParamSpec *pspec, WhinPhone *self)
{
  WhinCall *call = whin_phone_provider_get_active_call (provider);

  if (call != NULL)
    g_signal_emit (self, signals[CALL_CHANGED], 0, call);
}

static void
on_number (WhinCall *call, GParamSpec *pspec, WhinPhone *self)
{
  g_autofree char *name = whin_quick_dial_names_dup (whin_session_get_quick_dials (self->session),
                                                     whin_call_get_number (call));

  whin_call_set_known_name (call, name);
}

static void
add_call (WhinPhone *self, WhinCall *call)
{
  on_number (call, NULL, self);
  g_signal_connect_object (call, "notify::number", G_CALLBACK (on_number), self, 0);
  g_object_set_data (G_OBJECT (call), ID_KEY, GUINT_TO_POINTER (++self->last_id));
  g_ptr_array_add (self->calls, g_object_ref (call));
  g_signal_connect_object (call, "notify", G_CALLBACK (on_call_notify), self, 0);
}

static void
on_calls_changed (GListModel *calls, guint position, guint removed, guint added, WhinPhone *self)
{
  for (guint i = position; i < position + added; i++) {
    g_autoptr (WhinCall) call = g_list_model_get_item (calls, i);
    add_call (self, call);
    g_signal_emit (self, signals[CALL_CHANGED], 0, call);
  }
}

static gboolean
on_charged (gpointer data)
{
  WhinPhone *self = data;

  self->charged_id = 0;
  whin_balance_check (whin_session_get_balance (self->session));
  return G_SOURCE_REMOVE;
}

static void
on_call_ended (WhinPhoneProvider *provider, WhinCall *call, WhinPhone *self)
{
  g_signal_handlers_disconnect_by_func (call, on_call_notify, self);
  g_signal_handlers_disconnect_by_func (call, on_number, self);
  g_ptr_array_remove (self->calls, call);
  if (whin_call_get_answered_at (call) != NULL) {
    g_clear_handle_id (&self->charged_id, g_source_remove);
    self->charged_id = g_timeout_add_seconds (CHARGED_SECONDS, on_charged, self);
  }
  g_signal_emit (self, signals[CALL_CHANGED], 0, call);
}

static void
on_session_state (WhinSession *session, GParamSpec *pspec, WhinPhone *self)
{
  switch (whin_session_get_state (session)) {
  case WHIN_SESSION_SIGNED_IN:
    whin_phone_provider_start (self->provider);
    break;
  case WHIN_SESSION_SIGNED_OUT:
    whin_phone_provider_stop_async (self->provider, NULL, NULL);
    break;
  case WHIN_SESSION_LOADING:
  case WHIN_SESSION_SIGNING_IN:
  default:
    break;
  }
}

static void
on_stopped (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  whin_phone_provider_stop_finish (WHIN_PHONE_PROVIDER (source), result);
  g_task_return_boolean (task, TRUE);
}

static void
whin_phone_dispose (GObject *object)
{
  WhinPhone *self = WHIN_PHONE (object);

  g_clear_handle_id (&self->charged_id, g_source_remove);
  g_clear_weak_pointer (&self->current);
  g_ptr_array_set_size (self->calls, 0);
  g_clear_object (&self->provider);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (whin_phone_parent_class)->dispose (object);
}

static void
whin_phone_finalize (GObject *object)
{
  WhinPhone *self = WHIN_PHONE (object);

  g_ptr_array_unref (self->calls);
  G_OBJECT_CLASS (whin_phone_parent_class)->finalize (object);
}

static void
whin_phone_class_init (WhinPhoneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = whin_phone_dispose;
  object_class->finalize = whin_phone_finalize;
  signals[LINE_CHANGED] = g_signal_new ("line-changed", WHIN_TYPE_PHONE, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
  signals[CALL_CHANGED] = g_signal_new ("call-changed", WHIN_TYPE_PHONE, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 1, WHIN_TYPE_CALL);
}

static void
whin_phone_init (WhinPhone *self)
{
  self->calls = g_ptr_array_new_with_free_func (g_object_unref);
}

WhinPhone *
whin_phone_new (WhinSession *session, WhinPhoneProvider *provider)
{
  WhinPhone *self = g_object_new (WHIN_TYPE_PHONE, NULL);
  GListModel *lines, *calls;

  self->session = g_object_ref (session);
  if (provider == NULL)
    return self;
  self->provider = g_object_ref (provider);
  whin_call_log_follow (whin_session_get_call_log (session), provider);
  lines = whin_phone_provider_get_lines (provider);
  calls = whin_phone_provider_get_calls (provider);
  g_signal_connect_object (lines, "items-changed", G_CALLBACK (on_lines_changed), self, 0);
  g_signal_connect_object (calls, "items-changed", G_CALLBACK (on_calls_changed), self, 0);
  g_signal_connect_object (provider, "call-ended", G_CALLBACK (on_call_ended), self, 0);
  g_signal_connect_object (provider, "notify::active-call", G_CALLBACK (on_active_call), self, 0);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (on_session_state), self, 0);
  on_lines_changed (lines, 0, 0, g_list_model_get_n_items (lines), self);
  if (whin_session_get_state (session) == WHIN_SESSION_SIGNED_IN)
    whin_phone_provider_start (provider);
  return self;
}

WhinPhoneProvider *
whin_phone_get_provider (WhinPhone *self)
{
  g_return_val_if_fail (WHIN_IS_PHONE (self), NULL);

  return self->provider;
}

WhinAudioDevices *
whin_phone_get_devices (WhinPhone *self)
{
  g_return_val_if_fail (WHIN_IS_PHONE (self), NULL);

  return self->provider != NULL ? whin_phone_provider_get_devices (self->provider) : NULL;
}

WhinLine *
whin_phone_get_line (WhinPhone *self)
{
  g_return_val_if_fail (WHIN_IS_PHONE (self), NULL);

  return self->provider != NULL ? whin_phone_provider_get_default_line (self->provider) : NULL;
}

void
whin_phone_retry (WhinPhone *self)
{
  WhinLine *line;

  g_return_if_fail (WHIN_IS_PHONE (self));

  line = whin_phone_get_line (self);
  if (line == NULL)
    return;
  if (whin_line_get_state (line) == WHIN_LINE_REFUSED)
    whin_provisioner_update (whin_session_get_provisioner (self->session), WHIN_PROVISION_EXTERNAL);
  whin_line_retry (line);
}

/* (transfer full): whom the provider is to call, where its rules want that of @number and it offers
 * it; else NULL. */
static char *
make_callback_target (WhinPhone *self, const char *number)
{
  WhinAccount *account = whin_session_get_account (self->session);
  g_autoptr (WhinNumberRewriting) rewriting =
      whin_number_rewriting_new (whin_account_get (account, "rewriting"));
  enum cmduri_dial_action action;
  g_autofree char *target = whin_number_rewriting_apply (rewriting, number, &action);

  return action == CMDURI_DIAL_ACTION_WEB_CALLBACK &&
                 whin_web_callback_get_available (whin_session_get_web_callback (self->session))
             ? g_steal_pointer (&target)
             : NULL;
}

static WhinLine *
find_line (WhinPhone *self, GError **error)
{
  WhinLine *line = whin_phone_get_line (self);

  if (line == NULL)
    g_set_error_literal (error, WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_NO_LINE,
                         _ ("No line is registered yet, so this phone can’t call"));
  return line;
}

gboolean
whin_phone_dial (WhinPhone *self, const char *number, GError **error)
{
  WhinLine *line;
  g_autoptr (WhinCall) call = NULL;
  g_autofree char *clean = NULL;
  g_autofree char *target = NULL;

  g_return_val_if_fail (WHIN_IS_PHONE (self), FALSE);

  line = find_line (self, error);
  if (line == NULL)
    return FALSE;
  clean = whin_line_clean_number (number);
  target = clean != NULL ? make_callback_target (self, clean) : NULL;
  if (target != NULL) {
    if (!whin_web_callback_request (whin_session_get_web_callback (self->session), target, error))
      return FALSE;
    whin_call_log_remember (whin_session_get_call_log (self->session), clean);
    return TRUE;
  }
  call = whin_line_dial (line, number, error);
  if (call == NULL)
    return FALSE;
  whin_call_log_remember (whin_session_get_call_log (self->session), whin_call_get_number (call));
  return TRUE;
}

gboolean
whin_phone_dial_passed_on (WhinPhone *self, const char *number, GError **error)
{
  WhinLine *line;
  g_autoptr (WhinCall) call = NULL;

  g_return_val_if_fail (WHIN_IS_PHONE (self), FALSE);

  line = find_line (self, error);
  if (line == NULL)
    return FALSE;
  call = whin_line_dial_as_written (line, number, error);
  return call != NULL;
}

WhinWebCallback *
whin_phone_get_web_callback (WhinPhone *self)
{
  g_return_val_if_fail (WHIN_IS_PHONE (self), NULL);

  return whin_session_get_web_callback (self->session);
}

gboolean
whin_phone_call_back (WhinPhone *self, const char *number, GError **error)
{
  WhinWebCallback *callback;

  g_return_val_if_fail (WHIN_IS_PHONE (self), FALSE);

  callback = whin_session_get_web_callback (self->session);
  if (!whin_web_callback_request (callback, number, error))
    return FALSE;
  whin_call_log_remember (whin_session_get_call_log (self->session),
                          whin_web_callback_get_number (callback));
  return TRUE;
}

const char *
whin_phone_get_last_number (WhinPhone *self)
{
  g_return_val_if_fail (WHIN_IS_PHONE (self), NULL);

  return whin_call_log_get_last_dialled (whin_session_get_call_log (self->session));
}

guint
whin_phone_get_n_calls (WhinPhone *self)
{
  g_return_val_if_fail (WHIN_IS_PHONE (self), 0);

  return self->calls->len;
}

WhinCall *
whin_phone_get_nth_call (WhinPhone *self, guint position)
{
  g_return_val_if_fail (WHIN_IS_PHONE (self), NULL);

  return position < self->calls->len ? self->calls->pdata[position] : NULL;
}

WhinCall *
whin_phone_get_current (WhinPhone *self)
{
  WhinCall *active;

  g_return_val_if_fail (WHIN_IS_PHONE (self), NULL);

  active = self->provider != NULL ? whin_phone_provider_get_active_call (self->provider) : NULL;
  if (active != NULL)
    g_set_weak_pointer (&self->current, active);
  else if (self->current != NULL && whin_call_get_state (self->current) == WHIN_CALL_ENDED)
    g_clear_weak_pointer (&self->current);
  for (guint i = self->calls->len; i > 0 && self->current == NULL; i--)
    if (whin_call_get_state (self->calls->pdata[i - 1]) != WHIN_CALL_INCOMING)
      g_set_weak_pointer (&self->current, self->calls->pdata[i - 1]);
  return self->current;
}

WhinCall *
whin_phone_get_ringing (WhinPhone *self)
{
  g_return_val_if_fail (WHIN_IS_PHONE (self), NULL);

  for (guint i = 0; i < self->calls->len; i++)
    if (whin_call_get_state (self->calls->pdata[i]) == WHIN_CALL_INCOMING)
      return self->calls->pdata[i];
  return NULL;
}

guint
whin_phone_get_call_id (WhinPhone *self, WhinCall *call)
{
  g_return_val_if_fail (WHIN_IS_PHONE (self), 0);

  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (call), ID_KEY));
}

WhinCall *
whin_phone_find_call (WhinPhone *self, guint id)
{
  g_return_val_if_fail (WHIN_IS_PHONE (self), NULL);

  for (guint i = 0; i < self->calls->len; i++)
    if (whin_phone_get_call_id (self, self->calls->pdata[i]) == id)
      return self->calls->pdata[i];
  return NULL;
}

void
whin_phone_stop_async (WhinPhone *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (WHIN_IS_PHONE (self));

  task = g_task_new (self, NULL, callback, user_data);
  if (self->provider != NULL)
    whin_phone_provider_stop_async (self->provider, on_stopped, g_steal_pointer (&task));
  else
    g_task_return_boolean (task, TRUE);
}

void
whin_phone_stop_finish (WhinPhone *self, GAsyncResult *result)
{
  g_task_propagate_boolean (G_TASK (result), NULL);
}

void
whin_phone_flush (WhinPhone *self)
{
  WhinAudioDevices *devices;

  g_return_if_fail (WHIN_IS_PHONE (self));

  devices = self->provider != NULL ? whin_phone_provider_get_devices (self->provider) : NULL;
  if (devices != NULL)
    whin_audio_devices_wait (devices, g_get_monotonic_time () + FLUSH_US);
}
