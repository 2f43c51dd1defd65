/* SPDX-License-Identifier: Apache-2.0 */
#include "app/history/whin-history-page.h"

#include "app/history/whin-history-row.h"
#include "app/quick-dial/whin-quick-dial-names.h"

struct _WhinHistoryPage {
  AdwBin parent_instance;

  WhinCallLog *log;
  GListModel *quick_dials;
  GtkSliceListModel *newest;
  gulong active_id; /* on the window, while this is shown */

  GtkStack *stack;
  GtkListBox *list;
  GtkButton *more;
};

G_DEFINE_FINAL_TYPE (WhinHistoryPage, whin_history_page, ADW_TYPE_BIN)

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  WhinHistoryPage *self = user_data;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *known =
      whin_quick_dial_names_dup (self->quick_dials, whin_call_record_get_number (item));

  return GTK_WIDGET (whin_history_row_new (item, known, now));
}

/* Names may have changed, and today may have become yesterday. */
static void
fill (WhinHistoryPage *self)
{
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->newest), create_row, self, NULL);
}

static void
update (WhinHistoryPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->log));

  gtk_stack_set_visible_child_name (self->stack, n == 0 ? "empty" : "calls");
  gtk_widget_set_visible (GTK_WIDGET (self->more),
                          n > gtk_slice_list_model_get_size (self->newest));
}

static void
on_more (GtkButton *button, WhinHistoryPage *self)
{
  guint size = gtk_slice_list_model_get_size (self->newest);

  gtk_slice_list_model_set_size (self->newest, size + WHIN_HISTORY_PAGE_ROWS);
  update (self);
}

/* A call that is missed while nobody sits before the window has been seen by nobody. */
static void
see_missed (WhinHistoryPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && gtk_window_is_active (GTK_WINDOW (root)))
    whin_call_log_see_missed (self->log);
}

static void
whin_history_page_map (GtkWidget *widget)
{
  WhinHistoryPage *self = WHIN_HISTORY_PAGE (widget);

  fill (self);
  GTK_WIDGET_CLASS (whin_history_page_parent_class)->map (widget);
  whin_call_log_see_missed (self->log);
  self->active_id = g_signal_connect_swapped (gtk_widget_get_root (widget), "notify::is-active",
                                              G_CALLBACK (see_missed), self);
}

static void
whin_history_page_unmap (GtkWidget *widget)
{
  WhinHistoryPage *self = WHIN_HISTORY_PAGE (widget);

  g_clear_signal_handler (&self->active_id, gtk_widget_get_root (widget));
  GTK_WIDGET_CLASS (whin_history_page_parent_class)->unmap (widget);
}

static void
whin_history_page_dispose (GObject *object)
{
  WhinHistoryPage *self = WHIN_HISTORY_PAGE (object);

  g_clear_object (&self->newest);
  g_clear_object (&self->quick_dials);
  g_clear_object (&self->log);
  G_OBJECT_CLASS (whin_history_page_parent_class)->dispose (object);
}

static void
whin_history_page_class_init (WhinHistoryPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = whin_history_page_dispose;
  widget_class->map = whin_history_page_map;
  widget_class->unmap = whin_history_page_unmap;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/whinchat/Whinchat/whin-history-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WhinHistoryPage, stack);
  gtk_widget_class_bind_template_child (widget_class, WhinHistoryPage, list);
  gtk_widget_class_bind_template_child (widget_class, WhinHistoryPage, more);
  gtk_widget_class_bind_template_callback (widget_class, on_more);
}

static void
whin_history_page_init (WhinHistoryPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
whin_history_page_set_log (WhinHistoryPage *self, WhinCallLog *log, GListModel *quick_dials)
{
  g_return_if_fail (WHIN_IS_HISTORY_PAGE (self));

  if (!g_set_object (&self->log, log))
    return;
  g_set_object (&self->quick_dials, quick_dials);
  self->newest =
      gtk_slice_list_model_new (G_LIST_MODEL (g_object_ref (log)), 0, WHIN_HISTORY_PAGE_ROWS);
  g_signal_connect_object (log, "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (log, "notify::missed", G_CALLBACK (see_missed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (quick_dials, "items-changed", G_CALLBACK (fill), self,
                           G_CONNECT_SWAPPED);
  update (self);
}
