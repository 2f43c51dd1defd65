/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WhinBrand:
 *
 * What makes a white-label phone one provider's: read once from `brand.ini` (GKeyFile syntax,
 * documented in docs/provider/brand-ini.md), immutable afterwards.
 *
 * Groups: [Brand] Name, ApplicationId, Scheme, CloudId, PortalUrl, Icon, AccentColor,
 * TrustedOrigins
 * (";"-separated); [Account] account default nodes (portal priority 10; a value that begins with
 * "<" is a subtree); [WebTab ID] Title, Icon, Url. "@PORTAL@" in any value stands for PortalUrl.
 */
#define WHIN_TYPE_BRAND (whin_brand_get_type ())
G_DECLARE_FINAL_TYPE (WhinBrand, whin_brand, WHIN, BRAND, GObject)

/* A brand.ini is small; a larger file is refused. */
#define WHIN_BRAND_MAX_BYTES (256 * 1024)

#define WHIN_BRAND_ERROR (whin_brand_error_quark ())
GQuark whin_brand_error_quark (void);

typedef enum {
  WHIN_BRAND_ERROR_INVALID, /* the message names group, key and cause */
} WhinBrandError;

/**
 * whin_brand_new_from_file:
 * @path: of a brand.ini; read at once, at start-up, before there is a window
 *
 * Errors: WHIN_BRAND_ERROR, G_FILE_ERROR, G_KEY_FILE_ERROR.
 */
WhinBrand *whin_brand_new_from_file (const char *path, GError **error);

/* The same from memory; @data is @length bytes, a relative Icon is looked for in @folder. */
WhinBrand *
whin_brand_new_from_data (const char *data, gsize length, const char *folder, GError **error);

/* Texts belong to the brand. */
const char *whin_brand_get_name (WhinBrand *self); /* for people */
const char *
whin_brand_get_application_id (WhinBrand *self);     /* as g_application_id_is_valid() wants it */
const char *whin_brand_get_scheme (WhinBrand *self); /* lower case; "cloudsip" by default */
const char *whin_brand_get_cloud_id (
    WhinBrand *self); /* NULL: the sign-in screen asks for it, if there is a portal */
const char *
whin_brand_get_portal_url (WhinBrand *self);            /* NULL: no portal; brand.ini says it all */
const char *whin_brand_get_icon_path (WhinBrand *self); /* absolute path or NULL */
const char *whin_brand_get_accent_color (WhinBrand *self); /* "#rrggbb" or NULL */

/* Origins in the form of whin_origin_of_uri(), NULL-terminated; only ones that may be trusted. */
const char *const *whin_brand_get_trusted_origins (WhinBrand *self);

/* (element-type WhinWebTab): in the file's order; belongs to the brand. */
GPtrArray *whin_brand_get_web_tabs (WhinBrand *self);

/* (element-type utf8 utf8): node name → text or subtree; belongs to the brand. */
GHashTable *whin_brand_get_account_defaults (WhinBrand *self);

G_END_DECLS
