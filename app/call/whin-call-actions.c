/* SPDX-License-Identifier: Apache-2.0 */
#define G_LOG_DOMAIN "whinchat-app"

#include "app/call/whin-call-actions.h"

static void
on_answer (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WhinCall *call = whin_phone_get_ringing (user_data);

  if (call != NULL)
    whin_call_answer (call);
}

static void
on_decline (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WhinCall *call = whin_phone_get_ringing (user_data);

  if (call != NULL)
    whin_call_decline (call);
}

static void
on_hang_up (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WhinCall *call = whin_phone_get_current (user_data);
  g_autoptr (GPtrArray) leaving = g_ptr_array_new_with_free_func (g_object_unref);

  if (call == NULL)
    return;
  /* Whoever leaves a conference of one's own ends it. */
  for (guint i = 0; i < whin_phone_get_n_calls (user_data); i++) {
    WhinCall *other = whin_phone_get_nth_call (user_data, i);
    if (other == call ||
        (whin_call_get_in_conference (call) && whin_call_get_in_conference (other)))
      g_ptr_array_add (leaving, g_object_ref (other));
  }
  for (guint i = 0; i < leaving->len; i++)
    whin_call_hang_up (leaving->pdata[i]);
}

static void
on_mute_change (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  WhinCall *call = whin_phone_get_current (user_data);

  if (call != NULL)
    whin_call_set_muted (call, g_variant_get_boolean (value));
}

static void
on_hold_change (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  WhinCall *call = whin_phone_get_current (user_data);

  if (call == NULL)
    return;
  if (g_variant_get_boolean (value))
    whin_call_hold (call);
  else
    whin_call_resume (call);
}

static void
merge (WhinPhone *phone, WhinCall *call)
{
  WhinCall *current = whin_phone_get_current (phone);
  g_autoptr (GError) error = NULL;

  if (current == NULL || current == call || whin_call_join (current, call, &error))
    return;
  g_message ("The calls can’t be joined: %s", error->message);
}

static void
on_one_call (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const char *name = g_action_get_name (G_ACTION (action));
  WhinCall *call = whin_phone_find_call (user_data, g_variant_get_uint32 (parameter));

  if (call == NULL)
    return;
  if (g_str_equal (name, "answer-call"))
    whin_call_answer (call);
  else if (g_str_equal (name, "decline-call"))
    whin_call_decline (call);
  else if (g_str_equal (name, "hang-up-call"))
    whin_call_hang_up (call);
  else if (g_str_equal (name, "resume-call"))
    whin_call_resume (call);
  else if (g_str_equal (name, "leave-call"))
    whin_call_leave (call);
  else
    merge (user_data, call);
}

static void
set_enabled (GActionMap *map, const char *name, gboolean enabled)
{
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (map, name)), enabled);
}

static void
set_state (GActionMap *map, const char *name, gboolean state)
{
  g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (map, name)),
                             g_variant_new_boolean (state));
}

static void
update (WhinPhone *phone, WhinCall *changed, GActionMap *map)
{
  WhinCall *current = whin_phone_get_current (phone);
  WhinCallActions can = current != NULL ? whin_call_get_actions (current) : 0;
  gboolean rings = whin_phone_get_ringing (phone) != NULL;

  set_enabled (map, "answer", rings);
  set_enabled (map, "decline", rings);
  set_enabled (map, "hang-up", current != NULL);
  set_enabled (map, "mute", (can & WHIN_CALL_CAN_MUTE) != 0);
  set_enabled (map, "hold", (can & (WHIN_CALL_CAN_HOLD | WHIN_CALL_CAN_RESUME)) != 0);
  set_state (map, "mute", current != NULL && whin_call_get_muted (current));
  set_state (map, "hold", current != NULL && whin_call_get_state (current) == WHIN_CALL_HELD);
}

void
whin_call_actions_add (GActionMap *map, WhinPhone *phone)
{
  static const GActionEntry entries[] = {
      {.name = "answer", .activate = on_answer},
      {.name = "decline", .activate = on_decline},
      {.name = "hang-up", .activate = on_hang_up},
      {.name = "mute", .state = "false", .change_state = on_mute_change},
      {.name = "hold", .state = "false", .change_state = on_hold_change},
      {.name = "answer-call", .activate = on_one_call, .parameter_type = "u"},
      {.name = "decline-call", .activate = on_one_call, .parameter_type = "u"},
      {.name = "hang-up-call", .activate = on_one_call, .parameter_type = "u"},
      {.name = "resume-call", .activate = on_one_call, .parameter_type = "u"},
      {.name = "merge-call", .activate = on_one_call, .parameter_type = "u"},
      {.name = "leave-call", .activate = on_one_call, .parameter_type = "u"},
  };
  WhinPhoneProvider *provider = whin_phone_get_provider (phone);

  g_action_map_add_action_entries (map, entries, G_N_ELEMENTS (entries), phone);
  if (provider != NULL) {
    g_autoptr (GPropertyAction) action =
        g_property_action_new ("do-not-disturb", provider, "do-not-disturb");
    g_action_map_add_action (map, G_ACTION (action));
  }
  g_signal_connect_object (phone, "call-changed", G_CALLBACK (update), map, 0);
  update (phone, NULL, map);
}
