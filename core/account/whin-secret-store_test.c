/* SPDX-License-Identifier: Apache-2.0 */
#include "core/account/whin-account-file.h"

#include "core/account/whin-secret-store.h"
#include "core/testing/whin-test-folder.h"
#include "core/testing/whin-test-loop.h"

#include <libsecret/secret.h>

#include <signal.h>
#include <string.h>
#include <sys/prctl.h>

/* Secrets in a real Secret Service (GNOME Keyring, on a bus of the test's own) and without one. */

#define SERVICE "org.freedesktop.secrets"

/* A bus that starts nothing by itself. */
static const char bus_config[] =
    "<!DOCTYPE busconfig PUBLIC \"-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN\" "
    "\"http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd\">"
    "<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>"
    "<policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/>"
    "<allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>";

typedef struct {
  GSubprocess *keyring;
  char *home;
  char *folder;
  gboolean is_missing;
} Fixture;

/* A test that fails leaves no process behind. */
static void
on_child_setup (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

static gboolean
service_is_there (GDBusConnection *connection)
{
  g_autoptr (GVariant) answer = g_dbus_connection_call_sync (
      connection, "org.freedesktop.DBus", "/", "org.freedesktop.DBus", "NameHasOwner",
      g_variant_new ("(s)", SERVICE), NULL, G_DBUS_CALL_FLAGS_NONE, 1000, NULL, NULL);
  gboolean has_owner = FALSE;

  if (answer != NULL)
    g_variant_get (answer, "(b)", &has_owner);
  return has_owner;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *daemon = g_find_program_in_path ("gnome-keyring-daemon");
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autoptr (GDBusConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  fixture->folder = whin_test_folder_new ();
  fixture->home = whin_test_folder_new ();
  fixture->is_missing = daemon == NULL || g_getenv ("DBUS_SESSION_BUS_ADDRESS") == NULL;
  if (fixture->is_missing)
    return;
  launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
                                 G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_subprocess_launcher_set_child_setup (launcher, on_child_setup, NULL, NULL);
  g_subprocess_launcher_setenv (launcher, "HOME", fixture->home, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", fixture->home, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_RUNTIME_DIR", fixture->home, TRUE);
  fixture->keyring = g_subprocess_launcher_spawn (launcher, &error, daemon, "--foreground",
                                                  "--components=secrets", "--unlock", NULL);
  g_assert_no_error (error);
  g_output_stream_write_all (g_subprocess_get_stdin_pipe (fixture->keyring), "test", 4, NULL, NULL,
                             NULL);
  g_output_stream_close (g_subprocess_get_stdin_pipe (fixture->keyring), NULL, NULL);
  connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);
  g_dbus_connection_set_exit_on_close (connection, FALSE);
  whin_test_until (service_is_there (connection));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->keyring != NULL) {
    g_subprocess_force_exit (fixture->keyring);
    g_subprocess_wait (fixture->keyring, NULL, NULL);
    g_object_unref (fixture->keyring);
  }
  secret_service_disconnect (); /* the next keyring is another one */
  whin_test_folder_remove (fixture->folder);
  whin_test_folder_remove (fixture->home);
}

static WhinAccountDocument *
make_document (const char *secret)
{
  GHashTable *secrets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  g_hash_table_insert (secrets, g_strdup ("2/password"), g_strdup (secret));
  return whin_account_document_new (json_object_new (), secrets);
}

static void
save (WhinAccountFile *file, WhinAccountDocument *document)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  whin_account_file_save_async (file, document, whin_test_on_result, &result);
  whin_test_until (result != NULL);
  whin_account_file_save_finish (file, result, &error);
  g_assert_no_error (error);
}

/* The secret as a new start finds it. (transfer full) */
static char *
load (Fixture *fixture, GError **error)
{
  g_autoptr (WhinAccountFile) file = whin_account_file_new (fixture->folder, "com.example.Phone");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (WhinAccountDocument) document = NULL;

  whin_account_file_load_async (file, NULL, whin_test_on_result, &result);
  whin_test_until (result != NULL);
  document = whin_account_file_load_finish (file, result, error);
  return document != NULL ? g_strdup (g_hash_table_lookup (document->secrets, "2/password")) : NULL;
}

