/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/listen-address.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool
parse_port (const char *text, in_port_t *port)
{
  unsigned long number;

  if (text[0] == '\0' || strlen (text) > 5 || strspn (text, "0123456789") != strlen (text))
    return false;
  number = strtoul (text, NULL, 10);
  *port = htons ((in_port_t)number);
  return number <= 65535;
}

static struct sockaddr_in *
as_ipv4 (const struct listen_address *address)
{
  return address->storage.ss_family == AF_INET ? (struct sockaddr_in *)&address->storage : NULL;
}

static struct sockaddr_in6 *
as_ipv6 (const struct listen_address *address)
{
  return address->storage.ss_family == AF_INET6 ? (struct sockaddr_in6 *)&address->storage : NULL;
}

bool
listen_address_parse (const char *text, struct listen_address *address)
{
  char host[INET6_ADDRSTRLEN];
  const char *start = text[0] == '[' ? text + 1 : text;
  const char *end = text[0] == '[' ? strchr (text, ']') : strchr (text, ':');
  in_port_t port;

  *address = (struct listen_address){0};
  if (end == NULL || (size_t)(end - start) >= sizeof host || (text[0] == '[' && end[1] != ':') ||
      !parse_port (end + (text[0] == '[' ? 2 : 1), &port))
    return false;
  memcpy (host, start, (size_t)(end - start));
  host[end - start] = '\0';
  address->storage.ss_family = text[0] == '[' ? AF_INET6 : AF_INET;
  if (text[0] == '[') {
    address->length = sizeof (struct sockaddr_in6);
    as_ipv6 (address)->sin6_port = port;
    return inet_pton (AF_INET6, host, &as_ipv6 (address)->sin6_addr) == 1;
  }
  address->length = sizeof (struct sockaddr_in);
  as_ipv4 (address)->sin_port = port;
  return inet_pton (AF_INET, host, &as_ipv4 (address)->sin_addr) == 1;
}

bool
listen_address_is_any (const struct listen_address *address)
{
  if (as_ipv6 (address) != NULL)
    return IN6_IS_ADDR_UNSPECIFIED (&as_ipv6 (address)->sin6_addr);
  return as_ipv4 (address)->sin_addr.s_addr == htonl (INADDR_ANY);
}

int
listen_address_open (struct listen_address *address, int backlog)
{
  int listener = socket (address->storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  const int on = 1;
  const int off = 0;
  int problem;

  if (listener < 0)
    return -1;
  setsockopt (listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (as_ipv6 (address) != NULL)
    setsockopt (listener, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off);
  if (bind (listener, (const struct sockaddr *)&address->storage, address->length) == 0 &&
      listen (listener, backlog) == 0 &&
      getsockname (listener, (struct sockaddr *)&address->storage, &address->length) == 0)
    return listener;
  problem = errno;
  close (listener);
  errno = problem;
  return -1;
}

void
listen_address_url (const struct listen_address *address, char url[LISTEN_URL_SIZE])
{
  char host[INET6_ADDRSTRLEN] = "";

  if (as_ipv6 (address) != NULL) {
    inet_ntop (AF_INET6, &as_ipv6 (address)->sin6_addr, host, sizeof host);
    snprintf (url, LISTEN_URL_SIZE, "http://[%s]:%u", host, ntohs (as_ipv6 (address)->sin6_port));
  } else {
    inet_ntop (AF_INET, &as_ipv4 (address)->sin_addr, host, sizeof host);
    snprintf (url, LISTEN_URL_SIZE, "http://%s:%u", host, ntohs (as_ipv4 (address)->sin_port));
  }
}
