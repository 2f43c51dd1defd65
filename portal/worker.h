/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>

#include "portal/request.h"

/* Threads that run the handlers which hash a password or write to the database, so that those never
 * hold up the threads that serve connections. The queue is bounded. */
enum { WORKER_THREADS = 2, WORKER_QUEUE_MAXIMUM = 256 };

struct worker;

/* `run` makes the answer of a request; afterwards the worker resumes its connection. */
struct worker *worker_new (void (*run) (struct request *));

/* Queues the request, whose connection must be suspended. False when the queue is full or the
 * worker is stopping. */
bool worker_push (struct worker *self, struct request *request);

/* Finishes what is queued, then ends the threads. */
void worker_free (struct worker *self);
