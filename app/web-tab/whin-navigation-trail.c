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
  GPtrArray *suspects; /* (element-type utf8): may be shown in a frame of the committed page */
};

static void
clear_request (gpointer data)
{
  g_free (((Request *)data)->uri);
}

static void
add_hop (WhinNavigationTrail *self, const char *uri)
{
  if (self->hops->len >= WHIN_NAVIGATION_TRAIL_MAX_HOPS)
    self->too_long = TRUE;
  else
    g_ptr_array_add (self->hops, g_strdup (uri != NULL ? uri : ""));
}

WhinNavigationTrail *
whin_navigation_trail_new (void)
{
  WhinNavigationTrail *self = g_new0 (WhinNavigationTrail, 1);

  self->hops = g_ptr_array_new_with_free_func (g_free);
  self->suspects = g_ptr_array_new_with_free_func (g_free);
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
  g_ptr_array_unref (self->suspects);
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
      add_hop (self, request->uri);
  }
  g_array_set_size (self->requests, 0);
  add_hop (self, uri);
}

gboolean
whin_navigation_trail_may_redirect (WhinNavigationTrail *self, const char *uri, const char *shown)
{
  if (self->hops->len == 0 || uri == NULL || g_strcmp0 (uri, shown) != 0)
    return FALSE;
  add_hop (self, uri);
  if (self->committed != NULL && !self->too_long)
    g_ptr_array_add (self->suspects, g_strdup (uri));
  return TRUE;
}

void
whin_navigation_trail_redirect (WhinNavigationTrail *self, const char *uri)
{
  guint index;

  add_hop (self, uri);
  if (uri != NULL && g_ptr_array_find_with_equal_func (self->suspects, uri, g_str_equal, &index))
    g_ptr_array_remove_index (self->suspects, index);
}

void
whin_navigation_trail_commit (WhinNavigationTrail *self, const char *uri)
{
  g_ptr_array_set_size (self->suspects, 0);
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
  g_ptr_array_set_size (self->suspects, 0);
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
  for (guint i = 0; i < self->suspects->len; i++) {
    if (trust (g_ptr_array_index (self->suspects, i), user_data))
      continue;
    if (culprit != NULL)
      *culprit = g_ptr_array_index (self->suspects, i);
    return FALSE;
  }
  for (guint i = 0; redirect && i < self->hops->len; i++) {
    speaker = g_ptr_array_index (self->hops, i);
    if (culprit != NULL)
      *culprit = speaker;
    if (!trust (speaker, user_data))
      return FALSE;
  }
  return speaker != NULL && !self->too_long;
}
