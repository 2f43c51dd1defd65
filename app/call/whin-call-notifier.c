/* SPDX-License-Identifier: Apache-2.0 */
#include "app/call/whin-call-notifier.h"

#include "app/call/whin-call-words.h"

#include <glib/gi18n.h>

#define MISSED_ID "missed-calls"

struct _WhinCallNotifier {
  GObject parent_instance;

  GtkApplication *application; /* weak */
  WhinPhone *phone;
  WhinCallLog *log;
  GHashTable *sent; /* IDs of calls whose notification stands */
};

G_DEFINE_FINAL_TYPE (WhinCallNotifier, whin_call_notifier, G_TYPE_OBJECT)

static char *
dup_id (guint call_id)
{
  return g_strdup_printf ("call-%u", call_id);
}

static gboolean
is_in_use (WhinCallNotifier *self)
{
  GtkWindow *window = gtk_application_get_active_window (self->application);

  return window != NULL && gtk_window_is_active (window);
}

static char *
dup_person (WhinCall *call)
{
  const char *name = whin_call_words_get_name (call);
  const char *number = whin_call_words_get_number (call);

  return number != NULL ? g_strdup_printf ("%s (%s)", name, number) : g_strdup (name);
}

static void
on_incoming (WhinPhoneProvider *provider, WhinCall *call, WhinCallNotifier *self)
{
  guint call_id = whin_phone_get_call_id (self->phone, call);
  g_autoptr (GNotification) notification = NULL;
  g_autofree char *person = NULL;
  g_autofree char *id = NULL;

  if (is_in_use (self) || self->application == NULL)
    return;
  notification = g_notification_new (_ ("Incoming call"));
  person = dup_person (call);
  id = dup_id (call_id);
  g_notification_set_body (notification, person);
  g_notification_set_priority (notification, G_NOTIFICATION_PRIORITY_URGENT);
  g_notification_set_category (notification, "call.incoming");
  g_notification_set_default_action (notification, "app.show-calls");
  g_notification_add_button_with_target (notification, _ ("Decline"), "app.decline-call", "u",
                                         call_id);
  g_notification_add_button_with_target (notification, _ ("Answer"), "app.answer-call", "u",
                                         call_id);
  g_application_send_notification (G_APPLICATION (self->application), id, notification);
  g_hash_table_add (self->sent, GUINT_TO_POINTER (call_id));
}

static void
on_call_changed (WhinPhone *phone, WhinCall *call, WhinCallNotifier *self)
{
  guint call_id = whin_phone_get_call_id (phone, call);
  g_autofree char *id = NULL;

  if (whin_call_get_state (call) == WHIN_CALL_INCOMING ||
      !g_hash_table_remove (self->sent, GUINT_TO_POINTER (call_id)) || self->application == NULL)
    return;
  id = dup_id (call_id);
  g_application_withdraw_notification (G_APPLICATION (self->application), id);
}

static void
on_call_missed (WhinPhoneProvider *provider, WhinCall *call, WhinCallNotifier *self)
{
  g_autoptr (GNotification) notification = NULL;
  g_autofree char *title = NULL;
  g_autofree char *person = dup_person (call);
  guint missed = whin_call_log_get_missed (self->log);

  if (self->application == NULL)
    return;
  title = g_strdup_printf (ngettext ("Missed call", "%u missed calls", missed), missed);
  notification = g_notification_new (title);
  g_notification_set_body (notification, person);
  g_notification_set_category (notification, "call.unanswered");
  g_notification_set_default_action (notification, "app.show-missed");
  g_application_send_notification (G_APPLICATION (self->application), MISSED_ID, notification);
}

/* Somebody has looked, or it was another account's. */
static void
on_missed (WhinCallLog *log, GParamSpec *pspec, WhinCallNotifier *self)
{
  if (whin_call_log_get_missed (log) == 0 && self->application != NULL)
    g_application_withdraw_notification (G_APPLICATION (self->application), MISSED_ID);
}

static void
whin_call_notifier_dispose (GObject *object)
{
  WhinCallNotifier *self = WHIN_CALL_NOTIFIER (object);

  g_clear_weak_pointer (&self->application);
  g_clear_object (&self->phone);
  g_clear_object (&self->log);
  g_hash_table_remove_all (self->sent);
  G_OBJECT_CLASS (whin_call_notifier_parent_class)->dispose (object);
}

static void
whin_call_notifier_finalize (GObject *object)
{
  g_hash_table_unref (WHIN_CALL_NOTIFIER (object)->sent);
  G_OBJECT_CLASS (whin_call_notifier_parent_class)->finalize (object);
}

static void
whin_call_notifier_class_init (WhinCallNotifierClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = whin_call_notifier_dispose;
  G_OBJECT_CLASS (klass)->finalize = whin_call_notifier_finalize;
}

static void
whin_call_notifier_init (WhinCallNotifier *self)
{
  self->sent = g_hash_table_new (NULL, NULL);
}

WhinCallNotifier *
whin_call_notifier_new (GtkApplication *application, WhinPhone *phone, WhinCallLog *log)
{
  WhinPhoneProvider *provider = whin_phone_get_provider (phone);
  WhinCallNotifier *self;

  if (provider == NULL)
    return NULL;
  self = g_object_new (WHIN_TYPE_CALL_NOTIFIER, NULL);
  g_set_weak_pointer (&self->application, application);
  self->phone = g_object_ref (phone);
  self->log = g_object_ref (log);
  g_signal_connect_object (provider, "incoming", G_CALLBACK (on_incoming), self, 0);
  g_signal_connect_object (provider, "call-missed", G_CALLBACK (on_call_missed), self, 0);
  g_signal_connect_object (log, "notify::missed", G_CALLBACK (on_missed), self, 0);
  g_signal_connect_object (phone, "call-changed", G_CALLBACK (on_call_changed), self, 0);
  return self;
}
