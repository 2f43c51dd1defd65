/* SPDX-License-Identifier: Apache-2.0 */
#include "app/audio/whin-audio-list.h"

#include <glib/gi18n.h>

static void
whin_audio_option_free (gpointer data)
{
  WhinAudioOption *option = data;

  g_free (option->id);
  g_free (option->name);
  g_free (option);
}

static void
add (GPtrArray *options, const char *id, const char *name)
{
  WhinAudioOption *option = g_new0 (WhinAudioOption, 1);

  option->id = g_strdup (id);
  option->name = g_strdup (name);
  g_ptr_array_add (options, option);
}

GPtrArray *
whin_audio_list_new (WhinAudioDevices *devices, WhinAudioRole role, guint *chosen)
{
  GPtrArray *options = g_ptr_array_new_with_free_func (whin_audio_option_free);
  WhinAudioKind kind = role == WHIN_AUDIO_MICROPHONE ? WHIN_AUDIO_INPUT : WHIN_AUDIO_OUTPUT;
  const char *id = whin_audio_devices_get_chosen (devices, role);
  const char *name = whin_audio_devices_get_chosen_name (devices, role);

  *chosen = 0;
  add (options, NULL, _ ("System default"));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (devices)); i++) {
    g_autoptr (WhinAudioDevice) device = g_list_model_get_item (G_LIST_MODEL (devices), i);

    if (whin_audio_device_get_kind (device) != kind)
      continue;
    if (g_strcmp0 (whin_audio_device_get_id (device), id) == 0)
      *chosen = options->len;
    add (options, whin_audio_device_get_id (device), whin_audio_device_get_name (device));
  }
  if (id != NULL && *chosen == 0) {
    /* Translators: %s is the name of a microphone or a speaker. */
    g_autofree char *away = g_strdup_printf (_ ("%s (not connected)"), name != NULL ? name : id);

    *chosen = options->len;
    add (options, id, away);
  }
  return options;
}

const char *
whin_audio_list_get_trouble (WhinAudioDevices *devices)
{
  gboolean microphone = whin_audio_devices_get_has_microphone (devices);
  gboolean speaker = whin_audio_devices_get_has_speaker (devices);

  if (!microphone && !speaker)
    return _ ("No audio device: nobody hears you, and you hear nobody");
  if (!microphone)
    return _ ("No microphone: nobody hears you");
  return speaker ? NULL : _ ("No speaker: you hear nobody");
}
