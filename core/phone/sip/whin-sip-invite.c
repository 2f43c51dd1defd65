/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/phone/sip/whin-sip-call-fields.h"

#include "core/command/whin-dial-rule.h"
#include "core/phone/sip/whin-backoff.h"
#include "core/phone/sip/whin-sip-dialog.h"

#include <glib/gi18n-lib.h>

#include <sofia-sip/nua_tag.h>
#include <sofia-sip/sip_header.h>
#include <sofia-sip/sip_status.h>
#include <sofia-sip/url.h>

void
whin_sip_call_send_invite (WhinSipCall *self)
{
  g_autofree char *offer = whin_sdp_exchange_make_offer (self->exchange);

  self->is_challenged = FALSE;
  self->has_offered = TRUE;
  nua_invite (self->handle, SIPTAG_CONTENT_TYPE_STR ("application/sdp"), SIPTAG_PAYLOAD_STR (offer),
              TAG_END ());
}

void
whin_sip_call_change (WhinSipCall *self)
{
  /* RFC 3261, section 14.1: not before an INVITE that is under way is through, theirs included. */
  if (self->is_changing || self->glare_id != 0 || !self->is_established || self->awaits_ack) {
    self->is_change_due = TRUE;
    return;
  }
  self->is_change_due = FALSE;
  self->is_changing = TRUE;
  whin_sdp_exchange_set_held (self->exchange, self->wants_hold);
  whin_sip_call_send_invite (self);
}

static gboolean
on_glare_time (gpointer data)
{
  WhinSipCall *self = data;

  self->glare_id = 0;
  whin_sip_call_change (self);
  return G_SOURCE_REMOVE;
}

/* In a dialog without a route set requests go to the other side's contact, not to the server: over
 * TLS the connection that is there is the one that was verified. */
static void
follow_route (WhinSipCall *self, const sip_t *sip)
{
  const WhinSipSettings *settings = whin_sip_line_get_settings (self->line);

  if (sip->sip_record_route == NULL && settings->transport == WHIN_TRANSPORT_TLS)
    return;
  if (sip->sip_record_route == NULL)
    nua_set_hparams (self->handle, NUTAG_PROXY (NULL), TAG_END ());
  else
    whin_sip_line_note_route (self->line, whin_sip_dialog_get_next_hop (sip, TRUE));
  self->is_direct = !whin_sip_line_trusts (self->line, whin_sip_dialog_get_next_hop (sip, TRUE));
  if (self->is_direct)
    whin_sip_line_deny_credentials (self->line, self->handle);
}

void
whin_sip_call_note_abilities (WhinSipCall *self, const sip_t *sip)
{
  gboolean takes_update;

  if (sip->sip_allow == NULL)
    return;
  self->takes_info = sip_is_allowed (sip->sip_allow, sip_method_info, "INFO");
  takes_update = sip_is_allowed (sip->sip_allow, sip_method_update, "UPDATE");
  nua_set_hparams (self->handle, NUTAG_UPDATE_REFRESH (takes_update), TAG_END ());
}

/* (transfer full): the number that a redirection leads to, as a person would dial it, or NULL. */
static char *
read_redirection (WhinSipCall *self, const url_t *target)
{
  g_autofree char *user = NULL;
  g_autofree char *number = NULL;

  if (target == NULL || target->url_type != url_sip || target->url_user == NULL ||
      target->url_host == NULL)
    return NULL;
  user = g_uri_unescape_string (target->url_user, NULL);
  if (user == NULL)
    return NULL;
  if (whin_sip_line_is_server (self->line, target))
    return whin_line_clean_number (user);
  number = g_strdup_printf (target->url_port != NULL ? "%s@%s:%s" : "%s@%s", user, target->url_host,
                            target->url_port);
  return whin_line_clean_number (number);
}

/* RFC 3261, section 8.1.3.4. The person sees the new number, and no other side makes this phone
 * call an emergency centre or change a service. Of a number that may cost more the person decides:
 * this call ends and tells where it would have gone. */
