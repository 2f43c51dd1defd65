/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/sip/whin-sip-digest.h"

#include <sofia-sip/msg_header.h>
#include <sofia-sip/sip_header.h>

#include <string.h>

#define NONCE "\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\""
#define OPAQUE "\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\""
#define CNONCE "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ"

/* Reads @text as a header of an answer; the header lives as long as @home. */
static void
parse (su_home_t *home, const char *text, WhinDigestChallenge *challenge)
{
  sip_www_authenticate_t *header = sip_www_authenticate_make (home, text);

  g_assert_nonnull (header);
  whin_sip_digest_read (header, challenge);
}

/* The examples of RFC 7616, section 3.9.1, and RFC 2617, section 3.5. */
static void
test_examples (void)
{
  static const struct {
    const char *header;
    const char *password;
    const char *cnonce;
    const char *response;
  } cases[] = {
      {"Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm=SHA-256, "
       "nonce=" NONCE ", opaque=" OPAQUE,
       "Circle of Life", CNONCE,
       "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"},
      {"Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm=MD5, "
       "nonce=" NONCE ", opaque=" OPAQUE,
       "Circle of Life", CNONCE, "8ca523f5e9506fed4657c9700eebdbec"},
      {"Digest realm=\"testrealm@host.com\", qop=\"auth,auth-int\", "
       "nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\", opaque=\"5ccc069c403ebaf9f0171e9517f40e41\"",
       "Circle Of Life", "0a4f113b", "6629fae49393a05397450978507c4ef1"},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    su_home_t home[1] = {SU_HOME_INIT (home)};
    WhinDigestChallenge challenge;
    g_autofree char *answer = NULL;
    g_autofree char *response = g_strdup_printf (", response=\"%s\"", cases[i].response);

    su_home_init (home);
    parse (home, cases[i].header, &challenge);
    g_assert_cmpint (challenge.qop, ==, WHIN_DIGEST_AUTH);
    answer = whin_sip_digest_answer (&challenge, "Mufasa", cases[i].password, "GET",
                                     "/dir/index.html", "", 0, cases[i].cnonce, 1);
    g_assert_nonnull (strstr (answer, response));
    g_assert_nonnull (strstr (answer, ", nc=00000001, "));
    su_home_deinit (home);
  }
}

/* Each of the other ways to put the hashes together, computed here step by step. */
static void
test_other_ways (void)
{
  su_home_t home[1] = {SU_HOME_INIT (home)};
  WhinDigestChallenge challenge;
  g_autofree char *a1 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "u:r:p", -1);
  g_autofree char *a1_session_text = g_strdup_printf ("%s:n:c", a1);
  g_autofree char *a1_session =
      g_compute_checksum_for_string (G_CHECKSUM_SHA256, a1_session_text, -1);
  g_autofree char *entity = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "body", -1);
  g_autofree char *a2_text = g_strdup_printf ("INVITE:sip:x@y:%s", entity);
  g_autofree char *a2 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, a2_text, -1);
  g_autofree char *text = g_strdup_printf ("%s:n:0000000a:c:auth-int:%s", a1_session, a2);
  g_autofree char *response = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  g_autofree char *old_a1 = g_compute_checksum_for_string (G_CHECKSUM_MD5, "u:r:p", -1);
  g_autofree char *old_a2 = g_compute_checksum_for_string (G_CHECKSUM_MD5, "INVITE:sip:x@y", -1);
  g_autofree char *old_text = g_strdup_printf ("%s:n:%s", old_a1, old_a2);
  g_autofree char *old_response = g_compute_checksum_for_string (G_CHECKSUM_MD5, old_text, -1);
  g_autofree char *answer = NULL;
  g_autofree char *old_answer = NULL;

  su_home_init (home);
  parse (home, "Digest realm=\"r\", nonce=\"n\", algorithm=\"sha-256-SESS\", qop=\"auth-int\"",
         &challenge);
  answer = whin_sip_digest_answer (&challenge, "u", "p", "INVITE", "sip:x@y", "body", 4, "c", 10);
  g_assert_nonnull (strstr (answer, response));
  parse (home, "Digest realm=\"r\", nonce=\"n\"", &challenge);
  old_answer = whin_sip_digest_answer (&challenge, "u", "p", "INVITE", "sip:x@y", "", 0, "c", 1);
  g_assert_nonnull (strstr (old_answer, old_response));
  g_assert_null (strstr (old_answer, "cnonce"));
  g_assert_null (strstr (old_answer, "algorithm"));
  su_home_deinit (home);
}

static void
test_unknown (void)
{
  static const char *const headers[] = {
      "Digest realm=\"r\", nonce=\"n\", algorithm=SHA-512-256",
      "Digest realm=\"r\", nonce=\"n\", qop=\"auth-strange\"",
      "Digest realm=\"r\"",
      "Digest nonce=\"n\"",
      "Basic realm=\"r\"",
  };
  su_home_t home[1] = {SU_HOME_INIT (home)};

  su_home_init (home);
  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++) {
    WhinDigestChallenge challenge;

    parse (home, headers[i], &challenge);
    g_assert_cmpint (challenge.algorithm, ==, WHIN_DIGEST_UNKNOWN);
  }
  su_home_deinit (home);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/phone/digest/examples", test_examples);
  g_test_add_func ("/phone/digest/other-ways", test_other_ways);
  g_test_add_func ("/phone/digest/unknown", test_unknown);
  return g_test_run ();
}
