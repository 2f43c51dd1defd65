/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/phone/whin-call-fields.h"

#include "core/phone/whin-call-reason.h"
#include "core/phone/whin-line-private.h"
#include "core/phone/whin-phone-error.h"
#include "core/phone/whin-phone-provider-private.h"

#include <glib/gi18n-lib.h>

#include <string.h>

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (WhinCall, whin_call, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_LINE,
  PROP_DIRECTION,
  PROP_STATE,
  PROP_REMOTE_HELD,
  PROP_REASON,
  PROP_END,
  PROP_STATUS,
  PROP_NUMBER,
  PROP_DISPLAY_NAME,
  PROP_KNOWN_NAME,
  PROP_STARTED_AT,
  PROP_ANSWERED_AT,
  PROP_MUTED,
  PROP_ENCRYPTION,
  PROP_CODEC,
  PROP_QUALITY,
  PROP_IN_CONFERENCE,
  PROP_ACTIONS,
  N_PROPS
};

enum { DTMF_RECEIVED, N_SIGNALS };

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static const char *const state_names[] = {
    [WHIN_CALL_DIALING] = "dialing",
    [WHIN_CALL_RINGING] = "ringing",
    [WHIN_CALL_EARLY] = "early",
    [WHIN_CALL_INCOMING] = "incoming",
    [WHIN_CALL_ACTIVE] = "active",
    [WHIN_CALL_HELD] = "held",
    [WHIN_CALL_REMOTE_HELD] = "remote-held",
    [WHIN_CALL_ENDED] = "ended",
};

#define PRIVATE(self) ((WhinCallPrivate *)whin_call_get_instance_private (self))

/* For the log. */
static const char *const end_names[] = {
    [WHIN_CALL_END_NONE] = "none",
    [WHIN_CALL_END_HUNG_UP] = "hung up",
    [WHIN_CALL_END_MISSED] = "missed",
    [WHIN_CALL_END_ELSEWHERE] = "answered elsewhere",
    [WHIN_CALL_END_DECLINED] = "declined",
    [WHIN_CALL_END_BUSY] = "busy",
    [WHIN_CALL_END_NO_ANSWER] = "no answer",
    [WHIN_CALL_END_CANCELLED] = "cancelled",
    [WHIN_CALL_END_TRANSFERRED] = "transferred",
    [WHIN_CALL_END_FAILED] = "failed",
};

static const char *const encryption_names[] = {
    [WHIN_CALL_ENCRYPTION_NONE] = "nothing",
    [WHIN_CALL_ENCRYPTION_SDES] = "SDES",
    [WHIN_CALL_ENCRYPTION_DTLS] = "DTLS",
};

static void
notify (WhinCall *self, guint property)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[property]);
}

/* Whole characters that fit. */
static void
cut (char *text, gsize max_bytes)
{
  if (text == NULL || strlen (text) <= max_bytes)
    return;
  *g_utf8_find_prev_char (text, text + max_bytes + 1) = '\0';
  g_strchomp (text);
}

static WhinCallActions
list_actions (WhinCallPrivate *priv)
{
  WhinCallActions actions;

  switch (priv->state) {
  case WHIN_CALL_DIALING:
  case WHIN_CALL_RINGING:
    return WHIN_CALL_CAN_HANG_UP | WHIN_CALL_CAN_MUTE;
  case WHIN_CALL_EARLY:
    return WHIN_CALL_CAN_HANG_UP | WHIN_CALL_CAN_MUTE | WHIN_CALL_CAN_SEND_DTMF;
  case WHIN_CALL_INCOMING:
    return WHIN_CALL_CAN_ANSWER | WHIN_CALL_CAN_DECLINE | WHIN_CALL_CAN_HANG_UP;
  case WHIN_CALL_ACTIVE:
  case WHIN_CALL_REMOTE_HELD:
    actions = WHIN_CALL_CAN_HANG_UP | WHIN_CALL_CAN_HOLD | WHIN_CALL_CAN_MUTE |
              WHIN_CALL_CAN_SEND_DTMF | WHIN_CALL_CAN_TRANSFER | WHIN_CALL_CAN_CONFERENCE;
    break;
  case WHIN_CALL_HELD:
    actions = WHIN_CALL_CAN_HANG_UP | WHIN_CALL_CAN_RESUME | WHIN_CALL_CAN_MUTE |
              WHIN_CALL_CAN_TRANSFER | WHIN_CALL_CAN_CONFERENCE;
    break;
  case WHIN_CALL_ENDED:
  default:
    return 0;
  }
  if (priv->transfer != NULL)
    actions &= ~(WHIN_CALL_CAN_TRANSFER | WHIN_CALL_CAN_CONFERENCE);
  return actions;
}

