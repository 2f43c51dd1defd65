/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/phone/sip/whin-sip-keepalive.h"

#include <sofia-sip/nua_tag.h>
#include <sofia-sip/sip_header.h>
#include <sofia-sip/sip_tag.h>
#include <sofia-sip/url.h>

struct _WhinSipKeepalive {
  WhinSipLine *line;
  WhinSipKeepaliveLost lost;
  char **bindings; /* contacts in the server's 200, or NULL: it can't be asked for them */
  nua_handle_t *handle;
  gboolean is_query; /* the handle's method: REGISTER, else OPTIONS */
  gboolean is_pending;
  gboolean is_challenged;
  gboolean is_foreign;  /* the last query was asked for a proof in another realm */
  gboolean was_foreign; /* so was the last one before the registration was renewed */
  guint timer_id;
  guint deadline_id;
};

static guint udp_seconds = WHIN_SIP_KEEPALIVE_UDP_SECONDS;

/* (transfer full): NULL when there is none. */
static char **
read_bindings (const sip_t *sip)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
  char text[512];

  for (const sip_contact_t *contact = sip != NULL ? sip->sip_contact : NULL;
       contact != NULL && list->len < WHIN_SIP_KEEPALIVE_MAX_BINDINGS; contact = contact->m_next) {
    if (url_e (text, sizeof text, contact->m_url) < (int)sizeof text)
      g_ptr_array_add (list, g_strdup (text));
  }
  if (list->len == 0)
    return NULL;
  g_ptr_array_add (list, NULL);
  return (char **)g_ptr_array_free (g_steal_pointer (&list), FALSE);
}

static gboolean
has_all (char **have, char **wanted)
{
  for (guint i = 0; wanted[i] != NULL; i++) {
    if (have == NULL || !g_strv_contains ((const char *const *)have, wanted[i]))
      return FALSE;
  }
  return TRUE;
}

static void
forget_request (WhinSipKeepalive *self)
{
  if (self->handle != NULL)
    nua_handle_destroy (self->handle);
  self->handle = NULL;
  self->is_pending = FALSE;
  g_clear_handle_id (&self->deadline_id, g_source_remove);
}

static gboolean
on_deadline (gpointer data)
{
  WhinSipKeepalive *self = data;

  self->deadline_id = 0;
  forget_request (self);
  self->lost (self->line, FALSE);
  return G_SOURCE_REMOVE;
}

static gboolean
on_time (gpointer data)
{
  WhinSipKeepalive *self = data;
  const WhinSipSettings *settings = whin_sip_line_get_settings (self->line);
  WhinSipAgent *agent = whin_sip_line_get_agent (self->line);
  const char *proxy = whin_sip_agent_get_proxy (agent);
  g_autofree char *uri = whin_sip_settings_dup_uri (settings);

  if (self->is_pending)
    return G_SOURCE_CONTINUE;
  if (self->handle == NULL)
    self->handle = nua_handle (whin_sip_agent_get_nua (agent), NULL, SIPTAG_TO_STR (uri),
                               SIPTAG_FROM_STR (uri), TAG_END ());
  self->is_query = self->bindings != NULL;
  self->is_pending = TRUE;
  self->is_challenged = FALSE;
  self->deadline_id =
      g_timeout_add_seconds (WHIN_SIP_KEEPALIVE_DEADLINE_SECONDS, on_deadline, self);
  if (self->is_query) {
    g_autofree char *registrar = whin_sip_settings_dup_registrar (settings);

    nua_register (self->handle, NUTAG_REGISTRAR (registrar), NUTAG_PROXY (proxy),
                  SIPTAG_CONTACT (NULL), TAG_END ());
  } else {
    nua_options (self->handle, NUTAG_PROXY (proxy), NUTAG_URL (proxy), TAG_END ());
  }
  return G_SOURCE_CONTINUE;
}

static void
on_answer (WhinSipKeepalive *self, int status, const sip_t *sip)
{
  g_auto (GStrv) bindings = NULL;
  const char *reason = NULL;

  if (self->is_query && (status == 401 || status == 407) &&
      whin_sip_line_authenticate (self->line, self->handle, sip, self->is_challenged, &reason)) {
    self->is_challenged = TRUE;
    return;
  }
  self->is_pending = FALSE;
  g_clear_handle_id (&self->deadline_id, g_source_remove);
  if (status == 408 || status == 503) { /* the stack's own; any of the server will do */
    self->lost (self->line, FALSE);
  } else if (self->is_query && status < 300) {
    bindings = read_bindings (sip);
    self->was_foreign = FALSE;
    if (!has_all (bindings, self->bindings))
      self->lost (self->line, TRUE);
  } else if (self->is_query && reason != NULL && !self->was_foreign) {
    self->is_foreign = TRUE; /* the server's realm may be another now */
    forget_request (self);
    self->lost (self->line, TRUE);
  } else if (self->is_query) { /* some servers know no such question, or have a realm per machine */
    self->is_foreign = reason != NULL;
    g_clear_pointer (&self->bindings, g_strfreev);
    forget_request (self);
  }
}

WhinSipKeepalive *
whin_sip_keepalive_new (WhinSipLine *line,
                        const sip_t *sip,
                        gboolean was_foreign,
                        WhinSipKeepaliveLost lost)
{
  WhinSipKeepalive *self = g_new0 (WhinSipKeepalive, 1);
  gboolean is_udp = whin_sip_line_get_settings (line)->transport == WHIN_TRANSPORT_UDP;

  self->line = line;
  self->lost = lost;
  self->was_foreign = was_foreign;
  if (is_udp)
    self->bindings = read_bindings (sip);
  self->timer_id =
      g_timeout_add_seconds (is_udp ? udp_seconds : WHIN_SIP_KEEPALIVE_SECONDS, on_time, self);
  return self;
}

void
whin_sip_keepalive_free (WhinSipKeepalive *self)
{
  forget_request (self);
  g_clear_handle_id (&self->timer_id, g_source_remove);
  g_strfreev (self->bindings);
  g_free (self);
}

gboolean
whin_sip_keepalive_is_foreign (WhinSipKeepalive *self)
{
  return self != NULL && self->is_foreign;
}

void
whin_sip_keepalive_set_udp_interval (guint seconds)
{
  udp_seconds = seconds;
}

gboolean
whin_sip_keepalive_handle_event (
    WhinSipKeepalive *self, nua_event_t event, int status, nua_handle_t *handle, const sip_t *sip)
{
  if (self == NULL || self->handle == NULL || self->handle != handle)
    return FALSE;
  if ((event == nua_r_register || event == nua_r_options) && status >= 200 && self->is_pending)
    on_answer (self, status, sip);
  return TRUE;
}
