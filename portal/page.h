/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "portal/request.h"
#include "portal/template.h"

/* HTML pages: pages/NAME filled in, put into the shell (pages/shell.html), and answered with the
 * headers that every page carries: a Content-Security-Policy that allows this portal's own style
 * sheets, scripts and images and nothing else, no framing, no referrer, no caching. */
struct page {
  unsigned status;
  const char *title;
  const char *cloud_id; /* whose colours; "" for the first brand's */
  const char *schemes; /* URI schemes that forms of the page may go to, "app: cloudsip:"; or NULL */
  const char *body_class; /* "", or a class of the style sheet that lays the page out */
  const char *refresh;    /* address that the page goes to by meta refresh, or NULL */
};

/* Appends the embedded template NAME. */
void page_append (struct buffer *out,
                  const char *name,
                  const struct template_value *values,
                  size_t count);

/* Answers with the page around `content`, which it clears. */
void answer_page (struct request *request, const struct page *page, struct buffer *content);

/* The page of an error: a title by the status, the message, and a way back. */
void answer_error_page (struct request *request, unsigned status, const char *message);

#define PAGE_APPEND(out, name, ...)                                                                \
  page_append (out, name, (const struct template_value[]){__VA_ARGS__},                            \
               sizeof ((const struct template_value[]){__VA_ARGS__}) /                             \
                   sizeof (struct template_value))
