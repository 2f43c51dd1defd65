/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/session/whin-session.h"

#include "core/account/whin-account-private.h"
#include "core/balance/whin-balance-private.h"
#include "core/brand/whin-origin.h"
#include "core/call-log/whin-call-log-private.h"
#include "core/provisioning/whin-provisioner-private.h"
#include "core/quick-dial/whin-quick-dial-list.h"
#include "core/service/whin-json.h"
#include "core/session/whin-session-files.h"
#include "core/session/whin-session-record.h"
#include "core/store/whin-catalogue-private.h"
#include "core/store/whin-purchase-private.h"

#include <glib/gi18n-lib.h>

#include <string.h>

#define FLUSH_US (2 * G_USEC_PER_SEC)

struct _WhinSession {
  GObject parent_instance;
  WhinBrand *brand;
  WhinSessionFiles *files;
  WhinSessionRecord record;
  WhinHttp *http;
  WhinServiceContext *context;
  WhinAccount *account;
  WhinBalance *balance;
  WhinProvisioner *provisioner;
  WhinCatalogue *catalogue;
  WhinPurchase *purchase;
  WhinCallLog *call_log;
  WhinWebCallback *web_callback;
  WhinQuickDialList *quick_dials;
  GListStore *web_tabs;
  WhinSessionState state;
  guint save_id; /* the account is to be saved when the main loop is idle */
};

G_DEFINE_FINAL_TYPE (WhinSession, whin_session, G_TYPE_OBJECT)

enum { PROP_0, PROP_STATE, N_PROPS };
enum { NOTICE, N_SIGNALS };

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static void
set_state (WhinSession *self, WhinSessionState state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

static void
notice (WhinSession *self, const char *text)
{
  g_signal_emit (self, signals[NOTICE], 0, text);
}

static WhinAccountDocument *
make_document (WhinSession *self)
{
  JsonObject *document = json_object_new ();
  GHashTable *secrets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  json_object_set_int_member (document, "version", 1);
  json_object_set_array_member (document, "values", whin_account_to_json (self->account, secrets));
  whin_session_record_to_json (&self->record, document);
  return whin_account_document_new (document, secrets);
}

static void
on_account_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WhinSession) self = data;

  if (!whin_account_file_save_finish (WHIN_ACCOUNT_FILE (source), result, NULL))
    notice (self, _ ("The account could not be saved on this computer."));
}

static gboolean
save_account (gpointer data)
{
  WhinSession *self = data;

  self->save_id = 0;
  if (self->state == WHIN_SESSION_SIGNED_IN)
    whin_account_file_save_async (self->files->account, make_document (self), on_account_saved,
                                  g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
save_account_soon (WhinSession *self)
{
  if (self->state == WHIN_SESSION_SIGNED_IN && self->save_id == 0)
    self->save_id = g_idle_add_full (G_PRIORITY_DEFAULT, save_account, self, NULL);
}

static void
on_quick_dials_changed (WhinSession *self)
{
  g_autoptr (GBytes) content = NULL;

  if (self->state == WHIN_SESSION_LOADING)
    return;
  if (g_list_model_get_n_items (G_LIST_MODEL (self->quick_dials)) > 0)
    content = whin_quick_dial_list_to_bytes (self->quick_dials);
  whin_state_file_save_async (self->files->quick_dials, content, NULL, NULL);
}

static gboolean
tabs_are_equal (GListModel *model, GPtrArray *tabs)
{
  if (g_list_model_get_n_items (model) != tabs->len)
    return FALSE;
  for (guint i = 0; i < tabs->len; i++) {
    g_autoptr (WhinWebTab) old = g_list_model_get_item (model, i);
    WhinWebTab *new = g_ptr_array_index (tabs, i);

    if (strcmp (whin_web_tab_get_id (old), whin_web_tab_get_id (new)) != 0 ||
        strcmp (whin_web_tab_get_title (old), whin_web_tab_get_title (new)) != 0 ||
        strcmp (whin_web_tab_get_icon_name (old), whin_web_tab_get_icon_name (new)) != 0 ||
        strcmp (whin_web_tab_get_uri_template (old), whin_web_tab_get_uri_template (new)) != 0)
      return FALSE;
  }
  return TRUE;
}

/* The portal's tabs, else the brand file's. An open tab stays open unless something is new. */
static void
update_web_tabs (WhinSession *self)
{
  GPtrArray *tabs =
      self->record.web_tabs != NULL ? self->record.web_tabs : whin_brand_get_web_tabs (self->brand);

  if (!tabs_are_equal (G_LIST_MODEL (self->web_tabs), tabs))
    g_list_store_splice (self->web_tabs, 0,
                         g_list_model_get_n_items (G_LIST_MODEL (self->web_tabs)), tabs->pdata,
                         tabs->len);
}

static void
on_brand (WhinSession *self, WhinBrandAnswer *brand)
{
  g_clear_pointer (&self->record.web_tabs, g_ptr_array_unref);
  self->record.web_tabs = g_ptr_array_ref (brand->web_tabs);
  g_clear_pointer (&self->record.trusted_origins, g_strfreev);
  self->record.trusted_origins = g_strdupv (brand->trusted_origins);
  update_web_tabs (self);
  save_account_soon (self);
}

/* brand.ini says it all where there is no portal; it may be newer than what was kept. */
static void
take_brand_defaults (WhinSession *self)
{
  g_autoptr (GPtrArray) values = NULL;
  g_autoptr (GError) error = NULL;

  if (whin_brand_get_portal_url (self->brand) != NULL)
    return;
  values = whin_provisioner_dup_brand_values (self->brand);
  if (!whin_account_merge (self->account, WHIN_LAYER_PORTAL, values, TRUE, &error))
    g_message ("The brand’s account defaults can’t be used: %s", error->message);
}

static void
start_services (WhinSession *self, gboolean is_fresh)
{
  whin_provisioner_start (self->provisioner, is_fresh);
  whin_balance_start (self->balance);
}

static gboolean
take_document (WhinSession *self, WhinAccountDocument *document, GError **error)
{
  JsonArray *values = whin_json_get_array (document->document, "values");

  if (values == NULL) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                         "the stored account is damaged");
    return FALSE;
  }
  if (!whin_account_from_json (self->account, values, document->secrets, error))
    return FALSE;
  whin_session_record_clear (&self->record);
  whin_session_record_from_json (&self->record, document->document);
  return TRUE;
}

