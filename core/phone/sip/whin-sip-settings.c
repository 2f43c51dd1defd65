/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/phone/sip/whin-sip-settings.h"

#include "core/phone/media/whin-ice.h"

#include "core/phone/whin-line.h"
#include "core/phone/whin-phone-error.h"

#include <glib/gi18n-lib.h>

#include <string.h>

#define MAX_USERNAME 128 /* bytes */
#define MAX_PASSWORD 256
#define MAX_HOST 255 /* RFC 1035, section 2.3.4 */
#define MAX_DISPLAY_NAME 128
#define MAX_PAYLOAD 127

/* RFC 3261, section 25.1: `unreserved` and `user-unreserved`. */
#define USER_CHARACTERS "-_.!~*'()&=+$,/"

static gboolean
is_host_text (const char *text, gsize length)
{
  if (length == 0 || length > MAX_HOST)
    return FALSE;
  for (gsize i = 0; i < length; i++) {
    if (!g_ascii_isalnum (text[i]) && strchr ("-._:", text[i]) == NULL)
      return FALSE;
  }
  return TRUE;
}

/* "name", "name:port", "192.0.2.1:5060", "[2001:db8::1]:5060", a bare IPv6 address. */
static gboolean
read_host (const char *text, char **host, guint16 *port)
{
  const char *end;
  const char *port_text = NULL;
  guint64 number = 0;

  if (g_ascii_strncasecmp (text, "sip:", 4) == 0)
    text += 4;
  if (*text == '[') {
    end = strchr (++text, ']');
    if (end == NULL || (end[1] != '\0' && end[1] != ':'))
      return FALSE;
    port_text = end[1] == ':' ? end + 2 : NULL;
  } else {
    end = strchr (text, ':');
    if (end != NULL && strchr (end + 1, ':') == NULL)
      port_text = end + 1;
    else
      end = text + strlen (text);
  }
  if (!is_host_text (text, (gsize)(end - text)))
    return FALSE;
  if (port_text != NULL &&
      !g_ascii_string_to_unsigned (port_text, 10, 1, G_MAXUINT16, &number, NULL))
    return FALSE;
  *host = g_strndup (text, (gsize)(end - text));
  if (strchr (*host, ':') != NULL && !g_hostname_is_ip_address (*host))
    return FALSE;
  *port = (guint16)number;
  return TRUE;
}

static gboolean
has_control (const char *text)
{
  for (const char *p = text; *p != '\0'; p++) {
    if ((guchar)*p < 0x20 || *p == 0x7F)
      return TRUE;
  }
  return !g_utf8_validate (text, -1, NULL);
}

static char *
dup_node (WhinAccount *account, const char *node)
{
  return g_strstrip (g_strdup (whin_account_get_text (account, node)));
}

/* The password as it is, blanks included. */
static gboolean
read_user (WhinSipSettings *self, WhinAccount *account, GError **error)
{
  g_autofree char *display_name = dup_node (account, "userDisplayName");

  self->username = dup_node (account, "username");
  self->auth_username = dup_node (account, "authUsername");
  self->password = g_strdup (whin_account_get_text (account, "password"));
  if (*self->username == '\0') {
    g_set_error_literal (error, WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_NO_LINE,
                         _ ("The account has no user name for calls."));
    return FALSE;
  }
  if (*self->auth_username == '\0') {
    g_free (self->auth_username);
    self->auth_username = g_strdup (self->username);
  }
  if (strlen (self->username) > MAX_USERNAME || has_control (self->username) ||
      strlen (self->auth_username) > MAX_USERNAME || has_control (self->auth_username) ||
      strpbrk (self->auth_username, "\"\\:") != NULL) {
    g_set_error_literal (error, WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_SETTINGS,
                         _ ("The account’s user name for calls cannot be used."));
    return FALSE;
  }
  if (strlen (self->password) > MAX_PASSWORD || has_control (self->password)) {
    g_set_error_literal (error, WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_SETTINGS,
                         _ ("The account’s password for calls cannot be used."));
    return FALSE;
  }
  if (*display_name != '\0' && strlen (display_name) <= MAX_DISPLAY_NAME &&
      !has_control (display_name))
    self->display_name = g_steal_pointer (&display_name);
  return TRUE;
}

