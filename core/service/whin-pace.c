/* SPDX-License-Identifier: Apache-2.0 */
#include "core/service/whin-pace.h"

struct _WhinPace {
  WhinPaceFunc func;
  gpointer user_data;
  guint running;
  guint waiting;
  gint64 begun_at; /* monotonic, µs; 0 before the first run */
  guint timer_id;
};

static void begin_when_due (WhinPace *self);

static gboolean
on_due (gpointer data)
{
  WhinPace *self = data;

  self->timer_id = 0;
  begin_when_due (self);
  return G_SOURCE_REMOVE;
}

static void
begin_when_due (WhinPace *self)
{
  gint64 now = g_get_monotonic_time ();
  gint64 due = self->begun_at != 0 ? self->begun_at + WHIN_PACE_MS * 1000 : now;

  if (self->running != 0 || self->waiting == 0 || self->timer_id != 0)
    return;
  if (now < due) {
    self->timer_id = g_timeout_add ((guint)((due - now) / 1000 + 1), on_due, self);
    return;
  }
  self->running = self->waiting;
  self->waiting = 0;
  self->begun_at = now;
  self->func (self->running, self->user_data);
}

WhinPace *
whin_pace_new (WhinPaceFunc func, gpointer user_data)
{
  WhinPace *self = g_new0 (WhinPace, 1);

  self->func = func;
  self->user_data = user_data;
  return self;
}

void
whin_pace_free (WhinPace *self)
{
  g_clear_handle_id (&self->timer_id, g_source_remove);
  g_free (self);
}

void
whin_pace_request (WhinPace *self, guint parts, gboolean fresh)
{
  if (!fresh)
    parts &= ~self->running;
  self->waiting |= parts;
  begin_when_due (self);
}

void
whin_pace_done (WhinPace *self)
{
  self->running = 0;
  begin_when_due (self);
}

void
whin_pace_reset (WhinPace *self)
{
  g_clear_handle_id (&self->timer_id, g_source_remove);
  self->running = 0;
  self->waiting = 0;
}
