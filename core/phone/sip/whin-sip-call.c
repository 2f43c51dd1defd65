/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/phone/media/whin-media-transport.h"
#include "core/phone/sip/whin-sip-call-fields.h"

#include "core/phone/sip/whin-sip-dialog.h"
#include "core/phone/sip/whin-sip-text.h"
#include "core/phone/whin-line-private.h"
#include "core/phone/whin-phone-error.h"
#include "core/phone/whin-phone-provider-private.h"

#include <glib/gi18n-lib.h>

#include <sofia-sip/nua_tag.h>
#include <sofia-sip/sip_header.h>
#include <sofia-sip/sip_status.h>

#include <string.h>

#define RETRY_AFTER_SECONDS "3"

G_DEFINE_FINAL_TYPE (WhinSipCall, whin_sip_call, WHIN_TYPE_CALL)

/* Frees what the call holds of the stack and the audio; a BYE or CANCEL leaves when it is due. */
static void
release (WhinSipCall *self)
{
  g_clear_handle_id (&self->glare_id, g_source_remove);
  g_clear_handle_id (&self->transfer_id, g_source_remove);
  g_clear_object (&self->transfer_other);
  g_clear_object (&self->replaced);
  if (self->media != NULL)
    whin_media_session_close (self->media);
  if (self->handle != NULL) {
    nua_handle_t *handle = g_steal_pointer (&self->handle);
    WhinSipAgent *agent = whin_sip_line_get_agent (self->line);

    if (agent != NULL && self->is_established && self->awaits_bye) {
      whin_sip_agent_await_bye (agent, handle, self->awaits_ack, !self->is_direct);
    } else if (agent != NULL && self->is_established) {
      whin_sip_agent_hang_up (agent, handle, self->awaits_ack, !self->is_direct);
    } else {
      nua_handle_bind (handle, NULL);
      nua_handle_destroy (handle);
    }
    g_object_unref (self); /* the handle's */
  }
}

void
whin_sip_call_end (WhinSipCall *self, WhinCallEnd kind, guint status, const char *reason)
{
  G_GNUC_UNUSED g_autoptr (WhinSipCall) keep = g_object_ref (self);

  release (self);
  whin_call_set_ended (WHIN_CALL (self), kind, status, reason);
}

void
whin_sip_call_end_by_status (WhinSipCall *self, guint status, const char *phrase)
{
  G_GNUC_UNUSED g_autoptr (WhinSipCall) keep = g_object_ref (self);

  release (self);
  whin_call_set_failed (WHIN_CALL (self), status, phrase);
}

