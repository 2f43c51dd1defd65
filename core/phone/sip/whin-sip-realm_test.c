/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/sip/whin-sip-line.h"

#include "core/testing/phone/whin-test-peer.h"
#include "core/testing/phone/whin-test-phone.h"
#include "core/testing/whin-test-loop.h"

#include <string.h>

/* A server that asks for the password in another way than it did before. */

#define CHALLENGE(realm, algorithm)                                                                \
  "WWW-Authenticate: Digest realm=\"" realm "\", nonce=\"n\", algorithm=" algorithm "\r\n"

typedef struct {
  WhinTestPeer *peer; /* its data: the challenge */
  WhinTestPhone *phone;
} Fixture;

/* Whether @request proves the password in the realm of @challenge, and as strongly. */
static gboolean
proves (const char *request, const char *challenge)
{
  const char *proof = strstr (request, "\r\nAuthorization:");
  const char *realm = strstr (challenge, "realm=\"");
  const char *algorithm = strstr (challenge, "algorithm=");
  g_autofree char *wanted = g_strndup (realm, strcspn (realm, ","));
  g_autofree char *how = g_strndup (algorithm, strcspn (algorithm, "\r"));

  /* After a change in one dialog the stack repeats its older proof first. */
  for (; proof != NULL; proof = strstr (proof + 1, "\r\nAuthorization:")) {
    g_autofree char *line = g_strndup (proof + 2, strcspn (proof + 2, "\r"));

    if (strstr (line, wanted) != NULL && g_str_has_suffix (line, how))
      return TRUE;
  }
  return FALSE;
}

static void
answer (WhinTestPeer *peer, const char *request)
{
  if (g_str_has_prefix (request, "OPTIONS") || proves (request, peer->data)) {
    whin_test_peer_register (peer, request);
    if (g_str_has_prefix (request, "INVITE")) {
      g_autofree char *description = whin_test_peer_make_description (peer, "");
      g_autofree char *headers =
          g_strdup_printf ("Contact: <sip:bob@127.0.0.1:%u>\r\n", peer->port);

      whin_test_peer_reply (peer, request, "bob", "200 OK", headers, description);
    }
  } else if (g_str_has_prefix (request, "BYE")) {
    whin_test_peer_reply (peer, request, "bob", "200 OK", "", NULL);
  } else {
    whin_test_peer_reply (peer, request, "bob", "401 Unauthorized", peer->data, NULL);
  }
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->peer = whin_test_peer_new (answer);
  fixture->peer->data = (gpointer)CHALLENGE ("ours", "SHA-256");
  fixture->phone = whin_test_phone_new (&fixture->peer->registrar, "alice", 440, NULL, NULL);
  whin_test_phone_start (fixture->phone);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  fixture->peer->answer = whin_test_peer_register;
  whin_test_phone_free (fixture->phone);
  whin_test_peer_free (fixture->peer);
}

static void
connect_again (Fixture *fixture)
{
  whin_sip_line_on_network_changed (WHIN_SIP_LINE (fixture->phone->line));
  whin_test_until (whin_line_get_state (fixture->phone->line) != WHIN_LINE_REGISTERED);
}

static void
expect_call (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WhinCall) call = NULL;

  whin_test_until (whin_line_get_state (fixture->phone->line) == WHIN_LINE_REGISTERED);
  call = whin_line_dial (fixture->phone->line, "bob", &error);
  g_assert_no_error (error);
  whin_test_until (whin_call_get_state (call) == WHIN_CALL_ACTIVE);
  whin_call_hang_up (call);
}

/* Calls are challenged in the new realm, too. */
static void
test_new_realm (Fixture *fixture, gconstpointer data)
{
  expect_call (fixture);
  fixture->peer->data = (gpointer)CHALLENGE ("new", "SHA-256");
  connect_again (fixture);
  expect_call (fixture);
}

/* The server restarted, and the phone hears of it when it asks whether it is still known. */
static void
test_new_realm_unannounced (Fixture *fixture, gconstpointer data)
{
  guint before = whin_test_peer_count (fixture->peer, "REGISTER");
  const char *asked, *again;

  fixture->peer->data = (gpointer)CHALLENGE ("new", "SHA-256");
  whin_test_until (whin_test_peer_count (fixture->peer, "REGISTER") == before + 3);
  asked = whin_test_peer_find (fixture->peer, "REGISTER", before);
  again = whin_test_peer_find (fixture->peer, "REGISTER", before + 2);
  g_assert_null (strstr (asked, "\r\nContact:"));
  g_assert_nonnull (strstr (again, "\r\nContact:"));
  g_assert_true (proves (again, fixture->peer->data));
  expect_call (fixture);
}

/* Whatever the realm. The phone keeps asking; when the server does better, it is back. */
static void
test_weaker (Fixture *fixture, gconstpointer data)
{
  guint before = whin_test_peer_count (fixture->peer, "REGISTER");

  fixture->peer->data = (gpointer)data;
  connect_again (fixture);
  whin_test_until (whin_line_get_state (fixture->phone->line) == WHIN_LINE_WAITING);
  g_assert_cmpstr (whin_line_get_reason (fixture->phone->line), ==,
                   "The server asks for a weaker password check than before.");
  for (guint i = before; i < whin_test_peer_count (fixture->peer, "REGISTER"); i++)
    g_assert_null (strstr (whin_test_peer_find (fixture->peer, "REGISTER", i), "algorithm=MD5"));
  fixture->peer->data = (gpointer)CHALLENGE ("ours", "SHA-256");
  expect_call (fixture);
}

/* An account with another password is another account. */
static void
test_weaker_for_another (Fixture *fixture, gconstpointer data)
{
  fixture->peer->data = (gpointer)data;
  whin_account_set_by_person (fixture->phone->account, "password", "another");
  whin_test_until (whin_line_get_state (fixture->phone->line) != WHIN_LINE_REGISTERED);
  expect_call (fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, challenge, test)                                                                 \
  g_test_add ("/phone/realm/" path, Fixture, challenge, set_up, test, tear_down)
  ADD ("new", NULL, test_new_realm);
  ADD ("new-unannounced", NULL, test_new_realm_unannounced);
  ADD ("weaker", CHALLENGE ("ours", "MD5"), test_weaker);
  ADD ("weaker-elsewhere", CHALLENGE ("new", "MD5"), test_weaker);
  ADD ("weaker-for-another", CHALLENGE ("ours", "MD5"), test_weaker_for_another);
  return g_test_run ();
}
