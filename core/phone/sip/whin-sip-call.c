/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/phone/sip/whin-sip-call.h"

#include "core/phone/media/whin-media-session.h"
#include "core/phone/sip/whin-backoff.h"
#include "core/phone/sip/whin-sdp-exchange.h"
#include "core/phone/sip/whin-sip-dialog.h"
#include "core/phone/sip/whin-sip-line-private.h"
#include "core/phone/sip/whin-sip-text.h"
#include "core/phone/whin-call-private.h"
#include "core/phone/whin-call-reason.h"
#include "core/phone/whin-line-private.h"
#include "core/phone/whin-phone-error.h"
#include "core/phone/whin-phone-provider-private.h"

#include <glib/gi18n-lib.h>

#include <sofia-sip/nua_tag.h>
#include <sofia-sip/sip_header.h>
#include <sofia-sip/sip_status.h>
#include <sofia-sip/url.h>

#include <string.h>

struct _WhinSipCall {
  WhinCall parent_instance;
  WhinSipLine *line; /* the base class holds the reference */
  nua_handle_t *handle;
  WhinSdpExchange *exchange;
  WhinMediaSession *media;
  WhinMediaPlan plan;
  gboolean has_plan;
  char *answer;            /* to an incoming call's offer, ready for the person's yes */
  gboolean is_established; /* the INVITE was accepted */
  gboolean is_challenged;
  gboolean is_late_offer; /* our offer went out in a 2xx; the answer comes with the ACK */
  gboolean is_changing;   /* a re-INVITE of ours is under way */
  gboolean is_change_due; /* another one must follow */
  gboolean wants_hold;
  gboolean takes_info; /* the other side allows INFO */
  guint glare_id;
  guint redirects;
  WhinSipCall *transfer_other; /* of an attended transfer */
};

G_DEFINE_FINAL_TYPE (WhinSipCall, whin_sip_call, WHIN_TYPE_CALL)

/* Frees what the call holds of the stack and the audio; a BYE or CANCEL leaves when it is due. */
static void
release (WhinSipCall *self)
{
  g_clear_handle_id (&self->glare_id, g_source_remove);
  g_clear_object (&self->transfer_other);
  if (self->media != NULL)
    whin_media_session_close (self->media);
  if (self->handle != NULL) {
    nua_handle_t *handle = g_steal_pointer (&self->handle);
    WhinSipAgent *agent = whin_sip_line_get_agent (self->line);

    if (agent != NULL && self->is_established) {
      whin_sip_agent_hang_up (agent, handle);
    } else {
      nua_handle_bind (handle, NULL);
      nua_handle_destroy (handle);
    }
    g_object_unref (self); /* the handle's */
  }
}

static void
end (WhinSipCall *self, WhinCallEnd kind, guint status, const char *reason)
{
  G_GNUC_UNUSED g_autoptr (WhinSipCall) keep = g_object_ref (self);

  release (self);
  whin_call_set_ended (WHIN_CALL (self), kind, status, reason);
}

static void
end_by_status (WhinSipCall *self, guint status, const char *phrase)
{
  G_GNUC_UNUSED g_autoptr (WhinSipCall) keep = g_object_ref (self);

  release (self);
  whin_call_set_failed (WHIN_CALL (self), status, phrase);
}

static void
set_handle (WhinSipCall *self, nua_handle_t *handle)
{
  self->handle = handle;
  nua_handle_bind (handle, (nua_hmagic_t *)g_object_ref (self));
}

static void
on_media_dtmf (WhinMediaSession *media, const char *digit, gpointer data)
{
  whin_call_emit_dtmf (data, digit[0]);
}

static void
on_media_measured (WhinMediaSession *media, guint quality, WhinCallFigures *figures, gpointer data)
{
  whin_call_set_quality (data, quality, figures);
}

static void
on_media_failed (WhinMediaSession *media, const char *text, gpointer data)
{
  whin_call_set_reason (data, text);
}

