/* SPDX-License-Identifier: Apache-2.0 */
#include "core/phone/sip/whin-tls-authorities.h"

#include "core/testing/whin-test-folder.h"

#include <string.h>

static void
run (const char *folder, const char *command)
{
  g_auto (GStrv) arguments = NULL;
  int status = 0;

  g_assert_true (g_shell_parse_argv (command, NULL, &arguments, NULL));
  g_assert_true (g_spawn_sync (folder, arguments, NULL,
                               G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL,
                               NULL, &status, NULL));
  g_assert_cmpint (status, ==, 0);
}

#define KEY "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes"

/* root signs middle, middle signs server; "other" signs nothing. */
static char *
make_certificates (void)
{
  char *folder = whin_test_folder_new ();
  g_autofree char *extensions = g_build_filename (folder, "extensions", NULL);

  g_file_set_contents (extensions, "basicConstraints=critical,CA:TRUE\n", -1, NULL);
  run (folder, "openssl req -x509 " KEY " -keyout root.key -out root.pem -subj /CN=Root -days 2");
  run (folder,
       "openssl req -x509 " KEY " -keyout other.key -out other.pem -subj /CN=Other -days 2");
  run (folder, "openssl req " KEY " -keyout middle.key -out middle.csr -subj /CN=Middle");
  run (folder, "openssl x509 -req -in middle.csr -CA root.pem -CAkey root.key -CAcreateserial "
               "-out middle.pem -days 2 -extfile extensions");
  run (folder, "openssl req " KEY " -keyout server.key -out server.csr -subj /CN=localhost");
  run (folder, "openssl x509 -req -in server.csr -CA middle.pem -CAkey middle.key -CAcreateserial "
               "-out server.pem -days 2");
  return folder;
}

static char *
load (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

/* @names: files, in the order of the bundle. */
static char *
select_from (const char *folder, const char *certificate, const char *const *names)
{
  g_autofree char *bundle = g_build_filename (folder, "bundle.pem", NULL);
  g_autofree char *file = g_build_filename (folder, certificate, NULL);
  g_autoptr (GTlsCertificate) shown = g_tls_certificate_new_from_file (file, NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; names[i] != NULL; i++) {
    g_autofree char *pem = load (folder, names[i]);

    g_string_append (text, pem);
  }
  g_assert_true (g_file_set_contents (bundle, text->str, -1, NULL));
  g_assert_nonnull (shown);
  return whin_tls_authorities_select (shown, bundle);
}

static guint
count (const char *pem)
{
  guint n = 0;

  for (const char *p = pem; (p = strstr (p, "BEGIN CERTIFICATE")) != NULL; p++)
    n++;
  return n;
}

static gboolean
holds (const char *folder, const char *pem, const char *name)
{
  g_autofree char *wanted = load (folder, name);

  return strstr (pem, g_strstrip (wanted)) != NULL;
}

static void
test_select (void)
{
  static const char *const ordered[] = {"other.pem", "root.pem", "middle.pem", NULL};
  static const char *const turned[] = {"middle.pem", "root.pem", "other.pem", NULL};
  static const char *const roots[] = {"other.pem", "root.pem", NULL};
  static const char *const strangers[] = {"other.pem", NULL};
  g_autofree char *folder = make_certificates ();
  g_autofree char *by_order = select_from (folder, "server.pem", ordered);
  g_autofree char *by_turn = select_from (folder, "server.pem", turned);
  g_autofree char *of_middle = select_from (folder, "middle.pem", roots);
  g_autofree char *of_root = select_from (folder, "root.pem", roots);
  g_autofree char *of_nobody = select_from (folder, "server.pem", strangers);
  const char *both[] = {by_order, by_turn};

  for (guint i = 0; i < G_N_ELEMENTS (both); i++) {
    g_assert_cmpuint (count (both[i]), ==, 2);
    g_assert_true (holds (folder, both[i], "middle.pem"));
    g_assert_true (holds (folder, both[i], "root.pem"));
  }
  g_assert_cmpuint (count (of_middle), ==, 1);
  g_assert_true (holds (folder, of_middle, "root.pem"));
  g_assert_cmpuint (count (of_root), ==, 1);
  g_assert_null (of_nobody);
  whin_test_folder_remove (g_steal_pointer (&folder));
}

/* The server sends its issuer along: that one's issuer counts. */
static void
test_chain (void)
{
  static const char *const roots[] = {"other.pem", "root.pem", NULL};
  g_autofree char *folder = make_certificates ();
  g_autofree char *server = load (folder, "server.pem");
  g_autofree char *middle = load (folder, "middle.pem");
  g_autofree char *chain = g_strconcat (server, middle, NULL);
  g_autofree char *path = g_build_filename (folder, "chain.pem", NULL);
  g_autofree char *selected = NULL;

  g_assert_true (g_file_set_contents (path, chain, -1, NULL));
  selected = select_from (folder, "chain.pem", roots);
  g_assert_cmpuint (count (selected), ==, 1);
  g_assert_true (holds (folder, selected, "root.pem"));
  whin_test_folder_remove (g_steal_pointer (&folder));
}

static void
test_no_file (void)
{
  g_autofree char *folder = make_certificates ();
  g_autofree char *path = g_build_filename (folder, "server.pem", NULL);
  g_autoptr (GTlsCertificate) shown = g_tls_certificate_new_from_file (path, NULL);

  g_assert_null (whin_tls_authorities_select (shown, "/nowhere.pem"));
  whin_test_folder_remove (g_steal_pointer (&folder));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tls-authorities/select", test_select);
  g_test_add_func ("/tls-authorities/chain", test_chain);
  g_test_add_func ("/tls-authorities/no-file", test_no_file);
  return g_test_run ();
}