static void
redirect (WhinSipCall *self, int status, const char *phrase, const sip_t *sip)
{
  WhinSipAgent *agent = whin_sip_line_get_agent (self->line);
  const WhinSipSettings *settings = whin_sip_line_get_settings (self->line);
  const url_t *target = sip != NULL && sip->sip_contact != NULL ? sip->sip_contact->m_url : NULL;
  g_autofree char *number = read_redirection (self, target);
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  nua_handle_t *old = self->handle;

  if (status > 301 || number == NULL || ++self->redirects > WHIN_SIP_MAX_REDIRECTS) {
    whin_sip_call_end_by_status (self, (guint)status, phrase);
    return;
  }
  if (whin_dial_rule_guards (number)) {
    whin_sip_call_end (self, WHIN_CALL_END_FAILED, (guint)status,
                       _ ("The call was to be passed on to a number that only you may dial."));
    return;
  }
  if (!whin_dial_rule_follows (self->dialled, number)) {
    whin_call_set_passed_on_to (WHIN_CALL (self), number);
    whin_sip_call_end (self, WHIN_CALL_END_FAILED, (guint)status,
                       _ ("Another number is to be called instead."));
    return;
  }
  whin_call_set_identity (WHIN_CALL (self), number, NULL);
  from = whin_sip_dialog_make_from (settings);
  to = whin_sip_settings_dup_target (settings, number);
  nua_handle_bind (old, NULL);
  nua_handle_destroy (old);
  self->handle = nua_handle (whin_sip_agent_get_nua (agent), (nua_hmagic_t *)self,
                             SIPTAG_TO_STR (to), SIPTAG_FROM_STR (from), TAG_END ());
  nua_set_hparams (self->handle, NUTAG_PROXY (whin_sip_agent_get_proxy (agent)), TAG_END ());
  whin_call_set_state (WHIN_CALL (self), WHIN_CALL_DIALING);
  whin_sip_call_send_invite (self);
}

static void
on_invite_progress (WhinSipCall *self, int status, const sip_t *sip)
{
  g_autoptr (GError) error = NULL;
  WhinCallState state = whin_call_get_state (WHIN_CALL (self));

  if (self->is_established || status == 100)
    return;
  if (whin_sip_dialog_has_description (sip)) {
    if (whin_sip_call_take_answer (self, sip, &error))
      whin_call_set_state (WHIN_CALL (self), WHIN_CALL_EARLY);
    /* A later answer may still do. */
  } else if (status == 180 && state == WHIN_CALL_DIALING) {
    whin_call_set_state (WHIN_CALL (self), WHIN_CALL_RINGING);
  }
}

/* The stack refreshes a session (RFC 4028) by the last INVITE of ours; where there was none its own
 * holds no description, so that the 200 brings an offer. */
static void
on_refreshed_by_offer (WhinSipCall *self, const sip_t *sip)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = whin_sdp_exchange_take_offer (
      self->exchange, sip->sip_payload->pl_data, sip->sip_payload->pl_len, &self->plan, &error);

  if (answer == NULL) {
    nua_ack (self->handle, TAG_END ());
    whin_sip_call_end (self, WHIN_CALL_END_FAILED, 488, error->message);
    return;
  }
  nua_ack (self->handle, SIPTAG_CONTENT_TYPE_STR ("application/sdp"), SIPTAG_PAYLOAD_STR (answer),
           TAG_END ());
  if (!whin_sip_call_apply_plan (self, &error))
    whin_call_set_reason (WHIN_CALL (self), error->message);
  whin_sip_call_show_state (self);
}

