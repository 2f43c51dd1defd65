/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/session/whin-login.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include <string.h>

#define CSC_SCHEME "csc:"

static WhinLogin *
refuse (GError **error, const char *text)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, text);
  return NULL;
}

/* Percent-decoding as the field does it: what isn't an encoding stays as it is ("100%"). NULL when
 * the result is not UTF-8 or holds control characters. */
static char *
decode (const char *text, gsize length)
{
  g_autofree char *raw = g_strndup (text, length);
  g_autoptr (GString) decoded = g_string_sized_new (length);

  for (const char *p = raw; *p != '\0'; p++) {
    if (*p == '%' && g_ascii_isxdigit (p[1]) && g_ascii_isxdigit (p[2])) {
      g_string_append_c (decoded,
                         (char)(g_ascii_xdigit_value (p[1]) * 16 + g_ascii_xdigit_value (p[2])));
      p += 2;
    } else {
      g_string_append_c (decoded, *p);
    }
  }
  for (gsize i = 0; i < decoded->len; i++) {
    if ((guchar)decoded->str[i] < 0x20 || decoded->str[i] == 0x7F)
      return NULL;
  }
  if (!g_utf8_validate_len (decoded->str, decoded->len, NULL))
    return NULL;
  return g_strdup (decoded->str);
}

/* NULL for an empty text. */
static char *
or_null (char *text)
{
  if (text != NULL && *text == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}

static gboolean
set_cloud_id (WhinLogin *self, const char *text, gsize length)
{
  g_autofree char *code = decode (text, length);
  gsize code_length;

  if (code == NULL)
    return FALSE;
  g_strstrip (code);
  code_length = strlen (code);
  if (code_length > 0 && code[code_length - 1] == '*') {
    self->test = TRUE;
    code[code_length - 1] = '\0';
  }
  if (*code == '\0')
    return FALSE;
  for (const char *p = code; *p != '\0'; p++) {
    if (!g_ascii_isalnum (*p) && strchr ("-._", *p) == NULL)
      return FALSE;
  }
  self->cloud_id = g_steal_pointer (&code);
  return TRUE;
}

/* csc:user:password@CODE, csc:user@CODE, csc:CODE: the cloud ID after the last "@", the password
 * after the last ":" before it. */
static WhinLogin *
parse_link (const char *text, GError **error)
{
  g_autoptr (WhinLogin) self = g_new0 (WhinLogin, 1);
  const char *at = strrchr (text, '@');
  const char *colon;

  if (!set_cloud_id (self, at != NULL ? at + 1 : text, strlen (at != NULL ? at + 1 : text)))
    return refuse (error, _ ("This sign-in link holds no valid cloud ID."));
  if (at == NULL)
    return g_steal_pointer (&self);
  colon = g_strrstr_len (text, at - text, ":");
  self->username = decode (text, (gsize)((colon != NULL ? colon : at) - text));
  if (self->username == NULL)
    return refuse (error, _ ("This sign-in link is not valid."));
  self->username = or_null (self->username);
  if (colon != NULL) {
    self->password = decode (colon + 1, (gsize)(at - colon - 1));
    if (self->password == NULL)
      return refuse (error, _ ("This sign-in link is not valid."));
    self->password = or_null (self->password);
  }
  return g_steal_pointer (&self);
}

/* Another provider's password must not go to the brand's. */
static gboolean
is_for_provider (const WhinLogin *self, const char *built_in_cloud_id)
{
  gsize length;

  if (built_in_cloud_id == NULL)
    return TRUE;
  length = strlen (built_in_cloud_id);
  if (g_str_has_suffix (built_in_cloud_id, "*"))
    length--;
  return strlen (self->cloud_id) == length &&
         g_ascii_strncasecmp (self->cloud_id, built_in_cloud_id, length) == 0;
}

WhinLogin *
whin_login_parse (const char *text, const char *built_in_cloud_id, GError **error)
{
  g_autoptr (WhinLogin) self = NULL;
  g_autofree char *stripped = NULL;
  const char *at;

  g_return_val_if_fail (text != NULL, NULL);

  if (strlen (text) > WHIN_LOGIN_MAX_BYTES)
    return refuse (error, _ ("This is too long to sign in with."));
  if (!g_utf8_validate (text, -1, NULL))
    return refuse (error, _ ("This is not valid text."));
  stripped = g_strstrip (g_strdup (text));
  if (g_ascii_strncasecmp (stripped, CSC_SCHEME, strlen (CSC_SCHEME)) == 0) {
    const char *rest = stripped + strlen (CSC_SCHEME);

    self = parse_link (g_str_has_prefix (rest, "//") ? rest + 2 : rest, error);
    if (self != NULL && !is_for_provider (self, built_in_cloud_id))
      return refuse (error, _ ("This sign-in link is for another provider."));
    return g_steal_pointer (&self);
  }

  if (*stripped == '\0')
    return refuse (error, built_in_cloud_id != NULL ? _ ("Enter your user name.")
                                                    : _ ("Enter your cloud ID."));
  self = g_new0 (WhinLogin, 1);
  if (built_in_cloud_id != NULL) {
    /* A user name may hold "@" itself. Only the brand's own code after it says no more than the
     * brand does. */
    g_autofree char *suffix = g_strconcat ("@", built_in_cloud_id, NULL);
    g_autofree char *test_suffix = g_strconcat (suffix, "*", NULL);
    gsize length = strlen (stripped);

    if (g_str_has_suffix (built_in_cloud_id, "*"))
      suffix[strlen (suffix) - 1] = '\0';
    if (!set_cloud_id (self, built_in_cloud_id, strlen (built_in_cloud_id)))
      return refuse (error, _ ("The cloud ID is not valid."));
    if (g_str_has_suffix (stripped, test_suffix)) {
      self->test = TRUE;
      length -= strlen (test_suffix);
    } else if (g_str_has_suffix (stripped, suffix)) {
      length -= strlen (suffix);
    }
    self->username = or_null (decode (stripped, length));
    if (self->username == NULL)
      return refuse (error, _ ("This user name is not valid."));
    return g_steal_pointer (&self);
  }
  at = strrchr (stripped, '@');
  if (!set_cloud_id (self, at != NULL ? at + 1 : stripped, strlen (at != NULL ? at + 1 : stripped)))
    return refuse (error, _ ("The cloud ID is not valid."));
  if (at != NULL) {
    self->username = decode (stripped, (gsize)(at - stripped));
    if (self->username == NULL)
      return refuse (error, _ ("This user name is not valid."));
    self->username = or_null (self->username);
  }
  return g_steal_pointer (&self);
}

void
whin_login_free (WhinLogin *self)
{
  if (self->password != NULL)
    explicit_bzero (self->password, strlen (self->password));
  g_free (self->cloud_id);
  g_free (self->username);
  g_free (self->password);
  g_free (self);
}
