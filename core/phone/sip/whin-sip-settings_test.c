/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/sip/whin-sip-settings.h"

#include "core/phone/media/whin-codec.h"
#include "core/phone/sip/whin-backoff.h"
#include "core/phone/sip/whin-message-summary.h"
#include "core/phone/sip/whin-sip-text.h"
#include "core/phone/whin-phone-error.h"

#include <string.h>

static WhinAccount *
make_account (void)
{
  WhinAccount *account = whin_account_new ();

  whin_account_set_by_person (account, "username", "alice");
  whin_account_set_by_person (account, "password", " p w ");
  whin_account_set_by_person (account, "host", "sip.example.com");
  return account;
}

static void
test_defaults (void)
{
  g_autoptr (WhinAccount) account = make_account ();
  g_autoptr (GError) error = NULL;
  g_autoptr (WhinSipSettings) settings = whin_sip_settings_new (account, &error);
  g_autofree char *uri = NULL;
  g_autofree char *address = NULL;

  g_assert_no_error (error);
  uri = whin_sip_settings_dup_uri (settings);
  g_assert_cmpstr (uri, ==, "sip:alice@sip.example.com");
  g_assert_cmpstr (settings->auth_username, ==, "alice");
  g_assert_cmpstr (settings->password, ==, " p w ");
  address = whin_sip_settings_dup_address (settings);
  g_assert_cmpstr (address, ==, "alice@sip.example.com");
  g_assert_cmpint (settings->transport, ==, WHIN_TRANSPORT_UDP);
  g_assert_cmpuint (settings->port, ==, 0);
  g_assert_cmpuint (settings->expires, ==, WHIN_SIP_EXPIRES_SECONDS);
  g_assert_null (settings->proxy);
  g_assert_cmpint (settings->sdes_outgoing, ==, WHIN_SRTP_OFF);
}

static void
test_hosts (void)
{
  static const struct {
    const char *host;
    const char *domain; /* NULL: refused */
    guint port;
  } cases[] = {
      {"sip.example.com:5070", "sip.example.com", 5070},
      {"192.0.2.1:5060", "192.0.2.1", 5060},
      {"[2001:db8::1]:5061", "2001:db8::1", 5061},
      {"2001:db8::1", "2001:db8::1", 0},
      {"sip:example.com", "example.com", 0},
      {"example.com:0", NULL, 0},
      {"example.com:65536", NULL, 0},
      {"example.com:5060;transport=tcp", NULL, 0},
      {"exa mple.com", NULL, 0},
      {"a@b", NULL, 0},
      {"[2001:db8::1", NULL, 0},
      {"example.com>", NULL, 0},
      {":5060", NULL, 0},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (WhinAccount) account = make_account ();
    g_autoptr (WhinSipSettings) settings = NULL;
    g_autoptr (GError) error = NULL;

    g_test_message ("%s", cases[i].host);
    whin_account_set_by_person (account, "host", cases[i].host);
    settings = whin_sip_settings_new (account, &error);
    if (cases[i].domain == NULL) {
      g_assert_error (error, WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_SETTINGS);
      continue;
    }
    g_assert_cmpstr (settings->domain, ==, cases[i].domain);
    g_assert_cmpuint (settings->port, ==, cases[i].port);
  }
}

/* Nothing in a node may break out of its place in a message. */
static void
test_hostile (void)
{
  static const char *const cases[][2] = {
      {"username", "alice\r\nVia: x"}, {"authUsername", "a\"b"},
      {"authUsername", "a:b"},         {"password", "a\nb"},
      {"transport", "tls;x"},          {"dtlsOutgoing", "perhaps"},
  };
  g_autoptr (WhinAccount) account = make_account ();
  g_autoptr (WhinSipSettings) settings = NULL;
  g_autofree char *uri = NULL;
  g_autofree char *target = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (WhinAccount) bad = make_account ();
    g_autoptr (GError) error = NULL;

    g_test_message ("%s", cases[i][1]);
    whin_account_set_by_person (bad, cases[i][0], cases[i][1]);
    g_assert_null (whin_sip_settings_new (bad, &error));
    g_assert_error (error, WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_SETTINGS);
  }
  whin_account_set_by_person (account, "username", "a b@c;d?e>");
  settings = whin_sip_settings_new (account, NULL);
  uri = whin_sip_settings_dup_uri (settings);
  g_assert_cmpstr (uri, ==, "sip:a%20b%40c%3Bd%3Fe%3E@sip.example.com");
  target = whin_sip_settings_dup_target (settings, "*911#");
  g_assert_cmpstr (target, ==, "sip:*911%23@sip.example.com");
  g_free (target);
  target = whin_sip_settings_dup_target (settings, "sips:bob@other.example");
  g_assert_cmpstr (target, ==, "sips:bob@other.example");
  g_free (target);
  target = whin_sip_settings_dup_target (settings, "sips:200");
  g_assert_cmpstr (target, ==, "sips:200@sip.example.com");
}

