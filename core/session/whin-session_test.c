/* SPDX-License-Identifier: Apache-2.0 */
#include "core/session/whin-session.h"

#include "core/quick-dial/whin-quick-dial.h"
#include "core/testing/whin-test-folder.h"
#include "core/testing/whin-test-loop.h"
#include "core/testing/whin-test-server.h"

#include <glib/gstdio.h>

#include <string.h>

/* The phone without a screen against a provider in the same process. */

static const char brand_template[] =
    "[Brand]\nName=Test Phone\nApplicationId=com.example.Phone\nCloudId=CODE\nPortalUrl=%s\n"
    "[Account]\ntitle=From file\nfileOnly=1\n"
    "[WebTab file]\nTitle=File tab\nUrl=https://file.example.com/?u=%%account[username]%%\n";

static const char brand_answer[] =
    "<brand code=\"CODE\" editable=\"0\"><name>Test</name>"
    "<trustedOrigin>https://shop.example.com</trustedOrigin>"
    "<trustedOrigin>http://evil.example.com</trustedOrigin>"
    "<webTab id=\"me\" title=\"Mine\" "
    "icon=\"x-symbolic\">@PORTAL@/me?t=%account[webToken]%</webTab>"
    "<account><title>Test account</title>"
    "<InitialProvisioningUrl>@PORTAL@/initial</InitialProvisioningUrl>"
    "<InitialProvisioningPostData>username=%username%&amp;password=%password%&amp;cloud_id=%"
    "fullcode%"
    "</InitialProvisioningPostData>"
    "<extProvUrl>@PORTAL@/account</extProvUrl>"
    "<extProvCustomHeaders>Authorization: Bearer %account[cloud_password]%</extProvCustomHeaders>"
    "<initialGlobalProvisioningUrl>@PORTAL@/global</initialGlobalProvisioningUrl>"
    "<genericBalanceCheckUrl>@PORTAL@/balance</genericBalanceCheckUrl>"
    "<genericBalanceCheckCustomHeaders>Authorization: Bearer %account[cloud_password]%"
    "</genericBalanceCheckCustomHeaders></account></brand>";

static const char first_account[] =
    "<account><username>sip-alice</username><password>sip-secret</password>"
    "<cloud_username>alice</cloud_username><cloud_password>token-1</cloud_password>"
    "<host>sip.example.com</host><userDisplayName>Alice</userDisplayName><webToken>w1</webToken>"
    "</account>";

typedef struct {
  WhinTestServer *server;
  char *folder;
  WhinSession *session;
  char *notice;
} Fixture;

static void
on_notice (WhinSession *session, const char *text, Fixture *fixture)
{
  g_free (fixture->notice);
  fixture->notice = g_strdup (text);
}

static void
open_session (Fixture *fixture, const char *brand_text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (WhinBrand) brand =
      whin_brand_new_from_data (brand_text, strlen (brand_text), "/", &error);

  g_assert_no_error (error);
  fixture->session = whin_session_new (brand, fixture->folder);
  g_signal_connect (fixture->session, "notice", G_CALLBACK (on_notice), fixture);
  whin_session_load_async (fixture->session, NULL, whin_test_on_result, &result);
  whin_test_until (result != NULL);
  whin_session_load_finish (fixture->session, result, &error);
  g_assert_no_error (error);
}

static void
open_portal_session (Fixture *fixture)
{
  g_autofree char *text =
      g_strdup_printf (brand_template, whin_test_server_get_uri (fixture->server));

  open_session (fixture, text);
}

static void
close_session (Fixture *fixture)
{
  whin_session_flush (fixture->session);
  g_clear_object (&fixture->session);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = whin_test_folder_new ();
  fixture->server = whin_test_server_new ();
  whin_test_server_answer (fixture->server, "/brand/CODE", 200, "application/xml", brand_answer);
  whin_test_server_answer (fixture->server, "/initial", 200, "application/xml", first_account);
  whin_test_server_answer (fixture->server, "/account", 200, "text/xml", "<account></account>");
  whin_test_server_answer (fixture->server, "/global", 200, "application/xml",
                           "<quickDials><quickDial><item "
                           "id=\"a\"><displayName>Reception</displayName><uri>100</uri></item>"
                           "</quickDial></quickDials>");
  whin_test_server_answer (
      fixture->server, "/balance", 200, "application/xml",
      "<response><error>0</error><balanceString>$12.34</balanceString></response>");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->session != NULL)
    close_session (fixture);
  whin_test_server_free (fixture->server);
  whin_test_folder_remove (fixture->folder);
  g_free (fixture->notice);
}

