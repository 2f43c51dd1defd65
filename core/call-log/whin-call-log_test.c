/* SPDX-License-Identifier: Apache-2.0 */
#include "core/call-log/whin-call-log-private.h"

#include "core/phone/dummy/whin-dummy-provider.h"
#include "core/testing/whin-test-folder.h"
#include "core/testing/whin-test-loop.h"

#include <glib/gstdio.h>

#include <string.h>
#include <sys/stat.h>

typedef struct {
  char *folder;
  char *path;
  char *damaged_path;
  WhinStateFile *file;
  WhinStateFile *damaged_file;
  WhinCallLog *log;
  WhinDummyProvider *provider;
} Fixture;

static WhinCallRecord *
get (WhinCallLog *log, guint position)
{
  g_autoptr (WhinCallRecord) record = g_list_model_get_item (G_LIST_MODEL (log), position);

  g_assert_nonnull (record);
  return record; /* the log keeps it */
}

static guint
count (WhinCallLog *log)
{
  return g_list_model_get_n_items (G_LIST_MODEL (log));
}

static void
open_log (Fixture *fixture)
{
  g_autoptr (GBytes) kept = whin_state_file_read (fixture->path, NULL);

  fixture->log = whin_call_log_new (fixture->file, fixture->damaged_file);
  if (kept != NULL)
    whin_call_log_restore (fixture->log, kept);
  whin_call_log_follow (fixture->log, WHIN_PHONE_PROVIDER (fixture->provider));
}

static void
restart (Fixture *fixture)
{
  whin_call_log_flush (fixture->log);
  g_assert_true (
      whin_state_file_wait (fixture->file, g_get_monotonic_time () + 30 * G_USEC_PER_SEC));
  g_clear_object (&fixture->log);
  open_log (fixture);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = whin_test_folder_new ();
  fixture->path = g_build_filename (fixture->folder, "calls.json", NULL);
  fixture->damaged_path = g_strconcat (fixture->path, ".damaged", NULL);
  fixture->file = whin_state_file_new (fixture->path);
  fixture->damaged_file = whin_state_file_new (fixture->damaged_path);
  fixture->provider = whin_dummy_provider_new ();
  whin_dummy_line_set_state (whin_dummy_provider_get_line (fixture->provider), WHIN_LINE_REGISTERED,
                             NULL);
  open_log (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  whin_call_log_flush (fixture->log);
  g_assert_true (
      whin_state_file_wait (fixture->file, g_get_monotonic_time () + 30 * G_USEC_PER_SEC));
  g_clear_object (&fixture->log);
  g_clear_object (&fixture->provider);
  g_assert_true (
      whin_state_file_wait (fixture->damaged_file, g_get_monotonic_time () + 30 * G_USEC_PER_SEC));
  g_clear_object (&fixture->damaged_file);
  g_clear_object (&fixture->file);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_free (fixture->path);
  g_free (fixture->damaged_path);
  whin_test_folder_remove (fixture->folder);
}

static WhinDummyCall *
dial (Fixture *fixture, const char *number)
{
  g_autoptr (GError) error = NULL;
  WhinCall *call =
      whin_line_dial (WHIN_LINE (whin_dummy_provider_get_line (fixture->provider)), number, &error);

  g_assert_no_error (error);
  return WHIN_DUMMY_CALL (call);
}

static void
miss (Fixture *fixture, const char *number)
{
  WhinDummyCall *call = whin_dummy_provider_ring (fixture->provider, number, NULL);

  whin_dummy_call_remote_end (call, 0, NULL);
}

static void
assert_record (WhinCallRecord *record,
               WhinCallDirection direction,
               const char *number,
               const char *name,
               WhinCallEnd end,
               gboolean missed)
{
  g_assert_cmpint (whin_call_record_get_direction (record), ==, direction);
  g_assert_cmpstr (whin_call_record_get_number (record), ==, number);
  g_assert_cmpstr (whin_call_record_get_name (record), ==, name);
  g_assert_cmpint (whin_call_record_get_end (record), ==, end);
  g_assert_cmpint (whin_call_record_get_missed (record), ==, missed);
  g_assert_cmpstr (whin_call_record_get_line (record), ==, "alice@example.com");
}

/* Every kind of end is entered, newest first, and is the same after a restart. */
static void
test_kinds (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDateTime) before = g_date_time_new_now_utc ();
  g_autoptr (WhinDummyCall) talked = dial (fixture, "200");

  whin_dummy_call_remote_answer (talked);
  whin_test_until (whin_call_get_duration (WHIN_CALL (talked)) > 0);
  whin_dummy_call_remote_end (talked, 0, NULL);
  g_autoptr (WhinDummyCall) busy = dial (fixture, "201");
  whin_dummy_call_remote_end (busy, 486, NULL);
  g_autoptr (WhinDummyCall) given_up = dial (fixture, "202");
  whin_call_hang_up (WHIN_CALL (given_up));
  whin_dummy_call_remote_end (
      whin_dummy_provider_ring (fixture->provider, "+420123456789", "Alice Example"), 0, NULL);
  whin_call_decline (WHIN_CALL (whin_dummy_provider_ring (fixture->provider, "", NULL)));

  for (int round = 0; round < 2; round++) {
    g_assert_cmpuint (count (fixture->log), ==, 5);
    assert_record (get (fixture->log, 0), WHIN_CALL_RECEIVED, "", NULL, WHIN_CALL_END_DECLINED,
                   FALSE);
    assert_record (get (fixture->log, 1), WHIN_CALL_RECEIVED, "+420123456789", "Alice Example",
                   WHIN_CALL_END_MISSED, TRUE);
    assert_record (get (fixture->log, 2), WHIN_CALL_OUTGOING, "202", NULL, WHIN_CALL_END_CANCELLED,
                   FALSE);
    assert_record (get (fixture->log, 3), WHIN_CALL_OUTGOING, "201", NULL, WHIN_CALL_END_BUSY,
                   FALSE);
    g_assert_cmpuint (whin_call_record_get_status (get (fixture->log, 3)), ==, 486);
    assert_record (get (fixture->log, 4), WHIN_CALL_OUTGOING, "200", NULL, WHIN_CALL_END_HUNG_UP,
                   FALSE);
    g_assert_cmpuint (whin_call_record_get_seconds (get (fixture->log, 4)), >=, 1);
    g_assert_cmpuint (whin_call_record_get_seconds (get (fixture->log, 3)), ==, 0);
    g_assert_cmpint (
        g_date_time_difference (whin_call_record_get_started_at (get (fixture->log, 4)), before),
        >=, -G_TIME_SPAN_SECOND);
    g_assert_cmpuint (whin_call_log_get_missed (fixture->log), ==, 1);
    restart (fixture);
  }
}

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, GArray *lengths)
{
  guint length = g_array_index (lengths, guint, lengths->len - 1) + added - removed;

  g_assert_cmpuint (position, <=, length);
  g_assert_cmpuint (length, ==, g_list_model_get_n_items (model));
  g_array_append_val (lengths, length);
}

