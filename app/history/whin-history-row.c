/* SPDX-License-Identifier: Apache-2.0 */
#include "app/history/whin-history-row.h"

#include "app/history/whin-history-words.h"
#include "core/command/whin-dial-rule.h"

#include <glib/gi18n.h>

struct _WhinHistoryRow {
  AdwActionRow parent_instance;
};

G_DEFINE_FINAL_TYPE (WhinHistoryRow, whin_history_row, ADW_TYPE_ACTION_ROW)

static void
add_icon (WhinHistoryRow *self, WhinCallRecord *record)
{
  GtkWidget *icon = gtk_image_new_from_icon_name (whin_history_words_get_icon (record));

  gtk_widget_add_css_class (icon, whin_call_record_get_missed (record) ? "error" : "dim-label");
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), icon);
}

static void
add_time (WhinHistoryRow *self, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), label);
}

static void
add_call_button (WhinHistoryRow *self, const char *name, const char *number)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("call-start-symbolic");
  /* Translators: %s is a name or number. */
  g_autofree char *label = g_strdup_printf (_ ("Call %s"), name);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_add_css_class (button, "call-again");
  gtk_widget_set_tooltip_text (button, _ ("Call"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", number);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.dial");
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), button);
}

/* As wide as the button, so that the times stand below each other. */
static void
add_gap (WhinHistoryRow *self)
{
  GtkWidget *gap = adw_bin_new ();

  gtk_widget_add_css_class (gap, "call-again");
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), gap);
}

static void
whin_history_row_class_init (WhinHistoryRowClass *klass)
{
}

static void
whin_history_row_init (WhinHistoryRow *self)
{
  /* The name is the network's: never markup. */
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (self), 1);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 1);
}

WhinHistoryRow *
whin_history_row_new (WhinCallRecord *record, const char *known, GDateTime *now)
{
  WhinHistoryRow *self = g_object_new (WHIN_TYPE_HISTORY_ROW, NULL);
  const char *name = whin_history_words_get_name (record, known);
  const char *number = whin_call_record_get_number (record);
  gboolean received = whin_call_record_get_direction (record) == WHIN_CALL_RECEIVED;
  g_autofree char *outcome = whin_history_words_dup_outcome (record);
  g_autofree char *time =
      whin_history_words_dup_time (whin_call_record_get_started_at (record), now);
  g_autofree char *subtitle = *number != '\0' && !g_str_equal (name, number)
                                  ? g_strdup_printf ("%s · %s", outcome, number)
                                  : g_strdup (outcome);
  g_autofree char *described = g_strdup_printf ("%s, %s", subtitle, time);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  described, -1);
  add_icon (self, record);
  add_time (self, time);
  if (*number != '\0') {
    gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), TRUE);
    gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "s", number);
    gtk_actionable_set_action_name (GTK_ACTIONABLE (self), "win.fill-in");
  }
  if (*number != '\0' && (!received || !whin_dial_rule_guards (number)))
    add_call_button (self, name, number);
  else
    add_gap (self);
  return self;
}
