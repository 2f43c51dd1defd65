/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-app"

#include "app/call/whin-call-page.h"

#include "app/audio/whin-audio-button.h"
#include "app/audio/whin-audio-notice.h"
#include "app/call/whin-call-row.h"
#include "app/call/whin-call-words.h"
#include "app/call/whin-transfer-dialog.h"
#include "app/keypad/whin-dial-pad.h"

#include <glib/gi18n.h>
#include <string.h>

struct _WhinCallPage {
  AdwBin parent_instance;

  WhinPhone *phone;
  WhinCall *shown; /* whose digits are shown */
  WhinCall *ended; /* or NULL */

  AdwSqueezer *picture; /* the large one, a small one or none, as there is room */
  AdwAvatar *avatar;    /* the large one */
  GtkLabel *name;
  GtkLabel *number;
  GtkLabel *state;
  GtkWidget *marks;
  GtkImage *encryption_icon;
  GtkLabel *encryption;
  GtkWidget *quality_box;
  GtkImage *quality_icon;
  GtkLabel *quality;
  GtkListBox *calls;
  GtkWidget *keys;
  GtkLabel *digits;
  GtkWidget *controls;
  GtkToggleButton *pad;
  GtkWidget *mute;
  GtkWidget *add_box;
  GtkWidget *transfer_box;
  GtkWidget *merge_box;
  GtkWidget *hang_up;
  GtkWidget *ended_box;
  GtkWidget *close;
  WhinAudioButton *audio;
  WhinAudioNotice *audio_notice;
};

G_DEFINE_FINAL_TYPE (WhinCallPage, whin_call_page, ADW_TYPE_BIN)

/* The call in the foreground, or the one whose end is told. */
static WhinCall *
get_call (WhinCallPage *self)
{
  WhinCall *current = whin_phone_get_current (self->phone);

  return current != NULL ? current : self->ended;
}

static gboolean
may (WhinCall *call, WhinCallActions action)
{
  return (whin_call_get_actions (call) & action) != 0;
}

static gboolean
is_listed (WhinCallPage *self, WhinCall *call)
{
  WhinCall *current = whin_phone_get_current (self->phone);

  if (whin_call_get_state (call) == WHIN_CALL_INCOMING)
    return FALSE;
  return call != current || whin_call_get_in_conference (call);
}

/* (transfer none) (nullable): a call that could be joined to the current one. */
static WhinCall *
find_other (WhinCallPage *self)
{
  WhinCall *current = whin_phone_get_current (self->phone);

  for (guint i = 0; i < whin_phone_get_n_calls (self->phone); i++) {
    WhinCall *call = whin_phone_get_nth_call (self->phone, i);
    if (call != current && may (call, WHIN_CALL_CAN_CONFERENCE) &&
        !(whin_call_get_in_conference (call) && whin_call_get_in_conference (current)))
      return call;
  }
  return NULL;
}

static gboolean
shows_calls (WhinCallPage *self)
{
  guint position = 0;

  for (guint i = 0; i < whin_phone_get_n_calls (self->phone); i++) {
    WhinCall *call = whin_phone_get_nth_call (self->phone, i);
    GtkListBoxRow *row;

    if (!is_listed (self, call))
      continue;
    row = gtk_list_box_get_row_at_index (self->calls, (int)position++);
    if (row == NULL || whin_call_row_get_call (WHIN_CALL_ROW (row)) != call)
      return FALSE;
  }
  return gtk_list_box_get_row_at_index (self->calls, (int)position) == NULL;
}

static void
update_list (WhinCallPage *self)
{
  GtkListBoxRow *row;
  gboolean several;

  if (!shows_calls (self)) {
    while ((row = gtk_list_box_get_row_at_index (self->calls, 0)) != NULL)
      gtk_list_box_remove (self->calls, GTK_WIDGET (row));
    for (guint i = 0; i < whin_phone_get_n_calls (self->phone); i++) {
      WhinCall *call = whin_phone_get_nth_call (self->phone, i);
      if (is_listed (self, call))
        gtk_list_box_append (self->calls, GTK_WIDGET (whin_call_row_new (self->phone, call)));
    }
  }
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->calls, i)) != NULL; i++)
    whin_call_row_update (WHIN_CALL_ROW (row));
  several = gtk_list_box_get_row_at_index (self->calls, 0) != NULL;
  gtk_widget_set_visible (GTK_WIDGET (self->calls), several);
  adw_squeezer_page_set_enabled (adw_squeezer_get_page (self->picture, GTK_WIDGET (self->avatar)),
                                 !several &&
                                     !gtk_widget_get_visible (GTK_WIDGET (self->audio_notice)));
}