static void
whin_call_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  WhinCallPrivate *priv = PRIVATE (WHIN_CALL (object));

  switch (id) {
  case PROP_LINE:
    g_value_set_object (value, priv->line);
    break;
  case PROP_DIRECTION:
    g_value_set_uint (value, priv->direction);
    break;
  case PROP_STATE:
    g_value_set_uint (value, priv->state);
    break;
  case PROP_REMOTE_HELD:
    g_value_set_boolean (value, priv->remote_held);
    break;
  case PROP_REASON:
    g_value_set_string (value, priv->reason);
    break;
  case PROP_END:
    g_value_set_uint (value, priv->end);
    break;
  case PROP_STATUS:
    g_value_set_uint (value, priv->status);
    break;
  case PROP_NUMBER:
    g_value_set_string (value, priv->number);
    break;
  case PROP_DISPLAY_NAME:
    g_value_set_string (value, priv->display_name);
    break;
  case PROP_KNOWN_NAME:
    g_value_set_string (value, priv->known_name);
    break;
  case PROP_STARTED_AT:
    g_value_set_boxed (value, priv->started_at);
    break;
  case PROP_ANSWERED_AT:
    g_value_set_boxed (value, priv->answered_at);
    break;
  case PROP_MUTED:
    g_value_set_boolean (value, priv->muted);
    break;
  case PROP_ENCRYPTION:
    g_value_set_uint (value, priv->encryption);
    break;
  case PROP_CODEC:
    g_value_set_string (value, priv->codec);
    break;
  case PROP_QUALITY:
    g_value_set_uint (value, priv->quality);
    break;
  case PROP_IN_CONFERENCE:
    g_value_set_boolean (value, priv->conference != NULL);
    break;
  case PROP_ACTIONS:
    g_value_set_uint (value, priv->actions);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
whin_call_dispose (GObject *object)
{
  WhinCallPrivate *priv = PRIVATE (WHIN_CALL (object));

  g_clear_handle_id (&priv->digits_id, g_source_remove);
  if (priv->conference != NULL) {
    g_ptr_array_remove (priv->conference, object);
    g_clear_pointer (&priv->conference, g_ptr_array_unref);
  }
  g_clear_object (&priv->line);
  G_OBJECT_CLASS (whin_call_parent_class)->dispose (object);
}

static void
whin_call_finalize (GObject *object)
{
  WhinCallPrivate *priv = PRIVATE (WHIN_CALL (object));

  g_free (priv->reason);
  g_free (priv->number);
  g_free (priv->passed_on_to);
  g_free (priv->display_name);
  g_free (priv->known_name);
  g_free (priv->codec);
  g_clear_pointer (&priv->started_at, g_date_time_unref);
  g_clear_pointer (&priv->answered_at, g_date_time_unref);
  g_string_free (priv->digits, TRUE);
  G_OBJECT_CLASS (whin_call_parent_class)->finalize (object);
}

static void
whin_call_class_init (WhinCallClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = whin_call_get_property;
  object_class->dispose = whin_call_dispose;
  object_class->finalize = whin_call_finalize;
  props[PROP_LINE] = g_param_spec_object ("line", NULL, NULL, WHIN_TYPE_LINE, flags);
  props[PROP_DIRECTION] =
      g_param_spec_uint ("direction", NULL, NULL, 0, WHIN_CALL_RECEIVED, WHIN_CALL_OUTGOING, flags);
  props[PROP_STATE] =
      g_param_spec_uint ("state", NULL, NULL, 0, WHIN_CALL_ENDED, WHIN_CALL_DIALING, flags);
  props[PROP_REMOTE_HELD] = g_param_spec_boolean ("remote-held", NULL, NULL, FALSE, flags);
  props[PROP_REASON] = g_param_spec_string ("reason", NULL, NULL, NULL, flags);
  props[PROP_END] =
      g_param_spec_uint ("end", NULL, NULL, 0, WHIN_CALL_END_FAILED, WHIN_CALL_END_NONE, flags);
  props[PROP_STATUS] = g_param_spec_uint ("status", NULL, NULL, 0, 699, 0, flags);
  props[PROP_NUMBER] = g_param_spec_string ("number", NULL, NULL, NULL, flags);
  props[PROP_DISPLAY_NAME] = g_param_spec_string ("display-name", NULL, NULL, NULL, flags);
  props[PROP_KNOWN_NAME] = g_param_spec_string ("known-name", NULL, NULL, NULL, flags);
  props[PROP_STARTED_AT] = g_param_spec_boxed ("started-at", NULL, NULL, G_TYPE_DATE_TIME, flags);
  props[PROP_ANSWERED_AT] = g_param_spec_boxed ("answered-at", NULL, NULL, G_TYPE_DATE_TIME, flags);
  props[PROP_MUTED] = g_param_spec_boolean ("muted", NULL, NULL, FALSE, flags);
  props[PROP_ENCRYPTION] =
      g_param_spec_uint ("encryption", NULL, NULL, 0, WHIN_CALL_ENCRYPTION_DTLS, 0, flags);
  props[PROP_CODEC] = g_param_spec_string ("codec", NULL, NULL, NULL, flags);
  props[PROP_QUALITY] =
      g_param_spec_uint ("quality", NULL, NULL, 0, WHIN_CALL_QUALITY_LOST, 0, flags);
  props[PROP_IN_CONFERENCE] = g_param_spec_boolean ("in-conference", NULL, NULL, FALSE, flags);
  props[PROP_ACTIONS] = g_param_spec_uint ("actions", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[DTMF_RECEIVED] = g_signal_new ("dtmf-received", WHIN_TYPE_CALL, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
whin_call_init (WhinCall *self)
{
  WhinCallPrivate *priv = PRIVATE (self);

  priv->number = g_strdup ("");
  priv->digits = g_string_new (NULL);
  priv->figures = (WhinCallFigures){.remote_loss = -1, .round_trip_ms = -1};
}

WhinCallPrivate *
whin_call_get_fields (WhinCall *self)
{
  return PRIVATE (self);
}

void
whin_call_update_actions (WhinCall *self)
{
  WhinCallPrivate *priv = PRIVATE (self);
  WhinCallActions actions = list_actions (priv);

  if (priv->actions == actions)
    return;
  priv->actions = actions;
  /* What was still to be said was for the one who was there. */
  if ((actions & WHIN_CALL_CAN_SEND_DTMF) == 0)
    whin_call_stop_digits (self);
  notify (self, PROP_ACTIONS);
}

gboolean
whin_call_can (WhinCall *self, WhinCallActions action)
{
  return (PRIVATE (self)->actions & action) != 0;
}

WhinPhoneProvider *
whin_call_get_provider (WhinCall *self)
{
  WhinCallPrivate *priv = PRIVATE (self);

  return priv->line != NULL ? whin_line_get_provider (priv->line) : NULL;
}

void
whin_call_begin (WhinCall *self,
                 WhinLine *line,
                 WhinCallDirection direction,
                 const char *number,
                 const char *display_name)
{
  WhinCallPrivate *priv = PRIVATE (self);
  WhinPhoneProvider *provider;

  priv->line = g_object_ref (line);
  priv->direction = direction;
  priv->state = direction == WHIN_CALL_OUTGOING ? WHIN_CALL_DIALING : WHIN_CALL_INCOMING;
  priv->started_at = g_date_time_new_now_utc ();
  priv->actions = list_actions (priv);
  whin_call_set_identity (self, number, display_name);
  g_info ("A call begins, %s", direction == WHIN_CALL_OUTGOING ? "from here" : "from elsewhere");
  provider = whin_call_get_provider (self);
  if (provider != NULL)
    whin_phone_provider_add_call (provider, self);
}

void
whin_call_announce (WhinCall *self)
{
  WhinPhoneProvider *provider = whin_call_get_provider (self);

  if (provider != NULL)
    whin_phone_provider_announce (provider, self);
}

void
whin_call_set_state (WhinCall *self, WhinCallState state)
{
  WhinCallPrivate *priv = PRIVATE (self);
  WhinPhoneProvider *provider = whin_call_get_provider (self);
  gboolean is_up =
      state == WHIN_CALL_ACTIVE || state == WHIN_CALL_HELD || state == WHIN_CALL_REMOTE_HELD;

  g_return_if_fail (state != WHIN_CALL_ENDED);
  if (priv->state == WHIN_CALL_ENDED || priv->state == state)
    return;
  g_object_freeze_notify (G_OBJECT (self));
  priv->state = state;
  if (is_up && priv->answered_at == NULL) {
    priv->answered_at = g_date_time_new_now_utc ();
    priv->answered_us = g_get_monotonic_time ();
    g_info ("A call is answered");
    notify (self, PROP_ANSWERED_AT);
  }
  notify (self, PROP_STATE);
  whin_call_update_actions (self);
  if (provider != NULL)
    whin_phone_provider_update (provider);
  g_object_thaw_notify (G_OBJECT (self));
}

void
whin_call_set_ended (WhinCall *self, WhinCallEnd end, guint status, const char *reason)
{
  WhinCallPrivate *priv = PRIVATE (self);
  g_autoptr (WhinPhoneProvider) provider = NULL;
  g_autoptr (WhinCall) keep = NULL;

  if (priv->state == WHIN_CALL_ENDED)
    return;
  keep = g_object_ref (self);
  if (whin_call_get_provider (self) != NULL)
    provider = g_object_ref (whin_call_get_provider (self));
  g_object_freeze_notify (G_OBJECT (self));
  priv->state = WHIN_CALL_ENDED;
  priv->end = end;
  priv->status = MIN (status, 699);
  priv->ended_us = g_get_monotonic_time ();
  whin_call_stop_digits (self);
  whin_call_leave_conference (self);
  whin_call_set_reason (self, reason);
  /* The reason may be the server's phrase, with whatever it holds. */
  g_info ("A call has ended, with SIP status %u: %s", priv->status, end_names[end]);
  notify (self, PROP_STATE);
  notify (self, PROP_END);
  notify (self, PROP_STATUS);
  whin_call_update_actions (self);
  g_object_thaw_notify (G_OBJECT (self));
  if (priv->transfer != NULL) {
    g_autoptr (GError) error = NULL;

    if (end != WHIN_CALL_END_TRANSFERRED)
      error = g_error_new_literal (WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_NOT_NOW,
                                   _ ("The call ended before it was transferred."));
    whin_call_end_transfer (self, error);
  }
  if (provider != NULL)
    whin_phone_provider_end_call (provider, self);
}

void
whin_call_set_failed (WhinCall *self, guint status, const char *phrase)
{
  WhinCallEnd end;
  g_autofree char *reason = whin_call_reason_for_status (status, phrase, &end);

  whin_call_set_ended (self, end, status, reason);
}

void
whin_call_set_passed_on_to (WhinCall *self, const char *number)
{
  WhinCallPrivate *priv = PRIVATE (self);

  g_free (priv->passed_on_to);
  priv->passed_on_to = g_strdup (number);
}

void
whin_call_set_reason (WhinCall *self, const char *reason)
{
  WhinCallPrivate *priv = PRIVATE (self);

  if (g_strcmp0 (priv->reason, reason) == 0)
    return;
  g_free (priv->reason);
  priv->reason = g_strdup (reason);
  notify (self, PROP_REASON);
}

void
whin_call_set_identity (WhinCall *self, const char *number, const char *display_name)
{
  WhinCallPrivate *priv = PRIVATE (self);
  g_autofree char *clean_number = whin_call_clean_text (number, WHIN_CALL_MAX_NUMBER);
  g_autofree char *clean_name = whin_call_clean_text (display_name, WHIN_CALL_MAX_NAME);

  cut (clean_number, WHIN_CALL_MAX_NUMBER);
  if (g_strcmp0 (priv->number, clean_number != NULL ? clean_number : "") != 0) {
    g_free (priv->number);
    priv->number = clean_number != NULL ? g_steal_pointer (&clean_number) : g_strdup ("");
    notify (self, PROP_NUMBER);
  }
  if (g_strcmp0 (priv->display_name, clean_name) != 0) {
    g_free (priv->display_name);
    priv->display_name = g_steal_pointer (&clean_name);
    notify (self, PROP_DISPLAY_NAME);
  }
}

void
whin_call_set_remote_held (WhinCall *self, gboolean held)
{
  WhinCallPrivate *priv = PRIVATE (self);

  held = !!held;
  if (priv->remote_held != held) {
    priv->remote_held = held;
    notify (self, PROP_REMOTE_HELD);
  }
  if (held && priv->state == WHIN_CALL_ACTIVE)
    whin_call_set_state (self, WHIN_CALL_REMOTE_HELD);
  else if (!held && priv->state == WHIN_CALL_REMOTE_HELD)
    whin_call_set_state (self, WHIN_CALL_ACTIVE);
}

void
whin_call_set_encryption (WhinCall *self, WhinCallEncryption encryption)
{
  WhinCallPrivate *priv = PRIVATE (self);

  if (priv->encryption == encryption)
    return;
  priv->encryption = encryption;
  g_info ("A call’s audio is encrypted by: %s", encryption_names[encryption]);
  notify (self, PROP_ENCRYPTION);
}

void
whin_call_set_codec (WhinCall *self, const char *codec)
{
  WhinCallPrivate *priv = PRIVATE (self);

  if (g_strcmp0 (priv->codec, codec) == 0)
    return;
  g_free (priv->codec);
  priv->codec = g_strdup (codec);
  g_info ("A call’s codec: %s", codec);
  notify (self, PROP_CODEC);
}

void
whin_call_set_quality (WhinCall *self, WhinCallQuality quality, const WhinCallFigures *figures)
{
  WhinCallPrivate *priv = PRIVATE (self);

  if (figures != NULL)
    priv->figures = *figures;
  if (priv->quality == quality)
    return;
  priv->quality = quality;
  notify (self, PROP_QUALITY);
}

void
whin_call_emit_dtmf (WhinCall *self, char digit)
{
  char text[2] = {digit, '\0'};

  g_signal_emit (self, signals[DTMF_RECEIVED], 0, text);
}

gboolean
whin_call_is_audible (WhinCall *self)
{
  return whin_call_can (self, WHIN_CALL_CAN_HOLD);
}

WhinLine *
whin_call_get_line (WhinCall *self)
{
  g_return_val_if_fail (WHIN_IS_CALL (self), NULL);
  return PRIVATE (self)->line;
}

WhinCallDirection
whin_call_get_direction (WhinCall *self)
{
  g_return_val_if_fail (WHIN_IS_CALL (self), WHIN_CALL_OUTGOING);
  return PRIVATE (self)->direction;
}

WhinCallState
whin_call_get_state (WhinCall *self)
{
  g_return_val_if_fail (WHIN_IS_CALL (self), WHIN_CALL_ENDED);
  return PRIVATE (self)->state;
}

gboolean
whin_call_get_remote_held (WhinCall *self)
{
  g_return_val_if_fail (WHIN_IS_CALL (self), FALSE);
  return PRIVATE (self)->remote_held;
}

const char *
whin_call_get_reason (WhinCall *self)
{
  g_return_val_if_fail (WHIN_IS_CALL (self), NULL);
  return PRIVATE (self)->reason;
}

WhinCallEnd
whin_call_get_end (WhinCall *self)
{
  g_return_val_if_fail (WHIN_IS_CALL (self), WHIN_CALL_END_NONE);
  return PRIVATE (self)->end;
}

guint
whin_call_get_status (WhinCall *self)
{
  g_return_val_if_fail (WHIN_IS_CALL (self), 0);
  return PRIVATE (self)->status;
}

const char *
whin_call_get_passed_on_to (WhinCall *self)
{
  g_return_val_if_fail (WHIN_IS_CALL (self), NULL);
  return PRIVATE (self)->passed_on_to;
}

const char *
whin_call_get_number (WhinCall *self)
{
  g_return_val_if_fail (WHIN_IS_CALL (self), NULL);
  return PRIVATE (self)->number;
}

const char *
whin_call_get_display_name (WhinCall *self)
{
  g_return_val_if_fail (WHIN_IS_CALL (self), NULL);
  return PRIVATE (self)->display_name;
}

const char *
whin_call_get_known_name (WhinCall *self)
{
  g_return_val_if_fail (WHIN_IS_CALL (self), NULL);

  return PRIVATE (self)->known_name;
}

void
whin_call_set_known_name (WhinCall *self, const char *name)
{
  WhinCallPrivate *priv;

  g_return_if_fail (WHIN_IS_CALL (self));

  priv = PRIVATE (self);
  if (g_strcmp0 (priv->known_name, name) == 0)
    return;
  g_free (priv->known_name);
  priv->known_name = g_strdup (name);
  notify (self, PROP_KNOWN_NAME);
}

GDateTime *
whin_call_get_started_at (WhinCall *self)
{
  g_return_val_if_fail (WHIN_IS_CALL (self), NULL);
  return PRIVATE (self)->started_at;
}

GDateTime *
whin_call_get_answered_at (WhinCall *self)
{
  g_return_val_if_fail (WHIN_IS_CALL (self), NULL);
  return PRIVATE (self)->answered_at;
}

gboolean
whin_call_get_muted (WhinCall *self)
{
  g_return_val_if_fail (WHIN_IS_CALL (self), FALSE);
  return PRIVATE (self)->muted;
}

WhinCallEncryption
whin_call_get_encryption (WhinCall *self)
{
  g_return_val_if_fail (WHIN_IS_CALL (self), WHIN_CALL_ENCRYPTION_NONE);
  return PRIVATE (self)->encryption;
}

const char *
whin_call_get_codec (WhinCall *self)
{
  g_return_val_if_fail (WHIN_IS_CALL (self), NULL);
  return PRIVATE (self)->codec;
}

WhinCallQuality
whin_call_get_quality (WhinCall *self)
{
  g_return_val_if_fail (WHIN_IS_CALL (self), WHIN_CALL_QUALITY_UNKNOWN);
  return PRIVATE (self)->quality;
}

void
whin_call_get_figures (WhinCall *self, WhinCallFigures *figures)
{
  g_return_if_fail (WHIN_IS_CALL (self));
  *figures = PRIVATE (self)->figures;
}

gboolean
whin_call_get_in_conference (WhinCall *self)
{
  g_return_val_if_fail (WHIN_IS_CALL (self), FALSE);
  return PRIVATE (self)->conference != NULL;
}

WhinCallActions
whin_call_get_actions (WhinCall *self)
{
  g_return_val_if_fail (WHIN_IS_CALL (self), 0);
  return PRIVATE (self)->actions;
}

guint
whin_call_get_duration (WhinCall *self)
{
  WhinCallPrivate *priv;
  gint64 end;

  g_return_val_if_fail (WHIN_IS_CALL (self), 0);
  priv = PRIVATE (self);
  if (priv->answered_us == 0)
    return 0;
  end = priv->ended_us != 0 ? priv->ended_us : g_get_monotonic_time ();
  return (guint)((end - priv->answered_us) / G_USEC_PER_SEC);
}

const char *
whin_call_state_name (WhinCallState state)
{
  g_return_val_if_fail ((gsize)state < G_N_ELEMENTS (state_names), NULL);
  return state_names[state];
}
