/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/phone/dummy/whin-dummy-provider.h"

#include "core/phone/dummy/whin-dummy-private.h"
#include "core/phone/dummy/whin-dummy-script.h"
#include "core/phone/whin-call-private.h"
#include "core/phone/whin-phone-provider-private.h"

#include <glib/gi18n-lib.h>

#define REGISTER_MS 50

struct _WhinDummyProvider {
  WhinPhoneProvider parent_instance;
  WhinDummyLine *line;
  WhinDummyDevices *devices; /* the base class holds the reference */
  GPtrArray *calls;          /* every one that ever began, in order */
  guint register_id;
  WhinDummyScript *script;
  guint position;
  guint step_id;
};

G_DEFINE_FINAL_TYPE (WhinDummyProvider, whin_dummy_provider, WHIN_TYPE_PHONE_PROVIDER)

static void
on_calls_changed (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  WhinDummyProvider *self = data;

  for (guint i = 0; i < added; i++)
    g_ptr_array_add (self->calls, g_list_model_get_item (model, position + i));
}

static gboolean
on_register_time (gpointer data)
{
  WhinDummyProvider *self = data;

  self->register_id = 0;
  whin_dummy_line_set_state (self->line, WHIN_LINE_REGISTERED, NULL);
  return G_SOURCE_REMOVE;
}

static void
whin_dummy_provider_start (WhinPhoneProvider *provider)
{
  WhinDummyProvider *self = WHIN_DUMMY_PROVIDER (provider);

  if (self->register_id != 0 || whin_line_get_state (WHIN_LINE (self->line)) != WHIN_LINE_OFF)
    return;
  whin_dummy_line_set_state (self->line, WHIN_LINE_REGISTERING, NULL);
  self->register_id = g_timeout_add (REGISTER_MS, on_register_time, self);
}

