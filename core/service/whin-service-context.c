/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/service/whin-service-context.h"

#include "core/brand/whin-origin.h"

#include <glib/gi18n-lib.h>

#include <string.h>

struct _WhinServiceContext {
  GObject parent_instance;
  WhinHttp *http;
  WhinBrand *brand;
  WhinAccount *account;
  char *install_id;
  char *full_code;
  char *locale;
};

G_DEFINE_FINAL_TYPE (WhinServiceContext, whin_service_context, G_TYPE_OBJECT)

typedef struct {
  WhinServiceContext *context;
  GHashTable *values;
} Lookup;

static const char *
on_lookup (const char *scope, const char *key, gboolean *is_secret, gpointer data)
{
  Lookup *lookup = data;

  if (scope == NULL && lookup->values != NULL && g_hash_table_contains (lookup->values, key)) {
    *is_secret = whin_account_node_is_secret (key);
    return g_hash_table_lookup (lookup->values, key);
  }
  return whin_service_context_lookup (lookup->context, scope, key, is_secret);
}

/* "en_GB" of "en_GB.UTF-8"; "en" for the C locale. */
static char *
make_locale (void)
{
  const char *name = g_get_language_names ()[0];

  if (strcmp (name, "C") == 0 || strcmp (name, "POSIX") == 0 || g_str_has_prefix (name, "C."))
    return g_strdup ("en");
  return g_strndup (name, strcspn (name, ".@"));
}

static void
whin_service_context_finalize (GObject *object)
{
  WhinServiceContext *self = WHIN_SERVICE_CONTEXT (object);

  g_clear_object (&self->http);
  g_clear_object (&self->brand);
  g_clear_object (&self->account);
  g_free (self->install_id);
  g_free (self->full_code);
  g_free (self->locale);
  G_OBJECT_CLASS (whin_service_context_parent_class)->finalize (object);
}

static void
whin_service_context_class_init (WhinServiceContextClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = whin_service_context_finalize;
}

static void
whin_service_context_init (WhinServiceContext *self)
{
  self->install_id = g_strdup ("");
  self->full_code = g_strdup ("");
  self->locale = make_locale ();
}

WhinServiceContext *
whin_service_context_new (WhinHttp *http, WhinBrand *brand, WhinAccount *account)
{
  WhinServiceContext *self = g_object_new (WHIN_TYPE_SERVICE_CONTEXT, NULL);

  self->http = g_object_ref (http);
  self->brand = g_object_ref (brand);
  self->account = g_object_ref (account);
  return self;
}

WhinServiceContext *
whin_service_context_with_account (WhinServiceContext *self, WhinAccount *account)
{
  WhinServiceContext *other;

  g_return_val_if_fail (WHIN_IS_SERVICE_CONTEXT (self), NULL);
  other = whin_service_context_new (self->http, self->brand, account);
  whin_service_context_set_install_id (other, self->install_id);
  whin_service_context_set_full_code (other, self->full_code);
  return other;
}

WhinHttp *
whin_service_context_get_http (WhinServiceContext *self)
{
  g_return_val_if_fail (WHIN_IS_SERVICE_CONTEXT (self), NULL);
  return self->http;
}

WhinBrand *
whin_service_context_get_brand (WhinServiceContext *self)
{
  g_return_val_if_fail (WHIN_IS_SERVICE_CONTEXT (self), NULL);
  return self->brand;
}

WhinAccount *
whin_service_context_get_account (WhinServiceContext *self)
{
  g_return_val_if_fail (WHIN_IS_SERVICE_CONTEXT (self), NULL);
  return self->account;
}

void
whin_service_context_set_install_id (WhinServiceContext *self, const char *install_id)
{
  g_return_if_fail (WHIN_IS_SERVICE_CONTEXT (self));
  g_free (self->install_id);
  self->install_id = g_strdup (install_id);
}

const char *
whin_service_context_get_full_code (WhinServiceContext *self)
{
  g_return_val_if_fail (WHIN_IS_SERVICE_CONTEXT (self), NULL);
  return self->full_code;
}

void
whin_service_context_set_full_code (WhinServiceContext *self, const char *full_code)
{
  g_return_if_fail (WHIN_IS_SERVICE_CONTEXT (self));
  g_free (self->full_code);
  self->full_code = g_strdup (full_code != NULL ? full_code : "");
}

const char *
whin_service_context_lookup (WhinServiceContext *self,
                             const char *scope,
                             const char *key,
                             gboolean *is_secret)
{
  g_return_val_if_fail (WHIN_IS_SERVICE_CONTEXT (self), NULL);

  *is_secret = FALSE;
  if (scope != NULL) {
    if (strcmp (scope, "account") != 0)
      return NULL;
    *is_secret = whin_account_node_is_secret (key);
    return whin_account_get (self->account, key);
  }
  if (strcmp (key, "installid") == 0)
    return self->install_id;
  if (strcmp (key, "appid") == 0)
    return whin_brand_get_application_id (self->brand);
  if (strcmp (key, "locale") == 0)
    return self->locale;
  if (strcmp (key, "platform") == 0)
    return "Linux";
  if (strcmp (key, "version") == 0)
    return WHIN_VERSION;
  if (strcmp (key, "device") == 0)
    return "Desktop";
  if (strcmp (key, "fullcode") == 0)
    return self->full_code;
  return NULL;
}

char *
whin_service_context_expand (WhinServiceContext *self,
                             const char *text,
                             WhinLanding landing,
                             gboolean confidential,
                             GHashTable *values,
                             gboolean *holds_secret,
                             GError **error)
{
  Lookup lookup = {.context = self, .values = values};

  g_return_val_if_fail (WHIN_IS_SERVICE_CONTEXT (self), NULL);
  return whin_template_expand (text, landing, confidential, on_lookup, &lookup, holds_secret,
                               error);
}

char *
whin_service_context_expand_uri (WhinServiceContext *self,
                                 const char *text,
                                 GHashTable *values,
                                 gboolean *holds_secret,
                                 GError **error)
{
  g_autofree char *masked =
      whin_service_context_expand (self, text, WHIN_LANDING_URI, FALSE, values, NULL, error);
  g_autofree char *masked_origin = NULL;
  g_autofree char *uri = NULL;
  g_autofree char *origin = NULL;

  if (masked == NULL)
    return NULL;
  g_strstrip (masked);
  masked_origin = whin_origin_of_uri (masked);
  uri = whin_service_context_expand (
      self, text, WHIN_LANDING_URI, whin_uri_is_confidential (masked), values, holds_secret, error);
  if (uri == NULL)
    return NULL;
  g_strstrip (uri);
  origin = whin_origin_of_uri (uri);
  if (origin == NULL || g_strcmp0 (origin, masked_origin) != 0) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                         _ ("The provider’s address for this is not valid."));
    return NULL;
  }
  return g_steal_pointer (&uri);
}
