/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/worker.h"

#include <pthread.h>
#include <stdlib.h>

struct worker {
  void (*run) (struct request *);
  pthread_mutex_t mutex;
  pthread_cond_t changed;
  struct request *first;
  struct request **last;
  size_t length;
  bool stopping;
  pthread_t threads[WORKER_MAXIMUM_THREADS];
  size_t thread_count;
};

static void *
worker_main (void *data)
{
  struct worker *self = data;

  pthread_mutex_lock (&self->mutex);
  for (;;) {
    struct request *request;

    while (self->first == NULL && !self->stopping)
      pthread_cond_wait (&self->changed, &self->mutex);
    request = self->first;
    if (request == NULL)
      break;
    self->first = request->next;
    if (self->first == NULL)
      self->last = &self->first;
    self->length--;
    pthread_mutex_unlock (&self->mutex);
    self->run (request);
    /* From here on the request belongs to the connection's thread again. */
    MHD_resume_connection (request->connection);
    pthread_mutex_lock (&self->mutex);
  }
  pthread_mutex_unlock (&self->mutex);
  return NULL;
}

struct worker *
worker_new (void (*run) (struct request *), size_t threads)
{
  struct worker *self = calloc (1, sizeof *self);

  if (self == NULL)
    return NULL;
  self->run = run;
  self->last = &self->first;
  pthread_mutex_init (&self->mutex, NULL);
  pthread_cond_init (&self->changed, NULL);
  for (size_t i = 0; i < threads; i++) {
    if (pthread_create (&self->threads[i], NULL, worker_main, self) != 0) {
      worker_free (self);
      return NULL;
    }
    self->thread_count++;
  }
  return self;
}

bool
worker_push (struct worker *self, struct request *request)
{
  bool accepted;

  pthread_mutex_lock (&self->mutex);
  accepted = !self->stopping && self->length < WORKER_QUEUE_MAXIMUM;
  if (accepted) {
    request->next = NULL;
    *self->last = request;
    self->last = &request->next;
    self->length++;
    pthread_cond_signal (&self->changed);
  }
  pthread_mutex_unlock (&self->mutex);
  return accepted;
}

void
worker_stop (struct worker *self)
{
  pthread_mutex_lock (&self->mutex);
  self->stopping = true;
  pthread_cond_broadcast (&self->changed);
  pthread_mutex_unlock (&self->mutex);
  for (size_t i = 0; i < self->thread_count; i++)
    pthread_join (self->threads[i], NULL);
  self->thread_count = 0;
}

void
worker_free (struct worker *self)
{
  if (self == NULL)
    return;
  worker_stop (self);
  pthread_cond_destroy (&self->changed);
  pthread_mutex_destroy (&self->mutex);
  free (self);
}
