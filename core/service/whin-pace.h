/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WhinPace:
 *
 * Joins and slows down work that others ask for (command-uris, section 5): of the parts of a job
 * (a set of bits) those that are running are joined, others wait, and between two beginnings at
 * least WHIN_PACE_MS pass. What was asked for is never lost.
 */
typedef struct _WhinPace WhinPace;

#define WHIN_PACE_MS 1000

/* Begins a run of @parts; whin_pace_done() must follow, at once or later. */
typedef void (*WhinPaceFunc) (guint parts, gpointer user_data);

WhinPace *whin_pace_new (WhinPaceFunc func, gpointer user_data);
void whin_pace_free (WhinPace *self);

/* Asks for @parts. @fresh: a run that began earlier doesn't do; another one follows it. */
void whin_pace_request (WhinPace *self, guint parts, gboolean fresh);

/* The run ended. */
void whin_pace_done (WhinPace *self);

/* Forgets what waits; a run under way counts as ended. */
void whin_pace_reset (WhinPace *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WhinPace, whin_pace_free)

G_END_DECLS
