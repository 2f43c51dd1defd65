/* SPDX-License-Identifier: Apache-2.0 */
/* How URIs are written inside source texts: character references, escapes, quotes. */
#ifndef CMDURI_EXCERPT_H
#define CMDURI_EXCERPT_H

#include "cmduri/cmduri.h"

/* What ends a URI in a source text. */
enum cmduri_excerpt_context {
  CMDURI_EXCERPT_BARE = 0,        /* plain text, <p>, <https://…> */
  CMDURI_EXCERPT_UNQUOTED,        /* href=app:keypad */
  CMDURI_EXCERPT_PARENTHESIS,     /* (app:keypad) of Markdown, url(…) of CSS */
  CMDURI_EXCERPT_QUOTE,           /* "app:keypad" */
  CMDURI_EXCERPT_ESCAPED_QUOTE,   /* \"app:keypad\" */
  CMDURI_EXCERPT_QUOTE_REFERENCE, /* &quot;app:keypad&quot; */
};

/* A URI in a source text; offsets in bytes. */
struct cmduri_excerpt {
  const char *text; /* the whole source text */
  size_t length;
  size_t start;
  size_t end;
  enum cmduri_excerpt_context context;
  char quote;
  bool references; /* &amp; means & here */
  bool escapes;    /* \/ means / here */
  bool completed;  /* a script or a template adds something at `end` */
};

/* The longest thing that stands for one character: &#x10FFFF; and \u{10FFFF}, with zeros. */
#define CMDURI_EXCERPT_MAX_REFERENCE 16

/* Decodes what stands at `at`: `bytes` receives `*count` bytes. Returns its width in the source. */
size_t cmduri_excerpt_decode (const struct cmduri_excerpt *excerpt,
                              size_t at,
                              char bytes[4],
                              unsigned *count);

/* The width of a reference to a quotation mark at `at`, such as &quot;, or 0. */
size_t cmduri_excerpt_quote_reference (const char *text, size_t length, size_t at);

/* Finds out from what stands before excerpt->start where the URI ends: sets the fields from `end`
 * on but for `references`. False when no URI begins there. */
bool cmduri_excerpt_delimit (struct cmduri_excerpt *excerpt);

#endif