static gboolean
sign_in (Fixture *fixture, const char *username, const char *password, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (WhinLogin) login = g_new0 (WhinLogin, 1);

  login->username = g_strdup (username);
  login->password = g_strdup (password);
  whin_session_sign_in_async (fixture->session, login, NULL, whin_test_on_result, &result);
  whin_test_until (result != NULL);
  return whin_session_sign_in_finish (fixture->session, result, error);
}

static void
sign_in_well (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  sign_in (fixture, "al ice@home", "p&ss", &error);
  g_assert_no_error (error);
  g_assert_cmpint (whin_session_get_state (fixture->session), ==, WHIN_SESSION_SIGNED_IN);
}

static void
assert_file_holds (Fixture *fixture, const char *name_prefix, const char *text, gboolean holds)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  gboolean is_found = FALSE;
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
    g_autofree char *content = NULL;
    GStatBuf status;

    if (!g_str_has_prefix (name, name_prefix))
      continue;
    g_assert_cmpint (g_stat (path, &status), ==, 0);
    g_assert_cmpint (status.st_mode & 0777, ==, 0600);
    g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
    is_found |= strstr (content, text) != NULL;
  }
  g_assert_cmpint (is_found, ==, holds);
}

static void
test_sign_in (Fixture *fixture, gconstpointer data)
{
  WhinAccount *account;
  const WhinTestRequest *request;
  g_autoptr (WhinWebTab) tab = NULL;
  g_autoptr (WhinQuickDial) dial = NULL;
  g_autofree char *uri = NULL;
  g_autofree char *expected = NULL;

  open_portal_session (fixture);
  g_assert_cmpint (whin_session_get_state (fixture->session), ==, WHIN_SESSION_SIGNED_OUT);
  sign_in_well (fixture);

  request = whin_test_server_last (fixture->server, "/initial");
  g_assert_cmpstr (request->method, ==, "POST");
  g_assert_cmpstr (request->body, ==, "username=al%20ice%40home&password=p%26ss&cloud_id=CODE");
  g_assert_true (g_str_has_prefix (
      whin_test_server_last_header (fixture->server, "/initial", "User-Agent"), "CloudSoftphone/"));
  g_assert_nonnull (strstr (
      whin_test_server_last_header (fixture->server, "/initial", "User-Agent"), " (Test Phone)"));

  account = whin_session_get_account (fixture->session);
  g_assert_cmpstr (whin_account_get (account, "title"), ==, "Test account");
  g_assert_cmpstr (whin_account_get (account, "username"), ==, "sip-alice");
  g_assert_cmpstr (whin_account_get (account, "cloud_password"), ==, "token-1");
  g_assert_null (whin_account_get (account, "fileOnly"));

  whin_test_until (whin_balance_get_text (whin_session_get_balance (fixture->session)) != NULL);
  g_assert_cmpstr (whin_balance_get_text (whin_session_get_balance (fixture->session)), ==,
                   "$12.34");
  g_assert_cmpstr (whin_test_server_last_header (fixture->server, "/balance", "Authorization"), ==,
                   "Bearer token-1");

  g_assert_cmpuint (g_list_model_get_n_items (whin_session_get_quick_dials (fixture->session)), ==,
                    1);
  dial = g_list_model_get_item (whin_session_get_quick_dials (fixture->session), 0);
  g_assert_cmpstr (whin_quick_dial_get_display_name (dial), ==, "Reception");

  tab = g_list_model_get_item (whin_session_get_web_tabs (fixture->session), 0);
  g_assert_cmpstr (whin_web_tab_get_title (tab), ==, "Mine");
  uri = whin_session_dup_web_tab_uri (fixture->session, tab);
  expected = g_strconcat (whin_test_server_get_uri (fixture->server), "/me?t=w1", NULL);
  g_assert_cmpstr (uri, ==, expected);
  g_assert_true (whin_session_trusts (fixture->session, tab, expected));
  g_assert_true (whin_session_trusts (fixture->session, tab, "https://shop.example.com/x"));
  g_assert_false (whin_session_trusts (fixture->session, tab, "http://shop.example.com/x"));
  g_assert_false (whin_session_trusts (fixture->session, tab, "http://evil.example.com/"));
  g_assert_false (whin_session_trusts (fixture->session, tab, "https://file.example.com/"));
  g_assert_false (whin_session_trusts (fixture->session, tab, NULL));

  assert_file_holds (fixture, "account", "", TRUE);
  assert_file_holds (fixture, "account", "token-1", FALSE);
  assert_file_holds (fixture, "account", "sip-secret", FALSE);
  assert_file_holds (fixture, "secrets", "token-1", TRUE);
}

