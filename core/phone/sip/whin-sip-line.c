/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/phone/sip/whin-sip-line-private.h"

#include "core/phone/sip/whin-backoff.h"
#include "core/phone/sip/whin-sip-call.h"
#include "core/phone/sip/whin-sip-keepalive.h"
#include "core/phone/sip/whin-sip-proof.h"
#include "core/phone/sip/whin-sip-sources.h"
#include "core/phone/sip/whin-sip-voicemail.h"
#include "core/phone/sip/whin-tls-probe.h"
#include "core/phone/whin-line-private.h"
#include "core/phone/whin-phone-error.h"
#include "core/phone/whin-phone-provider-private.h"

#include <glib/gi18n-lib.h>

#include <sofia-sip/msg_addr.h>
#include <sofia-sip/nua_tag.h>
#include <sofia-sip/sip_header.h>
#include <sofia-sip/sip_status.h>
#include <sofia-sip/url.h>

#include <string.h>

/* The network's change comes in several steps. */
#define NETWORK_SETTLE_MS 500

/* A server that was reached answers sooner, or a new attempt is better than the stack's own 32 s;
 * some challenges even make it wait for ever without an event. */
#define REGISTER_DEADLINE_SECONDS 8

/* What a call leaves behind: theirs or our BYE, and the proof that a server asks for. */
#define LEAVE_DEADLINE_MS (WHIN_SIP_AGENT_BYE_WAIT_MS + 2000)

struct _WhinSipLine {
  WhinLine parent_instance;
  WhinAccount *account;
  WhinAudioRoute *route;
  char *ca_file;
  char *user_agent;

  gboolean is_started;
  gboolean is_reload_due; /* the account changed during a call */
  WhinSipSettings *settings;
  GCancellable *cancellable; /* of locating and probing, or NULL */
  WhinSipLocation *location;
  WhinSipSources *sources; /* while there is an agent */
  gboolean has_registered; /* with this agent */
  gboolean wants_all_authorities;
  gboolean needs_all_authorities; /* a call's way led to another machine than the probe saw */
  gboolean is_narrowed;           /* the agent has only the authorities of that one */
  WhinSipAgent *agent;
  char *contact_user; /* known to the server alone */
  nua_handle_t *registration;
  WhinSipVoicemail *voicemail; /* or NULL */
  WhinSipKeepalive *keepalive; /* while registered */
  gboolean is_challenged;      /* the password was sent for the request under way */
  WhinSipProof proof;
  WhinBackoff backoff;
  guint retry_id;
  guint deadline_id; /* of the REGISTER under way */
  guint network_id;
  GTask *stop_task;
  guint stop_id;
};

G_DEFINE_FINAL_TYPE (WhinSipLine, whin_sip_line, WHIN_TYPE_LINE)

static void begin (WhinSipLine *self);

static gboolean
has_calls (WhinSipLine *self)
{
  WhinPhoneProvider *provider = whin_line_get_provider (WHIN_LINE (self));

  return provider != NULL &&
         g_list_model_get_n_items (whin_phone_provider_get_calls (provider)) > 0;
}

static void
clear_handle (nua_handle_t **handle)
{
  if (*handle != NULL)
    nua_handle_destroy (*handle);
  *handle = NULL;
}

/* Back to nothing. The stack tells the server of the contact's end, if it hears that. */
static void
drop (WhinSipLine *self)
{
  g_clear_handle_id (&self->retry_id, g_source_remove);
  g_clear_handle_id (&self->deadline_id, g_source_remove);
  g_clear_pointer (&self->keepalive, whin_sip_keepalive_free);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  clear_handle (&self->registration);
  g_clear_pointer (&self->voicemail, whin_sip_voicemail_free);
  whin_sip_proof_forget_registration (&self->proof);
  g_clear_pointer (&self->agent, whin_sip_agent_close);
  self->has_registered = FALSE;
  g_clear_pointer (&self->sources, whin_sip_sources_free);
  g_clear_pointer (&self->location, whin_sip_location_free);
}