static guint
count_files (Fixture *fixture)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  guint count = 0;

  while (g_dir_read_name (dir) != NULL)
    count++;
  return count;
}

/* How many secrets the service holds. */
static guint
count_items (void)
{
  g_autoptr (GDBusConnection) connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GVariant) unlocked = NULL;
  GVariantBuilder attributes;

  g_variant_builder_init (&attributes, G_VARIANT_TYPE ("a{ss}"));
  g_variant_builder_add (&attributes, "{ss}", "application", "com.example.Phone");
  answer = g_dbus_connection_call_sync (
      connection, SERVICE, "/org/freedesktop/secrets", "org.freedesktop.Secret.Service",
      "SearchItems", g_variant_new ("(a{ss})", &attributes), G_VARIANT_TYPE ("(aoao)"),
      G_DBUS_CALL_FLAGS_NONE, 5000, NULL, NULL);
  g_assert_nonnull (answer);
  unlocked = g_variant_get_child_value (answer, 0);
  return (guint)g_variant_n_children (unlocked);
}

static void
test_service (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WhinAccountFile) file = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "account.json", NULL);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *content = NULL;

  if (fixture->is_missing) {
    g_test_skip ("gnome-keyring-daemon or dbus-daemon is not installed");
    return;
  }
  file = whin_account_file_new (fixture->folder, "com.example.Phone");
  save (file, make_document ("one"));
  first = load (fixture, NULL);
  g_assert_cmpstr (first, ==, "one");
  save (file, make_document ("two"));
  second = load (fixture, NULL);
  g_assert_cmpstr (second, ==, "two");
  /* The document is the only file, and the old generation is gone. */
  g_assert_cmpuint (count_files (fixture), ==, 1);
  g_assert_cmpuint (count_items (), ==, 1);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_null (strstr (content, "two"));
  save (file, NULL);
  g_assert_cmpuint (count_files (fixture), ==, 0);
  g_assert_cmpuint (count_items (), ==, 0);
}

/* The keyring went away with the secret: the account says so, and nothing is removed. */
static void
test_service_that_is_gone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WhinAccountFile) file = NULL;
  g_autoptr (GError) error = NULL;

  if (fixture->is_missing) {
    g_test_skip ("gnome-keyring-daemon or dbus-daemon is not installed");
    return;
  }
  file = whin_account_file_new (fixture->folder, "com.example.Phone");
  save (file, make_document ("one"));
  g_subprocess_force_exit (fixture->keyring);
  g_subprocess_wait (fixture->keyring, NULL, NULL);
  g_assert_null (load (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_assert_cmpuint (count_files (fixture), ==, 1);
  /* A new sign-in then keeps its secrets in a file. */
  save (file, make_document ("two"));
  g_assert_cmpuint (count_files (fixture), ==, 2);
}

/* A keyring that hangs, as one does that was started outside a desktop, holds up a sign-in and a
 * sign-out once and briefly; the secrets are kept in a file. */
static void
test_service_that_hangs (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WhinAccountFile) file = NULL;
  g_autofree char *secret = NULL;
  gint64 began = g_get_monotonic_time ();

  if (fixture->is_missing) {
    g_test_skip ("gnome-keyring-daemon or dbus-daemon is not installed");
    return;
  }
  file = whin_account_file_new (fixture->folder, "com.example.Phone");
  g_subprocess_send_signal (fixture->keyring, SIGSTOP);
  save (file, make_document ("one"));
  secret = load (fixture, NULL);
  g_assert_cmpstr (secret, ==, "one");
  g_assert_cmpuint (count_files (fixture), ==, 2);
  save (file, NULL);
  g_assert_cmpuint (count_files (fixture), ==, 0);
  g_assert_cmpint (g_get_monotonic_time () - began, <,
                   WHIN_SECRET_STORE_TIMEOUT_SECONDS * G_TIME_SPAN_SECOND);
}

