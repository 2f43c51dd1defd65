/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The system's authorities. */
#define WHIN_TLS_SYSTEM_AUTHORITIES "/etc/ssl/certs/ca-certificates.crt"

/**
 * whin_tls_authorities_select:
 * @certificate: a server's, with what it sent of its issuers
 * @ca_file: (nullable): PEM file of authorities; NULL: the system's
 *
 * Of the authorities those whose word can matter to @certificate: the issuers of it and of its
 * issuers, and theirs. The SIP stack keeps what it was given of them for ever, once a connection (a
 * megabyte for the system's), so that it is given no more than it needs.
 *
 * Returns: (transfer full): PEM; NULL when the file can't be read or holds none of them
 */
char *whin_tls_authorities_select (GTlsCertificate *certificate, const char *ca_file);

G_END_DECLS