/* A conference is as safe and as good as its weakest member. */
static void
read_marks (WhinCallPage *self,
            WhinCall *call,
            WhinCallEncryption *encryption,
            WhinCallQuality *quality)
{
  *encryption = whin_call_get_encryption (call);
  *quality = whin_call_get_quality (call);
  for (guint i = 0; i < whin_phone_get_n_calls (self->phone); i++) {
    WhinCall *other = whin_phone_get_nth_call (self->phone, i);
    if (!whin_call_get_in_conference (call) || !whin_call_get_in_conference (other))
      continue;
    if (whin_call_get_encryption (other) == WHIN_CALL_ENCRYPTION_NONE ||
        *encryption == WHIN_CALL_ENCRYPTION_DTLS)
      *encryption = whin_call_get_encryption (other);
    *quality = MAX (*quality, whin_call_get_quality (other));
  }
}

static void
update_marks (WhinCallPage *self, WhinCall *call)
{
  WhinCallEncryption encryption;
  WhinCallQuality quality;
  const char *codec = whin_call_get_codec (call);
  gboolean answered = whin_call_get_answered_at (call) != NULL;

  read_marks (self, call, &encryption, &quality);
  gtk_widget_set_visible (self->marks, answered && self->ended == NULL &&
                                           !gtk_toggle_button_get_active (self->pad));
  gtk_image_set_from_icon_name (self->encryption_icon,
                                whin_call_words_get_encryption_icon (encryption));
  gtk_label_set_text (self->encryption, whin_call_words_get_encryption (encryption));
  gtk_widget_set_visible (self->quality_box, quality != WHIN_CALL_QUALITY_UNKNOWN);
  gtk_image_set_from_icon_name (self->quality_icon, whin_call_words_get_quality_icon (quality));
  gtk_label_set_text (self->quality, whin_call_words_get_quality (quality));
  gtk_widget_set_tooltip_text (self->marks, codec);
  gtk_widget_set_css_classes (self->quality_box,
                              quality == WHIN_CALL_QUALITY_POOR || quality == WHIN_CALL_QUALITY_LOST
                                  ? (const char *[]){"warning", NULL}
                                  : (const char *[]){"dim-label", NULL});
}

/* Everybody in the conference. */
static char *
dup_members (WhinCallPage *self)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < whin_phone_get_n_calls (self->phone); i++) {
    WhinCall *call = whin_phone_get_nth_call (self->phone, i);
    if (!whin_call_get_in_conference (call))
      continue;
    if (names->len > 0)
      g_string_append (names, ", ");
    g_string_append (names, whin_call_words_get_name (call));
  }
  return g_string_free (names, FALSE);
}

static void
update_person (WhinCallPage *self, WhinCall *call)
{
  gboolean conference = whin_call_get_in_conference (call);
  g_autofree char *members = conference ? dup_members (self) : NULL;
  const char *name = conference ? _ ("Conference") : whin_call_words_get_name (call);
  const char *number = conference ? members : whin_call_words_get_number (call);
  const char *trouble =
      whin_call_get_state (call) != WHIN_CALL_ENDED ? whin_call_get_reason (call) : NULL;
  g_autofree char *state = whin_call_words_dup_state (call);
  g_autofree char *text =
      trouble != NULL && *trouble != '\0' ? g_strdup_printf ("%s\n%s", state, trouble) : NULL;

  adw_avatar_set_text (self->avatar, name);
  adw_avatar_set_show_initials (self->avatar, number != NULL && !conference);
  gtk_label_set_text (self->name, name);
  gtk_label_set_text (self->number, number != NULL ? number : "");
  gtk_widget_set_visible (GTK_WIDGET (self->number), number != NULL);
  gtk_label_set_text (self->state, text != NULL ? text : state);
}

/* What happens, for a screen reader: changes with the state, not with every second. */
static void
announce (WhinCallPage *self, WhinCall *call)
{
  g_autofree char *text = whin_call_words_dup_announcement (call);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->state), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  -1);
}

/* What had the focus goes with the call; it must not pass to the button that calls again. */
static void
show_ended (WhinCallPage *self, gboolean over)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (gtk_widget_get_visible (self->ended_box) == over)
    return;
  gtk_widget_set_visible (self->ended_box, over);
  if (over && gtk_widget_get_mapped (GTK_WIDGET (self)) &&
      (focus == NULL || gtk_widget_is_ancestor (focus, GTK_WIDGET (self))))
    gtk_widget_grab_focus (self->close);
}