static gboolean
on_retry_time (gpointer data)
{
  WhinSipLine *self = data;

  self->retry_id = 0;
  begin (self);
  return G_SOURCE_REMOVE;
}

static void
wait_and_retry (WhinSipLine *self, const char *reason)
{
  guint wait = whin_backoff_next_ms (&self->backoff, g_random_double ());

  g_clear_pointer (&self->keepalive, whin_sip_keepalive_free);
  g_clear_handle_id (&self->retry_id, g_source_remove);
  self->retry_id = g_timeout_add (wait, on_retry_time, self);
  whin_line_set_state (WHIN_LINE (self), WHIN_LINE_WAITING, reason, (wait + 999) / 1000);
}

/* A server may have certificates of several authorities, and show the stack another one than the
 * probe saw: what was never connected is tried with all. */
static void
on_unreachable (WhinSipLine *self)
{
  self->wants_all_authorities = !self->has_registered;
}

static gboolean
on_register_deadline (gpointer data)
{
  WhinSipLine *self = data;

  on_unreachable (self);
  self->deadline_id = 0;
  clear_handle (&self->registration);
  wait_and_retry (self, NULL);
  return G_SOURCE_REMOVE;
}

static void
refuse (WhinSipLine *self, const char *reason)
{
  g_clear_pointer (&self->keepalive, whin_sip_keepalive_free);
  whin_line_set_state (WHIN_LINE (self), WHIN_LINE_REFUSED, reason, 0);
}

static void
finish_stop (WhinSipLine *self)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->stop_task);

  if (task == NULL)
    return;
  g_clear_handle_id (&self->stop_id, g_source_remove);
  drop (self);
  whin_line_set_state (WHIN_LINE (self), WHIN_LINE_OFF, NULL, 0);
  g_task_return_boolean (task, TRUE);
}

static gboolean
on_stop_deadline (gpointer data)
{
  WhinSipLine *self = data;

  self->stop_id = 0;
  finish_stop (self);
  return G_SOURCE_REMOVE;
}

static void
send_register (WhinSipLine *self)
{
  g_autofree char *uri = whin_sip_settings_dup_uri (self->settings);
  g_autofree char *expires = g_strdup_printf ("%u", self->settings->expires);
  g_autofree char *registrar = whin_sip_settings_dup_registrar (self->settings);

  self->is_challenged = FALSE;
  /* A handle that is there goes on: its requests have an order, so that none that un-registers the
   * same contact comes late. */
  if (self->registration == NULL)
    self->registration = nua_handle (whin_sip_agent_get_nua (self->agent), NULL,
                                     SIPTAG_TO_STR (uri), SIPTAG_FROM_STR (uri), TAG_END ());
  g_clear_handle_id (&self->deadline_id, g_source_remove);
  self->deadline_id = g_timeout_add_seconds (REGISTER_DEADLINE_SECONDS, on_register_deadline, self);
  whin_line_set_state (WHIN_LINE (self), WHIN_LINE_REGISTERING, NULL, 0);
  nua_register (self->registration, NUTAG_REGISTRAR (registrar),
                NUTAG_PROXY (whin_sip_agent_get_proxy (self->agent)),
                NUTAG_M_USERNAME (self->contact_user), SIPTAG_EXPIRES_STR (expires),
                NUTAG_OUTBOUND ("no-options-keepalive no-validate natify"), TAG_END ());
}

static void
on_lost (WhinSipLine *self, gboolean is_forgotten)
{
  if (is_forgotten) {
    send_register (self);
  } else {
    wait_and_retry (self, NULL);
  }
}

/* The words for a refused registration; NULL: it may work later. */
static const char *
get_refusal (int status)
{
  switch (status) {
  case 401:
  case 407:
    return _ ("The password was refused.");
  case 403:
    return _ ("The server does not allow this account.");
  case 404:
    return _ ("The server does not know this account.");
  case 416:
  case 420:
  case 421:
    return _ ("The server wants something that this phone lacks.");
  default:
    return NULL;
  }
}

