/* SPDX-License-Identifier: Apache-2.0 */
#include "app/sign-in/whin-sign-in-page.h"

#include <glib/gi18n.h>
#include <string.h>

/* The picture is read this much larger than it is shown, for displays with more pixels. */
#define MAX_SCALE 2

struct _WhinSignInPage {
  AdwBin parent_instance;

  WhinSession *session;
  GCancellable *cancellable;
  gsize user_length; /* before the newest change, to know what was pasted */

  GtkImage *icon;
  GtkLabel *name;
  AdwEntryRow *user;
  AdwPasswordEntryRow *password;
  GtkRevealer *error_revealer;
  GtkLabel *error;
  GtkButton *submit;
  GtkStack *submit_stack;
  GtkSpinner *spinner;
};

G_DEFINE_FINAL_TYPE (WhinSignInPage, whin_sign_in_page, ADW_TYPE_BIN)

static gboolean
asks_for_cloud_id (WhinSignInPage *self)
{
  WhinBrand *brand = whin_session_get_brand (self->session);

  return whin_brand_get_cloud_id (brand) == NULL && whin_brand_get_portal_url (brand) != NULL;
}

static gboolean
is_link (const char *text)
{
  return g_ascii_strncasecmp (text, "csc:", 4) == 0;
}

/* In a phone that never asks for a cloud ID, "alice@example.com" is a user name like any other. */
static WhinLogin *
parse_user (WhinSignInPage *self, const char *text, GError **error)
{
  WhinBrand *brand = whin_session_get_brand (self->session);
  const char *cloud_id = whin_brand_get_cloud_id (brand);

  if (cloud_id != NULL || asks_for_cloud_id (self) || is_link (text))
    return whin_login_parse (text, cloud_id, error);
  WhinLogin *login = g_new0 (WhinLogin, 1);
  login->username = g_strdup (text);
  return login;
}

static void
show_error (WhinSignInPage *self, const char *text)
{
  if (text != NULL)
    gtk_label_set_label (self->error, text);
  gtk_widget_set_visible (GTK_WIDGET (self->error_revealer), text != NULL);
  gtk_revealer_set_reveal_child (self->error_revealer, text != NULL);
}

static void
update_sensitivity (WhinSignInPage *self)
{
  gboolean busy = self->cancellable != NULL ||
                  whin_session_get_state (self->session) == WHIN_SESSION_SIGNING_IN;
  gboolean complete = *gtk_editable_get_text (GTK_EDITABLE (self->user)) != '\0' &&
                      *gtk_editable_get_text (GTK_EDITABLE (self->password)) != '\0';

  /* Not insensitive: the text that has the focus would lose it without learning so. */
  gtk_editable_set_editable (GTK_EDITABLE (self->user), !busy);
  gtk_editable_set_editable (GTK_EDITABLE (self->password), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->submit), complete && !busy);
  gtk_stack_set_visible_child_name (self->submit_stack, busy ? "busy" : "idle");
  gtk_spinner_set_spinning (self->spinner, busy);
}

static void
clear (WhinSignInPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->user), "");
  gtk_editable_set_text (GTK_EDITABLE (self->password), "");
  show_error (self, NULL);
}

static void
on_signed_in (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WhinSignInPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = whin_session_sign_in_finish (WHIN_SESSION (source), result, &error);

  g_clear_object (&self->cancellable);
  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  if (done)
    clear (self);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_error (self, error->message);
  update_sensitivity (self);
}

static void
submit (WhinSignInPage *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WhinLogin) login = NULL;
  const char *password = gtk_editable_get_text (GTK_EDITABLE (self->password));

  if (!gtk_widget_get_sensitive (GTK_WIDGET (self->submit)))
    return;
  login = parse_user (self, gtk_editable_get_text (GTK_EDITABLE (self->user)), &error);
  if (login == NULL) {
    show_error (self, error->message);
    return;
  }
  show_error (self, NULL);
  g_free (login->password);
  login->password = g_strdup (password);
  self->cancellable = g_cancellable_new ();
  whin_session_sign_in_async (self->session, login, self->cancellable, on_signed_in,
                              g_object_ref (self));
  update_sensitivity (self);
}

static char *
dup_user_text (WhinSignInPage *self, const WhinLogin *login)
{
  const char *user = login->username != NULL ? login->username : "";
  const char *built_in = whin_brand_get_cloud_id (whin_session_get_brand (self->session));

  if (login->cloud_id == NULL || (built_in == NULL && !asks_for_cloud_id (self)))
    return g_strdup (user);
  /* Only that it is the test version adds to what the brand says. */
  if (built_in != NULL && (!login->test || g_str_has_suffix (built_in, "*") || *user == '\0'))
    return g_strdup (user);
  if (built_in != NULL)
    return g_strdup_printf ("%s@%s*", user, built_in);
  return g_strdup_printf ("%s%s%s%s", user, *user != '\0' ? "@" : "", login->cloud_id,
                          login->test ? "*" : "");
}

