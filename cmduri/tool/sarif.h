/* SPDX-License-Identifier: Apache-2.0 */
/* Findings as SARIF 2.1.0 (OASIS Static Analysis Results Interchange Format), written as they come.
 *
 * Order of calls: begin; for each file that could be read sarif_file() and its findings;
 * sarif_finish_results(); for each that could not sarif_unreadable(); end. */
#ifndef CMDURI_SARIF_H
#define CMDURI_SARIF_H

#include "cmduri/cmduri.h"

typedef void (*sarif_write_func) (const char *bytes, size_t length, void *data);

/* A place in a text: the line from 1, the column from 1 in UTF-16 code units. */
struct sarif_place {
  size_t offset;
  size_t line;
  size_t column;
};

/* A log while it is written. Owns nothing. */
struct sarif {
  sarif_write_func write;
  void *data;
  struct cmduri_text name; /* of the file that is linted */
  const char *text;
  size_t length;
  struct sarif_place place; /* how far the file has been counted */
  size_t results;
  size_t unreadable;
};

/* Begins a log; `write` receives its bytes with `data`. */
void sarif_begin (struct sarif *sarif, sarif_write_func write, void *data);

/* The file that the next findings are of. `name` is its path as given, of any bytes; it and `text`
 * must outlive those findings. */
void sarif_file (struct sarif *sarif, struct cmduri_text name, const char *text, size_t length);

/* Writes one result; in time linear in the file when findings come in the order of their places. */
void sarif_finding (struct sarif *sarif, const struct cmduri_finding *finding);

void sarif_finish_results (struct sarif *sarif);
void sarif_unreadable (struct sarif *sarif, struct cmduri_text name);
void sarif_end (struct sarif *sarif);

#endif
