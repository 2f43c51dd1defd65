/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/phone/sip/whin-sip-call-fields.h"

#include "core/phone/sip/whin-sip-dialog.h"
#include "core/phone/sip/whin-sip-text.h"
#include "core/phone/whin-call-reason.h"
#include "core/phone/whin-phone-error.h"

#include <glib/gi18n-lib.h>

#include <sofia-sip/nua_tag.h>
#include <sofia-sip/sip_header.h>
#include <sofia-sip/sip_status.h>

/* What the other side may take between two words on how the transfer goes. */
static guint silence_seconds = 90;

static gboolean
on_silence (gpointer data)
{
  WhinSipCall *self = data;

  self->transfer_id = 0;
  whin_sip_call_end_transfer (self, 408);
  return G_SOURCE_REMOVE;
}

static void
await_news (WhinSipCall *self)
{
  g_clear_handle_id (&self->transfer_id, g_source_remove);
  self->transfer_id = g_timeout_add_seconds (silence_seconds, on_silence, self);
}

void
whin_sip_call_set_transfer_silence (guint seconds)
{
  silence_seconds = seconds;
}

/* The call goes on. */
static void
fail_transfer (WhinSipCall *self, const char *text)
{
  g_autoptr (GError) error = g_error_new_literal (WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_REFUSED, text);

  g_clear_handle_id (&self->transfer_id, g_source_remove);
  g_clear_object (&self->transfer_other);
  whin_call_end_transfer (WHIN_CALL (self), error);
}

/* (transfer full): why there is no transfer. It is the REFER that was refused, not a call. */
static char *
make_refusal (guint status)
{
  WhinCallEnd kind;

  switch (status) {
  case 401:
  case 407:
  case 408:
  case 481:
  case 500:
  case 502:
  case 503:
  case 504:
  case 603:
    return whin_call_reason_for_status (status, NULL, &kind);
  default:
    return g_strdup_printf (_ ("The other side refused the transfer (%u)."), status);
  }
}

void
whin_sip_call_end_transfer (WhinSipCall *self, guint status)
{
  WhinCallEnd kind;
  g_autofree char *text = NULL;
  g_autoptr (WhinSipCall) other = g_steal_pointer (&self->transfer_other);

  g_clear_handle_id (&self->transfer_id, g_source_remove);
  if (!whin_call_is_in_transfer (WHIN_CALL (self)))
    return;
  if (status < 300) {
    whin_sip_call_end (self, WHIN_CALL_END_TRANSFERRED, 0, _ ("The call was transferred."));
    if (other == NULL)
      return;
    /* RFC 3891, section 3: whoever takes the new call ends the one whose place it takes. A BYE of
     * ours on the way there could end it before. */
    other->awaits_bye = TRUE;
    whin_sip_call_end (other, WHIN_CALL_END_TRANSFERRED, 0, _ ("The call was transferred."));
    return;
  }
  text = whin_call_reason_for_status (status, NULL, &kind);
  fail_transfer (self, text);
}

void
whin_sip_call_leave_transfer (WhinSipCall *self)
{
  if (self->transfer_other == NULL && self->is_refer_accepted) {
    whin_sip_call_end_transfer (self, 200); /* some peers hang up in place of the last NOTIFY */
    return;
  }
  /* Nobody said that the two speak with each other: the other call is the person's to end. */
  if (self->transfer_other != NULL)
    whin_call_set_reason (WHIN_CALL (self->transfer_other),
                          _ ("The other side hung up before the transfer was confirmed."));
  fail_transfer (self, _ ("The other side hung up before the transfer was confirmed."));
  whin_sip_call_end (self, WHIN_CALL_END_HUNG_UP, 0, _ ("The other side hung up."));
}

/* How a transfer goes (RFC 3515, section 2.4.5). */
void
whin_sip_call_on_notify (WhinSipCall *self, const sip_t *sip)
{
  nua_t *nua = whin_sip_agent_get_nua (whin_sip_line_get_agent (self->line));
  guint status = 0;

  if (sip != NULL && sip->sip_payload != NULL && sip->sip_event != NULL &&
      g_ascii_strcasecmp (sip->sip_event->o_type, "refer") == 0)
    status = whin_sip_text_read_fragment (sip->sip_payload->pl_data, sip->sip_payload->pl_len);
  nua_respond (self->handle, SIP_200_OK, NUTAG_WITH_THIS (nua), TAG_END ());
  if (status >= 200)
    whin_sip_call_end_transfer (self, status);
  else if (status >= 100 && whin_call_is_in_transfer (WHIN_CALL (self))) {
    self->is_refer_accepted = TRUE;
    await_news (self);
  }
}

void
whin_sip_call_on_refer_answer (WhinSipCall *self, int status, const sip_t *sip)
{
  g_autofree char *text = NULL;
  const char *reason;

  if ((status == 401 || status == 407) &&
      whin_sip_call_authenticate (self, sip, self->is_refer_challenged, &reason)) {
    self->is_refer_challenged = TRUE;
    return;
  }
  if (status >= 200 && status < 300)
    self->is_refer_accepted = TRUE;
  if (status < 300 || !whin_call_is_in_transfer (WHIN_CALL (self)))
    return;
  text = make_refusal ((guint)status);
  fail_transfer (self, text);
}

void
whin_sip_call_transfer_async (WhinCall *call, const char *number, WhinCall *other, GTask *task)
{
  WhinSipCall *self = WHIN_SIP_CALL (call);
  const WhinSipSettings *settings = whin_sip_line_get_settings (self->line);
  g_autofree char *target = NULL;
  g_autofree char *by = NULL;
  g_autofree char *uri = whin_sip_settings_dup_uri (settings);

  if (other != NULL && WHIN_IS_SIP_CALL (other) && WHIN_SIP_CALL (other)->handle != NULL) {
    target = whin_sip_dialog_make_replacing (WHIN_SIP_CALL (other)->handle);
    g_set_object (&self->transfer_other, WHIN_SIP_CALL (other));
  } else if (number != NULL) {
    g_autofree char *plain = whin_sip_settings_dup_target (settings, number);

    target = g_strdup_printf ("<%s>", plain);
    g_clear_object (&self->transfer_other);
  }
  if (target == NULL) {
    whin_sip_call_end_transfer (self, 481);
    return;
  }
  await_news (self);
  self->is_refer_challenged = FALSE;
  self->is_refer_accepted = FALSE;
  by = g_strdup_printf ("<%s>", uri);
  nua_refer (self->handle, SIPTAG_REFER_TO_STR (target), SIPTAG_REFERRED_BY_STR (by), TAG_END ());
}
