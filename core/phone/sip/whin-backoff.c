/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/sip/whin-backoff.h"

guint
whin_backoff_next_ms (WhinBackoff *self, double random)
{
  guint wait = WHIN_BACKOFF_MIN_MS << MIN (self->attempts, 7);

  if (self->total_ms < WHIN_BACKOFF_SHORT_TOTAL_MS)
    wait = MIN (wait, WHIN_BACKOFF_SHORT_MS);
  wait = MIN (wait, WHIN_BACKOFF_MAX_MS);
  wait = (guint)(wait * (0.75 + random / 2));
  if (self->attempts < G_MAXUINT)
    self->attempts++;
  self->total_ms = MIN (self->total_ms + wait, 2 * WHIN_BACKOFF_SHORT_TOTAL_MS);
  return wait;
}

void
whin_backoff_reset (WhinBackoff *self)
{
  *self = (WhinBackoff){0};
}

guint
whin_backoff_glare_ms (gboolean is_caller, double random)
{
  return (guint)(is_caller ? 2100 + random * 1900 : random * 2000);
}
