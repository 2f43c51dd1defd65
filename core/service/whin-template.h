/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * Templates of web services (wire-protocols, section 1):
 *
 *   %name%                a global value
 *   %scope[key]%          a value of a scope, for instance %account[username]%
 *   %function(argument)%  sha1, md5, sha256, base64 or urlencode of its expanded argument;
 * functions nest up to WHIN_TEMPLATE_MAX_DEPTH
 *
 * Values are escaped for where they land; what the template itself says is taken as it is, and so
 * is the result of urlencode in an address or a form. A "%" that begins none of the above stays as
 * it is; %C3 and the like in a template are percent-encoding, not names.
 */

#define WHIN_TEMPLATE_MAX_DEPTH 8
#define WHIN_TEMPLATE_MAX_BYTES (64 * 1024) /* of a template and of what it becomes */

/* Where a value lands. */
typedef enum {
  WHIN_LANDING_PLAIN,
  WHIN_LANDING_URI,    /* percent-encoded but for RFC 3986's unreserved characters */
  WHIN_LANDING_FORM,   /* the same: a form body takes %20 as well as "+" */
  WHIN_LANDING_JSON,   /* the inside of a JSON string */
  WHIN_LANDING_XML,    /* XML text or attribute */
  WHIN_LANDING_HEADER, /* control characters dropped, so that no line can be added */
} WhinLanding;

/**
 * WhinTemplateLookup:
 * @scope: (nullable): NULL for a global value
 * @is_secret: (out): to be set when the value is a secret
 *
 * Returns: (nullable): the value, belongs to the callee; NULL when the name is unknown
 */
typedef const char *(*WhinTemplateLookup) (const char *scope,
                                           const char *key,
                                           gboolean *is_secret,
                                           gpointer user_data);

/**
 * whin_template_expand:
 * @confidential: whether the result goes to https or loopback. If not, a secret becomes asterisks
 *   unless a digest (sha1, md5, sha256) hides it.
 * @holds_secret: (out) (optional): set to TRUE (never to FALSE) when a secret, or a digest of one,
 *   went into the result
 *
 * Returns: (transfer full) (nullable): the text.
 * Errors: G_IO_ERROR_INVALID_DATA for an unclosed function, too deep a nesting, or a bound.
 */
char *whin_template_expand (const char *text,
                            WhinLanding landing,
                            gboolean confidential,
                            WhinTemplateLookup lookup,
                            gpointer user_data,
                            gboolean *holds_secret,
                            GError **error);

G_END_DECLS