static void
on_register_answer (WhinSipLine *self, int status, const char *phrase, const sip_t *sip)
{
  const char *reason = NULL;
  WhinChallenge challenge = WHIN_CHALLENGE_NONE;
  gboolean was_foreign = whin_sip_keepalive_is_foreign (self->keepalive);

  if (status < 200)
    return;
  if (status < 300) {
    g_clear_handle_id (&self->deadline_id, g_source_remove);
    self->is_challenged = FALSE;
    self->has_registered = TRUE;
    self->wants_all_authorities = FALSE;
    whin_sip_proof_confirm (&self->proof);
    whin_backoff_reset (&self->backoff);
    g_clear_handle_id (&self->retry_id, g_source_remove);
    g_clear_pointer (&self->keepalive, whin_sip_keepalive_free);
    self->keepalive = whin_sip_keepalive_new (self, sip, was_foreign, on_lost);
    whin_line_set_secure (WHIN_LINE (self), self->settings->transport == WHIN_TRANSPORT_TLS);
    whin_line_set_state (WHIN_LINE (self), WHIN_LINE_REGISTERED, NULL, 0);
    if (self->settings->subscribes_voicemail && self->voicemail == NULL)
      self->voicemail = whin_sip_voicemail_new (self);
    if (self->voicemail != NULL)
      whin_sip_voicemail_subscribe (self->voicemail);
    return;
  }
  if (status == 401 || status == 407) {
    challenge = whin_sip_proof_give (&self->proof, self->settings, self->registration, TRUE, sip,
                                     self->is_challenged);
    if (challenge == WHIN_CHALLENGE_ANSWERABLE) {
      self->is_challenged = TRUE;
      return;
    }
    reason = whin_sip_proof_get_words (challenge);
  }
  g_clear_handle_id (&self->deadline_id, g_source_remove);
  self->is_challenged = FALSE;
  clear_handle (&self->registration);
  if (challenge == WHIN_CHALLENGE_WEAK) { /* it may not be the server's own word */
    wait_and_retry (self, reason);
    return;
  }
  if (reason == NULL)
    reason = get_refusal (status);
  if (reason != NULL) {
    refuse (self, reason);
    return;
  }
  if (status == 408 || status == 503) { /* mostly the stack's own: no answer, no connection */
    on_unreachable (self);
    wait_and_retry (self, NULL);
  } else {
    g_autofree char *words =
        g_strdup_printf (_ ("The server cannot register the phone now (%d)."), status);

    wait_and_retry (self, words);
  }
}

static gboolean
is_server_ip (WhinSipLine *self, const char *ip)
{
  g_autofree char *registrar = whin_sip_location_dup_ip (self->location);

  return strcmp (ip, registrar) == 0 || whin_sip_sources_has (self->sources, ip);
}

/* (transfer full): bracketless, or NULL: it leads elsewhere than to a host that it names. */
static char *
dup_host (const url_t *url)
{
  if (url == NULL || url->url_host == NULL || url_has_param (url, "maddr"))
    return NULL;
  return *url->url_host == '[' ? g_strndup (url->url_host + 1, strcspn (url->url_host + 1, "]"))
                               : g_strdup (url->url_host);
}

/* Whether what begins here comes from the server: from an address of it, and to the contact that it
 * alone was told. Others reach this phone through it, or not at all. */