static gboolean
read_server (WhinSipSettings *self, WhinAccount *account, GError **error)
{
  g_autofree char *host = dup_node (account, "host");
  g_autofree char *proxy = dup_node (account, "proxy");
  g_autofree char *transport = dup_node (account, "transport");

  if (*host == '\0') {
    g_set_error_literal (error, WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_NO_LINE,
                         _ ("The account has no server for calls."));
    return FALSE;
  }
  if (!read_host (host, &self->domain, &self->port) ||
      (*proxy != '\0' && !read_host (proxy, &self->proxy, &self->proxy_port))) {
    g_set_error_literal (error, WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_SETTINGS,
                         _ ("The account’s server address for calls cannot be used."));
    return FALSE;
  }
  if (*transport == '\0' || g_ascii_strcasecmp (transport, "udp") == 0) {
    self->transport = WHIN_TRANSPORT_UDP;
  } else if (g_ascii_strcasecmp (transport, "tcp") == 0) {
    self->transport = WHIN_TRANSPORT_TCP;
  } else if (g_ascii_strcasecmp (transport, "tls") == 0 ||
             g_ascii_strcasecmp (transport, "tls+sip:") == 0) {
    self->transport = WHIN_TRANSPORT_TLS;
  } else {
    g_set_error_literal (error, WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_SETTINGS,
                         _ ("The account’s transport for calls is unknown."));
    return FALSE;
  }
  return TRUE;
}

static gboolean
read_srtp (WhinAccount *account, const char *node, WhinSrtpPolicy *policy, GError **error)
{
  g_autofree char *text = dup_node (account, node);

  if (*text == '\0' || g_ascii_strcasecmp (text, "disabled") == 0) {
    *policy = WHIN_SRTP_OFF;
  } else if (g_ascii_strcasecmp (text, "enabled") == 0) {
    *policy = WHIN_SRTP_ENABLED;
  } else if (g_ascii_strcasecmp (text, "required") == 0) {
    *policy = WHIN_SRTP_REQUIRED;
  } else {
    /* Falling back to no encryption would be worse than no line. */
    g_set_error (error, WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_SETTINGS,
                 _ ("The account’s value of %s is unknown."), node);
    return FALSE;
  }
  return TRUE;
}

static void
read_nat (WhinSipSettings *self, WhinAccount *account)
{
  g_autofree char *nat = dup_node (account, "natTraversal");
  g_autofree char *server = dup_node (account, "STUN");

  if (*server != '\0' && !read_host (server, &self->stun_server, &self->stun_port))
    g_message ("The account’s STUN server is no address");
  if (self->stun_port == 0)
    self->stun_port = WHIN_STUN_PORT;
  if (g_ascii_strcasecmp (nat, "ice") == 0)
    self->nat = WHIN_NAT_ICE;
  else if (g_ascii_strcasecmp (nat, "stun") == 0 && self->stun_server != NULL)
    self->nat = WHIN_NAT_STUN;
}

static void
read_codec_order (WhinSipSettings *self, WhinAccount *account)
{
  g_auto (GStrv) words =
      g_strsplit (whin_account_get_text (account, "codecOrder"), ",", 2 * WHIN_SIP_MAX_CODECS);

  for (guint i = 0; words[i] != NULL && self->n_codecs < WHIN_SIP_MAX_CODECS; i++) {
    guint64 number;

    if (g_ascii_string_to_unsigned (g_strstrip (words[i]), 10, 0, MAX_PAYLOAD, &number, NULL))
      self->codec_order[self->n_codecs++] = (guint)number;
    else if (words[i][0] != '\0')
      g_message ("A word of the account’s codecOrder is no RTP payload number");
  }
}

