/* SPDX-License-Identifier: Apache-2.0 */
#include "app/keypad/whin-keypad-page.h"

#include "app/keypad/whin-balance-row.h"
#include "app/keypad/whin-dial-pad.h"
#include "app/keypad/whin-line-row.h"
#include "app/keypad/whin-number-entry.h"
#include "app/keypad/whin-number.h"

#include <glib/gi18n.h>

/* A page that is lower, in pixels, has smaller keys, or the call button would be out of sight. */
#define LOW 550

struct _WhinKeypadPage {
  AdwBin parent_instance;

  WhinPhone *phone;
  gboolean verbatim; /* what is inserted now needs no cleaning */

  WhinLineRow *line_row;
  GtkWidget *balance_place;
  WhinBalanceRow *balance_row;
  GtkEntry *number;
  GtkButton *delete;
  GtkWidget *callback;
  GtkStack *callback_sign;
  GtkSpinner *callback_spinner;
};

G_DEFINE_FINAL_TYPE (WhinKeypadPage, whin_keypad_page, ADW_TYPE_BIN)

static GtkEditable *
get_text (WhinKeypadPage *self)
{
  return gtk_editable_get_delegate (GTK_EDITABLE (self->number));
}

/* Only what was pasted is cleaned as a whole; of single keys, spaces go. */
static void
on_insert_text (
    GtkEditable *text, const char *inserted, int length, int *position, WhinKeypadPage *self)
{
  g_autofree char *given = length < 0 ? g_strdup (inserted) : g_strndup (inserted, (gsize)length);

  if (self->verbatim)
    return;
  g_signal_stop_emission_by_name (text, "insert-text");
  /* A single sign or letter is judged with what stands around it when there is a call. */
  gboolean single = g_utf8_strlen (given, -1) == 1;
  g_autofree char *cleaned =
      single && g_ascii_isgraph (*given) ? g_strdup (given) : whin_number_clean (given);
  if (*cleaned == '\0')
    return;
  self->verbatim = TRUE;
  gtk_editable_insert_text (text, cleaned, -1, position);
  self->verbatim = FALSE;
}

static void
on_number_changed (GtkEntry *number, WhinKeypadPage *self)
{
  gboolean empty = *gtk_editable_get_text (GTK_EDITABLE (number)) == '\0';

  gtk_widget_set_visible (GTK_WIDGET (self->delete), !empty);
}

static void
on_page_size (GtkAdjustment *adjustment, GParamSpec *pspec, WhinKeypadPage *self)
{
  if (gtk_adjustment_get_page_size (adjustment) < LOW)
    gtk_widget_add_css_class (GTK_WIDGET (self), "low");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "low");
}

static void
on_number_activate (GtkEntry *number, WhinKeypadPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "keypad.call", NULL);
}

static void
on_press (GtkWidget *widget, const char *action, GVariant *parameter)
{
  WhinKeypadPage *self = WHIN_KEYPAD_PAGE (widget);
  GtkEditable *text = get_text (self);
  int position;

  gtk_editable_delete_selection (text);
  position = gtk_editable_get_position (text);
  self->verbatim = TRUE;
  gtk_editable_insert_text (text, g_variant_get_string (parameter, NULL), -1, &position);
  self->verbatim = FALSE;
  gtk_editable_set_position (text, position);
}

static void
on_delete (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GtkEditable *text = get_text (WHIN_KEYPAD_PAGE (widget));
  int position = gtk_editable_get_position (text);

  if (gtk_editable_get_selection_bounds (text, NULL, NULL))
    gtk_editable_delete_selection (text);
  else if (position > 0)
    gtk_editable_delete_text (text, position - 1, position);
  else
    gtk_editable_delete_text (text, -1, 0);
}

/* Letters that were typed into a number stand for the keys that carry them. */
static char *
dup_number (WhinKeypadPage *self)
{
  return whin_number_clean (gtk_editable_get_text (GTK_EDITABLE (self->number)));
}

static void
on_call (GtkWidget *widget, const char *action, GVariant *parameter)
{
  WhinKeypadPage *self = WHIN_KEYPAD_PAGE (widget);
  g_autofree char *number = dup_number (self);
  const char *last = whin_phone_get_last_number (self->phone);
  g_autoptr (GError) error = NULL;

  if (*number == '\0' && last != NULL)
    whin_keypad_page_set_number (self, last);
  else if (*number == '\0')
    gtk_widget_activate_action (widget, "win.notice", "s", _ ("Enter a number first"));
  else if (whin_phone_dial (self->phone, number, &error))
    whin_keypad_page_set_number (self, "");
  else
    gtk_widget_activate_action (widget, "win.notice", "s", error->message);
}