static void
test_bound (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) lengths = g_array_new (FALSE, TRUE, sizeof (guint));

  g_array_set_size (lengths, 1);
  g_signal_connect (fixture->log, "items-changed", G_CALLBACK (on_items_changed), lengths);
  for (guint i = 0; i < WHIN_CALL_LOG_MAX_RECORDS + 3; i++) {
    g_autofree char *number = g_strdup_printf ("%u", 1000 + i);
    miss (fixture, number);
  }
  g_signal_handlers_disconnect_by_data (fixture->log, lengths);
  restart (fixture);
  g_assert_cmpuint (count (fixture->log), ==, WHIN_CALL_LOG_MAX_RECORDS);
  g_assert_cmpuint (whin_call_log_get_missed (fixture->log), ==, WHIN_CALL_LOG_MAX_RECORDS);
  g_assert_cmpstr (whin_call_record_get_number (get (fixture->log, 0)), ==, "2002");
  g_assert_cmpstr (whin_call_record_get_number (get (fixture->log, WHIN_CALL_LOG_MAX_RECORDS - 1)),
                   ==, "1003");
}

static void
test_missed (Fixture *fixture, gconstpointer data)
{
  miss (fixture, "200");
  whin_phone_provider_set_do_not_disturb (WHIN_PHONE_PROVIDER (fixture->provider), TRUE);
  whin_dummy_provider_ring (fixture->provider, "201", NULL);
  g_assert_cmpuint (whin_call_log_get_missed (fixture->log), ==, 2);
  assert_record (get (fixture->log, 0), WHIN_CALL_RECEIVED, "201", NULL, WHIN_CALL_END_DECLINED,
                 TRUE);
  restart (fixture);
  g_assert_cmpuint (whin_call_log_get_missed (fixture->log), ==, 2);
  whin_call_log_see_missed (fixture->log);
  restart (fixture);
  g_assert_cmpuint (whin_call_log_get_missed (fixture->log), ==, 0);
  g_assert_cmpuint (count (fixture->log), ==, 2);
}

