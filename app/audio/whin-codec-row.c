/* SPDX-License-Identifier: Apache-2.0 */
#include "app/audio/whin-codec-row.h"

#include "core/phone/media/whin-codec.h"

#include <glib/gi18n.h>
#include <string.h>

#define POSITION_KEY "whin-position" /* of a button */
#define MAX_WORDS 64                 /* of the provider's list */
#define MAX_PAYLOAD 127

/* A pointer that moved by no more than this, in pixels, rests. */
#define REST 4

/* What shows the codec at one position. */
typedef struct {
  GtkWidget *row;
  GtkWidget *use;
  GtkWidget *up;
  GtkWidget *down;
} Place;

struct _WhinCodecRow {
  AdwExpanderRow parent_instance;

  WhinAccount *account;
  const WhinCodec *order[WHIN_N_CODECS]; /* those in use, then the others */
  guint n_used;
  Place places[WHIN_N_CODECS];
  GtkWidget *reset;
  GtkWidget *reset_icon;
  gboolean updates; /* what is toggled now isn't by the person */

  /* Of the pointer's last press on a button that moves. */
  double x;
  double y;
  gboolean clicks; /* the click that comes is its own */
  gboolean rests;  /* where it last moved a codec */

  WhinCodecId moved; /* last */
  int moved_by;
};

G_DEFINE_FINAL_TYPE (WhinCodecRow, whin_codec_row, ADW_TYPE_EXPANDER_ROW)

static guint
find_position (WhinCodecRow *self, WhinCodecId codec)
{
  guint i = 0;

  while (i < WHIN_N_CODECS && (self->order[i] == NULL || self->order[i]->id != codec))
    i++;
  return i;
}

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
  memset (self->order, 0, sizeof self->order);
  self->n_used = whin_codec_order (payloads, n_payloads, self->order);
  for (guint id = 0, n = self->n_used; id < WHIN_N_CODECS; id++)
    if (find_position (self, id) == WHIN_N_CODECS)
      self->order[n++] = whin_codec_get (id);
}

static void
write_order (WhinCodecRow *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->n_used; i++)
    g_string_append_printf (text, "%s%u", i > 0 ? "," : "", self->order[i]->payload);
  whin_account_set_by_person (self->account, "codecOrder", text->str);
}

static guint
get_position (gpointer button)
{
  return GPOINTER_TO_UINT (g_object_get_data (button, POSITION_KEY));
}

/* Puts the codec at @from to @to, and those between out of the way. */
static void
shift (WhinCodecRow *self, guint from, guint to)
{
  const WhinCodec *codec = self->order[from];

  for (; from < to; from++)
    self->order[from] = self->order[from + 1];
  for (; from > to; from--)
    self->order[from] = self->order[from - 1];
  self->order[to] = codec;
}

/* Another codec comes under a pointer that rests. Its next click is meant for the one that it moved
 * before, or it would undo that. */
static guint
find_meant (WhinCodecRow *self, guint position, int by)
{
  return self->clicks && self->rests && self->moved_by == by ? find_position (self, self->moved)
                                                             : position;
}

/* The focus goes with the codec, to the other button where it can go no further. */
static void
move (WhinCodecRow *self, GtkButton *button, int by)
{
  guint from = find_meant (self, get_position (button), by);
  guint to = from + (guint)by;
  Place *place;

  self->rests = self->clicks;
  self->clicks = FALSE;
  if (to >= self->n_used) /* which is so before the first as well */
    return;
  self->moved = self->order[from]->id;
  self->moved_by = by;
  shift (self, from, to);
  write_order (self);
  place = &self->places[to];
  if (!gtk_widget_grab_focus (by < 0 ? place->up : place->down))
    gtk_widget_grab_focus (by < 0 ? place->down : place->up);
}

static void
on_up (GtkButton *button, WhinCodecRow *self)
{
  move (self, button, -1);
}

static void
on_down (GtkButton *button, WhinCodecRow *self)
{
  move (self, button, 1);
}

static void
on_use_toggled (GtkCheckButton *button, WhinCodecRow *self)
{
  guint to;

  if (self->updates)
    return;
  to = gtk_check_button_get_active (button) ? self->n_used++ : --self->n_used;
  shift (self, get_position (button), to);
  write_order (self);
  gtk_widget_grab_focus (self->places[to].use);
}

static void
on_motion (WhinCodecRow *self, double x, double y)
{
  if (ABS (x - self->x) > REST || ABS (y - self->y) > REST)
    self->rests = FALSE;
}

static void
on_leave (WhinCodecRow *self)
{
  self->rests = FALSE;
}

static void
on_pressed (GtkGestureClick *gesture, int n, double x, double y, WhinCodecRow *self)
{
  gtk_widget_translate_coordinates (
      gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture)), GTK_WIDGET (self), x, y, &x,
      &y);
  on_motion (self, x, y);
  self->clicks = FALSE;
  self->x = x;
  self->y = y;
}

