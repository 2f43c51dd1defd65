/* SPDX-License-Identifier: Apache-2.0 */
#include "app/audio/whin-audio-notice.h"

#include "app/audio/whin-audio-list.h"

struct _WhinAudioNotice {
  AdwBin parent_instance;

  WhinAudioDevices *devices;
  GtkLabel *label;
};

G_DEFINE_FINAL_TYPE (WhinAudioNotice, whin_audio_notice, ADW_TYPE_BIN)

static void
update (WhinAudioNotice *self)
{
  const char *trouble = whin_audio_list_get_trouble (self->devices);

  gtk_widget_set_visible (GTK_WIDGET (self), trouble != NULL);
  gtk_label_set_text (self->label, trouble != NULL ? trouble : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->label), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  trouble != NULL ? trouble : "", -1);
}

static void
whin_audio_notice_dispose (GObject *object)
{
  g_clear_object (&WHIN_AUDIO_NOTICE (object)->devices);
  G_OBJECT_CLASS (whin_audio_notice_parent_class)->dispose (object);
}

static void
whin_audio_notice_class_init (WhinAudioNoticeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = whin_audio_notice_dispose;
}

static void
whin_audio_notice_init (WhinAudioNotice *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", "dialog-warning-symbolic",
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  self->label = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "xalign", 0.0, "accessible-role",
                              GTK_ACCESSIBLE_ROLE_STATUS, NULL);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));
  gtk_widget_add_css_class (box, "warning");
  gtk_widget_add_css_class (GTK_WIDGET (self), "audio-notice");
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
whin_audio_notice_set_devices (WhinAudioNotice *self, WhinAudioDevices *devices)
{
  g_return_if_fail (WHIN_IS_AUDIO_NOTICE (self));
  g_return_if_fail (self->devices == NULL);

  if (devices == NULL)
    return;
  self->devices = g_object_ref (devices);
  g_signal_connect_object (devices, "notify::has-microphone", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (devices, "notify::has-speaker", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
}
