/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/brand/whin-brand.h"

#include "core/brand/whin-origin.h"
#include "core/brand/whin-web-tab.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/*
 * Reads brand.ini once. A wrong value is refused with its group and key rather than replaced by a
 * guess: the file decides whom the phone trusts.
 */

#define MAX_ORIGINS 32
#define MAX_WEB_TABS 8
#define MAX_ACCOUNT_NODES 1024
#define WEB_TAB_PREFIX "WebTab "

struct _WhinBrand {
  GObject parent_instance;
  char *name;
  char *application_id;
  char *scheme;
  char *cloud_id;
  char *portal_url;
  char *icon_path;
  char *accent_color;
  char **trusted_origins;
  GPtrArray *web_tabs;
  GHashTable *account_defaults;
};

G_DEFINE_FINAL_TYPE (WhinBrand, whin_brand, G_TYPE_OBJECT)

G_DEFINE_QUARK (whin - brand - error - quark, whin_brand_error)

static gboolean G_GNUC_PRINTF (4, 5)
    refuse (GError **error, const char *group, const char *key, const char *format, ...)
{
  g_autofree char *cause = NULL;
  va_list arguments;

  va_start (arguments, format);
  cause = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, WHIN_BRAND_ERROR, WHIN_BRAND_ERROR_INVALID, "[%s] %s: %s", group, key, cause);
  return FALSE;
}

/* The key's value with "@PORTAL@" filled in; NULL when missing or empty. */
static char *
read_value (GKeyFile *file, const char *group, const char *key, const char *portal_url)
{
  g_autofree char *raw = g_key_file_get_string (file, group, key, NULL);
  GString *value;

  if (raw == NULL || *raw == '\0')
    return NULL;
  if (portal_url == NULL)
    return g_steal_pointer (&raw);
  value = g_string_new (raw);
  g_string_replace (value, "@PORTAL@", portal_url, 0);
  return g_string_free (value, FALSE);
}

static gboolean
scheme_is_valid (const char *scheme)
{
  static const char *const taken[] = {
      "app",   "cscommand", "http", "https", "file",   "javascript",       "data",
      "about", "blob",      "csc",  "ftp",   "mailto", "x-scheme-handler", NULL};

  if (!g_ascii_isalpha (scheme[0]) || strlen (scheme) > 64)
    return FALSE;
  for (const char *p = scheme; *p != '\0'; p++) {
    if (!g_ascii_isalnum (*p) && strchr ("+-.", *p) == NULL)
      return FALSE;
  }
  return !g_strv_contains (taken, scheme);
}

static gboolean
color_is_valid (const char *color)
{
  if (color[0] != '#' || strlen (color) != 7)
    return FALSE;
  for (const char *p = color + 1; *p != '\0'; p++) {
    if (!g_ascii_isxdigit (*p))
      return FALSE;
  }
  return TRUE;
}

static gboolean
read_portal (WhinBrand *self, GKeyFile *file, GError **error)
{
  gsize length;

  self->portal_url = read_value (file, "Brand", "PortalUrl", NULL);
  if (self->portal_url == NULL)
    return TRUE;
  if (!whin_uri_is_confidential (self->portal_url))
    return refuse (error, "Brand", "PortalUrl", "must be an https address, or http on loopback");
  for (length = strlen (self->portal_url); self->portal_url[length - 1] == '/'; length--)
    self->portal_url[length - 1] = '\0';
  return TRUE;
}

static gboolean
read_origins (WhinBrand *self, GKeyFile *file, GError **error)
{
  g_autofree char *value = read_value (file, "Brand", "TrustedOrigins", self->portal_url);
  g_autoptr (GStrvBuilder) origins = g_strv_builder_new ();
  g_auto (GStrv) parts = g_strsplit (value != NULL ? value : "", ";", MAX_ORIGINS + 1);

  if (g_strv_length (parts) > MAX_ORIGINS)
    return refuse (error, "Brand", "TrustedOrigins", "more than %d origins", MAX_ORIGINS);
  for (char **part = parts; *part != NULL; part++) {
    g_autofree char *origin = NULL;

    if (*g_strstrip (*part) == '\0')
      continue;
    origin = whin_origin_of_uri (*part);
    if (origin == NULL || !whin_origin_may_be_trusted (origin))
      return refuse (error, "Brand", "TrustedOrigins",
                     "“%s” is no https origin, nor http on loopback", *part);
    g_strv_builder_add (origins, origin);
  }
  self->trusted_origins = g_strv_builder_end (origins);
  return TRUE;
}