static void
test_restart_without_network (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WhinWebTab) tab = NULL;

  open_portal_session (fixture);
  sign_in_well (fixture);
  whin_test_until (whin_balance_get_text (whin_session_get_balance (fixture->session)) != NULL);
  g_assert_true (whin_account_set_by_person (whin_session_get_account (fixture->session),
                                             "userDisplayName", "Alice at home"));
  close_session (fixture);

  whin_test_server_answer (fixture->server, "/brand/CODE", 503, NULL, NULL);
  whin_test_server_answer (fixture->server, "/global", 503, NULL, NULL);
  whin_test_server_answer (fixture->server, "/account", 503, "application/json",
                           "{\"message\":\"Down for now\"}");
  whin_test_server_answer (fixture->server, "/balance", 200, "text/html", "<html>oops");
  open_portal_session (fixture);
  g_assert_cmpint (whin_session_get_state (fixture->session), ==, WHIN_SESSION_SIGNED_IN);
  whin_test_until (whin_balance_get_error (whin_session_get_balance (fixture->session)) != NULL &&
                   whin_provisioner_get_error (whin_session_get_provisioner (fixture->session)) !=
                       NULL);
  g_assert_cmpstr (whin_balance_get_text (whin_session_get_balance (fixture->session)), ==,
                   "$12.34");
  g_assert_true (whin_balance_get_stale (whin_session_get_balance (fixture->session)));
  g_assert_nonnull (fixture->notice);
  g_assert_cmpstr (
      whin_account_get (whin_session_get_account (fixture->session), "userDisplayName"), ==,
      "Alice at home");
  g_assert_cmpstr (whin_account_get (whin_session_get_account (fixture->session), "cloud_password"),
                   ==, "token-1");
  tab = g_list_model_get_item (whin_session_get_web_tabs (fixture->session), 0);
  g_assert_cmpstr (whin_web_tab_get_id (tab), ==, "me");
  g_assert_true (whin_session_trusts (fixture->session, tab, "https://shop.example.com/"));
  g_assert_cmpuint (g_list_model_get_n_items (whin_session_get_quick_dials (fixture->session)), ==,
                    1);
}

static void
test_refused_sign_in (Fixture *fixture, gconstpointer data)
{
  static const struct {
    guint status;
    const char *type;
    const char *body;
    const char *text;
  } cases[] = {
      {401, "application/xml", "<error><message>Wrong password, Alice</message></error>",
       "Wrong password, Alice"},
      {400, "text/plain", "no such user", "no such user"},
      {410, "application/json", "{\"error\":\"Gone away\"}", "Gone away"},
      {403, NULL, NULL, "The server does not allow this."},
      {200, "text/html", "<account><title>x</title></account>",
       "The server’s answer can’t be read."},
      {200, "application/xml", "<account><username>half", "The server’s answer can’t be read."},
  };

  open_portal_session (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;

    whin_test_server_answer (fixture->server, "/initial", cases[i].status, cases[i].type,
                             cases[i].body);
    g_assert_false (sign_in (fixture, "alice", "secret", &error));
    g_assert_cmpstr (error->message, ==, cases[i].text);
    g_assert_cmpint (whin_session_get_state (fixture->session), ==, WHIN_SESSION_SIGNED_OUT);
    g_assert_null (whin_account_get (whin_session_get_account (fixture->session), "title"));
  }
  whin_session_flush (fixture->session);
  assert_file_holds (fixture, "account", "", FALSE);
}

