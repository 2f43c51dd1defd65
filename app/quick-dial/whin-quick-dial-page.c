/* SPDX-License-Identifier: Apache-2.0 */
#include "app/quick-dial/whin-quick-dial-page.h"

#include "core/quick-dial/whin-quick-dial.h"

#define AVATAR_SIZE 48
#define NAME_CHARS 14

struct _WhinQuickDialPage {
  AdwBin parent_instance;

  GListModel *quick_dials;

  GtkStack *stack;
  GtkFlowBox *tiles;
};

G_DEFINE_FINAL_TYPE (WhinQuickDialPage, whin_quick_dial_page, ADW_TYPE_BIN)

static GtkWidget *
label_new (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), NAME_CHARS);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
create_tile (gpointer item, gpointer user_data)
{
  WhinQuickDial *quick_dial = item;
  const char *name = whin_quick_dial_get_display_name (quick_dial);
  const char *uri = whin_quick_dial_get_uri (quick_dial);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *number = label_new (uri, "caption");
  GtkWidget *child = gtk_flow_box_child_new ();

  gtk_widget_add_css_class (number, "dim-label");
  gtk_box_append (GTK_BOX (box), adw_avatar_new (AVATAR_SIZE, name, TRUE));
  gtk_box_append (GTK_BOX (box), label_new (name, "heading"));
  gtk_box_append (GTK_BOX (box), number);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "card");
  gtk_widget_add_css_class (button, "tile");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, uri, -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", uri);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.fill-in");

  /* The button is what takes the focus, not the cell around it. */
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), button);
  gtk_widget_set_focusable (child, FALSE);
  return child;
}

static void
on_items_changed (
    GListModel *quick_dials, guint position, guint removed, guint added, WhinQuickDialPage *self)
{
  gboolean empty = g_list_model_get_n_items (quick_dials) == 0;

  gtk_stack_set_visible_child_name (self->stack, empty ? "empty" : "tiles");
}

static void
whin_quick_dial_page_dispose (GObject *object)
{
  WhinQuickDialPage *self = WHIN_QUICK_DIAL_PAGE (object);

  g_clear_object (&self->quick_dials);
  G_OBJECT_CLASS (whin_quick_dial_page_parent_class)->dispose (object);
}

static void
whin_quick_dial_page_class_init (WhinQuickDialPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = whin_quick_dial_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/whinchat/Whinchat/whin-quick-dial-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WhinQuickDialPage, stack);
  gtk_widget_class_bind_template_child (widget_class, WhinQuickDialPage, tiles);
}

static void
whin_quick_dial_page_init (WhinQuickDialPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
whin_quick_dial_page_set_quick_dials (WhinQuickDialPage *self, GListModel *quick_dials)
{
  g_return_if_fail (WHIN_IS_QUICK_DIAL_PAGE (self));

  if (!g_set_object (&self->quick_dials, quick_dials))
    return;
  gtk_flow_box_bind_model (self->tiles, quick_dials, create_tile, NULL, NULL);
  g_signal_connect_object (quick_dials, "items-changed", G_CALLBACK (on_items_changed), self, 0);
  on_items_changed (quick_dials, 0, 0, 0, self);
}
