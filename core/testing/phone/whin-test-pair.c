/* SPDX-License-Identifier: Apache-2.0 */
#include "core/testing/phone/whin-test-pair.h"

#include "core/testing/whin-test-loop.h"

void
whin_test_pair_tear_down (WhinTestPair *self, gconstpointer data)
{
  g_clear_object (&self->call);
  g_clear_object (&self->answer);
  whin_test_phone_free (self->alice);
  g_clear_pointer (&self->bob, whin_test_phone_free);
  g_clear_pointer (&self->baresip, whin_test_baresip_free);
}

void
whin_test_pair_ring (WhinTestPair *self)
{
  g_autoptr (GError) error = NULL;

  self->call = whin_line_dial (self->alice->line, "bob", &error);
  g_assert_no_error (error);
  whin_test_until (self->bob->call != NULL || whin_call_get_state (self->call) == WHIN_CALL_ENDED);
  g_assert_cmpstr (whin_call_get_reason (self->call), ==, NULL);
  self->answer = g_object_ref (self->bob->call);
}

void
whin_test_pair_talk (WhinTestPair *self)
{
  whin_test_pair_ring (self);
  whin_test_until (whin_call_get_state (self->call) == WHIN_CALL_RINGING);
  whin_call_answer (self->answer);
  g_assert_cmpstr (whin_call_get_reason (self->answer), ==, NULL);
  whin_test_until (whin_call_get_state (self->call) == WHIN_CALL_ACTIVE &&
                   whin_call_get_state (self->answer) == WHIN_CALL_ACTIVE);
}

static gboolean
hears (WhinTestPhone *phone, guint since_ms, guint hz)
{
  return whin_test_phone_count_ms (phone, 1) > since_ms + WHIN_TEST_LISTEN_MS &&
         whin_test_phone_measure (phone, 1, hz, WHIN_TEST_LISTEN_MS) > WHIN_TEST_SHARE;
}

void
whin_test_pair_hear (WhinTestPair *self)
{
  guint alice = whin_test_phone_count_ms (self->alice, 1);
  guint bob = whin_test_phone_count_ms (self->bob, 1);

  whin_test_until (hears (self->alice, alice, WHIN_TEST_BOB_HZ));
  whin_test_until (hears (self->bob, bob, WHIN_TEST_ALICE_HZ));
}

void
whin_test_pair_dial_baresip (WhinTestPair *self)
{
  gint64 deadline = g_get_monotonic_time () + WHIN_TEST_DEADLINE_MS * G_TIME_SPAN_MILLISECOND;

  do {
    g_autoptr (GError) error = NULL;

    g_assert_cmpint (g_get_monotonic_time (), <, deadline);
    g_clear_object (&self->call);
    whin_test_run_for (100);
    self->call = whin_line_dial (self->alice->line, "carol", &error);
    g_assert_no_error (error);
    whin_test_until (whin_call_get_state (self->call) == WHIN_CALL_ACTIVE ||
                     whin_call_get_state (self->call) == WHIN_CALL_ENDED);
  } while (whin_call_get_status (self->call) == 404);
}

void
whin_test_pair_hear_baresip (WhinTestPair *self)
{
  whin_test_until (hears (self->alice, 0, WHIN_TEST_BARESIP_HZ));
  whin_test_until (whin_test_baresip_measure (self->baresip, WHIN_TEST_ALICE_HZ,
                                              WHIN_TEST_LISTEN_MS) > WHIN_TEST_SHARE);
}