static void
on_invite_accepted (WhinSipCall *self, const sip_t *sip)
{
  g_autoptr (GError) error = NULL;
  gboolean is_first = !self->is_established;

  if (!self->has_offered && whin_sip_dialog_has_description (sip)) {
    on_refreshed_by_offer (self, sip);
    return;
  }
  if (is_first && sip != NULL) {
    follow_route (self, sip);
    whin_sip_call_note_abilities (self, sip);
  }
  nua_ack (self->handle, TAG_END ());
  self->is_established = TRUE;
  self->is_changing = FALSE;
  self->is_challenged = FALSE;
  if (whin_sip_dialog_has_description (sip)
          ? !whin_sip_call_take_answer (self, sip, &error)
          : !self->has_plan || !whin_sip_call_apply_plan (self, &error)) {
    if (is_first)
      whin_sip_call_end (self, WHIN_CALL_END_FAILED, 488,
                         error != NULL ? error->message : _ ("The other side offers no audio."));
    else
      whin_call_set_reason (WHIN_CALL (self), error != NULL ? error->message : NULL);
    return;
  }
  whin_sip_call_show_state (self);
  if (self->is_change_due)
    whin_sip_call_change (self);
}

/* The call stays what both sides last agreed on (RFC 3261, section 14.1), but for the silence that
 * the person wants. */
static void
on_change_refused (WhinSipCall *self)
{
  g_autoptr (GError) error = NULL;

  if (self->wants_hold != self->plan.is_held) {
    whin_call_set_reason (WHIN_CALL (self), self->wants_hold
                                                ? _ ("The other side was not told of the hold.")
                                                : _ ("The other side does not resume the call."));
    return;
  }
  if (!whin_sip_call_apply_plan (self, &error))
    whin_call_set_reason (WHIN_CALL (self), error->message);
  whin_sip_call_show_state (self);
}

static void
on_invite_refused (WhinSipCall *self, int status, const char *phrase, const sip_t *sip)
{
  const char *reason = NULL;
  gboolean is_refresh = !self->is_changing; /* the stack's own */

  if ((status == 401 || status == 407) &&
      whin_sip_call_authenticate (self, sip, self->is_challenged, &reason)) {
    self->is_challenged = TRUE;
    return;
  }
  if (!self->is_established) {
    if (reason != NULL)
      whin_sip_call_end (self, WHIN_CALL_END_FAILED, (guint)status, reason);
    else if (status < 400)
      redirect (self, status, phrase, sip);
    else
      whin_sip_call_end_by_status (self, (guint)status, phrase);
    return;
  }
  self->is_changing = FALSE;
  if (status == 491) {
    gboolean is_caller = whin_call_get_direction (WHIN_CALL (self)) == WHIN_CALL_OUTGOING;

    g_clear_handle_id (&self->glare_id, g_source_remove);
    self->glare_id =
        g_timeout_add (whin_backoff_glare_ms (is_caller, g_random_double ()), on_glare_time, self);
  } else if (status == 481 || status == 408) { /* RFC 3261, section 12.2.1.2 */
    whin_sip_call_end_by_status (self, (guint)status, phrase);
  } else if (is_refresh && whin_sip_dialog_loses_refresh ((guint)status)) {
    whin_sip_call_end (self, WHIN_CALL_END_HUNG_UP, 0,
                       _ ("The connection to the other side was lost."));
  } else {
    on_change_refused (self);
  }
}

void
whin_sip_call_on_invite_answer (WhinSipCall *self, int status, const char *phrase, const sip_t *sip)
{
  if (status < 200)
    on_invite_progress (self, status, sip);
  else if (status < 300)
    on_invite_accepted (self, sip);
  else
    on_invite_refused (self, status, phrase, sip);
}

void
whin_sip_call_on_update_answer (WhinSipCall *self, int status, const sip_t *sip)
{
  const char *reason;

  if (status == 401 || status == 407)
    self->is_update_challenged =
        whin_sip_call_authenticate (self, sip, self->is_update_challenged, &reason);
  else if (status >= 200 && status < 300)
    self->is_update_challenged = FALSE;
  else if (status == 405 || status == 501) /* the next refresh is an INVITE */
    nua_set_hparams (self->handle, NUTAG_UPDATE_REFRESH (0), TAG_END ());
}
