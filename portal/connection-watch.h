/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdint.h>

/* The bound on how long a client may take to send a request's header. libmicrohttpd's own time-out
 * starts anew with every byte, so that a client which sends one from time to time would keep its
 * connection for hours. A connection waits for a header from its start, and again from the end of
 * each request; the sweep shuts those down that waited longer than WATCH_HEADER_SECONDS. It must be
 * longer than the time an idle connection is kept. */
enum { WATCH_HEADER_SECONDS = 12 };

struct connection_watch;
struct watched;

struct connection_watch *connection_watch_new (void);
void connection_watch_free (struct connection_watch *self);

/* A connection began; its entry, or NULL when memory is short. */
struct watched *connection_watch_add (struct connection_watch *self, int descriptor);

/* The connection is about to be closed; NULL is ignored. */
void connection_watch_remove (struct connection_watch *self, struct watched *watched);

/* The header is complete; the request ended. NULL is ignored. Safe without a lock. */
void watched_begin_request (struct watched *watched);
void watched_end_request (struct watched *watched);

/* Shuts down what is overdue. */
void connection_watch_sweep (struct connection_watch *self);
