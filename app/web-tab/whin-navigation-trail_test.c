/* SPDX-License-Identifier: Apache-2.0 */
#include "app/web-tab/whin-navigation-trail.h"

#define HOME "https://portal.example.com/home"
#define GO "https://portal.example.com/go"
#define FOREIGN "https://elsewhere.example.net/"

static gboolean
trust (const char *uri, gpointer user_data)
{
  return g_str_has_prefix (uri, "https://portal.example.com/");
}

static void
assert_verdict (WhinNavigationTrail *trail, gboolean redirect, gboolean trusted, const char *whom)
{
  const char *culprit;

  g_assert_cmpint (whin_navigation_trail_is_trusted (trail, redirect, trust, NULL, &culprit), ==,
                   trusted);
  g_assert_cmpstr (culprit, ==, whom);
}

static void
test_nothing_committed (void)
{
  g_autoptr (WhinNavigationTrail) trail = whin_navigation_trail_new ();

  assert_verdict (trail, FALSE, FALSE, NULL);
  assert_verdict (trail, TRUE, FALSE, NULL);
}

static void
test_committed_page_speaks (void)
{
  g_autoptr (WhinNavigationTrail) trail = whin_navigation_trail_new ();

  whin_navigation_trail_start (trail, HOME, 0);
  g_assert_true (whin_navigation_trail_is_loading (trail));
  assert_verdict (trail, FALSE, FALSE, NULL);
  whin_navigation_trail_commit (trail, HOME);
  g_assert_false (whin_navigation_trail_is_loading (trail));
  g_assert_cmpstr (whin_navigation_trail_get_committed (trail), ==, HOME);
  assert_verdict (trail, FALSE, TRUE, HOME);
}

static void
test_foreign_page_is_refused (void)
{
  g_autoptr (WhinNavigationTrail) trail = whin_navigation_trail_new ();

  whin_navigation_trail_start (trail, FOREIGN, 0);
  whin_navigation_trail_commit (trail, FOREIGN);
  assert_verdict (trail, FALSE, FALSE, FOREIGN);
}

static void
test_pending_address_lends_no_trust (void)
{
  g_autoptr (WhinNavigationTrail) trail = whin_navigation_trail_new ();

  /* A foreign page begins a load of the provider's and fires a command meanwhile. */
  whin_navigation_trail_commit (trail, FOREIGN);
  whin_navigation_trail_start (trail, HOME, 0);
  assert_verdict (trail, FALSE, FALSE, FOREIGN);
  assert_verdict (trail, TRUE, FALSE, FOREIGN);
}

static void
test_pending_address_takes_no_trust (void)
{
  g_autoptr (WhinNavigationTrail) trail = whin_navigation_trail_new ();

  whin_navigation_trail_commit (trail, HOME);
  whin_navigation_trail_start (trail, FOREIGN, 0);
  assert_verdict (trail, FALSE, TRUE, HOME);
  assert_verdict (trail, TRUE, FALSE, FOREIGN);
}

static void
test_first_load_redirects (void)
{
  g_autoptr (WhinNavigationTrail) trail = whin_navigation_trail_new ();

  whin_navigation_trail_start (trail, HOME, 0);
  whin_navigation_trail_redirect (trail, GO);
  assert_verdict (trail, TRUE, TRUE, GO);
}

static void
test_open_redirector (void)
{
  g_autoptr (WhinNavigationTrail) trail = whin_navigation_trail_new ();

  /* provider → elsewhere → provider → command: elsewhere took part. */
  whin_navigation_trail_commit (trail, HOME);
  whin_navigation_trail_start (trail, GO, 0);
  whin_navigation_trail_redirect (trail, FOREIGN);
  whin_navigation_trail_redirect (trail, GO);
  assert_verdict (trail, TRUE, FALSE, FOREIGN);
}

static void
test_failed_load_is_forgotten (void)
{
  g_autoptr (WhinNavigationTrail) trail = whin_navigation_trail_new ();

  whin_navigation_trail_commit (trail, HOME);
  whin_navigation_trail_start (trail, FOREIGN, 0);
  whin_navigation_trail_end (trail);
  assert_verdict (trail, FALSE, TRUE, HOME);
  assert_verdict (trail, TRUE, TRUE, HOME);
}

static void
test_endless_redirects (void)
{
  g_autoptr (WhinNavigationTrail) trail = whin_navigation_trail_new ();

  whin_navigation_trail_start (trail, HOME, 0);
  for (int i = 1; i < WHIN_NAVIGATION_TRAIL_MAX_HOPS; i++)
    whin_navigation_trail_redirect (trail, GO);
  assert_verdict (trail, TRUE, TRUE, GO);
  whin_navigation_trail_redirect (trail, FOREIGN);
  assert_verdict (trail, TRUE, FALSE, GO);
  whin_navigation_trail_start (trail, HOME, 0);
  assert_verdict (trail, TRUE, TRUE, HOME);
}

/* What WebKit reports when a page goes to a redirector: the start bears the page's own address. */
static void
test_foreign_redirector (void)
{
  g_autoptr (WhinNavigationTrail) trail = whin_navigation_trail_new ();

  whin_navigation_trail_commit (trail, HOME);
  whin_navigation_trail_request (trail, FOREIGN, 0);
  whin_navigation_trail_start (trail, HOME, 0);
  assert_verdict (trail, TRUE, FALSE, FOREIGN);
  whin_navigation_trail_end (trail);

  whin_navigation_trail_request (trail, GO, 0);
  whin_navigation_trail_start (trail, HOME, 0);
  assert_verdict (trail, TRUE, TRUE, HOME);
}

