/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/sha256.h"

#include <stdlib.h>
#include <string.h>

#include "portal/tap.h"

/* FIPS 180-4's examples, as NIST publishes them, and RFC 4231. */
static const struct {
  const char *text;
  const char *digest;
} vectors[] = {
    {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
    {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
     "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
};

static void
test_digests (void)
{
  uint8_t digest[SHA256_SIZE];
  char hex[SHA256_HEX_SIZE];
  char *million = malloc (1000000);

  tap_case ("published vectors");
  for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
    sha256 (vectors[i].text, strlen (vectors[i].text), digest);
    hex_encode (digest, sizeof digest, hex);
    CHECK_TEXT (hex, vectors[i].digest);
  }

  tap_case ("a million times the letter a");
  memset (million, 'a', 1000000);
  sha256 (million, 1000000, digest);
  hex_encode (digest, sizeof digest, hex);
  CHECK_TEXT (hex, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
  free (million);
}

static void
test_hmac (void)
{
  uint8_t digest[SHA256_SIZE];
  char hex[SHA256_HEX_SIZE];
  uint8_t long_key[131];

  tap_case ("HMAC, RFC 4231 test case 2");
  hmac_sha256 ("Jefe", 4, "what do ya want for nothing?", 28, digest);
  hex_encode (digest, sizeof digest, hex);
  CHECK_TEXT (hex, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");

  tap_case ("HMAC with a key over one block, RFC 4231 test case 6");
  memset (long_key, 0xaa, sizeof long_key);
  hmac_sha256 (long_key, sizeof long_key, "Test Using Larger Than Block-Size Key - Hash Key First",
               54, digest);
  hex_encode (digest, sizeof digest, hex);
  CHECK_TEXT (hex, "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

int
main (void)
{
  test_digests ();
  test_hmac ();
  tap_case ("comparison in constant time compares");
  CHECK (equal_in_constant_time ("same", "same", 4));
  CHECK (!equal_in_constant_time ("same", "sane", 4));
  CHECK (equal_in_constant_time ("x", "y", 0));
  return tap_finish ();
}
