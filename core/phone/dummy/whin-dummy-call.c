/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/phone/dummy/whin-dummy-private.h"

#include "core/phone/whin-call-private.h"
#include "core/phone/whin-call-reason.h"
#include "core/phone/whin-phone-error.h"

#include <glib/gi18n-lib.h>

/* Between the steps of a call that goes by itself: long enough to be seen, short for a test. */
#define STEP_MS 60

struct _WhinDummyCall {
  WhinCall parent_instance;
  WhinDummyOutcome outcome;
  guint step;
  guint step_id;
  guint transfer_id;
  WhinCall *transfer_other; /* the second call of an attended transfer */
  gboolean refuses_transfer;
  gboolean stalls_transfer;
  GString *sent_digits;
};

G_DEFINE_FINAL_TYPE (WhinDummyCall, whin_dummy_call, WHIN_TYPE_CALL)

static guint
get_outcome_status (WhinDummyOutcome outcome)
{
  switch (outcome) {
  case WHIN_DUMMY_BUSY:
    return 486;
  case WHIN_DUMMY_DECLINED:
    return 603;
  case WHIN_DUMMY_UNKNOWN:
    return 404;
  case WHIN_DUMMY_OFFLINE:
    return 480;
  case WHIN_DUMMY_ANSWERS:
  case WHIN_DUMMY_RINGS:
  case WHIN_DUMMY_EARLY:
  case WHIN_DUMMY_NOTHING:
  default:
    return 0;
  }
}

static void
set_ended (WhinDummyCall *self, WhinCallEnd end, guint status, const char *reason)
{
  g_clear_handle_id (&self->step_id, g_source_remove);
  whin_call_set_ended (WHIN_CALL (self), end, status, reason);
}

/* An outgoing call goes its way: first something is heard, then it is decided. */
static gboolean
on_step (gpointer data)
{
  WhinDummyCall *self = data;
  guint status = get_outcome_status (self->outcome);

  if (self->step++ == 0) {
    if (self->outcome == WHIN_DUMMY_EARLY)
      whin_dummy_call_remote_early (self);
    else if (status == 0 || status == 603)
      whin_dummy_call_remote_ring (self);
    return G_SOURCE_CONTINUE;
  }
  self->step_id = 0;
  if (status != 0)
    whin_dummy_call_remote_end (self, status, NULL);
  else if (self->outcome == WHIN_DUMMY_ANSWERS)
    whin_dummy_call_remote_answer (self);
  return G_SOURCE_REMOVE;
}

static gboolean
on_transfer_step (gpointer data)
{
  g_autoptr (WhinDummyCall) self = g_object_ref (data);
  g_autoptr (WhinCall) other = g_steal_pointer (&self->transfer_other);

  self->transfer_id = 0;
  if (self->refuses_transfer) {
    g_autoptr (GError) error = g_error_new_literal (WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_REFUSED,
                                                    _ ("The other side is busy."));

    self->refuses_transfer = FALSE;
    whin_call_end_transfer (WHIN_CALL (self), error);
    return G_SOURCE_REMOVE;
  }
  if (!whin_call_is_in_transfer (WHIN_CALL (self)))
    return G_SOURCE_REMOVE;
  set_ended (self, WHIN_CALL_END_TRANSFERRED, 0, _ ("The call was transferred."));
  if (other != NULL)
    set_ended (WHIN_DUMMY_CALL (other), WHIN_CALL_END_TRANSFERRED, 0,
               _ ("The call was transferred."));
  return G_SOURCE_REMOVE;
}

static void
whin_dummy_call_answer (WhinCall *call)
{
  whin_call_set_codec (call, "Opus");
  whin_call_set_state (call, WHIN_CALL_ACTIVE);
}

static void
whin_dummy_call_decline (WhinCall *call)
{
  set_ended (WHIN_DUMMY_CALL (call), WHIN_CALL_END_DECLINED, 0, _ ("You declined."));
}

static void
whin_dummy_call_hang_up (WhinCall *call)
{
  if (whin_call_get_answered_at (call) != NULL)
    set_ended (WHIN_DUMMY_CALL (call), WHIN_CALL_END_HUNG_UP, 0, _ ("You hung up."));
  else
    set_ended (WHIN_DUMMY_CALL (call), WHIN_CALL_END_CANCELLED, 0, _ ("You gave the call up."));
}

