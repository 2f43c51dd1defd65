/* SPDX-License-Identifier: Apache-2.0 */
#include "app/call/whin-incoming-card.h"

#include "app/call/whin-call-words.h"

struct _WhinIncomingCard {
  AdwBin parent_instance;

  WhinCall *call;

  AdwAvatar *avatar;
  GtkLabel *name;
  GtkLabel *number;
  GtkButton *decline;
  GtkButton *answer;
};

G_DEFINE_FINAL_TYPE (WhinIncomingCard, whin_incoming_card, ADW_TYPE_BIN)

static void
update (WhinIncomingCard *self)
{
  const char *name = whin_call_words_get_name (self->call);
  const char *number = whin_call_words_get_number (self->call);
  g_autofree char *spoken = whin_call_words_dup_announcement (self->call);

  adw_avatar_set_text (self->avatar, name);
  adw_avatar_set_show_initials (self->avatar, number != NULL);
  gtk_label_set_text (self->name, name);
  gtk_label_set_text (self->number, number != NULL ? number : "");
  gtk_widget_set_visible (GTK_WIDGET (self->number), number != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
whin_incoming_card_dispose (GObject *object)
{
  g_clear_object (&WHIN_INCOMING_CARD (object)->call);
  G_OBJECT_CLASS (whin_incoming_card_parent_class)->dispose (object);
}

static void
whin_incoming_card_class_init (WhinIncomingCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = whin_incoming_card_dispose;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/whinchat/Whinchat/whin-incoming-card.ui");
  gtk_widget_class_bind_template_child (widget_class, WhinIncomingCard, avatar);
  gtk_widget_class_bind_template_child (widget_class, WhinIncomingCard, name);
  gtk_widget_class_bind_template_child (widget_class, WhinIncomingCard, number);
  gtk_widget_class_bind_template_child (widget_class, WhinIncomingCard, decline);
  gtk_widget_class_bind_template_child (widget_class, WhinIncomingCard, answer);
}

static void
whin_incoming_card_init (WhinIncomingCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

WhinIncomingCard *
whin_incoming_card_new (WhinPhone *phone, WhinCall *call)
{
  WhinIncomingCard *self = g_object_new (WHIN_TYPE_INCOMING_CARD, NULL);
  guint id = whin_phone_get_call_id (phone, call);

  self->call = g_object_ref (call);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->answer), "u", id);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->decline), "u", id);
  g_signal_connect_object (call, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return self;
}

WhinCall *
whin_incoming_card_get_call (WhinIncomingCard *self)
{
  g_return_val_if_fail (WHIN_IS_INCOMING_CARD (self), NULL);

  return self->call;
}
