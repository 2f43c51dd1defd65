/* SPDX-License-Identifier: Apache-2.0 */
#include "app/call/whin-call-row.h"

#include "app/call/whin-call-words.h"

#include <glib/gi18n.h>

struct _WhinCallRow {
  AdwActionRow parent_instance;

  WhinPhone *phone;
  WhinCall *call;
  GtkWidget *resume;
  GtkWidget *merge;
  GtkWidget *leave;
  GtkWidget *hang_up;
};

G_DEFINE_FINAL_TYPE (WhinCallRow, whin_call_row, ADW_TYPE_ACTION_ROW)

static GtkWidget *
button_new (WhinCallRow *self, const char *icon, const char *action, const char *css_class)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, css_class);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "u",
                                    whin_phone_get_call_id (self->phone, self->call));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), button);
  return button;
}

/* Each button says what it does to whom; takes @name over. */
static void
set_name (GtkWidget *button, const char *tooltip, char *name)
{
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_free (name);
}

static void
whin_call_row_dispose (GObject *object)
{
  WhinCallRow *self = WHIN_CALL_ROW (object);

  g_clear_object (&self->call);
  g_clear_object (&self->phone);
  G_OBJECT_CLASS (whin_call_row_parent_class)->dispose (object);
}

static void
whin_call_row_class_init (WhinCallRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = whin_call_row_dispose;
}

static void
whin_call_row_init (WhinCallRow *self)
{
  /* The name is the network's: never markup. */
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (self), 1);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 1);
}

WhinCallRow *
whin_call_row_new (WhinPhone *phone, WhinCall *call)
{
  WhinCallRow *self = g_object_new (WHIN_TYPE_CALL_ROW, NULL);

  self->phone = g_object_ref (phone);
  self->call = g_object_ref (call);
  self->merge = button_new (self, "whin-merge-symbolic", "app.merge-call", "flat");
  self->leave = button_new (self, "media-playback-pause-symbolic", "app.leave-call", "flat");
  self->resume = button_new (self, "whin-swap-symbolic", "app.resume-call", "flat");
  self->hang_up = button_new (self, "call-stop-symbolic", "app.hang-up-call", "flat");
  gtk_widget_add_css_class (self->hang_up, "error");
  whin_call_row_update (self);
  return self;
}

WhinCall *
whin_call_row_get_call (WhinCallRow *self)
{
  g_return_val_if_fail (WHIN_IS_CALL_ROW (self), NULL);

  return self->call;
}

void
whin_call_row_update (WhinCallRow *self)
{
  WhinCall *current;
  WhinCallActions actions;
  const char *name;
  g_autofree char *state = NULL;
  gboolean joined;

  g_return_if_fail (WHIN_IS_CALL_ROW (self));

  current = whin_phone_get_current (self->phone);
  actions = whin_call_get_actions (self->call);
  name = whin_call_words_get_name (self->call);
  state = whin_call_words_dup_state (self->call);
  joined = whin_call_get_in_conference (self->call);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), state);
  gtk_widget_set_visible (self->resume, (actions & WHIN_CALL_CAN_RESUME) != 0 && !joined);
  gtk_widget_set_visible (self->merge,
                          current != NULL && current != self->call && !joined &&
                              (actions & WHIN_CALL_CAN_CONFERENCE) != 0 &&
                              (whin_call_get_actions (current) & WHIN_CALL_CAN_CONFERENCE) != 0);
  gtk_widget_set_visible (self->leave, joined);
  /* Translators: of these, %s is the name or number of the other side. */
  set_name (self->resume, _ ("Switch to this call"), g_strdup_printf (_ ("Switch to %s"), name));
  set_name (self->merge, _ ("Talk to both"), g_strdup_printf (_ ("Talk to %s as well"), name));
  set_name (self->leave, _ ("Take out and hold"), g_strdup_printf (_ ("Take %s out"), name));
  set_name (self->hang_up, _ ("Hang up"), g_strdup_printf (_ ("Hang up on %s"), name));
}