static void
test_update (Fixture *fixture, gconstpointer data)
{
  WhinAccount *account;
  WhinProvisioner *provisioner;

  whin_test_server_answer (fixture->server, "/account", 200, "application/xml",
                           "<account><userDisplayName>Changed</userDisplayName>"
                           "<cloud_password>token-2</cloud_password></account>");
  whin_test_server_header (fixture->server, "/account", "ETag", "\"v1\"");
  open_portal_session (fixture);
  sign_in_well (fixture);
  account = whin_session_get_account (fixture->session);
  provisioner = whin_session_get_provisioner (fixture->session);
  whin_test_server_forget (fixture->server);

  whin_provisioner_update (provisioner, WHIN_PROVISION_EXTERNAL);
  whin_test_until (g_strcmp0 (whin_account_get (account, "userDisplayName"), "Changed") == 0);
  g_assert_cmpstr (whin_account_get (account, "username"), ==, "sip-alice");
  g_assert_cmpuint (whin_test_server_count (fixture->server, "/brand/CODE"), ==, 0);
  g_assert_cmpstr (whin_test_server_last_header (fixture->server, "/account", "Authorization"), ==,
                   "Bearer token-1");

  whin_test_server_answer (fixture->server, "/account", 304, NULL, NULL);
  whin_provisioner_update (provisioner, WHIN_PROVISION_ALL);
  whin_test_until (whin_test_server_count (fixture->server, "/account") == 2);
  whin_test_until (!whin_provisioner_get_busy (provisioner));
  g_assert_cmpstr (whin_test_server_last_header (fixture->server, "/account", "Authorization"), ==,
                   "Bearer token-2");
  g_assert_cmpstr (whin_test_server_last_header (fixture->server, "/account", "If-None-Match"), ==,
                   "\"v1\"");
  g_assert_cmpuint (whin_test_server_count (fixture->server, "/brand/CODE"), ==, 1);
  g_assert_null (whin_provisioner_get_error (provisioner));
}

static void
test_bad_update_changes_nothing (Fixture *fixture, gconstpointer data)
{
  static const struct {
    guint status;
    const char *type;
    const char *body;
  } cases[] = {
      {500, "text/plain", "boom"},
      {200, "application/xml", "<account><title>Half"},
      {200, "text/html", "<account><title>Html</title></account>"},
      {200, "application/xml", "<other><title>Other</title></other>"},
      {200, "application/xml", "<account><title></title></account>"},
      {200, "application/xml", ""},
  };
  WhinProvisioner *provisioner;

  open_portal_session (fixture);
  sign_in_well (fixture);
  provisioner = whin_session_get_provisioner (fixture->session);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    guint count = whin_test_server_count (fixture->server, "/account");

    g_clear_pointer (&fixture->notice, g_free);
    whin_test_server_answer (fixture->server, "/account", cases[i].status, cases[i].type,
                             cases[i].body);
    whin_provisioner_update (provisioner, WHIN_PROVISION_EXTERNAL);
    whin_test_until (whin_test_server_count (fixture->server, "/account") > count &&
                     !whin_provisioner_get_busy (provisioner));
    g_assert_nonnull (fixture->notice);
    g_assert_nonnull (whin_provisioner_get_error (provisioner));
    g_assert_cmpstr (whin_account_get (whin_session_get_account (fixture->session), "title"), ==,
                     "Test account");
    g_assert_cmpstr (whin_account_get (whin_session_get_account (fixture->session), "username"), ==,
                     "sip-alice");
  }
}