/* A frame's request between a load's permission and its start doesn't hide where the load goes. */
static void
test_frame_hides_no_redirector (void)
{
  g_autoptr (WhinNavigationTrail) trail = whin_navigation_trail_new ();

  whin_navigation_trail_commit (trail, HOME);
  whin_navigation_trail_request (trail, FOREIGN, 0);
  whin_navigation_trail_request (trail, GO, 1);
  whin_navigation_trail_start (trail, HOME, 2);
  assert_verdict (trail, TRUE, FALSE, FOREIGN);
}

/* A blocked frame of long ago doesn't spoil a later load; a load that starts late stays known. */
static void
test_old_requests (void)
{
  g_autoptr (WhinNavigationTrail) trail = whin_navigation_trail_new ();
  const gint64 later = WHIN_NAVIGATION_TRAIL_REQUEST_US + 1;

  whin_navigation_trail_commit (trail, HOME);
  whin_navigation_trail_request (trail, FOREIGN, 0);
  whin_navigation_trail_request (trail, GO, later);
  whin_navigation_trail_start (trail, HOME, later);
  assert_verdict (trail, TRUE, TRUE, HOME);

  whin_navigation_trail_request (trail, FOREIGN, later);
  whin_navigation_trail_start (trail, HOME, 3 * later);
  assert_verdict (trail, TRUE, FALSE, FOREIGN);
}

/* While a load is pending, a frame is redirected elsewhere: that is no hop of the load. */
static void
test_frame_is_redirected_meanwhile (void)
{
  g_autoptr (WhinNavigationTrail) trail = whin_navigation_trail_new ();

  whin_navigation_trail_commit (trail, HOME);
  g_assert_false (whin_navigation_trail_may_redirect (trail, FOREIGN, HOME));
  whin_navigation_trail_request (trail, GO, 0);
  whin_navigation_trail_start (trail, HOME, 0);
  g_assert_false (whin_navigation_trail_may_redirect (trail, FOREIGN, HOME));
  assert_verdict (trail, TRUE, TRUE, HOME);
}

/* The load's own redirect elsewhere, which comes to nothing, leaves the page its trust. */
static void
test_redirect_elsewhere_fails (void)
{
  g_autoptr (WhinNavigationTrail) trail = whin_navigation_trail_new ();

  whin_navigation_trail_commit (trail, HOME);
  whin_navigation_trail_start (trail, GO, 0);
  g_assert_true (whin_navigation_trail_may_redirect (trail, FOREIGN, FOREIGN));
  whin_navigation_trail_redirect (trail, FOREIGN);
  assert_verdict (trail, TRUE, FALSE, FOREIGN);
  assert_verdict (trail, FALSE, TRUE, HOME);
  whin_navigation_trail_end (trail);
  assert_verdict (trail, FALSE, TRUE, HOME);
}

/* A frame is redirected to the address that the main frame waits for: the page may hold it now. */
static void
test_frame_follows_the_load (void)
{
  g_autoptr (WhinNavigationTrail) trail = whin_navigation_trail_new ();

  whin_navigation_trail_commit (trail, HOME);
  whin_navigation_trail_start (trail, GO, 0);
  g_assert_true (whin_navigation_trail_may_redirect (trail, FOREIGN, FOREIGN));
  whin_navigation_trail_redirect (trail, FOREIGN);
  g_assert_true (whin_navigation_trail_may_redirect (trail, FOREIGN, FOREIGN));
  assert_verdict (trail, FALSE, FALSE, FOREIGN);
  whin_navigation_trail_end (trail);
  assert_verdict (trail, FALSE, FALSE, FOREIGN);
  assert_verdict (trail, TRUE, FALSE, FOREIGN);
  whin_navigation_trail_start (trail, HOME, 0);
  whin_navigation_trail_commit (trail, HOME);
  assert_verdict (trail, FALSE, TRUE, HOME);
}

static void
test_crash_forgets_the_page (void)
{
  g_autoptr (WhinNavigationTrail) trail = whin_navigation_trail_new ();

  whin_navigation_trail_commit (trail, HOME);
  whin_navigation_trail_reset (trail);
  assert_verdict (trail, FALSE, FALSE, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/navigation-trail/nothing-committed", test_nothing_committed);
  g_test_add_func ("/navigation-trail/committed-page-speaks", test_committed_page_speaks);
  g_test_add_func ("/navigation-trail/foreign-page-is-refused", test_foreign_page_is_refused);
  g_test_add_func ("/navigation-trail/pending-address-lends-no-trust",
                   test_pending_address_lends_no_trust);
  g_test_add_func ("/navigation-trail/pending-address-takes-no-trust",
                   test_pending_address_takes_no_trust);
  g_test_add_func ("/navigation-trail/first-load-redirects", test_first_load_redirects);
  g_test_add_func ("/navigation-trail/open-redirector", test_open_redirector);
  g_test_add_func ("/navigation-trail/failed-load-is-forgotten", test_failed_load_is_forgotten);
  g_test_add_func ("/navigation-trail/endless-redirects", test_endless_redirects);
  g_test_add_func ("/navigation-trail/foreign-redirector", test_foreign_redirector);
  g_test_add_func ("/navigation-trail/frame-hides-no-redirector", test_frame_hides_no_redirector);
  g_test_add_func ("/navigation-trail/old-requests", test_old_requests);
  g_test_add_func ("/navigation-trail/frame-is-redirected-meanwhile",
                   test_frame_is_redirected_meanwhile);
  g_test_add_func ("/navigation-trail/redirect-elsewhere-fails", test_redirect_elsewhere_fails);
  g_test_add_func ("/navigation-trail/frame-follows-the-load", test_frame_follows_the_load);
  g_test_add_func ("/navigation-trail/crash-forgets-the-page", test_crash_forgets_the_page);
  return g_test_run ();
}
