/* SPDX-License-Identifier: Apache-2.0 */
#include "app/keypad/whin-dial-key.h"

enum {
  PROP_0,
  PROP_DIGIT,
  PROP_LETTERS,
  PROP_SPOKEN,
  PROP_LONG_DIGIT,
  N_PROPS,
};

struct _WhinDialKey {
  GtkButton parent_instance;

  char *digit;
  char *letters;
  char *spoken;
  char *long_digit;
};

G_DEFINE_FINAL_TYPE (WhinDialKey, whin_dial_key, GTK_TYPE_BUTTON)

static GParamSpec *properties[N_PROPS];

static void
on_long_press (GtkGestureLongPress *gesture, double x, double y, WhinDialKey *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_activate_action (GTK_WIDGET (self), "keypad.press", "s", self->long_digit);
}

static void
whin_dial_key_constructed (GObject *object)
{
  WhinDialKey *self = WHIN_DIAL_KEY (object);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *digit = gtk_label_new (self->digit);
  GtkWidget *letters = gtk_label_new (self->letters);

  G_OBJECT_CLASS (whin_dial_key_parent_class)->constructed (object);

  gtk_widget_add_css_class (digit, "digit");
  gtk_widget_add_css_class (letters, "letters");
  gtk_box_append (GTK_BOX (box), digit);
  if (self->letters != NULL)
    gtk_box_append (GTK_BOX (box), letters);
  else
    g_object_ref_sink (letters), g_object_unref (letters);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_button_set_child (GTK_BUTTON (self), box);
  gtk_widget_set_focus_on_click (GTK_WIDGET (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "dial-key");
  gtk_widget_add_css_class (GTK_WIDGET (self), "circular");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "s", self->digit);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), "keypad.press");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->spoken != NULL ? self->spoken : self->digit, -1);
  if (self->letters != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    self->letters, -1);
  if (self->long_digit != NULL) {
    GtkGesture *gesture = gtk_gesture_long_press_new ();
    g_signal_connect_object (gesture, "pressed", G_CALLBACK (on_long_press), self, 0);
    gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (gesture), GTK_PHASE_CAPTURE);
    gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (gesture));
  }
}

static void
whin_dial_key_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  WhinDialKey *self = WHIN_DIAL_KEY (object);

  switch (id) {
  case PROP_DIGIT:
    self->digit = g_value_dup_string (value);
    break;
  case PROP_LETTERS:
    self->letters = g_value_dup_string (value);
    break;
  case PROP_SPOKEN:
    self->spoken = g_value_dup_string (value);
    break;
  case PROP_LONG_DIGIT:
    self->long_digit = g_value_dup_string (value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
whin_dial_key_finalize (GObject *object)
{
  WhinDialKey *self = WHIN_DIAL_KEY (object);

  g_free (self->digit);
  g_free (self->letters);
  g_free (self->spoken);
  g_free (self->long_digit);
  G_OBJECT_CLASS (whin_dial_key_parent_class)->finalize (object);
}

static void
whin_dial_key_class_init (WhinDialKeyClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = whin_dial_key_constructed;
  object_class->set_property = whin_dial_key_set_property;
  object_class->finalize = whin_dial_key_finalize;

  properties[PROP_DIGIT] = g_param_spec_string ("digit", NULL, NULL, NULL, flags);
  properties[PROP_LETTERS] = g_param_spec_string ("letters", NULL, NULL, NULL, flags);
  properties[PROP_SPOKEN] = g_param_spec_string ("spoken", NULL, NULL, NULL, flags);
  properties[PROP_LONG_DIGIT] = g_param_spec_string ("long-digit", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
whin_dial_key_init (WhinDialKey *self)
{
}
