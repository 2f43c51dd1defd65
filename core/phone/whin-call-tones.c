/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/phone/whin-call-tones.h"

#include "core/phone/media/whin-tone-player.h"
#include "core/phone/whin-call-private.h"

struct _WhinCallTones {
  GObject parent_instance;
  WhinPhoneProvider *provider; /* owns this object, or outlives it */
  WhinAccount *account;
  WhinTonePlayer *player;
  WhinToneKind tone;
  WhinToneKind after; /* BUSY or END while it sounds after a call */
  guint after_id;
};

G_DEFINE_FINAL_TYPE (WhinCallTones, whin_call_tones, G_TYPE_OBJECT)

enum { PROP_0, PROP_TONE, N_PROPS };

static GParamSpec *props[N_PROPS];

static const struct {
  const char *node; /* of the account, or NULL */
  const char *text; /* built in */
  WhinAudioRole role;
} descriptions[] = {
    [WHIN_TONE_RINGTONE] = {NULL,
                            "periodic(sine(400ms,5000,440Hz,554Hz),sine(400ms,5000,554Hz,659Hz),"
                            "sine(400ms,5000,440Hz,554Hz),sine(400ms,5000,554Hz,659Hz),"
                            "silence(2400ms))",
                            WHIN_AUDIO_RINGER},
    [WHIN_TONE_CALL_WAITING] = {"callWaitingTone",
                                "periodic(sine(300ms,2000,440Hz),silence(10000ms))",
                                WHIN_AUDIO_SPEAKER},
    [WHIN_TONE_RINGBACK] = {"ringingTone",
                            "periodic(sine(2000ms,2000,440Hz,480Hz),silence(4000ms))",
                            WHIN_AUDIO_SPEAKER},
    [WHIN_TONE_BUSY] = {"busyTone", "periodic(sine(500ms,2000,480Hz,620Hz),silence(500ms))",
                        WHIN_AUDIO_SPEAKER},
    [WHIN_TONE_END] = {"endCallTone", "periodic(sine(250ms,2000,480Hz,620Hz),silence(250ms))",
                       WHIN_AUDIO_SPEAKER},
};

static void
read_tone (WhinCallTones *self, WhinToneKind kind, WhinTone *tone)
{
  const char *node = descriptions[kind].node;
  const char *text =
      node != NULL && self->account != NULL ? whin_account_get_text (self->account, node) : "";
  g_autoptr (GError) error = NULL;

  if (*text != '\0' && whin_tone_read (text, tone, &error))
    return;
  if (error != NULL)
    g_message ("The account’s %s is not used: %s", node, error->message);
  if (!whin_tone_read (descriptions[kind].text, tone, NULL))
    g_assert_not_reached ();
}

static void
sound (WhinCallTones *self)
{
  g_autoptr (GError) error = NULL;
  WhinTone tone;

  if (self->player == NULL)
    return;
  if (self->tone == WHIN_TONE_NONE) {
    whin_tone_player_stop (self->player);
    return;
  }
  read_tone (self, self->tone, &tone);
  if (!whin_tone_player_play (self->player, &tone, descriptions[self->tone].role, 0, &error))
    g_message ("A tone cannot be heard: %s", error->message);
}

static gboolean
has_call (WhinCallTones *self, WhinCallState state)
{
  GListModel *calls = whin_phone_provider_get_calls (self->provider);

  for (guint i = 0; i < g_list_model_get_n_items (calls); i++) {
    g_autoptr (WhinCall) call = g_list_model_get_item (calls, i);

    if (whin_call_get_state (call) == state)
      return TRUE;
  }
  return FALSE;
}

static WhinToneKind
choose (WhinCallTones *self)
{
  WhinCall *active = whin_phone_provider_get_active_call (self->provider);

  if (has_call (self, WHIN_CALL_INCOMING) &&
      !whin_phone_provider_get_do_not_disturb (self->provider))
    return active != NULL ? WHIN_TONE_CALL_WAITING : WHIN_TONE_RINGTONE;
  if (active == NULL)
    return self->after;
  return whin_call_get_state (active) == WHIN_CALL_RINGING ? WHIN_TONE_RINGBACK : WHIN_TONE_NONE;
}

static void
update (WhinCallTones *self)
{
  WhinToneKind tone = choose (self);

  if (tone != self->after) {
    g_clear_handle_id (&self->after_id, g_source_remove);
    self->after = WHIN_TONE_NONE;
  }
  if (self->tone == tone)
    return;
  self->tone = tone;
  sound (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TONE]);
}