static void
whin_dummy_provider_stop_async (WhinPhoneProvider *provider, GTask *task)
{
  WhinDummyProvider *self = WHIN_DUMMY_PROVIDER (provider);

  g_clear_handle_id (&self->register_id, g_source_remove);
  whin_dummy_line_set_state (self->line, WHIN_LINE_OFF, NULL);
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

/* NULL when there is no such call. */
static WhinDummyCall *
find_call (WhinDummyProvider *self, guint number)
{
  if (number == 0)
    number = self->calls->len;
  return number > 0 && number <= self->calls->len ? self->calls->pdata[number - 1] : NULL;
}

static void
play_on_call (WhinDummyCall *call, const WhinDummyStep *step)
{
  switch (step->action) {
  case WHIN_DUMMY_STEP_ANSWER:
    whin_dummy_call_remote_answer (call);
    break;
  case WHIN_DUMMY_STEP_HOLD:
    whin_dummy_call_remote_hold (call, TRUE);
    break;
  case WHIN_DUMMY_STEP_RESUME:
    whin_dummy_call_remote_hold (call, FALSE);
    break;
  case WHIN_DUMMY_STEP_ENCRYPTION:
    whin_dummy_call_set_encryption (call, step->value);
    break;
  case WHIN_DUMMY_STEP_QUALITY:
    whin_dummy_call_set_quality (call, step->value);
    break;
  case WHIN_DUMMY_STEP_DTMF:
    whin_dummy_call_remote_dtmf (call, (char)step->value);
    break;
  case WHIN_DUMMY_STEP_REFUSE_TRANSFER:
    whin_dummy_call_refuse_transfer (call);
    break;
  case WHIN_DUMMY_STEP_STALL_TRANSFER:
    whin_dummy_call_stall_transfer (call);
    break;
  case WHIN_DUMMY_STEP_END:
    whin_dummy_call_remote_end (call, step->value, step->text);
    break;
  case WHIN_DUMMY_STEP_PASS_ON:
    whin_dummy_call_remote_pass_on (call, step->text);
    break;
  case WHIN_DUMMY_STEP_LINE:
  case WHIN_DUMMY_STEP_VOICEMAIL:
  case WHIN_DUMMY_STEP_VOICEMAIL_NUMBER:
  case WHIN_DUMMY_STEP_RING:
  case WHIN_DUMMY_STEP_OUTGOING:
  case WHIN_DUMMY_STEP_PLUG:
  case WHIN_DUMMY_STEP_UNPLUG:
  case WHIN_DUMMY_STEP_LEVEL:
  default:
    break;
  }
}

static void
play_step (WhinDummyProvider *self, const WhinDummyStep *step)
{
  WhinDummyCall *call;

  switch (step->action) {
  case WHIN_DUMMY_STEP_LINE:
    g_clear_handle_id (&self->register_id, g_source_remove);
    whin_dummy_line_set_state (self->line, step->value, step->text);
    break;
  case WHIN_DUMMY_STEP_VOICEMAIL:
    if (step->value == WHIN_DUMMY_UNCOUNTED)
      whin_dummy_line_set_voicemail_uncounted (self->line);
    else
      whin_dummy_line_set_voicemail (self->line, step->value, step->value2);
    break;
  case WHIN_DUMMY_STEP_VOICEMAIL_NUMBER:
    whin_dummy_line_set_voicemail_number (self->line, step->text);
    break;
  case WHIN_DUMMY_STEP_RING:
    whin_dummy_provider_ring (self, step->text, step->name);
    break;
  case WHIN_DUMMY_STEP_OUTGOING:
    whin_dummy_line_set_outcome (self->line, step->text, step->value);
    break;
  case WHIN_DUMMY_STEP_PLUG:
    whin_dummy_devices_plug (self->devices, step->value, step->text, step->name);
    break;
  case WHIN_DUMMY_STEP_UNPLUG:
    whin_dummy_devices_unplug (self->devices, step->value, step->text);
    break;
  case WHIN_DUMMY_STEP_LEVEL:
    whin_dummy_devices_set_level (self->devices, step->value);
    break;
  case WHIN_DUMMY_STEP_ANSWER:
  case WHIN_DUMMY_STEP_HOLD:
  case WHIN_DUMMY_STEP_RESUME:
  case WHIN_DUMMY_STEP_ENCRYPTION:
  case WHIN_DUMMY_STEP_QUALITY:
  case WHIN_DUMMY_STEP_DTMF:
  case WHIN_DUMMY_STEP_REFUSE_TRANSFER:
  case WHIN_DUMMY_STEP_STALL_TRANSFER:
  case WHIN_DUMMY_STEP_END:
  case WHIN_DUMMY_STEP_PASS_ON:
  default:
    call = find_call (self, step->call);
    if (call != NULL)
      play_on_call (call, step);
    else
      g_message ("Step %u of the script names a call that never began", self->position);
  }
}

static gboolean on_step_time (gpointer data);

/* Steps that wait for nothing are played at once. */
static void
play_due (WhinDummyProvider *self)
{
  const WhinDummyStep *step;

  while ((step = whin_dummy_script_get (self->script, self->position)) != NULL &&
         step->wait_ms == 0) {
    self->position++;
    play_step (self, step);
  }
  self->step_id = step != NULL ? g_timeout_add (step->wait_ms, on_step_time, self) : 0;
}

static gboolean
on_step_time (gpointer data)
{
  g_autoptr (WhinDummyProvider) self = g_object_ref (data);

  play_step (self, whin_dummy_script_get (self->script, self->position++));
  play_due (self);
  return G_SOURCE_REMOVE;
}

static void
whin_dummy_provider_dispose (GObject *object)
{
  WhinDummyProvider *self = WHIN_DUMMY_PROVIDER (object);

  g_clear_handle_id (&self->register_id, g_source_remove);
  g_clear_handle_id (&self->step_id, g_source_remove);
  g_clear_pointer (&self->script, whin_dummy_script_free);
  g_clear_object (&self->line);
  g_ptr_array_set_size (self->calls, 0);
  G_OBJECT_CLASS (whin_dummy_provider_parent_class)->dispose (object);
}

static void
whin_dummy_provider_finalize (GObject *object)
{
  g_ptr_array_unref (WHIN_DUMMY_PROVIDER (object)->calls);
  G_OBJECT_CLASS (whin_dummy_provider_parent_class)->finalize (object);
}

static void
whin_dummy_provider_class_init (WhinDummyProviderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  WhinPhoneProviderClass *provider_class = WHIN_PHONE_PROVIDER_CLASS (klass);

  object_class->dispose = whin_dummy_provider_dispose;
  object_class->finalize = whin_dummy_provider_finalize;
  provider_class->start = whin_dummy_provider_start;
  provider_class->stop_async = whin_dummy_provider_stop_async;
}

static void
whin_dummy_provider_init (WhinDummyProvider *self)
{
  WhinPhoneProvider *provider = WHIN_PHONE_PROVIDER (self);

  self->calls = g_ptr_array_new_with_free_func (g_object_unref);
  self->line = whin_dummy_line_new ();
  whin_phone_provider_add_line (provider, WHIN_LINE (self->line));
  g_signal_connect_object (whin_phone_provider_get_calls (provider), "items-changed",
                           G_CALLBACK (on_calls_changed), self, 0);
}

WhinDummyProvider *
whin_dummy_provider_new (void)
{
  return whin_dummy_provider_new_keeping (NULL);
}

WhinDummyProvider *
whin_dummy_provider_new_keeping (const char *audio_path)
{
  WhinDummyProvider *self = g_object_new (WHIN_TYPE_DUMMY_PROVIDER, NULL);
  g_autoptr (WhinDummyDevices) devices = whin_dummy_devices_new (audio_path);

  self->devices = devices;
  whin_phone_provider_set_devices (WHIN_PHONE_PROVIDER (self), WHIN_AUDIO_DEVICES (devices));
  return self;
}

WhinDummyLine *
whin_dummy_provider_get_line (WhinDummyProvider *self)
{
  g_return_val_if_fail (WHIN_IS_DUMMY_PROVIDER (self), NULL);
  return self->line;
}

WhinDummyCall *
whin_dummy_provider_ring (WhinDummyProvider *self, const char *number, const char *display_name)
{
  WhinPhoneProvider *provider = WHIN_PHONE_PROVIDER (self);
  g_autoptr (WhinDummyCall) call = NULL;

  g_return_val_if_fail (WHIN_IS_DUMMY_PROVIDER (self), NULL);
  if (!whin_phone_provider_has_room (provider))
    return NULL;
  call = whin_dummy_call_new (self->line, WHIN_CALL_RECEIVED, number, display_name);
  if (whin_phone_provider_get_do_not_disturb (provider)) {
    whin_call_set_ended (WHIN_CALL (call), WHIN_CALL_END_DECLINED, 0,
                         _ ("You did not want to be disturbed."));
    return NULL;
  }
  whin_call_announce (WHIN_CALL (call));
  return call;
}

gboolean
whin_dummy_provider_play (WhinDummyProvider *self, const char *script, GError **error)
{
  WhinDummyScript *steps;

  g_return_val_if_fail (WHIN_IS_DUMMY_PROVIDER (self), FALSE);
  steps = whin_dummy_script_new (script, error);
  if (steps == NULL)
    return FALSE;
  g_clear_handle_id (&self->step_id, g_source_remove);
  g_clear_pointer (&self->script, whin_dummy_script_free);
  self->script = steps;
  self->position = 0;
  play_due (self);
  return TRUE;
}
