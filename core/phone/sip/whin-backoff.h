/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The waits between attempts to register: a restarted server has its phones back within seconds,
 * one that stays away isn't hammered, and a thousand phones don't come at once. */
#define WHIN_BACKOFF_MIN_MS 1000
#define WHIN_BACKOFF_SHORT_MS 3000 /* the longest during the first minutes */
#define WHIN_BACKOFF_SHORT_TOTAL_MS 180000
#define WHIN_BACKOFF_MAX_MS 120000

typedef struct {
  guint attempts;
  guint total_ms;
} WhinBackoff;

/* The next wait, with a jitter of a quarter either way; @random in [0, 1). */
guint whin_backoff_next_ms (WhinBackoff *self, double random);
void whin_backoff_reset (WhinBackoff *self);

/* The wait after a glare (RFC 3261, section 14.1): the caller waits longer than the called. */
guint whin_backoff_glare_ms (gboolean is_caller, double random);

G_END_DECLS