static gboolean
is_from_server (WhinSipLine *self, const sip_t *sip)
{
  msg_t *message = nua_current_request (whin_sip_agent_get_nua (self->agent));
  const url_t *target = sip != NULL && sip->sip_request != NULL ? sip->sip_request->rq_url : NULL;
  g_autoptr (GSocketAddress) source = NULL;
  g_autofree char *source_ip = NULL;
  su_addrinfo_t *info = message != NULL ? msg_addrinfo (message) : NULL;

  if (target == NULL || g_strcmp0 (target->url_user, self->contact_user) != 0 || info == NULL ||
      info->ai_addr == NULL)
    return FALSE;
  source = g_socket_address_new_from_native (info->ai_addr, info->ai_addrlen);
  if (!G_IS_INET_SOCKET_ADDRESS (source))
    return FALSE;
  source_ip =
      g_inet_address_to_string (g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (source)));
  return is_server_ip (self, source_ip);
}

static void
on_invite (WhinSipLine *self, nua_handle_t *handle, const sip_t *sip)
{
  WhinPhoneProvider *provider = whin_line_get_provider (WHIN_LINE (self));

  if (!is_from_server (self, sip)) {
    nua_respond (handle, SIP_404_NOT_FOUND, TAG_END ());
    nua_handle_destroy (handle);
  } else if (provider == NULL || self->stop_task != NULL) {
    nua_respond (handle, SIP_480_TEMPORARILY_UNAVAILABLE, TAG_END ());
    nua_handle_destroy (handle);
  } else if (!whin_phone_provider_has_room (provider)) {
    nua_respond (handle, SIP_486_BUSY_HERE, TAG_END ());
    nua_handle_destroy (handle);
  } else {
    whin_sip_call_receive (self, handle, sip);
  }
}

static void
on_agent_event (WhinSipAgent *agent,
                nua_event_t event,
                int status,
                const char *phrase,
                nua_handle_t *handle,
                gpointer owner,
                const sip_t *sip,
                tagi_t *tags,
                gpointer data)
{
  g_autoptr (WhinSipLine) self = g_object_ref (data);

  if (owner != NULL) {
    whin_sip_call_handle_event (WHIN_SIP_CALL (owner), event, status, phrase, handle, sip, tags);
    return;
  }
  if (whin_sip_keepalive_handle_event (self->keepalive, event, status, handle, sip) ||
      whin_sip_voicemail_handle_event (self->voicemail, event, status, handle, sip))
    return;
  switch (event) {
  case nua_r_register:
    if (handle == self->registration)
      on_register_answer (self, status, phrase, sip);
    break;
  case nua_r_unregister:
    if (status >= 200 && handle == self->registration) {
      const char *reason;

      if ((status == 401 || status == 407) &&
          whin_sip_line_authenticate (self, handle, sip, self->is_challenged, &reason))
        self->is_challenged = TRUE;
      else
        finish_stop (self);
    }
    break;
  case nua_r_bye: /* of a call that is no more; the agent asks once */
    if (!whin_sip_line_authenticate (self, handle, sip, FALSE, &(const char *){NULL}))
      whin_sip_agent_forget (agent, handle);
    break;
  case nua_i_notify:
    if (is_from_server (self, sip))
      whin_sip_voicemail_take_summary (self, sip);
    if (status < 200)
      nua_respond (handle, SIP_200_OK, NUTAG_WITH_THIS (whin_sip_agent_get_nua (agent)),
                   TAG_END ());
    if (handle != NULL && handle != self->registration)
      nua_handle_destroy (handle);
    break;
  case nua_i_invite:
    on_invite (self, handle, sip);
    break;
  case nua_i_info:
  case nua_i_refer: /* outside a call */
    nua_respond (handle, SIP_481_NO_TRANSACTION, NUTAG_WITH_THIS (whin_sip_agent_get_nua (agent)),
                 TAG_END ());
    nua_handle_destroy (handle);
    break;
  default:
    break;
  }
}

static void
make_agent_and_register (WhinSipLine *self, const char *authorities)
{
  self->is_narrowed = authorities != NULL;
  g_free (self->contact_user);
  self->contact_user = g_strdup_printf ("%08x%08x", g_random_int (), g_random_int ());
  self->agent = whin_sip_agent_new (self->settings, self->location, authorities, self->ca_file,
                                    self->user_agent, on_agent_event, self);
  if (self->agent == NULL) {
    wait_and_retry (self, _ ("The phone cannot use the network."));
  } else {
    self->sources = whin_sip_sources_new (self->settings);
    send_register (self);
  }
}

