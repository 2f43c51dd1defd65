/* SPDX-License-Identifier: Apache-2.0 */
#include "app/keypad/whin-balance-row.h"

#include "app/keypad/whin-age.h"

#include <glib/gi18n.h>

/* The age counts minutes; the text is at most this late. */
#define AGE_REFRESH_SECONDS 15

struct _WhinBalanceRow {
  AdwBin parent_instance;

  WhinBalance *balance;
  guint age_source;

  GtkLabel *text;
  GtkLabel *detail;
  GtkStack *refresh_stack;
  GtkSpinner *spinner;
};

G_DEFINE_FINAL_TYPE (WhinBalanceRow, whin_balance_row, ADW_TYPE_BIN)

static char *
dup_detail (WhinBalance *balance)
{
  GDateTime *checked_at = whin_balance_get_checked_at (balance);
  const char *error = whin_balance_get_error (balance);
  g_autofree char *age = NULL;

  if (checked_at != NULL) {
    g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
    age = whin_age_text (checked_at, now);
  }
  if (!whin_balance_get_stale (balance))
    return age != NULL ? g_strdup_printf (_ ("Balance, %s"), age) : g_strdup (_ ("Balance"));
  if (error == NULL)
    error = _ ("The balance couldn’t be read");
  if (age == NULL)
    return g_strdup (error);
  /* Translators: the balance is old; its age, then why no newer one could be read */
  return g_strdup_printf (_ ("Balance, %s · %s"), age, error);
}

static void
set_css_class (GtkWidget *widget, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
update (WhinBalanceRow *self)
{
  gboolean available = self->balance != NULL && whin_balance_get_available (self->balance);

  gtk_widget_set_visible (GTK_WIDGET (self), available);
  if (!available)
    return;

  const char *text = whin_balance_get_text (self->balance);
  gboolean busy = whin_balance_get_busy (self->balance);
  gboolean stale = whin_balance_get_stale (self->balance);
  g_autofree char *detail = dup_detail (self->balance);

  gtk_label_set_label (self->text, text != NULL ? text : "–");
  gtk_label_set_label (self->detail, detail);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->detail), stale ? detail : NULL);
  set_css_class (GTK_WIDGET (self->text), "dim-label", stale && text != NULL);
  set_css_class (GTK_WIDGET (self->detail), "dim-label", !stale);
  set_css_class (GTK_WIDGET (self->detail), "error", stale);
  gtk_stack_set_visible_child_name (self->refresh_stack, busy ? "busy" : "idle");
  gtk_spinner_set_spinning (self->spinner, busy);
}

static gboolean
on_age_tick (gpointer data)
{
  update (data);
  return G_SOURCE_CONTINUE;
}

static void
on_refresh_clicked (GtkButton *button, WhinBalanceRow *self)
{
  if (self->balance != NULL)
    whin_balance_check (self->balance);
}

static void
whin_balance_row_map (GtkWidget *widget)
{
  WhinBalanceRow *self = WHIN_BALANCE_ROW (widget);

  GTK_WIDGET_CLASS (whin_balance_row_parent_class)->map (widget);
  update (self);
  self->age_source = g_timeout_add_seconds (AGE_REFRESH_SECONDS, on_age_tick, self);
}

static void
whin_balance_row_unmap (GtkWidget *widget)
{
  WhinBalanceRow *self = WHIN_BALANCE_ROW (widget);

  g_clear_handle_id (&self->age_source, g_source_remove);
  GTK_WIDGET_CLASS (whin_balance_row_parent_class)->unmap (widget);
}

static void
whin_balance_row_dispose (GObject *object)
{
  WhinBalanceRow *self = WHIN_BALANCE_ROW (object);

  g_clear_handle_id (&self->age_source, g_source_remove);
  if (self->balance != NULL)
    g_signal_handlers_disconnect_by_data (self->balance, self);
  g_clear_object (&self->balance);
  G_OBJECT_CLASS (whin_balance_row_parent_class)->dispose (object);
}

static void
whin_balance_row_class_init (WhinBalanceRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = whin_balance_row_dispose;
  widget_class->map = whin_balance_row_map;
  widget_class->unmap = whin_balance_row_unmap;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/whinchat/Whinchat/whin-balance-row.ui");
  gtk_widget_class_bind_template_child (widget_class, WhinBalanceRow, text);
  gtk_widget_class_bind_template_child (widget_class, WhinBalanceRow, detail);
  gtk_widget_class_bind_template_child (widget_class, WhinBalanceRow, refresh_stack);
  gtk_widget_class_bind_template_child (widget_class, WhinBalanceRow, spinner);
  gtk_widget_class_bind_template_callback (widget_class, on_refresh_clicked);
}

static void
whin_balance_row_init (WhinBalanceRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
whin_balance_row_set_balance (WhinBalanceRow *self, WhinBalance *balance)
{
  g_return_if_fail (WHIN_IS_BALANCE_ROW (self));

  if (self->balance != NULL)
    g_signal_handlers_disconnect_by_data (self->balance, self);
  g_set_object (&self->balance, balance);
  if (balance != NULL)
    g_signal_connect_swapped (balance, "notify", G_CALLBACK (update), self);
  update (self);
}