static void
whin_dummy_call_hold (WhinCall *call)
{
  whin_call_set_state (call, WHIN_CALL_HELD);
}

static void
whin_dummy_call_resume (WhinCall *call)
{
  whin_call_set_state (call,
                       whin_call_get_remote_held (call) ? WHIN_CALL_REMOTE_HELD : WHIN_CALL_ACTIVE);
}

static void
whin_dummy_call_set_muted (WhinCall *call, gboolean muted)
{
}

static void
whin_dummy_call_send_dtmf (WhinCall *call, char digit)
{
  g_string_append_c (WHIN_DUMMY_CALL (call)->sent_digits, digit);
}

static void
whin_dummy_call_transfer_async (WhinCall *call, const char *number, WhinCall *other, GTask *task)
{
  WhinDummyCall *self = WHIN_DUMMY_CALL (call);

  g_set_object (&self->transfer_other, other);
  g_clear_handle_id (&self->transfer_id, g_source_remove);
  if (!self->stalls_transfer)
    self->transfer_id = g_timeout_add (STEP_MS, on_transfer_step, self);
}

static gboolean
whin_dummy_call_join (WhinCall *call, WhinCall *other, GError **error)
{
  return TRUE;
}

static void
whin_dummy_call_dispose (GObject *object)
{
  WhinDummyCall *self = WHIN_DUMMY_CALL (object);

  g_clear_handle_id (&self->step_id, g_source_remove);
  g_clear_handle_id (&self->transfer_id, g_source_remove);
  g_clear_object (&self->transfer_other);
  G_OBJECT_CLASS (whin_dummy_call_parent_class)->dispose (object);
}

static void
whin_dummy_call_finalize (GObject *object)
{
  g_string_free (WHIN_DUMMY_CALL (object)->sent_digits, TRUE);
  G_OBJECT_CLASS (whin_dummy_call_parent_class)->finalize (object);
}

static void
whin_dummy_call_class_init (WhinDummyCallClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  WhinCallClass *call_class = WHIN_CALL_CLASS (klass);

  object_class->dispose = whin_dummy_call_dispose;
  object_class->finalize = whin_dummy_call_finalize;
  call_class->answer = whin_dummy_call_answer;
  call_class->decline = whin_dummy_call_decline;
  call_class->hang_up = whin_dummy_call_hang_up;
  call_class->hold = whin_dummy_call_hold;
  call_class->resume = whin_dummy_call_resume;
  call_class->set_muted = whin_dummy_call_set_muted;
  call_class->send_dtmf = whin_dummy_call_send_dtmf;
  call_class->transfer_async = whin_dummy_call_transfer_async;
  call_class->join = whin_dummy_call_join;
}

static void
whin_dummy_call_init (WhinDummyCall *self)
{
  self->sent_digits = g_string_new (NULL);
}

WhinDummyCall *
whin_dummy_call_new (WhinDummyLine *line,
                     WhinCallDirection direction,
                     const char *number,
                     const char *display_name)
{
  WhinDummyCall *self = g_object_new (WHIN_TYPE_DUMMY_CALL, NULL);

  whin_call_begin (WHIN_CALL (self), WHIN_LINE (line), direction, number, display_name);
  if (direction == WHIN_CALL_OUTGOING) {
    self->outcome = whin_dummy_line_get_outcome (line, number);
    if (self->outcome != WHIN_DUMMY_NOTHING)
      self->step_id = g_timeout_add (STEP_MS, on_step, self);
  }
  return self;
}

void
whin_dummy_call_remote_ring (WhinDummyCall *self)
{
  g_return_if_fail (WHIN_IS_DUMMY_CALL (self));
  if (whin_call_get_state (WHIN_CALL (self)) == WHIN_CALL_DIALING)
    whin_call_set_state (WHIN_CALL (self), WHIN_CALL_RINGING);
}

void
whin_dummy_call_remote_early (WhinDummyCall *self)
{
  WhinCallState state;

  g_return_if_fail (WHIN_IS_DUMMY_CALL (self));
  state = whin_call_get_state (WHIN_CALL (self));
  if (state == WHIN_CALL_DIALING || state == WHIN_CALL_RINGING)
    whin_call_set_state (WHIN_CALL (self), WHIN_CALL_EARLY);
}