static gboolean
on_after_time (gpointer data)
{
  WhinCallTones *self = data;

  self->after_id = 0;
  self->after = WHIN_TONE_NONE;
  update (self);
  return G_SOURCE_REMOVE;
}

static void
on_change (WhinCallTones *self)
{
  update (self);
}

static void
on_calls_changed (
    GListModel *calls, guint position, guint removed, guint added, WhinCallTones *self)
{
  for (guint i = 0; i < added; i++) {
    g_autoptr (WhinCall) call = g_list_model_get_item (calls, position + i);

    g_signal_connect_object (call, "notify::state", G_CALLBACK (on_change), self,
                             G_CONNECT_SWAPPED);
  }
  update (self);
}

static void
on_call_ended (WhinPhoneProvider *provider, WhinCall *call, WhinCallTones *self)
{
  WhinToneKind after = WHIN_TONE_NONE;
  gboolean is_outgoing = whin_call_get_direction (call) == WHIN_CALL_OUTGOING;

  g_signal_handlers_disconnect_by_func (call, on_change, self);
  switch (whin_call_get_end (call)) {
  case WHIN_CALL_END_BUSY:
  case WHIN_CALL_END_DECLINED:
    after = is_outgoing ? WHIN_TONE_BUSY : WHIN_TONE_NONE;
    break;
  case WHIN_CALL_END_NO_ANSWER:
  case WHIN_CALL_END_FAILED:
    after = is_outgoing ? WHIN_TONE_END : WHIN_TONE_NONE;
    break;
  case WHIN_CALL_END_HUNG_UP:
    after = whin_call_is_ended_here (call) ? WHIN_TONE_NONE : WHIN_TONE_END;
    break;
  case WHIN_CALL_END_NONE:
  case WHIN_CALL_END_MISSED:
  case WHIN_CALL_END_ELSEWHERE:
  case WHIN_CALL_END_CANCELLED:
  case WHIN_CALL_END_TRANSFERRED:
  default:
    break;
  }
  if (after != WHIN_TONE_NONE && whin_phone_provider_get_active_call (provider) == NULL) {
    g_clear_handle_id (&self->after_id, g_source_remove);
    self->after = after;
    self->after_id = g_timeout_add (after == WHIN_TONE_BUSY ? WHIN_TONE_BUSY_MS : WHIN_TONE_END_MS,
                                    on_after_time, self);
  }
  update (self);
}

static void
whin_call_tones_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id) {
  case PROP_TONE:
    g_value_set_uint (value, WHIN_CALL_TONES (object)->tone);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
whin_call_tones_dispose (GObject *object)
{
  WhinCallTones *self = WHIN_CALL_TONES (object);

  g_clear_handle_id (&self->after_id, g_source_remove);
  g_clear_object (&self->player);
  g_clear_object (&self->account);
  G_OBJECT_CLASS (whin_call_tones_parent_class)->dispose (object);
}

static void
whin_call_tones_class_init (WhinCallTonesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = whin_call_tones_get_property;
  object_class->dispose = whin_call_tones_dispose;
  props[PROP_TONE] =
      g_param_spec_uint ("tone", NULL, NULL, 0, WHIN_TONE_END, WHIN_TONE_NONE,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
whin_call_tones_init (WhinCallTones *self)
{
}

WhinCallTones *
whin_call_tones_new (WhinPhoneProvider *provider, WhinAccount *account, WhinAudioRoute *route)
{
  WhinCallTones *self = g_object_new (WHIN_TYPE_CALL_TONES, NULL);

  self->provider = provider;
  self->account = account != NULL ? g_object_ref (account) : NULL;
  self->player = route != NULL ? whin_tone_player_new (route) : NULL;
  g_signal_connect_object (whin_phone_provider_get_calls (provider), "items-changed",
                           G_CALLBACK (on_calls_changed), self, 0);
  g_signal_connect_object (provider, "call-ended", G_CALLBACK (on_call_ended), self, 0);
  g_signal_connect_object (provider, "notify::do-not-disturb", G_CALLBACK (on_change), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (provider, "notify::active-call", G_CALLBACK (on_change), self,
                           G_CONNECT_SWAPPED);
  return self;
}

WhinToneKind
whin_call_tones_get_tone (WhinCallTones *self)
{
  g_return_val_if_fail (WHIN_IS_CALL_TONES (self), WHIN_TONE_NONE);
  return self->tone;
}
