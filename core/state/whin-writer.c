/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/state/whin-writer.h"

struct _WhinWriter {
  GObject parent_instance;
  WhinWriterFunc func;
  gpointer user_data;
  GDestroyNotify destroy;

  GMutex mutex; /* guards what follows */
  GCond idle;
  gboolean is_running;
  gboolean has_pending;
  gpointer pending;
  GDestroyNotify free_pending;
  GPtrArray *waiting; /* GTasks that the pending content ends */
};

G_DEFINE_FINAL_TYPE (WhinWriter, whin_writer, G_TYPE_OBJECT)

static void
drop_pending (WhinWriter *self)
{
  if (self->has_pending && self->free_pending != NULL && self->pending != NULL)
    self->free_pending (self->pending);
  self->has_pending = FALSE;
  self->pending = NULL;
}

static gpointer
run (gpointer data)
{
  g_autoptr (WhinWriter) self = data;

  g_mutex_lock (&self->mutex);
  while (self->has_pending) {
    gpointer content = self->pending;
    GDestroyNotify free_content = self->free_pending;
    g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->waiting);
    g_autoptr (GError) error = NULL;
    gboolean is_saved;

    self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
    self->has_pending = FALSE;
    self->pending = NULL;
    g_mutex_unlock (&self->mutex);

    is_saved = self->func (content, self->user_data, &error);
    if (free_content != NULL && content != NULL)
      free_content (content);
    for (guint i = 0; i < waiting->len; i++) {
      GTask *task = g_ptr_array_index (waiting, i);

      if (is_saved)
        g_task_return_boolean (task, TRUE);
      else
        g_task_return_error (task, g_error_copy (error));
    }
    g_mutex_lock (&self->mutex);
  }
  self->is_running = FALSE;
  g_cond_broadcast (&self->idle);
  g_mutex_unlock (&self->mutex);
  return NULL;
}

static void
whin_writer_finalize (GObject *object)
{
  WhinWriter *self = WHIN_WRITER (object);

  drop_pending (self);
  g_ptr_array_unref (self->waiting);
  if (self->destroy != NULL)
    self->destroy (self->user_data);
  g_cond_clear (&self->idle);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (whin_writer_parent_class)->finalize (object);
}

static void
whin_writer_class_init (WhinWriterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = whin_writer_finalize;
}

static void
whin_writer_init (WhinWriter *self)
{
  g_mutex_init (&self->mutex);
  g_cond_init (&self->idle);
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
}

WhinWriter *
whin_writer_new (WhinWriterFunc func, gpointer user_data, GDestroyNotify destroy)
{
  WhinWriter *self = g_object_new (WHIN_TYPE_WRITER, NULL);

  self->func = func;
  self->user_data = user_data;
  self->destroy = destroy;
  return self;
}

void
whin_writer_save_async (WhinWriter *self,
                        gpointer content,
                        GDestroyNotify free_content,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  gboolean must_start;

  g_return_if_fail (WHIN_IS_WRITER (self));

  g_task_set_source_tag (task, whin_writer_save_async);
  g_mutex_lock (&self->mutex);
  drop_pending (self);
  self->has_pending = TRUE;
  self->pending = content;
  self->free_pending = free_content;
  g_ptr_array_add (self->waiting, task);
  must_start = !self->is_running;
  self->is_running = TRUE;
  g_mutex_unlock (&self->mutex);
  if (must_start)
    g_thread_unref (g_thread_new ("whin-writer", run, g_object_ref (self)));
}

gboolean
whin_writer_save_finish (WhinWriter *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
whin_writer_wait (WhinWriter *self, gint64 deadline)
{
  gboolean is_idle = TRUE;

  g_return_val_if_fail (WHIN_IS_WRITER (self), FALSE);

  g_mutex_lock (&self->mutex);
  while (self->is_running && is_idle)
    is_idle = g_cond_wait_until (&self->idle, &self->mutex, deadline);
  g_mutex_unlock (&self->mutex);
  return is_idle;
}
