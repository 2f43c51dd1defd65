/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/phone/whin-call-fields.h"

#include "core/phone/whin-line-private.h"
#include "core/phone/whin-phone-error.h"
#include "core/phone/whin-phone-provider-private.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/* What a person does with a call: the half of WhinCall that checks whether it is allowed now. */

/* One digit and the pause after it; RFC 4733 peers and gateways to analogue lines want 40 ms of
 * each at least. */
#define DIGIT_MS 250
#define COMMA_MS 2000

static gboolean
on_digit_time (gpointer data)
{
  WhinCall *self = data;
  WhinCallPrivate *priv = whin_call_get_fields (self);
  char digit;

  priv->digits_id = 0;
  if (priv->digits->len == 0 || !whin_call_can (self, WHIN_CALL_CAN_SEND_DTMF))
    return G_SOURCE_REMOVE;
  digit = priv->digits->str[0];
  g_string_erase (priv->digits, 0, 1);
  priv->digits_id = g_timeout_add (digit == ',' ? COMMA_MS : DIGIT_MS, on_digit_time, self);
  if (digit != ',')
    WHIN_CALL_GET_CLASS (self)->send_dtmf (self, digit);
  return G_SOURCE_REMOVE;
}

static void
on_transfer_cancelled (GCancellable *cancellable, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_cancellable_set_error_if_cancelled (cancellable, &error);
  whin_call_end_transfer (data, error);
}

static void
begin_transfer (WhinCall *self, const char *number, WhinCall *other, GTask *task)
{
  WhinCallPrivate *priv = whin_call_get_fields (self);
  g_autofree char *clean = number != NULL ? whin_line_clean_number (number) : NULL;
  g_autofree char *target = NULL;
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (!whin_call_can (self, WHIN_CALL_CAN_TRANSFER) ||
      (other != NULL && (other == self || !whin_call_can (other, WHIN_CALL_CAN_TRANSFER)))) {
    g_task_return_new_error (task, WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_NOT_NOW, "%s",
                             _ ("This call cannot be transferred now."));
    g_object_unref (task);
    return;
  }
  if (other == NULL && clean == NULL) {
    g_task_return_new_error (task, WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_BAD_NUMBER, "%s",
                             _ ("This is no number that can be called."));
    g_object_unref (task);
    return;
  }
  if (clean != NULL) {
    g_autoptr (GError) error = NULL;

    target = whin_line_make_target (priv->line, clean, &error);
    if (target == NULL) {
      g_task_return_error (task, g_steal_pointer (&error));
      g_object_unref (task);
      return;
    }
  }
  priv->transfer = task;
  if (cancellable != NULL)
    priv->transfer_cancelled_id =
        g_signal_connect (cancellable, "cancelled", G_CALLBACK (on_transfer_cancelled), self);
  whin_call_update_actions (self);
  WHIN_CALL_GET_CLASS (self)->transfer_async (self, target, other, task);
}

/* A conference of one is none. */
void
whin_call_leave_conference (WhinCall *self)
{
  WhinCallPrivate *priv = whin_call_get_fields (self);
  g_autoptr (GPtrArray) conference = g_steal_pointer (&priv->conference);

  if (conference == NULL)
    return;
  g_ptr_array_remove (conference, self);
  if (WHIN_CALL_GET_CLASS (self)->leave != NULL)
    WHIN_CALL_GET_CLASS (self)->leave (self);
  g_object_notify (G_OBJECT (self), "in-conference");
  if (conference->len == 1)
    whin_call_leave_conference (conference->pdata[0]);
}

void
whin_call_stop_digits (WhinCall *self)
{
  WhinCallPrivate *priv = whin_call_get_fields (self);

  g_clear_handle_id (&priv->digits_id, g_source_remove);
  g_string_truncate (priv->digits, 0);
}

void
whin_call_end_transfer (WhinCall *self, GError *error)
{
  WhinCallPrivate *priv = whin_call_get_fields (self);
  g_autoptr (GTask) task = g_steal_pointer (&priv->transfer);
  GCancellable *cancellable;

  if (task == NULL)
    return;
  cancellable = g_task_get_cancellable (task);
  /* g_cancellable_disconnect() would wait for ever inside the handler itself. */
  if (cancellable != NULL && priv->transfer_cancelled_id != 0)
    g_signal_handler_disconnect (cancellable, priv->transfer_cancelled_id);
  priv->transfer_cancelled_id = 0;
  whin_call_update_actions (self);
  if (error != NULL)
    g_task_return_error (task, g_error_copy (error));
  else
    g_task_return_boolean (task, TRUE);
}

gboolean
whin_call_is_in_transfer (WhinCall *self)
{
  return whin_call_get_fields (self)->transfer != NULL;
}

gboolean
whin_call_is_ended_here (WhinCall *self)
{
  return whin_call_get_fields (self)->is_ended_here;
}

gboolean
whin_call_shares_conference (WhinCall *self, WhinCall *other)
{
  return whin_call_get_fields (self)->conference != NULL &&
         whin_call_get_fields (self)->conference == whin_call_get_fields (other)->conference;
}

void
whin_call_answer (WhinCall *self)
{
  g_return_if_fail (WHIN_IS_CALL (self));
  if (!whin_call_can (self, WHIN_CALL_CAN_ANSWER))
    return;
  if (whin_call_get_provider (self) != NULL)
    whin_phone_provider_hold_others (whin_call_get_provider (self), self);
  WHIN_CALL_GET_CLASS (self)->answer (self);
}

