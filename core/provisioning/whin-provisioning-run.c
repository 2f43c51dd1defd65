/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/provisioning/whin-provisioning-run.h"

#include "core/account/whin-account-xml.h"
#include "core/service/whin-xml.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/* One pass through the parts of provisioning, in their order (wire-protocols, section 3). */

typedef struct {
  WhinServiceContext *context;
  WhinProvisioningServices services;
  WhinProvisionParts parts; /* still to be done */
  WhinProvisionParts part;  /* under way */
  GHashTable *login_values; /* of a first login, or NULL */
  WhinProvisioningOutcome *outcome;
} Run;

static void
run_free (gpointer data)
{
  Run *self = data;

  g_object_unref (self->context);
  g_object_unref (self->services.portal);
  g_object_unref (self->services.global);
  g_object_unref (self->services.initial);
  g_object_unref (self->services.external);
  g_clear_pointer (&self->login_values, g_hash_table_unref);
  g_clear_pointer (&self->outcome, whin_provisioning_outcome_free);
  g_free (self);
}

static gboolean
take_portal (Run *self, const char *data, gsize length, GError **error)
{
  g_autoptr (WhinBrandAnswer) brand = whin_brand_answer_parse (data, length, error);

  if (brand == NULL || !whin_account_merge (whin_service_context_get_account (self->context),
                                            WHIN_LAYER_PORTAL, brand->values, TRUE, error))
    return FALSE;
  self->outcome->brand = g_steal_pointer (&brand);
  return TRUE;
}

static gboolean
take_global (Run *self, const WhinAnswer *answer, GError **error)
{
  g_autoptr (WhinXml) xml = whin_xml_parse (g_bytes_get_data (answer->body, NULL),
                                            g_bytes_get_size (answer->body), error);

  if (xml == NULL)
    return FALSE;
  self->outcome->quick_dials = g_bytes_ref (answer->body);
  return TRUE;
}

static gboolean
take_account (Run *self, const char *data, gsize length, GError **error)
{
  g_autoptr (GPtrArray) values = whin_account_xml_parse (data, length, error);

  return values != NULL && whin_account_merge (whin_service_context_get_account (self->context),
                                               WHIN_LAYER_PROVISIONING, values, FALSE, error);
}

/* Takes the answer over, or sets an error with a text for people. */
static gboolean
take_answer (Run *self, const WhinAnswer *answer, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (answer->body, &length);
  g_autoptr (GError) cause = NULL;
  gboolean is_taken = FALSE;

  if (!whin_answer_is_success (answer)) {
    g_autofree char *text = whin_answer_dup_error_text (answer);

    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, text);
    return FALSE;
  }
  if (!whin_answer_is_xml (answer))
    g_set_error (&cause, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "the content type is “%s”",
                 answer->content_type);
  else if (self->part == WHIN_PROVISION_PORTAL)
    is_taken = take_portal (self, data, length, &cause);
  else if (self->part == WHIN_PROVISION_GLOBAL)
    is_taken = take_global (self, answer, &cause);
  else
    is_taken = take_account (self, data, length, &cause);
  if (!is_taken) {
    g_message ("Provisioning can’t be read: %s", cause->message);
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                         _ ("The server’s answer can’t be read."));
  }
  return is_taken;
}

/* Missing quick dials must not hide that the account was refused. */
static void
note_failure (Run *self, GError *error)
{
  WhinProvisioningOutcome *outcome = self->outcome;
  gboolean is_essential = self->part != WHIN_PROVISION_GLOBAL;

  if (outcome->error != NULL && (outcome->is_essential || !is_essential)) {
    g_error_free (error);
    return;
  }
  g_clear_error (&outcome->error);
  outcome->error = error;
  outcome->is_essential = is_essential;
}

static void run_next (GTask *task);