static void
update_controls (WhinCallPage *self, WhinCall *call)
{
  gboolean over = whin_call_get_state (call) == WHIN_CALL_ENDED;
  gboolean keys = !over && gtk_toggle_button_get_active (self->pad);

  show_ended (self, over);
  gtk_widget_set_visible (self->controls, !over);
  gtk_widget_set_visible (self->hang_up, !over);
  gtk_widget_set_visible (self->keys, keys);
  gtk_widget_set_visible (GTK_WIDGET (self->picture), !keys);
  /* Both don't fit on a small screen. */
  gtk_widget_set_visible (self->add_box, !keys);
  gtk_widget_set_visible (self->transfer_box, !keys);
  gtk_widget_set_visible (self->merge_box, !keys);
  gtk_widget_set_sensitive (GTK_WIDGET (self->pad), may (call, WHIN_CALL_CAN_SEND_DTMF));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "call.transfer",
                                 may (call, WHIN_CALL_CAN_TRANSFER));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "call.merge",
                                 !over && may (call, WHIN_CALL_CAN_CONFERENCE) &&
                                     find_other (self) != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "call.again",
                                 over && *whin_call_get_number (call) != '\0');
}

static void
on_pad_toggled (GtkToggleButton *pad, GParamSpec *pspec, WhinCallPage *self)
{
  whin_call_page_update (self);
}

static void
on_press (GtkWidget *widget, const char *action, GVariant *parameter)
{
  WhinCallPage *self = WHIN_CALL_PAGE (widget);
  WhinCall *call = whin_phone_get_current (self->phone);
  const char *digit = g_variant_get_string (parameter, NULL);
  g_autofree char *digits = NULL;

  if (call == NULL || !whin_call_send_dtmf (call, digit))
    return;
  digits = g_strconcat (gtk_label_get_text (self->digits), digit, NULL);
  gtk_label_set_text (self->digits, digits);
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                WhinCallPage *self)
{
  char digit[2] = {0};
  gunichar character = gdk_keyval_to_unicode (key);

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0 || character == 0 ||
      character > 0x7f || strchr ("0123456789*#+", (char)character) == NULL)
    return GDK_EVENT_PROPAGATE;
  digit[0] = (char)character;
  if (whin_phone_get_current (self->phone) == NULL) { /* of the next call */
    gtk_widget_activate_action (GTK_WIDGET (self), "win.type", "s", digit);
    return GDK_EVENT_STOP;
  }
  if (digit[0] == '+') /* no tone */
    return GDK_EVENT_PROPAGATE;
  if (gtk_widget_get_sensitive (GTK_WIDGET (self->pad)))
    gtk_toggle_button_set_active (self->pad, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (self), "keypad.press", "s", digit);
  return GDK_EVENT_STOP;
}

/* The keys go first; the focus, which may be in them, stays on the page. */
static void
on_escape (GtkWidget *widget, const char *action, GVariant *parameter)
{
  WhinCallPage *self = WHIN_CALL_PAGE (widget);

  if (!gtk_widget_get_visible (self->keys)) {
    gtk_widget_activate_action (widget, "call.hide", NULL);
    return;
  }
  gtk_widget_grab_focus (GTK_WIDGET (self->pad));
  gtk_toggle_button_set_active (self->pad, FALSE);
}

static void
on_transfer (GtkWidget *widget, const char *action, GVariant *parameter)
{
  WhinCallPage *self = WHIN_CALL_PAGE (widget);
  WhinCall *call = whin_phone_get_current (self->phone);

  if (call != NULL)
    whin_transfer_dialog_present (GTK_WINDOW (gtk_widget_get_root (widget)), self->phone, call);
}

static void
on_merge (GtkWidget *widget, const char *action, GVariant *parameter)
{
  WhinCallPage *self = WHIN_CALL_PAGE (widget);
  WhinCall *current = whin_phone_get_current (self->phone);
  WhinCall *other = current != NULL ? find_other (self) : NULL;
  g_autoptr (GError) error = NULL;

  if (other != NULL && !whin_call_join (current, other, &error))
    gtk_widget_activate_action (widget, "win.notice", "s", error->message);
}

static void
on_add (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "call.hide", NULL);
  gtk_widget_activate_action (widget, "win.fill-in", "s", "");
}

static void
on_again (GtkWidget *widget, const char *action, GVariant *parameter)
{
  WhinCallPage *self = WHIN_CALL_PAGE (widget);
  g_autofree char *number = NULL;

  if (self->ended == NULL)
    return;
  number = g_strdup (whin_call_get_number (self->ended));
  gtk_widget_activate_action (widget, "win.dial", "s", number);
}

static void
whin_call_page_dispose (GObject *object)
{
  WhinCallPage *self = WHIN_CALL_PAGE (object);

  g_clear_object (&self->shown);
  g_clear_object (&self->ended);
  g_clear_object (&self->phone);
  G_OBJECT_CLASS (whin_call_page_parent_class)->dispose (object);
}

