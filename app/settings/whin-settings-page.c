/* SPDX-License-Identifier: Apache-2.0 */
#include "app/settings/whin-settings-page.h"

#include "app/account/whin-account-name.h"
#include "app/keypad/whin-age.h"

#include <glib/gi18n.h>

struct _WhinSettingsPage {
  AdwBin parent_instance;

  WhinSession *session;

  AdwAvatar *avatar;
  AdwActionRow *account;
  AdwActionRow *update;
  GtkButton *update_button;
  GtkSpinner *update_spinner;
  AdwActionRow *topup;
  AdwActionRow *addons;
};

G_DEFINE_FINAL_TYPE (WhinSettingsPage, whin_settings_page, ADW_TYPE_BIN)

static void
update_account (WhinSettingsPage *self)
{
  WhinAccount *account = whin_session_get_account (self->session);
  const char *name = whin_account_name (account);
  const char *username = whin_account_get_text (account, "username");
  const char *host = whin_account_get_text (account, "host");
  g_autofree char *address =
      *host != '\0' ? g_strdup_printf ("%s@%s", username, host) : g_strdup (username);

  adw_avatar_set_text (self->avatar, name);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->account), name);
  adw_action_row_set_subtitle (self->account, address);
}

static void
update_provisioning (WhinSettingsPage *self)
{
  WhinProvisioner *provisioner = whin_session_get_provisioner (self->session);
  gboolean busy = whin_provisioner_get_busy (provisioner);
  const char *error = whin_provisioner_get_error (provisioner);
  GDateTime *finished_at = whin_provisioner_get_finished_at (provisioner);
  g_autofree char *updated = NULL;

  if (finished_at != NULL) {
    g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
    g_autofree char *age = whin_age_text (finished_at, now);
    /* Translators: %s is "just now", "2 min ago" and so on */
    updated = g_strdup_printf (_ ("Updated %s"), age);
  }
  adw_action_row_set_subtitle (self->update, error != NULL     ? error
                                             : updated != NULL ? updated
                                                               : "");
  gtk_widget_set_visible (GTK_WIDGET (self->update_button), !busy);
  gtk_widget_set_visible (GTK_WIDGET (self->update_spinner), busy);
  gtk_spinner_set_spinning (self->update_spinner, busy);
}

static void
on_update_clicked (GtkButton *button, WhinSettingsPage *self)
{
  whin_provisioner_update (whin_session_get_provisioner (self->session), WHIN_PROVISION_ALL);
}

static void
whin_settings_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (whin_settings_page_parent_class)->map (widget);
  update_provisioning (WHIN_SETTINGS_PAGE (widget));
}

static void
whin_settings_page_dispose (GObject *object)
{
  WhinSettingsPage *self = WHIN_SETTINGS_PAGE (object);

  g_clear_object (&self->session);
  G_OBJECT_CLASS (whin_settings_page_parent_class)->dispose (object);
}

static void
whin_settings_page_class_init (WhinSettingsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = whin_settings_page_dispose;
  widget_class->map = whin_settings_page_map;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/whinchat/Whinchat/whin-settings-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WhinSettingsPage, avatar);
  gtk_widget_class_bind_template_child (widget_class, WhinSettingsPage, account);
  gtk_widget_class_bind_template_child (widget_class, WhinSettingsPage, update);
  gtk_widget_class_bind_template_child (widget_class, WhinSettingsPage, update_button);
  gtk_widget_class_bind_template_child (widget_class, WhinSettingsPage, update_spinner);
  gtk_widget_class_bind_template_child (widget_class, WhinSettingsPage, topup);
  gtk_widget_class_bind_template_child (widget_class, WhinSettingsPage, addons);
  gtk_widget_class_bind_template_callback (widget_class, on_update_clicked);
}

static void
whin_settings_page_init (WhinSettingsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

WhinSettingsPage *
whin_settings_page_new (WhinSession *session)
{
  WhinSettingsPage *self = g_object_new (WHIN_TYPE_SETTINGS_PAGE, NULL);
  WhinCatalogue *catalogue = whin_session_get_catalogue (session);

  self->session = g_object_ref (session);
  g_signal_connect_object (whin_session_get_account (session), "changed",
                           G_CALLBACK (update_account), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (whin_session_get_provisioner (session), "notify",
                           G_CALLBACK (update_provisioning), self, G_CONNECT_SWAPPED);
  /* Not every provider sells something here. */
  g_object_bind_property (catalogue, "available", self->topup, "visible", G_BINDING_SYNC_CREATE);
  g_object_bind_property (catalogue, "available", self->addons, "visible", G_BINDING_SYNC_CREATE);
  update_account (self);
  update_provisioning (self);
  return self;
}
