/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/provisioning/whin-provisioner-private.h"

#include "core/account/whin-account-private.h"
#include "core/provisioning/whin-provisioning-run.h"
#include "core/service/whin-pace.h"

#include <glib/gi18n-lib.h>

/*
 * Every run works on a copy of the account. The copy's provider layers are taken over at once and
 * only when they make a whole account (with a title), so nobody ever sees half a run, and what the
 * person edited meanwhile stays.
 */

#define MIN_INTERVAL_SECONDS 10
#define MAX_INTERVAL_SECONDS (7 * 86400)

struct _WhinProvisioner {
  GObject parent_instance;
  WhinServiceContext *context;
  WhinQuickDialList *quick_dials;
  WhinProvisioningServices services;
  WhinPace *pace;
  GCancellable *cancellable; /* of the run under way, or NULL */
  guint timer_id;
  gboolean is_started;
  gboolean is_asked; /* somebody else than the timer asked for the run */

  gboolean busy;
  char *error;
  GDateTime *finished_at;
};

G_DEFINE_FINAL_TYPE (WhinProvisioner, whin_provisioner, G_TYPE_OBJECT)

enum { PROP_0, PROP_BUSY, PROP_ERROR, PROP_FINISHED_AT, N_PROPS };
enum { BRAND, FAILED, N_SIGNALS };

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static void
set_busy (WhinProvisioner *self, gboolean busy)
{
  if (self->busy == busy)
    return;
  self->busy = busy;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BUSY]);
}

static void
set_error (WhinProvisioner *self, const char *text)
{
  gboolean is_new = g_strcmp0 (self->error, text) != 0;

  if (is_new) {
    g_free (self->error);
    self->error = g_strdup (text);
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ERROR]);
  }
  if (text != NULL && (is_new || self->is_asked))
    g_signal_emit (self, signals[FAILED], 0, text);
}

static void
set_finished_at (WhinProvisioner *self, GDateTime *time)
{
  g_clear_pointer (&self->finished_at, g_date_time_unref);
  self->finished_at = time;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FINISHED_AT]);
}

static void
forget_validators (WhinProvisioner *self)
{
  whin_web_service_forget (self->services.portal);
  whin_web_service_forget (self->services.global);
  whin_web_service_forget (self->services.initial);
  whin_web_service_forget (self->services.external);
}

static gboolean
on_interval (gpointer data)
{
  WhinProvisioner *self = data;

  self->timer_id = 0;
  whin_pace_request (self->pace, WHIN_PROVISION_ALL, FALSE);
  return G_SOURCE_REMOVE;
}

/* Up to a tenth sooner or later, so that not all phones of a provider ask in the same second. */
static void
schedule (WhinProvisioner *self)
{
  WhinAccount *account = whin_service_context_get_account (self->context);
  const char *text = whin_account_get_text (account, "extProvInterval");
  guint64 seconds = WHIN_PROVISIONER_INTERVAL_SECONDS;
  guint64 given;

  g_clear_handle_id (&self->timer_id, g_source_remove);
  if (!self->is_started)
    return;
  if (g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT32, &given, NULL))
    seconds = CLAMP (given, MIN_INTERVAL_SECONDS, MAX_INTERVAL_SECONDS);
  self->timer_id = g_timeout_add (
      (guint)((gdouble)seconds * 1000 * g_random_double_range (0.9, 1.1)), on_interval, self);
}

/* Takes a finished run over. */
static gboolean
commit (WhinProvisioner *self,
        WhinAccount *candidate,
        const WhinProvisioningOutcome *outcome,
        GError **error)
{
  WhinAccount *account = whin_service_context_get_account (self->context);

  if (*whin_account_get_text (candidate, "title") == '\0') {
    forget_validators (self);
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                         _ ("The provider’s settings hold no account title."));
    return FALSE;
  }
  /* Tabs first: whoever hears of the account finds them. */
  if (outcome->brand != NULL)
    g_signal_emit (self, signals[BRAND], 0, outcome->brand);
  whin_account_take_provider_layers (account, candidate);
  if (outcome->quick_dials != NULL &&
      !whin_quick_dial_list_merge (self->quick_dials, g_bytes_get_data (outcome->quick_dials, NULL),
                                   g_bytes_get_size (outcome->quick_dials), NULL))
    g_message ("The quick dials can’t be read");
  return TRUE;
}

/* Carries a run's candidate to its end. */
typedef struct {
  WhinProvisioner *provisioner;
  WhinAccount *candidate;
} Update;

static void
update_free (Update *update)
{
  g_object_unref (update->provisioner);
  g_object_unref (update->candidate);
  g_free (update);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Update, update_free)

