/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/page.h"

#include <stdio.h>

#include "portal/brand.h"
#include "portal/embedded.h"
#include "portal/server.h"

static const char *
error_title (unsigned status)
{
  switch (status) {
  case 401:
    return "Please sign in again";
  case 403:
    return "That didn't work";
  case 404:
    return "Not found";
  case 409:
    return "That can't be done any more";
  case 503:
    return "Busy right now";
  default:
    return status < 500 ? "That didn't work" : "Something went wrong";
  }
}

static void
answer_page_headers (struct request *request, const char *schemes)
{
  struct buffer policy = BUFFER_EMPTY;

  buffer_append_text (&policy, "default-src 'none'; style-src 'self'; script-src 'self';"
                               " img-src 'self'; connect-src 'self'; base-uri 'none';"
                               " frame-ancestors 'none'; form-action 'self'");
  if (schemes != NULL)
    buffer_append_format (&policy, " %s", schemes);
  answer_header (request, "Content-Security-Policy", buffer_text (&policy));
  answer_header (request, "X-Frame-Options", "DENY");
  answer_header (request, "Referrer-Policy", "no-referrer");
  answer_header (request, "Cross-Origin-Opener-Policy", "same-origin");
  buffer_clear (&policy);
}

void
page_append (struct buffer *out,
             const char *name,
             const struct template_value *values,
             size_t count)
{
  const struct embedded *file = embedded_find (name);

  if (file == NULL)
    out->failed = true;
  else
    template_append (out, file->bytes, file->length, values, count);
}

void
answer_page (struct request *request, const struct page *page, struct buffer *content)
{
  struct buffer out = BUFFER_EMPTY;
  struct buffer scripts = BUFFER_EMPTY;
  struct buffer refresh = BUFFER_EMPTY;
  struct brand brand = {.name = "Whinchat"};
  bool known =
      request->database != NULL && brand_load (request->database, page->cloud_id, false, &brand);

  if (request->server->layout_report != NULL)
    page_append (&scripts, "layout-script.html", NULL, 0);
  if (page->refresh != NULL)
    PAGE_APPEND (&refresh, "refresh-head.html", {"address", page->refresh, NULL});
  PAGE_APPEND (&out, "shell.html", {"title", page->title, NULL}, {"brand", brand.name, NULL},
               {"code", known ? brand.code : "none", NULL}, {"class", page->body_class, NULL},
               {"content", NULL, content}, {"scripts", NULL, &scripts},
               {"refresh", NULL, &refresh});
  buffer_clear (content);
  buffer_clear (&scripts);
  buffer_clear (&refresh);
  answer_buffer (request, page->status, "text/html; charset=utf-8", &out);
  answer_page_headers (request, page->schemes);
}

void
answer_error_page (struct request *request, unsigned status, const char *message)
{
  struct buffer content = BUFFER_EMPTY;
  struct page page = {status, error_title (status), "", NULL, "narrow", NULL};

  PAGE_APPEND (&content, "error.html", {"title", page.title, NULL}, {"message", message, NULL});
  /* An error page that can't be made must not ask for another one. */
  if (content.failed)
    request->error_shape = ERROR_JSON;
  answer_page (request, &page, &content);
}
