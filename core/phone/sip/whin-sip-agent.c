/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/phone/sip/whin-sip-agent.h"

#include "core/phone/sip/whin-sip-digest.h"
#include "core/phone/sip/whin-sip-parser.h"
#include "core/phone/sip/whin-tls-authorities.h"

#include <glib/gstdio.h>

#include <sofia-sip/nta.h>
#include <sofia-sip/nua_tag.h>
#include <sofia-sip/sip_status.h>
#include <sofia-sip/su_glib.h>
#include <sofia-sip/su_log.h>
#include <sofia-sip/su_tag_io.h>
#include <sofia-sip/su_uniqueid.h>
#include <sofia-sip/tport_tag.h>

#include <string.h>
#include <unistd.h>

/* What a peer may send in one message; larger ones are refused by the stack. */
#define MAX_MESSAGE_BYTES (64 * 1024)

/* Session timers (RFC 4028). */
#define SESSION_SECONDS 1800
static guint min_session_seconds = 90;

struct _WhinSipAgent {
  nua_t *nua;
  char *proxy;
  char *local;
  char *certificates;  /* folder with cafile.pem, or NULL */
  GHashTable *leaving; /* nua_handle_t of calls whose BYE is under way or waits: Leaving */
  WhinSipAgentEvent event;
  gpointer data;
  WhinSipAgentIdle idle; /* or NULL */
  guint idle_id;         /* until which it waits */
  gboolean is_closed;
};

typedef struct {
  nua_handle_t *handle;
  gboolean may_authenticate; /* a challenge to the BYE may be answered, once */
  gboolean awaits_ack;       /* to our 200; the BYE comes after it */
  guint wait_id;             /* until which theirs is waited for */
} Leaving;

/* At the end of every process libsofia-sip-ua 1.12.11 deletes the thread key of its random numbers
 * (su_uniqueid.c), also when it never made one; then it deletes key 0, which is GLib's, and GLib
 * aborts. So the key is made, whether or not the process uses SIP. */
static void __attribute__ ((constructor)) make_random_key (void)
{
  su_randint (0, 1);
}

/* Lives as long as the process: the stack's root can't be made twice with one GSource each and be
 * torn down while agents end in the background. */
static su_root_t *root;

extern su_log_t nua_log[], nta_log[], tport_log[], iptsec_log[], soa_log[], sresolv_log[],
    stun_log[], nea_log[];

static void
on_stack_log (void *stream, const char *format, va_list arguments)
{
  /* Messages hold addresses and credentials. */
}

static void
silence_stack (void)
{
  su_log_t *logs[] = {su_log_default, su_log_global, nua_log,  nta_log, tport_log,
                      iptsec_log,     soa_log,       stun_log, nea_log};

  for (gsize i = 0; i < G_N_ELEMENTS (logs); i++) {
    su_log_set_level (logs[i], 0);
    su_log_redirect (logs[i], on_stack_log, NULL);
  }
}

static su_root_t *
get_root (void)
{
  if (root == NULL) {
    GSource *source;

    su_init ();
    silence_stack ();
    root = su_glib_root_create (NULL);
    su_root_threading (root, 0);
    whin_sip_digest_install ();
    source = su_glib_root_gsource (root);
    g_source_attach (source, NULL);
  }
  return root;
}

static void
remove_certificates (WhinSipAgent *self)
{
  g_autofree char *file = NULL;

  if (self->certificates == NULL)
    return;
  file = g_build_filename (self->certificates, "cafile.pem", NULL);
  g_unlink (file);
  g_rmdir (self->certificates);
  g_clear_pointer (&self->certificates, g_free);
}

static void
leaving_free (gpointer data)
{
  Leaving *leaving = data;

  g_clear_handle_id (&leaving->wait_id, g_source_remove);
  nua_handle_destroy (leaving->handle);
  g_free (leaving);
}

static Leaving *
add_leaving (WhinSipAgent *self,
             nua_handle_t *handle,
             gboolean awaits_ack,
             gboolean may_authenticate)
{
  Leaving *leaving = g_new0 (Leaving, 1);

  nua_handle_bind (handle, NULL);
  leaving->handle = handle;
  leaving->awaits_ack = awaits_ack;
  leaving->may_authenticate = may_authenticate;
  g_hash_table_insert (self->leaving, handle, leaving);
  return leaving;
}

static gboolean
on_wait_over (gpointer data)
{
  Leaving *leaving = data;

  leaving->wait_id = 0;
  if (!leaving->awaits_ack)
    nua_bye (leaving->handle, TAG_END ());
  return G_SOURCE_REMOVE;
}

static void
tell_idle (WhinSipAgent *self)
{
  WhinSipAgentIdle idle = g_steal_pointer (&self->idle);

  g_clear_handle_id (&self->idle_id, g_source_remove);
  idle (self, self->data);
}

static gboolean
on_idle_deadline (gpointer data)
{
  WhinSipAgent *self = data;

  self->idle_id = 0;
  tell_idle (self);
  return G_SOURCE_REMOVE;
}

