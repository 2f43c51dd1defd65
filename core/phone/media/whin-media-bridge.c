/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/media/whin-media-bridge.h"

/* Samples on their way from one member to one other. */
typedef struct {
  gint16 samples[WHIN_MEDIA_BRIDGE_MAX_SAMPLES];
  gsize first;
  gsize count;
} Ring;

struct _WhinMediaBridge {
  gatomicrefcount references;
  GMutex lock;
  gboolean is_member[WHIN_MEDIA_BRIDGE_MEMBERS];
  Ring *rings[WHIN_MEDIA_BRIDGE_MEMBERS][WHIN_MEDIA_BRIDGE_MEMBERS]; /* [from][to] */
};

static void
ring_write (Ring *ring, const gint16 *samples, gsize count)
{
  for (gsize i = 0; i < count; i++) {
    gsize position;

    if (ring->count == WHIN_MEDIA_BRIDGE_MAX_SAMPLES) {
      ring->first = (ring->first + 1) % WHIN_MEDIA_BRIDGE_MAX_SAMPLES;
      ring->count--;
    }
    position = (ring->first + ring->count++) % WHIN_MEDIA_BRIDGE_MAX_SAMPLES;
    ring->samples[position] = samples[i];
  }
}

static void
ring_add (Ring *ring, gint16 *samples, gsize count)
{
  for (gsize i = 0; i < count && ring->count > 0; i++) {
    int sum = samples[i] + ring->samples[ring->first];

    samples[i] = (gint16)CLAMP (sum, G_MININT16, G_MAXINT16);
    ring->first = (ring->first + 1) % WHIN_MEDIA_BRIDGE_MAX_SAMPLES;
    ring->count--;
  }
}

static gboolean
is_number (int member)
{
  return member >= 0 && member < WHIN_MEDIA_BRIDGE_MEMBERS;
}

WhinMediaBridge *
whin_media_bridge_new (void)
{
  WhinMediaBridge *self = g_new0 (WhinMediaBridge, 1);

  g_atomic_ref_count_init (&self->references);
  g_mutex_init (&self->lock);
  return self;
}

WhinMediaBridge *
whin_media_bridge_ref (WhinMediaBridge *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
whin_media_bridge_unref (WhinMediaBridge *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  for (guint from = 0; from < WHIN_MEDIA_BRIDGE_MEMBERS; from++) {
    for (guint to = 0; to < WHIN_MEDIA_BRIDGE_MEMBERS; to++)
      g_free (self->rings[from][to]);
  }
  g_mutex_clear (&self->lock);
  g_free (self);
}

int
whin_media_bridge_enter (WhinMediaBridge *self)
{
  int member = -1;

  g_mutex_lock (&self->lock);
  for (int i = 0; i < WHIN_MEDIA_BRIDGE_MEMBERS && member < 0; i++) {
    if (!self->is_member[i])
      member = i;
  }
  if (member >= 0) {
    self->is_member[member] = TRUE;
    for (guint i = 0; i < WHIN_MEDIA_BRIDGE_MEMBERS; i++) {
      if ((int)i == member || !self->is_member[i])
        continue;
      self->rings[i][member] = g_new0 (Ring, 1);
      self->rings[member][i] = g_new0 (Ring, 1);
    }
  }
  g_mutex_unlock (&self->lock);
  return member;
}

void
whin_media_bridge_leave (WhinMediaBridge *self, int member)
{
  if (!is_number (member))
    return;
  g_mutex_lock (&self->lock);
  self->is_member[member] = FALSE;
  for (guint i = 0; i < WHIN_MEDIA_BRIDGE_MEMBERS; i++) {
    g_clear_pointer (&self->rings[i][member], g_free);
    g_clear_pointer (&self->rings[member][i], g_free);
  }
  g_mutex_unlock (&self->lock);
}

void
whin_media_bridge_write (WhinMediaBridge *self, int member, const gint16 *samples, gsize count)
{
  if (!is_number (member))
    return;
  g_mutex_lock (&self->lock);
  for (guint to = 0; to < WHIN_MEDIA_BRIDGE_MEMBERS; to++) {
    if (self->rings[member][to] != NULL)
      ring_write (self->rings[member][to], samples, count);
  }
  g_mutex_unlock (&self->lock);
}

void
whin_media_bridge_mix (WhinMediaBridge *self, int member, gint16 *samples, gsize count)
{
  if (!is_number (member))
    return;
  g_mutex_lock (&self->lock);
  for (guint from = 0; from < WHIN_MEDIA_BRIDGE_MEMBERS; from++) {
    if (self->rings[from][member] != NULL)
      ring_add (self->rings[from][member], samples, count);
  }
  g_mutex_unlock (&self->lock);
}
