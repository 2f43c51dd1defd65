/* SPDX-License-Identifier: Apache-2.0 */
#include "core/brand/whin-origin.h"

#include <gio/gio.h>

#include <string.h>

/*
 * Origins of RFC 6454 and the two questions the phone asks about them. Everything is decided by
 * GUri's parsed parts, never by searching the text: "https://good.example@evil.example" and
 * "https://good.example.evil.example" are other origins.
 */

static GUri *
parse_web_uri (const char *uri)
{
  g_autoptr (GUri) parsed = NULL;

  if (uri == NULL || !g_utf8_validate (uri, -1, NULL))
    return NULL;
  parsed = g_uri_parse (uri, G_URI_FLAGS_ENCODED | G_URI_FLAGS_SCHEME_NORMALIZE, NULL);
  if (parsed == NULL || g_uri_get_userinfo (parsed) != NULL)
    return NULL;
  if (g_uri_get_host (parsed) == NULL || *g_uri_get_host (parsed) == '\0')
    return NULL;
  if (strcmp (g_uri_get_scheme (parsed), "https") != 0 &&
      strcmp (g_uri_get_scheme (parsed), "http") != 0)
    return NULL;
  return g_steal_pointer (&parsed);
}

static gboolean
host_is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = NULL;

  if (g_ascii_strcasecmp (host, "localhost") == 0)
    return TRUE;
  address = g_inet_address_new_from_string (host);
  return address != NULL && g_inet_address_get_is_loopback (address);
}

/* The host as it is compared: lower case, and A-labels where it came with U-labels (RFC 5891). */
static char *
normal_host (const char *host)
{
  g_autofree char *decoded = g_uri_unescape_string (host, NULL);
  g_autofree char *ascii = NULL;

  if (decoded == NULL || !g_utf8_validate (decoded, -1, NULL))
    return NULL;
  ascii = g_hostname_to_ascii (decoded);
  if (ascii == NULL)
    return NULL;
  for (const char *p = ascii; *p != '\0'; p++) {
    if (*p <= 0x20 || *p == 0x7F || strchr ("/?#@\\<>\"%", *p) != NULL)
      return NULL;
  }
  return g_ascii_strdown (ascii, -1);
}

char *
whin_origin_of_uri (const char *uri)
{
  g_autoptr (GUri) parsed = parse_web_uri (uri);
  g_autofree char *host = NULL;
  const char *scheme;
  gboolean is_v6;
  int port;

  if (parsed == NULL)
    return NULL;
  host = normal_host (g_uri_get_host (parsed));
  if (host == NULL)
    return NULL;
  scheme = g_uri_get_scheme (parsed);
  port = g_uri_get_port (parsed);
  is_v6 = strchr (host, ':') != NULL;
  if (port == -1 || port == (strcmp (scheme, "https") == 0 ? 443 : 80))
    return g_strdup_printf ("%s://%s%s%s", scheme, is_v6 ? "[" : "", host, is_v6 ? "]" : "");
  return g_strdup_printf ("%s://%s%s%s:%d", scheme, is_v6 ? "[" : "", host, is_v6 ? "]" : "", port);
}

gboolean
whin_origin_may_be_trusted (const char *origin)
{
  g_autofree char *normal = whin_origin_of_uri (origin);

  return normal != NULL && strcmp (normal, origin) == 0 && whin_uri_is_confidential (origin);
}

gboolean
whin_uri_is_confidential (const char *uri)
{
  g_autoptr (GUri) parsed = parse_web_uri (uri);

  if (parsed == NULL)
    return FALSE;
  return strcmp (g_uri_get_scheme (parsed), "https") == 0 ||
         host_is_loopback (g_uri_get_host (parsed));
}

gboolean
whin_uri_is_loopback (const char *uri)
{
  g_autoptr (GUri) parsed = parse_web_uri (uri);

  return parsed != NULL && host_is_loopback (g_uri_get_host (parsed));
}