static void
on_probed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WhinSipLine) self = data;
  g_autofree char *authorities = NULL;
  g_autoptr (GError) error = NULL;

  if (whin_tls_probe_finish (result, &authorities, &error)) {
    g_clear_object (&self->cancellable);
    make_agent_and_register (
        self, self->wants_all_authorities || self->needs_all_authorities ? NULL : authorities);
    return;
  }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE))
    refuse (self, error->message);
  else if (error->domain == G_TLS_ERROR)
    wait_and_retry (self, _ ("The server offers no secure connection here."));
  else
    wait_and_retry (self, NULL);
}

static void
on_located (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WhinSipLine) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WhinSipLocation) location = whin_sip_locator_finish (result, &error);
  GNetworkMonitor *monitor = g_network_monitor_get_default ();

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (location == NULL || (!whin_sip_location_is_loopback (location) &&
                           !g_network_monitor_get_network_available (monitor))) {
    g_clear_object (&self->cancellable);
    if (!g_network_monitor_get_network_available (monitor)) {
      wait_and_retry (self, NULL);
      whin_line_set_state (WHIN_LINE (self), WHIN_LINE_NO_NETWORK, NULL, 0);
    } else {
      wait_and_retry (self, _ ("The server’s name was not found."));
    }
    return;
  }
  g_clear_pointer (&self->location, whin_sip_location_free);
  self->location = g_steal_pointer (&location);
  if (self->settings->transport != WHIN_TRANSPORT_UDP) {
    gboolean is_tls = self->settings->transport == WHIN_TRANSPORT_TLS;

    whin_tls_probe_async (self->location->address, is_tls ? self->location->host : NULL,
                          self->ca_file, self->cancellable, on_probed, g_object_ref (self));
  } else {
    g_clear_object (&self->cancellable);
    make_agent_and_register (self, NULL);
  }
}

/* From the start: where is the server, is it the right one, register. An agent with calls is kept.
 */
static void
begin (WhinSipLine *self)
{
  g_clear_handle_id (&self->retry_id, g_source_remove);
  if (!self->is_started || self->stop_task != NULL || self->settings == NULL ||
      self->cancellable != NULL)
    return;
  if (self->agent != NULL && has_calls (self)) {
    send_register (self);
    return;
  }
  drop (self);
  whin_line_set_state (WHIN_LINE (self), WHIN_LINE_REGISTERING, NULL, 0);
  self->cancellable = g_cancellable_new ();
  whin_sip_locator_async (self->settings, self->backoff.attempts, self->cancellable, on_located,
                          g_object_ref (self));
}

static gboolean
on_network_settled (gpointer data)
{
  WhinSipLine *self = data;
  WhinLineState state = whin_line_get_state (WHIN_LINE (self));

  self->network_id = 0;
  if (state == WHIN_LINE_REFUSED || state == WHIN_LINE_OFF || state == WHIN_LINE_UNREGISTERING)
    return G_SOURCE_REMOVE;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  whin_backoff_reset (&self->backoff);
  begin (self);
  return G_SOURCE_REMOVE;
}

static WhinCall *
whin_sip_line_dial (WhinLine *line, const char *number, const char *target, GError **error)
{
  return whin_sip_call_dial (WHIN_SIP_LINE (line), number, target, error);
}

static void
whin_sip_line_retry (WhinLine *line)
{
  WhinSipLine *self = WHIN_SIP_LINE (line);

  whin_backoff_reset (&self->backoff);
  begin (self);
}

