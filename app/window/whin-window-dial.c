/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-app"

#include "app/window/whin-window-private.h"

#include <glib/gi18n.h>

/*
 * Dialling from elsewhere than the keypad. Of a link's wish WhinDialRule has decided; here the
 * question is asked, one at a time, with "no" as the answer that comes by itself.
 */

static gboolean
dial (WhinWindow *self, const char *number)
{
  g_autoptr (GError) error = NULL;

  if (whin_phone_dial (self->phone, number, &error))
    return TRUE;
  whin_window_notice (self, error->message);
  return FALSE;
}

static void
dial_passed_on (WhinWindow *self, const char *number)
{
  g_autoptr (GError) error = NULL;

  if (!whin_phone_dial_passed_on (self->phone, number, &error))
    whin_window_notice (self, error->message);
}

static gboolean
call_back (WhinWindow *self, const char *number)
{
  g_autoptr (GError) error = NULL;

  if (!whin_phone_call_back (self->phone, number, &error)) {
    whin_window_notice (self, error->message);
    return FALSE;
  }
  whin_window_notice (self, _ ("Asking your provider for a callback…"));
  return TRUE;
}

/* The number has done its work on the keypad. */
static void
dial_filled_in (WhinWindow *self, const char *number, gboolean callback)
{
  if ((callback ? call_back (self, number) : dial (self, number)) && self->main != NULL)
    whin_main_page_fill_in (self->main, "");
}

static void
on_response (AdwMessageDialog *dialog, const char *response, WhinWindow *self)
{
  const char *number = g_object_get_data (G_OBJECT (dialog), "whin-number");

  if (g_str_equal (response, "call") || g_str_equal (response, "call-back"))
    dial_filled_in (self, number, g_str_equal (response, "call-back"));
  else if (g_str_equal (response, "go-on"))
    dial_passed_on (self, number);
}

/* @response: what yes means in on_response() */
static void
ask (WhinWindow *self, const char *number, const char *body, const char *response)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), NULL, body);

  if (self->question != NULL)
    gtk_window_destroy (self->question);
  g_set_weak_pointer (&self->question, GTK_WINDOW (dialog));
  /* Translators: %s is a number. */
  adw_message_dialog_format_heading (ADW_MESSAGE_DIALOG (dialog), _ ("Call %s?"), number);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), response,
                                    _ ("C_all"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), response,
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "whin-number", g_strdup (number), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_response), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
whin_window_dial_by_link (WhinWindow *self, const WhinDestination *destination)
{
  switch (destination->dial) {
  case WHIN_DIAL_NOW:
    dial_filled_in (self, destination->number, destination->callback);
    break;
  case WHIN_DIAL_ASK:
    if (destination->callback)
      ask (self, destination->number,
           _ ("Another program asks for this call. Your provider calls you, and connects you."),
           "call-back");
    else
      ask (self, destination->number, _ ("Another program asks for this call."), "call");
    break;
  case WHIN_DIAL_FILL_IN:
  default:
    break;
  }
}

void
whin_window_on_call_changed (WhinPhone *phone, WhinCall *call, WhinWindow *self)
{
  const char *number = whin_call_get_passed_on_to (call);
  g_autofree char *body = NULL;

  if (number == NULL || whin_call_get_state (call) != WHIN_CALL_ENDED)
    return;
  /* Translators: %s is the number that the person dialled. The question is "Call (another)?" */
  body = g_strdup_printf (_ ("Your call to %s is passed on to this number, which may cost more."),
                          whin_call_get_number (call));
  ask (self, number, body, "go-on");
}

void
whin_window_on_dial (GtkWidget *widget, const char *action, GVariant *parameter)
{
  dial (WHIN_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

void
whin_window_on_call_back (GtkWidget *widget, const char *action, GVariant *parameter)
{
  dial_filled_in (WHIN_WINDOW (widget), g_variant_get_string (parameter, NULL), TRUE);
}

void
whin_window_on_callback_answered (WhinWebCallback *callback,
                                  gboolean accepted,
                                  const char *text,
                                  WhinWindow *self)
{
  g_autofree char *notice =
      accepted ? g_strdup (text) : g_strdup_printf (_ ("No callback. %s"), text);

  whin_window_notice (self, notice);
}
