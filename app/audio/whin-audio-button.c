/* SPDX-License-Identifier: Apache-2.0 */
#include "app/audio/whin-audio-button.h"

#include "app/audio/whin-audio-list.h"

#include <glib/gi18n.h>

#define MAX_NAME 40 /* characters, in a menu */

struct _WhinAudioButton {
  AdwBin parent_instance;

  WhinAudioDevices *devices;
  GSimpleActionGroup *actions;
  GMenu *menu;
};

G_DEFINE_FINAL_TYPE (WhinAudioButton, whin_audio_button, ADW_TYPE_BIN)

static const struct {
  WhinAudioRole role;
  const char *action;
  const char *title;
} roles[] = {
    {WHIN_AUDIO_MICROPHONE, "microphone", N_ ("Microphone")},
    {WHIN_AUDIO_SPEAKER, "speaker", N_ ("Speaker")},
};

static char *
dup_label (const char *name)
{
  g_auto (GStrv) parts = NULL;
  g_autofree char *cut = NULL;

  cut = g_utf8_strlen (name, -1) > MAX_NAME ? g_utf8_substring (name, 0, MAX_NAME - 1) : NULL;
  if (cut != NULL) {
    g_autofree char *whole = g_steal_pointer (&cut);
    cut = g_strconcat (whole, "…", NULL);
  }
  /* A menu takes "_" for a mnemonic. */
  parts = g_strsplit (cut != NULL ? cut : name, "_", -1);
  return g_strjoinv ("__", parts);
}

static void
append_section (WhinAudioButton *self, gsize index)
{
  g_autoptr (GMenu) section = g_menu_new ();
  guint chosen;
  g_autoptr (GPtrArray) options = whin_audio_list_new (self->devices, roles[index].role, &chosen);
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), roles[index].action);

  for (guint i = 0; i < options->len; i++) {
    WhinAudioOption *option = options->pdata[i];
    g_autofree char *label = dup_label (option->name);
    g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);
    g_autofree char *name = g_strconcat ("audio.", roles[index].action, NULL);

    g_menu_item_set_action_and_target (item, name, "s", option->id != NULL ? option->id : "");
    g_menu_append_item (section, item);
    if (i == chosen)
      g_simple_action_set_state (G_SIMPLE_ACTION (action),
                                 g_variant_new_string (option->id != NULL ? option->id : ""));
  }
  g_menu_append_section (self->menu, _ (roles[index].title), G_MENU_MODEL (section));
}

static void
update (WhinAudioButton *self)
{
  g_menu_remove_all (self->menu);
  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++)
    append_section (self, i);
}

static void
on_change (GSimpleAction *action, GVariant *value, WhinAudioButton *self)
{
  const char *id = g_variant_get_string (value, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++) {
    if (g_str_equal (g_action_get_name (G_ACTION (action)), roles[i].action))
      whin_audio_devices_choose (self->devices, roles[i].role, *id != '\0' ? id : NULL);
  }
  g_simple_action_set_state (action, value);
}

static void
whin_audio_button_dispose (GObject *object)
{
  WhinAudioButton *self = WHIN_AUDIO_BUTTON (object);

  g_clear_object (&self->devices);
  g_clear_object (&self->actions);
  g_clear_object (&self->menu);
  G_OBJECT_CLASS (whin_audio_button_parent_class)->dispose (object);
}

static void
whin_audio_button_class_init (WhinAudioButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = whin_audio_button_dispose;
}

static void
whin_audio_button_init (WhinAudioButton *self)
{
  GtkWidget *button = gtk_menu_button_new ();
  const char *label = _ ("Audio devices");

  self->menu = g_menu_new ();
  self->actions = g_simple_action_group_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++) {
    g_autoptr (GSimpleAction) action = g_simple_action_new_stateful (
        roles[i].action, G_VARIANT_TYPE_STRING, g_variant_new_string (""));
    g_signal_connect_object (action, "change-state", G_CALLBACK (on_change), self, 0);
    g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (action));
  }
  gtk_widget_insert_action_group (GTK_WIDGET (self), "audio", G_ACTION_GROUP (self->actions));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "audio-speakers-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (self->menu));
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  adw_bin_set_child (ADW_BIN (self), button);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
whin_audio_button_set_devices (WhinAudioButton *self, WhinAudioDevices *devices)
{
  static const char *const signals[] = {"items-changed", "notify::microphone", "notify::speaker"};

  g_return_if_fail (WHIN_IS_AUDIO_BUTTON (self));
  g_return_if_fail (self->devices == NULL);

  gtk_widget_set_visible (GTK_WIDGET (self), devices != NULL);
  if (devices == NULL)
    return;
  self->devices = g_object_ref (devices);
  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    g_signal_connect_object (devices, signals[i], G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
