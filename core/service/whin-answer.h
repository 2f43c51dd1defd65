/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* An error text from a server, cut to this many characters when shown. */
#define WHIN_ANSWER_MAX_ERROR_CHARACTERS 300

/* WhinAnswer: what a web service answered; its body is bounded by the request. */
typedef struct {
  guint status;        /* HTTP status */
  GBytes *body;        /* never NULL */
  char *content_type;  /* lower case, without parameters; "" when the server named none */
  char *etag;          /* or NULL */
  char *last_modified; /* or NULL */
} WhinAnswer;

WhinAnswer *whin_answer_new (guint status,
                             GBytes *body,
                             const char *content_type,
                             const char *etag,
                             const char *last_modified);
void whin_answer_free (WhinAnswer *self);

/* 2xx. */
gboolean whin_answer_is_success (const WhinAnswer *self);

/* application/xml, text/xml, and what ends in +xml. */
gboolean whin_answer_is_xml (const WhinAnswer *self);

/* Whether the body says that something failed, as some services do with status 200: JSON or XML
 * `error` other than 0 or empty. */
gboolean whin_answer_says_error (const WhinAnswer *self);

/* (transfer full) (nullable): what the body says to people: JSON or XML `message`, or the text in
 * `error`; as one line. */
char *whin_answer_dup_own_text (const WhinAnswer *self);

/**
 * whin_answer_dup_error_text:
 *
 * Why the service refused, for people (wire-protocols, section 1): JSON `message` or `error`, XML
 * `<error><message>`, or the body itself when it is one plain text of sane length; else a generic
 * text with the status. The form is judged by the body, as servers mislabel it. Control characters
 * become spaces.
 *
 * Returns: (transfer full): never NULL or empty
 */
char *whin_answer_dup_error_text (const WhinAnswer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WhinAnswer, whin_answer_free)

G_END_DECLS
