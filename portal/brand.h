/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>

#include "portal/buffer.h"
#include "portal/database.h"
#include "portal/key-file.h"

/* A provider's brand: what brand.ini says, kept as the documents that are served. `CODE` names the
 * live version, `CODE*` the editable test version. */
enum {
  BRAND_CODE_MAXIMUM = 32,
  BRAND_SCHEME_SIZE = 65,
  BRAND_NAME_SIZE = 129,
  /* What the phone takes from a brand at most: */
  BRAND_MAXIMUM_NODES = 1024,
  BRAND_MAXIMUM_ORIGINS = 32,
  BRAND_MAXIMUM_TABS = 8,
  BRAND_VALUE_MAXIMUM = 64 * 1024,      /* bytes of one account node */
  BRAND_DOCUMENT_MAXIMUM = 1000 * 1000, /* bytes of the document; the phone reads 1 MiB */
};

/* The public URL stands for this word in every text of a brand. */
#define BRAND_PORTAL_WORD "@PORTAL@"

struct brand {
  char code[BRAND_CODE_MAXIMUM + 1];
  bool editable;
  char name[BRAND_NAME_SIZE];
  char scheme[BRAND_SCHEME_SIZE];
  char accent[8]; /* "#rrggbb" */
};

/* True for 1 to 32 letters, digits, - or _. */
bool brand_code_is_valid (const char *text, size_t length);

/* Splits "CODE" or "CODE*"; false when it isn't 1 to 32 letters, digits, - or _. */
bool brand_code_parse (const char *text, char code[BRAND_CODE_MAXIMUM + 1], bool *editable);

/* Accepts what the phone accepts as its own brand.ini (docs/provider/brand-ini.md), so that the
 * same file gives the same account defaults by either way, and requires a CloudId. An account value
 * that begins with < is a subtree; it must be one well-formed element called as its key.
 *
 * Stores the key file as the test version and, when `live` is set, as the live version too, in the
 * caller's transaction if one is open, in its own statements otherwise. False, with the reason
 * appended to `message`, when a required key is missing or a value is not acceptable. */
bool brand_import (struct database *database,
                   const struct key_file *file,
                   bool live,
                   struct brand *brand,
                   struct buffer *message);

/* False when there is no such brand. An empty code means the first live brand. */
bool brand_load (struct database *database, const char *code, bool editable, struct brand *brand);

/* Appends the <brand> document, or the <quickDials> document, with the public URL filled in. False
 * when there is no such brand; an empty code means the first live brand. */
bool brand_append_document (struct database *database,
                            const char *code,
                            bool editable,
                            const char *public_url,
                            struct buffer *xml);
bool brand_append_quick_dials (struct database *database,
                               const char *code,
                               bool editable,
                               const char *public_url,
                               struct buffer *xml);

/* Calls `each` for every brand, in the order of the codes. */
void
brand_list (struct database *database, void (*each) (const struct brand *, void *), void *data);
