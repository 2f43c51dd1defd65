/* SPDX-License-Identifier: Apache-2.0 */
#include "core/command/whin-dispatcher.h"

#include "core/session/whin-session.h"
#include "core/testing/whin-test-folder.h"
#include "core/testing/whin-test-loop.h"
#include "core/testing/whin-test-server.h"

#include <string.h>

/* Text in, effect out: every command, from every source. */

typedef struct {
  WhinTestServer *server;
  char *folder;
  WhinSession *session;
  WhinDispatcher *dispatcher;
  WhinDestination *destination; /* the newest one */
  guint navigations;
  char *notice;
  guint notices;
} Fixture;

static const WhinSource trusted_page = {
    .door = WHIN_SOURCE_PAGE, .origin = "https://good.example.com", .trusted = TRUE};
static const WhinSource other_page = {.door = WHIN_SOURCE_PAGE,
                                      .origin = "https://evil.example.com"};
static const WhinSource opaque_page = {.door = WHIN_SOURCE_PAGE};
static const WhinSource outside = {.door = WHIN_SOURCE_OUTSIDE};

static void
on_navigate (WhinDispatcher *dispatcher, WhinDestination *destination, Fixture *fixture)
{
  g_clear_pointer (&fixture->destination, whin_destination_free);
  fixture->destination = whin_destination_copy (destination);
  fixture->navigations++;
}

static void
on_notice (WhinDispatcher *dispatcher, const char *text, Fixture *fixture)
{
  g_free (fixture->notice);
  fixture->notice = g_strdup (text);
  fixture->notices++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;
  g_autoptr (WhinBrand) brand = NULL;
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GAsyncResult) signed_in = NULL;
  g_autoptr (WhinLogin) login = g_new0 (WhinLogin, 1);
  g_autoptr (GError) error = NULL;

  fixture->server = whin_test_server_new ();
  whin_test_server_answer (fixture->server, "/balance", 200, "application/json",
                           "{\"balanceString\":\"$1\"}");
  whin_test_server_answer (fixture->server, "/account", 200, "text/xml", "<account/>");
  whin_test_server_answer (fixture->server, "/global", 200, "text/xml", "<q/>");
  whin_test_server_answer (fixture->server, "/brand/C", 200, "application/xml",
                           "<brand><account><title>T</title>"
                           "<genericBalanceCheckUrl>@PORTAL@/balance</genericBalanceCheckUrl>"
                           "<webCallbackUrl>@PORTAL@/callback</webCallbackUrl>"
                           "<initialGlobalProvisioningUrl>@PORTAL@/global"
                           "</initialGlobalProvisioningUrl>"
                           "<extProvUrl>@PORTAL@/account</extProvUrl></account></brand>");
  text = g_strdup_printf ("[Brand]\nName=N\nApplicationId=com.example.Phone\nScheme=Examplephone\n"
                          "CloudId=C\nPortalUrl=%s\n",
                          whin_test_server_get_uri (fixture->server));
  brand = whin_brand_new_from_data (text, strlen (text), "/", NULL);
  fixture->folder = whin_test_folder_new ();
  fixture->session = whin_session_new (brand, fixture->folder);
  fixture->dispatcher = whin_dispatcher_new (fixture->session);
  g_signal_connect (fixture->dispatcher, "navigate", G_CALLBACK (on_navigate), fixture);
  g_signal_connect (fixture->dispatcher, "notice", G_CALLBACK (on_notice), fixture);
  whin_session_load_async (fixture->session, NULL, whin_test_on_result, &loaded);
  whin_test_until (loaded != NULL);
  login->username = g_strdup ("alice");
  whin_session_sign_in_async (fixture->session, login, NULL, whin_test_on_result, &signed_in);
  whin_test_until (signed_in != NULL);
  whin_session_sign_in_finish (fixture->session, signed_in, &error);
  g_assert_no_error (error);
  whin_test_until (whin_test_server_count (fixture->server, "/balance") == 1);
  whin_test_until (!whin_balance_get_busy (whin_session_get_balance (fixture->session)));
  whin_test_server_forget (fixture->server);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  whin_session_flush (fixture->session);
  g_clear_object (&fixture->dispatcher);
  g_clear_object (&fixture->session);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  whin_test_server_free (fixture->server);
  whin_test_folder_remove (fixture->folder);
  g_clear_pointer (&fixture->destination, whin_destination_free);
  g_free (fixture->notice);
}

