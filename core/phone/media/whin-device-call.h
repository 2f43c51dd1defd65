/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

/* Whoever waits longer says that the sound system does not answer. */
#define WHIN_DEVICE_CALL_DEADLINE_SECONDS 5

typedef enum {
  WHIN_DEVICE_CALL_DONE,
  WHIN_DEVICE_CALL_FAILED,
  WHIN_DEVICE_CALL_PENDING, /* it still goes on */
} WhinDeviceCall;

/* In a thread. FALSE: it failed. */
typedef gboolean (*WhinDeviceCallFunc) (GstElement *element, gpointer data);

/**
 * whin_device_call:
 * @func: what may take as long as a sound server likes that no longer answers
 * @done: (nullable): called on the main context once @func has returned: before this function
 *   returns, or later
 *
 * Has a thread do what would stop the screen, and waits a moment for it: most of the time that is
 * enough.
 */
WhinDeviceCall
whin_device_call (GstElement *element, WhinDeviceCallFunc func, GDestroyNotify done, gpointer data);

/* The common ones; their data is ignored. */
gboolean whin_device_call_play (GstElement *element, gpointer data);
gboolean whin_device_call_stop (GstElement *element, gpointer data);
gboolean whin_device_call_follow_parent (GstElement *element, gpointer data);

/* Stops @element (transfer full) and lets go of it, however long that takes. */
void whin_device_call_end (GstElement *element);

G_END_DECLS
