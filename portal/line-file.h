/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <jansson.h>
#include <stdbool.h>

/* A file that grows by one JSON object a line, each written whole by one write(2) and thus visible
 * at once; safe to use from several threads. */
struct line_file;

/* Opens for appending, mode 0600. NULL with the reason on standard error. */
struct line_file *line_file_open (const char *path);
void line_file_close (struct line_file *self);

/* Appends the object; takes the reference. False when it couldn't be written. */
bool line_file_append (struct line_file *self, json_t *object);