static void
whin_sip_line_dispose (GObject *object)
{
  WhinSipLine *self = WHIN_SIP_LINE (object);

  g_clear_handle_id (&self->network_id, g_source_remove);
  g_clear_handle_id (&self->stop_id, g_source_remove);
  drop (self);
  g_clear_object (&self->account);
  g_clear_object (&self->route);
  G_OBJECT_CLASS (whin_sip_line_parent_class)->dispose (object);
}

static void
whin_sip_line_finalize (GObject *object)
{
  WhinSipLine *self = WHIN_SIP_LINE (object);

  g_clear_pointer (&self->settings, whin_sip_settings_free);
  g_free (self->contact_user);
  g_free (self->ca_file);
  g_free (self->user_agent);
  G_OBJECT_CLASS (whin_sip_line_parent_class)->finalize (object);
}

static void
whin_sip_line_class_init (WhinSipLineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  WhinLineClass *line_class = WHIN_LINE_CLASS (klass);

  object_class->dispose = whin_sip_line_dispose;
  object_class->finalize = whin_sip_line_finalize;
  line_class->dial = whin_sip_line_dial;
  line_class->retry = whin_sip_line_retry;
}

static void
whin_sip_line_init (WhinSipLine *self)
{
}

WhinSipLine *
whin_sip_line_new (WhinAccount *account,
                   WhinAudioRoute *route,
                   const char *ca_file,
                   const char *user_agent)
{
  WhinSipLine *self = g_object_new (WHIN_TYPE_SIP_LINE, NULL);

  self->account = g_object_ref (account);
  self->route = g_object_ref (route);
  self->ca_file = g_strdup (ca_file);
  self->user_agent = g_strdup (user_agent);
  return self;
}

void
whin_sip_line_start (WhinSipLine *self)
{
  if (self->is_started)
    return;
  self->is_started = TRUE;
  g_clear_pointer (&self->settings, whin_sip_settings_free);
  whin_sip_line_reload (self);
}

void
whin_sip_line_stop (WhinSipLine *self, GTask *task)
{
  self->is_started = FALSE;
  if (self->stop_task != NULL) { /* the second wish takes the first one's place */
    g_autoptr (GTask) previous = g_steal_pointer (&self->stop_task);

    g_task_return_boolean (previous, TRUE);
    self->stop_task = task;
    return;
  }
  self->stop_task = task;
  if (whin_line_get_state (WHIN_LINE (self)) != WHIN_LINE_REGISTERED ||
      self->registration == NULL) {
    finish_stop (self);
    return;
  }
  g_clear_pointer (&self->keepalive, whin_sip_keepalive_free);
  whin_line_set_state (WHIN_LINE (self), WHIN_LINE_UNREGISTERING, NULL, 0);
  self->is_challenged = FALSE;
  self->stop_id = g_timeout_add (WHIN_PHONE_STOP_DEADLINE_MS, on_stop_deadline, self);
  nua_unregister (self->registration, TAG_END ());
}

void
whin_sip_line_reload (WhinSipLine *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WhinSipSettings) settings = NULL;
  WhinLine *line = WHIN_LINE (self);

  if (!self->is_started)
    return;
  if (has_calls (self)) {
    self->is_reload_due = TRUE;
    return;
  }
  self->is_reload_due = FALSE;
  settings = whin_sip_settings_new (self->account, &error);
  if (settings != NULL && self->settings != NULL &&
      whin_sip_settings_equal (settings, self->settings)) {
    g_clear_pointer (&self->settings, whin_sip_settings_free);
    self->settings = g_steal_pointer (&settings);
  } else {
    drop (self);
    whin_sip_proof_clear (&self->proof);
    whin_backoff_reset (&self->backoff);
    self->needs_all_authorities = FALSE;
    g_clear_pointer (&self->settings, whin_sip_settings_free);
    whin_line_set_secure (line, FALSE);
    whin_line_set_voicemail (line, FALSE, 0, 0);
    if (settings == NULL) {
      whin_line_set_address (line, NULL);
      whin_line_set_voicemail_number (line, NULL);
      whin_line_set_state (line,
                           g_error_matches (error, WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_NO_LINE)
                               ? WHIN_LINE_OFF
                               : WHIN_LINE_REFUSED,
                           error->message, 0);
      return;
    }
    self->settings = g_steal_pointer (&settings);
    begin (self);
  }
  if (self->settings != NULL) {
    g_autofree char *address = whin_sip_settings_dup_address (self->settings);

    whin_line_set_address (line, address);
    whin_line_set_voicemail_number (line, self->settings->voicemail_number);
    whin_line_set_rewriting (line, whin_account_get (self->account, "rewriting"));
  }
}