static gboolean
make_media (WhinSipCall *self, GError **error)
{
  const WhinSipSettings *settings = whin_sip_line_get_settings (self->line);
  const char *local = whin_sip_agent_get_local (whin_sip_line_get_agent (self->line));
  const WhinCodec *codecs[WHIN_N_CODECS];
  guint n_codecs = whin_codec_order (settings->codec_order, settings->n_codecs, codecs);

  if (settings->requires_dtls) {
    g_set_error_literal (error, WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_SETTINGS,
                         _ ("The account wants DTLS encryption, which this phone lacks."));
    return FALSE;
  }
  self->media = whin_media_session_new (whin_sip_line_get_route (self->line), local, error);
  if (self->media == NULL)
    return FALSE;
  g_signal_connect (self->media, "dtmf", G_CALLBACK (on_media_dtmf), self);
  g_signal_connect (self->media, "measured", G_CALLBACK (on_media_measured), self);
  g_signal_connect (self->media, "failed", G_CALLBACK (on_media_failed), self);
  self->exchange =
      whin_sdp_exchange_new (local, whin_media_session_get_rtp_port (self->media),
                             whin_media_session_get_rtcp_port (self->media), codecs, n_codecs,
                             settings->sdes_incoming, settings->sdes_outgoing);
  return TRUE;
}

/* Makes the audio what the plan says, but for what the person wants meanwhile. */
static gboolean
apply_plan (WhinSipCall *self, GError **error)
{
  WhinMediaPlan plan = self->plan;

  if (self->wants_hold) {
    plan.sends = FALSE;
    plan.receives = FALSE;
  }
  if (!whin_media_session_apply (self->media, &plan, error))
    return FALSE;
  whin_call_set_codec (WHIN_CALL (self), plan.codec->title);
  whin_call_set_encryption (WHIN_CALL (self), plan.is_encrypted ? WHIN_CALL_ENCRYPTION_SDES
                                                                : WHIN_CALL_ENCRYPTION_NONE);
  return TRUE;
}

/* The state of an established call. */
static void
show_state (WhinSipCall *self)
{
  WhinCall *call = WHIN_CALL (self);

  whin_call_set_remote_held (call, self->plan.is_remote_held);
  if (self->wants_hold)
    whin_call_set_state (call, WHIN_CALL_HELD);
  else
    whin_call_set_state (call,
                         self->plan.is_remote_held ? WHIN_CALL_REMOTE_HELD : WHIN_CALL_ACTIVE);
}

static gboolean
take_answer (WhinSipCall *self, const sip_t *sip, GError **error)
{
  if (!whin_sdp_exchange_take_answer (self->exchange, sip->sip_payload->pl_data,
                                      sip->sip_payload->pl_len, &self->plan, error))
    return FALSE;
  self->has_plan = TRUE;
  return apply_plan (self, error);
}

static void
send_invite (WhinSipCall *self)
{
  g_autofree char *offer = whin_sdp_exchange_make_offer (self->exchange);

  self->is_challenged = FALSE;
  nua_invite (self->handle, SIPTAG_CONTENT_TYPE_STR ("application/sdp"), SIPTAG_PAYLOAD_STR (offer),
              TAG_END ());
}

/* Tells the other side what the person wants (hold or resume). */
static void
change (WhinSipCall *self)
{
  if (self->is_changing || self->glare_id != 0 || !self->is_established) {
    self->is_change_due = TRUE;
    return;
  }
  self->is_change_due = FALSE;
  self->is_changing = TRUE;
  whin_sdp_exchange_set_held (self->exchange, self->wants_hold);
  send_invite (self);
}

static gboolean
on_glare_time (gpointer data)
{
  WhinSipCall *self = data;

  self->glare_id = 0;
  change (self);
  return G_SOURCE_REMOVE;
}

/* In a dialog without a route set requests go to the other side's contact, not to the server: over
 * TLS the connection that is there is the one that was verified. */
static void
follow_route (WhinSipCall *self, const sip_t *sip)
{
  const WhinSipSettings *settings = whin_sip_line_get_settings (self->line);

  if (sip->sip_record_route == NULL && settings->transport != WHIN_TRANSPORT_TLS)
    nua_set_hparams (self->handle, NUTAG_PROXY (NULL), TAG_END ());
}

static void
note_abilities (WhinSipCall *self, const sip_t *sip)
{
  if (sip->sip_allow != NULL)
    self->takes_info = sip_is_allowed (sip->sip_allow, sip_method_info, "INFO");
}