static void
test_sign_out (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (WhinWebTab) tab = NULL;

  open_portal_session (fixture);
  sign_in_well (fixture);
  whin_call_log_remember (whin_session_get_call_log (fixture->session), "200");
  close_session (fixture);
  open_portal_session (fixture);
  g_assert_cmpstr (whin_call_log_get_last_dialled (whin_session_get_call_log (fixture->session)),
                   ==, "200");
  whin_test_until (whin_balance_get_text (whin_session_get_balance (fixture->session)) != NULL);
  whin_session_sign_out_async (fixture->session, NULL, whin_test_on_result, &result);
  whin_test_until (result != NULL);
  whin_session_sign_out_finish (fixture->session, result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (whin_session_get_state (fixture->session), ==, WHIN_SESSION_SIGNED_OUT);
  g_assert_null (whin_account_get (whin_session_get_account (fixture->session), "title"));
  g_assert_null (whin_balance_get_text (whin_session_get_balance (fixture->session)));
  g_assert_false (whin_balance_get_available (whin_session_get_balance (fixture->session)));
  g_assert_cmpuint (g_list_model_get_n_items (whin_session_get_quick_dials (fixture->session)), ==,
                    0);
  tab = g_list_model_get_item (whin_session_get_web_tabs (fixture->session), 0);
  g_assert_cmpstr (whin_web_tab_get_id (tab), ==, "file");
  whin_session_flush (fixture->session);
  assert_file_holds (fixture, "account", "", FALSE);
  assert_file_holds (fixture, "secrets", "", FALSE);
  assert_file_holds (fixture, "balance", "", FALSE);
  assert_file_holds (fixture, "quick-dials", "", FALSE);
  assert_file_holds (fixture, "calls", "", FALSE);
  assert_file_holds (fixture, "install-id", "", TRUE);
  sign_in_well (fixture);
}

static void
test_without_portal (Fixture *fixture, gconstpointer data)
{
  static const char text[] = "[Brand]\nName=N\nApplicationId=com.example.Phone\n[Account]\ntitle="
                             "Plain\nhost=sip.example.com\n"
                             "[WebTab a]\nTitle=A\nUrl=https://a.example.com/%account[username]%\n";
  g_autoptr (WhinWebTab) tab = NULL;
  g_autofree char *uri = NULL;

  open_session (fixture, text);
  sign_in_well (fixture);
  g_assert_cmpstr (whin_account_get (whin_session_get_account (fixture->session), "username"), ==,
                   "al ice@home");
  g_assert_cmpstr (whin_account_get (whin_session_get_account (fixture->session), "password"), ==,
                   "p&ss");
  tab = g_list_model_get_item (whin_session_get_web_tabs (fixture->session), 0);
  uri = whin_session_dup_web_tab_uri (fixture->session, tab);
  g_assert_cmpstr (uri, ==, "https://a.example.com/al%20ice%40home");
  close_session (fixture);

  /* The file's defaults may be newer than what was kept. */
  open_session (fixture, "[Brand]\nName=N\nApplicationId=com.example.Phone\n[Account]\n"
                         "title=Newer\n");
  g_assert_cmpint (whin_session_get_state (fixture->session), ==, WHIN_SESSION_SIGNED_IN);
  g_assert_cmpstr (whin_account_get (whin_session_get_account (fixture->session), "title"), ==,
                   "Newer");
  g_assert_null (whin_account_get (whin_session_get_account (fixture->session), "host"));
}

static void
test_no_title (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  open_session (fixture, "[Brand]\nName=N\nApplicationId=com.example.Phone\n");
  g_assert_false (sign_in (fixture, "alice", "secret", &error));
  g_assert_cmpstr (error->message, ==, "The provider’s settings hold no account title.");
  g_assert_cmpint (whin_session_get_state (fixture->session), ==, WHIN_SESSION_SIGNED_OUT);
}

static void
test_another_providers_link (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (WhinLogin) login = whin_login_parse ("csc:alice:secret@OTHER", NULL, &error);

  open_portal_session (fixture);
  whin_session_sign_in_async (fixture->session, login, NULL, whin_test_on_result, &result);
  whin_test_until (result != NULL);
  g_assert_false (whin_session_sign_in_finish (fixture->session, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_assert_cmpuint (whin_test_server_count (fixture->server, "/brand/CODE"), ==, 0);
}

static void
test_test_version (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (WhinLogin) login = whin_login_parse ("csc:alice:secret@CODE*", NULL, &error);

  whin_test_server_answer (fixture->server, "/brand/CODE*", 200, "application/xml", brand_answer);
  open_portal_session (fixture);
  whin_session_sign_in_async (fixture->session, login, NULL, whin_test_on_result, &result);
  whin_test_until (result != NULL);
  whin_session_sign_in_finish (fixture->session, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (whin_test_server_count (fixture->server, "/brand/CODE*"), ==, 1);
  g_assert_nonnull (
      strstr (whin_test_server_last (fixture->server, "/initial")->body, "cloud_id=CODE%2A"));
}

static void
test_damaged_account (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autofree char *text =
      g_strdup_printf (brand_template, whin_test_server_get_uri (fixture->server));
  g_autoptr (WhinBrand) brand = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  path = g_build_filename (fixture->folder, "account.json", NULL);
  g_assert_true (g_file_set_contents (path, "{\"values\":[", -1, NULL));
  brand = whin_brand_new_from_data (text, strlen (text), "/", NULL);
  fixture->session = whin_session_new (brand, fixture->folder);
  whin_session_load_async (fixture->session, NULL, whin_test_on_result, &result);
  whin_test_until (result != NULL);
  g_assert_false (whin_session_load_finish (fixture->session, result, &error));
  g_assert_cmpint (whin_session_get_state (fixture->session), ==, WHIN_SESSION_SIGNED_OUT);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  sign_in_well (fixture);
}

/* An order of an account that could not be read isn't made again for whoever signs in then. */
static void
test_purchase_of_a_lost_account (Fixture *fixture, gconstpointer data)
{
  static const char kept[] =
      "{\"key\":\"k-1\",\"product\":{\"id\":\"p\",\"kind\":\"topup\",\"title\":\"T\","
      "\"description\":\"\",\"price\":1,\"currency\":\"USD\",\"priceString\":\"$1\"}}";
  g_autofree char *path = g_build_filename (fixture->folder, "purchase.json", NULL);
  WhinPurchase *purchase;

  g_assert_true (g_file_set_contents (path, kept, -1, NULL));
  open_portal_session (fixture);
  sign_in_well (fixture);
  close_session (fixture);
  open_portal_session (fixture);
  purchase = whin_session_get_purchase (fixture->session);
  g_assert_cmpint (whin_purchase_get_state (purchase), ==, WHIN_PURCHASE_NONE);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  g_setenv ("LC_ALL", "C.UTF-8", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/session/sign-in", Fixture, NULL, set_up, test_sign_in, tear_down);
  g_test_add ("/session/restart-without-network", Fixture, NULL, set_up,
              test_restart_without_network, tear_down);
  g_test_add ("/session/refused-sign-in", Fixture, NULL, set_up, test_refused_sign_in, tear_down);
  g_test_add ("/session/update", Fixture, NULL, set_up, test_update, tear_down);
  g_test_add ("/session/bad-update-changes-nothing", Fixture, NULL, set_up,
              test_bad_update_changes_nothing, tear_down);
  g_test_add ("/session/sign-out", Fixture, NULL, set_up, test_sign_out, tear_down);
  g_test_add ("/session/without-portal", Fixture, NULL, set_up, test_without_portal, tear_down);
  g_test_add ("/session/no-title", Fixture, NULL, set_up, test_no_title, tear_down);
  g_test_add ("/session/another-providers-link", Fixture, NULL, set_up, test_another_providers_link,
              tear_down);
  g_test_add ("/session/test-version", Fixture, NULL, set_up, test_test_version, tear_down);
  g_test_add ("/session/purchase-of-a-lost-account", Fixture, NULL, set_up,
              test_purchase_of_a_lost_account, tear_down);
  g_test_add ("/session/damaged-account", Fixture, NULL, set_up, test_damaged_account, tear_down);
  return g_test_run ();
}