static void
test_navigation (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *uri;
    enum cmduri_command command;
    const char *product_id;
    gboolean buy;
    const char *relative;
    gboolean reload;
    gboolean reset;
  } rows[] = {
      {"app:settings", CMDURI_COMMAND_SETTINGS},
      {"app:settings/prefs", CMDURI_COMMAND_SETTINGS_PREFS},
      {"app:settings/topup", CMDURI_COMMAND_SETTINGS_TOPUP},
      {"app:settings/topup?product_id=p%201", CMDURI_COMMAND_SETTINGS_TOPUP, "p 1"},
      {"app:settings/addons?action=buy&product_id=p", CMDURI_COMMAND_SETTINGS_ADDONS, "p", TRUE},
      {"app:settings/topup?action=buy", CMDURI_COMMAND_SETTINGS_TOPUP, NULL, FALSE},
      {"app:qd", CMDURI_COMMAND_QD},
      {"app:history", CMDURI_COMMAND_HISTORY},
      {"app:keypad", CMDURI_COMMAND_KEYPAD},
      {"app:messages", CMDURI_COMMAND_MESSAGES},
      {"app:contacts", CMDURI_COMMAND_CONTACTS},
      {"app:browser", CMDURI_COMMAND_BROWSER},
      {"app:?action=navigate&tab=browser&relative=%2Fx%2Fy&reload=true", CMDURI_COMMAND_BROWSER,
       NULL, FALSE, "/x/y", TRUE},
      {"app:?action=navigate&tab=browser&reset=true", CMDURI_COMMAND_BROWSER, NULL, FALSE, NULL,
       FALSE, TRUE},
      {"examplephone:?_cmd=app%3Asettings%2Ftopup%3Faction%3Dbuy%26product_id%3Dp",
       CMDURI_COMMAND_SETTINGS_TOPUP, "p", TRUE},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const WhinSource *const sources[] = {&trusted_page, &outside};

    for (gsize j = 0; j < G_N_ELEMENTS (sources); j++) {
      guint navigations = fixture->navigations;

      g_assert_true (whin_dispatcher_handle (fixture->dispatcher, rows[i].uri, sources[j]));
      /* Beyond the burst it comes a little later. */
      whin_test_until (fixture->navigations == navigations + 1);
      g_assert_cmpint (fixture->destination->command, ==, rows[i].command);
      g_assert_cmpstr (fixture->destination->product_id, ==, rows[i].product_id);
      g_assert_cmpint (fixture->destination->buy, ==, rows[i].buy);
      g_assert_cmpstr (fixture->destination->relative, ==, rows[i].relative);
      g_assert_cmpint (fixture->destination->reload, ==, rows[i].reload);
      g_assert_cmpint (fixture->destination->reset, ==, rows[i].reset);
      g_assert_cmpint (fixture->destination->raise, ==, sources[j] == &outside);
    }
  }
  g_assert_null (fixture->notice);
}

static void
assert_asks (Fixture *fixture, const char *uri, gboolean portal, gboolean global, gboolean external)
{
  WhinProvisioner *provisioner = whin_session_get_provisioner (fixture->session);

  whin_test_server_forget (fixture->server);
  g_assert_true (whin_dispatcher_handle (fixture->dispatcher, uri, &trusted_page));
  whin_test_until (whin_provisioner_get_busy (provisioner));
  whin_test_until (!whin_provisioner_get_busy (provisioner));
  g_assert_cmpuint (whin_test_server_count (fixture->server, "/brand/C"), ==, portal);
  g_assert_cmpuint (whin_test_server_count (fixture->server, "/global"), ==, global);
  g_assert_cmpuint (whin_test_server_count (fixture->server, "/account"), ==, external);
}

static void
test_updates (Fixture *fixture, gconstpointer data)
{
  g_assert_true (whin_dispatcher_handle (fixture->dispatcher, "app:balance-update", &trusted_page));
  whin_test_until (whin_test_server_count (fixture->server, "/balance") == 1);
  g_assert_cmpuint (fixture->navigations, ==, 0);
  assert_asks (fixture, "app:extprov-update", FALSE, FALSE, TRUE);
  assert_asks (fixture, "app:provisioning-update", TRUE, TRUE, TRUE);
  assert_asks (fixture, "app:?action=reprovision&only=global_extprov", FALSE, TRUE, FALSE);
  assert_asks (fixture, "app:?action=reprovision&only=theme,extprov", TRUE, FALSE, TRUE);
  assert_asks (fixture, "cscommand:provisioning-update", TRUE, TRUE, TRUE);
  /* From outside the window comes up as well. */
  whin_dispatcher_handle (fixture->dispatcher, "app:balance-update", &outside);
  g_assert_cmpuint (fixture->navigations, ==, 1);
  g_assert_true (fixture->destination->raise);
  g_assert_cmpint (fixture->destination->command, ==, CMDURI_COMMAND_BALANCE_UPDATE);
}