static void
on_answer (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Run *self = g_task_get_task_data (task);
  WhinWebService *service = WHIN_WEB_SERVICE (source);
  GError *error = NULL;
  g_autoptr (WhinAnswer) answer = whin_web_service_call_finish (service, result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_task_return_error (task, error);
    return;
  }
  if (answer != NULL && answer->status != 304 && take_answer (self, answer, &error))
    whin_web_service_accept (service, result, answer);
  if (error != NULL)
    note_failure (self, error);
  run_next (task);
}

static char *
make_portal_uri (WhinServiceContext *context)
{
  const char *portal = whin_brand_get_portal_url (whin_service_context_get_brand (context));
  const char *code = whin_service_context_get_full_code (context);
  g_autofree char *escaped = NULL;

  if (portal == NULL || *code == '\0')
    return NULL;
  escaped = g_uri_escape_string (code, NULL, FALSE);
  return g_strconcat (portal, "/brand/", escaped, NULL);
}

static WhinWebService *
choose_service (Run *self)
{
  if (self->part == WHIN_PROVISION_PORTAL)
    return self->services.portal;
  if (self->part == WHIN_PROVISION_GLOBAL)
    return self->services.global;
  if (self->login_values != NULL &&
      whin_web_service_is_configured (self->services.initial, self->context))
    return self->services.initial;
  return self->services.external;
}

/* Begins the next part that is configured; ends the run when there is none. */
static void
run_next (GTask *task)
{
  Run *self = g_task_get_task_data (task);

  while (self->parts != 0 && !(self->login_values != NULL && self->outcome->error != NULL &&
                               self->outcome->is_essential)) {
    WhinServiceCall call = {.values = self->login_values,
                            .is_conditional = self->login_values == NULL};
    g_autofree char *portal_uri = NULL;
    WhinWebService *service;

    self->part = self->parts & -self->parts; /* the lowest bit */
    self->parts &= ~self->part;
    service = choose_service (self);
    if (self->part == WHIN_PROVISION_PORTAL) {
      portal_uri = make_portal_uri (self->context);
      call.uri = portal_uri;
    }
    if (call.uri == NULL && !whin_web_service_is_configured (service, self->context))
      continue;
    whin_web_service_call_async (service, self->context, &call, g_task_get_cancellable (task),
                                 on_answer, g_object_ref (task));
    return;
  }
  g_task_return_pointer (task, g_steal_pointer (&self->outcome),
                         (GDestroyNotify)whin_provisioning_outcome_free);
}

static GHashTable *
make_login_values (WhinServiceContext *context, const WhinLogin *login)
{
  GHashTable *values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  g_hash_table_insert (values, g_strdup ("username"),
                       g_strdup (login->username != NULL ? login->username : ""));
  g_hash_table_insert (values, g_strdup ("password"),
                       g_strdup (login->password != NULL ? login->password : ""));
  g_hash_table_insert (values, g_strdup ("fullcode"),
                       g_strdup (whin_service_context_get_full_code (context)));
  return values;
}

void
whin_provisioning_outcome_free (WhinProvisioningOutcome *self)
{
  g_clear_pointer (&self->brand, whin_brand_answer_free);
  g_clear_pointer (&self->quick_dials, g_bytes_unref);
  g_clear_error (&self->error);
  g_free (self);
}

void
whin_provisioning_run_async (WhinServiceContext *context,
                             const WhinProvisioningServices *services,
                             WhinProvisionParts parts,
                             const WhinLogin *login,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Run *self = g_new0 (Run, 1);

  self->context = g_object_ref (context);
  self->services.portal = g_object_ref (services->portal);
  self->services.global = g_object_ref (services->global);
  self->services.initial = g_object_ref (services->initial);
  self->services.external = g_object_ref (services->external);
  self->parts = parts & WHIN_PROVISION_ALL;
  self->login_values = login != NULL ? make_login_values (context, login) : NULL;
  self->outcome = g_new0 (WhinProvisioningOutcome, 1);
  g_task_set_task_data (task, self, run_free);
  run_next (task);
}

WhinProvisioningOutcome *
whin_provisioning_run_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
