/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/password.h"

#include <string.h>

#include "portal/tap.h"

int
main (void)
{
  char hash[PASSWORD_HASH_SIZE];
  char other[PASSWORD_HASH_SIZE];
  char longest[PASSWORD_MAXIMUM + 2];

  tap_case ("a hash is yescrypt and salted");
  CHECK (password_hash ("correct horse", hash));
  CHECK (password_hash ("correct horse", other));
  CHECK (strncmp (hash, "$y$", 3) == 0);
  CHECK (strcmp (hash, other) != 0);

  tap_case ("only the right password verifies");
  CHECK (password_verify ("correct horse", hash));
  CHECK (password_verify ("correct horse", other));
  CHECK (!password_verify ("correct horsf", hash));
  CHECK (!password_verify ("correct horse ", hash));
  CHECK (!password_verify ("", hash));

  tap_case ("bounds of a password");
  memset (longest, 'p', sizeof longest);
  longest[PASSWORD_MAXIMUM + 1] = '\0';
  CHECK (!password_hash ("", hash));
  CHECK (!password_hash (longest, hash));
  CHECK (!password_verify (longest, other));
  longest[PASSWORD_MAXIMUM] = '\0';
  CHECK (password_hash (longest, hash));
  CHECK (password_verify (longest, hash));
  longest[PASSWORD_MAXIMUM - 1] = '\0';
  CHECK (!password_verify (longest, hash));

  tap_case ("what isn't a hash verifies nothing");
  CHECK (!password_verify ("x", ""));
  CHECK (!password_verify ("x", "*0"));
  CHECK (!password_verify ("x", "x"));
  return tap_finish ();
}
