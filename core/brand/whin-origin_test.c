/* SPDX-License-Identifier: Apache-2.0 */
#include "core/brand/whin-origin.h"

static void
test_origins (void)
{
  static const struct {
    const char *uri;
    const char *origin;
  } rows[] = {
      {"https://example.com/a?b#c", "https://example.com"},
      {"HTTPS://EXAMPLE.com:443", "https://example.com"},
      {"http://example.com:80/", "http://example.com"},
      {"http://example.com:443/", "http://example.com:443"},
      {"https://example.com:8443/", "https://example.com:8443"},
      {"https://[::1]:8443/", "https://[::1]:8443"},
      {"https://[2001:DB8::1]/", "https://[2001:db8::1]"},
      {"https://b\xC3\xBC"
       "cher.example/",
       "https://xn--bcher-kva.example"},
      {"https://good.example@evil.example/", NULL},
      {"https://user:password@example.com/", NULL},
      {"https://good.example\\@evil.example/", NULL},
      {"https:///path", NULL},
      {"https://", NULL},
      {"https:example.com", NULL},
      {"//example.com", NULL},
      {"example.com", NULL},
      {"ftp://example.com/", NULL},
      {"data:text/html,x", NULL},
      {"about:blank", NULL},
      {"blob:https://example.com/1", NULL},
      {"javascript:alert(1)", NULL},
      {"app:keypad", NULL},
      {"https://exam ple.com/", NULL},
      {"https://exam%00ple.com/", NULL},
      {"https://\xff/", NULL},
      {"", NULL},
      {NULL, NULL},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *origin = whin_origin_of_uri (rows[i].uri);

    g_test_message ("row %" G_GSIZE_FORMAT, i);
    g_assert_cmpstr (origin, ==, rows[i].origin);
  }
}

static void
test_trust_and_confidence (void)
{
  static const struct {
    const char *uri;
    gboolean is_confidential;
    gboolean is_loopback;
  } rows[] = {
      {"https://example.com", TRUE, FALSE},
      {"http://example.com", FALSE, FALSE},
      {"http://127.0.0.1:8080", TRUE, TRUE},
      {"http://127.8.9.1", TRUE, TRUE},
      {"http://[::1]:99", TRUE, TRUE},
      {"http://localhost:1", TRUE, TRUE},
      {"https://localhost", TRUE, TRUE},
      {"http://localhost.example.com", FALSE, FALSE},
      {"http://127.0.0.1.example.com", FALSE, FALSE},
      {"http://128.0.0.1", FALSE, FALSE},
      {"http://[::2]", FALSE, FALSE},
      {"http://0.0.0.0", FALSE, FALSE},
      {"ftp://localhost", FALSE, FALSE},
      {NULL, FALSE, FALSE},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_test_message ("%s", rows[i].uri != NULL ? rows[i].uri : "(null)");
    g_assert_cmpint (whin_uri_is_confidential (rows[i].uri), ==, rows[i].is_confidential);
    g_assert_cmpint (whin_origin_may_be_trusted (rows[i].uri), ==, rows[i].is_confidential);
    g_assert_cmpint (whin_uri_is_loopback (rows[i].uri), ==, rows[i].is_loopback);
  }
  /* What is no origin's own form isn't one. */
  g_assert_false (whin_origin_may_be_trusted ("https://example.com/"));
  g_assert_false (whin_origin_may_be_trusted ("https://EXAMPLE.com"));
  g_assert_false (whin_origin_may_be_trusted ("https://example.com:443"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/origin/origins", test_origins);
  g_test_add_func ("/origin/trust-and-confidence", test_trust_and_confidence);
  return g_test_run ();
}
