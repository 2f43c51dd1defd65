/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/whin-phone-error.h"

#include "core/testing/phone/whin-test-phone.h"
#include "core/testing/phone/whin-test-registrar.h"
#include "core/testing/whin-test-loop.h"

/* "sips:" addresses: over TLS, or not at all. */

static WhinTestRegistrar *registrar;

static WhinTestPhone *
make_phone (const char *name, guint hz, const char *transport)
{
  WhinTestPhone *phone =
      whin_test_phone_new (registrar, name, hz, registrar->ca_file, "transport", transport, NULL);

  whin_test_phone_start (phone);
  return phone;
}

static void
test_secure (void)
{
  WhinTestPhone *alice = make_phone ("alice", 440, "tls");
  WhinTestPhone *bob = make_phone ("bob", 660, "tls");
  g_autoptr (GError) error = NULL;
  g_autoptr (WhinCall) call = whin_line_dial (alice->line, "SIPS:bob", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (whin_call_get_number (call), ==, "sips:bob");
  whin_test_until (bob->call != NULL || whin_call_get_state (call) == WHIN_CALL_ENDED);
  g_assert_cmpstr (whin_call_get_reason (call), ==, NULL);
  whin_call_answer (bob->call);
  whin_test_until (whin_call_get_state (call) == WHIN_CALL_ACTIVE);
  whin_call_hold (call);
  whin_test_until (whin_call_get_remote_held (bob->call));
  whin_call_hang_up (bob->call);
  whin_test_until (whin_call_get_state (call) == WHIN_CALL_ENDED);
  g_assert_cmpint (whin_call_get_end (call), ==, WHIN_CALL_END_HUNG_UP);
  whin_test_phone_free (alice);
  whin_test_phone_free (bob);
}

static void
test_not_secure (gconstpointer data)
{
  WhinTestPhone *alice = make_phone ("alice", 440, data);
  g_autoptr (GError) error = NULL;

  g_assert_null (whin_line_dial (alice->line, "sips:bob@localhost", &error));
  g_assert_error (error, WHIN_PHONE_ERROR, WHIN_PHONE_ERROR_NO_LINE);
  g_assert_cmpstr (error->message, ==, "This address may only be called over a secure line (TLS).");
  whin_test_phone_free (alice);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  registrar = whin_test_registrar_new ();
  g_test_add_func ("/phone/secure/tls", test_secure);
  g_test_add_data_func ("/phone/secure/udp", "udp", test_not_secure);
  g_test_add_data_func ("/phone/secure/tcp", "tcp", test_not_secure);
  result = g_test_run ();
  whin_test_registrar_free (registrar);
  return result;
}