static void
test_untrusted_pages_do_nothing (Fixture *fixture, gconstpointer data)
{
  static const char *const uris[] = {"app:balance-update",
                                     "app:provisioning-update",
                                     "app:keypad",
                                     "app:settings/topup?action=buy&product_id=p",
                                     "examplephone:?_cmd=app%3Akeypad",
                                     "tel:+12025550143",
                                     "sip:alice@example.com?dialAction=autoCall",
                                     "app:nonsense"};

  for (gsize i = 0; i < G_N_ELEMENTS (uris); i++) {
    g_assert_false (whin_dispatcher_handle (fixture->dispatcher, uris[i], &other_page));
    g_assert_cmpstr (fixture->notice, ==,
                     "A page of https://evil.example.com may not control this phone.");
  }
  g_assert_cmpuint (fixture->notices, ==, 1);
  g_assert_false (whin_dispatcher_handle (fixture->dispatcher, "app:keypad", &opaque_page));
  g_assert_cmpuint (fixture->notices, ==, 2);
  whin_test_run_for (200);
  g_assert_cmpuint (fixture->navigations, ==, 0);
  g_assert_cmpuint (whin_test_server_count (fixture->server, "/balance"), ==, 0);
  g_assert_cmpuint (whin_test_server_count (fixture->server, "/account"), ==, 0);
}

static const WhinSource trusted_click = {.door = WHIN_SOURCE_PAGE,
                                         .origin = "https://good.example.com",
                                         .trusted = TRUE,
                                         .gesture = TRUE};

/* The cells of the permission table for calls (command-uris, sections 3 and 5). */
static void
test_calls (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *uri;
    const char *number;
    WhinDial by_click; /* on a trusted page */
    WhinDial by_script;
    WhinDial outside;
    gboolean notice_by_click;
    gboolean notice_by_script;
    gboolean notice_outside;
  } rows[] = {
      {"tel:+12025550143", "+12025550143", 0, 0, 0, 0, 0, 0},
      {"examplephone:*911", "*911", 0, 0, 0, 0, 0, 0},
      {"examplephone:+1?dialAction=autoCall", "+1", WHIN_DIAL_NOW, 0, WHIN_DIAL_ASK, 0, 1, 0},
      {"sip:a@b.example?dialAction=voiceCall", "a@b.example", WHIN_DIAL_NOW, 0, WHIN_DIAL_ASK, 0, 1,
       0},
      {"SIPS:a@b.example?dialAction=voiceCall", "sips:a@b.example", WHIN_DIAL_NOW, 0, WHIN_DIAL_ASK,
       0, 1, 0},
      {"sips:112?dialAction=voiceCall", "sips:112", 0, 0, 0, 1, 1, 1},
      {"examplephone:2?dialAction=forceOffnetCall", "2", WHIN_DIAL_NOW, 0, WHIN_DIAL_ASK, 0, 1, 0},
      {"examplephone:*911?dialAction=autoCall", "*911", 0, 0, 0, 1, 1, 1},
      {"examplephone:112?dialAction=voiceCall", "112", 0, 0, 0, 1, 1, 1},
      {"examplephone:%2B112?dialAction=autoCall", "+112", 0, 0, 0, 1, 1, 1},
      {"examplephone:+1?dialAction=webCallback", "+1", WHIN_DIAL_NOW, 0, WHIN_DIAL_ASK, 0, 1, 0},
      {"examplephone:112?dialAction=webCallback", "112", 0, 0, 0, 1, 1, 1},
      {"examplephone:*21*5%23?dialAction=webCallback", "*21*5#", 0, 0, 0, 1, 1, 1},
      {"examplephone:3?dialAction=gsmCall", "3", 0, 0, 0, 1, 1, 1},
      {"examplephone:3?dialAction=videoCall", "3", 0, 0, 0, 1, 1, 1},
      {"examplephone:3?dialAction=callThrough", "3", 0, 0, 0, 1, 1, 1},
      {"examplephone:3?dialAction=text", "3", 0, 0, 0, 1, 1, 1},
      {"examplephone:3?dialAction=openUrl", "3", 0, 0, 0, 1, 1, 1},
      {"examplephone:3?dialAction=options", "3", 0, 0, 0, 1, 1, 1},
      {"examplephone:3?dialAction=customOptions", "3", 0, 0, 0, 1, 1, 1},
      {"examplephone:3?dialAction=somethingNew", "3", 0, 0, 0, 1, 1, 1},
  };
  const WhinSource *const sources[] = {&trusted_click, &trusted_page, &outside};

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    for (gsize s = 0; s < G_N_ELEMENTS (sources); s++) {
      const WhinDial dial[] = {rows[i].by_click, rows[i].by_script, rows[i].outside};
      const gboolean notice[] = {rows[i].notice_by_click, rows[i].notice_by_script,
                                 rows[i].notice_outside};
      /* A dispatcher of its own: equal notices are told once. */
      g_autoptr (WhinDispatcher) dispatcher = whin_dispatcher_new (fixture->session);

      g_clear_pointer (&fixture->notice, g_free);
      g_signal_connect (dispatcher, "navigate", G_CALLBACK (on_navigate), fixture);
      g_signal_connect (dispatcher, "notice", G_CALLBACK (on_notice), fixture);
      g_assert_true (whin_dispatcher_handle (dispatcher, rows[i].uri, sources[s]));
      g_assert_cmpint (fixture->destination->command, ==, CMDURI_COMMAND_KEYPAD);
      g_assert_cmpstr (fixture->destination->number, ==, rows[i].number);
      g_assert_cmpint (fixture->destination->dial, ==, dial[s]);
      g_assert_cmpint (fixture->destination->callback, ==,
                       strstr (rows[i].uri, "webCallback") != NULL);
      g_assert_cmpint (fixture->destination->raise, ==, sources[s] == &outside);
      g_assert_cmpint (fixture->notice != NULL, ==, notice[s]);
    }
    fixture->navigations = 0;
    g_assert_false (whin_dispatcher_handle (fixture->dispatcher, rows[i].uri, &other_page));
    g_assert_false (whin_dispatcher_handle (fixture->dispatcher, rows[i].uri, &opaque_page));
    g_assert_cmpuint (fixture->navigations, ==, 0);
  }
}