/* Everything that is known without an account is back; @kept of the load's task. */
static void
on_account_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  WhinSession *self = g_task_get_source_object (task);
  WhinSessionKept *kept = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (WhinAccountDocument) document =
      whin_account_file_load_finish (WHIN_ACCOUNT_FILE (source), result, &error);

  if (document == NULL || !take_document (self, document, &error)) {
    set_state (self, WHIN_SESSION_SIGNED_OUT);
    if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)) {
      g_error_free (error);
      g_task_return_boolean (task, TRUE);
    } else {
      g_message ("The account can’t be read: %s", error->message);
      g_task_return_error (task, error);
    }
    return;
  }
  whin_service_context_set_full_code (self->context, self->record.full_code);
  take_brand_defaults (self);
  update_web_tabs (self);
  if (kept->balance != NULL)
    whin_balance_restore (self->balance, kept->balance);
  if (kept->quick_dials != NULL)
    whin_quick_dial_list_restore (self->quick_dials, kept->quick_dials);
  if (kept->calls != NULL)
    whin_call_log_restore (self->call_log, kept->calls);
  set_state (self, WHIN_SESSION_SIGNED_IN);
  start_services (self, FALSE);
  whin_purchase_resume (self->purchase, kept->purchase);
  g_task_return_boolean (task, TRUE);
}

static void
on_files_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  WhinSession *self = g_task_get_source_object (task);
  GError *error = NULL;
  WhinSessionKept *kept = whin_session_files_load_finish (result, &error);

  if (kept == NULL) {
    set_state (self, WHIN_SESSION_SIGNED_OUT);
    g_task_return_error (task, error);
    return;
  }
  g_task_set_task_data (task, kept, (GDestroyNotify)whin_session_kept_free);
  whin_service_context_set_install_id (self->context, kept->install_id);
  whin_account_file_load_async (self->files->account, g_task_get_cancellable (task),
                                on_account_loaded, g_object_ref (task));
}

static void
on_first_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  WhinSession *self = g_task_get_source_object (task);

  if (!whin_account_file_save_finish (WHIN_ACCOUNT_FILE (source), result, NULL))
    notice (self, _ ("The account could not be saved on this computer."));
  g_task_return_boolean (task, TRUE);
}