/* RFC 3261, section 8.1.3.4. */
static void
redirect (WhinSipCall *self, int status, const char *phrase, const sip_t *sip)
{
  WhinSipAgent *agent = whin_sip_line_get_agent (self->line);
  const WhinSipSettings *settings = whin_sip_line_get_settings (self->line);
  g_autofree char *from = NULL;
  nua_handle_t *old = self->handle;
  const url_t *target = sip != NULL && sip->sip_contact != NULL ? sip->sip_contact->m_url : NULL;
  char text[512];

  if (target == NULL || target->url_type != url_sip || target->url_headers != NULL ||
      url_e (text, sizeof text, target) >= (int)sizeof text ||
      ++self->redirects > WHIN_SIP_MAX_REDIRECTS) {
    end_by_status (self, (guint)status, phrase);
    return;
  }
  from = whin_sip_settings_dup_uri (settings);
  nua_handle_bind (old, NULL);
  nua_handle_destroy (old);
  self->handle = nua_handle (whin_sip_agent_get_nua (agent), (nua_hmagic_t *)self,
                             SIPTAG_TO_STR (text), SIPTAG_FROM_STR (from), TAG_END ());
  nua_set_hparams (self->handle, NUTAG_PROXY (whin_sip_agent_get_proxy (agent)), TAG_END ());
  whin_call_set_state (WHIN_CALL (self), WHIN_CALL_DIALING);
  send_invite (self);
}

static void
on_invite_progress (WhinSipCall *self, int status, const sip_t *sip)
{
  g_autoptr (GError) error = NULL;
  WhinCallState state = whin_call_get_state (WHIN_CALL (self));

  if (self->is_established || status == 100)
    return;
  if (whin_sip_dialog_has_description (sip)) {
    if (take_answer (self, sip, &error))
      whin_call_set_state (WHIN_CALL (self), WHIN_CALL_EARLY);
    /* A later answer may still do. */
  } else if (status == 180 && state == WHIN_CALL_DIALING) {
    whin_call_set_state (WHIN_CALL (self), WHIN_CALL_RINGING);
  }
}

static void
on_invite_accepted (WhinSipCall *self, const sip_t *sip)
{
  g_autoptr (GError) error = NULL;
  gboolean is_first = !self->is_established;

  if (is_first && sip != NULL) {
    follow_route (self, sip);
    note_abilities (self, sip);
  }
  nua_ack (self->handle, TAG_END ());
  self->is_established = TRUE;
  self->is_changing = FALSE;
  self->is_challenged = FALSE;
  if (whin_sip_dialog_has_description (sip) ? !take_answer (self, sip, &error)
                                            : !self->has_plan || !apply_plan (self, &error)) {
    if (is_first)
      end (self, WHIN_CALL_END_FAILED, 488,
           error != NULL ? error->message : _ ("The other side offers no audio."));
    else
      whin_call_set_reason (WHIN_CALL (self), error != NULL ? error->message : NULL);
    return;
  }
  show_state (self);
  if (self->is_change_due)
    change (self);
}

static void
on_invite_refused (WhinSipCall *self, int status, const char *phrase, const sip_t *sip)
{
  const char *reason = NULL;

  if ((status == 401 || status == 407) &&
      whin_sip_line_authenticate (self->line, self->handle, sip, self->is_challenged, &reason)) {
    self->is_challenged = TRUE;
    return;
  }
  if (!self->is_established) {
    if (reason != NULL)
      end (self, WHIN_CALL_END_FAILED, (guint)status, reason);
    else if (status < 400)
      redirect (self, status, phrase, sip);
    else
      end_by_status (self, (guint)status, phrase);
    return;
  }
  self->is_changing = FALSE;
  if (status == 491) {
    gboolean is_caller = whin_call_get_direction (WHIN_CALL (self)) == WHIN_CALL_OUTGOING;

    self->glare_id =
        g_timeout_add (whin_backoff_glare_ms (is_caller, g_random_double ()), on_glare_time, self);
  } else if (status == 481 || status == 408) { /* RFC 3261, section 12.2.1.2 */
    end_by_status (self, (guint)status, phrase);
  } else {
    whin_call_set_reason (WHIN_CALL (self), self->wants_hold
                                                ? _ ("The other side was not told of the hold.")
                                                : _ ("The other side does not resume the call."));
  }
}

static void
on_invite_answer (WhinSipCall *self, int status, const char *phrase, const sip_t *sip)
{
  if (status < 200)
    on_invite_progress (self, status, sip);
  else if (status < 300)
    on_invite_accepted (self, sip);
  else
    on_invite_refused (self, status, phrase, sip);
}

