/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/balance/whin-balance-private.h"

#include "core/balance/whin-balance-answer.h"
#include "core/service/whin-json.h"
#include "core/service/whin-pace.h"
#include "core/service/whin-web-service.h"

#include <string.h>

#define MIN_INTERVAL_SECONDS 10
#define MAX_INTERVAL_SECONDS 86400

struct _WhinBalance {
  GObject parent_instance;
  WhinServiceContext *context;
  WhinStateFile *file;
  WhinWebService *service;
  WhinPace *pace;
  GCancellable *cancellable; /* of the check under way, or NULL */
  guint timer_id;
  gboolean is_started;

  gboolean available;
  char *text;
  GDateTime *checked_at;
  char *error;
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (WhinBalance, whin_balance, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_AVAILABLE,
  PROP_TEXT,
  PROP_CHECKED_AT,
  PROP_STALE,
  PROP_ERROR,
  PROP_BUSY,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
set_error (WhinBalance *self, const char *text)
{
  gboolean was_stale = self->error != NULL;

  if (g_strcmp0 (self->error, text) == 0)
    return;
  g_free (self->error);
  self->error = g_strdup (text);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ERROR]);
  if (was_stale != (text != NULL))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STALE]);
}

static void
set_balance (WhinBalance *self, const char *text, GDateTime *checked_at)
{
  gboolean is_new = g_strcmp0 (self->text, text) != 0;

  if (is_new) {
    g_free (self->text);
    self->text = g_strdup (text);
  }
  g_clear_pointer (&self->checked_at, g_date_time_unref);
  self->checked_at = checked_at != NULL ? g_date_time_ref (checked_at) : NULL;
  if (is_new)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TEXT]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CHECKED_AT]);
}

static void
set_busy (WhinBalance *self, gboolean busy)
{
  if (self->busy == busy)
    return;
  self->busy = busy;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BUSY]);
}

static void
update_available (WhinBalance *self)
{
  gboolean available = whin_web_service_is_configured (self->service, self->context);

  if (available == self->available)
    return;
  self->available = available;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_AVAILABLE]);
  if (available && self->is_started)
    whin_balance_check (self);
}

static void
save (WhinBalance *self)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree char *checked_at = g_date_time_format_iso8601 (self->checked_at);
  g_autoptr (GBytes) content = NULL;
  char *text;

  json_object_set_string_member (object, "text", self->text);
  json_object_set_string_member (object, "checkedAt", checked_at);
  text = whin_json_to_text (object);
  content = g_bytes_new_take (text, strlen (text));
  whin_state_file_save_async (self->file, content, NULL, NULL);
}

static guint
read_interval (WhinBalance *self)
{
  const char *text = whin_web_service_get_node (self->service, self->context, "Interval");
  guint64 seconds;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT32, &seconds, NULL))
    return WHIN_BALANCE_INTERVAL_SECONDS;
  return (guint)CLAMP (seconds, MIN_INTERVAL_SECONDS, MAX_INTERVAL_SECONDS);
}

static gboolean
on_interval (gpointer data)
{
  WhinBalance *self = data;

  self->timer_id = 0;
  whin_balance_check (self);
  return G_SOURCE_REMOVE;
}

static void
schedule (WhinBalance *self)
{
  g_clear_handle_id (&self->timer_id, g_source_remove);
  if (self->is_started && self->available)
    self->timer_id = g_timeout_add_seconds (read_interval (self), on_interval, self);
}

static void
on_answer (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WhinBalance) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WhinAnswer) answer =
      whin_web_service_call_finish (WHIN_WEB_SERVICE (source), result, &error);
  g_autofree char *text = NULL;

  /* After whin_balance_forget() another account may be asking already. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->cancellable == NULL)
    return;
  g_clear_object (&self->cancellable);
  if (answer != NULL && answer->status == 304 && self->text != NULL)
    text = g_strdup (self->text);
  else if (answer != NULL)
    text = whin_balance_answer_read (answer, &error);
  if (text != NULL) {
    g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

    if (answer->status != 304)
      whin_web_service_accept (self->service, result, answer);
    set_error (self, NULL);
    set_balance (self, text, now);
    save (self);
  } else {
    set_error (self, error->message);
  }
  set_busy (self, FALSE);
  schedule (self);
  whin_pace_done (self->pace);
}

/* The pace lets a check go. */
static void
on_turn (guint parts, gpointer data)
{
  WhinBalance *self = data;
  WhinServiceCall call = {.is_conditional = self->text != NULL};

  if (!self->available) {
    whin_pace_done (self->pace);
    return;
  }
  self->cancellable = g_cancellable_new ();
  set_busy (self, TRUE);
  whin_web_service_call_async (self->service, self->context, &call, self->cancellable, on_answer,
                               g_object_ref (self));
}

