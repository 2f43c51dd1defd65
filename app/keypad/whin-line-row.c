/* SPDX-License-Identifier: Apache-2.0 */
#include "app/keypad/whin-line-row.h"

#include "app/audio/whin-audio-list.h"
#include "app/call/whin-call-words.h"

#include <glib/gi18n.h>

struct _WhinLineRow {
  AdwBin parent_instance;

  WhinPhone *phone;

  GtkStack *sign;
  GtkImage *icon;
  GtkSpinner *spinner;
  GtkLabel *state;
  GtkWidget *retry;
  GtkWidget *voicemail;
  GtkLabel *messages;
};

G_DEFINE_FINAL_TYPE (WhinLineRow, whin_line_row, ADW_TYPE_BIN)

static const char *
get_icon (WhinLineState state, gboolean may_disturb, gboolean can_talk)
{
  switch (state) {
  case WHIN_LINE_REGISTERED:
    if (!can_talk)
      return "dialog-warning-symbolic";
    return may_disturb ? "whin-check-symbolic" : "notifications-disabled-symbolic";
  case WHIN_LINE_NO_NETWORK:
    return "network-offline-symbolic";
  case WHIN_LINE_WAITING:
  case WHIN_LINE_REFUSED:
    return "dialog-warning-symbolic";
  case WHIN_LINE_OFF:
  case WHIN_LINE_REGISTERING:
  case WHIN_LINE_UNREGISTERING:
  default:
    return "whin-cross-symbolic";
  }
}

static gboolean
is_under_way (WhinLineState state)
{
  return state == WHIN_LINE_REGISTERING || state == WHIN_LINE_UNREGISTERING;
}

static gboolean
is_retry_of_use (WhinLineState state)
{
  return state == WHIN_LINE_WAITING || state == WHIN_LINE_REFUSED || state == WHIN_LINE_NO_NETWORK;
}

static void
set_class (GtkWidget *widget, const char *css_class, gboolean set)
{
  if (set)
    gtk_widget_add_css_class (widget, css_class);
  else
    gtk_widget_remove_css_class (widget, css_class);
}

static void
update_voicemail (WhinLineRow *self, WhinLine *line)
{
  guint n = whin_line_get_voicemail_new (line);
  gboolean waiting = whin_line_get_voicemail_waiting (line);
  g_autofree char *count = g_strdup_printf ("%u", n);
  g_autofree char *spoken =
      n > 0 ? g_strdup_printf (ngettext ("%u new voicemail", "%u new voicemails", n), n)
            : g_strdup (waiting ? _ ("New voicemail") : _ ("Voicemail"));

  gtk_widget_set_visible (self->voicemail,
                          waiting || whin_line_get_voicemail_number (line) != NULL);
  set_class (self->voicemail, "waiting", waiting);
  gtk_label_set_text (self->messages, n > 0 ? count : "");
  gtk_widget_set_visible (GTK_WIDGET (self->messages), n > 0);
  gtk_widget_set_tooltip_text (self->voicemail, spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->voicemail), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, -1);
}

/* The line, or what else keeps calls from being of use. */
static char *
dup_text (WhinLineState state, WhinLine *line, gboolean may_disturb, const char *trouble)
{
  if (state != WHIN_LINE_REGISTERED)
    return whin_call_words_dup_line (line);
  if (trouble != NULL)
    return g_strdup (trouble);
  return may_disturb ? whin_call_words_dup_line (line) : g_strdup (_ ("Do not disturb"));
}

static void
update (WhinLineRow *self)
{
  WhinPhoneProvider *provider = whin_phone_get_provider (self->phone);
  WhinLine *line = whin_phone_get_line (self->phone);
  WhinAudioDevices *devices = whin_phone_get_devices (self->phone);
  const char *trouble = devices != NULL ? whin_audio_list_get_trouble (devices) : NULL;
  gboolean may_disturb, is_fine;
  WhinLineState state;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), line != NULL);
  if (line == NULL)
    return;
  may_disturb = !whin_phone_provider_get_do_not_disturb (provider);
  state = whin_line_get_state (line);
  is_fine = state == WHIN_LINE_REGISTERED && may_disturb && trouble == NULL;
  text = dup_text (state, line, may_disturb, trouble);
  gtk_label_set_text (self->state, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->state), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->state), whin_line_get_address (line));
  gtk_image_set_from_icon_name (self->icon, get_icon (state, may_disturb, trouble == NULL));
  gtk_stack_set_visible_child_name (self->sign, is_under_way (state) ? "busy" : "icon");
  gtk_spinner_set_spinning (self->spinner, is_under_way (state));
  set_class (GTK_WIDGET (self->icon), "success", is_fine);
  set_class (GTK_WIDGET (self->icon), "warning",
             is_retry_of_use (state) || (state == WHIN_LINE_REGISTERED && trouble != NULL));
  gtk_widget_set_visible (self->retry, is_retry_of_use (state));
  update_voicemail (self, line);
}

static void
on_retry_clicked (GtkButton *button, WhinLineRow *self)
{
  whin_phone_retry (self->phone);
}

static void
on_voicemail_clicked (GtkButton *button, WhinLineRow *self)
{
  WhinLine *line = whin_phone_get_line (self->phone);
  const char *number = line != NULL ? whin_line_get_voicemail_number (line) : NULL;

  if (number != NULL) {
    gtk_widget_activate_action (GTK_WIDGET (self), "win.dial", "s", number);
    return;
  }
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-prefs", NULL);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.notice", "s",
                              _ ("Enter your voicemail’s number first"));
}

static void
whin_line_row_dispose (GObject *object)
{
  g_clear_object (&WHIN_LINE_ROW (object)->phone);
  G_OBJECT_CLASS (whin_line_row_parent_class)->dispose (object);
}

static void
whin_line_row_class_init (WhinLineRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = whin_line_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/whinchat/Whinchat/whin-line-row.ui");
  gtk_widget_class_bind_template_child (widget_class, WhinLineRow, sign);
  gtk_widget_class_bind_template_child (widget_class, WhinLineRow, icon);
  gtk_widget_class_bind_template_child (widget_class, WhinLineRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, WhinLineRow, state);
  gtk_widget_class_bind_template_child (widget_class, WhinLineRow, retry);
  gtk_widget_class_bind_template_child (widget_class, WhinLineRow, voicemail);
  gtk_widget_class_bind_template_child (widget_class, WhinLineRow, messages);
  gtk_widget_class_bind_template_callback (widget_class, on_retry_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_voicemail_clicked);
}

static void
whin_line_row_init (WhinLineRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
whin_line_row_set_phone (WhinLineRow *self, WhinPhone *phone)
{
  WhinPhoneProvider *provider;
  WhinAudioDevices *devices;

  g_return_if_fail (WHIN_IS_LINE_ROW (self));
  g_return_if_fail (self->phone == NULL);

  self->phone = g_object_ref (phone);
  provider = whin_phone_get_provider (phone);
  g_signal_connect_object (phone, "line-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  devices = whin_phone_get_devices (phone);
  if (devices != NULL) {
    g_signal_connect_object (devices, "notify::has-microphone", G_CALLBACK (update), self,
                             G_CONNECT_SWAPPED);
    g_signal_connect_object (devices, "notify::has-speaker", G_CALLBACK (update), self,
                             G_CONNECT_SWAPPED);
  }
  if (provider != NULL)
    g_signal_connect_object (provider, "notify::do-not-disturb", G_CALLBACK (update), self,
                             G_CONNECT_SWAPPED);
  update (self);
}
