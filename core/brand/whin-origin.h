/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * whin_origin_of_uri:
 * @uri: (nullable): an absolute URI in UTF-8
 *
 * The origin (RFC 6454, section 4) of @uri as text: scheme, "://", host in lower case (IPv6 in
 * brackets), and ":port" unless it is the scheme's default.
 *
 * Returns: (transfer full) (nullable): the origin; NULL when @uri is no http or https URI, holds
 * user information, or doesn't parse. An opaque origin (data:, about:, blob:) is NULL, and NULL
 * equals nothing.
 */
char *whin_origin_of_uri (const char *uri);

/**
 * whin_origin_may_be_trusted:
 * @origin: (nullable): as whin_origin_of_uri() gives it
 *
 * Whether a provider may list @origin as trusted at all: https, or http on loopback
 * (command-uris, section 5). Loopback is 127.0.0.0/8, [::1] and "localhost".
 */
gboolean whin_origin_may_be_trusted (const char *origin);

/**
 * whin_uri_is_confidential:
 * @uri: (nullable): an absolute URI
 *
 * Whether a secret may travel to @uri: https, or http on loopback (wire-protocols, section 1).
 */
gboolean whin_uri_is_confidential (const char *uri);

/* Whether @uri (nullable) is an http or https URI on loopback; no proxy stands in between then. */
gboolean whin_uri_is_loopback (const char *uri);

G_END_DECLS
