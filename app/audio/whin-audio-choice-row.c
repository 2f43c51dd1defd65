/* SPDX-License-Identifier: Apache-2.0 */
#include "app/audio/whin-audio-choice-row.h"

#include "app/audio/whin-audio-list.h"

struct _WhinAudioChoiceRow {
  AdwComboRow parent_instance;

  WhinAudioDevices *devices;
  WhinAudioRole role;
  GPtrArray *options; /* of WhinAudioOption, as they are shown */
  gboolean updates;   /* the selection follows, nobody chooses */
};

G_DEFINE_FINAL_TYPE (WhinAudioChoiceRow, whin_audio_choice_row, ADW_TYPE_COMBO_ROW)

static gboolean
are_equal (GPtrArray *old, GPtrArray *new)
{
  if (old == NULL || old->len != new->len)
    return FALSE;
  for (guint i = 0; i < new->len; i++) {
    WhinAudioOption *one = old->pdata[i], *other = new->pdata[i];
    if (g_strcmp0 (one->id, other->id) != 0 || g_strcmp0 (one->name, other->name) != 0)
      return FALSE;
  }
  return TRUE;
}

static void
update (WhinAudioChoiceRow *self)
{
  guint chosen;
  g_autoptr (GPtrArray) options = whin_audio_list_new (self->devices, self->role, &chosen);

  self->updates = TRUE;
  /* A list that stays is left alone: it may be open. */
  if (!are_equal (self->options, options)) {
    g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

    for (guint i = 0; i < options->len; i++)
      gtk_string_list_append (names, ((WhinAudioOption *)options->pdata[i])->name);
    adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (names));
    g_clear_pointer (&self->options, g_ptr_array_unref);
    self->options = g_steal_pointer (&options);
  }
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), chosen);
  self->updates = FALSE;
}

static void
on_selected (WhinAudioChoiceRow *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self));

  if (!self->updates && self->options != NULL && selected < self->options->len)
    whin_audio_devices_choose (self->devices, self->role,
                               ((WhinAudioOption *)self->options->pdata[selected])->id);
}

static void
whin_audio_choice_row_dispose (GObject *object)
{
  WhinAudioChoiceRow *self = WHIN_AUDIO_CHOICE_ROW (object);

  g_clear_object (&self->devices);
  g_clear_pointer (&self->options, g_ptr_array_unref);
  G_OBJECT_CLASS (whin_audio_choice_row_parent_class)->dispose (object);
}

static void
whin_audio_choice_row_class_init (WhinAudioChoiceRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = whin_audio_choice_row_dispose;
}

static void
whin_audio_choice_row_init (WhinAudioChoiceRow *self)
{
  g_signal_connect (self, "notify::selected", G_CALLBACK (on_selected), NULL);
}

void
whin_audio_choice_row_set (WhinAudioChoiceRow *self, WhinAudioDevices *devices, WhinAudioRole role)
{
  static const char *const properties[] = {"notify::microphone", "notify::speaker",
                                           "notify::ringer"};

  g_return_if_fail (WHIN_IS_AUDIO_CHOICE_ROW (self));
  g_return_if_fail (self->devices == NULL);

  self->devices = g_object_ref (devices);
  self->role = role;
  g_signal_connect_object (devices, "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (devices, properties[role], G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