void
whin_call_decline (WhinCall *self)
{
  g_return_if_fail (WHIN_IS_CALL (self));
  if (whin_call_can (self, WHIN_CALL_CAN_DECLINE))
    WHIN_CALL_GET_CLASS (self)->decline (self);
}

void
whin_call_hang_up (WhinCall *self)
{
  g_return_if_fail (WHIN_IS_CALL (self));
  whin_call_get_fields (self)->is_ended_here = TRUE;
  if (whin_call_can (self, WHIN_CALL_CAN_DECLINE))
    WHIN_CALL_GET_CLASS (self)->decline (self);
  else if (whin_call_can (self, WHIN_CALL_CAN_HANG_UP))
    WHIN_CALL_GET_CLASS (self)->hang_up (self);
}

void
whin_call_hold (WhinCall *self)
{
  g_return_if_fail (WHIN_IS_CALL (self));
  if (whin_call_can (self, WHIN_CALL_CAN_HOLD))
    WHIN_CALL_GET_CLASS (self)->hold (self);
}

void
whin_call_resume (WhinCall *self)
{
  g_return_if_fail (WHIN_IS_CALL (self));
  if (!whin_call_can (self, WHIN_CALL_CAN_RESUME))
    return;
  if (whin_call_get_provider (self) != NULL)
    whin_phone_provider_hold_others (whin_call_get_provider (self), self);
  WHIN_CALL_GET_CLASS (self)->resume (self);
}

void
whin_call_set_muted (WhinCall *self, gboolean muted)
{
  WhinCallPrivate *priv;

  g_return_if_fail (WHIN_IS_CALL (self));
  priv = whin_call_get_fields (self);
  muted = !!muted;
  if (!whin_call_can (self, WHIN_CALL_CAN_MUTE) || priv->muted == muted)
    return;
  WHIN_CALL_GET_CLASS (self)->set_muted (self, muted);
  priv->muted = muted;
  g_object_notify (G_OBJECT (self), "muted");
}

gboolean
whin_call_send_dtmf (WhinCall *self, const char *digits)
{
  WhinCallPrivate *priv;
  gsize length;

  g_return_val_if_fail (WHIN_IS_CALL (self), FALSE);
  priv = whin_call_get_fields (self);
  length = strnlen (digits, WHIN_CALL_MAX_DIGITS + 1);
  if (!whin_call_can (self, WHIN_CALL_CAN_SEND_DTMF) ||
      priv->digits->len + length > WHIN_CALL_MAX_DIGITS)
    return FALSE;
  for (gsize i = 0; i < length; i++) {
    if (strchr ("0123456789*#ABCDabcd,", digits[i]) == NULL)
      return FALSE;
  }
  for (gsize i = 0; i < length; i++)
    g_string_append_c (priv->digits, g_ascii_toupper (digits[i]));
  if (priv->digits_id == 0)
    on_digit_time (self);
  return TRUE;
}

void
whin_call_transfer_async (WhinCall *self,
                          const char *number,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (WHIN_IS_CALL (self));
  g_return_if_fail (number != NULL);
  begin_transfer (self, number, NULL, g_task_new (self, cancellable, callback, user_data));
}

void
whin_call_transfer_to_call_async (WhinCall *self,
                                  WhinCall *other,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (WHIN_IS_CALL (self));
  g_return_if_fail (WHIN_IS_CALL (other));
  begin_transfer (self, NULL, other, g_task_new (self, cancellable, callback, user_data));
}

gboolean
whin_call_transfer_finish (WhinCall *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
whin_call_join (WhinCall *self, WhinCall *other, GError **error)
{
  WhinCallPrivate *priv;
  WhinCallPrivate *other_priv;

  g_return_val_if_fail (WHIN_IS_CALL (self), FALSE);
  g_return_val_if_fail (WHIN_IS_CALL (other), FALSE);
  priv = whin_call_get_fields (self);
  other_priv = whin_call_get_fields (other);
  if (self == other || !whin_call_can (self, WHIN_CALL_CAN_CONFERENCE) ||
      !whin_call_can (other, WHIN_CALL_CAN_CONFERENCE) || priv->conference != NULL) {
    g_set_error_literal (error, WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_NOT_NOW,
                         _ ("These calls cannot be joined now."));
    return FALSE;
  }
  if (other_priv->conference != NULL && other_priv->conference->len >= WHIN_CALL_MAX_CONFERENCE) {
    g_set_error_literal (error, WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_TOO_MANY,
                         _ ("The conference is full."));
    return FALSE;
  }
  if (!WHIN_CALL_GET_CLASS (self)->join (self, other, error))
    return FALSE;
  if (other_priv->conference == NULL) {
    other_priv->conference = g_ptr_array_new ();
    g_ptr_array_add (other_priv->conference, other);
    g_object_notify (G_OBJECT (other), "in-conference");
  }
  priv->conference = g_ptr_array_ref (other_priv->conference);
  g_ptr_array_add (priv->conference, self);
  g_object_notify (G_OBJECT (self), "in-conference");
  whin_call_resume (self);
  whin_call_resume (other);
  return TRUE;
}

void
whin_call_leave (WhinCall *self)
{
  g_return_if_fail (WHIN_IS_CALL (self));
  if (whin_call_get_fields (self)->conference == NULL)
    return;
  whin_call_leave_conference (self);
  whin_call_hold (self);
}
