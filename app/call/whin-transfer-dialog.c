/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-app"

#include "app/call/whin-transfer-dialog.h"

#include "app/call/whin-call-words.h"
#include "app/keypad/whin-number.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct {
  WhinCall *call;
  AdwMessageDialog *dialog; /* owns this */
  GtkEditable *number;
} Transfer;

/* The other calls are responses of the dialog: "call-" and their ID. */
#define CALL_RESPONSE "call-"

static void
transfer_free (gpointer data)
{
  Transfer *transfer = data;

  g_object_unref (transfer->call);
  g_free (transfer);
}

static void
on_transferred (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) window = user_data;
  g_autoptr (GError) error = NULL;

  if (!whin_call_transfer_finish (WHIN_CALL (source), result, &error)) {
    g_autofree char *text =
        /* Translators: %s is a sentence that says why. */
        g_strdup_printf (_ ("The call wasn’t transferred. %s"), error->message);
    gtk_widget_activate_action (window, "win.notice", "s", text);
  }
}

static void
on_number_changed (GtkEditable *number, Transfer *transfer)
{
  g_autofree char *clean = whin_number_clean (gtk_editable_get_text (number));

  adw_message_dialog_set_response_enabled (transfer->dialog, "transfer", *clean != '\0');
}

static void
on_response (AdwMessageDialog *dialog, const char *response, Transfer *transfer)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (dialog));
  WhinPhone *phone = g_object_get_data (G_OBJECT (dialog), "whin-phone");
  WhinCall *other = NULL;

  if (g_str_has_prefix (response, CALL_RESPONSE))
    other = whin_phone_find_call (
        phone, (guint)g_ascii_strtoull (response + strlen (CALL_RESPONSE), NULL, 10));
  if (other != NULL)
    whin_call_transfer_to_call_async (transfer->call, other, NULL, on_transferred,
                                      g_object_ref (parent));
  else if (g_str_equal (response, "transfer")) {
    g_autofree char *clean = whin_number_clean (gtk_editable_get_text (transfer->number));
    whin_call_transfer_async (transfer->call, clean, NULL, on_transferred, g_object_ref (parent));
  }
}

static void
add_other_calls (AdwMessageDialog *dialog, WhinPhone *phone, WhinCall *call)
{
  for (guint i = 0; i < whin_phone_get_n_calls (phone); i++) {
    WhinCall *other = whin_phone_get_nth_call (phone, i);
    g_autofree char *response = NULL;
    g_autofree char *label = NULL;
    g_auto (GStrv) parts = NULL;
    g_autofree char *name = NULL;

    if (other == call || (whin_call_get_actions (other) & WHIN_CALL_CAN_TRANSFER) == 0)
      continue;
    /* A single underline would mark a letter. */
    parts = g_strsplit (whin_call_words_get_name (other), "_", -1);
    name = g_strjoinv ("__", parts);
    response = g_strdup_printf (CALL_RESPONSE "%u", whin_phone_get_call_id (phone, other));
    /* Translators: %s is the name or number of another call's other side. */
    label = g_strdup_printf (_ ("Connect with %s"), name);
    adw_message_dialog_add_response (dialog, response, label);
  }
}

void
whin_transfer_dialog_present (GtkWindow *parent, WhinPhone *phone, WhinCall *call)
{
  Transfer *transfer = g_new0 (Transfer, 1);
  GtkWidget *number = gtk_entry_new ();
  GtkWidget *dialog = adw_message_dialog_new (parent, _ ("Transfer call"), NULL);

  adw_message_dialog_format_body (
      /* Translators: %s is the name or number of the other side. */
      ADW_MESSAGE_DIALOG (dialog), _ ("To whom shall %s be handed over?"),
      whin_call_words_get_name (call));
  transfer->call = g_object_ref (call);
  transfer->dialog = ADW_MESSAGE_DIALOG (dialog);
  transfer->number = GTK_EDITABLE (number);
  gtk_entry_set_placeholder_text (GTK_ENTRY (number), _ ("Number or address"));
  gtk_entry_set_input_purpose (GTK_ENTRY (number), GTK_INPUT_PURPOSE_PHONE);
  gtk_entry_set_max_length (GTK_ENTRY (number), WHIN_NUMBER_MAX_BYTES);
  gtk_entry_set_activates_default (GTK_ENTRY (number), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (number), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Number or address"), -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), number);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"));
  add_other_calls (ADW_MESSAGE_DIALOG (dialog), phone, call);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "transfer", _ ("_Transfer"));
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "transfer",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (dialog), "transfer", FALSE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "transfer");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "whin-transfer", transfer, transfer_free);
  g_object_set_data_full (G_OBJECT (dialog), "whin-phone", g_object_ref (phone), g_object_unref);
  g_signal_connect (dialog, "response", G_CALLBACK (on_response), transfer);
  g_signal_connect (number, "changed", G_CALLBACK (on_number_changed), transfer);
  /* The call may end while the question stands. */
  g_signal_connect_object (call, "notify::end", G_CALLBACK (gtk_window_close), dialog,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}
