/* SPDX-License-Identifier: Apache-2.0 */
#include "app/web-tab/whin-navigation-trail.h"

typedef struct {
  char *uri;
  gint64 time;
} Request;

struct _WhinNavigationTrail {
  char *committed;
  GArray *requests; /* (element-type Request), since the last start */
  GPtrArray *hops;  /* (element-type utf8), of the load under way */
  gboolean too_long;
};

static void
clear_request (gpointer data)
{
  g_free (((Request *)data)->uri);
}

WhinNavigationTrail *
whin_navigation_trail_new (void)
{
  WhinNavigationTrail *self = g_new0 (WhinNavigationTrail, 1);

  self->hops = g_ptr_array_new_with_free_func (g_free);
  self->requests = g_array_new (FALSE, FALSE, sizeof (Request));
  g_array_set_clear_func (self->requests, clear_request);
  return self;
}

void
whin_navigation_trail_free (WhinNavigationTrail *self)
{
  if (self == NULL)
    return;
  g_free (self->committed);
  g_array_unref (self->requests);
  g_ptr_array_unref (self->hops);
  g_free (self);
}

void
whin_navigation_trail_request (WhinNavigationTrail *self, const char *uri, gint64 now)
{
  Request request = {g_strdup (uri != NULL ? uri : ""), now};

  if (self->requests->len >= WHIN_NAVIGATION_TRAIL_MAX_REQUESTS)
    g_array_remove_index (self->requests, 0);
  g_array_append_val (self->requests, request);
}

void
whin_navigation_trail_start (WhinNavigationTrail *self, const char *uri, gint64 now)
{
  whin_navigation_trail_end (self);
  for (guint i = 0; i < self->requests->len; i++) {
    const Request *request = &g_array_index (self->requests, Request, i);
    if (i + 1 == self->requests->len || now - request->time <= WHIN_NAVIGATION_TRAIL_REQUEST_US)
      whin_navigation_trail_redirect (self, request->uri);
  }
  g_array_set_size (self->requests, 0);
  whin_navigation_trail_redirect (self, uri);
}

void
whin_navigation_trail_redirect (WhinNavigationTrail *self, const char *uri)
{
  if (self->hops->len >= WHIN_NAVIGATION_TRAIL_MAX_HOPS)
    self->too_long = TRUE;
  else
    g_ptr_array_add (self->hops, g_strdup (uri != NULL ? uri : ""));
}

void
whin_navigation_trail_commit (WhinNavigationTrail *self, const char *uri)
{
  g_free (self->committed);
  self->committed = g_strdup (uri != NULL ? uri : "");
  whin_navigation_trail_end (self);
}

void
whin_navigation_trail_end (WhinNavigationTrail *self)
{
  g_ptr_array_set_size (self->hops, 0);
  self->too_long = FALSE;
}

void
whin_navigation_trail_reset (WhinNavigationTrail *self)
{
  g_clear_pointer (&self->committed, g_free);
  g_array_set_size (self->requests, 0);
  whin_navigation_trail_end (self);
}

gboolean
whin_navigation_trail_is_loading (WhinNavigationTrail *self)
{
  return self->hops->len > 0;
}

const char *
whin_navigation_trail_get_committed (WhinNavigationTrail *self)
{
  return self->committed;
}

gboolean
whin_navigation_trail_is_trusted (WhinNavigationTrail *self,
                                  gboolean redirect,
                                  WhinNavigationTrustFunc trust,
                                  gpointer user_data,
                                  const char **culprit)
{
  const char *speaker = self->committed;

  if (culprit != NULL)
    *culprit = self->committed;
  if (self->committed != NULL && !trust (self->committed, user_data))
    return FALSE;
  for (guint i = 0; redirect && i < self->hops->len; i++) {
    speaker = g_ptr_array_index (self->hops, i);
    if (culprit != NULL)
      *culprit = speaker;
    if (!trust (speaker, user_data))
      return FALSE;
  }
  return speaker != NULL && !self->too_long;
}