/* Nor does a link dial what the provider's rules make an emergency number or a code of. */
static void
test_rewritten_calls (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *number;
    WhinDial dial;
  } cases[] = {
      {"3456789", WHIN_DIAL_NOW}, {"4567890", WHIN_DIAL_FILL_IN}, {"5678901", WHIN_DIAL_FILL_IN}};

  whin_account_set_by_person (
      whin_session_get_account (fixture->session), "rewriting",
      "<rewriting><rule><conditions><condition type=\"startsWith\" param=\"3\"/></conditions>"
      "<actions><action type=\"prepend\" param=\"+1\"/></actions></rule>"
      "<rule><conditions><condition type=\"equals\" param=\"4567890\"/></conditions>"
      "<actions><action type=\"replace\" param=\"112\"/></actions></rule>"
      "<rule><actions><action type=\"prepend\" param=\"*21*\"/></actions></rule></rewriting>");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *uri = g_strdup_printf ("examplephone:%s?dialAction=autoCall", cases[i].number);

    g_clear_pointer (&fixture->notice, g_free);
    g_assert_true (whin_dispatcher_handle (fixture->dispatcher, uri, &trusted_click));
    g_assert_cmpstr (fixture->destination->number, ==, cases[i].number);
    g_assert_cmpint (fixture->destination->dial, ==, cases[i].dial);
  }
}

/* A phone whose provider offers no callback only fills the number in, and says so. */
static void
test_no_callback (Fixture *fixture, gconstpointer data)
{
  static const char uri[] = "examplephone:+1?dialAction=webCallback";

  whin_account_set_by_person (whin_session_get_account (fixture->session), "webCallbackUrl", "");
  g_assert_true (whin_dispatcher_handle (fixture->dispatcher, uri, &trusted_click));
  g_assert_cmpstr (fixture->destination->number, ==, "+1");
  g_assert_cmpint (fixture->destination->dial, ==, WHIN_DIAL_FILL_IN);
  g_assert_false (fixture->destination->callback);
  g_assert_nonnull (fixture->notice);
}

