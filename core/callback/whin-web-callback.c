/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-core"

#include "core/callback/whin-web-callback.h"

#include "core/command/whin-dial-rule.h"
#include "core/phone/whin-line.h"
#include "core/phone/whin-phone-error.h"
#include "core/service/whin-web-service.h"

#include <glib/gi18n-lib.h>

#define MAX_ANSWER_BYTES (64 * 1024)

struct _WhinWebCallback {
  GObject parent_instance;
  WhinServiceContext *context;
  WhinWebService *service;
  gboolean available;
  char *number;
  GCancellable *cancellable; /* of the request under way, or NULL */
};

G_DEFINE_FINAL_TYPE (WhinWebCallback, whin_web_callback, G_TYPE_OBJECT)

enum { PROP_0, PROP_AVAILABLE, PROP_NUMBER, N_PROPS };
enum { ANSWERED, N_SIGNALS };

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static void
update_available (WhinWebCallback *self)
{
  gboolean available = whin_web_service_is_configured (self->service, self->context);

  if (self->available == available)
    return;
  self->available = available;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_AVAILABLE]);
}

static void
set_number (WhinWebCallback *self, const char *number)
{
  if (g_strcmp0 (self->number, number) == 0)
    return;
  g_free (self->number);
  self->number = g_strdup (number);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_NUMBER]);
}

static void
on_answer (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WhinWebCallback) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WhinAnswer) answer =
      whin_web_service_call_finish (WHIN_WEB_SERVICE (source), result, &error);
  g_autofree char *text = NULL;
  gboolean accepted;

  /* After whin_web_callback_forget() another request may be under way already. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->cancellable == NULL)
    return;
  g_clear_object (&self->cancellable);
  accepted = answer != NULL && whin_answer_is_success (answer) && !whin_answer_says_error (answer);
  if (answer == NULL)
    text = g_strdup (error->message);
  else if (whin_answer_is_success (answer))
    text = whin_answer_dup_own_text (answer);
  else
    text = whin_answer_dup_error_text (answer);
  if (text == NULL)
    text = g_strdup (accepted ? _ ("Wait for your provider’s call.")
                              : _ ("The provider could not arrange the call."));
  set_number (self, NULL);
  g_signal_emit (self, signals[ANSWERED], 0, accepted, text);
}

static void
whin_web_callback_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  WhinWebCallback *self = WHIN_WEB_CALLBACK (object);

  switch (id) {
  case PROP_AVAILABLE:
    g_value_set_boolean (value, self->available);
    break;
  case PROP_NUMBER:
    g_value_set_string (value, self->number);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
whin_web_callback_dispose (GObject *object)
{
  WhinWebCallback *self = WHIN_WEB_CALLBACK (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->context != NULL)
    g_signal_handlers_disconnect_by_data (whin_service_context_get_account (self->context), self);
  g_clear_object (&self->context);
  g_clear_object (&self->service);
  G_OBJECT_CLASS (whin_web_callback_parent_class)->dispose (object);
}

static void
whin_web_callback_finalize (GObject *object)
{
  g_free (WHIN_WEB_CALLBACK (object)->number);
  G_OBJECT_CLASS (whin_web_callback_parent_class)->finalize (object);
}

static void
whin_web_callback_class_init (WhinWebCallbackClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = whin_web_callback_get_property;
  object_class->dispose = whin_web_callback_dispose;
  object_class->finalize = whin_web_callback_finalize;
  props[PROP_AVAILABLE] = g_param_spec_boolean ("available", NULL, NULL, FALSE, flags);
  props[PROP_NUMBER] = g_param_spec_string ("number", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[ANSWERED] = g_signal_new ("answered", WHIN_TYPE_WEB_CALLBACK, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 2, G_TYPE_BOOLEAN, G_TYPE_STRING);
}

static void
whin_web_callback_init (WhinWebCallback *self)
{
  self->service = whin_web_service_new ("webCallback", MAX_ANSWER_BYTES);
}

WhinWebCallback *
whin_web_callback_new (WhinServiceContext *context)
{
  WhinWebCallback *self = g_object_new (WHIN_TYPE_WEB_CALLBACK, NULL);

  self->context = g_object_ref (context);
  g_signal_connect_swapped (whin_service_context_get_account (context), "changed",
                            G_CALLBACK (update_available), self);
  update_available (self);
  return self;
}

gboolean
whin_web_callback_get_available (WhinWebCallback *self)
{
  g_return_val_if_fail (WHIN_IS_WEB_CALLBACK (self), FALSE);
  return self->available;
}

const char *
whin_web_callback_get_number (WhinWebCallback *self)
{
  g_return_val_if_fail (WHIN_IS_WEB_CALLBACK (self), NULL);
  return self->number;
}

gboolean
whin_web_callback_request (WhinWebCallback *self, const char *number, GError **error)
{
  g_autofree char *clean = NULL;
  g_autoptr (GHashTable) values = g_hash_table_new (g_str_hash, g_str_equal);
  WhinServiceCall call = {.values = values};

  g_return_val_if_fail (WHIN_IS_WEB_CALLBACK (self), FALSE);
  g_return_val_if_fail (number != NULL, FALSE);

  if (!self->available) {
    g_set_error_literal (error, WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_NO_LINE,
                         _ ("Your provider offers no callback."));
    return FALSE;
  }
  if (self->cancellable != NULL) {
    g_set_error_literal (error, WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_NOT_NOW,
                         _ ("A callback is being asked for already."));
    return FALSE;
  }
  clean = whin_line_clean_number (number);
  if (clean == NULL) {
    g_set_error_literal (error, WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_BAD_NUMBER,
                         _ ("This is no number that can be called."));
    return FALSE;
  }
  if (whin_dial_rule_guards (clean) || whin_line_wants_secure (clean)) {
    g_set_error_literal (error, WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_BAD_NUMBER,
                         _ ("This number can only be called directly."));
    return FALSE;
  }
  g_hash_table_insert (values, (char *)"targetNumber", clean);
  self->cancellable = g_cancellable_new ();
  set_number (self, clean);
  whin_web_service_call_async (self->service, self->context, &call, self->cancellable, on_answer,
                               g_object_ref (self));
  return TRUE;
}

void
whin_web_callback_forget (WhinWebCallback *self)
{
  g_return_if_fail (WHIN_IS_WEB_CALLBACK (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  set_number (self, NULL);
}