static void
agent_free (WhinSipAgent *self)
{
  g_hash_table_unref (self->leaving);
  if (self->nua != NULL)
    nua_destroy (self->nua);
  remove_certificates (self);
  g_free (self->proxy);
  g_free (self->local);
  g_free (self);
}

static void
on_leaving_event (WhinSipAgent *self,
                  nua_event_t event,
                  int status,
                  const char *phrase,
                  nua_handle_t *handle,
                  const sip_t *sip)
{
  Leaving *leaving = g_hash_table_lookup (self->leaving, handle);

  switch (event) {
  case nua_i_ack:
    leaving->awaits_ack = FALSE;
    if (leaving->wait_id == 0)
      nua_bye (handle, TAG_END ());
    break;
  case nua_i_invite: /* two that nobody answers end the stack when it shuts down */
  case nua_i_update:
  case nua_i_info:
  case nua_i_notify:
  case nua_i_refer:
    if (status < 200)
      nua_respond (handle, SIP_481_NO_TRANSACTION, NUTAG_WITH_THIS (self->nua), TAG_END ());
    break;
  case nua_r_invite:
  case nua_r_update:
  case nua_r_info:
  case nua_r_refer: /* the BYE waits for what was asked before it */
    if (status == 401 || status == 407)
      nua_authenticate (handle, TAG_END ());
    break;
  case nua_r_bye:
    if (status < 200)
      break;
    if ((status == 401 || status == 407) && !self->is_closed && leaving->may_authenticate) {
      leaving->may_authenticate = FALSE;
      self->event (self, event, status, phrase != NULL ? phrase : "", handle, NULL, sip, NULL,
                   self->data);
      break;
    }
    G_GNUC_FALLTHROUGH;
  case nua_i_terminated: /* hung up over there too, or no ACK came; then the stack said BYE */
    whin_sip_agent_forget (self, handle);
    break;
  default:
    break;
  }
}

static void
on_event (nua_event_t event,
          int status,
          const char *phrase,
          nua_t *nua,
          nua_magic_t *magic,
          nua_handle_t *handle,
          nua_hmagic_t *owner,
          const sip_t *sip,
          tagi_t tags[])
{
  WhinSipAgent *self = (WhinSipAgent *)magic;

  if (event == nua_r_shutdown) {
    if (status >= 200 && self->is_closed)
      agent_free (self);
    return;
  }
  if (handle != NULL && g_hash_table_contains (self->leaving, handle)) {
    on_leaving_event (self, event, status, phrase, handle, sip);
    return;
  }
  if (!self->is_closed)
    self->event (self, event, status, phrase != NULL ? phrase : "", handle, owner, sip, tags,
                 self->data);
}

/* The stack reads the authorities from a folder. */
static gboolean
make_certificates (WhinSipAgent *self, const char *authorities, const char *ca_file)
{
  g_autofree char *file = NULL;

  self->certificates = g_dir_make_tmp ("whinchat-tls-XXXXXX", NULL);
  if (self->certificates == NULL)
    return FALSE;
  file = g_build_filename (self->certificates, "cafile.pem", NULL);
  if (authorities != NULL)
    return g_file_set_contents (file, authorities, -1, NULL);
  return symlink (ca_file != NULL ? ca_file : WHIN_TLS_SYSTEM_AUTHORITIES, file) == 0;
}

/* "sip:name:port;transport=tls;maddr=192.0.2.1": reached at the address, verified by the name. */
static char *
make_proxy (const WhinSipSettings *settings, const WhinSipLocation *location)
{
  g_autofree char *ip = whin_sip_location_dup_ip (location);
  gboolean is_ip6 = strchr (ip, ':') != NULL;
  gboolean is_name = !g_hostname_is_ip_address (location->host);
  g_autoptr (GString) uri = g_string_new ("sip:");

  if (is_name && settings->transport == WHIN_TRANSPORT_TLS)
    g_string_append (uri, location->host);
  else
    g_string_append_printf (uri, is_ip6 ? "[%s]" : "%s", ip);
  g_string_append_printf (uri, ":%u;transport=%s", whin_sip_location_get_port (location),
                          whin_transport_name (settings->transport));
  if (is_name && settings->transport == WHIN_TRANSPORT_TLS)
    g_string_append_printf (uri, is_ip6 ? ";maddr=[%s]" : ";maddr=%s", ip);
  return g_strdup (uri->str);
}

