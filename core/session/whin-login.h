/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define WHIN_LOGIN_MAX_BYTES 2048

/* WhinLogin: what a person typed, scanned or clicked to sign in (wire-protocols, section 3). The
 * password is wiped when freed. */
typedef struct {
  char *cloud_id; /* without "*"; NULL when not given */
  gboolean test;  /* CODE*: the provider's editable test version */
  char *username; /* NULL when not given */
  char *password; /* NULL when not given */
} WhinLogin;

/**
 * whin_login_parse:
 * @text: "user@CODE", "CODE", or a "csc:" link, hostile
 * @built_in_cloud_id: (nullable): of a white-label brand; then @text without "@" is a user name,
 *   and a link for another provider is refused
 *
 * Errors: G_IO_ERROR_INVALID_ARGUMENT, with a message for people.
 */
WhinLogin *whin_login_parse (const char *text, const char *built_in_cloud_id, GError **error);
void whin_login_free (WhinLogin *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WhinLogin, whin_login_free)

G_END_DECLS