static void
on_signed_in (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  WhinSession *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!whin_provisioner_sign_in_finish (WHIN_PROVISIONER (source), result, &error)) {
    whin_service_context_set_full_code (self->context, "");
    set_state (self, WHIN_SESSION_SIGNED_OUT);
    g_task_return_error (task, error);
    return;
  }
  g_free (self->record.full_code);
  self->record.full_code = g_strdup (whin_service_context_get_full_code (self->context));
  /* What is still there is of an account that could not be read: another's, for all we know. */
  whin_purchase_forget (self->purchase);
  whin_call_log_clear (self->call_log);
  set_state (self, WHIN_SESSION_SIGNED_IN);
  whin_account_file_save_async (self->files->account, make_document (self), on_first_saved,
                                g_object_ref (task));
  start_services (self, TRUE);
}

/* The cloud ID that counts, with its "*"; NULL with an error. (transfer full) */
static char *
choose_full_code (WhinSession *self, const WhinLogin *login, GError **error)
{
  g_autofree char *built_in = g_strdup (whin_brand_get_cloud_id (self->brand));
  gboolean is_test = login->test;

  if (built_in != NULL && g_str_has_suffix (built_in, "*")) {
    built_in[strlen (built_in) - 1] = '\0';
    is_test = TRUE;
  }
  if (built_in != NULL && login->cloud_id != NULL &&
      g_ascii_strcasecmp (built_in, login->cloud_id) != 0) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                         _ ("This sign-in is for another provider."));
    return NULL;
  }
  if (built_in == NULL && login->cloud_id == NULL) {
    if (whin_brand_get_portal_url (self->brand) == NULL)
      return g_strdup ("");
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                         _ ("Enter your cloud ID."));
    return NULL;
  }
  return g_strconcat (built_in != NULL ? built_in : login->cloud_id, is_test ? "*" : "", NULL);
}

