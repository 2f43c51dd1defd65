/* SPDX-License-Identifier: Apache-2.0 */
#include "core/testing/phone/whin-test-registrar.h"

#include "core/testing/whin-test-loop.h"

#include <glib/gstdio.h>

#include <netinet/in.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#define START_ATTEMPTS 5
#define START_MS 4000

static void
on_child (gpointer data)
{
  setpgid (0, 0);
  prctl (PR_SET_PDEATHSIG, SIGTERM);
}

GSubprocess *
whin_test_spawn (const char *folder, const char *const *arguments)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_subprocess_launcher_set_cwd (launcher, folder);
  g_subprocess_launcher_set_child_setup (launcher, on_child, NULL, NULL);
  process = g_subprocess_launcher_spawnv (launcher, arguments, &error);
  g_assert_no_error (error);
  return process;
}

void
whin_test_end (GSubprocess *process, int signal_number)
{
  const char *id = g_subprocess_get_identifier (process);
  pid_t group = id != NULL ? (pid_t)g_ascii_strtoll (id, NULL, 10) : 0;

  if (group > 0) {
    gint64 deadline = g_get_monotonic_time () + 3 * G_USEC_PER_SEC;

    kill (-group, signal_number);
    /* GLib reaps it in a thread of its own. */
    while (g_subprocess_get_identifier (process) != NULL && g_get_monotonic_time () < deadline)
      whin_test_run_for (10);
    kill (-group, SIGKILL);
    g_subprocess_wait (process, NULL, NULL);
  }
  g_object_unref (process);
}

guint
whin_test_find_port (void)
{
  for (guint i = 0; i < 100; i++) {
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_addr.s_addr = htonl (INADDR_LOOPBACK)};
    guint port = (guint)g_random_int_range (5100, 15000);
    int udp = socket (AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    int tcp = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int one = 1;
    gboolean is_free;

    address.sin_port = htons ((guint16)port);
    setsockopt (tcp, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    is_free = bind (udp, (struct sockaddr *)&address, sizeof address) == 0 &&
              bind (tcp, (struct sockaddr *)&address, sizeof address) == 0;
    close (udp);
    close (tcp);
    if (is_free)
      return port;
  }
  g_assert_not_reached ();
}

static void
run (const char *folder, const char *command)
{
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GSubprocess) process = NULL;

  g_assert_true (g_shell_parse_argv (command, NULL, &arguments, NULL));
  process = whin_test_spawn (folder, (const char *const *)arguments);
  g_assert_true (g_subprocess_wait_check (process, NULL, NULL));
}

static void
make_certificates (const char *folder)
{
  g_autofree char *extensions = g_build_filename (folder, "extensions", NULL);

  g_file_set_contents (extensions, "subjectAltName=DNS:localhost\n", -1, NULL);
#define KEY "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes"
  run (folder, "openssl req -x509 " KEY " -keyout ca.key -out ca.pem -subj /CN=Test -days 2");
  run (folder,
       "openssl req -x509 " KEY " -keyout other.key -out other.pem -subj /CN=Other -days 2");
  run (folder, "openssl req " KEY " -keyout server.key -out server.csr -subj /CN=localhost");
  run (folder, "openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial "
               "-out server.pem -days 2 -extfile extensions");
#undef KEY
}

static char *
fill (const char *text, const char *place, const char *value)
{
  g_auto (GStrv) parts = g_strsplit (text, place, -1);

  return g_strjoinv (value, parts);
}

static void
write_configuration (WhinTestRegistrar *self)
{
  g_autofree char *template_path =
      g_build_filename (g_getenv ("WHINCHAT_SOURCE"), "core/testing/phone/kamailio.cfg.in", NULL);
  g_autofree char *path = g_build_filename (self->folder, "kamailio.cfg", NULL);
  g_autofree char *port = g_strdup_printf ("%u", self->port);
  g_autofree char *tls_port = g_strdup_printf ("%u", self->tls_port);
  g_autofree char *text = NULL;
  g_autofree char *with_folder = NULL;
  g_autofree char *with_port = NULL;
  g_autofree char *filled = NULL;

  g_assert_true (g_file_get_contents (template_path, &text, NULL, NULL));
  with_folder = fill (text, "@FOLDER@", self->folder);
  with_port = fill (with_folder, "@PORT@", port);
  filled = fill (with_port, "@TLS_PORT@", tls_port);
  g_assert_true (g_file_set_contents (path, filled, -1, NULL));
}

static gboolean
is_listening (guint port)
{
  struct sockaddr_in address = {.sin_family = AF_INET,
                                .sin_port = htons ((guint16)port),
                                .sin_addr.s_addr = htonl (INADDR_LOOPBACK)};
  int tcp = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  gboolean is_up = connect (tcp, (struct sockaddr *)&address, sizeof address) == 0;

  close (tcp);
  return is_up;
}

void
whin_test_registrar_start (WhinTestRegistrar *self)
{
  const char *const arguments[] = {
      "kamailio", "-f", "kamailio.cfg", "-P", "kamailio.pid", "-Y", self->folder,
      "-m",       "32", "-M",           "4",  "-DD",          NULL};

  for (guint i = 0; i < START_ATTEMPTS && self->process == NULL; i++) {
    gint64 deadline = g_get_monotonic_time () + START_MS * G_TIME_SPAN_MILLISECOND;

    self->process = whin_test_spawn (self->folder, arguments);
    while (!(is_listening (self->port) && is_listening (self->tls_port)) &&
           g_get_monotonic_time () < deadline)
      whin_test_run_for (20);
    /* Another program took the port meanwhile, or the last one's end isn't through. */
    if (g_subprocess_get_identifier (self->process) == NULL || g_get_monotonic_time () >= deadline)
      whin_test_end (g_steal_pointer (&self->process), SIGKILL);
  }
  g_assert_nonnull (self->process);
}

void
whin_test_registrar_kill (WhinTestRegistrar *self)
{
  if (self->process != NULL)
    whin_test_end (g_steal_pointer (&self->process), SIGKILL);
}

WhinTestRegistrar *
whin_test_registrar_new (void)
{
  g_autofree char *program = g_find_program_in_path ("kamailio");
  WhinTestRegistrar *self;

  if (program == NULL) {
    g_print ("1..0 # SKIP kamailio is not installed\n");
    exit (EXIT_SUCCESS);
  }
  self = g_new0 (WhinTestRegistrar, 1);
  self->folder = g_dir_make_tmp ("whinchat-registrar-XXXXXX", NULL);
  self->port = whin_test_find_port ();
  self->tls_port = whin_test_find_port ();
  self->ca_file = g_build_filename (self->folder, "ca.pem", NULL);
  self->wrong_ca_file = g_build_filename (self->folder, "other.pem", NULL);
  make_certificates (self->folder);
  write_configuration (self);
  whin_test_registrar_start (self);
  return self;
}

void
whin_test_registrar_free (WhinTestRegistrar *self)
{
  g_autoptr (GDir) folder = g_dir_open (self->folder, 0, NULL);
  const char *name;

  if (self->process != NULL)
    whin_test_end (g_steal_pointer (&self->process), SIGTERM);
  while ((name = g_dir_read_name (folder)) != NULL) {
    g_autofree char *path = g_build_filename (self->folder, name, NULL);

    g_unlink (path);
  }
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->ca_file);
  g_free (self->wrong_ca_file);
  g_free (self);
}
