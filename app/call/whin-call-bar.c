/* SPDX-License-Identifier: Apache-2.0 */
#include "app/call/whin-call-bar.h"

#include "app/call/whin-call-words.h"

#include <glib/gi18n.h>

struct _WhinCallBar {
  AdwBin parent_instance;

  GtkWidget *open;
  GtkLabel *name;
  GtkLabel *state;
};

G_DEFINE_FINAL_TYPE (WhinCallBar, whin_call_bar, ADW_TYPE_BIN)

static void
whin_call_bar_class_init (WhinCallBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/whinchat/Whinchat/whin-call-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, WhinCallBar, open);
  gtk_widget_class_bind_template_child (widget_class, WhinCallBar, name);
  gtk_widget_class_bind_template_child (widget_class, WhinCallBar, state);
}

static void
whin_call_bar_init (WhinCallBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
whin_call_bar_update (WhinCallBar *self, WhinCall *call, guint n_calls)
{
  g_autofree char *state = NULL;
  g_autofree char *spoken = NULL;
  g_autofree char *more = NULL;
  g_autofree char *name = NULL;

  g_return_if_fail (WHIN_IS_CALL_BAR (self));

  if (call == NULL)
    return;
  state = whin_call_words_dup_state (call);
  spoken = whin_call_words_dup_announcement (call);
  if (n_calls > 1 && !whin_call_get_in_conference (call))
    more = g_strdup_printf (ngettext ("%u more call", "%u more calls", n_calls - 1), n_calls - 1);
  name = more != NULL
             ? g_strdup_printf ("%s · %s", whin_call_words_get_name (call), more)
             : g_strdup (whin_call_get_in_conference (call) ? _ ("Conference")
                                                            : whin_call_words_get_name (call));
  gtk_label_set_text (self->name, name);
  gtk_label_set_text (self->state, state);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->open), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  spoken, -1);
}
