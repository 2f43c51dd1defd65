/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>

#include "portal/request.h"

/* Threads that run the handlers which hash a password or write to the database, so that those never
 * hold up the threads that serve connections. The queue is bounded. */
enum { WORKER_MAXIMUM_THREADS = 8, WORKER_QUEUE_MAXIMUM = 256 };

struct worker;

/* `run` makes the answer of a request; afterwards the worker resumes its connection. NULL when the
 * threads, 1 to WORKER_MAXIMUM_THREADS, couldn't be made. */
struct worker *worker_new (void (*run) (struct request *), size_t threads);

/* Queues the request, whose connection must be suspended. False when the queue is full or the
 * worker is stopping. */
bool worker_push (struct worker *self, struct request *request);

/* Finishes what is queued and ends the threads; from then on nothing is accepted, by any thread. */
void worker_stop (struct worker *self);

/* Stops and frees; nobody may push any more. */
void worker_free (struct worker *self);