static void
on_updated (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Update) update = data;
  WhinProvisioner *self = update->provisioner;
  g_autoptr (GError) error = NULL;
  g_autoptr (WhinProvisioningOutcome) outcome = whin_provisioning_run_finish (result, &error);

  if (outcome == NULL) /* cancelled: whoever did has cleaned up */
    return;
  g_clear_object (&self->cancellable);
  if (outcome->error != NULL)
    error = g_error_copy (outcome->error);
  commit (self, update->candidate, outcome, error == NULL ? &error : NULL);
  set_finished_at (self, g_date_time_new_now_utc ());
  set_error (self, error != NULL ? error->message : NULL);
  self->is_asked = FALSE;
  set_busy (self, FALSE);
  schedule (self);
  whin_pace_done (self->pace);
}

/* The pace lets a run go. */
static void
on_turn (guint parts, gpointer data)
{
  WhinProvisioner *self = data;
  Update *update = g_new0 (Update, 1);
  g_autoptr (WhinServiceContext) context = NULL;

  update->provisioner = g_object_ref (self);
  update->candidate = whin_account_copy (whin_service_context_get_account (self->context));
  context = whin_service_context_with_account (self->context, update->candidate);
  self->cancellable = g_cancellable_new ();
  set_busy (self, TRUE);
  whin_provisioning_run_async (context, &self->services, parts, NULL, self->cancellable, on_updated,
                               update);
}

static void
on_signed_in (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  WhinProvisioner *self = g_task_get_source_object (task);
  WhinAccount *candidate = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (WhinProvisioningOutcome) outcome = whin_provisioning_run_finish (result, &error);

  if (outcome == NULL) {
    forget_validators (self);
    g_task_return_error (task, error);
    return;
  }
  if (outcome->error != NULL && outcome->is_essential) {
    forget_validators (self);
    g_task_return_error (task, g_error_copy (outcome->error));
    return;
  }
  if (!commit (self, candidate, outcome, &error)) {
    g_task_return_error (task, error);
    return;
  }
  set_finished_at (self, g_date_time_new_now_utc ());
  set_error (self, outcome->error != NULL ? outcome->error->message : NULL);
  g_task_return_boolean (task, TRUE);
}

static WhinAccount *
make_candidate (WhinProvisioner *self, const WhinLogin *login)
{
  WhinAccount *candidate = whin_account_new ();
  g_autoptr (GPtrArray) typed =
      g_ptr_array_new_with_free_func ((GDestroyNotify)whin_account_value_free);
  g_autoptr (GPtrArray) defaults =
      whin_provisioner_dup_brand_values (whin_service_context_get_brand (self->context));
  g_autoptr (GError) error = NULL;

  if (login->username != NULL) {
    g_ptr_array_add (typed, whin_account_value_new ("username", login->username, -1));
    g_ptr_array_add (typed, whin_account_value_new ("cloud_username", login->username, -1));
  }
  if (login->password != NULL) {
    g_ptr_array_add (typed, whin_account_value_new ("password", login->password, -1));
    g_ptr_array_add (typed, whin_account_value_new ("cloud_password", login->password, -1));
  }
  if (!whin_account_merge (candidate, WHIN_LAYER_SIGN_IN, typed, TRUE, &error) ||
      !whin_account_merge (candidate, WHIN_LAYER_PORTAL, defaults, TRUE, &error))
    g_message ("Sign-in: %s", error->message);
  return candidate;
}