static void
test_refusals_change_nothing_and_repeat_nothing (Fixture *fixture, gconstpointer data)
{
  static const char *const uris[] = {"",
                                     "app:",
                                     "app:canary",
                                     "app:keypad%zz?canary=1",
                                     "app:settings/topup?product_id=canary%00",
                                     "examplephone:?_cmd=http%3A%2F%2Fcanary",
                                     "examplephone:?_cmd=examplephone%3A%3F_cmd%3Dcanary",
                                     "app:?action=function&name=canary",
                                     "http://canary.example.com/",
                                     "tel:canary canary"};

  for (gsize i = 0; i < G_N_ELEMENTS (uris); i++) {
    g_assert_false (whin_dispatcher_handle (fixture->dispatcher, uris[i], &trusted_page));
    g_assert_nonnull (fixture->notice);
    g_assert_null (strstr (fixture->notice, "canary"));
  }
  g_assert_cmpuint (fixture->navigations, ==, 0);
}

static void
test_refusal_is_logged_without_values (void)
{
  if (g_test_subprocess ()) {
    Fixture fixture = {0};

    set_up (&fixture, NULL);
    whin_dispatcher_handle (fixture.dispatcher, "app:settings/topup?product_id=canary%zz",
                            &trusted_page);
    whin_dispatcher_handle (fixture.dispatcher, "app:canary", &trusted_page);
    tear_down (&fixture, NULL);
    return;
  }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stderr ("*bad-percent-encoding*unknown-command*");
  g_test_trap_assert_stderr_unmatched ("*canary*");
}

static void
test_burst (Fixture *fixture, gconstpointer data)
{
  for (int i = 0; i < 1000; i++)
    whin_dispatcher_handle (fixture->dispatcher, i % 2 == 0 ? "app:keypad" : "app:history",
                            &trusted_page);
  whin_dispatcher_handle (fixture->dispatcher, "app:contacts", &trusted_page);
  g_assert_cmpuint (fixture->navigations, ==, WHIN_DISPATCHER_BURST);
  whin_test_until (fixture->navigations == WHIN_DISPATCHER_BURST + 1);
  g_assert_cmpint (fixture->destination->command, ==, CMDURI_COMMAND_CONTACTS);
  whin_test_run_for (1100);
  g_assert_cmpuint (fixture->navigations, ==, WHIN_DISPATCHER_BURST + 1);
}

static void
test_recognises (Fixture *fixture, gconstpointer data)
{
  static const char *const ours[] = {"app:x",  "APP:x", "cscommand:x",     "sip:1",
                                     "SIPS:1", "tel:1", "examplephone:?x", "ExamplePhone:1",
                                     " app:x", "app://"};
  static const char *const others[] = {"http://app:1/",
                                       "https://example.com/app:x",
                                       "apps:x",
                                       "ap:x",
                                       "mailto:a@b",
                                       "cloudsip:x",
                                       "",
                                       "app"};

  for (gsize i = 0; i < G_N_ELEMENTS (ours); i++)
    g_assert_true (whin_dispatcher_recognises (fixture->dispatcher, ours[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_false (whin_dispatcher_recognises (fixture->dispatcher, others[i]));
}

static void
test_page_loop_of_updates (Fixture *fixture, gconstpointer data)
{
  gint64 begin = g_get_monotonic_time ();
  guint balance, account;

  while (g_get_monotonic_time () - begin < 2500 * 1000) {
    whin_dispatcher_handle (fixture->dispatcher, "app:balance-update", &trusted_page);
    whin_dispatcher_handle (fixture->dispatcher, "app:extprov-update", &trusted_page);
    g_main_context_iteration (NULL, FALSE);
  }
  balance = whin_test_server_count (fixture->server, "/balance");
  account = whin_test_server_count (fixture->server, "/account");
  g_assert_cmpuint (balance, >=, 2);
  g_assert_cmpuint (balance, <=, 4);
  g_assert_cmpuint (account, >=, 2);
  g_assert_cmpuint (account, <=, 4);
}

#define ADD(name, func) g_test_add ("/dispatcher/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  g_test_init (&argc, &argv, NULL);
  ADD ("navigation", test_navigation);
  ADD ("updates", test_updates);
  ADD ("untrusted-pages-do-nothing", test_untrusted_pages_do_nothing);
  ADD ("calls", test_calls);
  ADD ("no-callback", test_no_callback);
  ADD ("rewritten-calls", test_rewritten_calls);
  ADD ("refusals-change-nothing-and-repeat-nothing",
       test_refusals_change_nothing_and_repeat_nothing);
  g_test_add_func ("/dispatcher/refusal-is-logged-without-values",
                   test_refusal_is_logged_without_values);
  ADD ("burst", test_burst);
  ADD ("recognises", test_recognises);
  ADD ("page-loop-of-updates", test_page_loop_of_updates);
  return g_test_run ();
}