/* Before the button tells of the click; not at all of a press that became none. */
static void
on_released (GtkGestureClick *gesture, int n, double x, double y, WhinCodecRow *self)
{
  self->clicks = TRUE;
}

static void
on_reset (AdwActionRow *row, WhinCodecRow *self)
{
  whin_account_set_by_person (self->account, "codecOrder", NULL);
}

static GtkWidget *
new_button (WhinCodecRow *self, guint position, const char *icon, GCallback on_clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);
  GtkGesture *press = gtk_gesture_click_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (press), GTK_PHASE_CAPTURE);
  g_signal_connect_object (press, "pressed", G_CALLBACK (on_pressed), self, 0);
  g_signal_connect_object (press, "released", G_CALLBACK (on_released), self, 0);
  gtk_widget_add_controller (button, GTK_EVENT_CONTROLLER (press));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data (G_OBJECT (button), POSITION_KEY, GUINT_TO_POINTER (position));
  g_signal_connect_object (button, "clicked", on_clicked, self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->places[position].row), button);
  return button;
}

/* Places stay where they are, as the pointer and the focus are on them. */
static void
add_place (WhinCodecRow *self, guint position)
{
  Place *place = &self->places[position];
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());

  place->row = GTK_WIDGET (row);
  place->use = gtk_check_button_new ();
  gtk_widget_set_valign (place->use, GTK_ALIGN_CENTER);
  g_object_set_data (G_OBJECT (place->use), POSITION_KEY, GUINT_TO_POINTER (position));
  g_signal_connect_object (place->use, "toggled", G_CALLBACK (on_use_toggled), self, 0);
  adw_action_row_add_prefix (row, place->use);
  adw_action_row_set_activatable_widget (row, place->use);
  place->up = new_button (self, position, "go-up-symbolic", G_CALLBACK (on_up));
  place->down = new_button (self, position, "go-down-symbolic", G_CALLBACK (on_down));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), place->row);
}

static void
add_reset (WhinCodecRow *self)
{
  self->reset = adw_action_row_new ();
  self->reset_icon = gtk_image_new ();
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->reset), self->reset_icon);
  g_signal_connect_object (self->reset, "activated", G_CALLBACK (on_reset), self, 0);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), self->reset);
}

static void
name (GtkWidget *button, const char *label)
{
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

/* The last codec in use stays: a call needs one. */
static void
update_place (WhinCodecRow *self, guint position, gboolean editable)
{
  Place *place = &self->places[position];
  const char *title = self->order[position]->title;
  gboolean used = position < self->n_used;
  /* Translators: of these, %s is the name of an audio codec. */
  g_autofree char *more = g_strdup_printf (_ ("Prefer %s more"), title);
  g_autofree char *less = g_strdup_printf (_ ("Prefer %s less"), title);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (place->row), title);
  gtk_widget_set_visible (place->row, used || editable);
  gtk_widget_set_visible (place->use, editable);
  gtk_widget_set_visible (place->up, editable);
  gtk_widget_set_visible (place->down, editable);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (place->use), used);
  gtk_widget_set_sensitive (place->use, !used || self->n_used > 1);
  gtk_widget_set_sensitive (place->up, used && position > 0);
  gtk_widget_set_sensitive (place->down, used && position + 1 < self->n_used);
  name (place->up, more);
  name (place->down, less);
}

static void
update (WhinCodecRow *self)
{
  gboolean editable = whin_account_is_editable (self->account, "codecOrder");
  g_autoptr (GString) titles = g_string_new (NULL);

  read_order (self);
  self->updates = TRUE;
  for (guint i = 0; i < WHIN_N_CODECS; i++)
    update_place (self, i, editable);
  self->updates = FALSE;
  for (guint i = 0; i < self->n_used; i++)
    g_string_append_printf (titles, "%s%s", i > 0 ? ", " : "", self->order[i]->title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), titles->str);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->reset),
                                 editable ? _ ("As your provider set it")
                                          : _ ("Set by your provider"));
  gtk_image_set_from_icon_name (GTK_IMAGE (self->reset_icon),
                                editable ? "edit-undo-symbolic" : "changes-prevent-symbolic");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->reset), editable);
}

static void
whin_codec_row_dispose (GObject *object)
{
  g_clear_object (&WHIN_CODEC_ROW (object)->account);
  G_OBJECT_CLASS (whin_codec_row_parent_class)->dispose (object);
}

static void
whin_codec_row_class_init (WhinCodecRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = whin_codec_row_dispose;
}

static void
whin_codec_row_init (WhinCodecRow *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();

  gtk_event_controller_set_propagation_phase (motion, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (on_leave), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  for (guint i = 0; i < WHIN_N_CODECS; i++)
    add_place (self, i);
  add_reset (self);
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