static void
on_removed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (whin_account_file_save_finish (WHIN_ACCOUNT_FILE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
whin_session_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_STATE)
    g_value_set_uint (value, WHIN_SESSION (object)->state);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
whin_session_dispose (GObject *object)
{
  WhinSession *self = WHIN_SESSION (object);

  g_clear_handle_id (&self->save_id, g_source_remove);
  /* Each is run down first: requests under way hold references of their own. */
  if (self->provisioner != NULL)
    g_signal_handlers_disconnect_by_data (self->provisioner, self);
  if (self->quick_dials != NULL)
    g_signal_handlers_disconnect_by_data (self->quick_dials, self);
  if (self->account != NULL)
    g_signal_handlers_disconnect_by_data (self->account, self);
  if (self->purchase != NULL)
    g_signal_handlers_disconnect_by_data (self->purchase, self);
  if (self->provisioner != NULL)
    g_object_run_dispose (G_OBJECT (self->provisioner));
  if (self->balance != NULL)
    g_object_run_dispose (G_OBJECT (self->balance));
  if (self->catalogue != NULL)
    g_object_run_dispose (G_OBJECT (self->catalogue));
  if (self->purchase != NULL)
    g_object_run_dispose (G_OBJECT (self->purchase));
  if (self->web_callback != NULL)
    g_object_run_dispose (G_OBJECT (self->web_callback));
  g_clear_object (&self->provisioner);
  g_clear_object (&self->balance);
  g_clear_object (&self->catalogue);
  g_clear_object (&self->purchase);
  g_clear_object (&self->call_log);
  g_clear_object (&self->web_callback);
  g_clear_object (&self->quick_dials);
  g_clear_object (&self->web_tabs);
  g_clear_object (&self->context);
  g_clear_object (&self->http);
  g_clear_object (&self->account);
  g_clear_object (&self->brand);
  g_clear_pointer (&self->files, whin_session_files_free);
  whin_session_record_clear (&self->record);
  G_OBJECT_CLASS (whin_session_parent_class)->dispose (object);
}

static void
whin_session_class_init (WhinSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = whin_session_get_property;
  object_class->dispose = whin_session_dispose;
  props[PROP_STATE] = g_param_spec_uint (
      "state", NULL, NULL, WHIN_SESSION_LOADING, WHIN_SESSION_SIGNED_IN, WHIN_SESSION_LOADING,
      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[NOTICE] = g_signal_new ("notice", WHIN_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
whin_session_init (WhinSession *self)
{
  self->account = whin_account_new ();
  self->quick_dials = whin_quick_dial_list_new ();
  self->web_tabs = g_list_store_new (WHIN_TYPE_WEB_TAB);
}

WhinSession *
whin_session_new (WhinBrand *brand, const char *data_dir)
{
  WhinSession *self;

  g_return_val_if_fail (WHIN_IS_BRAND (brand), NULL);
  g_return_val_if_fail (data_dir != NULL, NULL);

  self = g_object_new (WHIN_TYPE_SESSION, NULL);
  self->brand = g_object_ref (brand);
  self->files = whin_session_files_new (data_dir, whin_brand_get_application_id (brand));
  self->http = whin_http_new (whin_brand_get_name (brand));
  self->context = whin_service_context_new (self->http, brand, self->account);
  self->balance = whin_balance_new (self->context, self->files->balance);
  self->provisioner = whin_provisioner_new (self->context, self->quick_dials);
  self->catalogue = whin_catalogue_new (self->context);
  self->purchase = whin_purchase_new (self->context, self->files->purchase);
  self->call_log = whin_call_log_new (self->files->calls, self->files->damaged_calls);
  self->web_callback = whin_web_callback_new (self->context);
  update_web_tabs (self);
  g_signal_connect_swapped (self->account, "changed", G_CALLBACK (save_account_soon), self);
  g_signal_connect_swapped (self->quick_dials, "items-changed", G_CALLBACK (on_quick_dials_changed),
                            self);
  g_signal_connect_swapped (self->provisioner, "brand", G_CALLBACK (on_brand), self);
  g_signal_connect_swapped (self->provisioner, "failed", G_CALLBACK (notice), self);
  g_signal_connect_swapped (self->purchase, "paid", G_CALLBACK (whin_balance_check_fresh),
                            self->balance);
  return self;
}

void
whin_session_load_async (WhinSession *self,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (WHIN_IS_SESSION (self));
  g_return_if_fail (self->state == WHIN_SESSION_LOADING);
  whin_session_files_load_async (self->files, cancellable, on_files_loaded, task);
}

gboolean
whin_session_load_finish (WhinSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
whin_session_sign_in_async (WhinSession *self,
                            const WhinLogin *login,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *full_code = NULL;
  GError *error = NULL;

  g_return_if_fail (WHIN_IS_SESSION (self));
  g_return_if_fail (login != NULL);

  g_task_set_check_cancellable (task, FALSE);
  if (self->state != WHIN_SESSION_SIGNED_OUT) {
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_BUSY, "%s",
                             self->state == WHIN_SESSION_SIGNED_IN
                                 ? _ ("Sign out first to use another account.")
                                 : _ ("The phone is busy. Try again in a moment."));
    return;
  }
  if (login->username == NULL || *login->username == '\0') {
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "%s",
                             _ ("Enter your user name."));
    return;
  }
  full_code = choose_full_code (self, login, &error);
  if (full_code == NULL) {
    g_task_return_error (task, error);
    return;
  }
  whin_service_context_set_full_code (self->context, full_code);
  set_state (self, WHIN_SESSION_SIGNING_IN);
  whin_provisioner_sign_in_async (self->provisioner, login, cancellable, on_signed_in,
                                  g_steal_pointer (&task));
}

gboolean
whin_session_sign_in_finish (WhinSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
whin_session_sign_out_async (WhinSession *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (WHIN_IS_SESSION (self));

  g_task_set_check_cancellable (task, FALSE);
  if (self->state == WHIN_SESSION_LOADING || self->state == WHIN_SESSION_SIGNING_IN) {
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_BUSY, "%s",
                             _ ("The phone is busy. Try again in a moment."));
    return;
  }
  g_clear_handle_id (&self->save_id, g_source_remove);
  set_state (self, WHIN_SESSION_SIGNED_OUT);
  whin_provisioner_forget (self->provisioner);
  whin_balance_forget (self->balance);
  whin_catalogue_forget (self->catalogue);
  whin_purchase_forget (self->purchase);
  whin_call_log_clear (self->call_log);
  whin_web_callback_forget (self->web_callback);
  whin_quick_dial_list_clear (self->quick_dials);
  whin_state_file_save_async (self->files->quick_dials, NULL, NULL, NULL);
  whin_account_clear (self->account);
  whin_session_record_clear (&self->record);
  whin_service_context_set_full_code (self->context, "");
  update_web_tabs (self);
  whin_account_file_save_async (self->files->account, NULL, on_removed, g_steal_pointer (&task));
}

gboolean
whin_session_sign_out_finish (WhinSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
whin_session_flush (WhinSession *self)
{
  g_return_if_fail (WHIN_IS_SESSION (self));

  if (self->save_id != 0) {
    g_clear_handle_id (&self->save_id, g_source_remove);
    save_account (self);
  }
  whin_call_log_flush (self->call_log);
  whin_session_files_wait (self->files, g_get_monotonic_time () + FLUSH_US);
}

char *
whin_session_dup_web_tab_uri (WhinSession *self, WhinWebTab *tab)
{
  g_autoptr (GError) error = NULL;
  char *uri;

  g_return_val_if_fail (WHIN_IS_SESSION (self), NULL);
  g_return_val_if_fail (WHIN_IS_WEB_TAB (tab), NULL);

  uri = whin_service_context_expand_uri (self->context, whin_web_tab_get_uri_template (tab), NULL,
                                         NULL, &error);
  if (uri == NULL)
    g_message ("A web tab has no address: %s", error->message);
  return uri;
}

char **
whin_session_dup_trusted_origins (WhinSession *self, WhinWebTab *tab)
{
  g_autoptr (GStrvBuilder) origins = g_strv_builder_new ();
  g_autofree char *uri = NULL;
  g_autofree char *own = NULL;
  const char *const *listed;

  g_return_val_if_fail (WHIN_IS_SESSION (self), NULL);
  g_return_val_if_fail (WHIN_IS_WEB_TAB (tab), NULL);

  uri = whin_session_dup_web_tab_uri (self, tab);
  own = whin_origin_of_uri (uri);
  listed = self->record.trusted_origins != NULL ? (const char *const *)self->record.trusted_origins
                                                : whin_brand_get_trusted_origins (self->brand);
  if (whin_origin_may_be_trusted (own))
    g_strv_builder_add (origins, own);
  for (; *listed != NULL; listed++) {
    if (g_strcmp0 (*listed, own) != 0)
      g_strv_builder_add (origins, *listed);
  }
  return g_strv_builder_end (origins);
}

gboolean
whin_session_trusts (WhinSession *self, WhinWebTab *tab, const char *uri)
{
  g_auto (GStrv) origins = whin_session_dup_trusted_origins (self, tab);
  g_autofree char *origin = whin_origin_of_uri (uri);

  return origin != NULL && g_strv_contains ((const char *const *)origins, origin);
}

WhinSessionState
whin_session_get_state (WhinSession *self)
{
  g_return_val_if_fail (WHIN_IS_SESSION (self), WHIN_SESSION_SIGNED_OUT);
  return self->state;
}

WhinBrand *
whin_session_get_brand (WhinSession *self)
{
  g_return_val_if_fail (WHIN_IS_SESSION (self), NULL);
  return self->brand;
}

WhinAccount *
whin_session_get_account (WhinSession *self)
{
  g_return_val_if_fail (WHIN_IS_SESSION (self), NULL);
  return self->account;
}

WhinBalance *
whin_session_get_balance (WhinSession *self)
{
  g_return_val_if_fail (WHIN_IS_SESSION (self), NULL);
  return self->balance;
}

WhinProvisioner *
whin_session_get_provisioner (WhinSession *self)
{
  g_return_val_if_fail (WHIN_IS_SESSION (self), NULL);
  return self->provisioner;
}

WhinCatalogue *
whin_session_get_catalogue (WhinSession *self)
{
  g_return_val_if_fail (WHIN_IS_SESSION (self), NULL);
  return self->catalogue;
}

WhinPurchase *
whin_session_get_purchase (WhinSession *self)
{
  g_return_val_if_fail (WHIN_IS_SESSION (self), NULL);
  return self->purchase;
}

WhinCallLog *
whin_session_get_call_log (WhinSession *self)
{
  g_return_val_if_fail (WHIN_IS_SESSION (self), NULL);
  return self->call_log;
}

WhinWebCallback *
whin_session_get_web_callback (WhinSession *self)
{
  g_return_val_if_fail (WHIN_IS_SESSION (self), NULL);
  return self->web_callback;
}

GListModel *
whin_session_get_quick_dials (WhinSession *self)
{
  g_return_val_if_fail (WHIN_IS_SESSION (self), NULL);
  return G_LIST_MODEL (self->quick_dials);
}

GListModel *
whin_session_get_web_tabs (WhinSession *self)
{
  g_return_val_if_fail (WHIN_IS_SESSION (self), NULL);
  return G_LIST_MODEL (self->web_tabs);
}