/* A keyring that was slow once, and answers again: signing out takes the secret out of it. */
static void
test_signed_out_after_a_pause (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WhinAccountFile) file = NULL;

  file = whin_account_file_new (fixture->folder, "com.example.Phone");
  save (file, make_document ("one"));
  g_assert_cmpuint (count_items (), ==, 1);
  g_subprocess_send_signal (fixture->keyring, SIGSTOP);
  save (file, make_document ("two"));
  g_subprocess_send_signal (fixture->keyring, SIGCONT);
  save (file, NULL);
  g_assert_cmpuint (count_files (fixture), ==, 0);
  g_assert_cmpuint (count_items (), ==, 0);
}

/* A keyring that needs 6 s once holds the secrets later. */
static void
test_slow_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WhinAccountFile) file = NULL;

  file = whin_account_file_new (fixture->folder, "com.example.Phone");
  g_subprocess_send_signal (fixture->keyring, SIGSTOP);
  save (file, make_document ("one"));
  g_subprocess_send_signal (fixture->keyring, SIGCONT);
  g_clear_object (&file);
  file = whin_account_file_new (fixture->folder, "com.example.Phone"); /* the next start */
  {
    g_autoptr (GAsyncResult) result = NULL;
    g_autoptr (WhinAccountDocument) document = NULL;
    whin_account_file_load_async (file, NULL, whin_test_on_result, &result);
    whin_test_until (result != NULL);
    document = whin_account_file_load_finish (file, result, NULL);
    g_assert_nonnull (document);
  }
  save (file, make_document ("one"));
  g_assert_cmpuint (count_items (), ==, 1);
}

/* The bus, which this process then talks to; NULL where there is none to be had. */
static GSubprocess *
start_bus (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "bus.conf", NULL);
  g_autofree char *option = g_strconcat ("--config-file=", path, NULL);
  g_autofree char *program = g_find_program_in_path ("dbus-daemon");
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autoptr (GDataInputStream) output = NULL;
  g_autofree char *address = NULL;
  GSubprocess *bus;

  if (program == NULL)
    return NULL;
  g_assert_true (g_file_set_contents (path, bus_config, -1, NULL));
  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                        G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_subprocess_launcher_set_child_setup (launcher, on_child_setup, NULL, NULL);
  bus = g_subprocess_launcher_spawn (launcher, NULL, program, option, "--nofork", "--print-address",
                                     NULL);
  g_assert_nonnull (bus);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (bus));
  address = g_data_input_stream_read_line (output, NULL, NULL, NULL);
  g_assert_nonnull (address);
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", address, TRUE);
  return bus;
}

int
main (int argc, char **argv)
{
  g_autoptr (GSubprocess) bus = NULL;
  char *folder;
  int status;

  g_test_init (&argc, &argv, NULL);
  g_unsetenv ("DBUS_SESSION_BUS_ADDRESS"); /* never the person's own keyring */
  folder = whin_test_folder_new ();
  bus = start_bus (folder);
  g_test_add ("/secret-store/service", Fixture, NULL, set_up, test_service, tear_down);
  g_test_add ("/secret-store/service-that-is-gone", Fixture, NULL, set_up,
              test_service_that_is_gone, tear_down);
  g_test_add ("/secret-store/service-that-hangs", Fixture, NULL, set_up, test_service_that_hangs,
              tear_down);
  g_test_add ("/secret-store/signed-out-after-a-pause", Fixture, NULL, set_up,
              test_signed_out_after_a_pause, tear_down);
  g_test_add ("/secret-store/slow-once", Fixture, NULL, set_up, test_slow_once, tear_down);
  status = g_test_run ();
  if (bus != NULL) {
    g_subprocess_force_exit (bus);
    g_subprocess_wait (bus, NULL, NULL);
  }
  whin_test_folder_remove (folder);
  return status;
}