/* An INVITE or UPDATE in the call. */
static void
on_change_request (WhinSipCall *self, nua_event_t event, const sip_t *sip)
{
  nua_t *nua = whin_sip_agent_get_nua (whin_sip_line_get_agent (self->line));
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = NULL;

  if (whin_sip_dialog_has_description (sip)) {
    answer = whin_sdp_exchange_take_offer (self->exchange, sip->sip_payload->pl_data,
                                           sip->sip_payload->pl_len, &self->plan, &error);
    if (answer == NULL) {
      nua_respond (self->handle, SIP_488_NOT_ACCEPTABLE, NUTAG_WITH_THIS (nua), TAG_END ());
      return;
    }
    self->has_plan = TRUE;
    if (self->is_established && !apply_plan (self, &error))
      whin_call_set_reason (WHIN_CALL (self), error->message);
    nua_respond (self->handle, SIP_200_OK, NUTAG_WITH_THIS (nua),
                 SIPTAG_CONTENT_TYPE_STR ("application/sdp"), SIPTAG_PAYLOAD_STR (answer),
                 TAG_END ());
    if (self->is_established)
      show_state (self);
  } else if (event == nua_i_invite) {
    answer = whin_sdp_exchange_make_offer (self->exchange);
    self->is_late_offer = TRUE;
    nua_respond (self->handle, SIP_200_OK, NUTAG_WITH_THIS (nua),
                 SIPTAG_CONTENT_TYPE_STR ("application/sdp"), SIPTAG_PAYLOAD_STR (answer),
                 TAG_END ());
  } else {
    nua_respond (self->handle, SIP_200_OK, NUTAG_WITH_THIS (nua), TAG_END ());
  }
}

static void
on_ack (WhinSipCall *self, const sip_t *sip)
{
  g_autoptr (GError) error = NULL;

  if (!self->is_late_offer)
    return;
  self->is_late_offer = FALSE;
  if (!whin_sip_dialog_has_description (sip) || !take_answer (self, sip, &error)) {
    if (!self->has_plan)
      end (self, WHIN_CALL_END_FAILED, 488,
           error != NULL ? error->message : _ ("The other side offers no audio."));
    return;
  }
  show_state (self);
}

static void
on_cancel (WhinSipCall *self, const sip_t *sip)
{
  const sip_reason_t *reason = sip != NULL ? sip->sip_reason : NULL;

  /* RFC 3326: the call was taken by another phone. */
  if (reason != NULL && reason->re_cause != NULL && strcmp (reason->re_cause, "200") == 0)
    end (self, WHIN_CALL_END_ELSEWHERE, 0, _ ("Another phone took the call."));
  else
    end (self, WHIN_CALL_END_MISSED, 0, _ ("The caller gave up."));
}

static void
on_info (WhinSipCall *self, const sip_t *sip)
{
  nua_t *nua = whin_sip_agent_get_nua (whin_sip_line_get_agent (self->line));
  char digit = '\0';

  if (sip != NULL && sip->sip_payload != NULL && sip->sip_content_type != NULL &&
      g_ascii_strcasecmp (sip->sip_content_type->c_type, "application/dtmf-relay") == 0)
    digit = whin_sip_text_read_dtmf (sip->sip_payload->pl_data, sip->sip_payload->pl_len);
  nua_respond (self->handle, SIP_200_OK, NUTAG_WITH_THIS (nua), TAG_END ());
  if (digit != '\0' && self->is_established)
    whin_call_emit_dtmf (WHIN_CALL (self), digit);
}

static void
end_transfer (WhinSipCall *self, guint status)
{
  WhinCallEnd kind;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (WhinSipCall) other = g_steal_pointer (&self->transfer_other);

  if (!whin_call_is_in_transfer (WHIN_CALL (self)))
    return;
  if (status < 300) {
    end (self, WHIN_CALL_END_TRANSFERRED, 0, _ ("The call was transferred."));
    if (other != NULL)
      end (other, WHIN_CALL_END_TRANSFERRED, 0, _ ("The call was transferred."));
    return;
  }
  text = whin_call_reason_for_status (status, NULL, &kind);
  error = g_error_new_literal (WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_REFUSED, text);
  whin_call_end_transfer (WHIN_CALL (self), error);
}

