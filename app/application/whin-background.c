/* SPDX-License-Identifier: Apache-2.0 */
#include "app/application/whin-background.h"

#include "app/call/whin-call-words.h"

#include <glib/gi18n.h>

#define REACHABLE_ID "stays-reachable"
#define CALL_ID "call-goes-on"

struct _WhinBackground {
  GObject parent_instance;

  GtkApplication *application; /* weak */
  WhinPhone *phone;
  WhinPreferences *preferences;
  char *name;
  GtkWindow *window; /* weak; NULL while there is none */
  gboolean was_shown;
  gboolean is_held;
  char *told_call; /* title of the notification that stands, or NULL */
};

G_DEFINE_FINAL_TYPE (WhinBackground, whin_background, G_TYPE_OBJECT)

static gboolean
is_reachable (WhinBackground *self)
{
  WhinLine *line = whin_phone_get_line (self->phone);

  return line != NULL && whin_line_get_state (line) != WHIN_LINE_OFF;
}

static void
update_hold (WhinBackground *self)
{
  gboolean is_held = whin_phone_get_n_calls (self->phone) > 0 ||
                     (self->was_shown && is_reachable (self) &&
                      whin_preferences_get_stay_reachable (self->preferences));

  if (is_held == self->is_held || self->application == NULL)
    return;
  self->is_held = is_held;
  if (is_held)
    g_application_hold (G_APPLICATION (self->application));
  else
    g_application_release (G_APPLICATION (self->application));
}

static void
update_call_notice (WhinBackground *self)
{
  WhinCall *current = whin_phone_get_current (self->phone);
  g_autoptr (GNotification) notification = NULL;
  g_autofree char *title = NULL;

  if (self->application == NULL)
    return;
  if (current == NULL || self->window != NULL) {
    if (self->told_call != NULL)
      g_application_withdraw_notification (G_APPLICATION (self->application), CALL_ID);
    g_clear_pointer (&self->told_call, g_free);
    return;
  }
  title = whin_call_words_dup_announcement (current);
  if (g_strcmp0 (title, self->told_call) == 0)
    return;
  notification = g_notification_new (title);
  g_notification_set_body (notification, _ ("The call goes on without the window."));
  g_notification_set_category (notification, "call");
  g_notification_set_default_action (notification, "app.show-calls");
  g_notification_add_button_with_target (notification, _ ("Hang up"), "app.hang-up-call", "u",
                                         whin_phone_get_call_id (self->phone, current));
  g_application_send_notification (G_APPLICATION (self->application), CALL_ID, notification);
  g_free (self->told_call);
  self->told_call = g_steal_pointer (&title);
}

static void
tell_once (WhinBackground *self)
{
  g_autoptr (GNotification) notification = NULL;
  g_autofree char *title = NULL;

  if (whin_preferences_get_told_reachable (self->preferences) || self->application == NULL)
    return;
  /* Translators: %s is the phone's name. */
  title = g_strdup_printf (_ ("%s stays reachable"), self->name);
  notification = g_notification_new (title);
  g_notification_set_body (
      notification, _ ("Calls still ring without the window. The preferences can change that."));
  g_notification_set_default_action (notification, "app.show-preferences");
  g_notification_add_button (notification, _ ("Preferences"), "app.show-preferences");
  g_notification_add_button (notification, _ ("Quit"), "app.quit");
  g_application_send_notification (G_APPLICATION (self->application), REACHABLE_ID, notification);
  g_object_set (self->preferences, "told-reachable", TRUE, NULL);
}

static void
on_call_changed (WhinPhone *phone, WhinCall *call, WhinBackground *self)
{
  update_hold (self);
  update_call_notice (self);
}

static void
on_window_destroyed (GtkWindow *window, WhinBackground *self)
{
  g_clear_weak_pointer (&self->window);
  update_call_notice (self);
  if (self->is_held && self->told_call == NULL)
    tell_once (self);
}

static void
whin_background_dispose (GObject *object)
{
  WhinBackground *self = WHIN_BACKGROUND (object);

  if (self->application != NULL) {
    g_application_withdraw_notification (G_APPLICATION (self->application), REACHABLE_ID);
    g_application_withdraw_notification (G_APPLICATION (self->application), CALL_ID);
  }
  g_clear_weak_pointer (&self->window);
  g_clear_weak_pointer (&self->application);
  g_clear_object (&self->phone);
  g_clear_object (&self->preferences);
  G_OBJECT_CLASS (whin_background_parent_class)->dispose (object);
}

static void
whin_background_finalize (GObject *object)
{
  g_free (WHIN_BACKGROUND (object)->told_call);
  g_free (WHIN_BACKGROUND (object)->name);
  G_OBJECT_CLASS (whin_background_parent_class)->finalize (object);
}

static void
whin_background_class_init (WhinBackgroundClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = whin_background_dispose;
  G_OBJECT_CLASS (klass)->finalize = whin_background_finalize;
}

static void
whin_background_init (WhinBackground *self)
{
}

WhinBackground *
whin_background_new (GtkApplication *application,
                     WhinPhone *phone,
                     WhinPreferences *preferences,
                     const char *name)
{
  WhinBackground *self = g_object_new (WHIN_TYPE_BACKGROUND, NULL);

  g_set_weak_pointer (&self->application, application);
  self->phone = g_object_ref (phone);
  self->preferences = g_object_ref (preferences);
  self->name = g_strdup (name);
  g_signal_connect_object (phone, "call-changed", G_CALLBACK (on_call_changed), self, 0);
  g_signal_connect_object (phone, "line-changed", G_CALLBACK (update_hold), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (preferences, "notify::stay-reachable", G_CALLBACK (update_hold), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
whin_background_follow (WhinBackground *self, GtkWindow *window)
{
  g_return_if_fail (WHIN_IS_BACKGROUND (self));

  g_set_weak_pointer (&self->window, window);
  self->was_shown = TRUE;
  g_signal_connect_object (window, "destroy", G_CALLBACK (on_window_destroyed), self, 0);
  update_hold (self);
  update_call_notice (self);
  if (whin_preferences_get_told_reachable (self->preferences))
    g_application_withdraw_notification (G_APPLICATION (self->application), REACHABLE_ID);
}