static void
whin_balance_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  WhinBalance *self = WHIN_BALANCE (object);

  switch (id) {
  case PROP_AVAILABLE:
    g_value_set_boolean (value, self->available);
    break;
  case PROP_TEXT:
    g_value_set_string (value, self->text);
    break;
  case PROP_CHECKED_AT:
    g_value_set_boxed (value, self->checked_at);
    break;
  case PROP_STALE:
    g_value_set_boolean (value, self->error != NULL);
    break;
  case PROP_ERROR:
    g_value_set_string (value, self->error);
    break;
  case PROP_BUSY:
    g_value_set_boolean (value, self->busy);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
whin_balance_dispose (GObject *object)
{
  WhinBalance *self = WHIN_BALANCE (object);

  g_clear_handle_id (&self->timer_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->pace, whin_pace_free);
  if (self->context != NULL)
    g_signal_handlers_disconnect_by_data (whin_service_context_get_account (self->context), self);
  g_clear_object (&self->context);
  g_clear_object (&self->file);
  g_clear_object (&self->service);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (whin_balance_parent_class)->dispose (object);
}

static void
whin_balance_finalize (GObject *object)
{
  WhinBalance *self = WHIN_BALANCE (object);

  g_free (self->text);
  g_clear_pointer (&self->checked_at, g_date_time_unref);
  g_free (self->error);
  G_OBJECT_CLASS (whin_balance_parent_class)->finalize (object);
}

static void
whin_balance_class_init (WhinBalanceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = whin_balance_get_property;
  object_class->dispose = whin_balance_dispose;
  object_class->finalize = whin_balance_finalize;
  props[PROP_AVAILABLE] = g_param_spec_boolean ("available", NULL, NULL, FALSE, flags);
  props[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  props[PROP_CHECKED_AT] = g_param_spec_boxed ("checked-at", NULL, NULL, G_TYPE_DATE_TIME, flags);
  props[PROP_STALE] = g_param_spec_boolean ("stale", NULL, NULL, FALSE, flags);
  props[PROP_ERROR] = g_param_spec_string ("error", NULL, NULL, NULL, flags);
  props[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
whin_balance_init (WhinBalance *self)
{
  self->service = whin_web_service_new ("genericBalanceCheck", WHIN_WEB_SERVICE_MAX_BYTES);
  self->pace = whin_pace_new (on_turn, self);
}

WhinBalance *
whin_balance_new (WhinServiceContext *context, WhinStateFile *file)
{
  WhinBalance *self = g_object_new (WHIN_TYPE_BALANCE, NULL);

  self->context = g_object_ref (context);
  self->file = g_object_ref (file);
  g_signal_connect_swapped (whin_service_context_get_account (context), "changed",
                            G_CALLBACK (update_available), self);
  update_available (self);
  return self;
}

void
whin_balance_restore (WhinBalance *self, GBytes *kept)
{
  g_autoptr (JsonObject) object =
      whin_json_parse (g_bytes_get_data (kept, NULL), g_bytes_get_size (kept), NULL);
  const char *text = object != NULL ? whin_json_get_text (object, "text") : NULL;
  const char *checked_at = object != NULL ? whin_json_get_text (object, "checkedAt") : NULL;
  g_autoptr (GDateTime) time =
      checked_at != NULL ? g_date_time_new_from_iso8601 (checked_at, NULL) : NULL;

  if (text != NULL && *text != '\0' && time != NULL)
    set_balance (self, text, time);
}

void
whin_balance_start (WhinBalance *self)
{
  g_return_if_fail (WHIN_IS_BALANCE (self));
  self->is_started = TRUE;
  update_available (self);
  whin_balance_check (self);
}

void
whin_balance_check (WhinBalance *self)
{
  g_return_if_fail (WHIN_IS_BALANCE (self));
  if (self->is_started && self->available)
    whin_pace_request (self->pace, 1, FALSE);
}

void
whin_balance_check_fresh (WhinBalance *self)
{
  g_return_if_fail (WHIN_IS_BALANCE (self));
  if (self->is_started && self->available)
    whin_pace_request (self->pace, 1, TRUE);
}

void
whin_balance_forget (WhinBalance *self)
{
  g_return_if_fail (WHIN_IS_BALANCE (self));

  self->is_started = FALSE;
  g_clear_handle_id (&self->timer_id, g_source_remove);
  whin_pace_reset (self->pace);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  whin_web_service_forget (self->service);
  set_busy (self, FALSE);
  set_error (self, NULL);
  set_balance (self, NULL, NULL);
  whin_state_file_save_async (self->file, NULL, NULL, NULL);
}

gboolean
whin_balance_get_available (WhinBalance *self)
{
  g_return_val_if_fail (WHIN_IS_BALANCE (self), FALSE);
  return self->available;
}

const char *
whin_balance_get_text (WhinBalance *self)
{
  g_return_val_if_fail (WHIN_IS_BALANCE (self), NULL);
  return self->text;
}

GDateTime *
whin_balance_get_checked_at (WhinBalance *self)
{
  g_return_val_if_fail (WHIN_IS_BALANCE (self), NULL);
  return self->checked_at;
}

gboolean
whin_balance_get_stale (WhinBalance *self)
{
  g_return_val_if_fail (WHIN_IS_BALANCE (self), FALSE);
  return self->error != NULL;
}

const char *
whin_balance_get_error (WhinBalance *self)
{
  g_return_val_if_fail (WHIN_IS_BALANCE (self), NULL);
  return self->error;
}

gboolean
whin_balance_get_busy (WhinBalance *self)
{
  g_return_val_if_fail (WHIN_IS_BALANCE (self), FALSE);
  return self->busy;
}