/* How a transfer goes (RFC 3515, section 2.4.5). */
static void
on_notify (WhinSipCall *self, const sip_t *sip)
{
  nua_t *nua = whin_sip_agent_get_nua (whin_sip_line_get_agent (self->line));
  guint status = 0;

  if (sip != NULL && sip->sip_payload != NULL && sip->sip_event != NULL &&
      g_ascii_strcasecmp (sip->sip_event->o_type, "refer") == 0)
    status = whin_sip_text_read_fragment (sip->sip_payload->pl_data, sip->sip_payload->pl_len);
  nua_respond (self->handle, SIP_200_OK, NUTAG_WITH_THIS (nua), TAG_END ());
  if (status >= 200)
    end_transfer (self, status);
}

static void
on_refer_answer (WhinSipCall *self, int status, const sip_t *sip)
{
  const char *reason;

  if ((status == 401 || status == 407) &&
      whin_sip_line_authenticate (self->line, self->handle, sip, FALSE, &reason))
    return;
  if (status >= 300)
    end_transfer (self, (guint)status);
}

static void
on_bye (WhinSipCall *self)
{
  if (whin_call_is_in_transfer (WHIN_CALL (self)))
    end_transfer (self, 200); /* some peers hang up in place of the last NOTIFY */
  else
    end (self, WHIN_CALL_END_HUNG_UP, 0, _ ("The other side hung up."));
}

static void
on_terminated (WhinSipCall *self, int status, const char *phrase)
{
  if (self->is_established)
    end (self, WHIN_CALL_END_HUNG_UP, 0, _ ("The connection to the other side was lost."));
  else if (status >= 300)
    end_by_status (self, (guint)status, phrase);
  else
    end (self, WHIN_CALL_END_FAILED, 0, _ ("The call was lost."));
}

static void
whin_sip_call_answer (WhinCall *call)
{
  WhinSipCall *self = WHIN_SIP_CALL (call);
  g_autoptr (GError) error = NULL;

  if (self->answer == NULL) {
    self->answer = whin_sdp_exchange_make_offer (self->exchange);
    self->is_late_offer = TRUE;
  } else if (!apply_plan (self, &error)) {
    nua_respond (self->handle, SIP_480_TEMPORARILY_UNAVAILABLE, TAG_END ());
    end (self, WHIN_CALL_END_FAILED, 0, error->message);
    return;
  }
  nua_respond (self->handle, SIP_200_OK, SIPTAG_CONTENT_TYPE_STR ("application/sdp"),
               SIPTAG_PAYLOAD_STR (self->answer), TAG_END ());
  g_clear_pointer (&self->answer, g_free);
  self->is_established = TRUE;
  show_state (self);
}

static void
whin_sip_call_decline (WhinCall *call)
{
  WhinSipCall *self = WHIN_SIP_CALL (call);

  nua_respond (self->handle, SIP_486_BUSY_HERE, TAG_END ());
  end (self, WHIN_CALL_END_DECLINED, 0, _ ("You declined."));
}

static void
whin_sip_call_hang_up (WhinCall *call)
{
  if (WHIN_SIP_CALL (call)->is_established)
    end (WHIN_SIP_CALL (call), WHIN_CALL_END_HUNG_UP, 0, _ ("You hung up."));
  else
    end (WHIN_SIP_CALL (call), WHIN_CALL_END_CANCELLED, 0, _ ("You gave the call up."));
}

static void
whin_sip_call_hold (WhinCall *call)
{
  WhinSipCall *self = WHIN_SIP_CALL (call);

  /* Silence at once, whatever the other side says to it. */
  self->wants_hold = TRUE;
  if (self->has_plan)
    apply_plan (self, NULL);
  whin_call_set_state (call, WHIN_CALL_HELD);
  change (self);
}

static void
whin_sip_call_resume (WhinCall *call)
{
  WhinSipCall *self = WHIN_SIP_CALL (call);

  self->wants_hold = FALSE;
  whin_call_set_reason (call, NULL);
  change (self);
}

static void
whin_sip_call_set_muted (WhinCall *call, gboolean muted)
{
  whin_media_session_set_muted (WHIN_SIP_CALL (call)->media, muted);
}

static void
whin_sip_call_send_dtmf (WhinCall *call, char digit)
{
  WhinSipCall *self = WHIN_SIP_CALL (call);
  g_autofree char *body = NULL;

  if (whin_media_session_send_dtmf (self->media, digit))
    return;
  if (!self->takes_info) {
    whin_call_set_reason (call, _ ("The other side takes no key tones."));
    return;
  }
  body = g_strdup_printf ("Signal=%c\r\nDuration=120\r\n", digit);
  nua_info (self->handle, SIPTAG_CONTENT_TYPE_STR ("application/dtmf-relay"),
            SIPTAG_PAYLOAD_STR (body), TAG_END ());
}