static gboolean
read_brand_group (WhinBrand *self, GKeyFile *file, const char *folder, GError **error)
{
  g_autofree char *scheme = NULL;
  g_autofree char *icon = NULL;

  if (!g_key_file_has_group (file, "Brand"))
    return refuse (error, "Brand", "Name", "the group is missing");
  if (!read_portal (self, file, error))
    return FALSE;

  self->name = read_value (file, "Brand", "Name", self->portal_url);
  if (self->name == NULL)
    return refuse (error, "Brand", "Name", "is missing");
  self->application_id = read_value (file, "Brand", "ApplicationId", self->portal_url);
  if (self->application_id == NULL || !g_application_id_is_valid (self->application_id))
    return refuse (error, "Brand", "ApplicationId",
                   "must be an application ID like org.example.App");

  scheme = read_value (file, "Brand", "Scheme", self->portal_url);
  self->scheme = g_ascii_strdown (scheme != NULL ? scheme : "cloudsip", -1);
  if (!scheme_is_valid (self->scheme))
    return refuse (error, "Brand", "Scheme", "“%s” can't be a scheme of the phone", self->scheme);

  self->cloud_id = read_value (file, "Brand", "CloudId", self->portal_url);
  self->accent_color = read_value (file, "Brand", "AccentColor", self->portal_url);
  if (self->accent_color != NULL && !color_is_valid (self->accent_color))
    return refuse (error, "Brand", "AccentColor", "must look like #1a5fb4");
  icon = read_value (file, "Brand", "Icon", self->portal_url);
  if (icon != NULL)
    self->icon_path = g_canonicalize_filename (icon, folder);
  return read_origins (self, file, error);
}

static gboolean
read_account_group (WhinBrand *self, GKeyFile *file, GError **error)
{
  g_auto (GStrv) keys = g_key_file_get_keys (file, "Account", NULL, NULL);

  for (char **key = keys; keys != NULL && *key != NULL; key++) {
    g_autofree char *value = NULL;

    if (strchr (*key, '[') != NULL)
      return refuse (error, "Account", *key, "a node has no languages");
    value = read_value (file, "Account", *key, self->portal_url);
    g_hash_table_replace (self->account_defaults, g_strdup (*key),
                          value != NULL ? g_steal_pointer (&value) : g_strdup (""));
  }
  if (g_hash_table_size (self->account_defaults) > MAX_ACCOUNT_NODES)
    return refuse (error, "Account", "*", "more than %d nodes", MAX_ACCOUNT_NODES);
  return TRUE;
}

static gboolean
read_web_tabs (WhinBrand *self, GKeyFile *file, GError **error)
{
  g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);

  for (char **group = groups; *group != NULL; group++) {
    g_autofree char *title = NULL;
    g_autofree char *icon = NULL;
    g_autofree char *uri = NULL;
    g_autofree char *id = NULL;

    if (!g_str_has_prefix (*group, WEB_TAB_PREFIX))
      continue;
    id = g_strstrip (g_strdup (*group + strlen (WEB_TAB_PREFIX)));
    title = g_key_file_get_locale_string (file, *group, "Title", NULL, NULL);
    icon = read_value (file, *group, "Icon", self->portal_url);
    uri = read_value (file, *group, "Url", self->portal_url);
    if (*id == '\0' || uri == NULL)
      return refuse (error, *group, "Url", "is missing");
    if (self->web_tabs->len == MAX_WEB_TABS)
      return refuse (error, *group, "Url", "more than %d web tabs", MAX_WEB_TABS);
    g_ptr_array_add (self->web_tabs, whin_web_tab_new (id, title, icon, uri));
  }
  return TRUE;
}

