/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/phone/media/whin-device-call.h"

#define PATIENCE_US (80 * 1000)

typedef struct {
  gatomicrefcount references;
  WhinDeviceCallFunc func;
  GDestroyNotify done;
  gpointer data;
  GMutex lock; /* of what follows */
  GCond changed;
  gboolean is_done;
  gboolean is_fine;
  gboolean is_left; /* nobody waits any more */
} Job;

static void
job_unref (gpointer data)
{
  Job *job = data;

  if (!g_atomic_ref_count_dec (&job->references))
    return;
  g_mutex_clear (&job->lock);
  g_cond_clear (&job->changed);
  g_free (job);
}

static gboolean
on_late (gpointer data)
{
  Job *job = data;

  if (job->done != NULL)
    job->done (job->data);
  return G_SOURCE_REMOVE;
}

static void
run (GstElement *element, gpointer data)
{
  Job *job = data;
  gboolean is_fine = job->func (element, job->data);

  g_mutex_lock (&job->lock);
  job->is_done = TRUE;
  job->is_fine = is_fine;
  if (job->is_left) {
    g_atomic_ref_count_inc (&job->references);
    g_idle_add_full (G_PRIORITY_DEFAULT, on_late, job, job_unref);
  }
  g_cond_signal (&job->changed);
  g_mutex_unlock (&job->lock);
}

WhinDeviceCall
whin_device_call (GstElement *element, WhinDeviceCallFunc func, GDestroyNotify done, gpointer data)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE_US;
  Job *job = g_new0 (Job, 1);
  WhinDeviceCall result = WHIN_DEVICE_CALL_PENDING;

  g_atomic_ref_count_init (&job->references);
  g_mutex_init (&job->lock);
  g_cond_init (&job->changed);
  job->func = func;
  job->done = done;
  job->data = data;
  g_atomic_ref_count_inc (&job->references);
  gst_element_call_async (element, run, job, job_unref);
  g_mutex_lock (&job->lock);
  while (!job->is_done && g_cond_wait_until (&job->changed, &job->lock, deadline))
    ;
  if (job->is_done)
    result = job->is_fine ? WHIN_DEVICE_CALL_DONE : WHIN_DEVICE_CALL_FAILED;
  job->is_left = !job->is_done;
  g_mutex_unlock (&job->lock);
  job_unref (job);
  if (result != WHIN_DEVICE_CALL_PENDING && done != NULL)
    done (data);
  return result;
}

gboolean
whin_device_call_play (GstElement *element, gpointer data)
{
  return gst_element_set_state (element, GST_STATE_PLAYING) != GST_STATE_CHANGE_FAILURE;
}

gboolean
whin_device_call_stop (GstElement *element, gpointer data)
{
  return gst_element_set_state (element, GST_STATE_NULL) != GST_STATE_CHANGE_FAILURE;
}

gboolean
whin_device_call_follow_parent (GstElement *element, gpointer data)
{
  return gst_element_sync_state_with_parent (element);
}

void
whin_device_call_end (GstElement *element)
{
  whin_device_call (element, whin_device_call_stop, gst_object_unref, element);
}
