/* SPDX-License-Identifier: Apache-2.0 */
#include "app/keypad/whin-number-entry.h"

/* How far from its edge text fades, in pixels. */
#define FADE 24

/* Of a clipped text less than this is a rounding, in pixels. */
#define CLIPPED 2

typedef struct {
  const char *css_class; /* style.css has the same figures for it */
  double scale;          /* of the font around */
  int padding;           /* on both sides together, in pixels */
} Size;

static const Size sizes[] = {
    {"short", 1.9, 72},
    {"long", 1.35, 72},
    {"longer", 1.1, 42},
};

struct _WhinNumberEntry {
  GtkEntry parent_instance;

  int width; /* allocated */
};

G_DEFINE_FINAL_TYPE (WhinNumberEntry, whin_number_entry, GTK_TYPE_ENTRY)

/* Measured with the font around, as the entry's own follows what is decided here. */
static const Size *
find_size (WhinNumberEntry *self)
{
  GtkWidget *around = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autoptr (PangoLayout) layout =
      gtk_widget_create_pango_layout (around, gtk_editable_get_text (GTK_EDITABLE (self)));
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  int width;

  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_get_pixel_size (layout, &width, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    if (width * sizes[i].scale <= self->width - sizes[i].padding)
      return &sizes[i];
  return &sizes[G_N_ELEMENTS (sizes) - 1];
}

static void
update (WhinNumberEntry *self)
{
  const Size *size;

  if (self->width == 0)
    return;
  size = find_size (self);
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++) {
    if (&sizes[i] == size)
      gtk_widget_add_css_class (GTK_WIDGET (self), sizes[i].css_class);
    else
      gtk_widget_remove_css_class (GTK_WIDGET (self), sizes[i].css_class);
  }
}

static void
fade (GtkSnapshot *snapshot, const GdkRGBA *ground, double from, double to, double height)
{
  GdkRGBA clear = *ground;
  graphene_rect_t area =
      GRAPHENE_RECT_INIT ((float)MIN (from, to), 0, (float)ABS (to - from), (float)height);

  clear.alpha = 0;
  gtk_snapshot_append_linear_gradient (snapshot, &area, &GRAPHENE_POINT_INIT ((float)from, 0),
                                       &GRAPHENE_POINT_INIT ((float)to, 0),
                                       (GskColorStop[]){{0, *ground}, {1, clear}}, 2);
}

/* Never over the caret. */
static void
whin_number_entry_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GtkWidget *text = GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (widget)));
  int length = (int)g_utf8_strlen (gtk_editable_get_text (GTK_EDITABLE (widget)), -1);
  int caret = gtk_editable_get_position (GTK_EDITABLE (widget));
  double width = gtk_widget_get_width (text);
  double height = gtk_widget_get_height (text);
  graphene_rect_t first;
  graphene_rect_t last;
  graphene_rect_t at_caret;
  GdkRGBA ground;
  double x;
  double y;

  GTK_WIDGET_CLASS (whin_number_entry_parent_class)->snapshot (widget, snapshot);
  gtk_text_compute_cursor_extents (GTK_TEXT (text), 0, &first, NULL);
  gtk_text_compute_cursor_extents (GTK_TEXT (text), (gsize)length, &last, NULL);
  gtk_text_compute_cursor_extents (GTK_TEXT (text), (gsize)caret, &at_caret, NULL);
  if (!gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), "window_bg_color",
                                       &ground) ||
      !gtk_widget_translate_coordinates (text, widget, 0, 0, &x, &y))
    return;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float)x, (float)y));
  if (first.origin.x < -CLIPPED && at_caret.origin.x > FADE)
    fade (snapshot, &ground, 0, FADE, height);
  if (last.origin.x > width + CLIPPED && at_caret.origin.x < width - FADE)
    fade (snapshot, &ground, width, width - FADE, height);
  gtk_snapshot_restore (snapshot);
}

static void
whin_number_entry_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  WhinNumberEntry *self = WHIN_NUMBER_ENTRY (widget);

  GTK_WIDGET_CLASS (whin_number_entry_parent_class)
      ->size_allocate (widget, width, height, baseline);
  /* Without the padding that the size itself has. */
  if (gtk_widget_get_allocated_width (widget) != self->width) {
    self->width = gtk_widget_get_allocated_width (widget);
    update (self);
  }
}

static void
whin_number_entry_class_init (WhinNumberEntryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = whin_number_entry_snapshot;
  widget_class->size_allocate = whin_number_entry_size_allocate;
}

static void
whin_number_entry_init (WhinNumberEntry *self)
{
  g_signal_connect_object (self, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}
