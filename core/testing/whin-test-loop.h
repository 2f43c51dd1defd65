/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What must have happened by then, or the test fails. */
#define WHIN_TEST_DEADLINE_MS 30000

/* Runs the main loop until @condition holds; fails the test when it doesn't in time. */
#define whin_test_until(condition)                                                                 \
  do {                                                                                             \
    gint64 deadline_ = g_get_monotonic_time () + WHIN_TEST_DEADLINE_MS * 1000;                     \
                                                                                                   \
    while (!(condition)) {                                                                         \
      g_assert_cmpint (g_get_monotonic_time (), <, deadline_);                                     \
      if (!g_main_context_iteration (NULL, FALSE))                                                 \
        g_usleep (500);                                                                            \
    }                                                                                              \
  } while (0)

/* Runs the main loop for @ms milliseconds. */
static inline void
whin_test_run_for (guint ms)
{
  gint64 deadline = g_get_monotonic_time () + (gint64)ms * 1000;

  while (g_get_monotonic_time () < deadline) {
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (500);
  }
}

/* A GAsyncReadyCallback whose user data is a GAsyncResult ** to be filled in. */
static inline void
whin_test_on_result (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **)data = g_object_ref (result);
}

G_END_DECLS
