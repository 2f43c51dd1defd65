/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A load in which more addresses took part than this is trusted no longer. */
#define WHIN_NAVIGATION_TRAIL_MAX_HOPS 96

/**
 * WhinNavigationTrail:
 *
 * Which pages took part in a navigation of one web view: the page that is committed (shown), and
 * the hops of the load under way (requested, not yet committed). A web view's own "uri" can't tell
 * the two apart.
 */
typedef struct _WhinNavigationTrail WhinNavigationTrail;

/* Whether commands of a page at @uri count. */
typedef gboolean (*WhinNavigationTrustFunc) (const char *uri, gpointer user_data);

WhinNavigationTrail *whin_navigation_trail_new (void);
void whin_navigation_trail_free (WhinNavigationTrail *self);

/* Requests that may belong to the next load; older ones give way. */
#define WHIN_NAVIGATION_TRAIL_MAX_REQUESTS 32
#define WHIN_NAVIGATION_TRAIL_REQUEST_US (5 * G_TIME_SPAN_SECOND)

/**
 * whin_navigation_trail_request:
 * @now: of g_get_monotonic_time()
 *
 * A frame may go to @uri. WebKit starts a load that a page began under the committed page's
 * address, so that where a load goes first is known from here alone; and it doesn't tell which
 * frame asked. So all requests of the last WHIN_NAVIGATION_TRAIL_REQUEST_US before a start, and the
 * newest one in any case, count as hops of that load.
 */
void whin_navigation_trail_request (WhinNavigationTrail *self, const char *uri, gint64 now);

/* A load of the main frame began; @uri is what the view gives as its address. */
void whin_navigation_trail_start (WhinNavigationTrail *self, const char *uri, gint64 now);

/**
 * whin_navigation_trail_may_redirect:
 * @shown: what the view gives as its address
 *
 * A frame is asked for permission to be redirected to @uri. Returns TRUE, and counts @uri as a hop,
 * when that may be the load of the main frame: WebKit then shows the target as the view's address
 * already. FALSE: a child frame's.
 *
 * A child frame that is redirected to the very address that the main frame waits for looks alike.
 * So until whin_navigation_trail_redirect() tells that it was the main frame's, or the next commit,
 * the committed page may hold a frame of @uri, and is trusted only if @uri is.
 */
gboolean
whin_navigation_trail_may_redirect (WhinNavigationTrail *self, const char *uri, const char *shown);

/* The load of the main frame was redirected to @uri. */
void whin_navigation_trail_redirect (WhinNavigationTrail *self, const char *uri);

/* Its answer is now the page, at @uri. */
void whin_navigation_trail_commit (WhinNavigationTrail *self, const char *uri);

/* It ended; what was committed stays. */
void whin_navigation_trail_end (WhinNavigationTrail *self);

/* The page is gone (its process ended). */
void whin_navigation_trail_reset (WhinNavigationTrail *self);

/* Whether a load is under way. */
gboolean whin_navigation_trail_is_loading (WhinNavigationTrail *self);

/* The committed page's address, or NULL; belongs to the trail. */
const char *whin_navigation_trail_get_committed (WhinNavigationTrail *self);

/**
 * whin_navigation_trail_is_trusted:
 * @redirect: the navigation is an HTTP redirect's target, else something that a page did
 * @culprit: (out) (optional) (nullable) (transfer none): the address that is not trusted, or else
 *   the address that speaks; until the trail's next change
 *
 * What a page did counts when the committed page is trusted. A redirect counts when every hop of
 * the load is trusted, and the committed page too if there is one: it may have caused the load. A
 * redirect without a load of the main frame is a child frame's, of the committed page.
 */
gboolean whin_navigation_trail_is_trusted (WhinNavigationTrail *self,
                                           gboolean redirect,
                                           WhinNavigationTrustFunc trust,
                                           gpointer user_data,
                                           const char **culprit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WhinNavigationTrail, whin_navigation_trail_free)

G_END_DECLS
