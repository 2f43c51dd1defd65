/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "core/account/whin-account.h"
#include "core/brand/whin-brand.h"
#include "core/service/whin-http.h"
#include "core/service/whin-template.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WhinServiceContext:
 *
 * What web services know of the phone: how to send, and the values that their templates may name
 * (wire-protocols, section 1).
 */
#define WHIN_TYPE_SERVICE_CONTEXT (whin_service_context_get_type ())
G_DECLARE_FINAL_TYPE (WhinServiceContext, whin_service_context, WHIN, SERVICE_CONTEXT, GObject)

WhinServiceContext *
whin_service_context_new (WhinHttp *http, WhinBrand *brand, WhinAccount *account);

/* The same phone with another account, for a sign-in that may yet fail. (transfer full) */
WhinServiceContext *whin_service_context_with_account (WhinServiceContext *self,
                                                       WhinAccount *account);

/* (transfer none) */
WhinHttp *whin_service_context_get_http (WhinServiceContext *self);
WhinBrand *whin_service_context_get_brand (WhinServiceContext *self);
WhinAccount *whin_service_context_get_account (WhinServiceContext *self);

/* 32 hexadecimal digits, made at the first start and kept; "" before it is known. */
void whin_service_context_set_install_id (WhinServiceContext *self, const char *install_id);

/* The cloud ID with its "*" (`%fullcode%`), "" when there is none. */
const char *whin_service_context_get_full_code (WhinServiceContext *self);
void whin_service_context_set_full_code (WhinServiceContext *self, const char *full_code);

/* The value of `%key%` (@scope is NULL) or `%scope[key]%`, NULL when unknown; belongs to the
 * context until the account's next change. */
const char *whin_service_context_lookup (WhinServiceContext *self,
                                         const char *scope,
                                         const char *key,
                                         gboolean *is_secret);

/**
 * whin_service_context_expand_uri:
 * @values: (nullable) (element-type utf8 utf8): further global values, which come first
 * @holds_secret: (out) (optional)
 *
 * Expands an address. Whether secrets may go in is decided by the address without them.
 *
 * Errors: G_IO_ERROR_INVALID_ARGUMENT when it becomes no http or https address.
 */
char *whin_service_context_expand_uri (WhinServiceContext *self,
                                       const char *text,
                                       GHashTable *values,
                                       gboolean *holds_secret,
                                       GError **error);

/* Expands a text that goes to an address which is @confidential or not. Errors: as
 * whin_template_expand(). */
char *whin_service_context_expand (WhinServiceContext *self,
                                   const char *text,
                                   WhinLanding landing,
                                   gboolean confidential,
                                   GHashTable *values,
                                   gboolean *holds_secret,
                                   GError **error);

G_END_DECLS
