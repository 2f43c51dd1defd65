/* SPDX-License-Identifier: Apache-2.0 */
#include "app/audio/whin-codec-row.h"

#include "core/phone/media/whin-codec.h"

#include <glib/gi18n.h>

#define POSITION_KEY "whin-position"
#define MAX_WORDS 64 /* of the provider's list */
#define MAX_PAYLOAD 127

struct _WhinCodecRow {
  AdwExpanderRow parent_instance;

  WhinAccount *account;
  char *shown; /* the value whose codecs are shown */
  const WhinCodec *order[WHIN_N_CODECS];
  guint n_codecs;
  GPtrArray *rows; /* of GtkWidget */
};

G_DEFINE_FINAL_TYPE (WhinCodecRow, whin_codec_row, ADW_TYPE_EXPANDER_ROW)

static void
read_order (WhinCodecRow *self)
{
  g_auto (GStrv) words =
      g_strsplit (whin_account_get_text (self->account, "codecOrder"), ",", MAX_WORDS);
  guint payloads[MAX_WORDS];
  guint n_payloads = 0;

  for (guint i = 0; words[i] != NULL; i++) {
    guint64 number;

    if (g_ascii_string_to_unsigned (g_strstrip (words[i]), 10, 0, MAX_PAYLOAD, &number, NULL))
      payloads[n_payloads++] = (guint)number;
  }
  self->n_codecs = whin_codec_order (payloads, n_payloads, self->order);
}

static void
on_move (GtkButton *button, WhinCodecRow *self)
{
  guint position = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), POSITION_KEY));
  g_autoptr (GString) text = g_string_new (NULL);
  const WhinCodec *codec = self->order[position];

  self->order[position] = self->order[position - 1];
  self->order[position - 1] = codec;
  for (guint i = 0; i < self->n_codecs; i++)
    g_string_append_printf (text, "%s%u", i > 0 ? "," : "", self->order[i]->payload);
  whin_account_set_by_person (self->account, "codecOrder", text->str);
}

static void
on_reset (AdwActionRow *row, WhinCodecRow *self)
{
  whin_account_set_by_person (self->account, "codecOrder", NULL);
}

static GtkWidget *
new_row (WhinCodecRow *self, guint position, gboolean editable)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("go-up-symbolic");
  /* Translators: %s is the name of an audio codec. */
  g_autofree char *label = g_strdup_printf (_ ("Prefer %s more"), self->order[position]->title);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), self->order[position]->title);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_widget_set_sensitive (button, editable && position > 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_object_set_data (G_OBJECT (button), POSITION_KEY, GUINT_TO_POINTER (position));
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_move), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

static GtkWidget *
new_reset_row (WhinCodecRow *self, gboolean editable)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), editable ? _ ("As your provider set it")
                                                                     : _ ("Set by your provider"));
  if (editable) {
    gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
    adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                               gtk_image_new_from_icon_name ("edit-undo-symbolic"));
    g_signal_connect_object (row, "activated", G_CALLBACK (on_reset), self, 0);
  } else
    adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                               gtk_image_new_from_icon_name ("changes-prevent-symbolic"));
  return row;
}

static void
add (WhinCodecRow *self, GtkWidget *row)
{
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
  g_ptr_array_add (self->rows, row);
}

static void
update (WhinCodecRow *self)
{
  gboolean editable = whin_account_is_editable (self->account, "codecOrder");
  g_autofree char *value =
      g_strdup_printf ("%d%s", editable, whin_account_get_text (self->account, "codecOrder"));
  g_autoptr (GString) titles = g_string_new (NULL);

  if (g_strcmp0 (value, self->shown) == 0)
    return;
  g_free (self->shown);
  self->shown = g_steal_pointer (&value);
  read_order (self);
  for (guint i = 0; i < self->rows->len; i++)
    adw_expander_row_remove (ADW_EXPANDER_ROW (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < self->n_codecs; i++) {
    g_string_append_printf (titles, "%s%s", i > 0 ? ", " : "", self->order[i]->title);
    add (self, new_row (self, i, editable));
  }
  add (self, new_reset_row (self, editable));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), titles->str);
}

static void
whin_codec_row_dispose (GObject *object)
{
  g_clear_object (&WHIN_CODEC_ROW (object)->account);
  G_OBJECT_CLASS (whin_codec_row_parent_class)->dispose (object);
}

static void
whin_codec_row_finalize (GObject *object)
{
  WhinCodecRow *self = WHIN_CODEC_ROW (object);

  g_free (self->shown);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (whin_codec_row_parent_class)->finalize (object);
}

static void
whin_codec_row_class_init (WhinCodecRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = whin_codec_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = whin_codec_row_finalize;
}

static void
whin_codec_row_init (WhinCodecRow *self)
{
  self->rows = g_ptr_array_new ();
}

void
whin_codec_row_set_account (WhinCodecRow *self, WhinAccount *account)
{
  g_return_if_fail (WHIN_IS_CODEC_ROW (self));
  g_return_if_fail (self->account == NULL);

  self->account = g_object_ref (account);
  g_signal_connect_object (account, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
