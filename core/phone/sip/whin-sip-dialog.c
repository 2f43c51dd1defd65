/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/phone/sip/whin-sip-dialog.h"

#include "core/command/whin-dial-rule.h"
#include "core/phone/sip/whin-sip-text.h"

#include <gio/gio.h>

#include <sofia-sip/sip_header.h>
#include <sofia-sip/sip_util.h>
#include <sofia-sip/url.h>

#include <dlfcn.h>
#include <string.h>

#define ENDING_SYMBOL "sip_response_terminates_dialog"

typedef int (*Ending) (int status, sip_method_t method, int *is_graceful);

/* The library's own word on what a refusal ends: 1 and -1 for the call, 0 and @is_graceful for the
 * call too, after a BYE. */
static int
ask_library (int status, sip_method_t method, int *is_graceful)
{
  static Ending ending;

  if (ending == NULL) {
    void *symbol = dlsym (RTLD_NEXT, ENDING_SYMBOL);

    g_assert (symbol != NULL && sizeof ending == sizeof symbol);
    memcpy (&ending, &symbol, sizeof ending);
  }
  return ending (status, method, is_graceful);
}

/* Takes the place of libsofia-sip-ua's function of this name, in the library's own calls too: that
 * one ends calls by most refusals of a re-INVITE, among them each 5xx, which stands for an
 * unreachable port as well. By RFC 3261, section 14.1, only 481 and 408 (silence too) do so. The
 * library asks without @is_graceful about answers of this phone. */
int
sip_response_terminates_dialog (int status, sip_method_t method, int *is_graceful)
{
  if (method != sip_method_invite || is_graceful == NULL || status < 300 || status == 408 ||
      status == 481)
    return ask_library (status, method, is_graceful);
  *is_graceful = 0;
  return 0;
}

gboolean
whin_sip_dialog_loses_refresh (guint status)
{
  int is_graceful = 1;

  return ask_library ((int)status, sip_method_invite, &is_graceful) != 0 || is_graceful;
}

gboolean
whin_sip_dialog_has_description (const sip_t *sip)
{
  return sip != NULL && sip->sip_payload != NULL && sip->sip_payload->pl_data != NULL &&
         (sip->sip_content_type == NULL ||
          g_ascii_strcasecmp (sip->sip_content_type->c_type, "application/sdp") == 0);
}

const url_t *
whin_sip_dialog_get_next_hop (const sip_t *sip, gboolean is_caller)
{
  const sip_record_route_t *route = sip->sip_record_route;

  while (is_caller && route != NULL && route->r_next != NULL)
    route = route->r_next;
  if (route != NULL)
    return route->r_url;
  return sip->sip_contact != NULL ? sip->sip_contact->m_url : NULL;
}

char *
whin_sip_dialog_make_from (const WhinSipSettings *settings)
{
  g_autofree char *uri = whin_sip_settings_dup_uri (settings);
  g_autofree char *name = NULL;

  if (settings->display_name == NULL)
    return g_strdup_printf ("<%s>", uri);
  name = whin_sip_text_quote (settings->display_name);
  return g_strdup_printf ("%s <%s>", name, uri);
}

/* A number of the public network, which means the same at every server. */
static gboolean
is_public_number (const char *user)
{
  return strspn (user, "+0123456789*#") == strlen (user) &&
         (*user == '+' || strlen (user) > WHIN_DIAL_RULE_MAX_EXTENSION);
}

char *
whin_sip_dialog_read_caller (const sip_t *sip, gboolean is_ours)
{
  const url_t *url = sip->sip_from != NULL ? sip->sip_from->a_url : NULL;
  g_autofree char *user = NULL;
  const char *host;

  if (url == NULL || url->url_user == NULL)
    return g_strdup ("");
  user = g_uri_unescape_string (url->url_user, NULL);
  if (user == NULL || *user == '\0' || g_ascii_strcasecmp (user, "anonymous") == 0)
    return g_strdup ("");
  host = url->url_host != NULL ? url->url_host : "";
  if (is_ours || is_public_number (user))
    return g_steal_pointer (&user);
  return g_strdup_printf ("%s@%s", user, host);
}

char *
whin_sip_dialog_make_replacing (nua_handle_t *handle)
{
  su_home_t home[1] = {SU_HOME_INIT (home)};
  const sip_to_t *remote = nua_handle_remote (handle);
  sip_replaces_t *replaces;
  char *target = NULL;

  su_home_init (home);
  replaces = nua_handle_make_replaces (handle, home, 0);
  if (remote != NULL && replaces != NULL) {
    const char *query = sip_headers_as_url_query (home, SIPTAG_REPLACES (replaces), TAG_END ());
    const char *uri = url_as_string (home, remote->a_url);

    if (query != NULL && uri != NULL)
      target = g_strdup_printf ("<%s?%s>", uri, query);
  }
  su_home_deinit (home);
  return target;
}

gpointer
whin_sip_dialog_find_replaced (nua_t *nua, const sip_t *sip)
{
  nua_handle_t *handle;
  gpointer call;

  if (sip->sip_replaces == NULL)
    return NULL;
  handle = nua_handle_by_replaces (nua, sip->sip_replaces);
  if (handle == NULL)
    return NULL;
  call = nua_handle_magic (handle);
  if (call != NULL)
    g_object_ref (call);
  nua_handle_unref (handle);
  return call;
}