gboolean
whin_sip_call_authenticate (WhinSipCall *self,
                            const sip_t *sip,
                            gboolean is_repeated,
                            const char **reason)
{
  *reason = NULL;
  if (!self->is_direct &&
      whin_sip_line_authenticate (self->line, self->handle, sip, is_repeated, reason))
    return TRUE;
  /* Else the stack waits for an answer, and all further requests of the dialog with it, BYE too. */
  nua_authenticate (self->handle, TAG_END ());
  return FALSE;
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

static void
on_media_proved (WhinMediaSession *media, gboolean is_secured, gpointer data)
{
  if (is_secured)
    whin_call_set_encryption (data, WHIN_CALL_ENCRYPTION_DTLS);
  else
    whin_sip_call_end (data, WHIN_CALL_END_FAILED, 0,
                       _ ("Somebody is in between: the encryption is not the other side’s."));
}

/* Where ICE isn't to be had, calls go on without. */
static WhinMediaSession *
make_session (WhinSipCall *self, const char *local, gboolean decides, GError **error)
{
  const WhinSipSettings *settings = whin_sip_line_get_settings (self->line);
  WhinAudioRoute *route = whin_sip_line_get_route (self->line);
  WhinMediaSession *session = NULL;
  g_autoptr (GError) ice_error = NULL;

  if (settings->nat != WHIN_NAT_NONE) {
    session = whin_media_session_new_ice (route, local, settings->stun_server, settings->stun_port,
                                          decides, &ice_error);
    if (session == NULL)
      g_message ("A call goes without ICE: %s", ice_error->message);
  }
  return session != NULL ? session : whin_media_session_new (route, local, error);
}

/* Tells the exchange where our ports are, and does what waited for that. */
static void
on_media_ready (WhinMediaSession *media, gpointer data)
{
  WhinSipCall *self = data;
  WhinIce *ice = whin_media_session_get_ice (media);
  guint rtp_port, rtcp_port;
  g_autofree char *address = whin_ice_dup_address (ice, WHIN_ICE_RTP, &rtp_port);
  G_GNUC_UNUSED g_autofree char *rtcp_address =
      whin_ice_dup_address (ice, WHIN_ICE_RTCP, &rtcp_port);
  g_autofree char *attributes = whin_sip_line_get_settings (self->line)->nat == WHIN_NAT_ICE
                                    ? whin_ice_dup_attributes (ice)
                                    : NULL;

  whin_sdp_exchange_set_address (self->exchange, address, rtp_port, rtcp_port, attributes);
  if (self->offer != NULL) {
    g_autoptr (GBytes) offer = g_steal_pointer (&self->offer);
    gsize length;
    const char *text = g_bytes_get_data (offer, &length);

    /* What was taken before is taken again. */
    g_free (self->answer);
    self->answer = whin_sdp_exchange_take_offer (self->exchange, text, length, &self->plan, NULL);
  }
  if (!self->awaits_ports || self->handle == NULL)
    return;
  self->awaits_ports = FALSE;
  if (whin_call_get_direction (WHIN_CALL (self)) == WHIN_CALL_OUTGOING)
    whin_sip_call_send_invite (self);
  else
    WHIN_CALL_GET_CLASS (self)->answer (WHIN_CALL (self));
}

/* Whether the caller leaves the work of ICE to us. */
static gboolean
is_from_lite (const sip_t *sip)
{
  WhinSdp sdp;

  return whin_sip_dialog_has_description (sip) &&
         whin_sdp_read (sip->sip_payload->pl_data, sip->sip_payload->pl_len, &sdp) &&
         sdp.ice.is_lite;
}

/* @decides: as of whin_ice_new() */
static gboolean
make_media (WhinSipCall *self, WhinCallDirection direction, gboolean decides, GError **error)
{
  const WhinSipSettings *settings = whin_sip_line_get_settings (self->line);
  gboolean is_received = direction == WHIN_CALL_RECEIVED;
  WhinSrtpPolicy sdes = is_received ? settings->sdes_incoming : settings->sdes_outgoing;
  WhinSrtpPolicy dtls = is_received ? settings->dtls_incoming : settings->dtls_outgoing;
  const char *local = whin_sip_agent_get_local (whin_sip_line_get_agent (self->line));
  const WhinCodec *codecs[WHIN_N_CODECS];
  guint n_codecs = whin_codec_order (settings->codec_order, settings->n_codecs, codecs);
  WhinFingerprint fingerprint;

  self->media = make_session (self, local, decides, error);
  if (self->media == NULL)
    return FALSE;
  g_signal_connect (self->media, "ready", G_CALLBACK (on_media_ready), self);
  g_signal_connect (self->media, "dtmf", G_CALLBACK (on_media_dtmf), self);
  g_signal_connect (self->media, "measured", G_CALLBACK (on_media_measured), self);
  g_signal_connect (self->media, "failed", G_CALLBACK (on_media_failed), self);
  g_signal_connect (self->media, "proved", G_CALLBACK (on_media_proved), self);
  self->exchange = whin_sdp_exchange_new (local, whin_media_session_get_rtp_port (self->media),
                                          whin_media_session_get_rtcp_port (self->media), codecs,
                                          n_codecs, sdes);
  if (dtls == WHIN_SRTP_OFF)
    return TRUE;
  if (whin_media_transport_get_fingerprint (&fingerprint)) {
    whin_sdp_exchange_allow_dtls (self->exchange, dtls, &fingerprint);
  } else if (dtls == WHIN_SRTP_REQUIRED) {
    g_set_error_literal (error, WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_MEDIA,
                         _ ("The account wants DTLS encryption, which this machine lacks."));
    return FALSE;
  }
  return TRUE;
}

gboolean
whin_sip_call_apply_plan (WhinSipCall *self, GError **error)
{
  WhinMediaPlan plan = self->plan;

  if (self->wants_hold) {
    plan.sends = FALSE;
    plan.receives = FALSE;
  }
  if (!whin_media_session_apply (self->media, &plan, error))
    return FALSE;
  whin_call_set_codec (WHIN_CALL (self), plan.codec->title);
  /* With DTLS it shows once the other side has proved who it is. */
  if (!plan.is_dtls)
    whin_call_set_encryption (WHIN_CALL (self), plan.is_encrypted ? WHIN_CALL_ENCRYPTION_SDES
                                                                  : WHIN_CALL_ENCRYPTION_NONE);
  return TRUE;
}

void
whin_sip_call_show_state (WhinSipCall *self)
{
  WhinCall *call = WHIN_CALL (self);

  whin_call_set_remote_held (call, self->plan.is_remote_held);
  if (self->wants_hold)
    whin_call_set_state (call, WHIN_CALL_HELD);
  else
    whin_call_set_state (call,
                         self->plan.is_remote_held ? WHIN_CALL_REMOTE_HELD : WHIN_CALL_ACTIVE);
}

gboolean
whin_sip_call_take_answer (WhinSipCall *self, const sip_t *sip, GError **error)
{
  if (!whin_sdp_exchange_take_answer (self->exchange, sip->sip_payload->pl_data,
                                      sip->sip_payload->pl_len, &self->plan, error))
    return FALSE;
  self->has_plan = TRUE;
  return whin_sip_call_apply_plan (self, error);
}

/* Whether an offer of ours has had no answer yet. */
static gboolean
awaits_answer (WhinSipCall *self)
{
  return self->is_late_offer || self->is_changing || (self->has_offered && !self->has_plan);
}

/* An INVITE or UPDATE in the call. */
static void
on_change_request (WhinSipCall *self, nua_event_t event, const sip_t *sip)
{
  nua_t *nua = whin_sip_agent_get_nua (whin_sip_line_get_agent (self->line));
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = NULL;

  if (whin_sip_dialog_has_description (sip) && event == nua_i_update && self->answer != NULL) {
    /* RFC 3311, section 5.2: their first offer has no answer yet. */
    nua_respond (self->handle, SIP_500_INTERNAL_SERVER_ERROR, NUTAG_WITH_THIS (nua),
                 SIPTAG_RETRY_AFTER_STR (RETRY_AFTER_SECONDS), TAG_END ());
  } else if (whin_sip_dialog_has_description (sip) && event == nua_i_update &&
             awaits_answer (self)) {
    nua_respond (self->handle, SIP_491_REQUEST_PENDING, NUTAG_WITH_THIS (nua), TAG_END ());
  } else if (whin_sip_dialog_has_description (sip)) {
    answer = whin_sdp_exchange_take_offer (self->exchange, sip->sip_payload->pl_data,
                                           sip->sip_payload->pl_len, &self->plan, &error);
    if (answer == NULL) {
      nua_respond (self->handle, SIP_488_NOT_ACCEPTABLE, NUTAG_WITH_THIS (nua), TAG_END ());
      return;
    }
    self->has_plan = TRUE;
    if (self->is_established && !whin_sip_call_apply_plan (self, &error))
      whin_call_set_reason (WHIN_CALL (self), error->message);
    nua_respond (self->handle, SIP_200_OK, NUTAG_WITH_THIS (nua),
                 SIPTAG_CONTENT_TYPE_STR ("application/sdp"), SIPTAG_PAYLOAD_STR (answer),
                 TAG_END ());
    if (self->is_established)
      whin_sip_call_show_state (self);
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

/* The answer to an offer that went out in our 200. */
static void
take_late_answer (WhinSipCall *self, const sip_t *sip)
{
  g_autoptr (GError) error = NULL;

  self->is_late_offer = FALSE;
  if (whin_sip_dialog_has_description (sip) && whin_sip_call_take_answer (self, sip, &error))
    whin_sip_call_show_state (self);
  else if (!self->has_plan)
    whin_sip_call_end (self, WHIN_CALL_END_FAILED, 488,
                       error != NULL ? error->message : _ ("The other side offers no audio."));
}

static void
on_ack (WhinSipCall *self, const sip_t *sip)
{
  self->awaits_ack = FALSE;
  if (self->is_late_offer)
    take_late_answer (self, sip);
  if (self->is_change_due && self->handle != NULL)
    whin_sip_call_change (self);
}

static void
on_cancel (WhinSipCall *self, const sip_t *sip)
{
  const sip_reason_t *reason = sip != NULL ? sip->sip_reason : NULL;

  /* RFC 3326: the call was taken by another phone. */
  if (reason != NULL && reason->re_cause != NULL && strcmp (reason->re_cause, "200") == 0)
    whin_sip_call_end (self, WHIN_CALL_END_ELSEWHERE, 0, _ ("Another phone took the call."));
  else
    whin_sip_call_end (self, WHIN_CALL_END_MISSED, 0, _ ("The caller gave up."));
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
on_info_answer (WhinSipCall *self, int status, const sip_t *sip)
{
  const char *reason;

  if ((status == 401 || status == 407) &&
      whin_sip_call_authenticate (self, sip, self->is_info_challenged, &reason))
    self->is_info_challenged = TRUE;
}

static void
on_bye (WhinSipCall *self)
{
  if (whin_call_is_in_transfer (WHIN_CALL (self)))
    whin_sip_call_leave_transfer (self);
  else
    whin_sip_call_end (self, WHIN_CALL_END_HUNG_UP, 0, _ ("The other side hung up."));
}

static void
on_terminated (WhinSipCall *self, int status, const char *phrase)
{
  if (self->is_established)
    whin_sip_call_end (self, WHIN_CALL_END_HUNG_UP, 0,
                       _ ("The connection to the other side was lost."));
  else if (status >= 300)
    whin_sip_call_end_by_status (self, (guint)status, phrase);
  else
    whin_sip_call_end (self, WHIN_CALL_END_FAILED, 0, _ ("The call was lost."));
}

/* This call was answered: the one whose place it takes ends. What the person wished of that one
 * counts for this. */
static void
take_place (WhinSipCall *self)
{
  g_autoptr (WhinSipCall) replaced = g_steal_pointer (&self->replaced);
  WhinPhoneProvider *provider = whin_line_get_provider (WHIN_LINE (self->line));

  if (replaced == NULL)
    return;
  if (!replaced->wants_hold)
    whin_call_set_muted (WHIN_CALL (self), whin_call_get_muted (WHIN_CALL (replaced)));
  whin_sip_call_end (replaced, WHIN_CALL_END_TRANSFERRED, 0,
                     _ ("The other side handed the call over."));
  if (provider != NULL)
    whin_phone_provider_hold_others (provider, WHIN_CALL (self));
}

static void
whin_sip_call_answer (WhinCall *call)
{
  WhinSipCall *self = WHIN_SIP_CALL (call);
  g_autoptr (GError) error = NULL;

  if (!whin_media_session_is_ready (self->media)) {
    self->awaits_ports = TRUE;
    return;
  }
  if (self->answer == NULL) {
    self->answer = whin_sdp_exchange_make_offer (self->exchange);
    self->is_late_offer = TRUE;
  } else if (!whin_sip_call_apply_plan (self, &error)) {
    nua_respond (self->handle, SIP_480_TEMPORARILY_UNAVAILABLE, TAG_END ());
    whin_sip_call_end (self, WHIN_CALL_END_FAILED, 0, error->message);
    return;
  }
  nua_respond (self->handle, SIP_200_OK, SIPTAG_CONTENT_TYPE_STR ("application/sdp"),
               SIPTAG_PAYLOAD_STR (self->answer), TAG_END ());
  g_clear_pointer (&self->answer, g_free);
  self->is_established = TRUE;
  self->awaits_ack = TRUE;
  whin_sip_call_show_state (self);
  take_place (self);
}

static void
whin_sip_call_decline (WhinCall *call)
{
  WhinSipCall *self = WHIN_SIP_CALL (call);

  nua_respond (self->handle, SIP_486_BUSY_HERE, TAG_END ());
  whin_sip_call_end (self, WHIN_CALL_END_DECLINED, 0, _ ("You declined."));
}

static void
whin_sip_call_hang_up (WhinCall *call)
{
  if (WHIN_SIP_CALL (call)->is_established)
    whin_sip_call_end (WHIN_SIP_CALL (call), WHIN_CALL_END_HUNG_UP, 0, _ ("You hung up."));
  else
    whin_sip_call_end (WHIN_SIP_CALL (call), WHIN_CALL_END_CANCELLED, 0,
                       _ ("You gave the call up."));
}

static void
whin_sip_call_hold (WhinCall *call)
{
  WhinSipCall *self = WHIN_SIP_CALL (call);

  /* Silence at once, whatever the other side says to it. */
  self->wants_hold = TRUE;
  if (self->has_plan)
    whin_sip_call_apply_plan (self, NULL);
  whin_call_set_state (call, WHIN_CALL_HELD);
  whin_sip_call_change (self);
}

static void
whin_sip_call_resume (WhinCall *call)
{
  WhinSipCall *self = WHIN_SIP_CALL (call);

  self->wants_hold = FALSE;
  whin_call_set_reason (call, NULL);
  whin_sip_call_change (self);
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
  self->is_info_challenged = FALSE;
  nua_info (self->handle, SIPTAG_CONTENT_TYPE_STR ("application/dtmf-relay"),
            SIPTAG_PAYLOAD_STR (body), TAG_END ());
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
  g_clear_handle_id (&self->transfer_id, g_source_remove);
  g_clear_object (&self->transfer_other);
  g_clear_object (&self->replaced);
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
  g_free (self->dialled);
  g_clear_pointer (&self->offer, g_bytes_unref);
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
whin_sip_call_dial (WhinSipLine *line, const char *number, const char *target, GError **error)
{
  g_autoptr (WhinSipCall) self = g_object_new (WHIN_TYPE_SIP_CALL, NULL);
  const WhinSipSettings *settings = whin_sip_line_get_settings (line);
  WhinSipAgent *agent = whin_sip_line_get_agent (line);
  g_autofree char *uri = whin_sip_settings_dup_target (settings, target);
  g_autofree char *from = NULL;

  self->line = line;
  self->dialled = g_strdup (target);
  if (!make_media (self, WHIN_CALL_OUTGOING, TRUE, error))
    return NULL;
  from = whin_sip_dialog_make_from (settings);
  set_handle (self, nua_handle (whin_sip_agent_get_nua (agent), NULL, SIPTAG_TO_STR (uri),
                                SIPTAG_FROM_STR (from), TAG_END ()));
  nua_set_hparams (self->handle, NUTAG_PROXY (whin_sip_agent_get_proxy (agent)), TAG_END ());
  whin_call_begin (WHIN_CALL (self), WHIN_LINE (line), WHIN_CALL_OUTGOING, number, NULL);
  if (whin_media_session_is_ready (self->media))
    whin_sip_call_send_invite (self);
  else
    self->awaits_ports = TRUE;
  return WHIN_CALL (g_steal_pointer (&self));
}

void
whin_sip_call_receive (WhinSipLine *line, nua_handle_t *handle, const sip_t *sip)
{
  g_autoptr (WhinSipCall) self = g_object_new (WHIN_TYPE_SIP_CALL, NULL);
  WhinSipAgent *agent = whin_sip_line_get_agent (line);
  const WhinSipSettings *settings = whin_sip_line_get_settings (line);
  WhinPhoneProvider *provider = whin_line_get_provider (WHIN_LINE (line));
  g_autoptr (WhinSipCall) replaced =
      whin_sip_dialog_find_replaced (whin_sip_agent_get_nua (agent), sip);
  g_autoptr (GError) error = NULL;
  g_autofree char *number = whin_sip_dialog_read_caller (
      sip, sip->sip_from != NULL && whin_sip_line_is_server (line, sip->sip_from->a_url));
  g_autofree char *name = NULL;

  self->line = line;
  if (replaced != NULL && replaced->is_established && sip->sip_replaces->rp_early_only) {
    nua_respond (handle, SIP_486_BUSY_HERE, TAG_END ()); /* RFC 3891, section 3 */
    nua_handle_destroy (handle);
    return;
  }
  if (sip->sip_replaces != NULL && (replaced == NULL || !replaced->is_established)) {
    nua_respond (handle, SIP_481_NO_TRANSACTION, TAG_END ());
    nua_handle_destroy (handle);
    return;
  }
  if (!make_media (self, WHIN_CALL_RECEIVED, is_from_lite (sip), &error) ||
      (whin_sip_dialog_has_description (sip) &&
       (self->answer = whin_sdp_exchange_take_offer (self->exchange, sip->sip_payload->pl_data,
                                                     sip->sip_payload->pl_len, &self->plan,
                                                     &error)) == NULL)) {
    g_message ("An incoming call was refused: %s", error->message);
    nua_respond (handle, SIP_488_NOT_ACCEPTABLE, TAG_END ());
    nua_handle_destroy (handle);
    return;
  }
  if (replaced != NULL && replaced->plan.is_encrypted && !self->plan.is_encrypted) {
    g_message ("A call that is not encrypted was to take the place of one that is.");
    nua_respond (handle, SIP_488_NOT_ACCEPTABLE, TAG_END ());
    nua_handle_destroy (handle);
    return;
  }
  self->has_plan = self->answer != NULL;
  if (self->has_plan && !whin_media_session_is_ready (self->media))
    self->offer = g_bytes_new (sip->sip_payload->pl_data, sip->sip_payload->pl_len);
  set_handle (self, handle);
  whin_sip_call_note_abilities (self, sip);
  self->is_direct = settings->transport != WHIN_TRANSPORT_TLS || sip->sip_record_route != NULL
                        ? !whin_sip_line_trusts (line, whin_sip_dialog_get_next_hop (sip, FALSE))
                        : FALSE;
  if (sip->sip_record_route != NULL)
    whin_sip_line_note_route (line, whin_sip_dialog_get_next_hop (sip, FALSE));
  if (sip->sip_record_route != NULL || settings->transport == WHIN_TRANSPORT_TLS)
    nua_set_hparams (handle, NUTAG_PROXY (whin_sip_agent_get_proxy (agent)), TAG_END ());
  if (sip->sip_from != NULL && sip->sip_from->a_display != NULL)
    name = whin_sip_text_unquote (sip->sip_from->a_display);
  whin_call_begin (WHIN_CALL (self), WHIN_LINE (line), WHIN_CALL_RECEIVED, number, name);
  self->replaced = g_steal_pointer (&replaced);
  if (self->replaced != NULL && !self->replaced->wants_hold) {
    whin_media_session_set_muted (self->media, whin_call_get_muted (WHIN_CALL (self->replaced)));
    whin_sip_call_answer (WHIN_CALL (self));
    return;
  }
  if (whin_phone_provider_get_do_not_disturb (provider)) {
    nua_respond (handle, SIP_486_BUSY_HERE, TAG_END ());
    whin_sip_call_end (self, WHIN_CALL_END_DECLINED, 0, _ ("You did not want to be disturbed."));
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
    whin_sip_call_on_invite_answer (self, status, phrase, sip);
    break;
  case nua_r_update:
    whin_sip_call_on_update_answer (self, status, sip);
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
  case nua_r_info:
    on_info_answer (self, status, sip);
    break;
  case nua_i_notify:
    whin_sip_call_on_notify (self, sip);
    break;
  case nua_i_refer: /* nobody sends this phone to a number that the person did not choose */
    nua_respond (handle, SIP_603_DECLINE,
                 NUTAG_WITH_THIS (whin_sip_agent_get_nua (whin_sip_line_get_agent (self->line))),
                 TAG_END ());
    break;
  case nua_r_refer:
    whin_sip_call_on_refer_answer (self, status, sip);
    break;
  case nua_i_terminated:
    on_terminated (self, status, phrase);
    break;
  default:
    break;
  }
}
