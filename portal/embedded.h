/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stddef.h>

/* A file that the build put into the program: pages, style sheets, the schema, the demo's brand. */
struct embedded {
  const char *name;  /* the file's base name */
  const char *bytes; /* followed by a NUL that isn't counted */
  size_t length;
};

/* NULL when there is no such file. */
const struct embedded *embedded_find (const char *name);
