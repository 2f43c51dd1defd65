/* SPDX-License-Identifier: Apache-2.0 */
#include "core/service/whin-http.h"

#include "core/testing/whin-test-folder.h"
#include "core/testing/whin-test-loop.h"

/* What of WhinHttp needs TLS; the rest is tested through WhinWebService. */

/* AddressSanitizer guesses the size of the thread-local storage of loaded modules (GnuTLS has some)
 * from the bytes before it, wrongly under glibc 2.36, and the leak check then reads far past it.
 * What is there is found without: the thread itself points to it. */
const char *__asan_default_options (void);

const char *
__asan_default_options (void)
{
  return "intercept_tls_get_addr=0";
}

static void
on_any_request (SoupServer *server,
                SoupServerMessage *message,
                const char *path,
                GHashTable *query,
                gpointer count)
{
  ++*(guint *)count;
  soup_server_message_set_status (message, 200, NULL);
}

/* A server whose certificate nobody vouches for gets no request at all. */
static void
test_wrong_certificate (void)
{
  char *folder = whin_test_folder_new ();
  g_autofree char *key = g_build_filename (folder, "key.pem", NULL);
  g_autofree char *certificate_path = g_build_filename (folder, "certificate.pem", NULL);
  const char *const argv[] = {
      "openssl",       "req",     "-x509", "-newkey", "rsa:2048",       "-nodes", "-subj",
      "/CN=localhost", "-keyout", key,     "-out",    certificate_path, NULL};
  g_autoptr (GSubprocess) openssl = g_subprocess_newv (
      argv, G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL);
  g_autoptr (GTlsCertificate) certificate = NULL;
  g_autoptr (SoupServer) server = soup_server_new (NULL, NULL);
  g_autoptr (WhinHttp) http = whin_http_new ("Test");
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *uri = NULL;
  g_autoptr (GError) error = NULL;
  GSList *uris;
  guint count = 0;

  if (openssl == NULL || !g_subprocess_wait_check (openssl, NULL, NULL)) {
    whin_test_folder_remove (folder);
    g_test_skip ("openssl is not installed");
    return;
  }
  certificate = g_tls_certificate_new_from_files (certificate_path, key, &error);
  g_assert_no_error (error);
  soup_server_set_tls_certificate (server, certificate);
  soup_server_add_handler (server, NULL, on_any_request, &count, NULL);
  soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_HTTPS | SOUP_SERVER_LISTEN_IPV4_ONLY,
                            &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (server);
  uri = g_strdup_printf ("https://localhost:%d/", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify)g_uri_unref);
  whin_http_send_async (http, whin_request_new (uri), NULL, whin_test_on_result, &result);
  whin_test_until (result != NULL);
  g_assert_null (whin_http_send_finish (http, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
  g_assert_cmpstr (error->message, ==, "The server could not prove who it is.");
  g_assert_cmpuint (count, ==, 0);
  whin_test_folder_remove (folder);
}

int
main (int argc, char **argv)
{
  g_setenv ("LC_ALL", "C.UTF-8", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http/wrong-certificate", test_wrong_certificate);
  return g_test_run ();
}