void
whin_dummy_call_remote_answer (WhinDummyCall *self)
{
  WhinCallState state;

  g_return_if_fail (WHIN_IS_DUMMY_CALL (self));
  state = whin_call_get_state (WHIN_CALL (self));
  if (state != WHIN_CALL_DIALING && state != WHIN_CALL_RINGING && state != WHIN_CALL_EARLY)
    return;
  g_clear_handle_id (&self->step_id, g_source_remove);
  whin_dummy_call_answer (WHIN_CALL (self));
}

void
whin_dummy_call_remote_hold (WhinDummyCall *self, gboolean held)
{
  g_return_if_fail (WHIN_IS_DUMMY_CALL (self));
  if (whin_call_get_answered_at (WHIN_CALL (self)) != NULL)
    whin_call_set_remote_held (WHIN_CALL (self), held);
}

void
whin_dummy_call_remote_end (WhinDummyCall *self, guint status, const char *reason)
{
  WhinCall *call = WHIN_CALL (self);
  WhinCallEnd end = WHIN_CALL_END_NONE;
  g_autofree char *words = NULL;

  g_return_if_fail (WHIN_IS_DUMMY_CALL (self));
  if (status != 0) {
    words = whin_call_reason_for_status (status, NULL, &end);
  } else if (whin_call_get_answered_at (call) != NULL) {
    end = WHIN_CALL_END_HUNG_UP;
    words = g_strdup (_ ("The other side hung up."));
  } else {
    end = WHIN_CALL_END_MISSED;
    words = g_strdup (_ ("The caller gave up."));
  }
  set_ended (self, end, status, reason != NULL ? reason : words);
}

void
whin_dummy_call_remote_pass_on (WhinDummyCall *self, const char *number)
{
  g_return_if_fail (WHIN_IS_DUMMY_CALL (self));
  whin_call_set_passed_on_to (WHIN_CALL (self), number);
  set_ended (self, WHIN_CALL_END_FAILED, 302, _ ("Another number is to be called instead."));
}

void
whin_dummy_call_remote_dtmf (WhinDummyCall *self, char digit)
{
  g_return_if_fail (WHIN_IS_DUMMY_CALL (self));
  if (whin_call_get_answered_at (WHIN_CALL (self)) != NULL)
    whin_call_emit_dtmf (WHIN_CALL (self), digit);
}

void
whin_dummy_call_set_encryption (WhinDummyCall *self, WhinCallEncryption encryption)
{
  g_return_if_fail (WHIN_IS_DUMMY_CALL (self));
  whin_call_set_encryption (WHIN_CALL (self), encryption);
}

void
whin_dummy_call_set_quality (WhinDummyCall *self, WhinCallQuality quality)
{
  static const WhinCallFigures figures[] = {
      [WHIN_CALL_QUALITY_UNKNOWN] = {.remote_loss = -1, .round_trip_ms = -1},
      [WHIN_CALL_QUALITY_GOOD] = {0.0, 0.0, 2, 30, 500, 500},
      [WHIN_CALL_QUALITY_FAIR] = {0.03, 0.02, 25, 180, 500, 500},
      [WHIN_CALL_QUALITY_POOR] = {0.12, 0.1, 60, 450, 500, 500},
      [WHIN_CALL_QUALITY_LOST] = {1.0, -1, 0, -1, 500, 800},
  };

  g_return_if_fail (WHIN_IS_DUMMY_CALL (self));
  whin_call_set_quality (WHIN_CALL (self), quality, &figures[quality]);
}

void
whin_dummy_call_refuse_transfer (WhinDummyCall *self)
{
  g_return_if_fail (WHIN_IS_DUMMY_CALL (self));
  self->refuses_transfer = TRUE;
}

void
whin_dummy_call_stall_transfer (WhinDummyCall *self)
{
  g_return_if_fail (WHIN_IS_DUMMY_CALL (self));
  self->stalls_transfer = TRUE;
}

const char *
whin_dummy_call_get_sent_digits (WhinDummyCall *self)
{
  g_return_val_if_fail (WHIN_IS_DUMMY_CALL (self), NULL);
  return self->sent_digits->str;
}
