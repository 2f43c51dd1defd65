/* SPDX-License-Identifier: Apache-2.0 */
#include "app/window/whin-notice.h"

/* Pixels around it: as far as the edge, and as high as the header and the bar of tabs are. */
#define MARGIN 12
#define HEADER 51
#define BAR 64

struct _WhinNotice {
  AdwBin parent_instance;

  guint hide_id;
  WhinNoticePlace place;

  GtkRevealer *revealer;
  GtkLabel *label;
};

G_DEFINE_FINAL_TYPE (WhinNotice, whin_notice, ADW_TYPE_BIN)

/* Out of sight it is out of the pointer's way, too. */
static void
reveal (WhinNotice *self, gboolean shown)
{
  gtk_widget_set_can_target (GTK_WIDGET (self), shown);
  gtk_revealer_set_reveal_child (self->revealer, shown);
}

static gboolean
on_time_over (gpointer data)
{
  WhinNotice *self = data;

  self->hide_id = 0;
  reveal (self, FALSE);
  return G_SOURCE_REMOVE;
}

static void
on_dismiss (GtkWidget *widget, const char *action, GVariant *parameter)
{
  whin_notice_hide (WHIN_NOTICE (widget));
}

static void
whin_notice_dispose (GObject *object)
{
  g_clear_handle_id (&WHIN_NOTICE (object)->hide_id, g_source_remove);
  G_OBJECT_CLASS (whin_notice_parent_class)->dispose (object);
}

static void
whin_notice_class_init (WhinNoticeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = whin_notice_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/whinchat/Whinchat/whin-notice.ui");
  gtk_widget_class_bind_template_child (widget_class, WhinNotice, revealer);
  gtk_widget_class_bind_template_child (widget_class, WhinNotice, label);
  gtk_widget_class_install_action (widget_class, "notice.dismiss", NULL, on_dismiss);
}

static void
whin_notice_init (WhinNotice *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
whin_notice_show (WhinNotice *self, const char *text)
{
  g_return_if_fail (WHIN_IS_NOTICE (self));

  g_clear_handle_id (&self->hide_id, g_source_remove);
  self->hide_id = g_timeout_add_seconds (WHIN_NOTICE_SECONDS, on_time_over, self);
  gtk_label_set_label (self->label, text);
  reveal (self, TRUE);
}

void
whin_notice_hide (WhinNotice *self)
{
  g_return_if_fail (WHIN_IS_NOTICE (self));

  g_clear_handle_id (&self->hide_id, g_source_remove);
  reveal (self, FALSE);
}

void
whin_notice_set_place (WhinNotice *self, WhinNoticePlace place)
{
  g_return_if_fail (WHIN_IS_NOTICE (self));

  if (self->place == place)
    return;
  self->place = place;
  gtk_widget_set_valign (GTK_WIDGET (self),
                         place == WHIN_NOTICE_TOP ? GTK_ALIGN_START : GTK_ALIGN_END);
  gtk_widget_set_margin_top (GTK_WIDGET (self), place == WHIN_NOTICE_TOP ? HEADER : MARGIN);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self), place == WHIN_NOTICE_ABOVE_BAR ? BAR : MARGIN);
}
