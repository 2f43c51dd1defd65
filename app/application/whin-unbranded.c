/* SPDX-License-Identifier: Apache-2.0 */
#include "app/application/whin-unbranded.h"

#include <glib/gi18n.h>

#define WINDOW_WIDTH 420
#define WINDOW_HEIGHT 520

struct _WhinUnbranded {
  AdwApplication parent_instance;

  char *reason;
};

G_DEFINE_FINAL_TYPE (WhinUnbranded, whin_unbranded, ADW_TYPE_APPLICATION)

static GtkWidget *
reason_label_new (const char *reason)
{
  GtkWidget *label = gtk_label_new (reason);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  return label;
}

static GtkWindow *
window_new (WhinUnbranded *self)
{
  GtkWidget *window = adw_application_window_new (GTK_APPLICATION (self));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *status = adw_status_page_new ();
  g_autofree char *description =
      g_strdup_printf ("%s\n\n%s\nwhinchat --brand FILE",
                       _ ("This phone doesn’t know yet whose it is: the file with the provider’s "
                          "settings, brand.ini, is missing or can’t be read."),
                       _ ("Install the phone that your provider offers, or ask your provider for "
                          "the file and start the phone with it:"));

  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), adw_window_title_new ("Whinchat", ""));
  gtk_widget_add_css_class (header, "flat");
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (status), "org.whinchat.Whinchat");
  adw_status_page_set_title (ADW_STATUS_PAGE (status), _ ("No provider yet"));
  adw_status_page_set_description (ADW_STATUS_PAGE (status), description);
  adw_status_page_set_child (ADW_STATUS_PAGE (status), reason_label_new (self->reason));
  gtk_widget_set_vexpand (status, TRUE);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), status);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
  gtk_window_set_title (GTK_WINDOW (window), "Whinchat");
  gtk_window_set_default_size (GTK_WINDOW (window), WINDOW_WIDTH, WINDOW_HEIGHT);
  return GTK_WINDOW (window);
}

static void
on_quit (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_application_quit (user_data);
}

static void
whin_unbranded_startup (GApplication *application)
{
  static const GActionEntry actions[] = {{.name = "quit", .activate = on_quit}};
  const char *const quit_accels[] = {"<ctrl>q", "<ctrl>w", NULL};

  G_APPLICATION_CLASS (whin_unbranded_parent_class)->startup (application);
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   application);
  gtk_application_set_accels_for_action (GTK_APPLICATION (application), "app.quit", quit_accels);
  gtk_window_set_default_icon_name ("org.whinchat.Whinchat");
}

static void
whin_unbranded_activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  gtk_window_present (window != NULL ? window : window_new (WHIN_UNBRANDED (application)));
}

/* A link can't be handled either. */
static void
whin_unbranded_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  g_application_activate (application);
}

static void
whin_unbranded_finalize (GObject *object)
{
  g_free (WHIN_UNBRANDED (object)->reason);
  G_OBJECT_CLASS (whin_unbranded_parent_class)->finalize (object);
}

static void
whin_unbranded_class_init (WhinUnbrandedClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = whin_unbranded_finalize;
  application_class->startup = whin_unbranded_startup;
  application_class->activate = whin_unbranded_activate;
  application_class->open = whin_unbranded_open;
}

static void
whin_unbranded_init (WhinUnbranded *self)
{
}

WhinUnbranded *
whin_unbranded_new (const char *application_id, const char *reason)
{
  WhinUnbranded *self = g_object_new (WHIN_TYPE_UNBRANDED, "application-id", application_id,
                                      "flags", G_APPLICATION_HANDLES_OPEN, "resource-base-path",
                                      "/org/whinchat/Whinchat", NULL);

  self->reason = g_strdup (reason);
  return self;
}
