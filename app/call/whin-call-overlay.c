/* SPDX-License-Identifier: Apache-2.0 */
#include "app/call/whin-call-overlay.h"

#include "app/call/whin-call-bar.h"
#include "app/call/whin-call-page.h"
#include "app/call/whin-call-words.h"
#include "app/call/whin-incoming-card.h"

/* The timer is shown to the second. */
#define TICK_MS 500

/* For how long the end of an ordinary call is told. */
#define END_SECONDS 4

enum {
  PROP_0,
  PROP_CONTENT,
  PROP_SHOWS_CALL,
  N_PROPS,
};

struct _WhinCallOverlay {
  AdwBin parent_instance;

  WhinPhone *phone;
  WhinCall *shown; /* the one that was current last, or NULL */
  guint tick_id;
  guint end_id;

  GtkStack *stack;
  AdwBin *content;
  WhinCallPage *page;
  WhinCallBar *bar;
  GtkBox *cards;
};

G_DEFINE_FINAL_TYPE (WhinCallOverlay, whin_call_overlay, ADW_TYPE_BIN)

static GParamSpec *properties[N_PROPS];

static void
show (WhinCallOverlay *self, const char *name)
{
  if (g_str_equal (gtk_stack_get_visible_child_name (self->stack), name))
    return;
  gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (self)), NULL);
  gtk_stack_set_visible_child_name (self->stack, name);
  if (g_str_equal (name, "call"))
    whin_call_page_focus (self->page);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWS_CALL]);
}

static guint
count_own_calls (WhinCallOverlay *self)
{
  guint count = 0;

  for (guint i = 0; i < whin_phone_get_n_calls (self->phone); i++)
    if (whin_call_get_state (whin_phone_get_nth_call (self->phone, i)) != WHIN_CALL_INCOMING)
      count++;
  return count;
}

static void
update_bar (WhinCallOverlay *self)
{
  WhinCall *current = whin_phone_get_current (self->phone);

  whin_call_bar_update (self->bar, current, count_own_calls (self));
  gtk_widget_set_visible (GTK_WIDGET (self->bar),
                          current != NULL && !whin_call_overlay_get_shows_call (self));
}

static gboolean
on_tick (gpointer data)
{
  WhinCallOverlay *self = data;

  whin_call_page_update (self->page);
  update_bar (self);
  return G_SOURCE_CONTINUE;
}

static WhinIncomingCard *
find_card (WhinCallOverlay *self, WhinCall *call)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->cards)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (whin_incoming_card_get_call (WHIN_INCOMING_CARD (child)) == call)
      return WHIN_INCOMING_CARD (child);
  return NULL;
}

static void
update_cards (WhinCallOverlay *self)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->cards));
  guint n_cards = 0;

  while (child != NULL) {
    GtkWidget *next = gtk_widget_get_next_sibling (child);
    WhinCall *call = whin_incoming_card_get_call (WHIN_INCOMING_CARD (child));
    if (whin_call_get_state (call) != WHIN_CALL_INCOMING)
      gtk_box_remove (self->cards, child);
    else
      n_cards++;
    child = next;
  }
  for (guint i = 0; i < whin_phone_get_n_calls (self->phone); i++) {
    WhinCall *call = whin_phone_get_nth_call (self->phone, i);
    if (whin_call_get_state (call) != WHIN_CALL_INCOMING || find_card (self, call) != NULL ||
        n_cards >= WHIN_CALL_OVERLAY_MAX_CARDS)
      continue;
    gtk_box_append (self->cards, GTK_WIDGET (whin_incoming_card_new (self->phone, call)));
    n_cards++;
  }
  gtk_widget_set_visible (GTK_WIDGET (self->cards), n_cards > 0);
}

static gboolean
on_end_seen (gpointer data)
{
  WhinCallOverlay *self = data;

  self->end_id = 0;
  whin_call_overlay_hide_call (self);
  return G_SOURCE_REMOVE;
}

/* An end that the person didn't bring about, and may want to read, stays. */
static gboolean
is_remarkable (WhinCall *call)
{
  switch (whin_call_get_end (call)) {
  case WHIN_CALL_END_BUSY:
  case WHIN_CALL_END_DECLINED:
  case WHIN_CALL_END_NO_ANSWER:
  case WHIN_CALL_END_FAILED:
    return TRUE;
  case WHIN_CALL_END_NONE:
  case WHIN_CALL_END_HUNG_UP:
  case WHIN_CALL_END_MISSED:
  case WHIN_CALL_END_ELSEWHERE:
  case WHIN_CALL_END_CANCELLED:
  case WHIN_CALL_END_TRANSFERRED:
  default:
    return FALSE;
  }
}

static void
tell_end (WhinCallOverlay *self, WhinCall *call)
{
  g_autofree char *text = whin_call_words_dup_announcement (call);

  /* On the page there is room for it only without another call. */
  if (!whin_call_overlay_get_shows_call (self) || whin_phone_get_current (self->phone) != NULL) {
    gtk_widget_activate_action (GTK_WIDGET (self), "win.notice", "s", text);
    return;
  }
  whin_call_page_set_ended (self->page, call);
  g_clear_handle_id (&self->end_id, g_source_remove);
  if (!is_remarkable (call))
    self->end_id = g_timeout_add_seconds (END_SECONDS, on_end_seen, self);
}