static void
test_redial (Fixture *fixture, gconstpointer data)
{
  g_assert_null (whin_call_log_get_last_dialled (fixture->log));
  whin_call_log_remember (fixture->log, "0800123456");
  restart (fixture);
  g_assert_cmpstr (whin_call_log_get_last_dialled (fixture->log), ==, "0800123456");
}

/* What another account did stays its own, also what it still does when it signs out. */
static void
test_clear (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WhinDummyCall) call = dial (fixture, "200");

  miss (fixture, "201");
  whin_call_log_remember (fixture->log, "200");
  whin_call_log_clear (fixture->log);
  whin_dummy_call_remote_end (call, 0, NULL);
  g_assert_cmpuint (count (fixture->log), ==, 0);
  g_assert_cmpuint (whin_call_log_get_missed (fixture->log), ==, 0);
  g_assert_null (whin_call_log_get_last_dialled (fixture->log));
  restart (fixture);
  g_assert_cmpuint (count (fixture->log), ==, 0);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  miss (fixture, "202");
  g_assert_cmpuint (count (fixture->log), ==, 1);
}

static void
test_private_file (Fixture *fixture, gconstpointer data)
{
  GStatBuf info;

  miss (fixture, "200");
  restart (fixture);
  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
}

/* What anybody may send as a name or a number comes back as it was entered. */
static char *
make_hostile_text (GRand *rand)
{
  static const char *const pieces[] = {"€",  "𝄞",    "a",    "1",    "\"", "\\",   " ", "ü",
                                       "\n", "\xff", "\xe2", "\xef", "؜", "\x01", "א", "{"};
  const char *piece = pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))];
  GString *text = g_string_new (NULL);
  int n_pieces = g_rand_int_range (rand, 0, 400);

  for (int i = 0; i < n_pieces; i++) {
    g_string_append (text, piece);
    if (g_rand_int_range (rand, 0, 20) == 0)
      piece = pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))];
  }
  return g_string_free (text, FALSE);
}

static void
test_hostile_callers (Fixture *fixture, gconstpointer data)
{
  const guint n_calls = 500;
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260101);
  g_autoptr (GPtrArray) before = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n_calls; i++) {
    g_autofree char *number = make_hostile_text (rand);
    g_autofree char *name = make_hostile_text (rand);

    whin_dummy_call_remote_end (whin_dummy_provider_ring (fixture->provider, number, name), 0,
                                NULL);
  }
  for (guint i = 0; i < n_calls; i++)
    g_ptr_array_add (before, g_object_ref (get (fixture->log, i)));
  restart (fixture);
  g_assert_cmpuint (count (fixture->log), ==, n_calls);
  for (guint i = 0; i < n_calls; i++) {
    const char *number = whin_call_record_get_number (before->pdata[i]);

    g_assert_cmpuint (strlen (number), <=, WHIN_CALL_MAX_NUMBER);
    g_assert_true (g_utf8_validate (number, -1, NULL));
    assert_record (get (fixture->log, i), WHIN_CALL_RECEIVED, number,
                   whin_call_record_get_name (before->pdata[i]), WHIN_CALL_END_MISSED, TRUE);
  }
}

