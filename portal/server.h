/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "portal/line-file.h"

/* The HTTP server. Threads: libmicrohttpd's pool (one a processor, epoll) reads requests and runs
 * the handlers that only read; two sets of worker threads (worker.h) run those that hash a password
 * and those that write, while the connection is suspended. Each thread has its own database
 * connection, made at its first use and closed when the thread ends; threads share nothing else but
 * the workers' queues and the two line files, which lock themselves, and the list of connections
 * (connection-watch.h). The main thread waits for SIGTERM or SIGINT and ends connections whose
 * header doesn't come. */
enum {
  SERVER_CONNECTION_MAXIMUM = 1000,
  SERVER_CONNECTIONS_PER_ADDRESS = 250, /* unless --connections-per-address says otherwise */
  SERVER_OTHER_DESCRIPTORS = 128,
  SERVER_IDLE_SECONDS = 10,
  SERVER_CONNECTION_MEMORY = 16 * 1024, /* bounds request line and headers */
  SERVER_POOL_MAXIMUM = 8,
  SERVER_HASHING_THREADS = 2,
  SERVER_WRITING_THREADS = 2, /* SQLite lets one write at a time anyway */
  SERVER_URL_MAXIMUM = 256,
};

struct server_plan {
  const char *directory;
  const char *listen; /* ADDRESS:PORT or [ADDRESS]:PORT, numeric; port 0 takes a free one */
  unsigned connections_per_address; /* at the same time; 0: no limit but the whole one */
  const char *public_url;           /* an origin, no path; NULL: http://ADDRESS:PORT */
  const char *request_log;          /* file name, or NULL */
  const char *layout_report;        /* file name, or NULL */
};

struct server {
  const char *directory;
  char public_url[SERVER_URL_MAXIMUM]; /* without a trailing slash */
  bool is_https;                       /* as the world sees it */
  struct line_file *request_log;       /* NULL: none */
  struct line_file *layout_report;     /* NULL: off */
  struct worker *hasher;               /* for WORK_HASH */
  struct worker *writer;               /* for WORK_WRITE */
  struct connection_watch *watch;
};

/* Serves until SIGTERM or SIGINT; returns the program's exit status. */
int server_run (const struct server_plan *plan);
