/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/phone/sip/whin-sip-voicemail.h"

#include "core/phone/sip/whin-message-summary.h"
#include "core/phone/whin-line-private.h"

#include <sofia-sip/nua_tag.h>
#include <sofia-sip/sip_header.h>
#include <sofia-sip/sip_status.h>

#define EXPIRES_SECONDS 3600

struct _WhinSipVoicemail {
  WhinSipLine *line;
  nua_handle_t *handle; /* or NULL */
  gboolean is_challenged;
};

static void
forget (WhinSipVoicemail *self)
{
  if (self->handle != NULL)
    nua_handle_destroy (self->handle);
  self->handle = NULL;
}

static void
on_answer (WhinSipVoicemail *self, int status, const sip_t *sip)
{
  const char *reason;

  if ((status == 401 || status == 407) &&
      whin_sip_line_authenticate (self->line, self->handle, sip, self->is_challenged, &reason))
    self->is_challenged = TRUE;
  else if (status >= 300)
    forget (self);
  else if (status >= 200)
    self->is_challenged = FALSE;
}

WhinSipVoicemail *
whin_sip_voicemail_new (WhinSipLine *line)
{
  WhinSipVoicemail *self = g_new0 (WhinSipVoicemail, 1);

  self->line = line;
  return self;
}

void
whin_sip_voicemail_free (WhinSipVoicemail *self)
{
  forget (self);
  g_free (self);
}

void
whin_sip_voicemail_subscribe (WhinSipVoicemail *self)
{
  WhinSipAgent *agent = whin_sip_line_get_agent (self->line);
  g_autofree char *uri = NULL;
  g_autofree char *expires = NULL;

  if (self->handle != NULL)
    return;
  uri = whin_sip_settings_dup_uri (whin_sip_line_get_settings (self->line));
  expires = g_strdup_printf ("%d", EXPIRES_SECONDS);
  self->is_challenged = FALSE;
  self->handle = nua_handle (whin_sip_agent_get_nua (agent), NULL, SIPTAG_TO_STR (uri),
                             SIPTAG_FROM_STR (uri), TAG_END ());
  nua_subscribe (self->handle, NUTAG_PROXY (whin_sip_agent_get_proxy (agent)),
                 SIPTAG_EVENT_STR ("message-summary"),
                 SIPTAG_ACCEPT_STR ("application/simple-message-summary"),
                 SIPTAG_EXPIRES_STR (expires), TAG_END ());
}

gboolean
whin_sip_voicemail_handle_event (
    WhinSipVoicemail *self, nua_event_t event, int status, nua_handle_t *handle, const sip_t *sip)
{
  if (self == NULL || self->handle == NULL || self->handle != handle)
    return FALSE;
  if (event == nua_r_subscribe) {
    on_answer (self, status, sip);
  } else if (event == nua_i_notify) {
    nua_t *nua = whin_sip_agent_get_nua (whin_sip_line_get_agent (self->line));

    whin_sip_voicemail_take_summary (self->line, sip);
    if (status < 200)
      nua_respond (handle, SIP_200_OK, NUTAG_WITH_THIS (nua), TAG_END ());
  }
  return TRUE;
}

void
whin_sip_voicemail_take_summary (WhinSipLine *line, const sip_t *sip)
{
  WhinMessageSummary summary;

  if (sip == NULL || sip->sip_payload == NULL || sip->sip_event == NULL ||
      g_ascii_strcasecmp (sip->sip_event->o_type, "message-summary") != 0)
    return;
  if (whin_message_summary_read (sip->sip_payload->pl_data, sip->sip_payload->pl_len, &summary))
    whin_line_set_voicemail (WHIN_LINE (line), summary.waiting, summary.new_messages,
                             summary.old_messages);
}