static void
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
    end_transfer (self, 481);
    return;
  }
  by = g_strdup_printf ("<%s>", uri);
  nua_refer (self->handle, SIPTAG_REFER_TO_STR (target), SIPTAG_REFERRED_BY_STR (by), TAG_END ());
}

static gboolean
whin_sip_call_join (WhinCall *call, WhinCall *other, GError **error)
{
  WhinMediaSession *media = WHIN_SIP_CALL (call)->media;
  WhinMediaSession *other_media = WHIN_SIP_CALL (other)->media;
  WhinMediaBridge *present = whin_media_session_get_bridge (other_media);
  g_autoptr (WhinMediaBridge) bridge =
      present != NULL ? whin_media_bridge_ref (present) : whin_media_bridge_new ();

  if (!whin_media_session_set_bridge (other_media, bridge) ||
      !whin_media_session_set_bridge (media, bridge)) {
    g_set_error_literal (error, WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_TOO_MANY,
                         _ ("The conference is full."));
    return FALSE;
  }
  return TRUE;
}

static void
whin_sip_call_leave (WhinCall *call)
{
  if (WHIN_SIP_CALL (call)->media != NULL)
    whin_media_session_set_bridge (WHIN_SIP_CALL (call)->media, NULL);
}

static void
whin_sip_call_dispose (GObject *object)
{
  WhinSipCall *self = WHIN_SIP_CALL (object);

  g_clear_handle_id (&self->glare_id, g_source_remove);
  g_clear_object (&self->transfer_other);
  if (self->media != NULL)
    g_signal_handlers_disconnect_by_data (self->media, self);
  g_clear_object (&self->media);
  g_clear_pointer (&self->exchange, whin_sdp_exchange_free);
  G_OBJECT_CLASS (whin_sip_call_parent_class)->dispose (object);
}

static void
whin_sip_call_finalize (GObject *object)
{
  WhinSipCall *self = WHIN_SIP_CALL (object);

  g_free (self->answer);
  explicit_bzero (&self->plan, sizeof self->plan);
  G_OBJECT_CLASS (whin_sip_call_parent_class)->finalize (object);
}

static void
whin_sip_call_class_init (WhinSipCallClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  WhinCallClass *call_class = WHIN_CALL_CLASS (klass);

  object_class->dispose = whin_sip_call_dispose;
  object_class->finalize = whin_sip_call_finalize;
  call_class->answer = whin_sip_call_answer;
  call_class->decline = whin_sip_call_decline;
  call_class->hang_up = whin_sip_call_hang_up;
  call_class->hold = whin_sip_call_hold;
  call_class->resume = whin_sip_call_resume;
  call_class->set_muted = whin_sip_call_set_muted;
  call_class->send_dtmf = whin_sip_call_send_dtmf;
  call_class->transfer_async = whin_sip_call_transfer_async;
  call_class->join = whin_sip_call_join;
  call_class->leave = whin_sip_call_leave;
}

static void
whin_sip_call_init (WhinSipCall *self)
{
}

WhinCall *
whin_sip_call_dial (WhinSipLine *line, const char *number, GError **error)
{
  g_autoptr (WhinSipCall) self = g_object_new (WHIN_TYPE_SIP_CALL, NULL);
  const WhinSipSettings *settings = whin_sip_line_get_settings (line);
  WhinSipAgent *agent = whin_sip_line_get_agent (line);
  g_autofree char *target = whin_sip_settings_dup_target (settings, number);
  g_autofree char *from = NULL;

  self->line = line;
  if (!make_media (self, error))
    return NULL;
  from = whin_sip_dialog_make_from (settings);
  set_handle (self, nua_handle (whin_sip_agent_get_nua (agent), NULL, SIPTAG_TO_STR (target),
                                SIPTAG_FROM_STR (from), TAG_END ()));
  nua_set_hparams (self->handle, NUTAG_PROXY (whin_sip_agent_get_proxy (agent)), TAG_END ());
  whin_call_begin (WHIN_CALL (self), WHIN_LINE (line), WHIN_CALL_OUTGOING, number, NULL);
  send_invite (self);
  return WHIN_CALL (g_steal_pointer (&self));
}

