/* SPDX-License-Identifier: Apache-2.0 */
#include "app/settings/whin-preferences-page.h"

#include "app/audio/whin-audio-group.h"
#include "app/settings/whin-node-row.h"

#include <glib/gi18n.h>

struct _WhinPreferencesPage {
  AdwBin parent_instance;

  WhinPreferences *preferences;

  AdwPreferencesGroup *account_group;
  GtkCheckButton *system;
  GtkCheckButton *light;
  GtkCheckButton *dark;
  GtkSwitch *inspector;
  GtkSwitch *stay_reachable;
  WhinAudioGroup *audio;
};

G_DEFINE_FINAL_TYPE (WhinPreferencesPage, whin_preferences_page, ADW_TYPE_BIN)

static const struct {
  const char *node;
  const char *title;
} nodes[] = {
    {"userDisplayName", N_ ("Display name")},
    {"userCallerId", N_ ("Caller ID")},
    {"voiceMailNumber", N_ ("Voicemail number")},
    {"callbackNumber", N_ ("Callback number")},
};

static void
on_style_toggled (GtkCheckButton *button, WhinPreferencesPage *self)
{
  WhinStyle style = button == self->light  ? WHIN_STYLE_LIGHT
                    : button == self->dark ? WHIN_STYLE_DARK
                                           : WHIN_STYLE_SYSTEM;

  if (self->preferences != NULL && gtk_check_button_get_active (button))
    g_object_set (self->preferences, "style", style, NULL);
}

static void
whin_preferences_page_dispose (GObject *object)
{
  WhinPreferencesPage *self = WHIN_PREFERENCES_PAGE (object);

  g_clear_object (&self->preferences);
  G_OBJECT_CLASS (whin_preferences_page_parent_class)->dispose (object);
}

static void
whin_preferences_page_class_init (WhinPreferencesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = whin_preferences_page_dispose;
  g_type_ensure (WHIN_TYPE_AUDIO_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/whinchat/Whinchat/whin-preferences-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WhinPreferencesPage, account_group);
  gtk_widget_class_bind_template_child (widget_class, WhinPreferencesPage, system);
  gtk_widget_class_bind_template_child (widget_class, WhinPreferencesPage, light);
  gtk_widget_class_bind_template_child (widget_class, WhinPreferencesPage, dark);
  gtk_widget_class_bind_template_child (widget_class, WhinPreferencesPage, inspector);
  gtk_widget_class_bind_template_child (widget_class, WhinPreferencesPage, stay_reachable);
  gtk_widget_class_bind_template_child (widget_class, WhinPreferencesPage, audio);
  gtk_widget_class_bind_template_callback (widget_class, on_style_toggled);
}

static void
whin_preferences_page_init (WhinPreferencesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

WhinPreferencesPage *
whin_preferences_page_new (WhinSession *session,
                           WhinPreferences *preferences,
                           WhinAudioDevices *devices)
{
  WhinPreferencesPage *self = g_object_new (WHIN_TYPE_PREFERENCES_PAGE, NULL);
  WhinAccount *account = whin_session_get_account (session);

  for (gsize i = 0; i < G_N_ELEMENTS (nodes); i++) {
    WhinNodeRow *row = whin_node_row_new (account, nodes[i].node, _ (nodes[i].title));
    adw_preferences_group_add (self->account_group, GTK_WIDGET (row));
  }
  gtk_widget_set_visible (GTK_WIDGET (self->audio), devices != NULL);
  if (devices != NULL)
    whin_audio_group_set (self->audio, devices, account);
  GtkCheckButton *const styles[] = {self->system, self->light, self->dark};
  gtk_check_button_set_active (styles[whin_preferences_get_style (preferences)], TRUE);
  self->preferences = g_object_ref (preferences);
  g_object_bind_property (preferences, "web-inspector", self->inspector, "active",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_object_bind_property (preferences, "stay-reachable", self->stay_reachable, "active",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  return self;
}