static void
test_values (void)
{
  g_autoptr (WhinAccount) account = make_account ();
  g_autoptr (WhinSipSettings) settings = NULL;
  const WhinCodec *order[WHIN_N_CODECS];

  whin_account_set_by_person (account, "codecOrder", "8, 9,x,200,,8,110");
  whin_account_set_by_person (account, "expires", "5");
  whin_account_set_by_person (account, "transport", "tls+sip:");
  whin_account_set_by_person (account, "sdesOutgoing", "required");
  whin_account_set_by_person (account, "proxy", "192.0.2.5:5080");
  settings = whin_sip_settings_new (account, NULL);
  g_assert_cmpuint (settings->expires, ==, WHIN_SIP_MIN_EXPIRES_SECONDS);
  g_assert_cmpint (settings->transport, ==, WHIN_TRANSPORT_TLS);
  g_assert_cmpint (settings->sdes_outgoing, ==, WHIN_SRTP_REQUIRED);
  g_assert_cmpstr (settings->proxy, ==, "192.0.2.5");
  g_assert_cmpuint (settings->proxy_port, ==, 5080);
  g_assert_cmpuint (whin_codec_order (settings->codec_order, settings->n_codecs, order), ==, 3);
  g_assert_cmpint (order[0]->id, ==, WHIN_CODEC_PCMA);
  g_assert_cmpint (order[1]->id, ==, WHIN_CODEC_G722);
  g_assert_cmpint (order[2]->id, ==, WHIN_CODEC_OPUS);
}

static void
test_backoff (void)
{
  WhinBackoff backoff = {0};
  guint total = 0, wait = 0;

  g_assert_cmpuint (whin_backoff_next_ms (&backoff, 0.5), ==, WHIN_BACKOFF_MIN_MS);
  for (guint i = 0; i < 12; i++) {
    wait = whin_backoff_next_ms (&backoff, 0.99);
    total += wait;
    g_assert_cmpuint (wait, <=, WHIN_BACKOFF_SHORT_MS * 5 / 4);
  }
  for (guint i = 0; i < 1000; i++)
    wait = whin_backoff_next_ms (&backoff, 0.5);
  g_assert_cmpuint (wait, ==, WHIN_BACKOFF_MAX_MS);
  g_assert_cmpuint (total, <, WHIN_BACKOFF_SHORT_TOTAL_MS);
  whin_backoff_reset (&backoff);
  g_assert_cmpuint (whin_backoff_next_ms (&backoff, 0), ==, WHIN_BACKOFF_MIN_MS * 3 / 4);
}

static void
test_bodies (void)
{
  static const char summary_text[] = "Messages-Waiting : YES\r\nVoice-Message: 3/1 (0/0)\r\n";
  static const char empty[] = "Messages-Waiting: no\n";
  WhinMessageSummary summary;
  g_autofree char *plain = whin_sip_text_unquote ("\"A \\\"B\\\" \\\\C\"");
  g_autofree char *quoted = whin_sip_text_quote (plain);

  g_assert_true (whin_message_summary_read (summary_text, strlen (summary_text), &summary));
  g_assert_true (summary.waiting);
  g_assert_cmpuint (summary.new_messages, ==, 3);
  g_assert_cmpuint (summary.old_messages, ==, 1);
  g_assert_true (whin_message_summary_read (empty, strlen (empty), &summary));
  g_assert_false (summary.waiting);
  g_assert_false (whin_message_summary_read ("hello", 5, &summary));
  g_assert_cmpint (whin_sip_text_read_dtmf ("Signal= #\r\n", 11), ==, '#');
  g_assert_cmpint (whin_sip_text_read_dtmf ("Signal=12\r\n", 11), ==, '\0');
  g_assert_cmpuint (whin_sip_text_read_fragment ("SIP/2.0 486 Busy", 16), ==, 486);
  g_assert_cmpuint (whin_sip_text_read_fragment ("SIP/2.0 4x6", 11), ==, 0);
  g_assert_cmpstr (plain, ==, "A \"B\" \\C");
  g_assert_cmpstr (quoted, ==, "\"A \\\"B\\\" \\\\C\"");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/phone/settings/defaults", test_defaults);
  g_test_add_func ("/phone/settings/hosts", test_hosts);
  g_test_add_func ("/phone/settings/hostile", test_hostile);
  g_test_add_func ("/phone/settings/values", test_values);
  g_test_add_func ("/phone/backoff", test_backoff);
  g_test_add_func ("/phone/bodies", test_bodies);
  return g_test_run ();
}
