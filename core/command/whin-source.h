/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a door knows of a command's sender (architecture, "The way of a command"). */
typedef struct {
  enum {
    WHIN_SOURCE_PAGE,    /* a page in a web tab */
    WHIN_SOURCE_OUTSIDE, /* another program: scheme, deep link, D-Bus, command line */
  } door;
  const char *origin; /* WHIN_SOURCE_PAGE: as whin_origin_of_uri(); NULL for an opaque one */
  gboolean trusted;   /* WHIN_SOURCE_PAGE: every page that took part has a trusted origin */
  gboolean gesture;   /* WHIN_SOURCE_PAGE: a real click or key */
} WhinSource;

G_END_DECLS
