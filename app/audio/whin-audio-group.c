/* SPDX-License-Identifier: Apache-2.0 */
#include "app/audio/whin-audio-group.h"

#include "app/audio/whin-audio-choice-row.h"
#include "app/audio/whin-audio-list.h"
#include "app/audio/whin-codec-row.h"

struct _WhinAudioGroup {
  AdwPreferencesGroup parent_instance;

  WhinAudioDevices *devices;

  AdwActionRow *trouble;
  WhinAudioChoiceRow *microphone;
  WhinAudioChoiceRow *speaker;
  WhinAudioChoiceRow *ringer;
  GtkToggleButton *listen;
  GtkLevelBar *level;
  GtkWidget *test_speaker;
  GtkWidget *test_ringer;
  GtkWidget *echo_row;
  GtkWidget *noise_row;
  GtkSwitch *echo;
  GtkSwitch *noise;
  WhinCodecRow *codecs;
};

G_DEFINE_FINAL_TYPE (WhinAudioGroup, whin_audio_group, ADW_TYPE_PREFERENCES_GROUP)

static void
update (WhinAudioGroup *self)
{
  const char *trouble = whin_audio_list_get_trouble (self->devices);
  gboolean has_microphone = whin_audio_devices_get_has_microphone (self->devices);
  gboolean has_speaker = whin_audio_devices_get_has_speaker (self->devices);

  gtk_widget_set_visible (GTK_WIDGET (self->trouble), trouble != NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->trouble),
                                 trouble != NULL ? trouble : "");
  gtk_widget_set_sensitive (GTK_WIDGET (self->listen), has_microphone);
  gtk_widget_set_sensitive (self->test_speaker, has_speaker);
  gtk_widget_set_sensitive (self->test_ringer, has_speaker);
  if (!has_microphone)
    gtk_toggle_button_set_active (self->listen, FALSE);
}

static void
on_listen_toggled (GtkToggleButton *button, WhinAudioGroup *self)
{
  g_autoptr (GError) error = NULL;

  if (!gtk_toggle_button_get_active (button))
    whin_audio_devices_stop_level (self->devices);
  else if (!whin_audio_devices_start_level (self->devices, &error)) {
    gtk_toggle_button_set_active (button, FALSE);
    gtk_widget_activate_action (GTK_WIDGET (self), "win.notice", "s", error->message);
  }
}

static void
on_test_clicked (GtkWidget *button, WhinAudioGroup *self)
{
  WhinAudioRole role = button == self->test_ringer ? WHIN_AUDIO_RINGER : WHIN_AUDIO_SPEAKER;
  g_autoptr (GError) error = NULL;

  if (!whin_audio_devices_play_test_sound (self->devices, role, &error))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.notice", "s", error->message);
}

static void
whin_audio_group_unmap (GtkWidget *widget)
{
  WhinAudioGroup *self = WHIN_AUDIO_GROUP (widget);

  gtk_toggle_button_set_active (self->listen, FALSE);
  if (self->devices != NULL)
    whin_audio_devices_stop_test_sound (self->devices);
  GTK_WIDGET_CLASS (whin_audio_group_parent_class)->unmap (widget);
}

static void
whin_audio_group_dispose (GObject *object)
{
  g_clear_object (&WHIN_AUDIO_GROUP (object)->devices);
  G_OBJECT_CLASS (whin_audio_group_parent_class)->dispose (object);
}

static void
whin_audio_group_class_init (WhinAudioGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = whin_audio_group_dispose;
  widget_class->unmap = whin_audio_group_unmap;
  g_type_ensure (WHIN_TYPE_AUDIO_CHOICE_ROW);
  g_type_ensure (WHIN_TYPE_CODEC_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/whinchat/Whinchat/whin-audio-group.ui");
  gtk_widget_class_bind_template_child (widget_class, WhinAudioGroup, trouble);
  gtk_widget_class_bind_template_child (widget_class, WhinAudioGroup, microphone);
  gtk_widget_class_bind_template_child (widget_class, WhinAudioGroup, speaker);
  gtk_widget_class_bind_template_child (widget_class, WhinAudioGroup, ringer);
  gtk_widget_class_bind_template_child (widget_class, WhinAudioGroup, listen);
  gtk_widget_class_bind_template_child (widget_class, WhinAudioGroup, level);
  gtk_widget_class_bind_template_child (widget_class, WhinAudioGroup, test_speaker);
  gtk_widget_class_bind_template_child (widget_class, WhinAudioGroup, test_ringer);
  gtk_widget_class_bind_template_child (widget_class, WhinAudioGroup, echo_row);
  gtk_widget_class_bind_template_child (widget_class, WhinAudioGroup, noise_row);
  gtk_widget_class_bind_template_child (widget_class, WhinAudioGroup, echo);
  gtk_widget_class_bind_template_child (widget_class, WhinAudioGroup, noise);
  gtk_widget_class_bind_template_child (widget_class, WhinAudioGroup, codecs);
  gtk_widget_class_bind_template_callback (widget_class, on_listen_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_test_clicked);
}

static void
whin_audio_group_init (WhinAudioGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
whin_audio_group_set (WhinAudioGroup *self, WhinAudioDevices *devices, WhinAccount *account)
{
  gboolean can_process;

  g_return_if_fail (WHIN_IS_AUDIO_GROUP (self));
  g_return_if_fail (self->devices == NULL);

  self->devices = g_object_ref (devices);
  can_process = whin_audio_devices_get_can_process (devices);
  whin_audio_choice_row_set (self->microphone, devices, WHIN_AUDIO_MICROPHONE);
  whin_audio_choice_row_set (self->speaker, devices, WHIN_AUDIO_SPEAKER);
  whin_audio_choice_row_set (self->ringer, devices, WHIN_AUDIO_RINGER);
  gtk_widget_set_visible (self->echo_row, can_process);
  gtk_widget_set_visible (self->noise_row, can_process);
  g_object_bind_property (devices, "echo-cancellation", self->echo, "active",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_object_bind_property (devices, "noise-suppression", self->noise, "active",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_object_bind_property (devices, "signal-level", self->level, "value", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (devices, "notify::has-microphone", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (devices, "notify::has-speaker", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  whin_codec_row_set_account (self->codecs, account);
  update (self);
}