WhinSipSettings *
whin_sip_settings_new (WhinAccount *account, GError **error)
{
  g_autoptr (WhinSipSettings) self = g_new0 (WhinSipSettings, 1);
  g_autofree char *voicemail_number = dup_node (account, "voiceMailNumber");
  guint64 expires;

  if (!read_server (self, account, error) || !read_user (self, account, error) ||
      !read_srtp (account, "sdesIncoming", &self->sdes_incoming, error) ||
      !read_srtp (account, "sdesOutgoing", &self->sdes_outgoing, error) ||
      !read_srtp (account, "dtlsIncoming", &self->dtls_incoming, error) ||
      !read_srtp (account, "dtlsOutgoing", &self->dtls_outgoing, error))
    return NULL;
  read_codec_order (self, account);
  read_nat (self, account);
  self->expires = WHIN_SIP_EXPIRES_SECONDS;
  if (g_ascii_string_to_unsigned (whin_account_get_text (account, "expires"), 10, 1, G_MAXUINT32,
                                  &expires, NULL))
    self->expires =
        (guint)CLAMP (expires, WHIN_SIP_MIN_EXPIRES_SECONDS, WHIN_SIP_MAX_EXPIRES_SECONDS);
  self->subscribes_voicemail =
      strcmp (whin_account_get_text (account, "subscribeForVoicemail"), "1") == 0;
  if (*voicemail_number != '\0' && !has_control (voicemail_number))
    self->voicemail_number = g_steal_pointer (&voicemail_number);
  return g_steal_pointer (&self);
}

void
whin_sip_settings_free (WhinSipSettings *self)
{
  g_free (self->username);
  g_free (self->auth_username);
  g_free (self->password);
  g_free (self->display_name);
  g_free (self->domain);
  g_free (self->proxy);
  g_free (self->stun_server);
  g_free (self->voicemail_number);
  g_free (self);
}

gboolean
whin_sip_settings_equal (const WhinSipSettings *self, const WhinSipSettings *other)
{
  return strcmp (self->username, other->username) == 0 &&
         strcmp (self->auth_username, other->auth_username) == 0 &&
         strcmp (self->password, other->password) == 0 &&
         g_strcmp0 (self->display_name, other->display_name) == 0 &&
         strcmp (self->domain, other->domain) == 0 && self->port == other->port &&
         g_strcmp0 (self->proxy, other->proxy) == 0 && self->proxy_port == other->proxy_port &&
         self->transport == other->transport && self->expires == other->expires &&
         self->subscribes_voicemail == other->subscribes_voicemail;
}

static void
append_host (GString *uri, const char *host, guint16 port)
{
  if (strchr (host, ':') != NULL)
    g_string_append_printf (uri, "[%s]", host);
  else
    g_string_append (uri, host);
  if (port != 0)
    g_string_append_printf (uri, ":%u", port);
}

char *
whin_sip_settings_dup_address (const WhinSipSettings *self)
{
  g_autoptr (GString) address = g_string_new (NULL);

  g_string_append (address, self->username);
  if (strchr (self->username, '@') == NULL) {
    g_string_append_c (address, '@');
    append_host (address, self->domain, 0);
  }
  return g_strdup (address->str);
}

char *
whin_sip_settings_dup_uri (const WhinSipSettings *self)
{
  g_autoptr (GString) uri = g_string_new ("sip:");

  g_string_append_uri_escaped (uri, self->username, USER_CHARACTERS, FALSE);
  g_string_append_c (uri, '@');
  append_host (uri, self->domain, self->port);
  return g_strdup (uri->str);
}

char *
whin_sip_settings_dup_registrar (const WhinSipSettings *self)
{
  g_autoptr (GString) uri = g_string_new ("sip:");

  append_host (uri, self->domain, self->port);
  return g_strdup (uri->str);
}

char *
whin_sip_settings_dup_target (const WhinSipSettings *self, const char *number)
{
  gboolean is_secure = whin_line_wants_secure (number);
  const char *address = is_secure ? strchr (number, ':') + 1 : number;
  const char *at = strrchr (address, '@');
  g_autofree char *user =
      at != NULL ? g_strndup (address, (gsize)(at - address)) : g_strdup (address);
  g_autoptr (GString) uri = g_string_new (is_secure ? "sips:" : "sip:");

  g_string_append_uri_escaped (uri, user, USER_CHARACTERS, FALSE);
  if (at != NULL) {
    g_string_append (uri, at);
  } else {
    g_string_append_c (uri, '@');
    append_host (uri, self->domain, self->port);
  }
  return g_strdup (uri->str);
}

const char *
whin_transport_name (WhinTransport transport)
{
  static const char *const names[] = {"udp", "tcp", "tls"};

  return names[transport];
}
