/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/listen-address.h"

#include "portal/tap.h"

static void
check_url (const char *text, const char *url, bool any)
{
  struct listen_address address;
  char got[LISTEN_URL_SIZE] = "";

  CHECK (listen_address_parse (text, &address));
  listen_address_url (&address, got);
  CHECK_TEXT (got, url);
  CHECK (listen_address_is_any (&address) == any);
}

int
main (void)
{
  static const char *const wrong[] = {
      "",
      ":",
      ":80",
      "127.0.0.1",
      "127.0.0.1:",
      "127.0.0.1:x",
      "127.0.0.1:65536",
      "127.0.0.1:-1",
      "127.0.0.1:123456",
      "localhost:80",
      "::1:80",
      "[::1]",
      "[::1]:",
      "[::1]80",
      "[::1:80",
      "[127.0.0.1]:80",
      "[]:80",
      "[::1]:8o",
      "1.2.3:80",
      "[fe80::1%lo]:80",
      "[1111111111111111111111111111111111111111111111111111111111]:80",
  };
  struct listen_address address;

  tap_case ("an address and a port");
  check_url ("127.0.0.1:8080", "http://127.0.0.1:8080", false);
  check_url ("0.0.0.0:0", "http://0.0.0.0:0", true);
  check_url ("[::1]:65535", "http://[::1]:65535", false);
  check_url ("[::]:80", "http://[::]:80", true);
  check_url ("[2001:DB8:0:0::1]:80", "http://[2001:db8::1]:80", false);

  tap_case ("anything else");
  for (unsigned i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
    CHECK (!listen_address_parse (wrong[i], &address));
  return tap_finish ();
}
