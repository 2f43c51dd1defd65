/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The door through which a page's commands come (command-uris, section 5).
 *
 * Every way in which a page can navigate ends in WebKit's `decide-policy`: link, form, script, meta
 * refresh, HTTP redirect, new window; `window.open` ends in `create`. The scheme `app` is never
 * registered with WebKit, so no image, script, style sheet or fetch can fire a command. A command's
 * address is never loaded, whatever becomes of it.
 *
 * A command counts only if everybody who took part is trusted, which means: has the tab's
 * configured origin or one that the provider lists, over https, or over http on loopback.
 *  - What a page does (link, form, script, …) counts when the committed page is trusted. The view's
 *    own address is no evidence: during a load it is already the address that was asked for.
 *  - An HTTP redirect counts when every hop of its load is trusted, so that neither a redirector
 *    elsewhere nor an open redirector at the provider carries a command across; and when the
 *    committed page is trusted too, as it may have caused the load. While nothing is committed (the
 *    tab's first load redirects to a command) the hops alone count.
 *  - Frames: WebKit doesn't tell which frame navigates. So a content filter, without which nothing
 *    is loaded, lets child frames load documents of trusted origins alone. The filter doesn't see
 *    content without an address of its own (`srcdoc`, `data:`, `blob:`), so that is refused here,
 *    as is a redirect of a child frame to another origin. Sandboxed frames of a trusted address are
 *    removed (WhinFrameGuard).
 *
 * The web tab may leave for any http or https address, where commands are refused with a notice
 * that names the origin. A new window becomes the person's browser, after a real click, or, for a
 * trusted address, the same tab. Other schemes open their program after a real click on a trusted
 * page; `file:` and everything else that could reach into the machine is refused. Permissions are
 * denied.
 *
 * A checkout page can say one thing: `balance-update`, if it comes from the origin where the
 * checkout began. It makes the phone ask for the order's state and for the balance, which is
 * harmless; so frames (which payment providers use) are not filtered there.
 */
#define G_LOG_DOMAIN "whinchat-web"

#include "app/web-tab/whin-web-door.h"

#include "app/application/whin-rendering.h"
#include "app/web-tab/whin-navigation-trail.h"
#include "cmduri/cmduri.h"
#include "core/brand/whin-origin.h"

#include <glib/gi18n.h>
#include <gtk/gtk.h>
#include <string.h>

/* Programs that a page may open after a real click. */
static const char *const outside_schemes[] = {"mailto", "sms", "xmpp", "geo"};

struct _WhinWebDoor {
  GObject parent_instance;

  WebKitWebView *view; /* weak */
  WhinSession *session;
  WhinDispatcher *dispatcher;
  WhinWebTab *tab;       /* NULL: a checkout */
  char *checkout_origin; /* of a checkout */
  WhinNavigationTrail *trail;
  gboolean is_clicked; /* the newest load began by a real click, which has opened nothing yet */
};

G_DEFINE_FINAL_TYPE (WhinWebDoor, whin_web_door, G_TYPE_OBJECT)

static gboolean
trust (const char *uri, gpointer user_data)
{
  return whin_web_door_trusts (user_data, uri);
}

static gboolean
is_balance_update (const char *uri)
{
  char buffer[CMDURI_MAX_LENGTH];
  const char *const schemes[] = {NULL};
  struct cmduri parsed;

  return cmduri_parse (uri, strlen (uri), schemes, buffer, sizeof buffer, &parsed) ==
             CMDURI_ERROR_NONE &&
         parsed.kind == CMDURI_KIND_COMMAND && parsed.command == CMDURI_COMMAND_BALANCE_UPDATE;
}

static void
dispatch (WhinWebDoor *self, const char *uri, gboolean redirect, gboolean gesture)
{
  const char *culprit;
  gboolean trusted =
      whin_navigation_trail_is_trusted (self->trail, redirect, trust, self, &culprit);
  g_autofree char *origin = whin_origin_of_uri (culprit);
  WhinSource source = {WHIN_SOURCE_PAGE, origin, trusted, gesture};

  if (self->tab == NULL) {
    if (!trusted || !is_balance_update (uri)) {
      g_debug ("A checkout page's command was ignored");
      return;
    }
    whin_purchase_leave_checkout (whin_session_get_purchase (self->session));
  }
  whin_dispatcher_handle (self->dispatcher, uri, &source);
}

static gboolean
has_scheme (const char *uri, const char *const *schemes, gsize n_schemes)
{
  g_autofree char *scheme = g_uri_parse_scheme (uri);

  for (gsize i = 0; scheme != NULL && i < n_schemes; i++)
    if (g_ascii_strcasecmp (scheme, schemes[i]) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_web (const char *uri)
{
  static const char *const schemes[] = {"http", "https"};

  return has_scheme (uri, schemes, G_N_ELEMENTS (schemes));
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WhinDispatcher) dispatcher = data;

  if (!g_app_info_launch_default_for_uri_finish (result, NULL))
    whin_dispatcher_notice (dispatcher, _ ("No program here opens this link."));
}

static void
open_outside (WhinWebDoor *self, const char *uri)
{
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (self->view));
  g_autoptr (GdkAppLaunchContext) context = gdk_display_get_app_launch_context (display);

  whin_rendering_keep_from (G_APP_LAUNCH_CONTEXT (context));
  g_app_info_launch_default_for_uri_async (uri, G_APP_LAUNCH_CONTEXT (context), NULL, on_opened,
                                           g_object_ref (self->dispatcher));
}

static void
open_other_scheme (WhinWebDoor *self, const char *uri, gboolean redirect, gboolean gesture)
{
  if (gesture && has_scheme (uri, outside_schemes, G_N_ELEMENTS (outside_schemes)) &&
      whin_navigation_trail_is_trusted (self->trail, redirect, trust, self, NULL))
    open_outside (self, uri);
  else
    g_debug ("An address with a scheme that isn't the web's was refused");
}

/* Whether a navigation in the view may go on. */
static gboolean
decide_navigation (WhinWebDoor *self, const char *uri, gboolean redirect, gboolean gesture)
{
  if (whin_dispatcher_recognises (self->dispatcher, uri)) {
    dispatch (self, uri, redirect, gesture);
    return FALSE;
  }
  if (is_web (uri)) {
    if (!redirect) {
      whin_navigation_trail_request (self->trail, uri, g_get_monotonic_time ());
      return TRUE;
    }
    if (whin_navigation_trail_may_redirect (self->trail, uri, webkit_web_view_get_uri (self->view)))
      return TRUE;
    return self->tab == NULL || whin_web_door_trusts (self, uri);
  }
  if (g_ascii_strcasecmp (uri, "about:blank") == 0)
    return TRUE;
  if (self->tab == NULL && g_ascii_strcasecmp (uri, "about:srcdoc") == 0)
    return TRUE;
  open_other_scheme (self, uri, redirect, gesture);
  return FALSE;
}

/* A new window never opens in the phone. */
static void
handle_new_window (WhinWebDoor *self, const char *uri, gboolean gesture)
{
  if (whin_dispatcher_recognises (self->dispatcher, uri))
    dispatch (self, uri, FALSE, gesture);
  else if (is_web (uri) && whin_web_door_trusts (self, uri))
    webkit_web_view_load_uri (self->view, uri);
  else if (is_web (uri) && gesture)
    open_outside (self, uri);
  else if (!is_web (uri))
    open_other_scheme (self, uri, FALSE, gesture);
}

static gboolean
on_decide_policy (WebKitWebView *view,
                  WebKitPolicyDecision *decision,
                  WebKitPolicyDecisionType type,
                  WhinWebDoor *self)
{
  WebKitNavigationAction *action;
  const char *uri;

  if (type == WEBKIT_POLICY_DECISION_TYPE_RESPONSE) {
    WebKitResponsePolicyDecision *response = WEBKIT_RESPONSE_POLICY_DECISION (decision);
    if (webkit_response_policy_decision_is_mime_type_supported (response))
      return FALSE;
    uri = webkit_uri_request_get_uri (webkit_response_policy_decision_get_request (response));
    webkit_policy_decision_ignore (decision);
    if (webkit_response_policy_decision_is_main_frame_main_resource (response) && is_web (uri) &&
        self->is_clicked)
      open_outside (self, uri);
    self->is_clicked = FALSE;
    return TRUE;
  }
  action = webkit_navigation_policy_decision_get_navigation_action (
      WEBKIT_NAVIGATION_POLICY_DECISION (decision));
  uri = webkit_uri_request_get_uri (webkit_navigation_action_get_request (action));
  if (type == WEBKIT_POLICY_DECISION_TYPE_NAVIGATION_ACTION &&
      !webkit_navigation_action_is_redirect (action))
    self->is_clicked = webkit_navigation_action_is_user_gesture (action);
  if (type == WEBKIT_POLICY_DECISION_TYPE_NEW_WINDOW_ACTION) {
    webkit_policy_decision_ignore (decision);
    handle_new_window (self, uri, webkit_navigation_action_is_user_gesture (action));
  } else if (decide_navigation (self, uri, webkit_navigation_action_is_redirect (action),
                                webkit_navigation_action_is_user_gesture (action)))
    webkit_policy_decision_use (decision);
  else
    webkit_policy_decision_ignore (decision);
  return TRUE;
}

static GtkWidget *
on_create (WebKitWebView *view, WebKitNavigationAction *action, WhinWebDoor *self)
{
  const char *uri = webkit_uri_request_get_uri (webkit_navigation_action_get_request (action));

  if (uri != NULL && *uri != '\0')
    handle_new_window (self, uri, webkit_navigation_action_is_user_gesture (action));
  return NULL;
}

static void
on_load_changed (WebKitWebView *view, WebKitLoadEvent event, WhinWebDoor *self)
{
  const char *uri = webkit_web_view_get_uri (view);

  switch (event) {
  case WEBKIT_LOAD_STARTED:
    whin_navigation_trail_start (self->trail, uri, g_get_monotonic_time ());
    break;
  case WEBKIT_LOAD_REDIRECTED:
    whin_navigation_trail_redirect (self->trail, uri);
    break;
  case WEBKIT_LOAD_COMMITTED:
    whin_navigation_trail_commit (self->trail, uri);
    break;
  case WEBKIT_LOAD_FINISHED:
  default:
    whin_navigation_trail_end (self->trail);
    break;
  }
}

static void
on_web_process_terminated (WebKitWebView *view,
                           WebKitWebProcessTerminationReason reason,
                           WhinWebDoor *self)
{
  whin_navigation_trail_reset (self->trail);
}

static gboolean
on_permission_request (WebKitWebView *view, WebKitPermissionRequest *request, gpointer user_data)
{
  webkit_permission_request_deny (request);
  return TRUE;
}

static void
whin_web_door_finalize (GObject *object)
{
  WhinWebDoor *self = WHIN_WEB_DOOR (object);

  g_clear_weak_pointer (&self->view);
  g_clear_object (&self->session);
  g_clear_object (&self->dispatcher);
  g_clear_object (&self->tab);
  g_free (self->checkout_origin);
  whin_navigation_trail_free (self->trail);
  G_OBJECT_CLASS (whin_web_door_parent_class)->finalize (object);
}

static void
whin_web_door_class_init (WhinWebDoorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = whin_web_door_finalize;
}

static void
whin_web_door_init (WhinWebDoor *self)
{
  self->trail = whin_navigation_trail_new ();
}

WhinWebDoor *
whin_web_door_new (WebKitWebView *view,
                   WhinSession *session,
                   WhinDispatcher *dispatcher,
                   WhinWebTab *tab)
{
  WhinWebDoor *self = g_object_new (WHIN_TYPE_WEB_DOOR, NULL);

  g_set_weak_pointer (&self->view, view);
  self->session = g_object_ref (session);
  self->dispatcher = g_object_ref (dispatcher);
  g_set_object (&self->tab, tab);
  g_signal_connect_object (view, "decide-policy", G_CALLBACK (on_decide_policy), self, 0);
  g_signal_connect_object (view, "create", G_CALLBACK (on_create), self, 0);
  g_signal_connect_object (view, "load-changed", G_CALLBACK (on_load_changed), self, 0);
  g_signal_connect_object (view, "web-process-terminated", G_CALLBACK (on_web_process_terminated),
                           self, 0);
  g_signal_connect_object (view, "permission-request", G_CALLBACK (on_permission_request), self, 0);
  return self;
}

void
whin_web_door_set_checkout (WhinWebDoor *self, const char *uri)
{
  g_free (self->checkout_origin);
  self->checkout_origin = whin_origin_of_uri (uri);
}

gboolean
whin_web_door_trusts (WhinWebDoor *self, const char *uri)
{
  g_autofree char *origin = NULL;

  if (self->tab != NULL)
    return whin_session_trusts (self->session, self->tab, uri);
  origin = whin_origin_of_uri (uri);
  return origin != NULL && g_strcmp0 (origin, self->checkout_origin) == 0 &&
         whin_origin_may_be_trusted (origin);
}

const char *
whin_web_door_get_committed (WhinWebDoor *self)
{
  return whin_navigation_trail_get_committed (self->trail);
}