/* A call that the person dialled, took or went back to comes to the front; one that is merely left
 * over, on hold, doesn't. */
static void
update_current (WhinCallOverlay *self)
{
  WhinCall *current = whin_phone_get_current (self->phone);

  if (current == NULL)
    g_clear_handle_id (&self->tick_id, g_source_remove);
  else if (self->tick_id == 0)
    self->tick_id = g_timeout_add (TICK_MS, on_tick, self);
  if (!g_set_object (&self->shown, current) || current == NULL)
    return;
  g_clear_handle_id (&self->end_id, g_source_remove);
  whin_call_page_set_ended (self->page, NULL);
  whin_call_page_update (self->page);
  if (whin_call_get_state (current) != WHIN_CALL_HELD)
    show (self, "call");
}

static void
on_call_changed (WhinPhone *phone, WhinCall *call, WhinCallOverlay *self)
{
  update_current (self);
  update_cards (self);
  /* Of a call that nobody took, a notification tells. */
  if (whin_call_get_state (call) == WHIN_CALL_ENDED &&
      (whin_call_get_answered_at (call) != NULL ||
       whin_call_get_direction (call) == WHIN_CALL_OUTGOING))
    tell_end (self, call);
  whin_call_page_update (self->page);
  update_bar (self);
}

static void
on_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  if (g_str_equal (action, "call.show"))
    whin_call_overlay_show_call (WHIN_CALL_OVERLAY (widget));
  else
    whin_call_overlay_hide_call (WHIN_CALL_OVERLAY (widget));
}

static void
whin_call_overlay_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  WhinCallOverlay *self = WHIN_CALL_OVERLAY (object);

  switch (id) {
  case PROP_CONTENT:
    g_value_set_object (value, adw_bin_get_child (self->content));
    break;
  case PROP_SHOWS_CALL:
    g_value_set_boolean (value, whin_call_overlay_get_shows_call (self));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
whin_call_overlay_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  WhinCallOverlay *self = WHIN_CALL_OVERLAY (object);

  switch (id) {
  case PROP_CONTENT:
    adw_bin_set_child (self->content, g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
whin_call_overlay_dispose (GObject *object)
{
  WhinCallOverlay *self = WHIN_CALL_OVERLAY (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_clear_handle_id (&self->end_id, g_source_remove);
  if (self->phone != NULL)
    g_signal_handlers_disconnect_by_data (self->phone, self);
  g_clear_object (&self->shown);
  g_clear_object (&self->phone);
  G_OBJECT_CLASS (whin_call_overlay_parent_class)->dispose (object);
}

static void
whin_call_overlay_class_init (WhinCallOverlayClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = whin_call_overlay_get_property;
  object_class->set_property = whin_call_overlay_set_property;
  object_class->dispose = whin_call_overlay_dispose;
  properties[PROP_CONTENT] = g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SHOWS_CALL] = g_param_spec_boolean ("shows-call", NULL, NULL, FALSE,
                                                      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (WHIN_TYPE_CALL_BAR);
  g_type_ensure (WHIN_TYPE_CALL_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/whinchat/Whinchat/whin-call-overlay.ui");
  gtk_widget_class_bind_template_child (widget_class, WhinCallOverlay, stack);
  gtk_widget_class_bind_template_child (widget_class, WhinCallOverlay, content);
  gtk_widget_class_bind_template_child (widget_class, WhinCallOverlay, page);
  gtk_widget_class_bind_template_child (widget_class, WhinCallOverlay, bar);
  gtk_widget_class_bind_template_child (widget_class, WhinCallOverlay, cards);
  gtk_widget_class_install_action (widget_class, "call.show", NULL, on_action);
  gtk_widget_class_install_action (widget_class, "call.hide", NULL, on_action);
}

static void
whin_call_overlay_init (WhinCallOverlay *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
whin_call_overlay_set_phone (WhinCallOverlay *self, WhinPhone *phone)
{
  g_return_if_fail (WHIN_IS_CALL_OVERLAY (self));
  g_return_if_fail (self->phone == NULL);

  self->phone = g_object_ref (phone);
  whin_call_page_set_phone (self->page, phone);
  g_signal_connect_object (phone, "call-changed", G_CALLBACK (on_call_changed), self, 0);
  /* A window that is opened during a call comes up with it. */
  update_current (self);
  update_cards (self);
  update_bar (self);
}

gboolean
whin_call_overlay_get_shows_call (WhinCallOverlay *self)
{
  g_return_val_if_fail (WHIN_IS_CALL_OVERLAY (self), FALSE);

  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "call") == 0;
}

void
whin_call_overlay_show_call (WhinCallOverlay *self)
{
  g_return_if_fail (WHIN_IS_CALL_OVERLAY (self));

  if (whin_phone_get_current (self->phone) == NULL)
    return;
  whin_call_page_update (self->page);
  show (self, "call");
  update_bar (self);
}

void
whin_call_overlay_hide_call (WhinCallOverlay *self)
{
  g_return_if_fail (WHIN_IS_CALL_OVERLAY (self));

  g_clear_handle_id (&self->end_id, g_source_remove);
  show (self, "content");
  whin_call_page_set_ended (self->page, NULL);
  update_bar (self);
}