static void
on_agent_idle (WhinSipAgent *agent, gpointer data)
{
  WhinSipLine *self = data;

  if (self->is_reload_due)
    whin_sip_line_reload (self);
  else if (self->needs_all_authorities && self->is_narrowed && !has_calls (self) &&
           whin_line_get_state (WHIN_LINE (self)) == WHIN_LINE_REGISTERED)
    begin (self);
}

void
whin_sip_line_reload_if_due (WhinSipLine *self)
{
  if (self->agent == NULL ||
      !whin_sip_agent_await_idle (self->agent, LEAVE_DEADLINE_MS, on_agent_idle))
    on_agent_idle (self->agent, self);
}

void
whin_sip_line_on_network_changed (WhinSipLine *self)
{
  if (self->is_started && self->network_id == 0)
    self->network_id = g_timeout_add (NETWORK_SETTLE_MS, on_network_settled, self);
}

WhinSipAgent *
whin_sip_line_get_agent (WhinSipLine *self)
{
  return self->agent;
}

const WhinSipSettings *
whin_sip_line_get_settings (WhinSipLine *self)
{
  return self->settings;
}

WhinAudioRoute *
whin_sip_line_get_route (WhinSipLine *self)
{
  return self->route;
}

gboolean
whin_sip_line_authenticate (WhinSipLine *self,
                            nua_handle_t *handle,
                            const sip_t *sip,
                            gboolean is_repeated,
                            const char **reason)
{
  WhinChallenge result = whin_sip_proof_give (&self->proof, self->settings, handle,
                                              handle == self->registration, sip, is_repeated);

  *reason = whin_sip_proof_get_words (result);
  return result == WHIN_CHALLENGE_ANSWERABLE;
}

void
whin_sip_line_deny_credentials (WhinSipLine *self, nua_handle_t *handle)
{
  whin_sip_proof_deny (&self->proof, self->settings, handle);
}

gboolean
whin_sip_line_is_server (WhinSipLine *self, const url_t *url)
{
  const char *names[] = {self->location->host, self->settings->domain, self->settings->proxy};
  g_autofree char *host = dup_host (url);

  if (host == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    if (names[i] != NULL && g_ascii_strcasecmp (names[i], host) == 0)
      return TRUE;
  }
  return is_server_ip (self, host);
}

void
whin_sip_line_note_route (WhinSipLine *self, const url_t *url)
{
  g_autofree char *host = dup_host (url);
  g_autofree char *registrar = whin_sip_location_dup_ip (self->location);

  if (self->is_narrowed && host != NULL && strcmp (host, registrar) != 0 &&
      g_ascii_strcasecmp (host, self->location->host) != 0)
    self->needs_all_authorities = TRUE;
}

gboolean
whin_sip_line_trusts (WhinSipLine *self, const url_t *url)
{
  g_autofree char *host = dup_host (url);
  g_autofree char *registrar = whin_sip_location_dup_ip (self->location);
  guint64 port = 0;

  if (host == NULL || (url->url_port != NULL &&
                       !g_ascii_string_to_unsigned (url->url_port, 10, 1, 65535, &port, NULL)))
    return FALSE;
  return (strcmp (host, registrar) == 0 && port == whin_sip_location_get_port (self->location)) ||
         whin_sip_sources_listens (self->sources, host, (guint16)port);
}