static void
whin_call_page_class_init (WhinCallPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = whin_call_page_dispose;
  g_type_ensure (WHIN_TYPE_AUDIO_BUTTON);
  g_type_ensure (WHIN_TYPE_AUDIO_NOTICE);
  g_type_ensure (WHIN_TYPE_DIAL_PAD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/whinchat/Whinchat/whin-call-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WhinCallPage, picture);
  gtk_widget_class_bind_template_child (widget_class, WhinCallPage, avatar);
  gtk_widget_class_bind_template_child (widget_class, WhinCallPage, name);
  gtk_widget_class_bind_template_child (widget_class, WhinCallPage, number);
  gtk_widget_class_bind_template_child (widget_class, WhinCallPage, state);
  gtk_widget_class_bind_template_child (widget_class, WhinCallPage, marks);
  gtk_widget_class_bind_template_child (widget_class, WhinCallPage, encryption_icon);
  gtk_widget_class_bind_template_child (widget_class, WhinCallPage, encryption);
  gtk_widget_class_bind_template_child (widget_class, WhinCallPage, quality_box);
  gtk_widget_class_bind_template_child (widget_class, WhinCallPage, quality_icon);
  gtk_widget_class_bind_template_child (widget_class, WhinCallPage, quality);
  gtk_widget_class_bind_template_child (widget_class, WhinCallPage, calls);
  gtk_widget_class_bind_template_child (widget_class, WhinCallPage, keys);
  gtk_widget_class_bind_template_child (widget_class, WhinCallPage, digits);
  gtk_widget_class_bind_template_child (widget_class, WhinCallPage, controls);
  gtk_widget_class_bind_template_child (widget_class, WhinCallPage, pad);
  gtk_widget_class_bind_template_child (widget_class, WhinCallPage, mute);
  gtk_widget_class_bind_template_child (widget_class, WhinCallPage, add_box);
  gtk_widget_class_bind_template_child (widget_class, WhinCallPage, transfer_box);
  gtk_widget_class_bind_template_child (widget_class, WhinCallPage, merge_box);
  gtk_widget_class_bind_template_child (widget_class, WhinCallPage, hang_up);
  gtk_widget_class_bind_template_child_full (widget_class, "ended", FALSE,
                                             G_STRUCT_OFFSET (WhinCallPage, ended_box));
  gtk_widget_class_bind_template_child (widget_class, WhinCallPage, close);
  gtk_widget_class_bind_template_child (widget_class, WhinCallPage, audio);
  gtk_widget_class_bind_template_child (widget_class, WhinCallPage, audio_notice);
  gtk_widget_class_bind_template_callback (widget_class, on_pad_toggled);
  gtk_widget_class_install_action (widget_class, "keypad.press", "s", on_press);
  gtk_widget_class_install_action (widget_class, "call.transfer", NULL, on_transfer);
  gtk_widget_class_install_action (widget_class, "call.merge", NULL, on_merge);
  gtk_widget_class_install_action (widget_class, "call.add", NULL, on_add);
  gtk_widget_class_install_action (widget_class, "call.again", NULL, on_again);
  gtk_widget_class_install_action (widget_class, "call.escape", NULL, on_escape);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "call.escape", NULL);
}

static void
whin_call_page_init (WhinCallPage *self)
{
  GtkEventController *keyboard;

  gtk_widget_init_template (GTK_WIDGET (self));
  keyboard = gtk_event_controller_key_new ();
  g_signal_connect_object (keyboard, "key-pressed", G_CALLBACK (on_key_pressed), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), keyboard);
}

void
whin_call_page_set_phone (WhinCallPage *self, WhinPhone *phone)
{
  g_return_if_fail (WHIN_IS_CALL_PAGE (self));

  g_set_object (&self->phone, phone);
  whin_audio_button_set_devices (self->audio, whin_phone_get_devices (phone));
  whin_audio_notice_set_devices (self->audio_notice, whin_phone_get_devices (phone));
}

void
whin_call_page_set_ended (WhinCallPage *self, WhinCall *call)
{
  g_return_if_fail (WHIN_IS_CALL_PAGE (self));

  g_set_object (&self->ended, call);
}

void
whin_call_page_update (WhinCallPage *self)
{
  WhinCall *call;

  g_return_if_fail (WHIN_IS_CALL_PAGE (self));

  call = self->phone != NULL ? get_call (self) : NULL;
  if (call == NULL)
    return;
  if (g_set_object (&self->shown, call)) {
    gtk_label_set_text (self->digits, "");
    gtk_toggle_button_set_active (self->pad, FALSE);
  }
  update_person (self, call);
  update_list (self);
  update_controls (self, call);
  update_marks (self, call);
  announce (self, call);
}

void
whin_call_page_focus (WhinCallPage *self)
{
  WhinCall *call;

  g_return_if_fail (WHIN_IS_CALL_PAGE (self));

  call = get_call (self);
  if (call != NULL && whin_call_get_state (call) == WHIN_CALL_ENDED)
    gtk_widget_grab_focus (self->close);
  else if (!gtk_widget_grab_focus (self->mute))
    gtk_widget_grab_focus (self->hang_up);
}
