/* SPDX-License-Identifier: Apache-2.0 */
/* The same job done by other URI libraries, for bench/cmduri.c. */
#ifndef BENCH_CMDURI_PEERS_H
#define BENCH_CMDURI_PEERS_H

#include <stdbool.h>
#include <stddef.h>

/* What reading a URI must give: the innermost path, and the first value of a name in its query
 * where there is one. */
struct answer {
  const char *path;
  const char *name; /* NULL when there is no query */
  const char *value;
};

/* Unwraps, parses, splits and decodes; whether the answer is the right one. */
typedef bool (*job_func) (const char *text, size_t length, const struct answer *answer);

struct peer {
  const char *name;
  job_func job;
};

/* Those that were there when this was built, ended by a NULL name. */
extern const struct peer peers[];

#endif