static void
on_call_back (GtkWidget *widget, const char *action, GVariant *parameter)
{
  WhinKeypadPage *self = WHIN_KEYPAD_PAGE (widget);
  g_autofree char *number = dup_number (self);

  if (*number == '\0')
    gtk_widget_activate_action (widget, "win.notice", "s", _ ("Enter a number first"));
  else
    gtk_widget_activate_action (widget, "win.call-back", "s", number);
}

/* A call's bar needs the room, or a small window would hide the call button. */
static void
update_balance (WhinKeypadPage *self)
{
  gtk_widget_set_visible (self->balance_place,
                          gtk_widget_get_visible (GTK_WIDGET (self->balance_row)) &&
                              whin_phone_get_current (self->phone) == NULL);
}

static void
update_callback (WhinKeypadPage *self)
{
  WhinWebCallback *callback = whin_phone_get_web_callback (self->phone);
  gboolean is_busy = whin_web_callback_get_number (callback) != NULL;
  const char *text = is_busy ? _ ("Asking for a callback…") : _ ("Call by callback");

  gtk_widget_set_visible (self->callback, whin_web_callback_get_available (callback));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "keypad.call-back", !is_busy);
  gtk_stack_set_visible_child_name (self->callback_sign, is_busy ? "busy" : "icon");
  gtk_spinner_set_spinning (self->callback_spinner, is_busy);
  gtk_widget_set_tooltip_text (self->callback, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->callback), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
}

static void
whin_keypad_page_dispose (GObject *object)
{
  g_clear_object (&WHIN_KEYPAD_PAGE (object)->phone);
  G_OBJECT_CLASS (whin_keypad_page_parent_class)->dispose (object);
}

static void
whin_keypad_page_class_init (WhinKeypadPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = whin_keypad_page_dispose;
  g_type_ensure (WHIN_TYPE_BALANCE_ROW);
  g_type_ensure (WHIN_TYPE_DIAL_PAD);
  g_type_ensure (WHIN_TYPE_LINE_ROW);
  g_type_ensure (WHIN_TYPE_NUMBER_ENTRY);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/whinchat/Whinchat/whin-keypad-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WhinKeypadPage, line_row);
  gtk_widget_class_bind_template_child (widget_class, WhinKeypadPage, balance_place);
  gtk_widget_class_bind_template_child (widget_class, WhinKeypadPage, balance_row);
  gtk_widget_class_bind_template_child (widget_class, WhinKeypadPage, number);
  gtk_widget_class_bind_template_child (widget_class, WhinKeypadPage, delete);
  gtk_widget_class_bind_template_child (widget_class, WhinKeypadPage, callback);
  gtk_widget_class_bind_template_child (widget_class, WhinKeypadPage, callback_sign);
  gtk_widget_class_bind_template_child (widget_class, WhinKeypadPage, callback_spinner);
  gtk_widget_class_bind_template_callback (widget_class, on_page_size);
  gtk_widget_class_bind_template_callback (widget_class, on_number_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_number_activate);
  gtk_widget_class_install_action (widget_class, "keypad.press", "s", on_press);
  gtk_widget_class_install_action (widget_class, "keypad.delete", NULL, on_delete);
  gtk_widget_class_install_action (widget_class, "keypad.call", NULL, on_call);
  gtk_widget_class_install_action (widget_class, "keypad.call-back", NULL, on_call_back);
}

static void
whin_keypad_page_init (WhinKeypadPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (get_text (self), "insert-text", G_CALLBACK (on_insert_text), self, 0);
}

void
whin_keypad_page_set_balance (WhinKeypadPage *self, WhinBalance *balance)
{
  g_return_if_fail (WHIN_IS_KEYPAD_PAGE (self));

  whin_balance_row_set_balance (self->balance_row, balance);
}

void
whin_keypad_page_set_phone (WhinKeypadPage *self, WhinPhone *phone)
{
  g_return_if_fail (WHIN_IS_KEYPAD_PAGE (self));

  g_set_object (&self->phone, phone);
  whin_line_row_set_phone (self->line_row, phone);
  g_signal_connect_object (whin_phone_get_web_callback (phone), "notify",
                           G_CALLBACK (update_callback), self, G_CONNECT_SWAPPED);
  update_callback (self);
  g_signal_connect_object (self->balance_row, "notify::visible", G_CALLBACK (update_balance), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (phone, "call-changed", G_CALLBACK (update_balance), self,
                           G_CONNECT_SWAPPED);
  update_balance (self);
}

void
whin_keypad_page_set_number (WhinKeypadPage *self, const char *number)
{
  g_return_if_fail (WHIN_IS_KEYPAD_PAGE (self));

  self->verbatim = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->number), number);
  self->verbatim = FALSE;
  gtk_editable_set_position (GTK_EDITABLE (self->number), -1);
}

void
whin_keypad_page_focus (WhinKeypadPage *self)
{
  g_return_if_fail (WHIN_IS_KEYPAD_PAGE (self));

  gtk_entry_grab_focus_without_selecting (self->number);
}
