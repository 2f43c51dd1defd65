/* SPDX-License-Identifier: Apache-2.0 */
#include "app/settings/whin-node-row.h"

#include <glib/gi18n.h>

struct _WhinNodeRow {
  AdwEntryRow parent_instance;

  WhinAccount *account;
  char *node;
  char *shown; /* the account's value when it was last shown; other text is being typed */
  GtkWidget *lock;
};

G_DEFINE_FINAL_TYPE (WhinNodeRow, whin_node_row, ADW_TYPE_ENTRY_ROW)

static void
show_value (WhinNodeRow *self, const char *value)
{
  g_autofree char *copy = g_strdup (value);

  g_free (self->shown);
  self->shown = g_steal_pointer (&copy);
  /* The apply button is for what the person types. */
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self), FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self), self->shown);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self), TRUE);
}

static void
update (WhinNodeRow *self)
{
  const char *value = whin_account_get_text (self->account, self->node);
  gboolean editable = whin_account_is_editable (self->account, self->node);

  if (g_strcmp0 (value, self->shown) != 0)
    show_value (self, value);
  gtk_editable_set_editable (GTK_EDITABLE (self), editable);
  gtk_widget_set_visible (self->lock, !editable);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), editable ? NULL : _ ("Set by your provider"));
  if (editable)
    gtk_widget_remove_css_class (GTK_WIDGET (self), "dim-label");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self), "dim-label");
}

static void
on_apply (AdwEntryRow *row, gpointer user_data)
{
  WhinNodeRow *self = WHIN_NODE_ROW (row);
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));

  if (whin_account_set_by_person (self->account, self->node, *text != '\0' ? text : NULL))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.notice", "s", _ ("Saved"));
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.notice", "s", _ ("Set by your provider"));
  g_clear_pointer (&self->shown, g_free);
  update (self);
}

static void
whin_node_row_finalize (GObject *object)
{
  WhinNodeRow *self = WHIN_NODE_ROW (object);

  g_clear_object (&self->account);
  g_free (self->node);
  g_free (self->shown);
  G_OBJECT_CLASS (whin_node_row_parent_class)->finalize (object);
}

static void
whin_node_row_class_init (WhinNodeRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = whin_node_row_finalize;
}

static void
whin_node_row_init (WhinNodeRow *self)
{
  self->lock = gtk_image_new_from_icon_name ("changes-prevent-symbolic");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->lock), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Set by your provider"), -1);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self), self->lock);
  g_signal_connect (self, "apply", G_CALLBACK (on_apply), NULL);
}

WhinNodeRow *
whin_node_row_new (WhinAccount *account, const char *node, const char *title)
{
  WhinNodeRow *self = g_object_new (WHIN_TYPE_NODE_ROW, "title", title, NULL);

  self->account = g_object_ref (account);
  self->node = g_strdup (node);
  g_signal_connect_object (account, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return self;
}