/* A bad entry costs itself alone, and the file as it was is kept for whoever can mend it. */
static void
test_bad_entry (Fixture *fixture, gconstpointer data)
{
  static const char good[] = "{\"direction\":\"in\",\"number\":\"%s\",\"startedAt\":"
                             "\"2026-01-01T00:00:00Z\",\"seconds\":1,\"end\":\"hung-up\","
                             "\"status\":0,\"line\":\"alice@example.com\"}";
  g_autofree char *first = g_strdup_printf (good, "200");
  g_autofree char *long_number = g_strnfill (WHIN_CALL_MAX_NUMBER + 1, '1');
  g_autofree char *bad = g_strdup_printf (good, long_number);
  g_autofree char *last = g_strdup_printf (good, "201");
  g_autofree char *text = g_strdup_printf (
      "{\"records\":[%s,%s,7,%s],\"missed\":9999,\"lastDialled\":\"202\"}", first, bad, last);
  g_autofree char *kept = NULL;

  g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
  restart (fixture);
  miss (fixture, "203");
  for (int round = 0; round < 2; round++) {
    g_assert_cmpuint (count (fixture->log), ==, 3);
    g_assert_cmpuint (whin_call_log_get_missed (fixture->log), ==, 1);
    g_assert_cmpstr (whin_call_log_get_last_dialled (fixture->log), ==, "202");
    assert_record (get (fixture->log, 1), WHIN_CALL_RECEIVED, "201", NULL, WHIN_CALL_END_HUNG_UP,
                   FALSE);
    assert_record (get (fixture->log, 2), WHIN_CALL_RECEIVED, "200", NULL, WHIN_CALL_END_HUNG_UP,
                   FALSE);
    restart (fixture);
  }
  whin_test_until (g_file_test (fixture->damaged_path, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_get_contents (fixture->damaged_path, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, text);
  /* It is the account's, too. */
  whin_call_log_clear (fixture->log);
  whin_test_until (!g_file_test (fixture->damaged_path, G_FILE_TEST_EXISTS));
}

static const char *const damaged[] = {
    "",
    "[]",
    "{\"records\":[],\"missed\":-1}",
    "{\"records\":[],\"missed\":1001}",
    "{\"records\":{},\"missed\":0}",
    "{\"records\":[5],\"missed\":0}",
    "{\"records\":[{}],\"missed\":0}",
    "{\"records\":[{\"direction\":\"up\",\"number\":\"1\",\"startedAt\":\"2026-01-01T00:00:00Z\","
    "\"seconds\":1,\"end\":\"busy\",\"status\":486}],\"missed\":0}",
    "{\"records\":[{\"direction\":\"in\",\"number\":\"1\",\"startedAt\":\"today\","
    "\"seconds\":1,\"end\":\"busy\",\"status\":486}],\"missed\":0}",
    "{\"records\":[{\"direction\":\"in\",\"number\":\"1\",\"startedAt\":\"9999-12-31T23:59:59-14:"
    "00\","
    "\"seconds\":1,\"end\":\"busy\",\"status\":486}],\"missed\":0}",
    "{\"records\":[{\"direction\":\"in\",\"number\":\"1\",\"startedAt\":\"9999-12-31T23:59:59Z\","
    "\"seconds\":1,\"end\":\"busy\",\"status\":486}],\"missed\":0}",
    "{\"records\":[{\"direction\":\"in\",\"number\":\"1\",\"startedAt\":\"0001-01-01T00:00:00+14:"
    "00\","
    "\"seconds\":1,\"end\":\"busy\",\"status\":486}],\"missed\":0}",
    "{\"records\":[{\"direction\":\"in\",\"number\":\"1\",\"startedAt\":\"0001-01-01T00:00:00Z\","
    "\"seconds\":1,\"end\":\"busy\",\"status\":486}],\"missed\":0}",
    "{\"records\":[{\"direction\":\"in\",\"number\":\"1\",\"startedAt\":\"2026-01-01T00:00:00Z\","
    "\"seconds\":-1,\"end\":\"busy\",\"status\":486}],\"missed\":0}",
    "{\"records\":[{\"direction\":\"in\",\"number\":\"1\",\"startedAt\":\"2026-01-01T00:00:00Z\","
    "\"seconds\":1,\"end\":\"bored\",\"status\":486}],\"missed\":0}",
    "{\"records\":[{\"direction\":\"in\",\"number\":\"1\",\"startedAt\":\"2026-01-01T00:00:00Z\","
    "\"seconds\":1,\"end\":\"busy\",\"status\":4860}],\"missed\":0}",
};

static void
test_damage (Fixture *fixture, gconstpointer data)
{
  g_autofree char *digits = g_strnfill (WHIN_CALL_MAX_NUMBER + 1, '1');
  g_autofree char *long_number =
      g_strdup_printf ("{\"records\":[],\"missed\":0,\"lastDialled\":\"%s\"}", digits);

  for (gsize i = 0; i <= G_N_ELEMENTS (damaged); i++) {
    const char *text = i < G_N_ELEMENTS (damaged) ? damaged[i] : long_number;
    g_autoptr (GBytes) kept = g_bytes_new (text, strlen (text)); /* is saved later */

    g_test_message ("%s", text);
    whin_call_log_restore (fixture->log, kept);
    g_assert_cmpuint (count (fixture->log), ==, 0);
    g_assert_cmpuint (whin_call_log_get_missed (fixture->log), ==, 0);
    g_assert_null (whin_call_log_get_last_dialled (fixture->log));
  }
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
      {"/call-log/kinds", test_kinds},         {"/call-log/bound", test_bound},
      {"/call-log/missed", test_missed},       {"/call-log/redial", test_redial},
      {"/call-log/clear", test_clear},         {"/call-log/private-file", test_private_file},
      {"/call-log/damage", test_damage},       {"/call-log/hostile-callers", test_hostile_callers},
      {"/call-log/bad-entry", test_bad_entry},
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
