/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/connection-watch.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

struct watched {
  int descriptor;
  _Atomic int64_t waiting_since; /* monotonic seconds; 0 while a request is under way */
  struct watched *next;
  struct watched **link;
};

/* The lock is held when the list changes and during the sweep, so a descriptor that is shut down
 * here can't have been closed and given to somebody else meanwhile. */
struct connection_watch {
  pthread_mutex_t mutex;
  struct watched *first;
};

static int64_t
monotonic_seconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC_COARSE, &now);
  return (int64_t)now.tv_sec + 1; /* never 0 */
}

struct connection_watch *
connection_watch_new (void)
{
  struct connection_watch *self = calloc (1, sizeof *self);

  if (self != NULL)
    pthread_mutex_init (&self->mutex, NULL);
  return self;
}

void
connection_watch_free (struct connection_watch *self)
{
  if (self == NULL)
    return;
  while (self->first != NULL)
    connection_watch_remove (self, self->first);
  pthread_mutex_destroy (&self->mutex);
  free (self);
}

struct watched *
connection_watch_add (struct connection_watch *self, int descriptor)
{
  struct watched *watched = calloc (1, sizeof *watched);

  if (watched == NULL)
    return NULL;
  watched->descriptor = descriptor;
  atomic_init (&watched->waiting_since, monotonic_seconds ());
  pthread_mutex_lock (&self->mutex);
  watched->next = self->first;
  watched->link = &self->first;
  if (self->first != NULL)
    self->first->link = &watched->next;
  self->first = watched;
  pthread_mutex_unlock (&self->mutex);
  return watched;
}

void
connection_watch_remove (struct connection_watch *self, struct watched *watched)
{
  if (watched == NULL)
    return;
  pthread_mutex_lock (&self->mutex);
  *watched->link = watched->next;
  if (watched->next != NULL)
    watched->next->link = watched->link;
  pthread_mutex_unlock (&self->mutex);
  free (watched);
}

void
watched_begin_request (struct watched *watched)
{
  if (watched != NULL)
    atomic_store_explicit (&watched->waiting_since, 0, memory_order_relaxed);
}

void
watched_end_request (struct watched *watched)
{
  if (watched != NULL)
    atomic_store_explicit (&watched->waiting_since, monotonic_seconds (), memory_order_relaxed);
}

void
connection_watch_sweep (struct connection_watch *self)
{
  int64_t now = monotonic_seconds ();

  pthread_mutex_lock (&self->mutex);
  for (struct watched *watched = self->first; watched != NULL; watched = watched->next) {
    int64_t since = atomic_load_explicit (&watched->waiting_since, memory_order_relaxed);

    if (since != 0 && now - since > WATCH_HEADER_SECONDS)
      shutdown (watched->descriptor, SHUT_RDWR);
  }
  pthread_mutex_unlock (&self->mutex);
}