WhinSipAgent *
whin_sip_agent_new (const WhinSipSettings *settings,
                    const WhinSipLocation *location,
                    const char *authorities,
                    const char *ca_file,
                    const char *user_agent,
                    WhinSipAgentEvent event,
                    gpointer data)
{
  WhinSipAgent *self = g_new0 (WhinSipAgent, 1);
  g_autofree char *bind = NULL;
  gboolean is_ip6;

  self->event = event;
  self->data = data;
  self->leaving = g_hash_table_new_full (NULL, NULL, NULL, leaving_free);
  self->local = g_strdup (location->local);
  self->proxy = make_proxy (settings, location);
  is_ip6 = strchr (location->local, ':') != NULL;
  if (settings->transport == WHIN_TRANSPORT_TLS)
    bind = g_strdup_printf (is_ip6 ? "sips:[%s]:*" : "sips:%s:*", location->local);
  else
    bind = g_strdup_printf (is_ip6 ? "sip:[%s]:*;transport=%s" : "sip:%s:*;transport=%s",
                            location->local, whin_transport_name (settings->transport));
  if (settings->transport == WHIN_TRANSPORT_TLS &&
      !make_certificates (self, authorities, ca_file)) {
    agent_free (self);
    return NULL;
  }
  self->nua = nua_create (
      get_root (), on_event, (nua_magic_t *)self, NUTAG_URL (bind),
      TAG_IF (self->certificates != NULL, NUTAG_CERTIFICATE_DIR (self->certificates)),
      TPTAG_TLS_VERIFY_POLICY (TPTLS_VERIFY_SUBJECTS_OUT), NTATAG_MCLASS (whin_sip_parser_get ()),
      NTATAG_MAXSIZE (MAX_MESSAGE_BYTES), NTATAG_UDP_MTU (65535), TAG_END ());
  if (self->nua == NULL) {
    agent_free (self);
    return NULL;
  }
  nua_set_params (self->nua, NUTAG_MEDIA_ENABLE (0), NUTAG_AUTOANSWER (0), NUTAG_AUTOALERT (0),
                  NUTAG_AUTOACK (0), NUTAG_EARLY_MEDIA (1), NUTAG_ENABLEMESSAGE (0),
                  NUTAG_ENABLEMESSENGER (0), NUTAG_SESSION_TIMER (SESSION_SECONDS),
                  NUTAG_MIN_SE (min_session_seconds), NUTAG_UPDATE_REFRESH (1),
                  SIPTAG_ALLOW_STR ("INVITE, ACK, BYE, CANCEL, OPTIONS, PRACK, UPDATE, "
                                    "NOTIFY, REFER, INFO"),
                  NUTAG_APPL_METHOD ("NOTIFY"), NUTAG_APPL_METHOD ("INFO"),
                  NUTAG_APPL_METHOD ("REFER"), NUTAG_APPL_METHOD ("UPDATE"),
                  NUTAG_ALLOW_EVENTS ("message-summary"),
                  SIPTAG_SUPPORTED_STR ("timer, 100rel, replaces"),
                  SIPTAG_USER_AGENT_STR (user_agent), TAG_END ());
  return self;
}

void
whin_sip_agent_close (WhinSipAgent *self)
{
  GHashTableIter iter;
  gpointer leaving;

  if (self->is_closed)
    return;
  self->is_closed = TRUE;
  self->idle = NULL;
  g_clear_handle_id (&self->idle_id, g_source_remove);
  g_hash_table_iter_init (&iter, self->leaving);
  while (g_hash_table_iter_next (&iter, NULL, &leaving))
    g_clear_handle_id (&((Leaving *)leaving)->wait_id, g_source_remove);
  nua_shutdown (self->nua);
}

void
whin_sip_agent_hang_up (WhinSipAgent *self,
                        nua_handle_t *handle,
                        gboolean awaits_ack,
                        gboolean may_authenticate)
{
  add_leaving (self, handle, awaits_ack, may_authenticate);
  if (!awaits_ack)
    nua_bye (handle, TAG_END ());
}

void
whin_sip_agent_await_bye (WhinSipAgent *self,
                          nua_handle_t *handle,
                          gboolean awaits_ack,
                          gboolean may_authenticate)
{
  Leaving *leaving = add_leaving (self, handle, awaits_ack, may_authenticate);

  leaving->wait_id = g_timeout_add (WHIN_SIP_AGENT_BYE_WAIT_MS, on_wait_over, leaving);
}

void
whin_sip_agent_forget (WhinSipAgent *self, nua_handle_t *handle)
{
  g_hash_table_remove (self->leaving, handle);
  if (self->idle != NULL && g_hash_table_size (self->leaving) == 0)
    tell_idle (self);
}

gboolean
whin_sip_agent_await_idle (WhinSipAgent *self, guint ms, WhinSipAgentIdle idle)
{
  if (g_hash_table_size (self->leaving) == 0)
    return FALSE;
  g_clear_handle_id (&self->idle_id, g_source_remove);
  self->idle = idle;
  self->idle_id = g_timeout_add (ms, on_idle_deadline, self);
  return TRUE;
}

void
whin_sip_agent_set_min_session (guint seconds)
{
  min_session_seconds = seconds;
}

nua_t *
whin_sip_agent_get_nua (WhinSipAgent *self)
{
  return self->nua;
}

const char *
whin_sip_agent_get_proxy (WhinSipAgent *self)
{
  return self->proxy;
}

const char *
whin_sip_agent_get_local (WhinSipAgent *self)
{
  return self->local;
}
