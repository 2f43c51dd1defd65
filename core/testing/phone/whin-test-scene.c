/* SPDX-License-Identifier: Apache-2.0 */
#include "core/testing/phone/whin-test-scene.h"

#include "core/testing/whin-test-loop.h"

void
whin_test_scene_set_up (WhinTestScene *self, gconstpointer data)
{
  whin_test_scene_begin (self, whin_test_peer_answer_all, data, NULL);
}

void
whin_test_scene_begin (WhinTestScene *self,
                       WhinTestPeerAnswer answer,
                       gconstpointer data,
                       const char *node)
{
  self->peer = whin_test_peer_new (answer);
  self->peer->data = (gpointer)data;
  self->phone =
      whin_test_phone_new (&self->peer->registrar, "alice", 440, NULL, node, "required", NULL);
  whin_test_phone_start (self->phone);
}

void
whin_test_scene_tear_down (WhinTestScene *self, gconstpointer data)
{
  self->peer->answer = whin_test_peer_answer_all;
  g_clear_object (&self->call);
  g_clear_pointer (&self->dialog, whin_test_dialog_free);
  whin_test_phone_free (self->phone);
  whin_test_peer_free (self->peer);
}

void
whin_test_scene_dial (WhinTestScene *self)
{
  g_autoptr (GError) error = NULL;

  self->call = whin_line_dial (self->phone->line, "bob", &error);
  g_assert_no_error (error);
}

void
whin_test_scene_dial_and_talk (WhinTestScene *self)
{
  whin_test_scene_dial (self);
  whin_test_until (whin_call_get_state (self->call) == WHIN_CALL_ACTIVE);
  self->dialog =
      whin_test_dialog_called (self->peer, whin_test_peer_find (self->peer, "INVITE", 0), "bob");
}

void
whin_test_scene_ring (WhinTestScene *self, const char *headers, const char *description)
{
  self->dialog = whin_test_dialog_calling (self->peer);
  whin_test_dialog_send (self->dialog, "INVITE", headers, description);
  whin_test_until (self->phone->call != NULL);
}

const char *
whin_test_scene_take_yes (WhinTestScene *self)
{
  const char *yes;

  whin_test_until ((yes = whin_test_peer_find (self->peer, "SIP/2.0 200", 0)) != NULL);
  whin_test_dialog_answered (self->dialog, yes);
  return yes;
}