static void
on_user_changed (GtkEditable *user, WhinSignInPage *self)
{
  const char *text = gtk_editable_get_text (user);
  gsize length = strlen (text);
  gboolean pasted = length > self->user_length + strlen ("csc:");

  self->user_length = length;
  if (pasted && is_link (text)) {
    g_autofree char *link = g_strdup (text);
    whin_sign_in_page_prefill (self, link);
  }
  update_sensitivity (self);
}

static void
on_password_changed (GtkEditable *password, WhinSignInPage *self)
{
  update_sensitivity (self);
}

static void
on_user_activated (AdwEntryRow *user, WhinSignInPage *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (user)));

  if (is_link (text))
    whin_sign_in_page_prefill (self, text);
  gtk_widget_grab_focus (GTK_WIDGET (self->password));
}

static void
on_password_activated (AdwEntryRow *password, WhinSignInPage *self)
{
  submit (self);
}

static void
on_submit_clicked (GtkButton *button, WhinSignInPage *self)
{
  submit (self);
}

static void
whin_sign_in_page_dispose (GObject *object)
{
  WhinSignInPage *self = WHIN_SIGN_IN_PAGE (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (whin_sign_in_page_parent_class)->dispose (object);
}

static void
whin_sign_in_page_class_init (WhinSignInPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = whin_sign_in_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/whinchat/Whinchat/whin-sign-in-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WhinSignInPage, icon);
  gtk_widget_class_bind_template_child (widget_class, WhinSignInPage, name);
  gtk_widget_class_bind_template_child (widget_class, WhinSignInPage, user);
  gtk_widget_class_bind_template_child (widget_class, WhinSignInPage, password);
  gtk_widget_class_bind_template_child (widget_class, WhinSignInPage, error_revealer);
  gtk_widget_class_bind_template_child (widget_class, WhinSignInPage, error);
  gtk_widget_class_bind_template_child (widget_class, WhinSignInPage, submit);
  gtk_widget_class_bind_template_child (widget_class, WhinSignInPage, submit_stack);
  gtk_widget_class_bind_template_child (widget_class, WhinSignInPage, spinner);
  gtk_widget_class_bind_template_callback (widget_class, on_user_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_user_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_password_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_password_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_submit_clicked);
}

static void
whin_sign_in_page_init (WhinSignInPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* The button that shows the password has a picture alone. */
static void
name_peek_button (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget)) {
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    _ ("Show password"), -1);
    return;
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_peek_button (child);
}

/* A picture that is missing or broken gives way to the application's own. */
static void
show_icon (WhinSignInPage *self, const char *path)
{
  int size = gtk_image_get_pixel_size (self->icon) * MAX_SCALE;
  g_autoptr (GdkPixbuf) pixbuf =
      path != NULL ? gdk_pixbuf_new_from_file_at_size (path, size, size, NULL) : NULL;

  if (pixbuf != NULL) {
    g_autoptr (GdkTexture) texture = gdk_texture_new_for_pixbuf (pixbuf);
    gtk_image_set_from_paintable (self->icon, GDK_PAINTABLE (texture));
  } else
    gtk_image_set_from_icon_name (self->icon, gtk_window_get_default_icon_name ());
}

WhinSignInPage *
whin_sign_in_page_new (WhinSession *session)
{
  WhinSignInPage *self = g_object_new (WHIN_TYPE_SIGN_IN_PAGE, NULL);
  WhinBrand *brand = whin_session_get_brand (session);

  self->session = g_object_ref (session);
  gtk_label_set_label (self->name, whin_brand_get_name (brand));
  show_icon (self, whin_brand_get_icon_path (brand));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->user),
                                 asks_for_cloud_id (self) ? _ ("User@cloud ID") : _ ("User name"));
  g_signal_connect_object (session, "notify::state", G_CALLBACK (update_sensitivity), self,
                           G_CONNECT_SWAPPED);
  name_peek_button (GTK_WIDGET (self->password));
  update_sensitivity (self);
  return self;
}

void
whin_sign_in_page_prefill (WhinSignInPage *self, const char *link)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WhinLogin) login = NULL;

  g_return_if_fail (WHIN_IS_SIGN_IN_PAGE (self));

  login = parse_user (self, link, &error);
  if (login == NULL) {
    show_error (self, error->message);
    return;
  }
  g_autofree char *user = dup_user_text (self, login);
  show_error (self, NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->user), user);
  gtk_editable_set_text (GTK_EDITABLE (self->password),
                         login->password != NULL ? login->password : "");
  gtk_editable_set_position (GTK_EDITABLE (self->user), -1);
  update_sensitivity (self);
}

void
whin_sign_in_page_reset (WhinSignInPage *self)
{
  g_return_if_fail (WHIN_IS_SIGN_IN_PAGE (self));

  clear (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->user));
}