static void
whin_brand_finalize (GObject *object)
{
  WhinBrand *self = WHIN_BRAND (object);

  g_free (self->name);
  g_free (self->application_id);
  g_free (self->scheme);
  g_free (self->cloud_id);
  g_free (self->portal_url);
  g_free (self->icon_path);
  g_free (self->accent_color);
  g_strfreev (self->trusted_origins);
  g_ptr_array_unref (self->web_tabs);
  g_hash_table_unref (self->account_defaults);
  G_OBJECT_CLASS (whin_brand_parent_class)->finalize (object);
}

static void
whin_brand_class_init (WhinBrandClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = whin_brand_finalize;
}

static void
whin_brand_init (WhinBrand *self)
{
  self->web_tabs = g_ptr_array_new_with_free_func (g_object_unref);
  self->account_defaults = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

WhinBrand *
whin_brand_new_from_data (const char *data, gsize length, const char *folder, GError **error)
{
  g_autoptr (WhinBrand) self = g_object_new (WHIN_TYPE_BRAND, NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();

  g_return_val_if_fail (folder != NULL, NULL);

  if (length > WHIN_BRAND_MAX_BYTES) {
    refuse (error, "Brand", "*", "the file is larger than %d bytes", WHIN_BRAND_MAX_BYTES);
    return NULL;
  }
  if (!g_utf8_validate_len (data, length, NULL)) {
    refuse (error, "Brand", "*", "the file is not UTF-8");
    return NULL;
  }
  if (!g_key_file_load_from_data (file, data, length, G_KEY_FILE_NONE, error))
    return NULL;
  if (!read_brand_group (self, file, folder, error) || !read_account_group (self, file, error) ||
      !read_web_tabs (self, file, error))
    return NULL;
  return g_steal_pointer (&self);
}

WhinBrand *
whin_brand_new_from_file (const char *path, GError **error)
{
  g_autoptr (GMappedFile) mapped = NULL;
  g_autofree char *absolute = NULL;
  g_autofree char *folder = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  mapped = g_mapped_file_new (path, FALSE, error);
  if (mapped == NULL)
    return NULL;
  absolute = g_canonicalize_filename (path, NULL);
  folder = g_path_get_dirname (absolute);
  return whin_brand_new_from_data (
      g_mapped_file_get_contents (mapped) != NULL ? g_mapped_file_get_contents (mapped) : "",
      g_mapped_file_get_length (mapped), folder, error);
}

const char *
whin_brand_get_name (WhinBrand *self)
{
  g_return_val_if_fail (WHIN_IS_BRAND (self), NULL);
  return self->name;
}

const char *
whin_brand_get_application_id (WhinBrand *self)
{
  g_return_val_if_fail (WHIN_IS_BRAND (self), NULL);
  return self->application_id;
}

const char *
whin_brand_get_scheme (WhinBrand *self)
{
  g_return_val_if_fail (WHIN_IS_BRAND (self), NULL);
  return self->scheme;
}

const char *
whin_brand_get_cloud_id (WhinBrand *self)
{
  g_return_val_if_fail (WHIN_IS_BRAND (self), NULL);
  return self->cloud_id;
}

const char *
whin_brand_get_portal_url (WhinBrand *self)
{
  g_return_val_if_fail (WHIN_IS_BRAND (self), NULL);
  return self->portal_url;
}

const char *
whin_brand_get_icon_path (WhinBrand *self)
{
  g_return_val_if_fail (WHIN_IS_BRAND (self), NULL);
  return self->icon_path;
}

const char *
whin_brand_get_accent_color (WhinBrand *self)
{
  g_return_val_if_fail (WHIN_IS_BRAND (self), NULL);
  return self->accent_color;
}

const char *const *
whin_brand_get_trusted_origins (WhinBrand *self)
{
  g_return_val_if_fail (WHIN_IS_BRAND (self), NULL);
  return (const char *const *)self->trusted_origins;
}

GPtrArray *
whin_brand_get_web_tabs (WhinBrand *self)
{
  g_return_val_if_fail (WHIN_IS_BRAND (self), NULL);
  return self->web_tabs;
}

GHashTable *
whin_brand_get_account_defaults (WhinBrand *self)
{
  g_return_val_if_fail (WHIN_IS_BRAND (self), NULL);
  return self->account_defaults;
}