void
whin_sip_call_receive (WhinSipLine *line, nua_handle_t *handle, const sip_t *sip)
{
  g_autoptr (WhinSipCall) self = g_object_new (WHIN_TYPE_SIP_CALL, NULL);
  WhinSipAgent *agent = whin_sip_line_get_agent (line);
  WhinPhoneProvider *provider = whin_line_get_provider (WHIN_LINE (line));
  g_autoptr (WhinSipCall) replaced =
      whin_sip_dialog_find_replaced (whin_sip_agent_get_nua (agent), sip);
  g_autoptr (GError) error = NULL;
  g_autofree char *number = whin_sip_dialog_read_caller (whin_sip_line_get_settings (line), sip);
  g_autofree char *name = NULL;

  self->line = line;
  if (sip->sip_replaces != NULL && (replaced == NULL || !replaced->is_established)) {
    nua_respond (handle, SIP_481_NO_TRANSACTION, TAG_END ());
    nua_handle_destroy (handle);
    return;
  }
  if (!make_media (self, &error) ||
      (whin_sip_dialog_has_description (sip) &&
       (self->answer = whin_sdp_exchange_take_offer (self->exchange, sip->sip_payload->pl_data,
                                                     sip->sip_payload->pl_len, &self->plan,
                                                     &error)) == NULL)) {
    g_message ("An incoming call was refused: %s", error->message);
    nua_respond (handle, SIP_488_NOT_ACCEPTABLE, TAG_END ());
    nua_handle_destroy (handle);
    return;
  }
  self->has_plan = self->answer != NULL;
  set_handle (self, handle);
  note_abilities (self, sip);
  if (sip->sip_record_route != NULL ||
      whin_sip_line_get_settings (line)->transport == WHIN_TRANSPORT_TLS)
    nua_set_hparams (handle, NUTAG_PROXY (whin_sip_agent_get_proxy (agent)), TAG_END ());
  if (sip->sip_from != NULL && sip->sip_from->a_display != NULL)
    name = whin_sip_text_unquote (sip->sip_from->a_display);
  whin_call_begin (WHIN_CALL (self), WHIN_LINE (line), WHIN_CALL_RECEIVED, number, name);
  if (replaced != NULL) {
    whin_sip_call_answer (WHIN_CALL (self));
    end (replaced, WHIN_CALL_END_TRANSFERRED, 0, _ ("The other side handed the call over."));
    return;
  }
  if (whin_phone_provider_get_do_not_disturb (provider)) {
    nua_respond (handle, SIP_486_BUSY_HERE, TAG_END ());
    end (self, WHIN_CALL_END_DECLINED, 0, _ ("You did not want to be disturbed."));
    return;
  }
  nua_respond (handle, SIP_180_RINGING, TAG_END ());
  whin_call_announce (WHIN_CALL (self));
}

void
whin_sip_call_handle_event (WhinSipCall *self,
                            nua_event_t event,
                            int status,
                            const char *phrase,
                            nua_handle_t *handle,
                            const sip_t *sip,
                            tagi_t *tags)
{
  G_GNUC_UNUSED g_autoptr (WhinSipCall) keep = g_object_ref (self);

  if (self->handle != handle)
    return;
  switch (event) {
  case nua_r_invite:
    on_invite_answer (self, status, phrase, sip);
    break;
  case nua_i_invite:
  case nua_i_update:
    if (status < 200)
      on_change_request (self, event, sip);
    break;
  case nua_i_ack:
    on_ack (self, sip);
    break;
  case nua_i_bye:
    on_bye (self);
    break;
  case nua_i_cancel:
    on_cancel (self, sip);
    break;
  case nua_i_info:
    on_info (self, sip);
    break;
  case nua_i_notify:
    on_notify (self, sip);
    break;
  case nua_i_refer: /* nobody sends this phone to a number that the person did not choose */
    nua_respond (handle, SIP_603_DECLINE,
                 NUTAG_WITH_THIS (whin_sip_agent_get_nua (whin_sip_line_get_agent (self->line))),
                 TAG_END ());
    break;
  case nua_r_refer:
    on_refer_answer (self, status, sip);
    break;
  case nua_i_terminated:
    on_terminated (self, status, phrase);
    break;
  default:
    break;
  }
}