static void
whin_provisioner_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  WhinProvisioner *self = WHIN_PROVISIONER (object);

  switch (id) {
  case PROP_BUSY:
    g_value_set_boolean (value, self->busy);
    break;
  case PROP_ERROR:
    g_value_set_string (value, self->error);
    break;
  case PROP_FINISHED_AT:
    g_value_set_boxed (value, self->finished_at);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
whin_provisioner_dispose (GObject *object)
{
  WhinProvisioner *self = WHIN_PROVISIONER (object);

  g_clear_handle_id (&self->timer_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->pace, whin_pace_free);
  g_clear_object (&self->context);
  g_clear_object (&self->quick_dials);
  g_clear_object (&self->services.portal);
  g_clear_object (&self->services.global);
  g_clear_object (&self->services.initial);
  g_clear_object (&self->services.external);
  G_OBJECT_CLASS (whin_provisioner_parent_class)->dispose (object);
}

static void
whin_provisioner_finalize (GObject *object)
{
  WhinProvisioner *self = WHIN_PROVISIONER (object);

  g_free (self->error);
  g_clear_pointer (&self->finished_at, g_date_time_unref);
  G_OBJECT_CLASS (whin_provisioner_parent_class)->finalize (object);
}

static void
whin_provisioner_class_init (WhinProvisionerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = whin_provisioner_get_property;
  object_class->dispose = whin_provisioner_dispose;
  object_class->finalize = whin_provisioner_finalize;
  props[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  props[PROP_ERROR] = g_param_spec_string ("error", NULL, NULL, NULL, flags);
  props[PROP_FINISHED_AT] = g_param_spec_boxed ("finished-at", NULL, NULL, G_TYPE_DATE_TIME, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[BRAND] = g_signal_new ("brand", WHIN_TYPE_PROVISIONER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[FAILED] = g_signal_new ("failed", WHIN_TYPE_PROVISIONER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
whin_provisioner_init (WhinProvisioner *self)
{
  self->services.portal = whin_web_service_new (NULL, WHIN_WEB_SERVICE_MAX_BYTES);
  self->services.global =
      whin_web_service_new ("initialGlobalProvisioning", WHIN_WEB_SERVICE_MAX_BYTES);
  self->services.initial = whin_web_service_new ("InitialProvisioning", WHIN_WEB_SERVICE_MAX_BYTES);
  self->services.external = whin_web_service_new ("extProv", WHIN_WEB_SERVICE_MAX_BYTES);
  self->pace = whin_pace_new (on_turn, self);
}

WhinProvisioner *
whin_provisioner_new (WhinServiceContext *context, WhinQuickDialList *quick_dials)
{
  WhinProvisioner *self = g_object_new (WHIN_TYPE_PROVISIONER, NULL);

  self->context = g_object_ref (context);
  self->quick_dials = g_object_ref (quick_dials);
  return self;
}

void
whin_provisioner_start (WhinProvisioner *self, gboolean is_fresh)
{
  g_return_if_fail (WHIN_IS_PROVISIONER (self));

  self->is_started = TRUE;
  if (is_fresh)
    schedule (self);
  else
    whin_pace_request (self->pace, WHIN_PROVISION_ALL, FALSE);
}

void
whin_provisioner_forget (WhinProvisioner *self)
{
  g_return_if_fail (WHIN_IS_PROVISIONER (self));

  self->is_started = FALSE;
  g_clear_handle_id (&self->timer_id, g_source_remove);
  whin_pace_reset (self->pace);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  forget_validators (self);
  set_error (self, NULL);
  set_busy (self, FALSE);
}

void
whin_provisioner_sign_in_async (WhinProvisioner *self,
                                const WhinLogin *login,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (WhinServiceContext) context = NULL;
  WhinAccount *candidate;

  g_return_if_fail (WHIN_IS_PROVISIONER (self));
  g_return_if_fail (login != NULL);

  candidate = make_candidate (self, login);
  g_task_set_task_data (task, candidate, g_object_unref);
  /* Once the candidate is committed the sign-in has happened. */
  g_task_set_check_cancellable (task, FALSE);
  context = whin_service_context_with_account (self->context, candidate);
  whin_provisioning_run_async (context, &self->services, WHIN_PROVISION_ALL, login, cancellable,
                               on_signed_in, g_steal_pointer (&task));
}

gboolean
whin_provisioner_sign_in_finish (WhinProvisioner *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

GPtrArray *
whin_provisioner_dup_brand_values (WhinBrand *brand)
{
  GPtrArray *values = g_ptr_array_new_with_free_func ((GDestroyNotify)whin_account_value_free);
  GHashTableIter iter;
  gpointer node, value;

  g_hash_table_iter_init (&iter, whin_brand_get_account_defaults (brand));
  while (g_hash_table_iter_next (&iter, &node, &value))
    g_ptr_array_add (values, whin_account_value_new (node, value, -1));
  return values;
}

gboolean
whin_provisioner_get_busy (WhinProvisioner *self)
{
  g_return_val_if_fail (WHIN_IS_PROVISIONER (self), FALSE);
  return self->busy;
}

const char *
whin_provisioner_get_error (WhinProvisioner *self)
{
  g_return_val_if_fail (WHIN_IS_PROVISIONER (self), NULL);
  return self->error;
}

GDateTime *
whin_provisioner_get_finished_at (WhinProvisioner *self)
{
  g_return_val_if_fail (WHIN_IS_PROVISIONER (self), NULL);
  return self->finished_at;
}

void
whin_provisioner_update (WhinProvisioner *self, WhinProvisionParts parts)
{
  g_return_if_fail (WHIN_IS_PROVISIONER (self));

  if (!self->is_started)
    return;
  self->is_asked = TRUE;
  whin_pace_request (self->pace, parts & WHIN_PROVISION_ALL, FALSE);
}
